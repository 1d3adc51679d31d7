import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { withIds } from '../core/replace-rows.ts';
import { GONE_ROWS, type Writer } from '../core/row-past.ts';
import { storeError } from '../errors.ts';
import type { Loaded } from '../store.ts';
import type { Run, Statement } from './database.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import { asTable, createTableText, DATASET_COLUMNS, indexesOf, primaryKeyText, type DatasetTable } from './dataset-tables.ts';
import { TELL, told } from './presence.ts';
import { changedText, forgetGone, pastText } from './row-past.ts';
import { demandAllTotals } from './totals.ts';

/** Rows in one statement. */
const CHUNK = 1000;

export interface Replacement {
  readonly id: string;
  readonly rows: AsyncIterable<JsonObject> | Iterable<JsonObject>;
  readonly writer: Writer;
}

/** Makes a new table of the rows beside the old one and puts it in its place; within one transaction. */
export async function loadRows(run: Run, { id, rows, writer }: Replacement, server: string): Promise<Loaded> {
  await run({ text: "SET LOCAL idle_in_transaction_session_timeout = '10min'", values: [] });
  const [found] = await run<Parameters<typeof asTable>[0]>({ text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = $1 FOR UPDATE`, values: [id] });
  if (!found) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
  const old = asTable(found);
  const table = asTable({ ...found, generation: found.generation + 1 });
  const version = await nextVersion(run, old);
  await run({ text: createTableText(table.name), values: [] });
  const count = await copyRows(run, { old, table, writer, version }, rows);
  await makeIndexes(run, table);
  await demandAllTotals(run, table);
  await keepLeft(run, { old, table, writer, version }, count);
  await run({ text: `ANALYZE ${table.name}`, values: [] });
  await run({ text: `DROP TABLE ${old.name}`, values: [] });
  await run({ text: 'UPDATE dataset SET generation = $2 WHERE id = $1', values: [id, table.generation] });
  await run({ text: 'DELETE FROM dataset_key WHERE dataset = $1', values: [id] });
  await run({ text: 'UPDATE dataset_count SET rows = 0 WHERE dataset = $1', values: [id] });
  await run({ text: `INSERT INTO dataset_count (dataset, slot, changes, rows, floor) VALUES ($1, 0, 1, $2, $3) ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + 1, rows = excluded.rows, floor = excluded.floor`, values: [id, count, version] });
  await run({ text: `SELECT ${TELL}$1)`, values: [told(server, { dataset: id })] });
  return { rows: count, version };
}

/** Higher than that of any row there is or was. */
async function nextVersion(run: Run, { id, name }: DatasetTable): Promise<number> {
  const [found] = await run<{ v: number }>({ text: `SELECT greatest((SELECT max(v) FROM ${name}), (SELECT max(floor) FROM dataset_count WHERE dataset = $1), 0) + 1 AS v`, values: [id] });
  return found?.v ?? 1;
}

interface Exchange {
  readonly old: DatasetTable;
  readonly table: DatasetTable;
  readonly writer: Writer;
  /** Of every new row. */
  readonly version: number;
}

/** A row over the one it replaces: what differs is noted, and what is new as far as it is said through what it comes. */
function insertStatement({ old, table, writer, version }: Exchange, facts: string): Statement {
  const given = "jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o)";
  const isTold = writer.import !== undefined;
  const isNew = (past: string) => (isTold ? pastText("$2::jsonb || jsonb_build_object('v', $3::int)", past) : past);
  const name = `load-${table.name}`;
  const note = JSON.stringify(writer);
  if (!table.definition.key) return { name, text: `INSERT INTO ${table.name} (id, v, data, past) SELECT e ->> 'id', $3::int, e -> 'data', ${isTold ? isNew('NULL::jsonb') : '$2::jsonb'} FROM ${given} ORDER BY o`, values: [facts, isTold ? note : null, version] };
  const text = `INSERT INTO ${table.name} (id, v, data, past)
    SELECT e ->> 'id', $3::int, e -> 'data', CASE WHEN t.id IS NULL THEN ${isNew('r.past')} WHEN c.changed = '{}' THEN t.past ELSE ${pastText("$2::jsonb || jsonb_build_object('v', $3::int, 'before', c.changed)", 't.past')} END
    FROM ${given} LEFT JOIN ${old.name} t ON t.id = e ->> 'id' LEFT JOIN row_gone r ON r.dataset = $4 AND r.row_id = e ->> 'id'
      LEFT JOIN LATERAL ${changedText('t.data', "(e -> 'data')")} AS c (changed) ON true ORDER BY o`;
  return { name, text, values: [facts, note, version, table.id] };
}

/** What is remembered of the rows that were left out. Without a key nobody knows which row was which, unless none is left. */
async function keepLeft(run: Run, { old, table, writer }: Exchange, count: number): Promise<void> {
  if (!table.definition.key && count > 0) {
    await run({ text: 'DELETE FROM row_gone WHERE dataset = $1', values: [table.id] });
    return;
  }
  await run({ text: `DELETE FROM row_gone WHERE dataset = $1 AND row_id IN (SELECT id FROM ${table.name})`, values: [table.id] });
  await run({
    text: `INSERT INTO row_gone (dataset, row_id, past)
      SELECT $1, t.id, ${pastText("$2::jsonb || jsonb_build_object('v', t.v + 1, 'before', t.data, 'gone', true)", 't.past')}
      FROM (SELECT * FROM ${old.name} o WHERE NOT EXISTS (SELECT 1 FROM ${table.name} x WHERE x.id = o.id) ORDER BY o.n DESC LIMIT ${GONE_ROWS}) t ORDER BY t.n
      ON CONFLICT (dataset, row_id) DO UPDATE SET past = excluded.past`,
    values: [table.id, JSON.stringify(writer)],
  });
  await forgetGone(run, table.id);
}

async function copyRows(run: Run, exchange: Exchange, rows: AsyncIterable<JsonObject> | Iterable<JsonObject>): Promise<number> {
  const { definition } = exchange.table;
  let count = 0;
  let chunk: string[] = [];
  const flush = async () => {
    if (chunk.length === 0) return;
    const facts = `[${chunk.join(',')}]`;
    chunk = [];
    await run(insertStatement(exchange, facts));
  };
  for await (const { id, data } of withIds(rows, definition, exchange.version)) {
    chunk.push(JSON.stringify({ id, data }));
    count += 1;
    if (chunk.length >= CHUNK) await flush();
  }
  await flush();
  return count;
}

/** Made after the rows, which takes a fraction of the time. @throws SCN_DATA_UNIQUE */
async function makeIndexes(run: Run, table: DatasetTable): Promise<void> {
  await uniqueOr(table.definition, ['_id'], () => run({ text: primaryKeyText(table.name), values: [] }));
  for (const index of indexesOf(table)) await uniqueOr(table.definition, index.fields, () => run({ text: index.text, values: [] }));
}

/** Rows that clash while an index is made are named by the values the database found twice. */
export async function uniqueOr(definition: DatasetDefinition, fields: readonly string[], work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    const detail = typeof error === 'object' && error !== null && 'detail' in error ? String(error.detail) : '';
    const values = /=\((.*)\) is duplicated/.exec(detail)?.[1] ?? '';
    throw storeError('SCN_DATA_UNIQUE', { dataset: definition.id, fields: [...fields], values: [values], row: values }, error);
  }
}
