import type { Json } from '../../../runtime/schema/json.ts';
import type { Row } from '../store.ts';

export type Reader = (row: Row) => Json | undefined;

const KEPT = 5000;
const OWN: ReadonlyMap<string, Reader> = new Map<string, Reader>([['_id', ({ id }) => id], ['_version', ({ version }) => version]]);
const known = new Map<string, Reader>();

/**
 * How a field of a row is read; `_id` and `_version` are fields of every row. Each has a function of its own: one that is
 * handed the name looks it up anew in every row, which costs more than the test of the value.
 */
export function readerOf(field: string): Reader {
  const before = known.get(field) ?? OWN.get(field);
  if (before) return before;
  if (known.size >= KEPT) known.clear();
  // oxlint-disable-next-line typescript/no-implied-eval -- the name is a JSON text
  const made = new Function('row', `return row.data[${JSON.stringify(field)}]`) as Reader;
  known.set(field, made);
  return made;
}
