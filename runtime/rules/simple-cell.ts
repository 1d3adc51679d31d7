import { parseDate } from '../language/values/dates.ts';

/**
 * The one place that reads a cell without the language: literals, comparisons, ranges, lists of them and `not(…)`
 * become sets over one ordered kind. Anything else is not simple, and whoever asks must be content with "unknown".
 */
export type Point = number | string | boolean;
export type Kind = 'number' | 'date' | 'string' | 'boolean';

/** From `low` to `high`; null = open end. For strings and booleans only single points. */
export interface IntervalOf<SomePoint> {
  readonly low: SomePoint | null;
  readonly lowIncluded: boolean;
  readonly high: SomePoint | null;
  readonly highIncluded: boolean;
}

export type Interval = IntervalOf<Point>;

/** What a cell holds whose points are all of one kind. */
export interface CellOf<SomeKind, SomePoint> {
  readonly any: false;
  readonly kind: SomeKind;
  readonly negated: boolean;
  readonly intervals: readonly IntervalOf<SomePoint>[];
}

export type SimpleCell = { readonly any: true } | CellOf<Kind, Point>;

/** Reads one literal; null when it is none this reader knows. */
export type PointReader<SomeKind, SomePoint> = (text: string) => { readonly kind: SomeKind; readonly value: SomePoint; readonly ordered: boolean } | null;

const NUMBER = /^-?\d+(\.\d+)?$/;
const DATE = /^(?:date\(\s*"(\d{4}-\d\d-\d\d)"\s*\)|@"(\d{4}-\d\d-\d\d)")$/;
const STRING = /^"((?:[^"\\]|\\["\\])*)"$/;
const COMPARISON = /^(<=|>=|<|>|=)\s*(.+)$/;
const RANGE = /^([[\](])\s*(.+?)\s*\.\.\s*(.+?)\s*([[\])])$/;

/** Null when the cell is not simple. */
export function readSimpleCell(source: string | undefined): SimpleCell | null {
  const text = (source ?? '-').trim();
  return text === '' || text === '-' ? { any: true } : readCell(text, readPoint);
}

/** A cell of literals that `point` knows, all of one kind; null when it is anything else. */
export function readCell<SomeKind, SomePoint>(text: string, point: PointReader<SomeKind, SomePoint>): CellOf<SomeKind, SomePoint> | null {
  const inner = /^not\s*\(([\s\S]*)\)$/.exec(text)?.[1];
  const parts = splitList(inner ?? text);
  const read = parts.map((part) => readPart(part, point));
  const first = read[0];
  if (first === undefined || first === null) return null;
  const intervals = read.flatMap((part) => (part !== null && part.kind === first.kind ? [part.interval] : []));
  if (intervals.length !== parts.length) return null;
  return { any: false, kind: first.kind, negated: inner !== undefined, intervals };
}

/** Splits at commas outside quotes and brackets. */
function splitList(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"' && text[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    // A range may begin with `]` and end with `[`, so only round brackets nest.
    if (char === '(') depth += 1;
    if (char === ')') depth -= 1;
    if (char === ',' && depth <= 0) {
      parts.push(text.slice(from, at).trim());
      from = at + 1;
    }
  }
  parts.push(text.slice(from).trim());
  return parts;
}

interface Part<SomeKind, SomePoint> {
  readonly kind: SomeKind;
  readonly interval: IntervalOf<SomePoint>;
}

function readPart<SomeKind, SomePoint>(text: string, readOne: PointReader<SomeKind, SomePoint>): Part<SomeKind, SomePoint> | null {
  const range = RANGE.exec(text);
  if (range !== null) return readRange(range, readOne);
  const comparison = COMPARISON.exec(text);
  if (comparison !== null) return readComparison(comparison[1] ?? '=', readOne((comparison[2] ?? '').trim()));
  const point = readOne(text);
  return point === null ? null : { kind: point.kind, interval: single(point.value) };
}

function readRange<SomeKind, SomePoint>(range: RegExpExecArray, readOne: PointReader<SomeKind, SomePoint>): Part<SomeKind, SomePoint> | null {
  const low = readOne(range[2] ?? '');
  const high = readOne(range[3] ?? '');
  if (low === null || high === null || low.kind !== high.kind || !low.ordered) return null;
  return { kind: low.kind, interval: { low: low.value, lowIncluded: range[1] === '[', high: high.value, highIncluded: range[4] === ']' } };
}

function readComparison<SomeKind, SomePoint>(operator: string, point: ReturnType<PointReader<SomeKind, SomePoint>>): Part<SomeKind, SomePoint> | null {
  if (point === null) return null;
  if (operator === '=') return { kind: point.kind, interval: single(point.value) };
  if (!point.ordered) return null;
  const included = operator.endsWith('=');
  const open = { low: null, lowIncluded: false, high: null, highIncluded: false };
  return {
    kind: point.kind,
    interval: operator.startsWith('<') ? { ...open, high: point.value, highIncluded: included } : { ...open, low: point.value, lowIncluded: included },
  };
}

function readPoint(text: string): ReturnType<PointReader<Kind, Point>> {
  if (NUMBER.test(text)) return { kind: 'number', value: Number(text), ordered: true };
  if (text === 'true' || text === 'false') return { kind: 'boolean', value: text === 'true', ordered: false };
  const date = DATE.exec(text);
  if (date !== null) return parseDate(date[1] ?? date[2] ?? '') === null ? null : { kind: 'date', value: date[1] ?? date[2] ?? '', ordered: true };
  const string = STRING.exec(text);
  return string === null ? null : { kind: 'string', value: (string[1] ?? '').replace(/\\(["\\])/g, '$1'), ordered: false };
}

function single<SomePoint>(value: SomePoint): IntervalOf<SomePoint> {
  return { low: value, lowIncluded: true, high: value, highIncluded: true };
}

/** Whether a value of the cell's kind satisfies it. */
export function cellHolds(cell: SimpleCell, value: Point): boolean {
  if (cell.any) return true;
  return cell.intervals.some((interval) => contains(interval, value)) !== cell.negated;
}

function contains({ low, lowIncluded, high, highIncluded }: Interval, value: Point): boolean {
  if (low !== null && (lowIncluded ? value < low : value <= low)) return false;
  return high === null || (highIncluded ? value <= high : value < high);
}
