import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { withIds } from '../core/replace-rows.ts';
import { storeError } from '../errors.ts';
import type { Run } from './database.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import { asTable, createTableText, DATASET_COLUMNS, indexesOf, primaryKeyText, type DatasetTable } from './dataset-tables.ts';
import { TELL, told } from './presence.ts';

/** Rows in one statement. */
const CHUNK = 1000;

/** Makes a new table of the rows beside the old one and puts it in its place; within one transaction. */
export async function loadRows(run: Run, id: string, rows: AsyncIterable<JsonObject> | Iterable<JsonObject>, server: string): Promise<number> {
  await run({ text: "SET LOCAL idle_in_transaction_session_timeout = '10min'", values: [] });
  const [found] = await run<Parameters<typeof asTable>[0]>({ text: `SELECT ${DATASET_COLUMNS} FROM dataset WHERE id = $1 FOR UPDATE`, values: [id] });
  if (!found) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
  const old = asTable(found);
  const table = asTable({ ...found, generation: found.generation + 1 });
  await run({ text: createTableText(table.name), values: [] });
  const count = await copyRows(run, table, rows);
  await makeIndexes(run, table);
  await run({ text: `ANALYZE ${table.name}`, values: [] });
  await run({ text: `DROP TABLE ${old.name}`, values: [] });
  await run({ text: 'UPDATE dataset SET generation = $2 WHERE id = $1', values: [id, table.generation] });
  await run({ text: 'DELETE FROM dataset_key WHERE dataset = $1', values: [id] });
  await run({ text: 'UPDATE dataset_count SET rows = 0 WHERE dataset = $1', values: [id] });
  await run({ text: `INSERT INTO dataset_count (dataset, slot, changes, rows) VALUES ($1, 0, 1, $2) ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + 1, rows = excluded.rows`, values: [id, count] });
  await run({ text: `SELECT ${TELL}$1)`, values: [told(server, { dataset: id })] });
  return count;
}

async function copyRows(run: Run, table: DatasetTable, rows: AsyncIterable<JsonObject> | Iterable<JsonObject>): Promise<number> {
  let count = 0;
  let chunk: string[] = [];
  const flush = async () => {
    if (chunk.length === 0) return;
    const text = `[${chunk.join(',')}]`;
    chunk = [];
    await run({ name: `load-${table.name}`, text: `INSERT INTO ${table.name} (id, data) SELECT e ->> 'id', e -> 'data' FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o) ORDER BY o`, values: [text] });
  };
  for await (const { id, data } of withIds(rows, table.definition)) {
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
