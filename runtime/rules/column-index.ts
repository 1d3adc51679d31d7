import { keyOf, testCell, type Cell, type CellSet } from './cell.ts';
import { regionsOf, type Regions } from './regions-index.ts';

/** Words of 32 rules all regions of a column may take together: 1 MiB. Beyond it neighbouring regions share their bits. */
const MOST_WORDS = 262_144;

interface Chosen {
  readonly bits: Int32Array;
  readonly exact: boolean;
}

/**
 * Which rules of a table may take a value in one column, as bits. What it says no to is certain; what it says yes to
 * is certain only while `exact`, else the row must be looked at.
 */
export class ColumnIndex {
  /** The bits begin here, after `choose`. */
  at = 0;
  bits: Int32Array;
  exact = true;
  /** Rules that take a value on average: the lower, the sooner it decides. */
  readonly density: number;
  readonly #cells: readonly (Cell | null)[];
  readonly #words: number;
  readonly #nullable: boolean;
  readonly #nullsMiss: boolean;
  readonly #kind: CellSet['kind'] | null;
  readonly #regions: Regions;
  /** Regions that share their bits. */
  readonly #shared: number;
  readonly #byRegion: Int32Array;
  readonly #exact: boolean;
  #forNull: Chosen | null = null;

  constructor(cells: readonly (Cell | null)[], { nullable, nullsMiss }: { readonly nullable: boolean; readonly nullsMiss: boolean }) {
    this.#cells = cells;
    this.#words = Math.ceil(cells.length / 32);
    this.#nullable = nullable;
    this.#nullsMiss = nullsMiss;
    this.#kind = cells.find((cell) => cell?.set)?.set?.kind ?? null;
    const sets = new Set(cells.flatMap((cell) => (cell?.set?.kind === this.#kind && cell?.set ? [cell.set] : [])));
    this.#regions = regionsOf([...sets]);
    this.#shared = Math.ceil((this.#regions.count * this.#words) / MOST_WORDS);
    this.#exact = this.#shared === 1 && cells.every((cell) => cell === null || cell.set?.kind === this.#kind);
    this.#byRegion = this.#fill();
    this.bits = this.#byRegion;
    this.density = this.#count() / Math.max(1, this.#byRegion.length);
  }

  #fill(): Int32Array {
    const groups = Math.ceil(this.#regions.count / this.#shared);
    const words = this.#words;
    const bits = new Int32Array(groups * words);
    const ranges = new Map<CellSet, ReturnType<Regions['rangesOf']>>();
    const everywhere: (readonly [number, number])[] = [[0, this.#regions.count - 1]];
    for (const [row, cell] of this.#cells.entries()) {
      const set = cell?.set?.kind === this.#kind ? cell?.set : undefined;
      const taken = set ? (ranges.get(set) ?? this.#regions.rangesOf(set)) : everywhere;
      if (set) ranges.set(set, taken);
      const word = row >> 5;
      const bit = 1 << (row & 31);
      for (const [from, to] of taken) {
        const last = Math.floor(to / this.#shared);
        for (let group = Math.floor(from / this.#shared); group <= last; group += 1) bits[group * words + word]! |= bit;
      }
    }
    return bits;
  }

  #count(): number {
    let count = 0;
    for (const word of this.#byRegion) {
      let rest = word;
      while (rest !== 0) {
        rest &= rest - 1;
        count += 1;
      }
    }
    return count;
  }

  /** Points `bits` and `at` to the rules that may take a value. */
  choose(value: unknown): void {
    const key = this.#kind === null ? undefined : keyOf(this.#kind, value);
    if (key === undefined) {
      const chosen = this.#strange(value);
      this.bits = chosen.bits;
      this.at = 0;
      this.exact = chosen.exact;
      return;
    }
    const region = this.#regions.regionOf(key);
    this.bits = this.#byRegion;
    this.at = (this.#shared === 1 ? region : Math.floor(region / this.#shared)) * this.#words;
    this.exact = this.#exact;
  }

  /** Null, and values of a kind the cells do not speak of: each cell is asked. Cells that need more than their value stay open. */
  #strange(value: unknown): Chosen {
    const isNull = value === null || value === undefined;
    if (isNull && this.#forNull !== null) return this.#forNull;
    const chosen = this.#ask(value);
    if (isNull) this.#forNull = chosen;
    return chosen;
  }

  #ask(value: unknown): Chosen {
    const bits = new Int32Array(this.#words);
    const answers = new Map<Cell, boolean | null>();
    let exact = true;
    for (const [row, cell] of this.#cells.entries()) {
      const met = cell === null ? true : (answers.get(cell) ?? (cell.set === null ? null : testCell(cell, value, this.#nullsMiss || this.#nullable, {})));
      if (cell !== null) answers.set(cell, met);
      // In DMN's meaning what a simple cell cannot decide is a no.
      if (met === false || (met === null && this.#nullsMiss && cell?.set)) continue;
      if (met === null) exact = false;
      bits[row >> 5]! |= 1 << (row & 31);
    }
    return { bits, exact };
  }
}
