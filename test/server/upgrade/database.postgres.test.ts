import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql, type Migration } from 'kysely';
import { describe, expect, inject, it } from 'vitest';
import { openPool } from '../../../server/stores/postgres/database.ts';
import { MIGRATIONS, migrateSchema } from '../../../server/stores/postgres/migrate.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { writeRawBackup } from '../../../server/stores/postgres/raw-backup.ts';
import { restoreRawBackup } from '../../../server/stores/postgres/raw-restore.ts';
import { tallyOf } from '../../../server/stores/archive/transfer.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { freshDatabase, type TestDatabase } from '../../support/postgres-database.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import type { FixtureRuns } from '../../support/upgrade-fixture.ts';
import { demandGoesOn } from '../../support/upgrade-goes-on.ts';

const place = new URL('fixtures/', import.meta.url).pathname;
const newest = Object.keys(MIGRATIONS).sort().at(-1) ?? '';
const kept = (await readdir(place)).flatMap((name) => /^database-(.+)\.backup$/.exec(name)?.[1] ?? []).sort();
const later: Migration = { up: async (db) => void (await sql`ALTER TABLE run ADD COLUMN note text NOT NULL DEFAULT 'none'`.execute(db)) };

async function withDatabase(work: (database: TestDatabase, folder: string) => Promise<void>): Promise<void> {
  const database = await freshDatabase(inject('postgresUrl'));
  await withTemporaryFolder((folder) => work(database, folder));
  await database.remove();
}

describe('a database of an older version', () => {
  it('is kept for every schema before the newest: `tsx test/support/make-fixtures.ts` makes one before the next migration', () => {
    expect(Object.keys(MIGRATIONS).filter((name) => name !== newest && !kept.includes(name))).toEqual([]);
  });

  it.each(kept)('[E7] with the schema %s starts under this one after a copy was taken, and its runs go on', async (schema) => {
    await withDatabase(async (database, folder) => {
      const { runs } = JSON.parse(await readFile(join(place, `database-${schema}.json`), 'utf8')) as { runs: FixtureRuns };
      await restoreRawBackup(database.url, join(place, `database-${schema}.backup`));
      const copies: string[] = [];
      const options = { backups: folder, onBackup: (path: string) => void copies.push(path) };
      // Three at once: one of them takes the copy.
      const stores = await Promise.all(Array.from({ length: 3 }, () => openPostgresStore(database.url, options)));
      expect(copies.length).toBe(schema === newest ? 0 : 1);
      for (const copy of copies) await demandSame(copy, join(place, `database-${schema}.backup`));
      const [store] = stores;
      if (store) await demandGoesOn(store, runs);
      await Promise.all(stores.map((one) => one.close()));
    });
  });

  it('goes back from the copy as it was, and is upgraded again', async () => {
    await withDatabase(async (database, folder) => {
      await restoreRawBackup(database.url, join(place, 'database-0001-begin.backup'));
      const store = await openPostgresStore(database.url, { backups: folder });
      const wanted = await tallyOf(store);
      await store.close();
      const [copy = ''] = await readdir(folder);
      expect((await refusal(restoreRawBackup(database.url, join(folder, copy)))).code).toBe('SCN_STORE_NOT_EMPTY');
      const other = await freshDatabase(inject('postgresUrl'));
      await restoreRawBackup(other.url, join(folder, copy));
      const back = await openPostgresStore(other.url);
      expect(await tallyOf(back)).toEqual(wanted);
      const definition = await back.datasets.get('lab/item');
      const twice = { kind: 'insert' as const, dataset: 'lab/item', id: 'twice', data: { code: 'CT', name: 'x', days: 1 } };
      expect([definition?.key, (await refusal(back.datasets.write([twice], 'u'))).code]).toEqual([['code'], 'SCN_DATA_UNIQUE']);
      await back.close();
      await other.remove();
    });
  });

  it('is not changed when the copy cannot be taken', async () => {
    await withDatabase(async (database, folder) => {
      await restoreRawBackup(database.url, join(place, 'database-0001-begin.backup'));
      await writeFile(join(folder, 'file'), '');
      const pool = openPool(database.url, { size: 2 });
      const beforeUpgrade = (schema: readonly string[]) => writeRawBackup(pool, join(folder, 'file', 'copy'), schema, '');
      await expect(migrateSchema(pool, 'x', { migrations: { ...MIGRATIONS, '9999-later': later }, beforeUpgrade })).rejects.toThrow();
      await pool.end();
      expect(await database.query('SELECT name FROM schema_migration')).toEqual([{ name: '0001-begin' }]);
      expect(await database.query("SELECT 1 FROM information_schema.columns WHERE table_name = 'run' AND column_name = 'note'")).toEqual([]);
    });
  });

  it('refuses a copy that was cut or changed, before anything is written', async () => {
    await withDatabase(async (database, folder) => {
      const text = await readFile(join(place, 'database-0001-begin.backup'), 'utf8');
      const lines = text.trimEnd().split('\n');
      for (const bad of [lines.slice(0, -1), lines.slice(0, -4), [...lines.slice(0, 3), ...lines.slice(4)], ['{"database":"scenario-studio"', ...lines.slice(1)]]) {
        await writeFile(join(folder, 'bad'), `${bad.join('\n')}\n`);
        expect((await refusal(restoreRawBackup(database.url, join(folder, 'bad')))).code).toBe('SCN_STORE_ARCHIVE');
      }
      expect(await database.query("SELECT to_regclass('run') AS run")).toEqual([{ run: null }]);
    });
  });
});

/** All but the head, which says when it was taken, and the hash over it. */
async function demandSame(one: string, other: string): Promise<void> {
  const [a, b] = await Promise.all([one, other].map(async (file) => (await readFile(file, 'utf8')).trimEnd().split('\n').slice(1, -1)));
  expect(a).toEqual(b);
}
