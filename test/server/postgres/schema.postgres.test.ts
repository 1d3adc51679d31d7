import { sql, type Migration } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openPool } from '../../../server/stores/postgres/database.ts';
import { MIGRATIONS, migrateSchema } from '../../../server/stores/postgres/migrate.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { commit } from '../../support/store-builders.ts';
import { freshDatabase, TEMPLATE } from '../../support/postgres-database.ts';

const later: Migration = { up: async (db) => void (await sql`ALTER TABLE run ADD COLUMN note text NOT NULL DEFAULT 'none'`.execute(db)) };

describe('the schema', () => {
  it('is made once when several servers start at once on an empty database', async () => {
    const database = await freshDatabase(inject('postgresUrl'));
    const stores = await Promise.all(Array.from({ length: 4 }, () => openPostgresStore(database.url)));
    expect(await database.query('SELECT name FROM schema_migration')).toEqual(Object.keys(MIGRATIONS).map((name) => ({ name })));
    expect(await database.query('SELECT seq, one FROM audit_head')).toEqual([{ seq: '0', one: true }]);
    await Promise.all(stores.map((store) => store.close()));
    await database.remove();
  });

  it('of an older version is brought up with everything in it, and refuses the older server afterwards', async () => {
    const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
    const before = await openPostgresStore(database.url);
    await before.runs.commit(commit('r1', 0));
    await before.close();
    const pool = openPool(database.url, { size: 2 });
    await migrateSchema(pool, 'x', { migrations: { ...MIGRATIONS, '9999-later': later } });
    expect(await database.query('SELECT id, note FROM run')).toEqual([{ id: 'r1', note: 'none' }]);
    expect(await refusal(openPostgresStore(database.url))).toMatchObject({ code: 'SCN_STORE_SCHEMA', details: { schema: '9999-later' } });
    await pool.end();
    await database.remove();
  });

  it('that fails half-way is not changed at all', async () => {
    const database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
    const pool = openPool(database.url, { size: 2 });
    const broken: Migration = { up: async (db) => { await later.up(db); await sql`ALTER TABLE no_such_table ADD COLUMN x int`.execute(db); } };
    await expect(migrateSchema(pool, 'x', { migrations: { ...MIGRATIONS, '9999-broken': broken } })).rejects.toThrow('no_such_table');
    await pool.end();
    const store = await openPostgresStore(database.url);
    expect(await database.query("SELECT column_name FROM information_schema.columns WHERE table_name = 'run' AND column_name = 'note'")).toEqual([]);
    await store.close();
    await database.remove();
  });
});
