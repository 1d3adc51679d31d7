import type { FieldType } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';

/** What is wrong with one answer; `row` (from 1) and `column` where it is a cell of a table. */
export interface AnswerProblem {
  readonly field: string;
  readonly kind: 'missing' | 'extra' | 'fixed' | 'type' | 'choice' | 'limit' | 'pattern' | 'check';
  readonly zh: string;
  readonly en: string;
  readonly row?: number;
  readonly column?: string;
}

/** A question or a column of one. */
interface Typed {
  readonly id: string;
  readonly type: FieldType;
}

/** Empty text is null; a decimal typed as a number becomes its text. */
export function normal(type: FieldType, value: Json | undefined): Json {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return null;
  return type === 'decimal' && typeof value === 'number' ? String(value) : value;
}

/** The value a formula gave as an answer of its type; null when it is none. */
export function computedValue(field: Typed, value: Json): Json {
  const { type } = field;
  const number = typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value.trim()) ? Number(value) : value;
  const fitted = type === 'integer' || type === 'number' ? number : type === 'string' && typeof value === 'number' ? String(value) : normal(type, value);
  return typeProblem(field, fitted) === null ? fitted : null;
}

type Test = (value: Json) => boolean;
const isText = (pattern: RegExp): Test => (value) => typeof value === 'string' && pattern.test(value);
const DAY = String.raw`-?\d{4,9}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])`;
const CLOCK = String.raw`([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?`;
const ZONE = String.raw`(Z|[+-]\d\d:\d\d|@[A-Za-z_/+-]+)?`;

const isDate = isText(new RegExp(`^${DAY}$`));
const isMoment = isText(new RegExp(`^${DAY}T${CLOCK}${ZONE}$`));

const TYPE_TESTS: Readonly<Record<FieldType, Test>> = {
  string: (value) => typeof value === 'string',
  integer: (value) => Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  decimal: isText(/^-?\d{1,34}(\.\d{1,34})?$/),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => isDate(value) && isRealDay(value),
  time: isText(new RegExp(`^${CLOCK}${ZONE}$`)),
  'date-time': (value) => isMoment(value) && isRealDay(value),
  duration: isText(/^-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/),
  list: (value) => Array.isArray(value),
  context: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  any: () => true,
};

/** Looks at the day of an ISO date or date-time: 30 February has the right letters and does not exist. */
function isRealDay(value: Json): boolean {
  const day = typeof value === 'string' ? (value.split('T')[0] ?? '') : '';
  const [year = 0, month = 1, date = 1] = day.replace(/^-/, '').split('-').map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return date <= ([31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0);
}

export function typeProblem(field: Typed, value: Json): AnswerProblem | null {
  if (value === null || TYPE_TESTS[field.type](value)) return null;
  const [zh, en] = givenWords(value);
  return { field: field.id, kind: 'type', zh: `“${field.id}”要填${TYPE_WORDS[field.type][0]}，填的是${zh}`, en: `"${field.id}" must be ${TYPE_WORDS[field.type][1]}; ${en} was given` };
}

/** What somebody gave instead. Never the value itself: it may say something of a person, and a refusal is passed on and kept. */
function givenWords(value: Json): readonly [string, string] {
  if (typeof value === 'string') return ['别的文字', 'other text'];
  if (typeof value === 'number') return ['数', 'a number'];
  if (typeof value === 'boolean') return ['是或否', 'yes or no'];
  return Array.isArray(value) ? ['一组值', 'a list'] : ['一组字段', 'a group of fields'];
}

const TYPE_WORDS: Readonly<Record<FieldType, readonly [string, string]>> = {
  string: ['文字', 'text'],
  integer: ['整数', 'a whole number'],
  number: ['数', 'a number'],
  decimal: ['金额或小数', 'a decimal number'],
  boolean: ['是或否', 'yes or no'],
  date: ['日期', 'a date'],
  time: ['时间', 'a time'],
  'date-time': ['日期和时间', 'a date and time'],
  duration: ['时长', 'a duration'],
  list: ['列表', 'a list'],
  context: ['一组值', 'a set of values'],
  any: ['值', 'a value'],
};
