import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { ClientBase, Pool } from 'pg';
import { diskError, FILE_MODE, FOLDER_MODE, syncFolder } from '../embedded/durable-file.ts';
import { rowsOf } from './archive.ts';
import { tableShapes, type TableShape } from './table-shape.ts';

/**
 * A database table by table, whatever its schema: taken before the schema is changed, by a program that knows only the
 * later one. One JSON value a line: head, then each table and its rows, then an end with counts and a hash over all before.
 */
export interface RawHead {
  readonly database: 'scenario-studio';
  readonly format: 1;
  readonly at: string;
  /** Migrations the database had had. */
  readonly schema: readonly string[];
}

export interface RawEnd {
  readonly rows: number;
  readonly sha256: string;
}

const CHUNK_BYTES = 1 << 20;

async function* rawLines(client: ClientBase, head: RawHead): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const line = (value: string): string => {
    const text = `${value}\n`;
    hash.update(text);
    return text;
  };
  yield line(JSON.stringify(head));
  let rows = 0;
  for (const shape of await tableShapes(client)) {
    yield line(JSON.stringify(shape satisfies TableShape));
    for await (const { row } of rowsOf<{ row: string }>(client, `SELECT row_to_json(t)::text AS row FROM (SELECT ${shape.columns.join(', ')} FROM ${shape.table} ORDER BY 1, 2) t`)) {
      rows += 1;
      yield line(`{"r":${row}}`);
    }
  }
  yield `${JSON.stringify({ rows, sha256: hash.digest('hex') } satisfies RawEnd)}\n`;
}

/** Writes everything in a database, as it is at one moment, into a file that appears when it is whole. @throws SCN_STORE_FULL, SCN_STORE_WRITE */
export async function writeRawBackup(pool: Pool, file: string, schema: readonly string[], at: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: FOLDER_MODE });
  const temporary = `${file}.${randomUUID()}.tmp`;
  const handle = await open(temporary, 'wx', FILE_MODE).catch((error: unknown) => Promise.reject(diskError(error, file)));
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '10min'");
    let chunk = '';
    const put = async () => {
      await handle.writeFile(chunk).catch((error: unknown) => Promise.reject(diskError(error, file)));
      chunk = '';
    };
    for await (const line of rawLines(client, { database: 'scenario-studio', format: 1, at, schema })) {
      chunk += line;
      if (chunk.length >= CHUNK_BYTES) await put();
    }
    await put();
    await handle.sync();
    await handle.close();
    await rename(temporary, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(temporary, { force: true });
    throw error;
  } finally {
    // A transaction still open goes with its connection.
    client.release(true);
  }
}
