import { mkdir, open as openFile, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createCoreArchive } from '../core/core-archive.ts';
import { createCoreStore, tableDocuments } from '../core/core-store.ts';
import { State } from '../core/state.ts';
import { storeError } from '../errors.ts';
import type { Store } from '../store.ts';
import { FOLDER_MODE, isMissing, removeTemporaryFiles, type OpenFile } from './durable-file.ts';
import { createFileDocuments } from './file-documents.ts';
import { createFileRows, rowFileName } from './file-rows.ts';
import { acquireLock } from './lock.ts';
import { recover, removeOldSnapshots } from './recover.ts';
import { SegmentLog } from './segment-log.ts';
import { takeSnapshot, type SnapshotHow, type SnapshotParts } from './snapshot.ts';
import { readOrUpgrade } from './upgrade.ts';

/** Kinds of many small, often written documents: kept in memory and in the log instead of a file each. */
export const HOT_KINDS: readonly string[] = ['session', 'draft', 'login-attempt', 'feedback'];

/** A snapshot is worth its cost when the log behind it has as many lines as half the state, and at least this many. */
const SNAPSHOT_LINES = 20_000;
/** A snapshot during which a write failed is taken again, so often. */
const SHRED_TRIES = 10;

export interface EmbeddedStoreOptions {
  /** @default the system clock */
  readonly now?: () => string;
  /** @default HOT_KINDS; must stay the same for the life of a folder */
  readonly hotKinds?: readonly string[];
  /** @default 20,000 lines */
  readonly snapshotLines?: number;
  /** Room is made ahead of the lines of a log that is so long. @default 256 KiB */
  readonly reserveFrom?: number;
  /** Opens files for writing; for tests of a failing disk. */
  readonly open?: OpenFile;
  /** Told of a snapshot that failed; the store goes on and tries again later. */
  readonly onProblem?: (error: unknown) => void;
  /** Told where a copy is, taken before a folder of an older version was changed. */
  readonly onBackup?: (path: string) => void;
}

/**
 * Opens the store that needs no set-up: a folder, used by one process at a time, made at first use.
 * @throws SCN_STORE_LOCKED, SCN_STORE_CORRUPT, SCN_STORE_FORMAT
 */
export async function openEmbeddedStore(path: string, options: EmbeddedStoreOptions = {}): Promise<Store> {
  const now = options.now ?? (() => new Date().toISOString());
  const folders = { log: join(path, 'log'), datasets: join(path, 'datasets'), documents: join(path, 'documents') };
  for (const folder of Object.values(folders)) await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
  const unlock = await acquireLock(join(path, 'lock'), path, now);
  try {
    return await openLocked(folders, unlock, { ...options, now, path });
  } catch (error) {
    await unlock();
    throw error;
  }
}

interface Folders {
  readonly log: string;
  readonly datasets: string;
  readonly documents: string;
}

async function openLocked(folders: Folders, unlock: () => Promise<void>, options: EmbeddedStoreOptions & { now: () => string; path: string }): Promise<Store> {
  const open = options.open ?? openFile;
  const manifest = await readOrUpgrade({ path: options.path, folders: Object.values(folders) as string[], open, now: options.now, onBackup: options.onBackup });
  await removeLeftovers(folders);
  const state = new State(createFileRows(folders.datasets, open));
  const recovered = await recover(state, folders.log, manifest);
  await Promise.all([removeOldSnapshots(folders.log, manifest), removeOldRowFiles(state, folders.datasets)]);

  const log: SegmentLog = new SegmentLog({ folder: folders.log, open, segment: recovered.segment, offset: recovered.offset, reserveFrom: options.reserveFrom, onFlushed: () => snapshots.maybe() });
  log.linesSinceSnapshot = recovered.lines;
  const snapshots = createSnapshots({ state, log, folder: folders.log, open }, options);

  const hot = new Set(options.hotKinds ?? HOT_KINDS);
  const core = { state, journal: log, now: options.now };
  let closing: Promise<void> | null = null;
  const close = async () => {
    await log.drained();
    await snapshots.finish();
    await log.close();
    await unlock();
  };
  const files = createFileDocuments(folders.documents, { now: options.now, open });
  const outer = { isInLog: (kind: string) => hot.has(kind), all: files.all, restore: files.restore };
  return createCoreStore({
    ...core,
    archive: createCoreArchive({ state, journal: log, outer, settled: () => log.barrier() }),
    documents: documentsByKind(hot, tableDocuments(core), files, () => {
      if (closing) throw storeError('SCN_STORE_CLOSED', {});
    }),
    shred: (isStopping) => snapshots.shred(isStopping),
    status: async () => ({ kind: 'embedded', rows: state.catalog.total(), bytes: await sizeOf(options.path), warnings: state.catalog.warnings() }),
    close: () => (closing ??= close()),
  });
}

/** Takes snapshots beside the work, one at a time. */
function createSnapshots(parts: SnapshotParts, options: EmbeddedStoreOptions): { maybe: () => void; finish: () => Promise<void>; shred: Store['shred'] } {
  const { state, log } = parts;
  const least = options.snapshotLines ?? SNAPSHOT_LINES;
  let running: Promise<void> | null = null;
  const isDue = (floor: number) => log.linesSinceSnapshot >= Math.max(floor, (state.runs.byId.size + state.tasks.byId.size) / 2);
  const begin = (how: SnapshotHow = {}): Promise<boolean> => {
    const taken = takeSnapshot(parts, log.rotate(), how);
    running = taken.then(() => undefined, (error: unknown) => options.onProblem?.(error)).finally(() => (running = null));
    return taken;
  };
  /** Who waits for the moment between two batches, in which a snapshot may begin. */
  let whole: { taken?: Promise<boolean> } | null = null;
  const takeWhole = async (): Promise<boolean> => {
    const wish: { taken?: Promise<boolean> } = {};
    whole = wish;
    while (!wish.taken) {
      await log.barrier();
      // One that was under way already keeps this one waiting.
      await running;
    }
    return wish.taken;
  };
  /** Once to write anew, and once more because the first leaves files to whoever still reads them. */
  const shred = async (isStopping: () => boolean) => {
    for (let done = 0, tries = 0; done < 2 && tries < SHRED_TRIES && !isStopping(); tries += 1) {
      if (await takeWhole()) done += 1;
    }
  };
  let shredding: Promise<void> = Promise.resolve();
  return {
    shred: (isStopping = () => false) => {
      const work = () => shred(isStopping);
      shredding = shredding.then(work, work);
      return shredding;
    },
    maybe: () => {
      if (running) return;
      if (whole) {
        whole.taken = begin({ isWhole: true });
        whole = null;
      } else if (isDue(least)) void begin().catch(() => undefined);
    },
    finish: async () => {
      await running;
      await log.drained();
      // A quick next start is worth a moment at the end, when there is something to save.
      if (isDue(least / 4) && !log.busy) await begin().catch(() => undefined);
      await running;
    },
  };
}

function documentsByKind(hot: ReadonlySet<string>, table: Store['documents'], files: Store['documents'], check: () => void): Store['documents'] {
  const of = (kind: string) => (hot.has(kind) ? table : files);
  return {
    get: (kind, id) => of(kind).get(kind, id),
    atHand: (kind, id) => of(kind).atHand(kind, id),
    put: async (kind, id, body, options) => {
      check();
      return of(kind).put(kind, id, body, options);
    },
    delete: async (kind, id, options) => {
      check();
      return of(kind).delete(kind, id, options);
    },
    list: (kind, options) => of(kind).list(kind, options),
  };
}

async function removeLeftovers(folders: Folders): Promise<void> {
  await Promise.all([removeTemporaryFiles(folders.log), removeTemporaryFiles(folders.datasets)]);
  const kinds = await readdir(folders.documents);
  await Promise.all(kinds.map((kind) => removeTemporaryFiles(join(folders.documents, kind))));
}

/** Row files of generations that are not in force: a crash came before the switch or before the clean-up. */
async function removeOldRowFiles(state: State, folder: string): Promise<void> {
  const keep = new Set([...state.catalog.byId.values()].map(({ definition, generation }) => rowFileName(definition.id, generation)));
  const names = (await readdir(folder)).filter((name) => !keep.has(name));
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

async function sizeOf(path: string): Promise<number> {
  const names = await readdir(path, { recursive: true });
  const sizes = await Promise.all(names.map(async (name) => {
    try {
      const facts = await stat(join(path, name));
      return facts.isFile() ? facts.size : 0;
    } catch (error) {
      // A file that was replaced meanwhile.
      if (isMissing(error)) return 0;
      throw error;
    }
  }));
  return sizes.reduce((a, b) => a + b, 0);
}
