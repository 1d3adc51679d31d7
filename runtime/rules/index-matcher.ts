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
  const single: Match[] = [];

  return (values, scope, inForce) => {
    let exact = true;
    for (let each = 0; each < indexes.length; each += 1) {
      const index = indexes[each]!;
      index.choose(values[numbers[each]!]);
      exact &&= index.exact;
    }
    const begin = inForce === null ? all : inForce.bits;
    const found = new Found();
    for (let word = 0; word < words; word += 1) {
      let bits = begin[word]!;
      for (let each = 0; bits !== 0 && each < indexes.length; each += 1) {
        const index = indexes[each]!;
        bits &= index.bits[index.at + word]!;
      }
      while (bits !== 0) {
        const bit = bits & -bits;
        bits ^= bit;
        const row = (word << 5) + 31 - Math.clz32(bit);
        const open = exact ? null : openColumns(rows[row] ?? [], { values, nullable, nullsMiss, scope });
        if (!exact && open === null) continue;
        if (stopAtFirst && (open === null || open.length === 0)) return (single[row] ??= hitAt(row));
        found.add(row, open);
        if (stopAtFirst) return found.match();
      }
    }
    return found.match();
  };
}

class Found {
  readonly #hits: number[] = [];
  readonly #missing = new Set<number>();
  #undecided = -1;

  add(row: number, open: readonly number[] | null): void {
    if (open === null || open.length === 0) {
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
