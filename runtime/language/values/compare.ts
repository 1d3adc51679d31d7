/** The one place that deals with equality and order. Three-valued: null when two values cannot be compared (DMN 10.3.2.13, Table 53). */
import { spend } from '../context.ts';
import type { Meter } from '../context.ts';
import type { FeelDate } from './dates.ts';
import { FeelDateTime, instantNanos } from './date-times.ts';
import type { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { entryOf, hasEntry, kindOf } from './contexts.ts';
import type { ValueKind } from './contexts.ts';
import { compareNumbers, equalNumbers } from './numbers.ts';
import type { FeelRange } from './value.ts';
import { FeelTime, utcNanos } from './times.ts';
import type { ContextValue, Numeric, Value } from './value.ts';
import { sameZone } from './zones.ts';

type Tri = boolean | null;
type Equal = (a: Value, b: Value) => Tri;

const MAX_DEPTH = 100;

const EQUALS: Readonly<Partial<Record<ValueKind, Equal>>> = {
  number: (a, b) => equalNumbers(a as Numeric, b as Numeric),
  date: (a, b) => (a as FeelDate).epochDay === (b as FeelDate).epochDay,
  time: (a, b) => equalTimes(a as FeelTime, b as FeelTime),
  'date-time': (a, b) => equalDateTimes(a as FeelDateTime, b as FeelDateTime),
  'days-time-duration': (a, b) => (a as DaysTimeDuration).nanos === (b as DaysTimeDuration).nanos,
  'years-months-duration': (a, b) => (a as YearsMonthsDuration).months === (b as YearsMonthsDuration).months,
  range: (a, b) => equalRanges(a as FeelRange, b as FeelRange),
  function: (a, b) => a === b,
};

/** Long texts are charged: finding them equal reads all of both. */
const LONG_TEXT = 1024;

/** `a = b`. Null equals only null; values of different kinds give null. Within an evaluation the work is charged to `meter`. */
export function equals(a: Value, b: Value, meter?: Meter): Tri {
  if (typeof a === 'number' && typeof b === 'number') return a === b;
  if (typeof a === 'string' && typeof b === 'string') {
    if (a.length > LONG_TEXT && a.length === b.length) spend(meter, Math.ceil(a.length / LONG_TEXT));
    return a === b;
  }
  return equalDeep(a, b, { depth: 0, meter });
}

interface Walk {
  readonly depth: number;
  readonly meter: Meter | undefined;
}

function equalInside(a: Value, b: Value, { depth, meter }: Walk): boolean {
  return (typeof a === 'object' && a !== null ? equalDeep(a, b, { depth: depth + 1, meter }) : equals(a, b, meter)) === true;
}

function equalDeep(a: Value, b: Value, walk: Walk): Tri {
  const kind = kindOf(a);
  const other = kindOf(b);
  if (kind === 'null' || other === 'null') return kind === other;
  if (kind !== other) return null;
  if (kind === 'list') return equalLists(a as readonly Value[], b as readonly Value[], walk);
  if (kind === 'context') return equalContexts(a as ContextValue, b as ContextValue, walk);
  return EQUALS[kind]?.(a, b) ?? a === b;
}

function equalLists(a: readonly Value[], b: readonly Value[], walk: Walk): Tri {
  if (a.length !== b.length) return false;
  if (walk.depth > MAX_DEPTH) return null;
  spend(walk.meter, 3 + Math.ceil(a.length / 2));
  return a.every((item, index) => equalInside(item, b[index] ?? null, walk));
}

function equalContexts(a: ContextValue, b: ContextValue, walk: Walk): Tri {
  const keys = Object.keys(a);
  spend(walk.meter, 4 + 2 * keys.length);
  if (keys.length !== Object.keys(b).length) return false;
  if (walk.depth > MAX_DEPTH) return null;
  return keys.every((key) => hasEntry(b, key) && equalInside(entryOf(a, key), entryOf(b, key), walk));
}

function equalRanges(a: FeelRange, b: FeelRange): Tri {
  return a.unary === b.unary && a.startIncluded === b.startIncluded && a.endIncluded === b.endIncluded && equals(a.start, b.start) === true && equals(a.end, b.end) === true;
}

function equalTimes(a: FeelTime, b: FeelTime): boolean {
  if ((a.zone === null) !== (b.zone === null)) return false;
  return Math.floor(utcNanos(a) / NANOS_PER_MS) === Math.floor(utcNanos(b) / NANOS_PER_MS);
}

function equalDateTimes(a: FeelDateTime, b: FeelDateTime): boolean {
  if ((a.time.zone === null) !== (b.time.zone === null)) return false;
  return instantMillis(a) === instantMillis(b);
}

const ORDERS: Readonly<Partial<Record<ValueKind, (a: Value, b: Value) => number | null>>> = {
  number: (a, b) => compareNumbers(a as Numeric, b as Numeric),
  string: (a, b) => compareTexts(a as string, b as string),
  date: (a, b) => (a as FeelDate).epochDay - (b as FeelDate).epochDay,
  time: (a, b) => compareTimes(a as FeelTime, b as FeelTime),
  'date-time': (a, b) => compareDateTimes(a as FeelDateTime, b as FeelDateTime),
  'days-time-duration': (a, b) => sign((a as DaysTimeDuration).nanos - (b as DaysTimeDuration).nanos),
  'years-months-duration': (a, b) => (a as YearsMonthsDuration).months - (b as YearsMonthsDuration).months,
};

/** Negative, 0 or positive; null when the two have no order. */
export function compare(a: Value, b: Value, meter?: Meter): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string' && typeof b === 'string' && a.length > LONG_TEXT) spend(meter, Math.ceil(Math.min(a.length, b.length) / 64));
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return null;
  return ORDERS[kind]?.(a, b) ?? null;
}

/** By code point, so that text order does not depend on UTF-16. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const surrogates = (x >= 0xd800 && x <= 0xdfff) !== (y >= 0xd800 && y <= 0xdfff);
    return surrogates ? (a.codePointAt(i) ?? 0) - (b.codePointAt(i) ?? 0) : x - y;
  }
  return a.length - b.length;
}

function compareTimes(a: FeelTime, b: FeelTime): number | null {
  return (a.zone === null) === (b.zone === null) ? Math.floor(utcNanos(a) / NANOS_PER_MS) - Math.floor(utcNanos(b) / NANOS_PER_MS) : null;
}

function compareDateTimes(a: FeelDateTime, b: FeelDateTime): number | null {
  return (a.time.zone === null) === (b.time.zone === null) ? sign(instantMillis(a) - instantMillis(b)) : null;
}

/** Times of day are equal, and ordered, to the millisecond (TCK 0068 time_005). */
const NANOS_PER_MS = 1e6;

function instantMillis(value: FeelDateTime): bigint {
  const nanos = instantNanos(value);
  const rest = nanos % 1_000_000n;
  return (nanos - (rest < 0n ? rest + 1_000_000n : rest)) / 1_000_000n;
}

function sign(value: bigint): number {
  return value === 0n ? 0 : value < 0n ? -1 : 1;
}

/** `is()`: the same value in the same form, zones included (DMN 10.3.4.9). */
export function isSame(a: Value, b: Value): boolean {
  if (a instanceof FeelTime && b instanceof FeelTime) return a.nanos === b.nanos && sameZone(a.zone, b.zone);
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) return a.date.epochDay === b.date.epochDay && isSame(a.time, b.time);
  return kindOf(a) === kindOf(b) && equals(a, b) === true;
}

export function lessThan(a: Value, b: Value): Tri {
  const order = compare(a, b);
  return order === null ? null : order < 0;
}

export function lessOrEqual(a: Value, b: Value, meter?: Meter): Tri {
  const order = compare(a, b, meter);
  return order === null ? null : order <= 0;
}

export function between(value: Value, low: Value, high: Value, meter?: Meter): Tri {
  const above = lessOrEqual(low, value, meter);
  const below = lessOrEqual(value, high, meter);
  return above === false || below === false ? false : above === null || below === null ? null : true;
}
