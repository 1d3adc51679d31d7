import { createHash } from 'node:crypto';
import { isScenarioError } from '../../runtime/errors.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { CellReasons, Computing } from '../api/data.ts';
import { formulasText, rowMaker } from '../stores/rows/row-maker.ts';
import type { Row, StoredDocument } from '../stores/store.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';

const KIND = 'computed-columns';
/** Progress is written down after so many rows, which also says that somebody is at it. */
const NOTED_EVERY = 5000;
/** Whoever said nothing for so long is gone, and the work is begun anew. */
const HELD_MS = 60_000;

/** How far the rows of a dataset follow its formulas. */
interface State {
  /** Names the formulas. */
  readonly formulas: string;
  readonly done: boolean;
  readonly rows: number;
  readonly total: number;
  readonly changed: number;
  readonly heldBy?: string;
  readonly heldUntil?: string;
  /** What the new values broke; never a value, which may be a person's. */
  readonly failed?: NonNullable<Computing['failed']>;
}

type Kept = StoredDocument<State> | null;

function nameOf(definition: DatasetDefinition): string | undefined {
  const text = formulasText(definition);
  return text === undefined ? undefined : createHash('sha256').update(text).digest('hex').slice(0, 24);
}

const isSettled = (state: State | undefined, formulas: string): boolean => state !== undefined && state.formulas === formulas && (state.done || state.failed !== undefined);

/** One who works at it; the steps that say how far are in one order, and another who took over ends them. */
function worker(base: Base, dataset: string, kept: Kept) {
  const me = newId(base.now());
  let version = kept?.version ?? 0;
  return async (state: State): Promise<boolean> => {
    const isHeld = !state.done && state.failed === undefined;
    const until = new Date(base.now().getTime() + HELD_MS).toISOString();
    try {
      const saved = await base.store.documents.put<State>(KIND, dataset, { ...state, ...(isHeld ? { heldBy: me, heldUntil: until } : {}) }, { expectedVersion: version, by: 'system' });
      version = saved.version;
      return true;
    } catch (error) {
      if (isScenarioError(error, 'SCN_STORE_CONFLICT')) return false;
      throw error;
    }
  };
}

async function followFormulas(base: Base, { definition, total, formulas, kept }: { readonly definition: DatasetDefinition; readonly total: number; readonly formulas: string; readonly kept: Kept }, isStopped: () => boolean): Promise<void> {
  const note = worker(base, definition.id, kept);
  let state: State = { formulas, done: false, rows: 0, total, changed: 0 };
  if (!(await note(state))) return;
  try {
    let noted = 0;
    for await (const { rows, changed } of base.store.datasets.recompute(definition.id)) {
      if (isStopped()) return;
      state = { ...state, rows: state.rows + rows, changed: state.changed + changed };
      if (state.rows - noted < NOTED_EVERY) continue;
      noted = state.rows;
      if (!(await note(state))) return;
    }
    if (await note({ ...state, done: true })) await audit(base, 'system', 'dataset.recompute', definition.id, { rows: state.rows, changed: state.changed });
  } catch (error) {
    if (!isScenarioError(error, 'SCN_DATA_UNIQUE') && !isScenarioError(error, 'SCN_DATA_TOTAL')) throw error;
    const { fields, total } = error.details;
    await note({ ...state, failed: { code: error.code, what: Array.isArray(fields) ? fields.join(', ') : typeof total === 'string' ? total : '' } });
  }
}

/**
 * Lets the rows of every dataset follow formulas that have changed, wherever they were changed and whatever ended in between:
 * what is written down says which formulas the rows follow already.
 * @param take begins a piece of work unless it is under way
 */
export async function followComputed(base: Base, take: (name: string, work: () => Promise<unknown>) => void, isStopped: () => boolean): Promise<void> {
  const computed = (await base.store.datasets.list()).flatMap(({ rows, ...definition }) => {
    const formulas = nameOf(definition);
    return formulas === undefined ? [] : [{ definition, formulas, total: rows }];
  });
  if (computed.length === 0) return;
  const states = new Map((await base.store.documents.list<State>(KIND)).map((document) => [document.id, document]));
  for (const work of computed) {
    const kept = states.get(work.definition.id) ?? null;
    const isHeld = kept?.body.heldUntil !== undefined && kept.body.heldUntil > base.now().toISOString() && kept.body.formulas === work.formulas;
    if (isSettled(kept?.body, work.formulas) || isHeld) continue;
    take(`${KIND} ${work.definition.id}`, () => followFormulas(base, { ...work, kept }, isStopped));
  }
}

/**
 * Whoever saves a definition again wants what failed to be tried again; and rows that came under other formulas follow none of
 * before, also not when those come back.
 */
export async function forgetFollowed(base: Base, before: DatasetDefinition | null, after: DatasetDefinition, by: string): Promise<void> {
  const isOther = before !== null && nameOf(before) !== nameOf(after);
  for (let again = true; again; ) {
    again = false;
    const kept = await base.store.documents.get<State>(KIND, after.id);
    if (!kept || !(isOther || kept.body.failed)) return;
    try {
      await base.store.documents.delete(KIND, after.id, { expectedVersion: kept.version, by });
    } catch (error) {
      // Somebody at work on it has just said how far they are; the next look ends that.
      if (!isScenarioError(error, 'SCN_STORE_CONFLICT')) throw error;
      again = true;
    }
  }
}

/** How far rows follow their formulas, by dataset; those that do are left out. */
export async function computingOf(base: Base, definitions: readonly DatasetDefinition[]): Promise<ReadonlyMap<string, Computing>> {
  const computed = definitions.flatMap((definition) => {
    const formulas = nameOf(definition);
    return formulas === undefined ? [] : [{ id: definition.id, formulas }];
  });
  if (computed.length === 0) return new Map();
  const states = new Map((await base.store.documents.list<State>(KIND)).map(({ id, body }) => [id, body]));
  return new Map(computed.flatMap(({ id, formulas }): (readonly [string, Computing])[] => {
    const state = states.get(id);
    if (state?.formulas === formulas && state.done) return [];
    const { failed } = state?.formulas === formulas ? state : {};
    const { rows, total } = state?.formulas === formulas ? state : { rows: 0, total: 0 };
    return [[id, { rows, total, ...(failed ? { failed } : {}) }]];
  }));
}

/** Why computed cells of these rows are empty, by row and column; undefined when none is. */
export function reasonsOf(definition: DatasetDefinition, rows: readonly Row[], locale: Locale): CellReasons | undefined {
  const maker = rowMaker(definition);
  if (!maker) return undefined;
  const found = rows.flatMap(({ id, data }) => {
    if (![...maker.ids].some((column) => (data[column] ?? null) === null)) return [];
    const reasons = Object.entries(maker.explain(data)).filter(([column]) => (data[column] ?? null) === null);
    return reasons.length === 0 ? [] : [[id, Object.fromEntries(reasons.map(([column, { code, message }]) => [column, { code, message: message[locale] }]))] as const];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
