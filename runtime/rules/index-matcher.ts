import { ColumnIndex } from './column-index.ts';
import { hitAt, NO_HIT, openColumns, type Match, type Matcher, type MatchTable } from './match.ts';

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
    .map(({ column, cells, mayBeNull }) => ({ column, index: new ColumnIndex(cells, { nullable: mayBeNull, nullsMiss }) }))
    .sort((a, b) => a.index.density - b.index.density);
  const numbers = columns.map(({ column }) => column);
  const indexes = columns.map(({ index }) => index);
  const all = new Int32Array(words).fill(-1);
  if (rows.length % 32 !== 0) all[words - 1] = (1 << (rows.length % 32)) - 1;
  const single = rows.map((_row, row) => hitAt(row));
  const bits: Int32Array[] = Array.from({ length: Math.max(UNROLLED, indexes.length) }, () => all);
  const offsets = new Int32Array(bits.length);

  return (values, scope, inForce) => {
    let exact = true;
    for (let each = 0; each < indexes.length; each += 1) {
      const index = indexes[each]!;
      index.choose(values[numbers[each]!]);
      bits[each] = index.bits;
      offsets[each] = index.at;
      exact &&= index.exact;
    }
    const found = stopAtFirst ? null : new Found();
    const [a, b, c, d] = bits as [Int32Array, Int32Array, Int32Array, Int32Array];
    const fromA = offsets[0]!;
    const fromB = offsets[1]!;
    const fromC = offsets[2]!;
    const fromD = offsets[3]!;
    const begin = inForce === null ? all : inForce.bits;
    for (let word = 0; word < words; word += 1) {
      // Most words are empty after the columns that decide most.
      let common = a[fromA + word]! & b[fromB + word]! & c[fromC + word]! & d[fromD + word]! & begin[word]!;
      for (let each = UNROLLED; common !== 0 && each < indexes.length; each += 1) common &= bits[each]![offsets[each]! + word]!;
      while (common !== 0) {
        const bit = common & -common;
        common ^= bit;
        const row = (word << 5) + 31 - Math.clz32(bit);
        const open = exact ? NOTHING_OPEN : openColumns(rows[row] ?? [], { values, nullable, nullsMiss, scope });
        if (open === null) continue;
        if (found !== null) found.add(row, open);
        else return open.length === 0 ? (single[row] ?? NO_HIT) : { hits: [], undecided: row, missing: open };
      }
    }
    return found === null ? NO_HIT : found.match();
  };
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
