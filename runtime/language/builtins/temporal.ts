import { dayOfYear, FeelDate, weekdayOf, weekOfYear } from '../values/dates.ts';
import type { FeelDateTime } from '../values/date-times.ts';
import { builtin, overload } from './define-builtin.ts';
import type { Builtin } from './define-builtin.ts';

const WEEKDAYS: readonly string[] = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS: readonly string[] = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export function dayOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDate ? value : value.date;
}

/** DMN 1.5, 10.3.4.6. Names of days and months are English, as the standard says. */
export const temporalFunctions: readonly Builtin[] = [
  builtin('day of year', '10.3.4.6', overload('date: day', 'number', (_c, date: FeelDate | FeelDateTime) => dayOfYear(dayOf(date)))),
  builtin('day of week', '10.3.4.6', overload('date: day', 'string', (_c, date: FeelDate | FeelDateTime) => WEEKDAYS[weekdayOf(dayOf(date)) - 1] ?? null)),
  builtin('month of year', '10.3.4.6', overload('date: day', 'string', (_c, date: FeelDate | FeelDateTime) => MONTHS[dayOf(date).month - 1] ?? null)),
  builtin('week of year', '10.3.4.6', overload('date: day', 'number', (_c, date: FeelDate | FeelDateTime) => weekOfYear(dayOf(date)))),
];
