import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalEntry, Position } from '../core/journal.ts';
import type { State } from '../core/state.ts';
import { isMissing, replaceFile, writeAll, type OpenFile } from './durable-file.ts';
import { encodeLine } from './line.ts';
import { segmentName, type SegmentLog } from './segment-log.ts';

/** A closed segment is worth rewriting when less than this share of it is still read. */
const LIVE_SHARE = 0.5;
/** Smaller ones waste too little. */
const LEAST_BYTES = 256 * 1024;
/** Lines written at once. */
const AT_ONCE = 500;

/** A line that somebody may still ask for, with a way to say where it is now. */
interface LiveLine {
  readonly at: Position;
  readonly move: (to: Position) => void;
}

function* places(state: State): Generator<Position> {
  for (const { lines } of state.runs.byId.values()) for (const [, ...at] of lines) yield at;
  for (const at of state.audit.lines) if (at) yield at;
}

/** Bytes that are still read, by segment: the history of runs, and the audit. */
export function usedBytes(state: State): ReadonlyMap<number, number> {
  const used = new Map<number, number>();
  for (const [segment, , length] of places(state)) used.set(segment, (used.get(segment) ?? 0) + length);
  return used;
}

function linesIn(state: State, segments: ReadonlySet<number>): readonly LiveLine[] {
  const found: LiveLine[] = [];
  for (const { lines } of state.runs.byId.values()) {
    for (const [i, [first, ...at]] of lines.entries()) if (segments.has(at[0])) found.push({ at, move: (to) => (lines[i] = [first, ...to]) });
  }
  // An entry that is cut meanwhile has no place any more.
  const { lines } = state.audit;
  for (const [i, at] of lines.entries()) if (at && segments.has(at[0])) found.push({ at, move: (to) => { if (lines[i] === at) lines[i] = to; } });
  return found;
}

export interface CompactParts {
  readonly state: State;
  readonly log: SegmentLog;
  readonly folder: string;
  readonly open: OpenFile;
}

/**
 * Writes what is live of half-dead segments before `before` into one new segment and moves the places there. Answers the
 * segments left behind: they stay until a snapshot that knows the new places is in force, and those who read them ended.
 * @param isWhole every segment that holds more than what is read again, however little
 */
export async function compactSegments({ state, log, folder, open }: CompactParts, before: number, isWhole = false): Promise<ReadonlySet<number>> {
  const used = usedBytes(state);
  const victims = new Set<number>();
  for (const [segment, live] of used) {
    const bytes = segment < before ? await sizeOf(join(folder, segmentName(segment))) : 0;
    const isDead = isWhole ? segment > 0 || live < bytes : bytes >= LEAST_BYTES && live < bytes * LIVE_SHARE;
    if (bytes > 0 && isDead) victims.add(segment);
  }
  if (victims.size === 0) return victims;
  // Below zero, so that no start takes it for a part of the log that is to be read.
  const number = Math.min(0, ...used.keys()) - 1;
  const lines = linesIn(state, victims);
  const moved: Position[] = [];
  await replaceFile(join(folder, segmentName(number)), async (handle) => {
    let position = 0;
    for (let from = 0; from < lines.length; from += AT_ONCE) {
      const encoded: Buffer[] = [];
      for (const { at } of lines.slice(from, from + AT_ONCE)) {
        const bytes = encodeLine(JSON.stringify(slim(await log.read(at))));
        moved.push([number, position, bytes.length]);
        position += bytes.length;
        encoded.push(bytes);
      }
      const all = Buffer.concat(encoded);
      await writeAll(handle, all, position - all.length);
    }
  }, open);
  for (const [i, { move }] of lines.entries()) move(moved[i] as Position);
  return victims;
}

/** Of a commit only its events are read again; everything else it changed is in the snapshot. */
function slim(entry: JournalEntry): JournalEntry {
  if (entry.t === 'wipe' && entry.revised) return { t: 'commit', run: entry.revised.run, events: entry.revised.events };
  return entry.t === 'commit' ? { t: 'commit', run: entry.run, events: entry.events } : entry;
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
