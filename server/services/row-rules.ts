import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { DatasetField, FieldType } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { TYPE_WORDS } from '../stores/rows/convert.ts';

/** Why a value may not stand in a column: short code, and a sentence in each language. */
export interface RowProblem {
  readonly field: string;
  readonly value: Json;
  readonly code: 'missing' | 'type' | 'enum' | 'unknown' | 'unique' | 'computed';
  readonly message: Readonly<Record<Locale, string>>;
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const DECIMAL = /^-?\d{1,30}(\.\d{1,12})?$/;
const DURATION = /^-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/;

function isRealDay(text: string): boolean {
  const day = text.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

const isText = (pattern: RegExp) => (value: Json) => typeof value === 'string' && pattern.test(value);

const FITS: Readonly<Record<FieldType, (value: Json) => boolean>> = {
  string: (value) => typeof value === 'string' && value.length <= 20_000,
  integer: (value) => typeof value === 'number' && Number.isSafeInteger(value),
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  decimal: (value) => isText(DECIMAL)(value),
  boolean: (value) => typeof value === 'boolean',
  date: (value) => isText(DATE)(value) && isRealDay(value as string),
  time: isText(TIME),
  'date-time': (value) => isText(DATE_TIME)(value) && isRealDay(value as string),
  duration: isText(DURATION),
  list: (value) => Array.isArray(value),
  context: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  any: () => true,
};

/** What is wrong with a value in a column; null when nothing is. */
export function cellProblem(field: DatasetField, value: Json | undefined): RowProblem | null {
  // Titles of own datasets point into texts of their scenario, which are not here.
  const title = field.title === undefined || field.title.startsWith('@') ? field.id : field.title;
  const english = titleIn({ ...field, title }, 'en');
  const isEmpty = value === undefined || value === null || value === '';
  if (field.compute !== undefined) {
    return isEmpty ? null : { field: field.id, value, code: 'computed', message: { 'zh-CN': `“${title}”由公式算出，不能填写，请去掉这一项`, en: `“${english}” is worked out by a formula and cannot be filled in; leave it out` } };
  }
  if (isEmpty) {
    return field.optional ? null : { field: field.id, value: value ?? null, code: 'missing', message: { 'zh-CN': `“${title}”不能为空`, en: `“${english}” must not be empty` } };
  }
  if (!FITS[field.type](value)) {
    const { name, example } = TYPE_WORDS[field.type];
    return { field: field.id, value, code: 'type', message: { 'zh-CN': `“${title}”要写成${name['zh-CN']}，例如 ${example}`, en: `“${english}” must be a ${name.en}, such as ${example}` } };
  }
  if (field.enum && !field.enum.includes(value as string | number)) {
    return { field: field.id, value, code: 'enum', message: { 'zh-CN': `“${title}”只能是：${field.enum.join('、')}`, en: `“${english}” must be one of: ${field.enum.join(', ')}` } };
  }
  return null;
}

const DATED = new Set(['valid_from', 'valid_to']);

/** Everything wrong with a row, in the order of the dataset's fields. */
export function rowProblems(definition: DatasetDefinition, data: JsonObject): RowProblem[] {
  const known = new Set(definition.fields.map((field) => field.id));
  const unknown = Object.keys(data).filter((name) => !known.has(name) && !(definition.dated && DATED.has(name)));
  const found = definition.fields.map((field) => cellProblem(field, data[field.id])).filter((problem) => problem !== null);
  return [...found, ...unknown.map((field): RowProblem => ({ field, value: data[field] ?? null, code: 'unknown', message: { 'zh-CN': `没有字段“${field}”`, en: `There is no field “${field}”` } }))];
}
