import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { ClientBase, Pool } from 'pg';
import { storeError } from '../errors.ts';
import { databaseName, openPool } from './database.ts';
import { databaseError } from './database-error.ts';
import { migrateSchema, MIGRATIONS } from './migrate.ts';
import type { RawEnd, RawHead } from './raw-backup.ts';
import { OF_A_DATASET, type TableShape } from './table-shape.ts';

type Line = RawHead | TableShape | RawEnd | { readonly r: object };

/** Rows in one statement. */
const AT_ONCE = 500;

async function* linesOf(file: string): AsyncGenerator<{ readonly text: string; readonly value: Line }> {
  const stream = createReadStream(file, { encoding: 'utf8' });
  let line = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
      line += 1;
      yield { text, value: JSON.parse(text) as Line };
    }
  } catch (error) {
    throw storeError('SCN_STORE_ARCHIVE', { file, line, reason: error instanceof Error && 'code' in error ? String(error.code) : 'not a line of a backup' }, error);
  } finally {
    stream.destroy();
  }
}

/** @throws SCN_STORE_ARCHIVE when it is not whole; SCN_STORE_SCHEMA when a newer version wrote it */
async function checkRawBackup(file: string, database: string): Promise<RawHead> {
  const hash = createHash('sha256');
  let head: RawHead | undefined;
  let end: RawEnd | undefined;
  for await (const { text, value } of linesOf(file)) {
    if (end) throw storeError('SCN_STORE_ARCHIVE', { file, line: 0, reason: 'something stands after its end' });
    if ('sha256' in value) end = value;
    else hash.update(`${text}\n`);
    if ('database' in value) head = value;
  }
  if (!head || end?.sha256 !== hash.digest('hex')) throw storeError('SCN_STORE_ARCHIVE', { file, line: 0, reason: 'it breaks off or was changed' });
  const unknown = head.schema.find((name) => !Object.hasOwn(MIGRATIONS, name));
  if (unknown !== undefined) throw storeError('SCN_STORE_SCHEMA', { database, schema: unknown, newest: Object.keys(MIGRATIONS).sort().at(-1) ?? '' });
  return head;
}

/**
 * Puts a backup back into an empty database, in the schema it had: the next start upgrades it again. Answers how many rows.
 * @throws SCN_STORE_ARCHIVE, SCN_STORE_SCHEMA, SCN_STORE_NOT_EMPTY, SCN_STORE_DOWN and kin
 */
export async function restoreRawBackup(url: string, file: string): Promise<number> {
  const database = databaseName(url);
  const pool = openPool(url, { size: 3 });
  try {
    return await restore(pool, database, file);
  } catch (error) {
    throw databaseError(error, database);
  } finally {
    await pool.end();
  }
}

async function restore(pool: Pool, database: string, file: string): Promise<number> {
  const { schema } = await checkRawBackup(file, database);
  await demandEmpty(pool);
  await migrateSchema(pool, database, { migrations: Object.fromEntries(schema.map((name) => [name, MIGRATIONS[name] as (typeof MIGRATIONS)[string]])) });
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const rows = await fill(client, file);
    await client.query('COMMIT');
    return rows;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release(true);
  }
}

/** What an interrupted restore leaves is a schema with nothing in it. */
async function demandEmpty(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ table: string }>("SELECT quote_ident(relname) AS table FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname IN ('document', 'run', 'audit', 'dataset')");
  for (const { table } of rows) if ((await pool.query(`SELECT 1 FROM ${table} LIMIT 1`)).rowCount !== 0) throw storeError('SCN_STORE_NOT_EMPTY', {});
}

async function fill(client: ClientBase, file: string): Promise<number> {
  const shapes: TableShape[] = [];
  let rows = 0;
  let batch: string[] = [];
  const flush = async () => {
    const shape = shapes.at(-1);
    if (!shape || batch.length === 0) return;
    const columns = shape.columns.join(', ');
    await client.query(`INSERT INTO ${shape.table} (${columns}) OVERRIDING SYSTEM VALUE SELECT ${columns} FROM json_populate_recordset(NULL::${shape.table}, $1::json)`, [`[${batch.join(',')}]`]);
    rows += batch.length;
    batch = [];
  };
  for await (const { text, value } of linesOf(file)) {
    if ('table' in value) {
      await flush();
      shapes.push(value);
      // A table that a migration made may hold what the migration put there.
      for (const statement of OF_A_DATASET.test(value.table) ? value.make : [`TRUNCATE ${value.table}`]) await client.query(statement);
    } else if ('r' in value) batch.push(text.slice('{"r":'.length, -1));
    if (batch.length >= AT_ONCE) await flush();
  }
  await flush();
  for (const { table, numbered, finish } of shapes) {
    for (const statement of finish) await client.query(statement);
    for (const column of numbered) await client.query(`SELECT setval(pg_get_serial_sequence($1, $2), coalesce(max(${column}), 0) + 1, false) FROM ${table}`, [table, column]);
  }
  return rows;
}
