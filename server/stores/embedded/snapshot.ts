import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import type { DatasetState } from '../core/catalog.ts';
import type { SnapshotEntry } from '../core/journal.ts';
import { compactRows } from '../core/replace-rows.ts';
import type { State } from '../core/state.ts';
import { compactSegments, usedBytes } from './compact.ts';
import { replaceFile, writeAll, type OpenFile } from './durable-file.ts';
import { LineBuffer } from './line.ts';
import { FOLDER_FORMAT, snapshotName, writeManifest } from './manifest.ts';
import { removeOldSnapshots, segmentsIn } from './recover.ts';
import { segmentName, type SegmentLog } from './segment-log.ts';

const CHUNK = 300;

export interface SnapshotParts {
  readonly state: State;
  readonly log: SegmentLog;
  /** Holds the manifest. */
  readonly folder: string;
  readonly open: OpenFile;
}

export interface SnapshotHow {
  /** Nothing but what is read again is left on disk, as soon as nobody reads it: files are written anew for that. */
  readonly isWhole?: boolean;
}

/**
 * Writes the state so that a start need not read the log before `from`. The state goes on changing meanwhile: that
 * is sound, because the log from `from` on holds every later change as a whole value. What must not get in is a
 * change that is taken back; hence the wait and the count of failures. Answers whether the snapshot is in force.
 */
export async function takeSnapshot({ state, log, folder, open }: SnapshotParts, from: number, { isWhole = false }: SnapshotHow = {}): Promise<boolean> {
  const failures = log.failures;
  await log.trimmed();
  // Before the snapshot, which notes the new places.
  const left = await compactSegments({ state, log, folder, open }, from, isWhole);
  for (const dataset of state.catalog.byId.values()) await flushRows(state, log, dataset, isWhole);
  const file = join(folder, snapshotName(from));
  await replaceFile(file, async (handle) => {
    let position = 0;
    for await (const bytes of snapshotChunks(state)) {
      await writeAll(handle, bytes, position);
      position += bytes.length;
    }
    await log.barrier();
  }, open);
  if (log.failures !== failures) {
    await rm(file, { force: true });
    return false;
  }
  const manifest = { format: FOLDER_FORMAT, from, snapshot: from };
  await writeManifest(folder, manifest, open);
  await removeOldSnapshots(folder, manifest);
  if (log.readers === 0) await removeDeadSegments(state, folder, from, left);
  return true;
}

/** Every chunk is good until the next is asked for. */
async function* snapshotChunks(state: State): AsyncGenerator<Buffer> {
  const lines = new LineBuffer();
  let entries = 0;
  for (const entry of state.snapshot()) {
    lines.add(JSON.stringify(entry));
    entries += 1;
    if (entries % CHUNK !== 0) continue;
    yield lines.bytes;
    lines.clear();
    await setImmediate();
  }
  const end: SnapshotEntry = { t: 'end', entries };
  lines.add(JSON.stringify(end));
  yield lines.bytes;
}

/** Moves durable row changes from the log to the row file; with more dead lines than rows, writes the file anew. */
async function flushRows(state: State, log: SegmentLog, dataset: DatasetState, isWhole: boolean): Promise<void> {
  const { catalog } = state;
  const files = catalog.files;
  if (!files) return;
  while (dataset.replacing) await dataset.replacing.catch(() => undefined);
  if (isWhole || (dataset.generation === 0 && dataset.dirty.size > 0)) await catalog.table(dataset.definition.id);
  const dead = dataset.fileLines + dataset.dirty.size - dataset.count - (dataset.table?.gone.size ?? 0);
  if (dataset.table && (isWhole ? dead > 0 || dataset.dirty.size > 0 : dataset.dirty.size > 0) && (isWhole || dataset.generation === 0 || dead > dataset.count + 1000)) {
    await compactRows(catalog, log, dataset);
    return;
  }
  await catalog.exclusive(dataset, async () => {
    const dirty = dataset.dirty;
    if (dirty.size === 0) return;
    dataset.dirty = new Map();
    try {
      const { bytes, lines } = await files.append(dataset.definition.id, dataset.generation, dataset.bytes, [...dirty.values()]);
      dataset.bytes = bytes;
      dataset.fileLines += lines;
    } catch (error) {
      dataset.dirty = new Map([...dirty, ...dataset.dirty]);
      throw error;
    }
  });
}

/**
 * Segments before `from` stay as the history of runs and audit; those nobody refers to any more go. What was left behind
 * just now stays until the next time: somebody may be reading it.
 */
async function removeDeadSegments(state: State, folder: string, from: number, left: ReadonlySet<number>): Promise<void> {
  const used = usedBytes(state);
  const dead = (await segmentsIn(folder)).filter((segment) => segment < from && !used.has(segment) && !left.has(segment));
  await Promise.all(dead.map((segment) => rm(join(folder, segmentName(segment)), { force: true })));
}
