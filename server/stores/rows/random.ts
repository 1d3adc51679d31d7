/** 32-bit FNV-1a of a text, to give every field a stream of its own. */
function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

/** A repeatable source of numbers in [0, 1). */
export type Random = () => number;

/** sfc32 (PractRand), the same numbers for the same seed and name on every machine. */
export function createRandom(seed: number, name: string): Random {
  let a = hash(name);
  let b = seed | 0;
  let c = hash(`${seed}/${name}`);
  let counter = 1;
  const next = () => {
    const t = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 15; i += 1) next();
  return next;
}

/** Whole number from–to, both included. */
export function randomInt(random: Random, from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}
