/** The one place that deals with `+ - * / **` over all kinds of values (DMN 10.3.2.10, Tables 56 to 58). Null when a pair has no meaning. */
import type { FeelDate } from './dates.ts';
import { addDays, addMonths } from './dates.ts';
import type { FeelDateTime} from './date-times.ts';
import { addMonthsToDateTime, addNanos, instantNanos, startOfDay } from './date-times.ts';
import { kindOf } from './contexts.ts';
import type { ValueKind } from './contexts.ts';
import { addDecimals, Decimal, divideRounded, multiplyDecimals, powerOfTen, split } from './decimal.ts';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.ts';
import { add, divide, multiply, negate, subtract, toInteger } from './numbers.ts';
import { power } from './powers.ts';
import type { FeelTime} from './times.ts';
import { NANOS_PER_DAY, shiftTime, utcNanos } from './times.ts';
import type { Numeric, Value } from './value.ts';

type Operation = (a: Value, b: Value) => Value;
type Table = Readonly<Record<string, Operation>>;

const DAY = BigInt(NANOS_PER_DAY);
// An arbitrary but documented bound: beyond it a duration cannot move any date of the language.
const MAX_NANOS = 10n ** 30n;

function daysTime(nanos: bigint): Value {
  return nanos > MAX_NANOS || nanos < -MAX_NANOS ? null : new DaysTimeDuration(nanos);
}

function yearsMonths(months: number | null): Value {
  return months === null || !Number.isSafeInteger(months) ? null : new YearsMonthsDuration(months === 0 ? 0 : months);
}

const nanosOf = (value: Value): bigint => (value as DaysTimeDuration).nanos;
const monthsOf = (value: Value): number => (value as YearsMonthsDuration).months;

/** A day moved by hours: from its midnight, then back to a day. */
function shiftDate(date: FeelDate, nanos: bigint): Value {
  const rest = nanos % DAY;
  const days = nanos / DAY - (rest < 0n ? 1n : 0n);
  return addDays(date, Number(days));
}

function differenceOfDateTimes(a: FeelDateTime, b: FeelDateTime): Value {
  return (a.time.zone === null) === (b.time.zone === null) ? daysTime(instantNanos(a) - instantNanos(b)) : null;
}

function differenceOfTimes(a: FeelTime, b: FeelTime): Value {
  return (a.zone === null) === (b.zone === null) ? new DaysTimeDuration(BigInt(utcNanos(a) - utcNanos(b))) : null;
}

const ADD: Table = {
  'number number': (a, b) => add(a as Numeric, b as Numeric),
  'string string': (a, b) => (a as string) + (b as string),
  'days-time-duration days-time-duration': (a, b) => daysTime(nanosOf(a) + nanosOf(b)),
  'years-months-duration years-months-duration': (a, b) => yearsMonths(monthsOf(a) + monthsOf(b)),
  'date days-time-duration': (a, b) => shiftDate(a as FeelDate, nanosOf(b)),
  'date years-months-duration': (a, b) => addMonths(a as FeelDate, monthsOf(b)),
  'date-time days-time-duration': (a, b) => addNanos(a as FeelDateTime, nanosOf(b)),
  'date-time years-months-duration': (a, b) => addMonthsToDateTime(a as FeelDateTime, monthsOf(b)),
  'time days-time-duration': (a, b) => shiftTime(a as FeelTime, nanosOf(b)),
};
const FLIPPED: Table = Object.fromEntries(
  Object.entries(ADD).filter(([pair]) => /^(date|time|date-time) /.test(pair)).map(([pair, run]) => [pair.split(' ').toReversed().join(' '), (a: Value, b: Value) => run(b, a)]),
);

const SUBTRACT: Table = {
  'number number': (a, b) => subtract(a as Numeric, b as Numeric),
  'days-time-duration days-time-duration': (a, b) => daysTime(nanosOf(a) - nanosOf(b)),
  'years-months-duration years-months-duration': (a, b) => yearsMonths(monthsOf(a) - monthsOf(b)),
  'date days-time-duration': (a, b) => shiftDate(a as FeelDate, -nanosOf(b)),
  'date years-months-duration': (a, b) => addMonths(a as FeelDate, -monthsOf(b)),
  'date-time days-time-duration': (a, b) => addNanos(a as FeelDateTime, -nanosOf(b)),
  'date-time years-months-duration': (a, b) => addMonthsToDateTime(a as FeelDateTime, -monthsOf(b)),
  'time days-time-duration': (a, b) => shiftTime(a as FeelTime, -nanosOf(b)),
  'date date': (a, b) => new DaysTimeDuration(BigInt((a as FeelDate).epochDay - (b as FeelDate).epochDay) * DAY),
  'date-time date-time': (a, b) => differenceOfDateTimes(a as FeelDateTime, b as FeelDateTime),
  'date date-time': (a, b) => differenceOfDateTimes(startOfDay(a as FeelDate), b as FeelDateTime),
  'date-time date': (a, b) => differenceOfDateTimes(a as FeelDateTime, startOfDay(b as FeelDate)),
  'time time': (a, b) => differenceOfTimes(a as FeelTime, b as FeelTime),
};

function scaleNanos(nanos: bigint, factor: Numeric): Value {
  const { digits, scale } = split(factor);
  return scale > 100 ? daysTime(0n) : daysTime(scale < 0 ? nanos * digits * powerOfTen(Math.min(-scale, 40)) : divideRounded(nanos * digits, powerOfTen(scale), 'down'));
}

function divideNanos(nanos: bigint, by: Numeric): Value {
  const { digits, scale } = split(by);
  if (digits === 0n || scale > 100 || scale < -100) return digits === 0n ? null : daysTime(0n);
  const numerator = (digits < 0n ? -nanos : nanos) * (scale > 0 ? powerOfTen(scale) : 1n);
  return daysTime(divideRounded(numerator, (digits < 0n ? -digits : digits) * (scale < 0 ? powerOfTen(-scale) : 1n), 'down'));
}

const wholeMonths = (value: Numeric | null): Value => (value === null ? null : yearsMonths(toInteger(value)));
const ratio = (a: bigint, b: bigint): Value => (b === 0n ? null : divide(addDecimals(new Decimal(a, 0), new Decimal(0n, 0)) ?? 0, multiplyDecimals(new Decimal(b, 0), new Decimal(1n, 0)) ?? 1));

const MULTIPLY: Table = {
  'number number': (a, b) => multiply(a as Numeric, b as Numeric),
  'number days-time-duration': (a, b) => scaleNanos(nanosOf(b), a as Numeric),
  'days-time-duration number': (a, b) => scaleNanos(nanosOf(a), b as Numeric),
  'number years-months-duration': (a, b) => wholeMonths(multiply(a as Numeric, monthsOf(b))),
  'years-months-duration number': (a, b) => wholeMonths(multiply(monthsOf(a), b as Numeric)),
};

const DIVIDE: Table = {
  'number number': (a, b) => divide(a as Numeric, b as Numeric),
  'days-time-duration number': (a, b) => divideNanos(nanosOf(a), b as Numeric),
  'years-months-duration number': (a, b) => wholeMonths(divide(monthsOf(a), b as Numeric)),
  'days-time-duration days-time-duration': (a, b) => ratio(nanosOf(a), nanosOf(b)),
  'years-months-duration years-months-duration': (a, b) => divide(monthsOf(a), monthsOf(b)),
};

/** Operator → pair of kinds → operation: also what the checker asks to know whether a pair has a meaning. */
export const OPERATIONS: Readonly<Record<'+' | '-' | '*' | '/' | '**', Table>> = {
  '+': { ...ADD, ...FLIPPED },
  '-': SUBTRACT,
  '*': MULTIPLY,
  '/': DIVIDE,
  '**': { 'number number': (a, b) => power(a as Numeric, b as Numeric) },
};

export function arithmetic(operator: keyof typeof OPERATIONS, a: Value, b: Value): Value {
  const pair = `${kindOf(a)} ${kindOf(b)}`;
  const table = OPERATIONS[operator];
  return Object.hasOwn(table, pair) ? (table[pair]?.(a, b) ?? null) : null;
}

const NEGATE: Readonly<Partial<Record<ValueKind, (value: Value) => Value>>> = {
  number: (value) => negate(value as Numeric),
  'days-time-duration': (value) => new DaysTimeDuration(-nanosOf(value)),
  'years-months-duration': (value) => yearsMonths(-monthsOf(value)),
};

export function negateValue(value: Value): Value {
  return NEGATE[kindOf(value)]?.(value) ?? null;
}

