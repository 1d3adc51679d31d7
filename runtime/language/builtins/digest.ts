/** The one place that hashes: SHA-256 (FIPS 180-4), so that a record can be shown to be unchanged. */
import { canonicalText } from '../../schema/canonical-json.ts';
import type { Json } from '../../schema/json.ts';
import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { toJson } from '../json.ts';
import type { Value } from '../values/value.ts';

/** Bytes mixed at once. */
const BLOCK = 64;

/**
 * 64 hexadecimal digits over the UTF-8 bytes of a text; of any other value, over its JSON with sorted keys
 * (RFC 8785): equal values give equal digits whatever the order of their entries. Null gives null.
 */
export function digest(context: EvalContext, value: Value): string {
  const text = typeof value === 'string' ? value : canonicalText(asJson(context, value));
  charge(context, text.length);
  return sha256(new TextEncoder().encode(text));
}

/** A list of lists can say more than memory holds: that is out of budget, too. */
function asJson(context: EvalContext, value: Value): Json {
  try {
    return toJson(value);
  } catch (error) {
    if (error instanceof RangeError) charge(context, Infinity);
    throw error;
  }
}

/** The first 32 bits of the fractional parts of a root of the first primes (FIPS 180-4, 4.2.2 and 5.3.3). */
function fractions(count: number, root: (prime: number) => number): readonly number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate++) {
    if (isPrime(candidate)) found.push(((root(candidate) % 1) * 2 ** 32) | 0);
  }
  return found;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false;
  return true;
}

const START = fractions(8, Math.sqrt);
const ROUND = fractions(64, Math.cbrt);

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function sha256(bytes: Uint8Array): string {
  const padded = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = [...START];
  const words = new Int32Array(64);
  for (let at = 0; at < padded.length; at += BLOCK) mixBlock(state, words, view, at);
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

function mixBlock(state: number[], words: Int32Array, view: DataView, at: number): void {
  const word = (index: number): number => words[index] ?? 0;
  for (let i = 0; i < 16; i++) words[i] = view.getInt32(at + i * 4);
  for (let i = 16; i < 64; i++) {
    const near = word(i - 2);
    const far = word(i - 15);
    words[i] = word(i - 16) + (turned(far, 7) ^ turned(far, 18) ^ (far >>> 3)) + word(i - 7) + (turned(near, 17) ^ turned(near, 19) ^ (near >>> 10));
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let i = 0; i < 64; i++) {
    const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + (ROUND[i] ?? 0) + word(i)) | 0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((mixed, index) => (state[index] = ((state[index] ?? 0) + mixed) | 0));
}
