import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';

/**
 * The one form of every log line: `crc32 as 8 hex digits` + space + JSON + newline. The checksum is over the bytes
 * of the JSON.
 */
export function encodeLine(json: string): Buffer {
  const length = Buffer.byteLength(json);
  const line = Buffer.allocUnsafe(HEAD + length + 1);
  line.write(json, HEAD);
  line[HEAD + length] = 10;
  line.write(`${crc32(line.subarray(HEAD, HEAD + length)).toString(16).padStart(8, '0')} `, 0, 'latin1');
  return line;
}

export interface ReadLine {
  readonly offset: number;
  /** Bytes with the newline. */
  readonly length: number;
  readonly value?: unknown;
  /** Why it cannot be used; absent when it is whole. */
  readonly bad?: string;
}

const HEAD = 9;
/** Some milliseconds of parsing each, so that a long load leaves room for requests. */
const CHUNK_BYTES = 256 * 1024;

/** A line with its newline, checked and parsed. */
export function decodeLine(bytes: Buffer, offset: number): ReadLine {
  const at = { offset, length: bytes.length };
  if (bytes.at(-1) !== 10) return { ...at, bad: 'line without an end' };
  if (bytes.length <= HEAD || bytes[8] !== 32) return { ...at, bad: 'no checksum' };
  const body = bytes.subarray(HEAD, -1);
  const wanted = bytes.toString('latin1', 0, 8);
  if (crc32(body).toString(16).padStart(8, '0') !== wanted) return { ...at, bad: 'checksum does not match' };
  try {
    return { ...at, value: JSON.parse(body.toString('utf8')) as unknown };
  } catch {
    return { ...at, bad: 'not JSON' };
  }
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
    for (let newline = bytes.indexOf(10, from); newline !== -1; newline = bytes.indexOf(10, from)) {
      lines.push(decodeLine(bytes.subarray(from, newline + 1), start + from));
      from = newline + 1;
    }
    rest = bytes.subarray(from);
    yield lines;
  }
  if (rest.length > 0) yield [decodeLine(rest, position - rest.length)];
}
