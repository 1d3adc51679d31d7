import { OFFICE_HOURS, type Calendar } from '../host/calendar.ts';
import { engineErrors } from './engine-errors.ts';
import { DAY_MS, fromWall, isoOf, parseInstant, toWall } from './time.ts';

/** Working days and office hours: the one place that counts them. Moments are ISO date-times, results in UTC. */
export interface WorkingClock {
  readonly zone: string;
  readonly calendar: Calendar | undefined;
  /** Named when the calendar does not know a year. */
  readonly calendarId: string;
}

/** The same time of day `count` working days later, or earlier when negative. @throws SCN_RUN_CALENDAR for a year the calendar does not know */
export function addWorkingDays(at: string, count: number, clock: WorkingClock): string {
  if (!Number.isFinite(count)) throw engineErrors.SCN_RUN_TIME({ value: String(count) });
  const direction = count < 0 ? -1 : 1;
  let wall = toWall(parseInstant(at), clock.zone);
  for (let left = Math.ceil(Math.abs(count)); left > 0; ) {
    wall += direction * DAY_MS;
    if (isWorkingDay(wall, clock)) left -= 1;
  }
  return isoOf(fromWall(wall, clock.zone), String(count));
}

/** Working days from one moment to another, both as days in the zone: 0 on the same day, negative when `to` is before `from`. @throws SCN_RUN_CALENDAR */
export function countWorkingDays(from: string, to: string, clock: WorkingClock): number {
  const dayOf = (at: string) => Math.floor(toWall(parseInstant(at), clock.zone) / DAY_MS);
  const [start, end] = [dayOf(from), dayOf(to)];
  let count = 0;
  for (let day = Math.min(start, end) + 1; day <= Math.max(start, end); day += 1) if (isWorkingDay(day * DAY_MS, clock)) count += 1;
  return end < start ? -count : count;
}

/** As `countWorkingDays`; undefined when a year between is not in the calendar. */
export function workingDaysBetween(from: string, to: string, zone: string, calendar: Calendar | undefined): number | undefined {
  try {
    return countWorkingDays(from, to, { zone, calendar, calendarId: '' });
  } catch {
    return undefined;
  }
}

/** So much office time later, or earlier when negative: what begins outside office hours begins with the next ones. @throws SCN_RUN_CALENDAR */
export function addOfficeTime(at: string, ms: number, clock: WorkingClock): string {
  if (!Number.isFinite(ms)) throw engineErrors.SCN_RUN_TIME({ value: String(ms) });
  let left = Math.abs(ms);
  const start = parseInstant(at);
  if (left === 0) return isoOf(start, at);
  for (const [from, to] of ms > 0 ? officeTimesAfter(start, clock) : officeTimesBefore(start, clock)) {
    const length = to - from;
    if (length >= left) return isoOf(ms > 0 ? from + left : to - left, at);
    left -= length;
  }
  throw engineErrors.SCN_RUN_TIME({ value: at });
}

/** Office time from one moment to a later one, in milliseconds. @throws SCN_RUN_CALENDAR */
export function officeTimeBetween(from: string, to: string, clock: WorkingClock): number {
  const end = parseInstant(to);
  let total = 0;
  for (const [begins, ends] of officeTimesAfter(parseInstant(from), clock)) {
    if (begins >= end) break;
    total += Math.min(ends, end) - begins;
  }
  return total;
}

/** More days than any deadline lies ahead; a calendar whose office is never open ends here. */
const MAX_DAYS = 40_000;

function* officeTimesAfter(start: number, clock: WorkingClock): Iterable<readonly [number, number]> {
  const first = Math.floor(toWall(start, clock.zone) / DAY_MS);
  for (let day = first; day < first + MAX_DAYS; day += 1) {
    for (const [from, to] of officeTimesOf(day, clock)) if (to > start) yield [Math.max(from, start), to];
  }
}

function* officeTimesBefore(end: number, clock: WorkingClock): Iterable<readonly [number, number]> {
  const last = Math.floor(toWall(end, clock.zone) / DAY_MS);
  for (let day = last; day > last - MAX_DAYS; day -= 1) {
    for (const [from, to] of officeTimesOf(day, clock).toReversed()) if (from < end) yield [from, Math.min(to, end)];
  }
}

/** The office times of a day as moments. */
function officeTimesOf(day: number, clock: WorkingClock): readonly (readonly [number, number])[] {
  if (!isWorkingDay(day * DAY_MS, clock)) return [];
  const hours = clock.calendar?.hours ?? OFFICE_HOURS;
  return hours.map(([from, to]) => [fromWall(day * DAY_MS + timeOfDay(from), clock.zone), fromWall(day * DAY_MS + timeOfDay(to), clock.zone)] as const);
}

function timeOfDay(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return (hours * 60 + minutes) * 60_000;
}

function isWorkingDay(wall: number, { calendar, calendarId }: WorkingClock): boolean {
  const date = new Date(wall);
  const year = date.getUTCFullYear();
  if (!calendar?.years.includes(year)) throw engineErrors.SCN_RUN_CALENDAR({ calendar: calendarId, year });
  const day = date.toISOString().slice(0, 10);
  if (calendar.workdays.has(day)) return true;
  if (calendar.holidays.has(day)) return false;
  return date.getUTCDay() !== 0 && date.getUTCDay() !== 6;
}
