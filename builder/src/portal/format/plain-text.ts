/** Text of a string or number; empty for everything else, so that an object never shows as `[object Object]`. */
export function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
}

/** First character for a face, by code point. */
export function initial(name: string): string {
  return Array.from(name)[0] ?? '';
}
