import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** Differs from run to run and from server to server: ids, names and moments. Only their length counts. */
const OWN = new Set(['id', 'runId', 'starter', 'at', 'asOf', 'startedAt', 'updatedAt', 'endedAt']);

function alike(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(alike);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, OWN.has(key) && typeof inner === 'string' ? inner.length : alike(inner)]));
}

async function lastRecord(file: string): Promise<{ readonly record: unknown; readonly bytes: number } | null> {
  const line = (await readFile(file, 'utf8')).trimEnd().split('\n').findLast((each) => each.includes('"commit"') && each.includes('"instant-all"'));
  return line === undefined ? null : { record: alike(JSON.parse(line.slice(line.indexOf(' ') + 1))), bytes: Buffer.byteLength(line) };
}

/**
 * The last run both sides wrote down, value by value the same.
 * @param theirs the hand-written record
 * @param log the studio's log folder
 */
export async function checkRecords(theirs: string, log: string): Promise<void> {
  const segments = (await readdir(log)).filter((name) => name.endsWith('.log')).sort();
  const own = await lastRecord(join(log, segments.at(-1) ?? ''));
  const other = await lastRecord(theirs);
  if (!own || !other || !isDeepStrictEqual(own.record, other.record)) throw new Error(`records differ: ${JSON.stringify(own)} and ${JSON.stringify(other)}`);
  console.log(`instant: a run is the same record on both sides, ${own.bytes} and ${other.bytes} bytes`);
}
