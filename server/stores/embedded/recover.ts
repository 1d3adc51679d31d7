import { open, readdir, rm, writeFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { SnapshotEntry } from '../core/journal.ts';
import type { State } from '../core/state.ts';
import { storeError } from '../errors.ts';
import { FILE_MODE } from './durable-file.ts';
import { readLines, type ReadLine } from './line.ts';
import { snapshotName, type Manifest } from './manifest.ts';
import { segmentName, segmentNumber } from './segment-log.ts';

export interface Recovered {
  /** The segment to go on in and its valid length. */
  readonly segment: number;
  readonly offset: number;
  /** Lines read after the snapshot. */
  readonly lines: number;
  /** Bytes of a half-written line that were cut off. */
  readonly cut: number;
}

/** Reads the snapshot and the segments after it into an empty state. @throws SCN_STORE_CORRUPT */
export async function recover(state: State, folder: string, manifest: Manifest): Promise<Recovered> {
  if (manifest.snapshot !== null) await readSnapshot(state, join(folder, snapshotName(manifest.snapshot)));
  const segments = (await segmentsIn(folder)).filter((segment) => segment > 0 && segment >= manifest.from);
  checkContiguous(segments, manifest.from, folder);
  const last = segments.at(-1);
  if (last === undefined) return { segment: manifest.from, offset: 0, lines: 0, cut: 0 };
  let lines = 0;
  for (const segment of segments.slice(0, -1)) lines += (await readSegment(state, folder, segment, false)).lines;
  const end = await readSegment(state, folder, last, true);
  return { segment: last, offset: end.offset, lines: lines + end.lines, cut: end.cut };
}

/** Numbers of all segments, rewritten ones first. */
export async function segmentsIn(folder: string): Promise<readonly number[]> {
  const numbers = (await readdir(folder)).map(segmentNumber).filter((number) => number !== null);
  return numbers.sort((a, b) => a - b);
}

/** Removes snapshots the manifest does not name: they were never finished or are outdated. */
export async function removeOldSnapshots(folder: string, manifest: Manifest): Promise<void> {
  const keep = manifest.snapshot === null ? '' : snapshotName(manifest.snapshot);
  const names = (await readdir(folder)).filter((name) => name.endsWith('.snapshot') && name !== keep);
  await Promise.all(names.map((name) => rm(join(folder, name), { force: true })));
}

function checkContiguous(segments: readonly number[], from: number, folder: string): void {
  segments.forEach((segment, i) => {
    if (segment !== from + i) throw storeError('SCN_STORE_CORRUPT', { file: join(folder, segmentName(from + i)), offset: 0, reason: 'file is missing' });
  });
}

async function readSnapshot(state: State, file: string): Promise<void> {
  const handle = await open(file, 'r');
  let entries = 0;
  let whole = false;
  try {
    for await (const lines of readLines(handle)) {
      for (const { bad, offset, value } of lines) {
        if (bad !== undefined) throw storeError('SCN_STORE_CORRUPT', { file, offset, reason: bad });
        const entry = value as SnapshotEntry;
        if (entry.t === 'end') whole = entry.entries === entries;
        else state.replay(entry, [0, 0, 0]);
        entries += 1;
      }
    }
  } finally {
    await handle.close();
  }
  if (!whole) throw storeError('SCN_STORE_CORRUPT', { file, offset: 0, reason: 'snapshot without an end' });
}

/**
 * Replays one segment. Behind the lines of the last one there may be room that was never used, and a write that was cut
 * short: `checkTorn` says when a bad line is one. Anything else means that acknowledged data was damaged, and then nothing
 * is thrown away.
 */
async function readSegment(state: State, folder: string, segment: number, isLast: boolean): Promise<Omit<Recovered, 'segment'>> {
  const file = join(folder, segmentName(segment));
  const handle = await open(file, isLast ? 'r+' : 'r');
  let good = 0;
  let lines = 0;
  let firstBad: ReadLine | null = null;
  let after: ReadLine | null = null;
  try {
    for await (const chunk of readLines(handle)) {
      for (const line of chunk) {
        if (line.bad !== undefined) firstBad ??= line;
        if (firstBad && (line.begins === true || !isLast)) throw corrupt(file, firstBad);
        if (firstBad && line.bad === undefined) after ??= line;
        if (firstBad) continue;
        state.replay(line.value as SnapshotEntry, [segment, line.offset, line.length]);
        good = line.offset + line.length;
        lines += 1;
      }
    }
    const cut = firstBad ? await cutTail(handle, { file, good, firstBad, after }) : 0;
    // What a killed process wrote and did not see on disk counts from here on; later writes sync only themselves.
    if (isLast) await handle.sync();
    return { offset: good, lines, cut };
  } finally {
    await handle.close();
  }
}

interface Tail {
  readonly file: string;
  /** Where the whole lines end. */
  readonly good: number;
  readonly firstBad: ReadLine;
  /** A whole line behind it. */
  readonly after: ReadLine | null;
}

/** Cuts what lies behind the whole lines; answers how many bytes of it were written and are lost. @throws SCN_STORE_CORRUPT */
async function cutTail(handle: FileHandle, tail: Tail): Promise<number> {
  const { file, good } = tail;
  const bytes = await bytesAt(handle, good, (await handle.stat()).size - good);
  const end = bytes.findLastIndex((byte) => byte !== 0) + 1;
  if (end > 0) {
    checkTorn(bytes, tail);
    // On a full disk the start matters more than this copy.
    await writeFile(`${file}.torn`, bytes.subarray(0, end), { mode: FILE_MODE }).catch(() => undefined);
  }
  await handle.truncate(good);
  return end;
}

/**
 * A write that was cut short holds one beginning of a line and nothing whole behind it; a second beginning means that the
 * end of a whole line was damaged. Where there was room ahead, which then is left at the end of the file, the parts of one
 * write may reach the disk in any order: in place of one that did not, the zeros are left, which no line holds, and whole
 * lines of the same write may follow. A line that begins another write never does: that one was waited for.
 */
function checkTorn(bytes: Buffer, { file, firstBad, after }: Tail): void {
  const line = bytes.subarray(0, firstBad.length);
  const hole = line.indexOf(0);
  if (after && (hole < 0 || bytes.at(-1) !== 0)) throw corrupt(file, firstBad);
  if (LINE_START.test(line.toString('latin1', 1, hole < 0 ? line.length : hole))) throw storeError('SCN_STORE_CORRUPT', { file, offset: firstBad.offset, reason: 'two lines run together' });
}

/** Inside a line it cannot stand: quotes within JSON text are escaped. */
const LINE_START = /[0-9a-f]{8} \{"t":"/;

const corrupt = (file: string, { offset, bad = '' }: ReadLine) => storeError('SCN_STORE_CORRUPT', { file, offset, reason: bad });

async function bytesAt(handle: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  await handle.read(bytes, 0, length, from);
  return bytes;
}
