import { FeelDate } from '../language/values/dates.ts';
import { keyOf, testCell, type Cell, type CellSet } from './cell.ts';
import type { Range } from './regions.ts';
import { regionsOf, type Regions } from './regions-index.ts';

/** Words of 32 rules all sets of a column may take together, 4 MiB, and of all columns, 16 MiB. */
const MOST_WORDS = 1_048_576;
const MOST_WORDS_OF_ALL = 4_194_304;

/** So many words of a column stay near the processor; more sets than they hold cost more to read than they save. */
const NEAR_WORDS = 65_536;

/** Rules that may wrongly be in a set of shared regions: a share of those that are rightly, and always a few. */
const WRONG_SHARE = 1 / 8;
const WRONG_RULES = 8;

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
 * must be asked of `takes` where regions share a set, and looked at unless it is `exact`.
 */
export class ColumnIndex {
  /** Where the bits of the chosen value begin in the data of the table, and their live words. */
  at = 0;
  liveAt = 0;
  exact = true;
  /** Rules that take a value on average: the lower, the sooner it decides. */
  readonly density: number;
  /** Regions the cell of each row takes, ascending and apart. */
  readonly ranges: readonly (readonly Range[])[];
  readonly #cells: readonly (Cell | null)[];
  readonly #words: number;
  readonly #liveWords: number;
  readonly #nullable: boolean;
  readonly #nullsMiss: boolean;
  readonly #kind: CellSet['kind'] | null;
  readonly #regions: Regions;
  /** Neighbouring regions that share a set. */
  readonly #shared: number;
  readonly #exact: boolean;
  /** First and last region of each row, side by side. */
  readonly #hulls: Int32Array;
  /** Ranges of the rows that have more than one. */
  readonly #several: readonly (readonly Range[] | undefined)[];
  #order: Int32Array = new Int32Array(0);
  #data: IndexData = { bits: new Int32Array(0), live: new Int32Array(0) };
  #base = 0;
  #liveBase = 0;
  /** Of the value that was chosen. */
  #region = STRANGE;
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
    this.#exact = cells.every((cell) => cell === null || cell.set?.kind === this.#kind);
    this.ranges = this.#rangesOf();
    this.density = this.ranges.reduce((sum, ranges) => sum + ranges.reduce((taken, [from, to]) => taken + to - from + 1, 0), 0) / this.#regions.count;
    this.#shared = Math.ceil(this.#regions.count / this.#sensibleSets(columns));
    this.#hulls = Int32Array.from(this.isShared ? this.ranges.flatMap((ranges) => [ranges[0]?.[0] ?? STRANGE, ranges.at(-1)?.[1] ?? STRANGE]) : []);
    this.#several = this.isShared && this.ranges.some(({ length }) => length > 1) ? this.ranges.map((ranges) => (ranges.length > 1 ? ranges : undefined)) : [];
  }

  /** Few enough to be read quickly, and so many that few rules are in a set wrongly. */
  #sensibleSets(columns: number): number {
    const edges = this.ranges.reduce((sum, ranges) => sum + 2 * ranges.length, 0);
    const rightly = edges / Math.max(WRONG_RULES, this.density * WRONG_SHARE);
    const most = Math.min(MOST_WORDS, MOST_WORDS_OF_ALL / columns);
    return Math.max(1, Math.floor(Math.min(most, Math.max(NEAR_WORDS, rightly * this.#words)) / Math.max(1, this.#words)));
  }

  /** Whether regions share sets, so that each rule must be asked whether it `takes` the chosen value. */
  get isShared(): boolean {
    return this.#shared > 1;
  }

  takes(row: number): boolean {
    const region = this.#region;
    if (region === STRANGE) return true;
    if (region < this.#hulls[2 * row]! || region > this.#hulls[2 * row + 1]!) return false;
    const ranges = this.#several[row];
    return ranges === undefined || ranges.some(([from, to]) => region >= from && region <= to);
  }

  /** Sets of the column, with room for one that is no region: a value its cells do not speak of. */
  get sets(): number {
    return Math.ceil(this.#regions.count / this.#shared) + 1;
  }

  #rangesOf(): readonly (readonly Range[])[] {
    const known = new Map<CellSet, readonly Range[]>();
    const everywhere: readonly Range[] = [[0, this.#regions.count - 1]];
    return this.#cells.map((cell) => {
      const set = cell?.set;
      if (!set || set.kind !== this.#kind) return everywhere;
      const ranges = known.get(set) ?? this.#regions.rangesOf(set);
      known.set(set, ranges);
      return ranges;
    });
  }

  /** Writes the sets to their place in the data of the table; `first` is the number of sets before them, `order` the rule of each bit. */
  write(data: IndexData, first: number, order: Int32Array): void {
    this.#order = order;
    this.#data = data;
    this.#base = first * this.#words;
    this.#liveBase = first * this.#liveWords;
    this.#tellEnds();
    const { bits } = data;
    // A set is the one before it but for the rules whose ranges begin or end in between.
    const from = this.#base + 2 * this.#words;
    for (let at = from; at < this.#base + this.sets * this.#words; at += 1) bits[at]! ^= bits[at - this.#words]!;
    for (let set = 1; set < this.sets; set += 1) this.#tellLive(set);
  }

  /** Turns the bit of a rule in the first set of each of its ranges and in the one after the last. */
  #tellEnds(): void {
    const { bits } = this.#data;
    const words = this.#words;
    const base = this.#base + words;
    const last = this.sets - 2;
    for (const [position, row] of this.#order.entries()) {
      const word = base + (position >> 5);
      const bit = 1 << (position & 31);
      let free = 0;
      for (const [from, to] of this.ranges[row]!) {
        const begin = Math.max(free, Math.floor(from / this.#shared));
        free = Math.floor(to / this.#shared) + 1;
        if (begin >= free) continue;
        bits[word + begin * words]! ^= bit;
        if (free <= last) bits[word + free * words]! ^= bit;
      }
    }
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
    this.#region = region;
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
    for (const [position, row] of this.#order.entries()) {
      const cell = this.#cells[row] ?? null;
      const met = cell === null ? true : (answers.get(cell) ?? (cell.set === null ? null : testCell(cell, value, this.#nullsMiss || this.#nullable, {})));
      if (cell !== null) answers.set(cell, met);
      // In DMN's meaning what a simple cell cannot decide is a no.
      if (met === false || (met === null && this.#nullsMiss && cell?.set)) continue;
      if (met === null) exact = false;
      bits[position >> 5]! |= 1 << (position & 31);
    }
    return { bits, exact };
  }
}
