import type { FieldType } from '../../schema/field.ts';
import type { Json } from '../../schema/json.ts';
import type { LocalText } from '../../schema/text.ts';
import { valueSchema } from '../../schema/value-schema.ts';
import { toJson } from '../json.ts';
import { typeFromSchema, type FeelType, type TypeKind } from '../types.ts';
import { kindOf, type ValueKind } from '../values/contexts.ts';
import { isWhole } from '../values/numbers.ts';
import type { Numeric, Value } from '../values/value.ts';

/** The kinds of value a column of a type holds. */
const KINDS: Readonly<Record<FieldType, readonly (TypeKind & ValueKind)[]>> = {
  string: ['string'],
  integer: ['number'],
  number: ['number'],
  decimal: ['number'],
  boolean: ['boolean'],
  date: ['date'],
  time: ['time'],
  'date-time': ['date-time'],
  duration: ['days-time-duration', 'years-months-duration'],
  list: ['list'],
  context: ['context'],
  any: [],
};

/** Characters of a text, and of the JSON of a list or a group of values, that a worked-out cell holds at most. */
export const MOST_TEXT = 20_000;

export function typeOfColumn(type: FieldType): FeelType {
  return typeFromSchema(valueSchema(type));
}

/** What a column of a type holds, as a sentence says it. */
export const HOLDS: Readonly<Record<FieldType, LocalText>> = {
  string: { 'zh-CN': '文本', en: 'a text' },
  integer: { 'zh-CN': '整数', en: 'a whole number' },
  number: { 'zh-CN': '数字', en: 'a number' },
  decimal: { 'zh-CN': '小数', en: 'a decimal number' },
  boolean: { 'zh-CN': '是/否', en: 'yes or no' },
  date: { 'zh-CN': '日期', en: 'a date' },
  time: { 'zh-CN': '时间', en: 'a time' },
  'date-time': { 'zh-CN': '日期时间', en: 'a date and time' },
  duration: { 'zh-CN': '时长', en: 'a duration' },
  list: { 'zh-CN': '列表', en: 'a list' },
  context: { 'zh-CN': '一组值', en: 'a group of values' },
  any: { 'zh-CN': '任意值', en: 'any value' },
};

/** Whether a formula of a type may fill a column of another: the same kind, or one that is known only once there is a value. */
export function mayFill({ kind }: FeelType, type: FieldType): boolean {
  return type === 'any' || kind === 'any' || kind === 'null' || (KINDS[type] as readonly string[]).includes(kind);
}

const COLUMN_OF: Readonly<Partial<Record<TypeKind, FieldType>>> = {
  string: 'string', boolean: 'boolean', date: 'date', time: 'time', 'date-time': 'date-time', 'days-time-duration': 'duration', 'years-months-duration': 'duration', list: 'list', context: 'context',
};

/** The column type that fits what a formula gives; undefined when only its values will tell. */
export function columnTypeOf(type: FeelType): FieldType | undefined {
  if (type.kind === 'number') return type.decimal ? 'decimal' : type.integer ? 'integer' : 'number';
  return COLUMN_OF[type.kind];
}

/** A worked-out value as it is stored; undefined when it is none of the column's type. Null stays null. */
export function storedCell(value: Value, type: FieldType, feelType: FeelType): Json | undefined {
  if (value === null) return null;
  const kind = kindOf(value);
  const fits = type === 'any' ? kind !== 'function' && kind !== 'range' : (KINDS[type] as readonly string[]).includes(kind);
  if (!fits || (type === 'integer' && !isWhole(value as Numeric))) return undefined;
  const json = toJson(value, feelType);
  // A number no double can say stays text, which a column of numbers does not hold.
  if ((type === 'integer' || type === 'number') && typeof json !== 'number') return undefined;
  const length = typeof json === 'string' ? json.length : typeof json === 'object' ? JSON.stringify(json).length : 0;
  return length > MOST_TEXT ? undefined : json;
}
