import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Writer } from '../core/row-past.ts';
import { storeError } from '../errors.ts';
import { rowMaker } from '../rows/row-maker.ts';
import type { RowOperation } from '../store.ts';
import type { Database, Run } from './database.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import { lockedTables, type DatasetTable } from './dataset-tables.ts';
import { explainClash, RowClash } from './row-clash.ts';
import { changedText, forgetGone, pastText } from './row-past.ts';
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

/** Counters of one dataset, so that writers of the same dataset seldom wait for one another. */
const SLOTS = 16;

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

/** Operations whose rows have their computed columns, by the definition as it is within the transaction. */
function filled({ definition }: DatasetTable, operations: readonly RowOperation[]): readonly RowOperation[] {
  const maker = rowMaker(definition);
  return maker ? operations.map((operation) => (operation.kind === 'delete' ? operation : { ...operation, data: maker.complete(operation.data) })) : operations;
}

interface Place {
  readonly table: DatasetTable;
  readonly writer: Writer;
  /** Collects rows as they are now and as they were, for the totals. */
  readonly written: JsonObject[];
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
   * Does the operations in order and then `more`, in one transaction.
   * @throws SCN_DATA_UNKNOWN, SCN_DATA_UNIQUE, SCN_DATA_CONFLICT, and what `more` throws
   */
  async transaction<T>({ operations, writer }: Writing, more: (run: Run) => Promise<T>, settled?: () => Promise<boolean>): Promise<T> {
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

  async #attempt<T>({ operations, writer }: Writing, more: (run: Run) => Promise<T>, settled: (() => Promise<boolean>) | undefined, oneByOne: boolean): Promise<T> {
    return this.#database.transaction(async (run) => {
      const tables = await lockedTables(run, [...new Set(operations.map((operation) => operation.dataset))].sort());
      const counts = new Map<string, { changes: number; rows: number }>();
      const written = new Map([...tables.values()].map((table) => [table, [] as JsonObject[]] as const));
      let done = 0;
      for (const { dataset, kind, operations: some } of batchesOf(operations, oneByOne)) {
        const table = tables.get(dataset) as DatasetTable;
        const rows = await this.#write(run, { table, writer, written: written.get(table) ?? [] }, { kind, operations: filled(table, some), earlier: operations.slice(0, done) });
        const count = counts.get(dataset) ?? { changes: 0, rows: 0 };
        counts.set(dataset, { changes: count.changes + rows.changed, rows: count.rows + rows.added });
        done += some.length;
      }
      const result = await more(run);
      await demandTotals(run, written);
      await addCounts(run, counts);
      return result;
    }, settled);
  }

  async #write(run: Run, place: Place, { kind, operations, earlier }: { readonly kind: Kind; readonly operations: readonly RowOperation[]; readonly earlier: readonly RowOperation[] }): Promise<{ changed: number; added: number }> {
    try {
      if (kind === 'insert') {
        const added = await insertRows(run, place, operations as readonly Of<'insert'>[]);
        return { changed: added, added };
      }
      const changed = await changeRows(run, place, kind, operations as readonly Of<'update' | 'delete'>[]);
      return { changed, added: kind === 'delete' ? -changed : 0 };
    } catch (error) {
      if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
      throw new RowClash(place.table, operations, earlier, error);
    }
  }
}

/** Rows whose key was used before are there already, or were: they are passed over. */
async function insertRows(run: Run, { table, writer, written }: Place, operations: readonly Of<'insert'>[]): Promise<number> {
  if (table.definition.totals) for (const { data } of operations) written.push(data);
  const first = new Set<string>();
  const fresh = operations.filter(({ key }) => key === undefined || (!first.has(key) && first.add(key)));
  const facts = JSON.stringify(fresh.map(({ id, data, key, node }) => ({ id, data, note: noteOf(node), ...(key === undefined ? {} : { key }) })));
  const keyed = first.size > 0;
  const given = `g AS (SELECT e ->> 'id' AS id, e -> 'data' AS data, e -> 'note' AS note, e ->> 'key' AS key, o FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o))`;
  const used = 'k AS (INSERT INTO dataset_key (dataset, key, row_id) SELECT $2, key, id FROM g WHERE key IS NOT NULL ON CONFLICT DO NOTHING RETURNING key)';
  const left = `f AS (SELECT * FROM g${keyed ? ' WHERE key IS NULL OR key IN (SELECT key FROM k)' : ''})`;
  const back = 'b AS (DELETE FROM row_gone r USING f WHERE r.dataset = $2 AND r.row_id = f.id RETURNING r.row_id, r.past)';
  const added = await run({
    name: `insert-${table.name}-${keyed ? 'k' : ''}`,
    text: `WITH ${given}, ${keyed ? `${used}, ` : ''}${left}, ${back} INSERT INTO ${table.name} (id, data, past)
      SELECT f.id, f.data, ${pastText("$3::jsonb || f.note || '{\"v\": 1}'", 'b.past')} FROM f LEFT JOIN b ON b.row_id = f.id ORDER BY f.o RETURNING 1`,
    values: [facts, table.id, JSON.stringify(writer)],
  });
  return added.length;
}

const noteOf = (node: string | undefined) => (node === undefined ? {} : { node });

/** @throws SCN_DATA_CONFLICT for the first row that has another version by now */
async function changeRows(run: Run, { table, writer, written }: Place, kind: 'update' | 'delete', operations: readonly Of<'update' | 'delete'>[]): Promise<number> {
  const facts = JSON.stringify(operations.map((operation) => ({ id: operation.id, v: operation.expectedVersion, note: noteOf(operation.node), ...(operation.kind === 'update' ? { data: operation.data } : {}) })));
  const given = "(SELECT e ->> 'id' AS id, (e ->> 'v')::int AS v, e -> 'data' AS data, e -> 'note' AS note FROM jsonb_array_elements($1::jsonb) AS e) g";
  const before = table.definition.totals ? ", past -> 0 -> 'before' AS before" : '';
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
  if (kind === 'delete') await forgetGone(run, table.id);
  return changed.length;
}

async function refuseVersion(run: Run, table: DatasetTable, { id, expectedVersion }: Of<'update' | 'delete'>): Promise<never> {
  const [row] = await run<{ v: number }>({ text: `SELECT v FROM ${table.name} WHERE id = $1`, values: [id] });
  throw storeError('SCN_DATA_CONFLICT', { dataset: table.id, row: id, expected: expectedVersion, actual: row?.v ?? 0 });
}

export async function addCounts(run: Run, counts: ReadonlyMap<string, { changes: number; rows: number }>): Promise<void> {
  const slot = Math.floor(Math.random() * SLOTS);
  for (const [dataset, { changes, rows }] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (changes === 0) continue;
    await run({
      name: 'dataset-count',
      text: `INSERT INTO dataset_count (dataset, slot, changes, rows) VALUES ($1, $2, $3, $4)
        ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + excluded.changes, rows = dataset_count.rows + excluded.rows`,
      values: [dataset, slot, changes, rows],
    });
  }
}
