/** First 32 bits of the fractional parts of the cube roots of the first 64 primes. */
const K = new Uint32Array(64);
/** The same of the square roots of the first eight. */
const START = new Uint32Array(8);

for (let candidate = 2, found = 0; found < K.length; candidate += 1) {
  let isPrime = true;
  for (let by = 2; by * by <= candidate; by += 1) if (candidate % by === 0) isPrime = false;
  if (!isPrime) continue;
  const fraction = (root: number) => (root - Math.floor(root)) * 2 ** 32;
  if (found < START.length) START[found] = fraction(Math.sqrt(candidate));
  K[found] = fraction(Math.cbrt(candidate));
  found += 1;
}

const at = (words: Uint32Array, index: number): number => words[index] ?? 0;
const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

function mix(state: Uint32Array, w: Uint32Array): void {
  for (let i = 16; i < 64; i += 1) {
    const [a, b] = [at(w, i - 15), at(w, i - 2)];
    w[i] = at(w, i - 16) + (turned(a, 7) ^ turned(a, 18) ^ (a >>> 3)) + at(w, i - 7) + (turned(b, 17) ^ turned(b, 19) ^ (b >>> 10));
  }
  let [a, b, c, d, e, f, g, h] = [at(state, 0), at(state, 1), at(state, 2), at(state, 3), at(state, 4), at(state, 5), at(state, 6), at(state, 7)];
  for (let i = 0; i < 64; i += 1) {
    const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
    const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + one) | 0;
    d = c;
    c = b;
    b = a;
    a = (one + two) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (state[i] = at(state, i) + word));
}

/** SHA-256 as 64 hexadecimal digits. `crypto.subtle` exists only on secure origins, office networks often are not. */
export function sha256(bytes: Uint8Array): string {
  const whole = bytes.byteLength - (bytes.byteLength % 64);
  // What is left over, a one, zeros, and the length in bits.
  const tail = new Uint8Array(bytes.byteLength - whole < 56 ? 64 : 128);
  tail.set(bytes.subarray(whole));
  tail[bytes.byteLength - whole] = 0x80;
  const end = new DataView(tail.buffer);
  end.setUint32(tail.byteLength - 8, Math.floor(bytes.byteLength / 2 ** 29));
  end.setUint32(tail.byteLength - 4, (bytes.byteLength * 8) >>> 0);
  const state = START.slice();
  const words = new Uint32Array(64);
  const take = (view: DataView, from: number): void => {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(from + i * 4);
    mix(state, words);
  };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let from = 0; from < whole; from += 64) take(view, from);
  for (let from = 0; from < tail.byteLength; from += 64) take(end, from);
  return [...state].map((word) => word.toString(16).padStart(8, '0')).join('');
}
