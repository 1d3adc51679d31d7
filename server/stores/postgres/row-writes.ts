import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Writer } from '../core/row-past.ts';
import { storeError } from '../errors.ts';
import { referredColumn } from '../../../runtime/schema/reference.ts';
import { rowMaker } from '../rows/row-maker.ts';
import type { RowOperation } from '../store.ts';
import type { Database, Run } from './database.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import { lockedTables, type DatasetTable } from './dataset-tables.ts';
import { explainClash, RowClash } from './row-clash.ts';
import { addCounts, NO_COUNTS, type RowCounts } from './row-counts.ts';
import { insertRows, noteOf, type Place } from './row-inserts.ts';
import { changedText, forgetGone, pastText } from './row-past.ts';
import { demandReferences, isWatched, Touched } from './references.ts';
import { demandTotals } from './totals.ts';

type Kind = RowOperation['kind'];
type Of<K extends Kind> = Extract<RowOperation, { kind: K }>;

/** Operations on one dataset of one kind that one statement can do. */
interface Batch {
  readonly dataset: string;
  readonly kind: Kind;
  readonly operations: RowOperation[];
  readonly ids: Set<string>;
}

function batchesOf(operations: readonly RowOperation[], oneByOne: boolean): readonly Batch[] {
  const batches: Batch[] = [];
  for (const operation of operations) {
    const last = batches.at(-1);
    const joins = !oneByOne && last?.dataset === operation.dataset && last.kind === operation.kind && !last.ids.has(operation.id);
    if (joins && last) {
      last.operations.push(operation);
      last.ids.add(operation.id);
    } else batches.push({ dataset: operation.dataset, kind: operation.kind, operations: [operation], ids: new Set([operation.id]) });
  }
  return batches;
}

/** Rows more by one operation. */
const ADDED: Readonly<Record<Kind, number>> = { insert: 1, update: 0, delete: -1 };

/** Operations whose rows have their computed columns, by the definition as it is within the transaction. */
function filled({ definition }: DatasetTable, operations: readonly RowOperation[]): readonly RowOperation[] {
  const maker = rowMaker(definition);
  return maker ? operations.map((operation) => (operation.kind === 'delete' ? operation : { ...operation, data: maker.complete(operation.data) })) : operations;
}

/** Operations, and who does them. */
export interface Writing {
  readonly operations: readonly RowOperation[];
  readonly writer: Writer;
}

/** Writes rows within transactions, all or none. */
export class RowWriter {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * Does the operations in order and then `more`, in one transaction. `versions`: what each operation made, 0 where the row was inserted before.
   * @throws SCN_DATA_UNKNOWN, SCN_DATA_UNIQUE, SCN_DATA_CONFLICT, SCN_DATA_TOTAL, SCN_DATA_REF, SCN_DATA_REFERRED, and what `more` throws
   */
  async transaction<T>({ operations, writer }: Writing, more: (run: Run, versions: readonly number[]) => Promise<T>, settled?: () => Promise<boolean>): Promise<T> {
    try {
      return await this.#attempt({ operations, writer }, more, settled, false);
    } catch (error) {
      if (!(error instanceof RowClash)) throw error;
      if (error.operations.length === 1) throw await explainClash(this.#database, error);
    }
    // Rows of one statement may clash with one another where one after the other they would not.
    try {
      return await this.#attempt({ operations, writer }, more, settled, true);
    } catch (error) {
      throw error instanceof RowClash ? await explainClash(this.#database, error) : error;
    }
  }

  async #attempt<T>({ operations, writer }: Writing, more: (run: Run, versions: readonly number[]) => Promise<T>, settled: (() => Promise<boolean>) | undefined, oneByOne: boolean): Promise<T> {
    return this.#database.transaction(async (run) => {
      const tables = await lockedTables(run, [...new Set(operations.map((operation) => operation.dataset))].sort());
      const counts = new Map<string, RowCounts>();
      const written = new Map([...tables.values()].map((table) => [table, [] as JsonObject[]] as const));
      const touched = new Map([...tables.values()].map((table) => [table, new Touched()] as const));
      const versions: number[] = [];
      for (const { dataset, kind, operations: some } of batchesOf(operations, oneByOne)) {
        const table = tables.get(dataset) as DatasetTable;
        const count = counts.get(dataset) ?? NO_COUNTS;
        const made = await this.#write(run, { table, writer, written: written.get(table) ?? [], touched: touched.get(table) ?? new Touched(), floor: count.floor }, { kind, operations: filled(table, some), earlier: operations.slice(0, versions.length) });
        const changed = made.filter((version) => version > 0).length;
        counts.set(dataset, { changes: count.changes + changed, rows: count.rows + changed * ADDED[kind], floor: kind === 'delete' ? made.reduce((most, version) => Math.max(most, version), count.floor) : count.floor });
        versions.push(...made);
      }
      const result = await more(run, versions);
      await demandTotals(run, written);
      await demandReferences(run, touched);
      await addCounts(run, counts);
      return result;
    }, settled);
  }

  /** The version each operation made. */
  async #write(run: Run, place: Place, { kind, operations, earlier }: { readonly kind: Kind; readonly operations: readonly RowOperation[]; readonly earlier: readonly RowOperation[] }): Promise<readonly number[]> {
    try {
      return kind === 'insert' ? await insertRows(run, place, operations as readonly Of<'insert'>[]) : await changeRows(run, place, kind, operations as readonly Of<'update' | 'delete'>[]);
    } catch (error) {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
      throw new RowClash(place.table, operations, earlier, error);
    }
  }
}

/** @throws SCN_DATA_CONFLICT for the first row that has another version by now */
async function changeRows(run: Run, { table, writer, written, touched }: Place, kind: 'update' | 'delete', operations: readonly Of<'update' | 'delete'>[]): Promise<readonly number[]> {
  const facts = JSON.stringify(operations.map((operation) => ({ id: operation.id, v: operation.expectedVersion, note: noteOf(operation.node), ...(operation.kind === 'update' ? { data: operation.data } : {}) })));
  const given = "(SELECT e ->> 'id' AS id, (e ->> 'v')::int AS v, e -> 'data' AS data, e -> 'note' AS note FROM jsonb_array_elements($1::jsonb) AS e) g";
  const before = table.definition.totals || isWatched(table.definition) ? ", past -> 0 -> 'before' AS before" : '';
  const changed = await run<{ id: string; before?: JsonObject }>({
    name: `${kind}-${table.name}${before === '' ? '' : '-t'}`,
    text: kind === 'update'
      ? `UPDATE ${table.name} t SET v = t.v + 1, data = g.data, past = ${pastText(`$2::jsonb || g.note || jsonb_build_object('v', t.v + 1, 'before', ${changedText('t.data', 'g.data')})`, 't.past')} FROM ${given} WHERE t.id = g.id AND t.v = g.v RETURNING t.id${before}`
      : `WITH d AS (DELETE FROM ${table.name} t USING ${given} WHERE t.id = g.id AND t.v = g.v RETURNING t.id, t.v, t.data, t.past, g.note)
        INSERT INTO row_gone (dataset, row_id, past) SELECT $3, d.id, ${pastText("$2::jsonb || d.note || jsonb_build_object('v', d.v + 1, 'before', d.data, 'gone', true)", 'd.past')} FROM d
        ON CONFLICT (dataset, row_id) DO UPDATE SET past = excluded.past RETURNING row_id AS id${before}`,
    values: [facts, JSON.stringify(writer), ...(kind === 'delete' ? [table.id] : [])],
  });
  if (changed.length < operations.length) {
    const done = new Set(changed.map((row) => row.id));
    const missed = operations.find((operation) => !done.has(operation.id));
    if (missed) await refuseVersion(run, table, missed);
  }
  if (table.definition.totals) {
    const next = new Map(operations.map((operation) => [operation.id, operation.kind === 'update' ? operation.data : undefined]));
    for (const { id, before: old } of changed) written.push(...[next.get(id)].filter((data) => data !== undefined), { ...next.get(id), ...old });
  }
  noteTouched(table, touched, operations, changed);
  if (kind === 'delete') await forgetGone(run, table.id);
  return operations.map(({ expectedVersion }) => expectedVersion + 1);
}

function noteTouched({ definition }: DatasetTable, touched: Touched, operations: readonly Of<'update' | 'delete'>[], changed: readonly { readonly id: string; readonly before?: JsonObject }[]): void {
  const column = referredColumn(definition);
  const befores = new Map(changed.map(({ id, before }) => [id, before]));
  for (const operation of operations) {
    const before = befores.get(operation.id) ?? {};
    if (operation.kind === 'delete') touched.remove(operation.id);
    else touched.write(operation.id, operation.data, Object.keys(before));
    const value = column === undefined ? undefined : before[column];
    if (value !== undefined && value !== null) touched.lost.push(value);
  }
}

async function refuseVersion(run: Run, table: DatasetTable, { id, expectedVersion }: Of<'update' | 'delete'>): Promise<never> {
  const [row] = await run<{ v: number }>({ text: `SELECT v FROM ${table.name} WHERE id = $1`, values: [id] });
  throw storeError('SCN_DATA_CONFLICT', { dataset: table.id, row: id, expected: expectedVersion, actual: row?.v ?? 0 });
}
