import { ownText } from './cell-text.ts';
import type { InputKinds } from './check-cells.ts';
import { CoverSearch, type Example } from './cover-search.ts';
import { readLiteral } from './literal.ts';
import { idleValues, type IdleValue } from './output-values.ts';
import { regionsOf, type RegionColumn } from './regions.ts';
import type { Point } from './simple-cell.ts';
import type { TableConfig } from './table-schema.ts';

/** One finding, with an input that shows it: values by input id, `null` = any. */
export interface Finding {
  /**
   * `gap`: no rule hits. `overlap`: both rules hit. `shadowed`: an earlier rule always hits first. `outranked`: a rule with a better result always
   * hits, too. `never`: no value fits. `duplicate`: same conditions. `idle`: no rule that counts gives an allowed value.
   */
  readonly kind: 'gap' | 'overlap' | 'shadowed' | 'outranked' | 'never' | 'duplicate' | 'idle';
  readonly rules: readonly string[];
  readonly example: Example;
  /** Of `never`: the input no value of which fits. */
  readonly input?: string;
  /** Of `idle`: the value, and where it stands in its list. */
  readonly idle?: IdleValue;
}

export interface Analysis {
  readonly findings: readonly Finding[];
  /** False: the table was too large to look at everything within the budget. */
  readonly complete: boolean;
}

export interface AnalysisOptions {
  /** Values an input can have, by input id, where they are known. */
  readonly domains?: Readonly<Record<string, readonly Point[]>>;
  /** Kinds of the values an input has, where they are known. */
  readonly kinds?: InputKinds;
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
  const useless = new Set<string>();
  const twins = twinsOf(columns, ids.length);
  const outranks = outrankedBy(config, columns, options.budget ?? 200_000);
  for (const [index, id] of ids.entries()) {
    const never = columns.some((column) => column.ranges[index]?.length === 0);
    const twin = never ? undefined : twins.get(index);
    const hidden = !never && twin === undefined && config.hitPolicy === 'FIRST' && search.isShadowed(index);
    const outranked = !never && twin === undefined && outranks?.(index) === true;
    if (!never && twin === undefined && !hidden && !outranked) continue;
    dead.add(index);
    // Where several rules may hit, two with the same conditions both count.
    if (twin === undefined || config.hitPolicy === 'FIRST' || outranks?.(index) === true) useless.add(id);
    const input = columns.find((column) => column.ranges[index]?.length === 0)?.id;
    findings.push({ kind: never ? 'never' : hidden ? 'shadowed' : outranked ? 'outranked' : 'duplicate', rules: twin === undefined ? [id] : [name(twin), id], example: never ? {} : search.valueOf(index), ...(input === undefined ? {} : { input }) });
  }
  for (const idle of idleValues(config, useless)) findings.push({ kind: 'idle', rules: idle.rules, example: idle.rules.length === 0 ? {} : search.valueOf(ids.indexOf(idle.rules[0] ?? '')), idle });
  findings.push(...search.gaps(MAX_GAPS).map((example): Finding => ({ kind: 'gap', rules: [], example })));
  for (const [a, b, example] of overlapsOf(columns, ids.length, dead)) findings.push({ kind: 'overlap', rules: [name(a), name(b)], example });
  return { findings, complete: !search.exhausted };
}

/** With PRIORITY the best result counts: whether rules with better ones take everything a rule takes. Null for other policies, and where results are formulas. */
function outrankedBy(config: TableConfig, columns: readonly RegionColumn[], budget: number): ((rule: number) => boolean) | null {
  const [output] = config.outputs.filter(({ enum: allowed, priority }) => (priority ?? allowed) !== undefined);
  const order = output?.priority ?? output?.enum;
  if (config.hitPolicy !== 'PRIORITY' || !output || !order) return null;
  const ranks = config.rules.map((rule) => order.findIndex((value) => value === readLiteral(ownText(rule.then, output.id) ?? '')?.value));
  if (ranks.includes(-1)) return null;
  const sorted = ranks.map((_rank, rule) => rule).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0) || a - b);
  const search = new CoverSearch(columns.map((column) => ({ ...column, ranges: sorted.map((rule) => column.ranges[rule] ?? null) })), sorted.length, budget);
  // Among equal results the first hit counts and gives the same, so only a better one takes a rule its use.
  return (rule) => search.isShadowed(sorted.indexOf(rule), sorted.findIndex((other) => ranks[other] === ranks[rule]));
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

/** Ids are words of users: what an object inherits is nobody's. */
function ownOf<T>(record: Readonly<Record<string, T>> | undefined, id: string): T | undefined {
  return record !== undefined && Object.hasOwn(record, id) ? record[id] : undefined;
}

function columnsOf(config: TableConfig, { domains, kinds, whole }: AnalysisOptions): readonly RegionColumn[] {
  const columns = config.inputs.map(({ id }) => regionsOf(id, config.rules.map((rule) => ownText(rule.when, id)), { domain: ownOf(domains, id), whole: whole?.has(id), known: ownOf(kinds, id) }));
  const dated = config.rules.some((rule) => rule.from !== undefined || rule.to !== undefined);
  return dated ? [...columns, regionsOf(DAY_COLUMN, config.rules.map((rule) => inForceCell(rule.from, rule.to)))] : columns;
}

function inForceCell(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined) return `[date("${from}")..date("${to}")]`;
  if (from !== undefined) return `>= date("${from}")`;
  return to === undefined ? '-' : `<= date("${to}")`;
}
