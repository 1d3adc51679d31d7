import { textStart } from '../../runtime/schema/cut-text.ts';
import type { Json } from '../../runtime/schema/json.ts';

/** Longest answer that is shown, in characters of its JSON. */
const SHOWN = 200_000;

/** An example no longer than a person looks through: lists keep their first rows. */
export function shortened(body: Json): { readonly body: Json; readonly cut: boolean } {
  for (const rows of [Infinity, 50, 10, 3]) {
    const shorter = rows === Infinity ? body : cutLists(body, rows);
    if (JSON.stringify(shorter).length <= SHOWN) return { body: shorter, cut: rows !== Infinity };
  }
  return { body: typeof body === 'string' ? textStart(body, SHOWN) : null, cut: true };
}

function cutLists(value: Json, rows: number): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).slice(0, rows).map((item) => cutLists(item, rows));
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value.slice(0, 2_000) : value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutLists(item, rows)]));
}
