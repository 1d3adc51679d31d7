import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import type { Pool } from 'pg';
import { storeError } from '../errors.ts';
import { begin } from './migrations/0001-begin.ts';
import { copies } from './migrations/0002-copies.ts';
import { deliveries } from './migrations/0003-deliveries.ts';
import { auditSubjects } from './migrations/0004-audit-subjects.ts';
import { rowPast } from './migrations/0005-row-past.ts';
import { rowFloor } from './migrations/0006-row-floor.ts';

/** Forward only; a migration that was published is never changed. The number is the version of the schema. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-begin': begin,
  '0002-copies': copies,
  '0003-deliveries': deliveries,
  '0004-audit-subjects': auditSubjects,
  '0005-row-past': rowPast,
  '0006-row-floor': rowFloor,
};

/** Names of the migrations a database has had; none for a fresh one. */
async function applied(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ found: boolean }>`SELECT to_regclass('schema_migration') IS NOT NULL AS found`.execute(db);
  if (tables[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration ORDER BY name`.execute(db);
  return rows.map((row) => row.name);
}

export interface MigrateOptions {
  /** @default every one there is */
  readonly migrations?: Readonly<Record<string, Migration>>;
  /** Called before a database that was in use is changed, with the migrations it has had; a failure leaves it as it is. */
  readonly beforeUpgrade?: (schema: readonly string[]) => Promise<void>;
}

/** Any number, so that no two servers make the same backup. */
const UPGRADE_LOCK = 728_412_905;
const ASK_EVERY_MS = 200;

/**
 * Brings a database to the newest schema, in one transaction; of several servers that start at once one does it and
 * the others wait. @throws SCN_STORE_SCHEMA when a newer version has been here
 */
export async function migrateSchema(pool: Pool, database: string, { migrations = MIGRATIONS, beforeUpgrade }: MigrateOptions = {}): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const had = await applied(db);
  const unknown = had.filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw storeError('SCN_STORE_SCHEMA', { database, schema: unknown.at(-1) ?? '', newest: Object.keys(migrations).sort().at(-1) ?? '' });
  if (had.length === Object.keys(migrations).length) return;
  await alone(pool, async () => {
    const now = await applied(db);
    if (beforeUpgrade && now.length > 0 && now.length < Object.keys(migrations).length) await beforeUpgrade(now);
    const migrator = new Migrator({
      db,
      provider: { getMigrations: async () => ({ ...migrations }) },
      migrationTableName: 'schema_migration',
      migrationLockTableName: 'schema_migration_lock',
    });
    const { error } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
  });
}

/** One server at a time; a backup may take longer than a statement may wait for a lock, so that it is asked for again and again. */
async function alone(pool: Pool, work: () => Promise<void>): Promise<void> {
  const client = await pool.connect();
  try {
    while (!(await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [UPGRADE_LOCK])).rows[0]?.held) await sleep(ASK_EVERY_MS);
    await work();
  } finally {
    // The lock goes with the connection.
    client.release(true);
  }
}
