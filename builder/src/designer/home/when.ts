import type { Locale } from '../../../../runtime/schema/text.ts';
import { HOUSE_ZONE } from '../../text/house-zone.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Languages with long words shorten them: it stands in narrow columns. */
const STYLE: Readonly<Record<Locale, 'long' | 'short'>> = { 'zh-CN': 'long', en: 'short' };

const dayIn = (moment: Date): string => new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: HOUSE_ZONE }).format(moment);

/** 刚刚 / 20 分钟前 / 昨天 / 1月17日; with the year when it is not this year. */
export function whenText(iso: string, now: Date, locale: Locale): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: STYLE[locale] });
  const ago = now.getTime() - then.getTime();
  if (ago < MINUTE) return locale === 'en' ? 'just now' : '刚刚';
  if (ago < HOUR) return relative.format(-Math.floor(ago / MINUTE), 'minute');
  if (ago < DAY && dayIn(then) === dayIn(now)) return relative.format(-Math.floor(ago / HOUR), 'hour');
  if (ago < 2 * DAY) return relative.format(-1, 'day');
  const sameYear = dayIn(then).slice(0, 4) === dayIn(now).slice(0, 4);
  return new Intl.DateTimeFormat(locale, { month: locale === 'en' ? 'short' : 'long', day: 'numeric', timeZone: HOUSE_ZONE, ...(sameYear ? {} : { year: 'numeric' }) }).format(then);
}

/** 14:32 */
export function clockText(iso: string, locale: Locale): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: HOUSE_ZONE }).format(then);
}

/** 12月9日, of a calendar day wherever the reader is. */
export function dayText(day: string, locale: Locale): string {
  const then = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(then.getTime())) return day;
  return new Intl.DateTimeFormat(locale, { month: locale === 'en' ? 'short' : 'long', day: 'numeric', timeZone: 'UTC' }).format(then);
}
