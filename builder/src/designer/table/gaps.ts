import { readSimpleCell, type Point } from '../../../../runtime/rules/simple-cell.ts';
import type { TableConfig, TableRule } from '../../../../runtime/rules/table-schema.ts';
import type { Diagnostic } from '../../../../runtime/schema/diagnostic.ts';
import { isRecord } from '../document/pointer.ts';
import { integerCell, joinGaps, type Conditions } from './join-gaps.ts';
import { emptyRule } from './table-edits.ts';

/** Values that no rule takes, as the conditions of the rule that is missing, and where in the table it belongs. */
export interface Gap {
  readonly when: Readonly<Record<string, string>>;
  /** The rule it would stand before; the number of rules = at the end. */
  readonly place: number;
}

function conditionsOf(diagnostic: Diagnostic): Readonly<Record<string, string>> | undefined {
  for (const edit of diagnostic.fix?.edits ?? []) {
    const when = isRecord(edit.value) ? edit.value['when'] : undefined;
    if (isRecord(when)) return Object.fromEntries(Object.entries(when).flatMap(([id, cell]) => (typeof cell === 'string' ? [[id, cell] as const] : [])));
  }
  return undefined;
}

function cellOf(when: Readonly<Record<string, string>>, id: string): string {
  const cell = (Object.hasOwn(when, id) ? (when[id] ?? '') : '').replace(/\s+/g, '');
  return cell === '' ? '-' : cell;
}

interface Low {
  readonly point: Point | null;
  readonly included: boolean;
}

function lowOf(cell: string): Low | undefined {
  const read = readSimpleCell(cell);
  const first = read === null || read.any || read.negated ? undefined : read.intervals[0];
  return first && { point: first.low, included: first.lowIncluded };
}

/** Whether the cell of a rule begins below that of the gap; undefined when they have no order. */
function isBelow(cell: string, gap: string): boolean | undefined {
  const [low, limit] = [lowOf(cell), lowOf(gap)];
  if (low === undefined || limit === undefined) return undefined;
  if (low.point === null) return true;
  if (limit.point === null) return false;
  if (typeof low.point !== typeof limit.point || typeof low.point === 'boolean') return undefined;
  return low.point < limit.point || (low.point === limit.point && (low.included || !limit.included));
}

/**
 * Among the rules that share most cells with the gap, before the first that begins above it, else after the last that
 * begins below it: where a person would look for it. The place changes no answer, because nothing else takes these values.
 */
export function gapPlace(config: TableConfig, when: Readonly<Record<string, string>>): number {
  const ids = config.inputs.map(({ id }) => id);
  const shared = config.rules.map((rule) => ids.filter((id) => cellOf(rule.when, id) === cellOf(when, id)).length);
  const most = Math.max(0, ...shared);
  const near = config.rules.flatMap((rule, row) => (shared[row] === most ? [{ rule, row }] : []));
  if (most === 0 || near.length === 0) return config.rules.length;
  const below = near.filter(({ rule }) => ids.every((id) => isBelow(cellOf(rule.when, id), cellOf(when, id)) !== false));
  const after = below.at(-1);
  if (after === undefined) return near[0]?.row ?? 0;
  return near.find(({ row }) => row > after.row)?.row ?? after.row + 1;
}

function closes(config: TableConfig, rule: TableRule, when: Readonly<Record<string, string>>): boolean {
  return config.inputs.every(({ id }) => cellOf(rule.when, id) === cellOf(when, id));
}

/** The gap among whole numbers only, or undefined when none of them falls into it. */
function amongIntegers(when: Conditions, integers: ReadonlySet<string>): Conditions | undefined {
  const cells = Object.entries(when).map(([id, cell]) => [id, integers.has(id) ? integerCell(cell) : cell] as const);
  const kept = cells.filter((pair): pair is [string, string] => pair[1] !== undefined);
  return kept.length === cells.length ? Object.fromEntries(kept) : undefined;
}

const NO_INTEGERS: ReadonlySet<string> = new Set();

/**
 * The gaps that the checker found, in table order; one that a rule has closed since is left out, and so is one between
 * two whole numbers in a column of `integers`.
 */
export function gapsOf(config: TableConfig, diagnostics: readonly Diagnostic[], integers = NO_INTEGERS): readonly Gap[] {
  const found = diagnostics.filter(({ code }) => code === 'SCN_RULE_GAP').map(conditionsOf).filter((when) => when !== undefined);
  return joinGaps(joinGaps(found).map((when) => amongIntegers(when, integers)).filter((when) => when !== undefined), integers)
    .filter((when) => !config.rules.some((rule) => closes(config, rule, when)))
    .map((when) => ({ when, place: gapPlace(config, when) }))
    .sort((one, other) => one.place - other.place);
}

/** The table with the missing rule in its place; its results are left for a person to decide. */
export function closeGap(config: TableConfig, gap: Gap): TableConfig {
  const rule: TableRule = { ...emptyRule(config.rules), when: { ...gap.when } };
  return { ...config, rules: config.rules.toSpliced(gap.place, 0, rule) };
}

function dayAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** Values that show a gap, as formulas by input. */
export function gapExample({ when }: Gap): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(when).flatMap(([id, cell]) => {
    const example = exampleOf(cell);
    return example === undefined ? [] : [[id, example] as const];
  }));
}

/** A value that a simple cell takes, as a formula, to try it; undefined when the cell is not simple or takes anything. */
export function exampleOf(cell: string): string | undefined {
  const read = readSimpleCell(cell);
  if (read === null || read.any || read.negated) return undefined;
  const [first] = read.intervals;
  if (first === undefined) return undefined;
  const { low, high, lowIncluded, highIncluded } = first;
  const write = (point: Point): string => (read.kind === 'date' ? `date("${String(point)}")` : JSON.stringify(point));
  if (low !== null && lowIncluded) return write(low);
  if (high !== null && highIncluded) return write(high);
  if (read.kind === 'number') return String(low === null ? Number(high) - 1 : high === null ? Number(low) + 1 : (Number(low) + Number(high)) / 2);
  if (read.kind === 'date') return write(low === null ? dayAfter(String(high), -1) : dayAfter(String(low), 1));
  return undefined;
}
