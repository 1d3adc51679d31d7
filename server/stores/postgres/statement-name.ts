import { createHash } from 'node:crypto';

const NAMES_KEPT = 2000;
const names = new Map<string, string>();

/** The same text has the same name, on every connection. */
export function nameOf(text: string): string {
  const before = names.get(text);
  if (before !== undefined) return before;
  const name = `q-${createHash('sha256').update(text).digest('hex').slice(0, 24)}`;
  if (names.size >= NAMES_KEPT) names.clear();
  names.set(text, name);
  return name;
}
