import type { Range } from './regions.ts';

/** Rows in one word of an index, and in one block, whose words that may hold a hit are told apart by one more word. */
export const WORD = 32;
export const BLOCK = WORD * WORD;

/** What the order is made from: a column's regions of each row, and how many rows take a value of it on average. */
interface Ordered {
  readonly ranges: readonly (readonly Range[])[];
  readonly density: number;
}

/** A column that most values let nearly all rows through tells no rows apart. */
const MOST_TAKEN = 0.7;

/**
 * Which row each bit of an index stands for. Within a block rows that take like values lie together, so that of the 32
 * words of a block a value leaves only a few: each half of a block is split again by the next column. Blocks stay in
 * the order of the table, because the first row that hits ends a search.
 */
export function orderRows(columns: readonly Ordered[], rows: number): Int32Array {
  const order = Int32Array.from({ length: rows }, (_unused, row) => row);
  const keys = columns.filter(({ density }) => density < rows * MOST_TAKEN).map(({ ranges }) => Int32Array.from(ranges, (taken) => taken[0]?.[0] ?? 0));
  if (keys.length === 0) return order;
  for (let from = 0; from < rows; from += BLOCK) split(order.subarray(from, from + BLOCK), keys, 0);
  return order;
}

function split(order: Int32Array, keys: readonly Int32Array[], depth: number): void {
  const words = Math.ceil(order.length / WORD);
  if (words < 2) return;
  sortBy(order, keys[depth % keys.length]!);
  const half = Math.ceil(words / 2) * WORD;
  split(order.subarray(0, half), keys, depth + 1);
  split(order.subarray(half), keys, depth + 1);
}

/** By key, and rows of one key as they were. Numbers that hold both are sorted without a function. */
function sortBy(order: Int32Array, key: Int32Array): void {
  const places = Float64Array.from(order, (row, place) => key[row]! * BLOCK + place).sort();
  const before = order.slice();
  for (const [place, sorted] of places.entries()) order[place] = before[sorted % BLOCK]!;
}
