/** Civil months as `YYYY-MM`, days as `YYYY-MM-DD`; weeks begin on Monday. */

const two = (n: number): string => String(n).padStart(2, '0');

function partsOf(month: string): [number, number] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return [year, number];
}

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function addMonths(month: string, by: number): string {
  const [year, number] = partsOf(month);
  const index = year * 12 + number - 1 + by;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${two((index % 12) + 1)}`;
}

export function daysOf(month: string): readonly string[] {
  const [year, number] = partsOf(month);
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length: count }, (_, index) => `${month}-${two(index + 1)}`);
}

/** The days of a month in weeks; null where a week begins or ends outside of it. */
export function weeksOf(month: string): readonly (readonly (string | null)[])[] {
  const [year, number] = partsOf(month);
  const before = (new Date(Date.UTC(year, number - 1, 1)).getUTCDay() + 6) % 7;
  const cells = [...Array.from({ length: before }, () => null), ...daysOf(month)];
  const weeks = Array.from({ length: Math.ceil(cells.length / 7) }, (_, index) => cells.slice(index * 7, index * 7 + 7));
  return weeks.map((week) => [...week, ...Array.from({ length: 7 - week.length }, () => null)]);
}

export function monthWords(month: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', year: 'numeric', month: 'long' }).format(new Date(`${month}-01T00:00:00Z`));
}

export function dayWords(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', month: 'long', day: 'numeric', weekday: 'short' }).format(new Date(`${day}T00:00:00Z`));
}

/** Monday to Sunday. */
export function weekdayWords(locale: string): readonly string[] {
  const words = new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'UTC', weekday: 'short' });
  return Array.from({ length: 7 }, (_, index) => words.format(new Date(Date.UTC(2024, 0, 1 + index))));
}
