import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { sayBoth } from '../errors.ts';
import { isDatabase } from '../options.ts';
import { openStore, upgradeNote } from '../services/open-store.ts';
import { isRawBackup, writeArchive } from '../stores/archive/archive-file.ts';
import type { Sections } from '../stores/archive/tally.ts';
import { restoreArchive } from '../stores/archive/transfer.ts';
import { storeError } from '../stores/errors.ts';
import type { Store } from '../stores/store.ts';

const USAGE = `scenario-studio backup --store PLACE FILE      everything in a store into one file; a database may be at work meanwhile; of a folder in use, administrators download it from /api/backup
scenario-studio restore --store PLACE FILE     a backup into a new data folder or an empty database
scenario-studio migrate --from PLACE --to PLACE
PLACE is a data folder or postgres://user:password@host:5432/database. Called again, restore and migrate go on where they ended.`;

const KEY_NOTE = '密钥不在其中：请另行保存并沿用 secret.key 或 SCENARIO_STUDIO_KEY / The secret key is not part of it: keep secret.key or SCENARIO_STUDIO_KEY and go on using it';
/** What `migrate` carries over, in the current folder while it is under way. */
const CARRIED = 'scenario-studio-migration.archive';
/** Nobody waits long at a command line for a database that may not be there. */
const PATIENCE_MS = 5000;

export async function withStore<T>(place: string, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(place, { onProblem: (error) => console.error(sayBoth(error)), onBackup: (path) => console.log(upgradeNote(path)), patienceMs: PATIENCE_MS });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

function say(what: string, sections: Sections): void {
  console.log(`${what}: ${Object.entries(sections).map(([name, { count }]) => `${name} ${count}`).join(', ')}`);
}

/** A folder that is opened is made; a source must be there before. @throws SCN_STORE_NONE */
export function demandStore(place: string): void {
  if (!isDatabase(place) && !existsSync(join(place, 'log'))) throw storeError('SCN_STORE_NONE', { path: place });
}

async function backup(place: string, file: string): Promise<Sections> {
  demandStore(place);
  return withStore(place, (store) => writeArchive(file, store.archive.dump(), new Date().toISOString()));
}

/** Taken by an upgrade: goes back as it was, into the schema it had. */
async function restoreDatabase(place: string, file: string): Promise<Sections> {
  if (!isDatabase(place)) throw storeError('SCN_STORE_ARCHIVE', { file, line: 1, reason: 'a copy of a database, which goes into a database only' });
  const { restoreRawBackup } = await import('../stores/postgres/raw-restore.ts');
  return { row: { count: await restoreRawBackup(place, file), hash: '' } };
}

async function restore(place: string, file: string): Promise<Sections> {
  if (await isRawBackup(file)) return restoreDatabase(place, file);
  return withStore(place, async (store) => {
    const { sections, resumedAt } = await restoreArchive(store, file, (done) => done > 0 && done % 20_000 === 0 && console.log(`… ${done}`));
    if (resumedAt > 0) console.log(`从第 ${resumedAt} 条继续 / went on at entry ${resumedAt}`);
    return sections;
  });
}

/** The source must be at rest: what is written after its copy was taken would be missing in the target. */
async function migrate(from: string, to: string): Promise<Sections> {
  demandStore(from);
  const sections = await withStore(from, async (store) => {
    if (await store.archive.inUse()) throw storeError('SCN_STORE_IN_USE', {});
    return writeArchive(CARRIED, store.archive.dump(), new Date().toISOString());
  });
  await restore(to, CARRIED);
  await rm(CARRIED);
  return sections;
}

async function run(name: string, args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { store: { type: 'string' }, from: { type: 'string' }, to: { type: 'string' } } });
  const [file] = positionals;
  const { store, from, to } = values;
  if (name === 'migrate' && from !== undefined && to !== undefined && positionals.length === 0) say('migrate', await migrate(from, to));
  else if (name === 'backup' && store !== undefined && file !== undefined) say('backup', await backup(store, file));
  else if (name === 'restore' && store !== undefined && file !== undefined) say('restore', await restore(store, file));
  else {
    console.error(USAGE);
    return 2;
  }
  console.log(KEY_NOTE);
  return 0;
}

async function command(name: string, args: readonly string[]): Promise<number> {
  try {
    return await run(name, args);
  } catch (error) {
    console.error(sayBoth(error));
    return 1;
  }
}

export const runBackupCommand = (_home: string, args: readonly string[]) => command('backup', args);
export const runRestoreCommand = (_home: string, args: readonly string[]) => command('restore', args);
export const runStoreMigration = (args: readonly string[]) => command('migrate', args);
