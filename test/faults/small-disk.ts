import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { note, type Fault } from './faults.ts';

const run = promisify(execFile);
const MEGABYTES = 1500;
const CHUNK = Buffer.alloc(1 << 20);

/** A disk of its own for a database, small enough to be filled. */
export interface SmallDisk {
  readonly path: string;
  readonly remove: () => Promise<void>;
}

/** Null where nobody may mount one: then the database is not tried with a full disk. */
export async function mountSmallDisk(): Promise<SmallDisk | null> {
  const path = await mkdtemp(join(tmpdir(), 'studio-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${MEGABYTES}m,mode=755`, 'tmpfs', path]);
  } catch {
    await rm(path, { recursive: true });
    return null;
  }
  return {
    path,
    remove: async () => {
      await run('umount', ['-l', path]);
      await rm(path, { recursive: true });
    },
  };
}

/** Moves a database with nobody in it to a disk. */
export async function moveDatabase(server: string, database: string, { path }: SmallDisk): Promise<void> {
  const place = join(path, 'data');
  await mkdir(place);
  await chmod(place, 0o700);
  const [{ stdout: uid }, { stdout: gid }] = await Promise.all([run('id', ['-u', 'postgres']), run('id', ['-g', 'postgres'])]);
  await chown(place, Number(uid), Number(gid));
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(`CREATE TABLESPACE small LOCATION ${client.escapeLiteral(place)}`);
    await client.query(`ALTER DATABASE ${client.escapeIdentifier(new URL(database).pathname.slice(1))} SET TABLESPACE small`);
  } finally {
    await client.end();
  }
}

/** Not a byte is left where the database keeps its tables, for a while. */
export const fullDatabaseDisk = ({ path }: SmallDisk): Fault => async (site) => {
  note(site, 'full database disk');
  const filler = join(path, 'filler');
  try {
    for (;;) await writeFile(filler, CHUNK, { flag: 'a' });
  } catch {
    // It is full: what did not fit was not written.
  }
  await sleep(500 + site.random() * 2500);
  await rm(filler, { force: true });
};
