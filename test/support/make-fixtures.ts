import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openPool } from '../../server/stores/postgres/database.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { FOLDER_FORMAT } from '../../server/stores/embedded/manifest.ts';
import { MIGRATIONS } from '../../server/stores/postgres/migrate.ts';
import { openPostgresStore } from '../../server/stores/postgres/postgres-store.ts';
import { writeRawBackup } from '../../server/stores/postgres/raw-backup.ts';
import { freshDatabase } from './postgres-database.ts';
import { startPostgres } from './postgres-server.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { FIXTURE_AT, fillFixture } from './upgrade-fixture.ts';

/**
 * `tsx test/support/make-fixtures.ts`: a data folder and a database as this version leaves them, for the upgrade tests of
 * later ones. Run once per format, before the format is raised; a fixture that is there is never made again.
 */
const place = new URL('../server/upgrade/fixtures/', import.meta.url).pathname;
await mkdir(place, { recursive: true });
const there = new Set(await readdir(place));

async function filesOf(folder: string): Promise<Record<string, string>> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
  return Object.fromEntries(await Promise.all(paths.map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'utf8')] as const)));
}

const folderFile = `folder-${FOLDER_FORMAT}.json`;
if (!there.has(folderFile)) {
  const folder = await temporaryFolder();
  // A snapshot every few lines, so that the fixture has one, and closed segments.
  const store = await openEmbeddedStore(folder.path, { snapshotLines: 12, now: () => FIXTURE_AT });
  const runs = await fillFixture(store);
  await store.close();
  await writeFile(join(place, folderFile), `${JSON.stringify({ runs, files: await filesOf(folder.path) }, null, 1)}\n`);
  await folder.remove();
}

const schema = Object.keys(MIGRATIONS).sort();
const name = `database-${schema.at(-1)}`;
if (!there.has(`${name}.backup`)) {
  const server = await startPostgres();
  const database = await freshDatabase(server.url);
  const store = await openPostgresStore(database.url, { now: () => FIXTURE_AT });
  const runs = await fillFixture(store);
  await store.close();
  const pool = openPool(database.url, { size: 2 });
  await writeRawBackup(pool, join(place, `${name}.backup`), schema, FIXTURE_AT);
  await pool.end();
  await writeFile(join(place, `${name}.json`), `${JSON.stringify({ runs }, null, 1)}\n`);
  await server.stop();
}
