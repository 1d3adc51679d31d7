import { createHash, randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { storeError } from '../errors.ts';
import { FILE_MODE, isMissing, TEMPORARY } from './durable-file.ts';

interface Holder {
  readonly pid: number;
  /** Differs after a restart of the machine. */
  readonly bootId: string;
  /** In clock ticks after boot; tells a process from a later one with the same pid. */
  readonly startTime: string;
  readonly since: string;
}

interface Link {
  readonly path: string;
  readonly text: string;
}

/**
 * Holds a data folder for this process. Node has no `flock`, so the lock is a file that says who made it; it is stale
 * when that process is gone. A stale lock is never taken away: its successor has a name made of its text, which one
 * process alone can create, and takes its place once it is seen that the lock is still the stale one.
 * @throws SCN_STORE_LOCKED with who holds it
 */
export async function acquireLock(path: string, folder: string, now: () => string): Promise<() => Promise<void>> {
  const own: Holder = { pid: process.pid, bootId: await bootId(), startTime: (await startTimeOf(process.pid)) ?? '', since: now() };
  const text = JSON.stringify(own);
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const { stale, next, holder } = await endOfChain(path, own.bootId);
    if (holder) throw storeError('SCN_STORE_LOCKED', { path: folder, pid: holder.pid, since: holder.since });
    if (!(await create(next, text))) continue;
    if (!(await isUnchanged(stale))) {
      await rm(next, { force: true });
      continue;
    }
    if (next !== path) await rename(next, path);
    for (const link of stale) if (link.path !== path) await rm(link.path, { force: true });
    return () => rm(path, { force: true });
  }
  throw storeError('SCN_STORE_LOCKED', { path: folder, pid: 0, since: now() });
}

/** From the lock over those that succeeded a stale one: who holds the folder, else the name that would succeed the last. */
async function endOfChain(path: string, boot: string): Promise<{ readonly stale: readonly Link[]; readonly next: string; readonly holder?: Holder }> {
  const stale: Link[] = [];
  let next = path;
  for (let text = await readText(next); text !== null; text = await readText(next)) {
    const holder = parseHolder(text);
    if (holder && (await isAlive(holder, boot))) return { stale, next, holder };
    stale.push({ path: next, text });
    next = `${path}.${createHash('sha256').update(`${next}\n${text}`).digest('hex').slice(0, 32)}`;
  }
  return { stale, next };
}

async function isUnchanged(links: readonly Link[]): Promise<boolean> {
  for (const { path, text } of links) if ((await readText(path)) !== text) return false;
  return true;
}

/** A lock appears with its text or not at all: written aside, then linked, which fails when the name is taken. */
async function create(path: string, text: string): Promise<boolean> {
  const aside = `${path}.${randomUUID()}${TEMPORARY}`;
  const handle = await open(aside, 'wx', FILE_MODE);
  await handle.writeFile(text);
  await handle.close();
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

async function isAlive(holder: Holder, boot: string): Promise<boolean> {
  if (holder.bootId !== boot) return false;
  const started = await startTimeOf(holder.pid);
  return started !== null && started === holder.startTime;
}

function parseHolder(text: string): Holder | null {
  try {
    const value = JSON.parse(text) as Partial<Holder> | null;
    return value && typeof value.pid === 'number' ? (value as Holder) : null;
  } catch {
    return null;
  }
}

async function bootId(): Promise<string> {
  return (await readText('/proc/sys/kernel/random/boot_id'))?.trim() ?? '';
}

/** Field 22 of /proc/PID/stat (proc(5)); null when there is no such process. Without /proc a signal 0 must do. */
async function startTimeOf(pid: number): Promise<string | null> {
  const stat = await readText(`/proc/${pid}/stat`);
  // The command, field 2, may hold spaces and brackets.
  if (stat !== null) return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  if (process.platform === 'linux') return null;
  try {
    process.kill(pid, 0);
    return '';
  } catch {
    return null;
  }
}

async function readText(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}
