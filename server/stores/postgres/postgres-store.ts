import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool } from 'pg';
import { storeError } from '../errors.ts';
import type { Store } from '../store.ts';
import { createPostgresArchive } from './archive.ts';
import { createAudit } from './audit.ts';
import { Database, databaseName, openPool } from './database.ts';
import { databaseError, isAway, reasonOf } from './database-error.ts';
import { DatasetTables } from './dataset-tables.ts';
import { createDatasets } from './datasets.ts';
import { DocumentCache } from './document-cache.ts';
import { readBacklog } from './backlog.ts';
import { createDeliveries } from './deliveries.ts';
import { createDocuments } from './documents.ts';
import { migrateSchema } from './migrate.ts';
import { Presence } from './presence.ts';
import { writeRawBackup } from './raw-backup.ts';
import { RowWriter } from './row-writes.ts';
import { createRuns } from './runs.ts';
import { createTasks } from './tasks.ts';
import { createEventWaits, createNotices, createTimers } from './waits.ts';
import { vacuum, wipeDatabase } from './wipe.ts';

export interface PostgresStoreOptions {
  /** @default the clock of the database */
  readonly now?: () => string;
  /** Connections of this server. @default 20 */
  readonly connections?: number;
  /** How long to wait at the start for a database that does not answer yet. @default 30 s */
  readonly patienceMs?: number;
  /** Told once when the wait begins, and of every trouble with the line that changes are heard on. */
  readonly onProblem?: (error: unknown) => void;
  /** Folder for the copy that is taken before a database of an older version is changed. @default no copy */
  readonly backups?: string;
  /** Told where that copy is. */
  readonly onBackup?: (path: string) => void;
}

const PATIENCE_MS = 30_000;
const HOT_CONNECTIONS = 10;

/** The ways to the database: for any statement, for those by key, and for news. */
interface Lines {
  readonly url: string;
  readonly database: Database;
  readonly hot: Database;
  readonly presence: Presence;
}

/**
 * Opens the store for many servers. The schema is brought to the newest version first.
 * @param url `postgres://user:password@host:port/database`; never logged
 * @throws SCN_STORE_URL, SCN_STORE_ABSENT, SCN_STORE_REFUSED, SCN_STORE_SCHEMA
 */
export async function openPostgresStore(url: string, options: PostgresStoreOptions = {}): Promise<Store> {
  const name = databaseName(url);
  const pool = openPool(url, { size: options.connections });
  const hotPool = openPool(url, { size: HOT_CONNECTIONS, byKey: true });
  const presence = new Presence({ url, onProblem: (error) => options.onProblem?.(databaseError(error, name)) });
  try {
    await prepare({ pool, name, presence }, options);
  } catch (error) {
    await presence.stop();
    await Promise.all([pool.end(), hotPool.end()]);
    throw databaseError(error, name);
  }
  return assemble({ url, database: new Database(pool, name), hot: new Database(hotPool, name), presence }, options.now ?? (() => presence.now().toISOString()));
}

/** Waits for a database that is still starting, also when it goes away once more; refuses one that cannot hold every text; migrates; says that this server is there. */
async function prepare({ pool, name, presence }: { readonly pool: Pool; readonly name: string; readonly presence: Presence }, options: PostgresStoreOptions): Promise<void> {
  const { patienceMs = PATIENCE_MS, onProblem } = options;
  const until = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    try {
      const { rows } = await pool.query<{ server_encoding: string }>('SHOW server_encoding');
      if (rows[0]?.server_encoding !== 'UTF8') throw storeError('SCN_STORE_REFUSED', { database: name, reason: `encoding ${rows[0]?.server_encoding ?? '?'}, UTF8 is needed` });
      await migrateSchema(pool, name, { beforeUpgrade: (schema) => copyBefore(pool, schema, options) });
      await presence.start();
      return;
    } catch (error) {
      if (!isAway(error)) throw error;
      if (performance.now() > until) throw storeError('SCN_STORE_ABSENT', { database: name, seconds: Math.round(patienceMs / 1000), reason: reasonOf(error) }, error);
      if (tries === 0) onProblem?.(databaseError(error, name));
      await sleep(Math.min(2000, 100 * 2 ** tries));
    }
  }
}

async function copyBefore(pool: Pool, schema: readonly string[], { backups, onBackup }: PostgresStoreOptions): Promise<void> {
  if (backups === undefined) return;
  const at = new Date().toISOString();
  const file = join(backups, `database-${schema.at(-1) ?? ''} ${at.replaceAll(':', '-')}.backup`);
  await writeRawBackup(pool, file, schema, at);
  onBackup?.(file);
}

function assemble({ url, database, hot, presence }: Lines, now: () => string): Store {
  const cache = new DocumentCache(presence);
  const tables = new DatasetTables(database, presence);
  const rows = new RowWriter(database);
  let closing: Promise<void> | null = null;
  const close = async () => {
    await presence.stop();
    await Promise.all([database.close(), hot.close()]);
  };
  return {
    documents: createDocuments({ database, presence, cache, now }),
    runs: createRuns({ now, database, hot, presence, rows }),
    tasks: createTasks(database, hot),
    timers: createTimers(database, presence),
    eventWaits: createEventWaits(database),
    notices: createNotices(database),
    deliveries: createDeliveries(database, presence),
    datasets: createDatasets({ now, database, hot, presence, tables, rows }),
    backlog: (now) => readBacklog(database, now),
    audit: createAudit(database),
    wipe: (wipe) => wipeDatabase(database, wipe),
    shred: (isStopping) => vacuum(database, url, isStopping),
    archive: createPostgresArchive(database, presence, tables),
    now: () => presence.now(),
    watch: (listener) => presence.watch(listener),
    tell: (make) => presence.tell(make),
    status: async () => {
      const [found] = await database.query<{ rows: string; bytes: string }>({ name: 'status', text: 'SELECT (SELECT coalesce(sum(rows), 0) FROM dataset_count) AS rows, pg_database_size(current_database()) AS bytes', values: [] });
      return { kind: 'postgres', rows: Number(found?.rows ?? 0), bytes: Number(found?.bytes ?? 0), warnings: presence.hears ? [] : ['SCN_STORE_DEAF changes of other servers are not heard at present; everything is read from the database'] };
    },
    close: () => (closing ??= close()),
  };
}
