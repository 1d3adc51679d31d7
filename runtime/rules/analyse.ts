import { MAYBE, NO, regionsOf, YES, type Region, type RegionColumn } from './regions.ts';
import type { Point } from './simple-cell.ts';
import type { TableConfig } from './table-schema.ts';

/** One finding, with an input that shows it: values by input id, `null` = any. */
export interface Finding {
  /** `gap`: no rule hits. `overlap`: both rules hit. `shadowed`: an earlier rule always hits first. `never`: no value fits. `duplicate`: same conditions. */
  readonly kind: 'gap' | 'overlap' | 'shadowed' | 'never' | 'duplicate';
  readonly rules: readonly string[];
  readonly example: Readonly<Record<string, Point | null>>;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  /** False: the table was too large to look at everything within the budget. */
  readonly complete: boolean;
}

export interface AnalysisOptions {
  /** Values an input can have, by input id, where they are known. */
  readonly domains?: Readonly<Record<string, readonly Point[]>>;
  /** Steps the search may take. @default 200000 */
  readonly budget?: number;
}

/** Pseudo column of the day: two rules that are never in force together do not meet. */
export const DAY_COLUMN = 'asOf';
const MAX_GAPS = 5;
const MAX_OVERLAPS = 50;
/** Regions grow with the square of the rules; larger tables are not looked at while somebody types. */
const MAX_RULES = 500;

/**
 * Looks for rules that cannot hit, rules that say the same twice, values no rule takes, and rules that hit together.
 * Reads simple cells only (see `simple-cell.ts`); where a cell is not simple nothing is claimed about it.
 */
export function analyseTable(config: TableConfig, options: AnalysisOptions = {}): Analysis {
  if (config.rules.length > MAX_RULES) return { findings: [], complete: false };
  const search = new Search(columnsOf(config, options.domains ?? {}), config.rules.length, options.budget ?? 200_000);
  const ids = config.rules.map((rule) => rule.id);
  const name = (index: number): string => ids[index] ?? '';
  const findings: Finding[] = [];
  const dead = new Set<number>();
  for (const [index, id] of ids.entries()) {
    const never = search.impossible(index);
    const twin = never ? -1 : search.twinOf(index);
    const hidden = !never && twin === -1 && config.hitPolicy === 'FIRST' && search.isShadowed(index);
    if (!never && twin === -1 && !hidden) continue;
    dead.add(index);
    findings.push({ kind: never ? 'never' : hidden ? 'shadowed' : 'duplicate', rules: twin === -1 ? [id] : [name(twin), id], example: {} });
  }
  findings.push(...search.gaps().map((example): Finding => ({ kind: 'gap', rules: [], example })));
  for (const [a, b, example] of search.overlaps(dead)) findings.push({ kind: 'overlap', rules: [name(a), name(b)], example });
  return { findings, complete: !search.exhausted };
}

function columnsOf(config: TableConfig, domains: Readonly<Record<string, readonly Point[]>>): readonly RegionColumn[] {
  const columns = config.inputs.map((input) => regionsOf(input.id, config.rules.map((rule) => rule.when[input.id]), domains[input.id]));
  const dated = config.rules.some((rule) => rule.from !== undefined || rule.to !== undefined);
  return dated ? [...columns, regionsOf(DAY_COLUMN, config.rules.map((rule) => inForceCell(rule.from, rule.to)))] : columns;
}

function inForceCell(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined) return `[date("${from}")..date("${to}")]`;
  if (from !== undefined) return `>= date("${from}")`;
  return to === undefined ? '-' : `<= date("${to}")`;
}

type Example = Readonly<Record<string, Point | null>>;

/** Walks the product of the columns' regions, leaving a branch as soon as its answer is known. */
class Search {
  readonly #columns: readonly RegionColumn[];
  readonly #rules: readonly number[];
  #left: number;

  constructor(columns: readonly RegionColumn[], rules: number, budget: number) {
    this.#columns = columns;
    this.#rules = Array.from({ length: rules }, (_unused, index) => index);
    this.#left = budget;
  }

  get exhausted(): boolean {
    return this.#left <= 0;
  }

  /** A column none of whose values the rule takes. */
  impossible(rule: number): boolean {
    return this.#columns.some((column) => column.regions.every((region) => region.takes[rule] === NO));
  }

  /** An earlier rule with the same certain conditions, or -1. */
  twinOf(rule: number): number {
    return this.#rules.slice(0, rule).findIndex((earlier) =>
      this.#columns.every((column) => column.regions.every((region) => region.takes[rule] !== MAYBE && region.takes[rule] === region.takes[earlier])),
    );
  }

  /** Every value the rule may take is certainly taken by an earlier rule. */
  isShadowed(rule: number): boolean {
    const earlier = this.#rules.slice(0, rule);
    return earlier.length > 0 && !this.#hasOwnValue(rule, earlier, 0);
  }

  #hasOwnValue(rule: number, earlier: readonly number[], depth: number): boolean {
    if (earlier.length === 0) return true;
    const column = this.#columns[depth];
    if (column === undefined) return false;
    this.#left -= earlier.length;
    // Out of budget nothing may be claimed: as if a value had been found.
    if (this.exhausted) return true;
    return column.regions.some((region) => region.takes[rule] !== NO && this.#hasOwnValue(rule, earlier.filter((other) => region.takes[other] === YES), depth + 1));
  }

  /** Examples of values no rule takes; a few are enough to see the hole. */
  gaps(): readonly Example[] {
    const found: Example[] = [];
    this.#findGaps(this.#rules, 0, {}, found);
    return found;
  }

  #findGaps(candidates: readonly number[], depth: number, example: Example, found: Example[]): void {
    if (found.length >= MAX_GAPS || this.exhausted) return;
    if (candidates.length === 0) {
      found.push({ ...Object.fromEntries(this.#columns.map((column) => [column.id, null])), ...example });
      return;
    }
    const column = this.#columns[depth];
    if (column === undefined || candidates.some((rule) => this.#takesAllFrom(rule, depth))) return;
    this.#left -= candidates.length;
    for (const region of column.regions) {
      if (region.open) continue;
      this.#findGaps(candidates.filter((rule) => region.takes[rule] !== NO), depth + 1, { ...example, [column.id]: region.example }, found);
    }
  }

  #takesAllFrom(rule: number, depth: number): boolean {
    return this.#columns.slice(depth).every((column) => column.regions.every((region) => region.takes[rule] === YES));
  }

  /** Pairs of rules that certainly hit together, and where. */
  overlaps(skip: ReadonlySet<number>): readonly (readonly [number, number, Example])[] {
    const pairs: (readonly [number, number, Example])[] = [];
    for (const a of this.#rules) {
      for (const b of this.#rules.slice(a + 1)) {
        this.#left -= this.#columns.length;
        if (this.exhausted || pairs.length >= MAX_OVERLAPS) return pairs;
        if (skip.has(a) || skip.has(b)) continue;
        const example = this.#meetingOf(a, b);
        if (example !== null) pairs.push([a, b, example]);
      }
    }
    return pairs;
  }

  #meetingOf(a: number, b: number): Example | null {
    const example: Record<string, Point | null> = {};
    for (const column of this.#columns) {
      const shared = column.regions.find((region: Region) => region.takes[a] === YES && region.takes[b] === YES);
      if (shared === undefined) return null;
      example[column.id] = shared.example;
    }
    return example;
  }
}
