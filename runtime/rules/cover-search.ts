import type { Range, RegionColumn } from './regions.ts';
import type { Point } from './simple-cell.ts';

/** Values by input id, `null` = any. */
export type Example = Readonly<Record<string, Point | null>>;

/** Points of a rule looked at before the whole of it is: nearly every rule has one of its own. */
const SAMPLES = 24;
/** What part of the budget one rule may use. */
const RULE_SHARE = 10;

/**
 * Looks for places in the product of a table's columns that certain rules leave free. Rules are bits, so a branch knows
 * at once which of them are left, and sets already found to be covered are not looked at again.
 */
export class CoverSearch {
  readonly #columns: readonly RegionColumn[];
  readonly #rules: number;
  readonly #words: number;
  /** By column, region after region: rules that certainly take it, and those that may. */
  readonly #yes: readonly Int32Array[];
  readonly #may: readonly Int32Array[];
  readonly #budget: number;
  #left: number;
  #undecided = false;

  constructor(columns: readonly RegionColumn[], rules: number, budget: number) {
    this.#columns = columns;
    this.#rules = rules;
    this.#words = Math.max(1, Math.ceil(rules / 32));
    this.#yes = columns.map((column) => this.#bits(column, []));
    this.#may = columns.map((column) => this.#bits(column, [[0, column.regions.length - 1]]));
    this.#budget = budget;
    this.#left = budget;
  }

  /** True when the budget ended before everything was looked at. */
  get exhausted(): boolean {
    return this.#undecided || this.#left <= 0;
  }

  #bits(column: RegionColumn, unsure: readonly Range[]): Int32Array {
    const bits = new Int32Array(column.regions.length * this.#words);
    for (const [rule, ranges] of column.ranges.entries()) {
      for (const [from, to] of ranges ?? unsure) for (let region = from; region <= to; region += 1) bits[region * this.#words + (rule >> 5)]! |= 1 << (rule & 31);
    }
    return bits;
  }

  #rulesBefore(rule: number): Int32Array {
    const bits = new Int32Array(this.#words);
    for (let other = 0; other < rule; other += 1) bits[other >> 5]! |= 1 << (other & 31);
    return bits;
  }

  /** Regions a rule may take. */
  #rangesOf(rule: number, depth: number): readonly Range[] {
    const column = this.#columns[depth];
    return column?.ranges[rule] ?? [[0, (column?.regions.length ?? 1) - 1]];
  }

  /** A value the rule takes: the first region of each column. */
  valueOf(rule: number): Example {
    return Object.fromEntries(this.#columns.map(({ id, regions }, depth) => [id, regions[this.#rangesOf(rule, depth)[0]?.[0] ?? 0]?.value ?? null]));
  }

  /** Every value the rule may take is certainly taken by an earlier rule, or by one of the first `before`. */
  isShadowed(rule: number, first = rule): boolean {
    const earlier = this.#rulesBefore(first);
    if (isEmpty(earlier) || this.#hasFreeSample(rule, earlier)) return false;
    const before = this.#left;
    // One rule that is hard to decide must not keep the others from being looked at.
    this.#left = Math.min(before, Math.ceil(this.#budget / RULE_SHARE));
    const given = this.#left;
    const shadowed = !this.#hasOwnValue(rule, earlier, 0, new Set());
    this.#undecided ||= this.#left <= 0;
    this.#left = before - (given - this.#left);
    return shadowed;
  }

  #hasFreeSample(rule: number, earlier: Int32Array): boolean {
    for (let sample = 0; sample < SAMPLES; sample += 1) {
      let left: Int32Array = earlier;
      for (let depth = 0; depth < this.#columns.length && !isEmpty(left); depth += 1) left = this.#and(left, this.#yes[depth], pick(this.#rangesOf(rule, depth), sample * 7 + depth * 13));
      if (isEmpty(left)) return true;
    }
    return false;
  }

  #hasOwnValue(rule: number, earlier: Int32Array, depth: number, covered: Set<string>): boolean {
    if (isEmpty(earlier)) return true;
    if (depth === this.#columns.length) return false;
    const key = `${depth} ${earlier.join()}`;
    if (covered.has(key)) return false;
    let before: Int32Array | null = null;
    for (const [from, to] of this.#rangesOf(rule, depth)) {
      for (let region = from; region <= to; region += 1) {
        this.#left -= 1;
        // Out of budget nothing may be claimed: as if a value had been found.
        if (this.#left <= 0) return true;
        const next = this.#and(earlier, this.#yes[depth], region);
        if (before !== null && isSame(before, next)) continue;
        before = next;
        if (this.#hasOwnValue(rule, next, depth + 1, covered)) return true;
      }
    }
    covered.add(key);
    return false;
  }

  /** Examples of values no rule takes; a few are enough to see the hole. */
  gaps(most: number): readonly Example[] {
    const found: Example[] = [];
    this.#findGaps(this.#rulesBefore(this.#rules), 0, {}, { found, most, covered: new Set() });
    return found;
  }

  #findGaps(candidates: Int32Array, depth: number, example: Example, gaps: Gaps): void {
    if (gaps.found.length >= gaps.most || this.#left <= 0) return;
    if (isEmpty(candidates)) {
      gaps.found.push({ ...Object.fromEntries(this.#columns.map((column) => [column.id, null])), ...example });
      return;
    }
    const column = this.#columns[depth];
    if (column === undefined || this.#someTakesAll(candidates, depth)) return;
    const key = `${depth} ${candidates.join()}`;
    if (gaps.covered.has(key)) return;
    const count = gaps.found.length;
    let before: Int32Array | null = null;
    for (const [region, { value, open }] of column.regions.entries()) {
      if (open) continue;
      this.#left -= 1;
      const next = this.#and(candidates, this.#may[depth], region);
      // What covers the neighbour covers this one.
      if (before !== null && gaps.found.length === count && isSame(before, next)) continue;
      before = next;
      this.#findGaps(next, depth + 1, { ...example, [column.id]: value }, gaps);
    }
    if (gaps.found.length === count) gaps.covered.add(key);
  }

  /** Whether one of the rules certainly takes everything from a column on. */
  #someTakesAll(candidates: Int32Array, depth: number): boolean {
    const all = this.#takesAll[depth] ?? this.#takingAll(depth);
    this.#takesAll[depth] = all;
    return !isEmpty(and(candidates, all, 0));
  }

  readonly #takesAll: Int32Array[] = [];

  #takingAll(depth: number): Int32Array {
    const bits = new Int32Array(this.#words);
    for (let rule = 0; rule < this.#rules; rule += 1) {
      const all = this.#columns.slice(depth).every(({ ranges, regions }) => isWhole(ranges[rule]?.[0], regions.length));
      if (all) bits[rule >> 5]! |= 1 << (rule & 31);
    }
    return bits;
  }

  #and(rules: Int32Array, bits: Int32Array | undefined, region: number): Int32Array {
    return bits === undefined ? rules : and(rules, bits, region * this.#words);
  }
}

interface Gaps {
  readonly found: Example[];
  readonly most: number;
  /** Sets of rules that leave nothing free from their column on. */
  readonly covered: Set<string>;
}

function and(rules: Int32Array, bits: Int32Array, at: number): Int32Array {
  const made = new Int32Array(rules.length);
  for (let word = 0; word < made.length; word += 1) made[word] = rules[word]! & bits[at + word]!;
  return made;
}

function isWhole(range: Range | undefined, regions: number): boolean {
  return range !== undefined && range[0] === 0 && range[1] === regions - 1;
}

function isEmpty(bits: Int32Array): boolean {
  return bits.every((word) => word === 0);
}

function isSame(a: Int32Array, b: Int32Array): boolean {
  return a.every((word, index) => word === b[index]);
}

/** A region of the ranges, another for another number. */
function pick(ranges: readonly Range[], number: number): number {
  const size = ranges.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  let rest = size === 0 ? 0 : (number * 2_654_435_761) % size;
  for (const [from, to] of ranges) {
    if (rest <= to - from) return from + rest;
    rest -= to - from + 1;
  }
  return 0;
}
