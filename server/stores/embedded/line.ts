import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/** The one form of every log line: `crc32 as 8 hex digits` + space + JSON + newline. The checksum is over the bytes of the JSON. */
export function encodeLine(json: string): Buffer {
  const line = Buffer.allocUnsafe(HEAD + Buffer.byteLength(json) + 1);
  putLine(line, 0, json);
  return line;
}

/** Writes a line into bytes that have room for it; answers its length. */
function putLine(bytes: Buffer, at: number, json: string): number {
  const from = at + HEAD;
  const end = from + bytes.write(json, from);
  let sum = crc32(bytes.subarray(from, end));
  for (let digit = at + 7; digit >= at; digit -= 1) {
    bytes[digit] = HEX.charCodeAt(sum & 15);
    sum >>>= 4;
  }
  bytes[from - 1] = SPACE;
  bytes[end] = NEWLINE;
  return end + 1 - at;
}

/** Most a UTF-16 unit of text takes in UTF-8. */
const UNIT_BYTES = 3;
const FIRST_BYTES = 64 * 1024;
/** Memory kept for the next lines. */
const KEPT_BYTES = 4 * 1024 * 1024;

/** Lines on their way to a file, one behind the other in memory that is used again. */
export class LineBuffer {
  #bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  #used = 0;

  /** Adds the first line of those that are written at once with a mark of it: a space, which JSON may end with. */
  addFirst(json: string): number {
    return this.add(`${json} `);
  }

  /** Answers the length of the line. */
  add(json: string): number {
    const most = this.#used + HEAD + json.length * UNIT_BYTES + 1;
    if (most > this.#bytes.length) {
      const grown = Buffer.allocUnsafeSlow(Math.max(most, 2 * this.#bytes.length));
      this.#bytes.copy(grown, 0, 0, this.#used);
      this.#bytes = grown;
    }
    const length = putLine(this.#bytes, this.#used, json);
    this.#used += length;
    return length;
  }

  get isEmpty(): boolean {
    return this.#used === 0;
  }

  /** What was added since `clear`; good until then. */
  get bytes(): Buffer {
    return this.#bytes.subarray(0, this.#used);
  }

  clear(): void {
    this.#used = 0;
    if (this.#bytes.length > KEPT_BYTES) this.#bytes = Buffer.allocUnsafeSlow(FIRST_BYTES);
  }
}

export interface ReadLine {
  readonly offset: number;
  /** Bytes with the newline. */
  readonly length: number;
  readonly value?: unknown;
  /** It was the first of what was written at once. */
  readonly begins?: true;
  /** Why it cannot be used; absent when it is whole. */
  readonly bad?: string;
}

const HEAD = 9;
const HEX = '0123456789abcdef';
const SPACE = 32;
const NEWLINE = 10;
/** Some milliseconds of parsing each, so that a long load leaves room for requests. */
const CHUNK_BYTES = 256 * 1024;

/** A line with its newline, checked and parsed. */
export function decodeLine(bytes: Buffer, offset: number): ReadLine {
  return decodePart(bytes, 0, bytes.length, offset);
}

/** As `decodeLine`, for a line inside of many: a start reads hundreds of thousands. */
function decodePart(bytes: Buffer, from: number, end: number, offset: number): ReadLine {
  const length = end - from;
  const last = end - 1;
  if (length === 0 || bytes[last] !== NEWLINE) return { offset, length, bad: 'line without an end' };
  const body = from + HEAD;
  if (length <= HEAD || bytes[body - 1] !== SPACE) return { offset, length, bad: 'no checksum' };
  if (!hasSum(bytes, from, crc32(bytes.subarray(body, last)))) return { offset, length, bad: 'checksum does not match' };
  try {
    const value = JSON.parse(bytes.toString('utf8', body, last)) as unknown;
    return bytes[last - 1] === SPACE ? { offset, length, value, begins: true } : { offset, length, value };
  } catch {
    return { offset, length, bad: 'not JSON' };
  }
}

function hasSum(bytes: Buffer, from: number, sum: number): boolean {
  let rest = sum;
  for (let digit = from + 7; digit >= from; digit -= 1) {
    if (bytes[digit] !== HEX.charCodeAt(rest & 15)) return false;
    rest >>>= 4;
  }
  return true;
}

/** The lines from the start up to `end` bytes, in chunks; goes on after a bad line. */
export async function* readLines(handle: FileHandle, end = Number.POSITIVE_INFINITY): AsyncGenerator<readonly ReadLine[]> {
  const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  while (position < end) {
    const { bytesRead } = await handle.read(chunk, 0, Math.min(CHUNK_BYTES, end - position), position);
    if (bytesRead === 0) break;
    const start = position - rest.length;
    const bytes = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    position += bytesRead;
    const lines: ReadLine[] = [];
    let from = 0;
    for (let newline = bytes.indexOf(NEWLINE, from); newline !== -1; newline = bytes.indexOf(NEWLINE, from)) {
      lines.push(decodePart(bytes, from, newline + 1, start + from));
      from = newline + 1;
    }
    rest = bytes.subarray(from);
    yield lines;
  }
  if (rest.length > 0) yield [decodeLine(rest, position - rest.length)];
}
