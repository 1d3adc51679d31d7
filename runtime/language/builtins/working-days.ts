/** The one place that deals with working days: weekends and holidays off, make-up days on, only in the years the calendar knows. */
import type { WorkingCalendar } from '../calendar.ts';
import { charge, warn } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { addDays, dateFromEpochDay, dateText, weekdayOf } from '../values/dates.ts';
import type { FeelDate } from '../values/dates.ts';

/** Null, with a finding, when there is no calendar or it does not know the year. */
export function isWorkingDay(context: EvalContext, date: FeelDate): boolean | null {
  const { calendar } = context;
  if (calendar === undefined) {
    warn(context, 'SCN_RULE_CALENDAR_MISSING', {});
    return null;
  }
  if (!calendar.years.includes(date.year)) {
    warn(context, 'SCN_RULE_CALENDAR_YEAR', { year: date.year });
    return null;
  }
  return works(calendar, date);
}

function works(calendar: WorkingCalendar, date: FeelDate): boolean {
  const day = dateText(date);
  if (calendar.workdays.has(day)) return true;
  return weekdayOf(date) < 6 && !calendar.holidays.has(day);
}

/** Looking up one day in the calendar. */
const DAY_STEPS = 4;

/** Working days after `from` up to and with `to`; negative backwards; null when a year between is unknown. */
export function countWorkingDays(context: EvalContext, from: FeelDate, to: FeelDate): number | null {
  const [first, last] = from.epochDay <= to.epochDay ? [from, to] : [to, from];
  charge(context, DAY_STEPS * (last.epochDay - first.epochDay));
  let count = 0;
  for (let day = first.epochDay + 1; day <= last.epochDay; day++) {
    const date = dateFromEpochDay(day);
    const working = date === null ? null : isWorkingDay(context, date);
    if (working === null) return null;
    if (working) count += 1;
  }
  return from.epochDay <= to.epochDay || count === 0 ? count : -count;
}

/** The `count`-th working day after (or, negative, before) `from`; 0 is `from` itself. Null when a year on the way is unknown. */
export function moveWorkingDays(context: EvalContext, from: FeelDate, count: number): FeelDate | null {
  const step = count < 0 ? -1 : 1;
  let left = Math.abs(count);
  let date: FeelDate | null = from;
  while (left > 0 && date !== null) {
    charge(context, DAY_STEPS);
    date = addDays(date, step);
    const working = date === null ? null : isWorkingDay(context, date);
    if (working === null) return null;
    if (working) left -= 1;
  }
  return date;
}
