import { CoverSearch, type Example } from './cover-search.ts';
import { regionsOf, type RegionColumn } from './regions.ts';
import type { Point } from './simple-cell.ts';
import type { TableConfig } from './table-schema.ts';

/** One finding, with an input that shows it: values by input id, `null` = any. */
export interface Finding {
  /** `gap`: no rule hits. `overlap`: both rules hit. `shadowed`: an earlier rule always hits first. `never`: no value fits. `duplicate`: same conditions. */
  readonly kind: 'gap' | 'overlap' | 'shadowed' | 'never' | 'duplicate';
  readonly rules: readonly string[];
  readonly example: Example;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  /** False: the table was too large to look at everything within the budget. */
  readonly complete: boolean;
}

export interface AnalysisOptions {
  /** Values an input can have, by input id, where they are known. */
  readonly domains?: Readonly<Record<string, readonly Point[]>>;
  /** Inputs whose numbers are whole. */
  readonly whole?: ReadonlySet<string>;
  /** Steps the search may take. @default 200000 */
  readonly budget?: number;
}

/** Pseudo column of the day: two rules that are never in force together do not meet. */
export const DAY_COLUMN = 'asOf';
const MAX_GAPS = 5;
const MAX_OVERLAPS = 50;
/** Rules too many to be looked at while somebody types. */
export const MAX_ANALYSED_RULES = 2000;

/**
 * Looks for rules that cannot hit, rules that say the same twice, values no rule takes, and rules that hit together.
 * Reads simple cells only (see `simple-cell.ts`); where a cell is not simple nothing is claimed about it.
 */
export function analyseTable(config: TableConfig, options: AnalysisOptions = {}): Analysis {
  if (config.rules.length > MAX_ANALYSED_RULES) return { findings: [], complete: false };
  const columns = columnsOf(config, options);
  const search = new CoverSearch(columns, config.rules.length, options.budget ?? 200_000);
  const ids = config.rules.map((rule) => rule.id);
  const name = (index: number): string => ids[index] ?? '';
  const findings: Finding[] = [];
  const dead = new Set<number>();
  const twins = twinsOf(columns, ids.length);
  for (const [index, id] of ids.entries()) {
    const never = columns.some((column) => column.ranges[index]?.length === 0);
    const twin = never ? undefined : twins.get(index);
    const hidden = !never && twin === undefined && config.hitPolicy === 'FIRST' && search.isShadowed(index);
    if (!never && twin === undefined && !hidden) continue;
    dead.add(index);
    findings.push({ kind: never ? 'never' : hidden ? 'shadowed' : 'duplicate', rules: twin === undefined ? [id] : [name(twin), id], example: never ? {} : search.valueOf(index) });
  }
  findings.push(...search.gaps(MAX_GAPS).map((example): Finding => ({ kind: 'gap', rules: [], example })));
  for (const [a, b, example] of overlapsOf(columns, ids.length, dead)) findings.push({ kind: 'overlap', rules: [name(a), name(b)], example });
  return { findings, complete: !search.exhausted };
}

/** By rule: the first earlier one with the same certain conditions. */
function twinsOf(columns: readonly RegionColumn[], rules: number): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const twins = new Map<number, number>();
  for (let rule = 0; rule < rules; rule += 1) {
    const ranges = columns.map((column) => column.ranges[rule]);
    if (ranges.some((range) => range === null)) continue;
    const key = ranges.join('|');
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, rule);
    else twins.set(rule, earlier);
  }
  return twins;
}

/** Pairs of rules that certainly hit together, and where. */
function overlapsOf(columns: readonly RegionColumn[], rules: number, skip: ReadonlySet<number>): readonly (readonly [number, number, Example])[] {
  const pairs: (readonly [number, number, Example])[] = [];
  for (let a = 0; a < rules; a += 1) {
    for (let b = a + 1; b < rules && !skip.has(a); b += 1) {
      if (skip.has(b) || columns.some(({ ranges }) => sharedRegion(ranges[a], ranges[b]) === -1)) continue;
      pairs.push([a, b, Object.fromEntries(columns.map(({ id, regions, ranges }) => [id, regions[sharedRegion(ranges[a], ranges[b])]?.value ?? null]))]);
      if (pairs.length >= MAX_OVERLAPS) return pairs;
    }
  }
  return pairs;
}

/** The first region both certainly take, or -1. */
function sharedRegion(a: RegionColumn['ranges'][number] | undefined, b: RegionColumn['ranges'][number] | undefined): number {
  for (const [from, to] of a ?? []) {
    for (const other of b ?? []) if (Math.max(from, other[0]) <= Math.min(to, other[1])) return Math.max(from, other[0]);
  }
  return -1;
}

function columnsOf(config: TableConfig, { domains, whole }: AnalysisOptions): readonly RegionColumn[] {
  const columns = config.inputs.map((input) => regionsOf(input.id, config.rules.map((rule) => rule.when[input.id]), domains?.[input.id], whole?.has(input.id)));
  const dated = config.rules.some((rule) => rule.from !== undefined || rule.to !== undefined);
  return dated ? [...columns, regionsOf(DAY_COLUMN, config.rules.map((rule) => inForceCell(rule.from, rule.to)))] : columns;
}

function inForceCell(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined) return `[date("${from}")..date("${to}")]`;
  if (from !== undefined) return `>= date("${from}")`;
  return to === undefined ? '-' : `<= date("${to}")`;
}
