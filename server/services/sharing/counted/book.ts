import { setImmediate } from 'node:timers/promises';
import type { Figure, FigureGroup, ToldFigures } from '../../../../runtime/host/host.ts';
import type { StoredRow } from '../../../../runtime/host/row-filter.ts';
import { sourceRow } from '../../../../runtime/host/sharing/access.ts';
import type { Json } from '../../../../runtime/schema/json.ts';
import { isCoded } from '../../../errors.ts';
import type { Base } from '../../context.ts';
import type { SubjectMark } from '../../subjects.ts';
import { plainSources } from '../compile-access.ts';
import { CountedLedger, union, type KeptLedger, type MarkedRows } from './ledger.ts';
import { columnMark, heldMark, idMark, type SecretColumn } from './marks.ts';

const KIND = 'counted-rows';
const KEPT = 8;
const TRIES = 8;
/** Rows marked between two turns of the event loop. */
const TURN = 5000;
/** Rows a ledger may remember before it looks which are still there. */
const ROOM = 20_000;
const ALL = 10_000_000;
/** Figures of so many parts of a hundred other rows are still those of nearly the same. */
const NEAR = 0.1;

/** A dataset with columns that may be counted only, and its rows behind each row of an answer. */
export interface Guarded {
  readonly dataset: string;
  /** Whoever reads: all scenarios of a unit share what they were told. */
  readonly unit: string;
  /** Those of the columns that are read that may be counted only. */
  readonly columns: readonly string[];
  readonly rowsAt: (place: number) => readonly StoredRow[];
}

export interface TellWanted {
  readonly guarded: readonly Guarded[];
  readonly groups: readonly FigureGroup[];
  readonly smallest: number;
  /** Groups are made by a column that may be counted only: whether anything is told must hang on all rows together. */
  readonly secretGroups: boolean;
}

/** Decides which figures about rows of other units are told, so that no subtraction leaves fewer rows than the least size. */
export interface CountedBook {
  readonly tell: (wanted: TellWanted) => Promise<readonly (ToldFigures | null)[]>;
}

interface Ledger {
  readonly id: string;
  readonly dataset: string;
  version: number;
  readonly classes: CountedLedger;
  room: number;
}

const plain = (figures: FigureGroup['figures']): Record<string, Json> => Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]));
const asked = (figures: FigureGroup['figures']): readonly Figure[] => Object.values(figures).filter(({ of }) => of !== undefined);

/** Marks rows, by these columns too. */
async function membersOf(rowsAt: Guarded['rowsAt'], places: readonly number[], { seed, columns }: { readonly seed: string; readonly columns: readonly SecretColumn[] }): Promise<MarkedRows> {
  const held = new Map<string, number>();
  const ids = new Map<string, number>();
  const byColumn = columns.map((column) => [column, new Map<string, number>()] as const);
  const count = (members: Map<string, number>, mark: string) => members.set(mark, (members.get(mark) ?? 0) + 1);
  for (const [index, place] of places.entries()) {
    for (const seen of rowsAt(place)) {
      const row = sourceRow(seen);
      count(held, heldMark(seed, row));
      count(ids, idMark(seed, row));
      for (const [column, members] of byColumn) count(members, columnMark(seed, column, row));
    }
    if (index % TURN === TURN - 1) await setImmediate();
  }
  return { held, ids, columns: new Map(byColumn.map(([[id], members]) => [id, members])) };
}

const NONE: MarkedRows = { held: new Map(), ids: new Map(), columns: new Map() };
const isEachOnce = ({ ids }: MarkedRows): boolean => ![...ids.values()].some((weight) => weight > 1);

/** The same question about nearly the same rows, as it was answered before. */
function earlierOf(ledger: Ledger, members: MarkedRows, { figures }: FigureGroup, smallest: number): ToldFigures | null {
  if (!isEachOnce(members)) return null;
  const told = ledger.classes.nearest(members, asked(figures).map(({ of }) => of ?? ''), Math.max(2 * smallest, members.held.size * NEAR));
  return told && { figures: Object.fromEntries(Object.entries(figures).map(([name, { of, value }]) => [name, of === undefined ? value : (told.figures[of] ?? null)])), earlier: told.at };
}

/** @param mark makes what the marks of rows begin with, so that nobody without the key of the house can make one */
export function createCountedBook(base: Base, mark: SubjectMark): CountedBook {
  const kept = new Map<string, Ledger>();
  let before: Promise<unknown> = Promise.resolve();

  /** Columns with what they are worked out from: a figure of a computed one tells of those too. */
  const secretsOf = async (dataset: string, columns: readonly string[]): Promise<readonly SecretColumn[]> => {
    const definition = await base.store.datasets.get(dataset);
    const all = new Set(columns.flatMap((column) => [column, ...(definition ? plainSources(definition, column) : [])]));
    return [...all].map((id) => [id, definition?.fields.find((field) => field.id === id)?.type] as const);
  };

  const save = async (ledger: Ledger): Promise<void> => {
    if (ledger.classes.rows > ledger.room) {
      const { rows } = await base.store.datasets.query(ledger.dataset, { limit: ALL });
      const columns = await secretsOf(ledger.dataset, ledger.classes.columns);
      ledger.classes.forget(await membersOf((place) => rows.slice(place, place + 1), [...rows.keys()], { seed: mark(ledger.id), columns }));
      ledger.room = Math.max(ROOM, ledger.classes.rows * 2);
    }
    ledger.version = (await base.store.documents.put<KeptLedger>(KIND, ledger.id, ledger.classes.keep(), { expectedVersion: ledger.version, by: 'system' })).version;
  };

  const open = async ({ unit, dataset }: Guarded): Promise<Ledger> => {
    const id = `${unit} ${dataset}`;
    const known = kept.get(id);
    if (known) return known;
    const found = await base.store.documents.get<KeptLedger>(KIND, id);
    const classes = new CountedLedger(found?.body);
    const ledger = { id, dataset, version: found?.version ?? 0, classes, room: Math.max(ROOM, classes.rows * 2) };
    if (kept.size >= KEPT) kept.delete([...kept.keys()][0] ?? '');
    kept.set(id, ledger);
    return ledger;
  };

  const decide = async ({ guarded, groups, smallest, secretGroups }: TellWanted, members: readonly (readonly MarkedRows[])[]): Promise<readonly (ToldFigures | null)[]> => {
    const ledgers = await Promise.all(guarded.map(open));
    const changed = new Set<Ledger>();
    const holds = (of: readonly MarkedRows[]) => ledgers.every(({ classes }, index) => classes.holds(of[index] ?? NONE, smallest));
    const note = (of: readonly MarkedRows[], figures?: FigureGroup['figures']) => {
      const told = figures && ledgers.length === 1 && isEachOnce(of[0] ?? NONE) ? { at: base.now().toISOString(), figures: Object.fromEntries(asked(figures).map(({ of: question, value }) => [question ?? '', value])) } : undefined;
      for (const [index, ledger] of ledgers.entries()) if (ledger.classes.tell(of[index] ?? NONE, told)) changed.add(ledger);
    };
    const whole = guarded.map((_, index) => union(members.map((of) => of[index] ?? NONE)));
    const isOpen = !secretGroups || holds(whole);
    if (secretGroups && isOpen) note(whole);
    const told: (ToldFigures | null)[] = [];
    for (const [index, group] of groups.entries()) {
      const of = members[index] ?? [];
      const [ledger] = ledgers;
      if (isOpen && holds(of)) {
        note(of, group.figures);
        told.push({ figures: plain(group.figures) });
      } else told.push(ledger && ledgers.length === 1 ? earlierOf(ledger, of[0] ?? NONE, group, smallest) : null);
      if (index % 50 === 49 || (of[0]?.ids.size ?? 0) > TURN) await setImmediate();
    }
    for (const ledger of changed) await save(ledger);
    return told;
  };

  const attempt = async (wanted: TellWanted): Promise<readonly (ToldFigures | null)[]> => {
    const members: (readonly MarkedRows[])[] = [];
    const seeds = await Promise.all(wanted.guarded.map(async ({ unit, dataset, columns }) => ({ seed: mark(`${unit} ${dataset}`), columns: await secretsOf(dataset, columns) })));
    for (const { rows } of wanted.groups) members.push(await Promise.all(wanted.guarded.map(({ rowsAt }, index) => membersOf(rowsAt, rows, seeds[index] ?? { seed: '', columns: [] }))));
    for (let tries = 1; ; tries += 1) {
      try {
        return await decide(wanted, members);
      } catch (error) {
        // What was noted is not kept: begin again with what is.
        for (const { unit, dataset } of wanted.guarded) kept.delete(`${unit} ${dataset}`);
        if (tries === TRIES || !isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
      }
    }
  };

  return {
    tell: (wanted) => {
      // One after the other, because each hangs on what was told before.
      const mine = before.then(() => attempt(wanted));
      before = mine.catch(() => undefined);
      return mine;
    },
  };
}
