/** The one place that deals with date-times: a day, a time of day and, when known, an offset or zone. */
import type { FeelDate} from './dates.ts';
import { addDays, addMonths, dateFromEpochDay, dateText, parseDate } from './dates.ts';
import { FeelTime, NANOS_PER_DAY, NANOS_PER_SECOND, parseTime, timeText } from './times.ts';
import { offsetAt, offsetOfLocal } from './zones.ts';
import type { Zone } from './zones.ts';

export class FeelDateTime {
  readonly date: FeelDate;
  readonly time: FeelTime;
  constructor(date: FeelDate, time: FeelTime) {
    this.date = date;
    this.time = time;
  }
}

const END_OF_DAY = /^24:00:00(?:\.0+)?(?=$|[Zz+\-@])/;

/** Reads `date T time`; `24:00:00` is midnight of the next day (XML Schema); null when it is not a date-time. */
export function parseDateTime(text: string): FeelDateTime | null {
  const mark = text.indexOf('T');
  if (mark === -1) return null;
  const date = parseDate(text.slice(0, mark));
  const clock = text.slice(mark + 1);
  const ended = END_OF_DAY.test(clock);
  const time = parseTime(ended ? clock.replace(END_OF_DAY, '00:00:00') : clock);
  const day = ended && date !== null ? addDays(date, 1) : date;
  return day === null || time === null ? null : new FeelDateTime(day, time);
}

export function dateTimeText(value: FeelDateTime): string {
  return `${dateText(value.date)}T${timeText(value.time)}`;
}

export function localSeconds(value: FeelDateTime): number {
  return value.date.epochDay * 86_400 + Math.floor(value.time.nanos / NANOS_PER_SECOND);
}

/** Seconds east of UTC; null for a local date-time. */
export function offsetOfDateTime(value: FeelDateTime): number | null {
  return value.time.zone === null ? null : offsetOfLocal(value.time.zone, localSeconds(value));
}

const DAY = BigInt(NANOS_PER_DAY);

/** Nanoseconds since 1970 UTC; a local date-time is read as UTC. */
export function instantNanos(value: FeelDateTime): bigint {
  return BigInt(value.date.epochDay) * DAY + BigInt(value.time.nanos) - BigInt(offsetOfDateTime(value) ?? 0) * 1_000_000_000n;
}

/** Null outside the years of the language. */
export function fromInstant(nanos: bigint, zone: Zone | null): FeelDateTime | null {
  const seconds = Number(nanos / 1_000_000_000n);
  return fromLocalNanos(nanos + BigInt(zone === null ? 0 : offsetAt(zone, seconds)) * 1_000_000_000n, zone);
}

function fromLocalNanos(local: bigint, zone: Zone | null): FeelDateTime | null {
  let day = local / DAY;
  let rest = local % DAY;
  if (rest < 0n) {
    rest += DAY;
    day -= 1n;
  }
  const date = dateFromEpochDay(Number(day));
  return date === null ? null : new FeelDateTime(date, new FeelTime(Number(rest), zone));
}

/** Exact time on the time line for zoned values, clock time for local ones. */
export function addNanos(value: FeelDateTime, nanos: bigint): FeelDateTime | null {
  return fromInstant(instantNanos(value) + nanos, value.time.zone);
}

export function addMonthsToDateTime(value: FeelDateTime, months: number): FeelDateTime | null {
  const date = addMonths(value.date, months);
  return date === null ? null : new FeelDateTime(date, value.time);
}

/** Midnight UTC of a day: how the language reads a date where a date-time is expected (DMN 10.3.2.9.4). */
export function startOfDay(date: FeelDate): FeelDateTime {
  return new FeelDateTime(date, new FeelTime(0, { kind: 'offset', seconds: 0 }));
}

export function addDaysToDateTime(value: FeelDateTime, days: number): FeelDateTime | null {
  const date = addDays(value.date, days);
  return date === null ? null : new FeelDateTime(date, value.time);
}
