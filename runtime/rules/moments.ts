/**
 * The one place that lays times of day, date-times and durations on a line of numbers, so that a column of them can be
 * compared without the language. With and without a zone are two kinds, because the language never compares them.
 */
import { FeelDateTime, instantNanos } from '../language/values/date-times.ts';
import { DaysTimeDuration, YearsMonthsDuration } from '../language/values/durations.ts';
import { parseTemporal } from '../language/values/temporal.ts';
import { FeelTime, utcNanos } from '../language/values/times.ts';
import type { TypeKind } from '../language/types.ts';
import type { PointReader } from './simple-cell.ts';

export type MomentKind = 'time' | 'zoned time' | 'date-time' | 'zoned date-time' | 'days-time-duration' | 'years-months-duration';

interface Moment {
  readonly kind: MomentKind;
  readonly at: number;
}

const NANOS_PER_MS = 1e6;

/** Where a value lies, in milliseconds or months; undefined when it is no moment or a number cannot say exactly where. */
export function momentOf(value: unknown): Moment | undefined {
  // Times are compared to the millisecond, durations to the nanosecond.
  if (value instanceof FeelTime) return { kind: value.zone === null ? 'time' : 'zoned time', at: Math.floor(utcNanos(value) / NANOS_PER_MS) };
  if (value instanceof FeelDateTime) return exact(value.time.zone === null ? 'date-time' : 'zoned date-time', floorMs(instantNanos(value)));
  if (value instanceof DaysTimeDuration) return value.nanos % BigInt(NANOS_PER_MS) === 0n ? exact('days-time-duration', Number(value.nanos / BigInt(NANOS_PER_MS))) : undefined;
  return value instanceof YearsMonthsDuration ? exact('years-months-duration', value.months) : undefined;
}

function floorMs(nanos: bigint): number {
  const rest = nanos % BigInt(NANOS_PER_MS);
  return Number((nanos - (rest < 0n ? rest + BigInt(NANOS_PER_MS) : rest)) / BigInt(NANOS_PER_MS));
}

function exact(kind: MomentKind, at: number): Moment | undefined {
  return Number.isSafeInteger(at) ? { kind, at } : undefined;
}

const LITERAL = /^(?:(time|date and time|duration)\(\s*"([^"\\]*)"\s*\)|@"([^"\\]*)")$/;
const MADE_BY: Readonly<Record<string, (value: unknown) => boolean>> = {
  time: (value) => value instanceof FeelTime,
  'date and time': (value) => value instanceof FeelDateTime,
  duration: (value) => value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration,
};

/** Reads `time("08:30:00")`, `@"P1D"` and the like, where `names` leave these words their meaning. */
export function momentReader(names: Readonly<Record<string, unknown>>): PointReader<MomentKind, number> {
  return (text) => {
    const literal = LITERAL.exec(text);
    if (literal === null) return null;
    const [, word, given, marked] = literal;
    const value = parseTemporal(given ?? marked ?? '');
    if (word !== undefined && (Object.hasOwn(names, word) || MADE_BY[word]?.(value) !== true)) return null;
    const moment = momentOf(value);
    return moment === undefined ? null : { kind: moment.kind, value: moment.at, ordered: true };
  };
}

/** Whether a column of this type may hold moments of this kind. */
export function momentFits(kind: MomentKind, column: TypeKind): boolean {
  return column === 'any' || kind.replace('zoned ', '') === column;
}
