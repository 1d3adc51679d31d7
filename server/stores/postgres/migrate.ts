import { Kysely, Migrator, PostgresDialect, sql, type Migration } from 'kysely';
import type { Pool } from 'pg';
import { storeError } from '../errors.ts';
import { begin } from './migrations/0001-begin.ts';
import { copies } from './migrations/0002-copies.ts';
import { deliveries } from './migrations/0003-deliveries.ts';

/** Forward only; a migration that was published is never changed. The number is the version of the schema. */
export const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001-begin': begin,
  '0002-copies': copies,
  '0003-deliveries': deliveries,
};

/** Names of the migrations a database has had; none for a fresh one. */
async function applied(db: Kysely<unknown>): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ found: boolean }>`SELECT to_regclass('schema_migration') IS NOT NULL AS found`.execute(db);
  if (tables[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`SELECT name FROM schema_migration ORDER BY name`.execute(db);
  return rows.map((row) => row.name);
}

/**
 * Brings a database to the newest schema, in one transaction; of several servers that start at once one does it and
 * the others wait. @throws SCN_STORE_SCHEMA when a newer version has been here
 */
export async function migrateSchema(pool: Pool, database: string, migrations: Readonly<Record<string, Migration>> = MIGRATIONS): Promise<void> {
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  const unknown = (await applied(db)).filter((name) => !Object.hasOwn(migrations, name));
  if (unknown.length > 0) throw storeError('SCN_STORE_SCHEMA', { database, schema: unknown.at(-1) ?? '', newest: Object.keys(migrations).sort().at(-1) ?? '' });
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => ({ ...migrations }) },
    migrationTableName: 'schema_migration',
    migrationLockTableName: 'schema_migration_lock',
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
