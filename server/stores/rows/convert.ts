import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { LocalText } from '../../../runtime/schema/text.ts';

/** The value as a row holds it, or undefined when it is not of the type. */
type Convert = (value: Json) => Json | undefined;

interface TypeWords {
  readonly name: LocalText;
  readonly example: string;
}

/** How a type is called, and a value to copy from. */
export const TYPE_WORDS: Readonly<Record<FieldType, TypeWords>> = {
  string: { name: { 'zh-CN': '文字', en: 'text' }, example: '杭州' },
  integer: { name: { 'zh-CN': '整数', en: 'whole number' }, example: '120' },
  number: { name: { 'zh-CN': '数字', en: 'number' }, example: '12.5' },
  decimal: { name: { 'zh-CN': '小数', en: 'decimal number' }, example: '180.00' },
  boolean: { name: { 'zh-CN': '是或否', en: 'yes or no' }, example: '是' },
  date: { name: { 'zh-CN': '日期', en: 'date' }, example: '2026-11-24' },
  time: { name: { 'zh-CN': '时间', en: 'time' }, example: '09:30' },
  'date-time': { name: { 'zh-CN': '日期时间', en: 'date and time' }, example: '2026-11-24 09:30' },
  duration: { name: { 'zh-CN': '时长', en: 'duration' }, example: 'P30D' },
  list: { name: { 'zh-CN': '列表', en: 'list' }, example: '["A","B"]' },
  context: { name: { 'zh-CN': '对象', en: 'record' }, example: '{"a":1}' },
  any: { name: { 'zh-CN': '值', en: 'value' }, example: '1' },
};

const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$/;
/** Year first, so that no day can be taken for a month. */
const DATE = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|(\d{2})(\d{2})|年(\d{1,2})月(\d{1,2})日)$/;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?$/;
const DATE_TIME = /^(.+?)(?:T|\s+)(\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?$/;
const DURATION = /^-?P(?=.)(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=.)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?$/;

const YES = new Set(['true', 'yes', 'y', '1', '是', '真', '√']);
const NO = new Set(['false', 'no', 'n', '0', '否', '假', '×']);

const plain = (value: Json): string | undefined => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : undefined);

function numeric(value: Json): string | undefined {
  const text = plain(value);
  return text !== undefined && NUMBER.test(text) ? text.replaceAll(',', '').replace(/^\+/, '') : undefined;
}

function integer(value: Json): Json | undefined {
  const text = numeric(value);
  const number = Number(text);
  return text !== undefined && Number.isSafeInteger(number) ? number : undefined;
}

function number(value: Json): Json | undefined {
  if (typeof value === 'number') return value;
  const text = numeric(value);
  return text === undefined ? undefined : Number(text);
}

function boolean(value: Json): Json | undefined {
  if (typeof value === 'boolean') return value;
  const text = plain(value)?.toLowerCase() ?? '';
  return YES.has(text) ? true : NO.has(text) ? false : undefined;
}

/** ISO day, or undefined; 2026-02-30 is not a day. */
function day(text: string): string | undefined {
  const [, year = '', ...parts] = DATE.exec(text) ?? [];
  const [month, date] = parts.filter((part) => part !== undefined).map(Number);
  if (month === undefined || date === undefined) return undefined;
  const moment = new Date(Date.UTC(Number(year), month - 1, date));
  const iso = `${year}-${two(month)}-${two(date)}`;
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date ? iso : undefined;
}

function clock(text: string): string | undefined {
  const match = TIME.exec(text);
  if (!match) return undefined;
  const [, hour = '', minute = '', second = '00', fraction = ''] = match;
  return Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? `${hour.padStart(2, '0')}:${minute}:${second}${fraction}` : undefined;
}

/** A day; spreadsheets like to add midnight to it. */
function date(value: Json): Json | undefined {
  const text = typeof value === 'number' ? String(value) : plain(value) ?? '';
  return day(text.replace(/[T\s]+0{1,2}:00(?::00(?:\.0+)?)?$/, ''));
}

function dateTime(value: Json): Json | undefined {
  const [, days = '', time = '', zone = ''] = DATE_TIME.exec(plain(value) ?? '') ?? [];
  const iso = day(days);
  const moment = clock(time);
  if (iso === undefined || moment === undefined) return undefined;
  return `${iso}T${moment}${/^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone}`;
}

const structure = (fits: (value: Json) => boolean): Convert => (value) => {
  const parsed = typeof value === 'string' ? parsedJson(value) : value;
  return parsed !== undefined && fits(parsed) ? parsed : undefined;
};

function parsedJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** A longer text is no cell but a file. */
const MOST_TEXT = 100_000;

/** One function per type; text of a cell and JSON values alike. Null never gets here. */
export const CONVERT: Readonly<Record<FieldType, Convert>> = {
  string: (value) => (typeof value === 'string' ? (value.length > MOST_TEXT ? undefined : value) : typeof value === 'number' ? String(value) : undefined),
  integer,
  number,
  decimal: numeric,
  boolean,
  date,
  time: (value) => clock(plain(value) ?? ''),
  'date-time': dateTime,
  duration: (value) => (DURATION.test(plain(value) ?? '') ? plain(value) : undefined),
  list: structure((value) => Array.isArray(value)),
  context: structure((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
  any: (value) => value,
};

function two(n: number): string {
  return String(n).padStart(2, '0');
}
