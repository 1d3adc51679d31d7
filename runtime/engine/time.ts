import { engineErrors } from './engine-errors.ts';

/** Deadlines: the one place that adds durations to moments. Moments are ISO date-times, results in UTC (`…Z`). */

export const DAY_MS = 86_400_000;
const DURATION = /^(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/u;

interface Duration {
  readonly months: number;
  readonly days: number;
  readonly ms: number;
}

/** @throws SCN_RUN_TIME for text that is no ISO 8601 duration. */
export function parseDuration(text: string): Duration {
  const match = DURATION.exec(text);
  if (!match || /^-?P$|T$/u.test(text)) throw engineErrors.SCN_RUN_TIME({ value: text });
  const sign = match[1] === '-' ? -1 : 1;
  const part = (index: number): number => sign * Number(match[index] ?? 0);
  return { months: part(2) * 12 + part(3), days: part(4) * 7 + part(5), ms: part(6) * 3_600_000 + part(7) * 60_000 + part(8) * 1000 };
}

/** @throws SCN_RUN_TIME */
export function parseInstant(text: string): number {
  // FEEL may name the zone: `2022-01-20T10:00:00@Asia/Shanghai`.
  const named = /^(.+T.+)@(.+)$/u.exec(text);
  const ms = named ? fromWall(Date.parse(`${named[1] ?? ''}Z`), named[2] ?? 'UTC') : Date.parse(text);
  if (!Number.isFinite(ms)) throw engineErrors.SCN_RUN_TIME({ value: text });
  return ms;
}

/** Months and days are counted on the wall clock of the zone, hours and less on the time line. */
export function addDuration(at: string, duration: string, zone: string): string {
  const { months, days, ms } = parseDuration(duration);
  const start = parseInstant(at);
  const moved = months === 0 && days === 0 ? start : fromWall(shiftWall(toWall(start, zone), months, days), zone);
  return isoOf(moved + ms, duration);
}

/** The ISO day of a moment in a zone. */
export function localDay(at: string, zone: string): string {
  return new Date(toWall(parseInstant(at), zone)).toISOString().slice(0, 10);
}

/** The same moment as the clock of the zone shows it, so that its day is the day there: `…T07:40:00.000+08:00`. */
export function inZone(at: string, zone: string): string {
  const ms = parseInstant(at);
  const offset = offsetMs(ms, zone);
  const minutes = Math.abs(Math.trunc(offset / 60_000));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${isoOf(ms + offset, at).slice(0, -1)}${offset < 0 ? '-' : '+'}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
}

export function isoOf(ms: number, value: string): string {
  const date = new Date(ms);
  if (Number.isNaN(date.getTime())) throw engineErrors.SCN_RUN_TIME({ value });
  return date.toISOString();
}

/** Wall clock as if it were UTC, so that plain date arithmetic works on it. */
export function toWall(ms: number, zone: string): number {
  return ms + offsetMs(ms, zone);
}

/**
 * A time that a clock change repeats is its first occurrence; one that a change skips is read with the offset in force
 * before the change, so it is never earlier than what the clock showed.
 */
export function fromWall(wall: number, zone: string): number {
  const before = wall - offsetMs(wall - DAY_MS, zone);
  if (toWall(before, zone) === wall) return before;
  const after = wall - offsetMs(wall + DAY_MS, zone);
  return toWall(after, zone) === wall ? after : before;
}

function shiftWall(wall: number, months: number, days: number): number {
  const date = new Date(wall);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, last));
  return date.getTime() + days * DAY_MS;
}

const OFFSET = /^([+-])(\d{2}):?(\d{2})$/u;

function offsetMs(ms: number, zone: string): number {
  const fixed = OFFSET.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3])) * 60_000;
  // Constant since 1991; asking the zone data base costs some 20 µs and almost every scenario is in this zone.
  if (zone === 'Asia/Shanghai' && ms > SHANGHAI_CONSTANT_SINCE) return 8 * 3_600_000;
  const parts = formatOf(zone).formatToParts(ms);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return Date.UTC(value('year'), value('month') - 1, value('day'), value('hour'), value('minute'), value('second')) - Math.floor(ms / 1000) * 1000;
}

const SHANGHAI_CONSTANT_SINCE = Date.UTC(1991, 8, 16);

function formatOf(zone: string): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit' });
  } catch {
    throw engineErrors.SCN_RUN_TIME({ value: zone });
  }
}

/** A moment from what a formula gave: a date-time as it is, a bare day as its first moment in the zone. */
export function momentOf(text: string, zone: string): string {
  const ms = parseInstant(text);
  return /^[+-]?\d{4,9}-\d{2}-\d{2}$/u.test(text) ? isoOf(fromWall(ms, zone), text) : text.includes('@') ? isoOf(ms, text) : text;
}
