import type { Locale } from '../../../../../runtime/schema/text.ts';
import { HOUSE_ZONE } from '../../../text/house-zone.ts';

/** 9 ms · 1.2 秒 · 2 分 51 秒 · 3 小时 4 分 */
export function durationText(ms: number, locale: Locale): string {
  const words = locale === 'en' ? { ms: ' ms', s: ' s', m: ' min', h: ' h', d: ' d' } : { ms: ' ms', s: ' 秒', m: ' 分', h: ' 小时', d: ' 天' };
  if (ms < 10) return `${ms.toFixed(ms < 1 && ms > 0 ? 2 : 0)}${words.ms}`;
  if (ms < 1000) return `${Math.round(ms)}${words.ms}`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}${words.s}`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}${words.m} ${Math.round(seconds % 60)}${words.s}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return `${hours}${words.h} ${minutes % 60}${words.m}`;
  return `${Math.floor(hours / 24)}${words.d} ${hours % 24}${words.h}`;
}

/** Year and clock of a moment in a zone. */
function partsIn(then: Date, zone: string): Readonly<Record<string, string>> {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).formatToParts(then);
  return Object.fromEntries(parts.map(({ type, value }) => [type, value]));
}

/** 1月20日 09:41; with the year when it is not this year. In the zone of the house unless another is named. */
export function stampText(iso: string, locale: Locale, zone: string = HOUSE_ZONE): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return iso;
  const sameYear = partsIn(then, zone)['year'] === partsIn(new Date(), zone)['year'];
  return new Intl.DateTimeFormat(locale, { month: locale === 'en' ? 'short' : 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone, ...(sameYear ? {} : { year: 'numeric' }) }).format(then);
}

/** 09:41:06.210, for the order of steps within one run. */
export function preciseClock(iso: string): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const { hour, minute, second } = partsIn(then, HOUSE_ZONE);
  return `${hour}:${minute}:${second}.${String(then.getUTCMilliseconds()).padStart(3, '0')}`;
}
