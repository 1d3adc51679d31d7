import { FeelDate } from '../language/values/dates.ts';
import { keyOf, testCell, type Cell, type CellSet } from './cell.ts';
import { regionsOf, type Regions } from './regions-index.ts';

/** Words of 32 rules all regions of a column may take together, 4 MiB, and of all columns, 16 MiB. Beyond it neighbouring regions share their bits. */
const MOST_WORDS = 1_048_576;
const MOST_WORDS_OF_ALL = 4_194_304;

/** No region: a value the cells of the column do not speak of. */
const STRANGE = -1;

interface Chosen {
  readonly bits: Int32Array;
  readonly exact: boolean;
}

/** Where the sets of all columns of a table lie, one after another: `bits` of rules, and `live`, a bit for each word of them that holds any. */
export interface IndexData {
  readonly bits: Int32Array;
  readonly live: Int32Array;
}

/**
 * Which rules of a table may take a value in one column, as bits. What it says no to is certain; what it says yes to
 * is certain only while `exact`, else the row must be looked at.
 */
export class ColumnIndex {
  /** Where the bits of the chosen value begin in the data of the table, and their live words. */
  at = 0;
  liveAt = 0;
  exact = true;
  /** Rules that take a value on average: the lower, the sooner it decides. */
  readonly density: number;
  readonly #cells: readonly (Cell | null)[];
  readonly #words: number;
  readonly #liveWords: number;
  readonly #nullable: boolean;
  readonly #nullsMiss: boolean;
  readonly #kind: CellSet['kind'] | null;
  readonly #regions: Regions;
  /** Regions that share their bits. */
  readonly #shared: number;
  readonly #exact: boolean;
  #byRegion: Int32Array;
  #data: IndexData = { bits: new Int32Array(0), live: new Int32Array(0) };
  #base = 0;
  #liveBase = 0;
  #forNull: Chosen | null = null;

  constructor(cells: readonly (Cell | null)[], { nullable, nullsMiss, columns }: { readonly nullable: boolean; readonly nullsMiss: boolean; readonly columns: number }) {
    this.#cells = cells;
    this.#words = Math.ceil(cells.length / 32);
    this.#liveWords = Math.ceil(this.#words / 32);
    this.#nullable = nullable;
    this.#nullsMiss = nullsMiss;
    this.#kind = cells.find((cell) => cell?.set)?.set?.kind ?? null;
    const sets = new Set(cells.flatMap((cell) => (cell?.set?.kind === this.#kind && cell?.set ? [cell.set] : [])));
    this.#regions = regionsOf([...sets]);
    this.#shared = Math.ceil((this.#regions.count * this.#words) / Math.min(MOST_WORDS, Math.ceil(MOST_WORDS_OF_ALL / columns)));
    this.#exact = this.#shared === 1 && cells.every((cell) => cell === null || cell.set?.kind === this.#kind);
    this.#byRegion = this.#fill();
    this.density = this.#count() / Math.max(1, this.#byRegion.length);
  }

  /** Sets of the column, with room for one that is no region: a value its cells do not speak of. */
  get sets(): number {
    return Math.ceil(this.#regions.count / this.#shared) + 1;
  }

  /** Moves the sets to their place in the data of the table; `first` is the number of sets before them. */
  moveTo(data: IndexData, first: number): void {
    this.#data = data;
    this.#base = first * this.#words;
    this.#liveBase = first * this.#liveWords;
    data.bits.set(this.#byRegion, this.#base + this.#words);
    for (let set = 1; set < this.sets; set += 1) this.#tellLive(set);
    this.#byRegion = new Int32Array(0);
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

  #tellLive(set: number): void {
    const { bits, live } = this.#data;
    const from = this.#base + set * this.#words;
    const liveFrom = this.#liveBase + set * this.#liveWords;
    live.fill(0, liveFrom, liveFrom + this.#liveWords);
    for (let word = 0; word < this.#words; word += 1) if (bits[from + word] !== 0) live[liveFrom + (word >> 5)]! |= 1 << (word & 31);
  }

  /** Points to the rules that may take a value. */
  choose(value: unknown): void {
    const region = this.#regionOf(value);
    if (region === STRANGE) {
      const chosen = this.#strange(value);
      this.#data.bits.set(chosen.bits, this.#base);
      this.#tellLive(0);
      this.at = this.#base;
      this.liveAt = this.#liveBase;
      this.exact = chosen.exact;
      return;
    }
    const set = 1 + (this.#shared === 1 ? region : Math.floor(region / this.#shared));
    this.at = this.#base + set * this.#words;
    this.liveAt = this.#liveBase + set * this.#liveWords;
    this.exact = this.#exact;
  }

  /** Most columns hold whole numbers, days or words: one look finds their region. */
  #regionOf(value: unknown): number {
    const { whole, points } = this.#regions;
    if (whole !== null) {
      const key = typeof value === 'number' ? (this.#kind === 'number' ? value : NaN) : this.#kind === 'date' && value instanceof FeelDate ? value.epochDay : NaN;
      const at = key - whole.from;
      // Neither a fraction nor beyond the ends.
      if (at >>> 0 === at && at < whole.regions.length) return whole.regions[at]!;
    } else if (points !== null && this.#kind === 'string' && typeof value === 'string') return points.get(value) ?? this.#regions.count - 1;
    const key = this.#kind === null ? undefined : keyOf(this.#kind, value);
    return key === undefined ? STRANGE : this.#regions.regionOf(key);
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
