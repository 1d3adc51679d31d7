/**
 * The one place that deals with calendar days: proleptic Gregorian, years ±999,999,999 (DMN 10.3.2.3.4).
 * A day is year, month, day; `epochDay` counts days from 1970-01-01.
 */
export const MAX_YEAR = 999_999_999;

export class FeelDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly epochDay: number;
  constructor(year: number, month: number, day: number, epochDay: number) {
    this.year = year;
    this.month = month;
    this.day = day;
    this.epochDay = epochDay;
  }
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const MONTH_LENGTHS: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

/** Null when there is no such day. */
export function makeDate(year: number, month: number, day: number): FeelDate | null {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(day)) return null;
  if (year < -MAX_YEAR || year > MAX_YEAR || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return new FeelDate(year, month, day, epochDayOf(year, month, day));
}

// Days from civil, Howard Hinnant, https://howardhinnant.github.io/date_algorithms.html
function epochDayOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468;
}

/** Null outside the years of the language. */
export function dateFromEpochDay(epochDay: number): FeelDate | null {
  const z = epochDay + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor((dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const mp = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * mp + 2) / 5) + 1;
  const month = mp + (mp < 10 ? 3 : -9);
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return year < -MAX_YEAR || year > MAX_YEAR ? null : new FeelDate(year, month, day, epochDay);
}

const DATE_TEXT = /^(-?)([1-9]\d{4,8}|\d{4})-(\d{2})-(\d{2})$/;

/** Reads `YYYY-MM-DD` (XML Schema date without zone); null when it is not a day. */
export function parseDate(text: string): FeelDate | null {
  const match = DATE_TEXT.exec(text);
  if (match === null) return null;
  const year = Number(match[2]);
  if (match[1] === '-' && year === 0) return null;
  return makeDate(match[1] === '-' ? -year : year, Number(match[3]), Number(match[4]));
}

export function dateText(date: FeelDate): string {
  const year = String(Math.abs(date.year)).padStart(4, '0');
  return `${date.year < 0 ? '-' : ''}${year}-${pad2(date.month)}-${pad2(date.day)}`;
}

export function pad2(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** Adds calendar months; a day that does not exist becomes the last of its month. */
export function addMonths(date: FeelDate, months: number): FeelDate | null {
  const total = date.year * 12 + (date.month - 1) + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return makeDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

export function addDays(date: FeelDate, days: number): FeelDate | null {
  return dateFromEpochDay(date.epochDay + days);
}

/** Monday 1 … Sunday 7. */
export function weekdayOf(date: FeelDate): number {
  const offset = (date.epochDay + 3) % 7;
  return (offset < 0 ? offset + 7 : offset) + 1;
}

export function dayOfYear(date: FeelDate): number {
  return date.epochDay - epochDayOf(date.year, 1, 1) + 1;
}

/** ISO 8601 week number. */
export function weekOfYear(date: FeelDate): number {
  const thursday = date.epochDay - weekdayOf(date) + 4;
  const year = dateFromEpochDay(thursday)?.year ?? date.year;
  return Math.floor((thursday - epochDayOf(year, 1, 1)) / 7) + 1;
}
