import { pointer } from '../document/pointer.ts';

/** Offsets of one value in the text; `key` is where its name begins. */
export interface JsonRange {
  readonly key: number;
  readonly from: number;
  readonly to: number;
}

interface Reader {
  readonly source: string;
  at: number;
  readonly ranges: Map<string, JsonRange>;
}

const STRING = /"(?:[^"\\]|\\.)*"/y;
const SCALAR = /[^\s,[\]{}]+/y;

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.source[reader.at] ?? '')) reader.at += 1;
}

function take(reader: Reader, pattern: RegExp): string {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.source)?.[0] ?? '';
  reader.at += Math.max(1, found.length);
  return found;
}

function readMembers(reader: Reader, at: readonly string[], close: string, isObject: boolean): void {
  reader.at += 1;
  for (let index = 0; ; index += 1) {
    skipSpace(reader);
    if (reader.at >= reader.source.length) return;
    if (reader.source[reader.at] === close) {
      reader.at += 1;
      return;
    }
    const key = reader.at;
    let name = String(index);
    if (isObject) {
      name = JSON.parse(take(reader, STRING) || '""') as string;
      skipSpace(reader);
      reader.at += 1;
    }
    readValue(reader, [...at, name], key);
    skipSpace(reader);
    if (reader.source[reader.at] === ',') reader.at += 1;
  }
}

function readValue(reader: Reader, at: readonly string[], key: number): void {
  skipSpace(reader);
  const from = reader.at;
  const first = reader.source[from];
  if (first === '{') readMembers(reader, at, '}', true);
  else if (first === '[') readMembers(reader, at, ']', false);
  else take(reader, first === '"' ? STRING : SCALAR);
  reader.ranges.set(pointer(...at), { key, from, to: reader.at });
}

/** Where every value of a valid JSON text lies, by pointer. */
export function jsonRanges(source: string): ReadonlyMap<string, JsonRange> {
  const reader: Reader = { source, at: 0, ranges: new Map() };
  readValue(reader, [], 0);
  return reader.ranges;
}

/** The range at a pointer, or of its nearest ancestor that exists. */
export function rangeNear(ranges: ReadonlyMap<string, JsonRange>, path: string): JsonRange {
  for (let at = path; ; at = at.slice(0, at.lastIndexOf('/'))) {
    const range = ranges.get(at);
    if (range !== undefined) return range;
    if (at === '') return { key: 0, from: 0, to: 1 };
  }
}

/** The smallest stretch in which two texts differ. */
export function changedStretch(before: string, after: string): { readonly from: number; readonly to: number; readonly text: string } {
  let from = 0;
  const most = Math.min(before.length, after.length);
  while (from < most && before[from] === after[from]) from += 1;
  let back = 0;
  while (back < most - from && before[before.length - 1 - back] === after[after.length - 1 - back]) back += 1;
  return { from, to: before.length - back, text: after.slice(from, after.length - back) };
}
