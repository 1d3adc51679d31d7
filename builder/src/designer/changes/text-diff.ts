/** A piece of a text that stayed, went or came. */
export interface Piece {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

const MOST = 400;
const TOKENS = /\p{Script=Han}|[\p{L}\p{N}_.]+|\s+|[^\s]/gu;

function push(pieces: Piece[], kind: Piece['kind'], text: string): void {
  const last = pieces.at(-1);
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
  else pieces.push({ kind, text });
}

/** Two texts or formulas word by word (Chinese: sign by sign); undefined when they have too little in common or are too long to read like that. */
export function diffText(before: string, after: string): readonly Piece[] | undefined {
  const old = before.match(TOKENS) ?? [];
  const now = after.match(TOKENS) ?? [];
  if (old.length === 0 || now.length === 0 || old.length > MOST || now.length > MOST) return undefined;
  const width = now.length + 1;
  // Length of the longest common rest from each pair of places on.
  const rest = new Uint16Array((old.length + 1) * width);
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) rest[i * width + j] = old[i] === now[j] ? (rest[(i + 1) * width + j + 1] ?? 0) + 1 : Math.max(rest[(i + 1) * width + j] ?? 0, rest[i * width + j + 1] ?? 0);
  }
  if ((rest[0] ?? 0) * 3 < Math.max(old.length, now.length)) return undefined;
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      push(pieces, 'same', old[i] ?? '');
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && (rest[(i + 1) * width + j] ?? 0) >= (rest[i * width + j + 1] ?? 0))) {
      push(pieces, 'removed', old[i] ?? '');
      i += 1;
    } else {
      push(pieces, 'added', now[j] ?? '');
      j += 1;
    }
  }
  return pieces;
}
