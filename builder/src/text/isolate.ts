/** Letters written from the right, and signs that turn the direction of what follows them. */
const TURNS = /[\u0590-\u08FF\u200F\u202A-\u202E\u2066-\u2069\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Somebody's words inside a sentence of ours: whatever direction they have, the sentence keeps its own. */
export function isolated(words: string): string {
  return TURNS.test(words) ? `\u2068${words}\u2069` : words;
}

/** Somebody's words side by side, the absent left out. */
export function sideBySide(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').map((part) => isolated(part ?? '')).join(' · ');
}
