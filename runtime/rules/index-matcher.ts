import { ColumnIndex, type IndexData } from './column-index.ts';
import { hitAt, NO_HIT, openColumns, type Match, type Matcher, type MatchTable } from './match.ts';
import { BLOCK, orderRows, WORD } from './row-order.ts';

/**
 * Matches by an index over the columns: each column gives the rules that may take its value as bits, and the first
 * common bits are the rules that hit. Cost grows with a 32nd of the rules; a row itself is looked at only where a
 * column is not sure (a missing value, a formula in a cell).
 */
export function createIndexMatcher({ rows, nullable, nullsMiss, stopAtFirst }: MatchTable): Matcher {
  const words = Math.ceil(rows.length / 32);
  const columns = nullable
    .map((mayBeNull, column) => ({ column, cells: rows.map((row) => row[column] ?? null), mayBeNull }))
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .map(({ column, cells, mayBeNull }) => ({ column, index: new ColumnIndex(cells, { nullable: mayBeNull, nullsMiss, columns: nullable.length }) }))
    .sort((a, b) => a.index.density - b.index.density);
  const numbers = columns.map(({ column }) => column);
  const indexes = columns.map(({ index }) => index);
  const shared = indexes.filter((index) => index.isShared);
  const order = orderRows(indexes, rows.length);
  const { bits, live } = gather(indexes, order);
  const blocks = Math.ceil(words / WORD);
  const full = ones(words);
  // What no column says anything about is all rules: the first set.
  const offsets = new Int32Array(Math.max(UNROLLED, indexes.length));
  const liveOffsets = new Int32Array(offsets.length);
  const candidates = new Int32Array(BLOCK);

  return (values, scope, inForce) => {
    let exact = true;
    for (let each = 0; each < indexes.length; each += 1) {
      const index = indexes[each]!;
      index.choose(values[numbers[each]!]);
      offsets[each] = index.at;
      liveOffsets[each] = index.liveAt;
      exact &&= index.exact;
    }
    const found = stopAtFirst ? null : new Found();
    const a = offsets[0]!;
    const b = offsets[1]!;
    const c = offsets[2]!;
    const d = offsets[3]!;
    for (let block = 0; block < blocks; block += 1) {
      // One step for each 1,024 rules tells which words of 32 may have a common bit at all.
      let open = live[liveOffsets[0]! + block]! & live[liveOffsets[1]! + block]! & live[liveOffsets[2]! + block]! & live[liveOffsets[3]! + block]!;
      for (let each = UNROLLED; open !== 0 && each < indexes.length; each += 1) open &= live[liveOffsets[each]! + block]!;
      const dense = open === full[block];
      const end = Math.min(words, (block + 1) << 5);
      let word = (block << 5) - 1;
      let count = 0;
      let first = rows.length;
      while (open !== 0) {
        if (dense) {
          word = skipEmpty(bits, a, b, c, d, word + 1, end);
          if (word === end) break;
        } else {
          const lowest = open & -open;
          open ^= lowest;
          word = (block << 5) + 31 - Math.clz32(lowest);
        }
        // Most words are empty after the columns that decide most.
        let common = bits[a + word]! & bits[b + word]! & bits[c + word]! & bits[d + word]!;
        for (let each = UNROLLED; common !== 0 && each < indexes.length; each += 1) common &= bits[offsets[each]! + word]!;
        while (common !== 0) {
          const bit = common & -common;
          common ^= bit;
          const row = order[(word << 5) + 31 - Math.clz32(bit)]!;
          if ((inForce !== null && inForce.rows[row] !== 1) || !takenByAll(shared, row)) continue;
          candidates[count] = row;
          count += 1;
          if (row < first) first = row;
        }
      }
      if (count === 0) continue;
      if (found === null && exact) return hitAt(first);
      // Bits are not in the order of the table, hits are.
      for (const row of candidates.subarray(0, count).sort()) {
        const undecided = exact ? NOTHING_OPEN : openColumns(rows[row] ?? [], { values, nullable, nullsMiss, scope });
        if (undecided === null) continue;
        if (found !== null) found.add(row, undecided);
        else return undecided.length === 0 ? hitAt(row) : { hits: [], undecided: row, missing: undecided };
      }
    }
    return found === null ? NO_HIT : found.match();
  };
}

function takenByAll(shared: readonly ColumnIndex[], row: number): boolean {
  for (let each = 0; each < shared.length; each += 1) if (!shared[each]!.takes(row)) return false;
  return true;
}

/** The first word from `word` on that may hold a rule all four columns take; four at a time as long as none of them does. */
function skipEmpty(bits: Int32Array, a: number, b: number, c: number, d: number, word: number, end: number): number {
  let at = word;
  for (; at + 4 <= end; at += 4) {
    const first = bits[a + at]! & bits[b + at]! & bits[c + at]! & bits[d + at]!;
    const second = bits[a + at + 1]! & bits[b + at + 1]! & bits[c + at + 1]! & bits[d + at + 1]!;
    const third = bits[a + at + 2]! & bits[b + at + 2]! & bits[c + at + 2]! & bits[d + at + 2]!;
    const fourth = bits[a + at + 3]! & bits[b + at + 3]! & bits[c + at + 3]! & bits[d + at + 3]!;
    if ((first | second | third | fourth) !== 0) return first !== 0 ? at : second !== 0 ? at + 1 : third !== 0 ? at + 2 : at + 3;
  }
  return at;
}

/** The sets of all columns in one place, which is quicker to read than one array for each. The first set is all rules. */
function gather(indexes: readonly ColumnIndex[], order: Int32Array): IndexData {
  const words = Math.ceil(order.length / WORD);
  const sets = indexes.reduce((sum, index) => sum + index.sets, 1);
  const data = { bits: new Int32Array(sets * words), live: new Int32Array(sets * Math.ceil(words / WORD)) };
  data.bits.set(ones(order.length));
  data.live.set(ones(words));
  let first = 1;
  for (const index of indexes) {
    index.write(data, first, order);
    first += index.sets;
  }
  return data;
}

/** `count` bits that are set. */
function ones(count: number): Int32Array {
  const bits = new Int32Array(Math.ceil(count / 32)).fill(-1);
  if (count % 32 !== 0) bits[bits.length - 1] = (1 << (count % 32)) - 1;
  return bits;
}

/** Columns read together without a loop. */
const UNROLLED = 4;
const NOTHING_OPEN: readonly number[] = [];

class Found {
  readonly #hits: number[] = [];
  readonly #missing = new Set<number>();
  #undecided = -1;

  add(row: number, open: readonly number[]): void {
    if (open.length === 0) {
      this.#hits.push(row);
      return;
    }
    if (this.#undecided === -1) this.#undecided = row;
    for (const column of open) this.#missing.add(column);
  }

  match(): Match {
    if (this.#hits.length === 0 && this.#undecided === -1) return NO_HIT;
    return { hits: this.#hits, undecided: this.#undecided, missing: [...this.#missing].sort((a, b) => a - b) };
  }
}
