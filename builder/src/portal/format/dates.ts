import { HOUSE_ZONE } from '../../text/house-zone.ts';
import type { Locale } from '../../../../runtime/schema/text.ts';

export const ZONE = HOUSE_ZONE;
/** Offset of `ZONE`: it has had no summer time since 1991. */
export const ZONE_OFFSET = '+08:00';

export interface Civil {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number;
  readonly hour: number;
  readonly minute: number;
}

const DAY_MS = 86_400_000;
const WEEK_ZH = '日一二三四五六';
const WEEK_EN = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTH_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Civil parts in `ZONE` of an ISO moment, or of a plain `YYYY-MM-DD`; null when it is neither. */
export function civil(iso: string): Civil | null {
  const plain = /^\d{4}-\d{2}-\d{2}$/.test(iso);
  const ms = Date.parse(plain ? `${iso}T00:00:00${ZONE_OFFSET}` : iso.replace(/@.*$/, '').replace(/\[.*\]$/, ''));
  if (Number.isNaN(ms)) return null;
  const at = new Date(ms + 8 * 3_600_000);
  return { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), weekday: at.getUTCDay(), hour: at.getUTCHours(), minute: at.getUTCMinutes() };
}

/** The civil day of a moment as `YYYY-MM-DD`; empty text for what is no moment. */
export function isoDay(iso: string): string {
  const at = civil(iso);
  return at === null ? '' : `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}`;
}

/** Number of the civil day, to count days between two moments. */
export function dayNumber(at: Civil): number {
  return Math.round(Date.UTC(at.year, at.month - 1, at.day) / DAY_MS);
}

const two = (n: number): string => String(n).padStart(2, '0');

function dayWords(at: Civil, locale: Locale, thisYear: number): string {
  const other = at.year !== thisYear;
  if (locale === 'en') return `${at.day} ${MONTH_EN[at.month - 1] ?? ''}${other ? ` ${at.year}` : ''}`;
  return `${other ? `${at.year}年` : ''}${at.month}月${at.day}日`;
}

function yearOf(now: string): number {
  return civil(now)?.year ?? 0;
}

/** `1月20日（周四）`, with the year when it is not this year. */
export function formatDay(iso: string, locale: Locale, now: string): string {
  const at = civil(iso);
  if (!at) return iso;
  const words = dayWords(at, locale, yearOf(now));
  return locale === 'en' ? `${WEEK_EN[at.weekday] ?? ''} ${words}` : `${words}（周${WEEK_ZH[at.weekday] ?? ''}）`;
}

/** `1月20日 09:42`. */
export function formatMoment(iso: string, locale: Locale, now: string): string {
  const at = civil(iso);
  if (!at) return iso;
  const words = dayWords(at, locale, yearOf(now));
  return `${words}${locale === 'en' ? ',' : ''} ${two(at.hour)}:${two(at.minute)}`;
}

/** `1月20日`, or `2022年1月20日` when it is not this year. */
export function formatDate(iso: string, locale: Locale, now: string): string {
  const at = civil(iso);
  return at ? dayWords(at, locale, yearOf(now)) : iso;
}

/** `09:42`. */
export function formatTime(iso: string): string {
  const at = civil(iso);
  return at ? `${two(at.hour)}:${two(at.minute)}` : iso;
}
