/** The one place that deals with `value.key`: context entries, and the parts of dates, times, durations and ranges (DMN Table 59 to 65). */
import { spend } from '../context.ts';
import type { Meter } from '../context.ts';
import type { FeelDate} from './dates.ts';
import { weekdayOf } from './dates.ts';
import type { FeelDateTime} from './date-times.ts';
import { offsetOfDateTime } from './date-times.ts';
import type { YearsMonthsDuration } from './durations.ts';
import { DaysTimeDuration, partsOf } from './durations.ts';
import { KINDS, entryOf, kindOf } from './contexts.ts';
import type { ValueKind } from './contexts.ts';
import type { FeelRange } from './value.ts';
import type { FeelTime} from './times.ts';
import { hourOf, minuteOf, offsetOfTime, secondOf } from './times.ts';
import type { ContextValue, Value } from './value.ts';

type Read<T> = (value: T) => Value;

const DATE_PARTS: Readonly<Record<string, Read<FeelDate>>> = {
  year: (date) => date.year,
  month: (date) => date.month,
  day: (date) => date.day,
  weekday: weekdayOf,
};

const TIME_PARTS: Readonly<Record<string, Read<FeelTime>>> = {
  hour: hourOf,
  minute: minuteOf,
  second: secondOf,
  'time offset': (time) => offsetDuration(offsetOfTime(time)),
  timezone: zoneName,
};

const DATE_TIME_PARTS: Readonly<Record<string, Read<FeelDateTime>>> = {
  year: (value) => value.date.year,
  month: (value) => value.date.month,
  day: (value) => value.date.day,
  weekday: (value) => weekdayOf(value.date),
  hour: (value) => hourOf(value.time),
  minute: (value) => minuteOf(value.time),
  second: (value) => secondOf(value.time),
  'time offset': (value) => offsetDuration(offsetOfDateTime(value)),
  timezone: (value) => zoneName(value.time),
};

const DAYS_TIME_PARTS: Readonly<Record<string, Read<DaysTimeDuration>>> = {
  days: (value) => partsOf(value).days,
  hours: (value) => partsOf(value).hours,
  minutes: (value) => partsOf(value).minutes,
  seconds: (value) => partsOf(value).seconds,
};

const YEARS_MONTHS_PARTS: Readonly<Record<string, Read<YearsMonthsDuration>>> = {
  years: (value) => Math.trunc(value.months / 12) || 0,
  months: (value) => value.months % 12 || 0,
};

const RANGE_PARTS: Readonly<Record<string, Read<FeelRange>>> = {
  start: (range) => range.start,
  end: (range) => range.end,
  'start included': (range) => range.startIncluded,
  'end included': (range) => range.endIncluded,
};

const PARTS: Readonly<Partial<Record<ValueKind, Readonly<Record<string, Read<never>>>>>> = {
  date: DATE_PARTS,
  time: TIME_PARTS,
  'date-time': DATE_TIME_PARTS,
  'days-time-duration': DAYS_TIME_PARTS,
  'years-months-duration': YEARS_MONTHS_PARTS,
  range: RANGE_PARTS,
};

function offsetDuration(seconds: number | null): Value {
  return seconds === null ? null : new DaysTimeDuration(BigInt(seconds) * 1_000_000_000n);
}

function zoneName(time: FeelTime): Value {
  return time.zone?.kind === 'named' ? time.zone.name : null;
}

/** The names a kind of value can be asked for; for the checker and for completion. */
export function partNames(kind: ValueKind): readonly string[] {
  return Object.keys(PARTS[kind] ?? {});
}

/** `value.key`; a list gives the list of its items' entries. Null when there is none. */
export function property(value: Value, key: string, meter?: Meter): Value {
  const kind = kindOf(value);
  if (kind === 'context') return entryOf(value as ContextValue, key);
  if (kind === 'list') {
    spend(meter, 1 + Math.ceil((value as readonly Value[]).length / 4));
    return (value as readonly Value[]).map((item) => property(item, key, meter));
  }
  const parts = PARTS[kind];
  return parts !== undefined && Object.hasOwn(parts, key) ? (parts[key] as Read<Value>)(value) : null;
}

/** Keys some object of ours, or of JavaScript, carries by nature: generated code may not read these directly. */
export function isPlainKey(key: string): boolean {
  return !RESERVED.has(key);
}

const RESERVED: ReadonlySet<string> = new Set([
  'hour', 'minute', 'second', 'zone', 'nanos', 'date', 'time', 'year', 'month', 'day', 'epochDay', 'weekday', 'days', 'hours', 'minutes', 'seconds', 'years', 'months',
  'start', 'end', 'startIncluded', 'endIncluded', 'params', 'call', 'builtin', 'signature', 'digits', 'scale', 'timezone', 'length', '__proto__',
  ...[Object, Array, String, Number, Boolean, Function, BigInt, ...(KINDS.keys() as Iterable<{ prototype: object }>)].flatMap((made) => Object.getOwnPropertyNames(made.prototype)),
]);
