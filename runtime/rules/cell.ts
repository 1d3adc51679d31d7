import { FeelDate, parseDate } from '../language/values/dates.ts';
import { typeFromSchema, type FeelType } from '../language/types.ts';
import type { TSchema } from 'typebox';
import { momentFits, momentOf, momentReader, type MomentKind } from './moments.ts';
import { isNull, TESTED, type LocalScope, type RuleFormula } from './rule-tools.ts';
import { readCell, readSimpleCell, type Interval, type IntervalOf, type Kind } from './simple-cell.ts';

/** A stretch of numbers, of days since 1970 or of moments; open ends are infinite. */
export interface Span {
  readonly low: number;
  readonly lowIncluded: boolean;
  readonly high: number;
  readonly highIncluded: boolean;
}

/** What a simple cell takes, as values of one kind: `spans` of numbers, days and moments, or single `points`. */
export type CellSet =
  | { readonly kind: 'number' | 'date' | MomentKind; readonly negated: boolean; readonly spans: readonly Span[] }
  | { readonly kind: 'string' | 'boolean'; readonly negated: boolean; readonly points: readonly (string | boolean)[] };

/** A cell of a table. `set` is null when only its formula can say what it takes. The same text of a column is one cell. */
export interface Cell {
  readonly source: string;
  readonly set: CellSet | null;
  /** Compiled when first asked for: most simple cells never are. */
  readonly formula: () => RuleFormula;
}

/** As many digits as a double surely keeps. */
const EXACT_DIGITS = 15;

/**
 * A cell read without the parser, or null when the language must look at it: it is not simple, or the language has
 * something to say about it (another type than its column, a word the column never has, a range upside down).
 */
export function quickSet(source: string, input: FeelType, names: Readonly<Record<string, unknown>>): CellSet | null {
  const cell = readSimpleCell(source);
  if (cell === null) return momentSet(source, input, names);
  if (cell.any || !fitsColumn(cell.kind, input)) return null;
  const { negated } = cell;
  if (cell.kind === 'string' || cell.kind === 'boolean') {
    const points = cell.intervals.map(({ low }) => low as string | boolean);
    if (input.kind === 'string' && input.enum !== undefined && !points.every((point) => input.enum?.includes(point as string))) return null;
    return { kind: cell.kind, negated, points };
  }
  if (cell.kind === 'date' && Object.hasOwn(names, 'date')) return null;
  const spans = cell.intervals.map((interval) => spanOf(cell.kind, interval));
  return spans.every((span) => span !== null) ? { kind: cell.kind, negated, spans } : null;
}

/** The same for a cell of times, date-times or durations. */
function momentSet(source: string, input: FeelType, names: Readonly<Record<string, unknown>>): CellSet | null {
  const cell = readCell(source.trim(), momentReader(names));
  if (cell === null || !momentFits(cell.kind, input.kind)) return null;
  const spans = cell.intervals.map((interval) => between(interval, interval.low ?? -Infinity, interval.high ?? Infinity));
  return spans.every((span) => span !== null) ? { kind: cell.kind, negated: cell.negated, spans } : null;
}

function fitsColumn(kind: Kind, input: FeelType): boolean {
  return input.kind === 'any' || input.kind === kind;
}

function spanOf(kind: Kind, interval: Interval): Span | null {
  const from = interval.low === null ? -Infinity : positionOf(kind, interval.low);
  const to = interval.high === null ? Infinity : positionOf(kind, interval.high);
  return from === null || to === null ? null : between(interval, from, to);
}

/** Null when the range is upside down: the language has something to say about it. */
function between({ low, lowIncluded, high, highIncluded }: IntervalOf<unknown>, from: number, to: number): Span | null {
  return from > to ? null : { low: from, lowIncluded: low !== null && lowIncluded, high: to, highIncluded: high !== null && highIncluded };
}

function positionOf(kind: Kind, point: number | string | boolean): number | null {
  if (kind === 'date') return parseDate(String(point))?.epochDay ?? null;
  return typeof point === 'number' && String(point).replace(/\D/g, '').length <= EXACT_DIGITS ? point + 0 : null;
}

/** Where a value stands among the values of a kind; undefined when it is of another kind. */
export function keyOf(kind: CellSet['kind'], value: unknown): number | string | boolean | undefined {
  if (kind === 'date') return value instanceof FeelDate ? value.epochDay : undefined;
  if (typeof value === kind) return value as number | string | boolean;
  const moment = momentOf(value);
  return moment?.kind === kind ? moment.at : undefined;
}

export function setHolds(set: CellSet, key: number | string | boolean): boolean {
  return ('spans' in set ? set.spans.some((span) => inSpan(span, key as number)) : set.points.includes(key as string | boolean)) !== set.negated;
}

function inSpan({ low, lowIncluded, high, highIncluded }: Span, at: number): boolean {
  return (lowIncluded ? at >= low : at > low) && (highIncluded ? at <= high : at < high);
}

/** One formula as a cell: true, false, or null when it cannot be decided. A null value is decided only in a nullable column. */
export function testFormula(formula: RuleFormula | null, value: unknown, nullable: boolean, scope: LocalScope): boolean | null {
  if (formula === null) return true;
  if (isNull(value) && !nullable) return null;
  scope[TESTED] = value;
  const met = formula.evaluate(scope);
  return met === true ? true : met === false ? false : null;
}

/** The same for a cell of a table. A simple cell reads nothing but its value, so it leaves `scope` alone. */
export function testCell(cell: Cell | null, value: unknown, nullable: boolean, scope: LocalScope): boolean | null {
  if (cell === null) return true;
  if (cell.set === null) return testFormula(cell.formula(), value, nullable, scope);
  const key = keyOf(cell.set.kind, value);
  return key === undefined ? testFormula(cell.formula(), value, nullable, {}) : setHolds(cell.set, key);
}

/** A cell that accepts anything: absent, blank or `-`. */
export function isAny(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '' || cell.trim() === '-';
}

/** Makes the cells of one column; what is written twice is one cell. */
export function columnCells(input: TSchema, names: Readonly<Record<string, unknown>>, compile: (source: string) => RuleFormula): (source: string | undefined) => Cell | null {
  const type = typeFromSchema(input);
  const known = new Map<string, Cell>();
  return (source) => {
    if (source === undefined || isAny(source)) return null;
    const again = known.get(source);
    if (again !== undefined) return again;
    const set = quickSet(source, type, names);
    let formula = set === null ? compile(source) : null;
    const cell: Cell = { source, set, formula: () => (formula ??= compile(source)) };
    known.set(source, cell);
    return cell;
  };
}
