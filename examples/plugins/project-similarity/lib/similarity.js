/** Han, small letters and digits: nearly all there is, taken without a further look. */
const isCommon = (code) => (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);

/** Letters, digits and Han only, of one width and case, so that spaces, punctuation and full-width signs change nothing. `at` leads back to the text. */
function plain(text) {
  const kept = [];
  const at = [];
  let index = 0;
  for (const character of text) {
    if (isCommon(character.charCodeAt(0))) {
      kept.push(character);
      at.push(index);
    } else {
      for (const one of character.normalize('NFKC').toLowerCase()) {
        if (!/[\p{L}\p{N}]/u.test(one)) continue;
        kept.push(one);
        for (let unit = 0; unit < one.length; unit += 1) at.push(index);
      }
    }
    index += character.length;
  }
  return { characters: kept.join(''), at, text };
}

/** Every run of `size` characters, once. */
function shingles({ characters }, size) {
  const all = new Set();
  for (let start = 0; start + size <= characters.length; start += 1) all.add(characters.slice(start, start + size));
  return all;
}

/** Shared ÷ all (Jaccard), and shared ÷ those of the shorter text, which finds a part that was copied into something longer. */
function compare(one, other) {
  const [small, large] = one.size <= other.size ? [one, other] : [other, one];
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared += 1;
  const all = one.size + other.size - shared;
  return { jaccard: all === 0 ? 0 : shared / all, contained: small.size === 0 ? 0 : shared / small.size };
}

/** How far two texts go on alike from two places. */
function alike(one, i, other, j) {
  let length = 0;
  while (i + length < one.length && j + length < other.length && one[i + length] === other[j + length]) length += 1;
  return length;
}

/** The text as it was written, from one plain character to another. */
function written({ text, at }, start, length) {
  const end = start + length < at.length ? at[start + length] : text.length;
  return text.slice(at[start], end).replace(/[^\p{L}\p{N}]+$/u, '');
}

/** Places of each run of `least` characters that are looked at: a text of one word over and over has too many. */
const MOST_PLACES = 8;

/** The longest passages that stand in both texts, longest first, without overlap in the first. */
export function sharedPassages(oneText, otherText, { least = 8, most = 5 } = {}) {
  const [one, other] = [plain(oneText), plain(otherText)];
  const places = new Map();
  for (let j = 0; j + least <= other.characters.length; j += 1) {
    const key = other.characters.slice(j, j + least);
    const known = places.get(key);
    if (!known) places.set(key, [j]);
    else if (known.length < MOST_PLACES) known.push(j);
  }
  const found = [];
  for (let i = 0; i + least <= one.characters.length; ) {
    const length = Math.max(0, ...(places.get(one.characters.slice(i, i + least)) ?? []).map((j) => alike(one.characters, i, other.characters, j)));
    if (length >= least) found.push({ text: written(one, i, length), length });
    i += Math.max(1, length);
  }
  const seen = new Set();
  const different = found.filter(({ text }) => !seen.has(text) && seen.add(text));
  return different.sort((a, b) => b.length - a.length).slice(0, most);
}

const rounded = (value) => Math.round(value * 1000) / 1000;

/**
 * @param {string} text
 * @param {readonly { id: string, title: string | null, text: string }[]} others
 * @param {{ size?: number, least: number, told: number }} options `least`: the score from which a text counts, 0 to 1; `told`: how many are told with their passages
 */
export function findSimilar(text, others, { size = 3, least, told }) {
  const own = shingles(plain(text), size);
  const found = others
    .map((other) => ({ other, ...compare(own, shingles(plain(other.text), size)) }))
    .map(({ other, jaccard, contained }) => ({ other, score: Math.max(jaccard, contained * 0.9), jaccard, contained }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score || (a.other.id < b.other.id ? -1 : 1));
  const matches = found.slice(0, told).map(({ other, score, jaccard, contained }) => ({ id: other.id, title: other.title, score: rounded(score), jaccard: rounded(jaccard), contained: rounded(contained), passages: sharedPassages(text, other.text) }));
  return { count: found.length, matches };
}
