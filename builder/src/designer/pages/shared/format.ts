import type { Locale } from '../../../../../runtime/schema/text.ts';

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

/** 1月20日 09:41; with the year when it is not this year. In the reader's zone unless one is named. */
export function stampText(iso: string, locale: Locale, zone?: string): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return iso;
  const sameYear = then.getFullYear() === new Date().getFullYear();
  return new Intl.DateTimeFormat(locale, { month: locale === 'en' ? 'short' : 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, ...(zone === undefined ? {} : { timeZone: zone }), ...(sameYear ? {} : { year: 'numeric' }) }).format(then);
}

/** 09:41:06.210, for the order of steps within one run. */
export function preciseClock(iso: string): string {
  const then = new Date(iso);
  if (Number.isNaN(then.getTime())) return '';
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(then.getHours())}:${two(then.getMinutes())}:${two(then.getSeconds())}.${String(then.getMilliseconds()).padStart(3, '0')}`;
}
