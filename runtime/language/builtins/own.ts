import { charge } from '../context.ts';
import type { EvalContext } from '../context.ts';
import type { FeelDate } from '../values/dates.ts';
import type { FeelDateTime } from '../values/date-times.ts';
import { isWhole, toDouble, toInteger } from '../values/numbers.ts';
import { entryOf, hasEntry } from '../values/contexts.ts';
import type { ContextValue, Numeric, Value } from '../values/value.ts';
import { ANY } from '../types.ts';
import type { FeelType } from '../types.ts';
import { isIdCard, isUscc } from '../../schema/text-kind/identifiers.ts';
import { capitalAmount } from './chinese.ts';
import { alias, builtin, costing, overload } from './define-builtin.ts';
import { digest } from './digest.ts';
import type { Builtin } from './define-builtin.ts';
import { pinyinInitials } from './pinyin.ts';
import { dayOf } from './temporal.ts';
import { countWorkingDays, isWorkingDay, moveWorkingDays } from './working-days.ts';

type Day = FeelDate | FeelDateTime;

/** Completed years on a day; born on 29 February counts from 1 March in other years. Null before birth. */
function ageOn(birth: FeelDate, day: FeelDate): Value {
  if (day.epochDay < birth.epochDay) return null;
  const passed = day.month > birth.month || (day.month === birth.month && day.day >= birth.day);
  return day.year - birth.year - (passed ? 0 : 1);
}

function addWorking(context: EvalContext, day: FeelDate, count: Numeric): Value {
  const whole = isWhole(count) ? toInteger(count) : null;
  return whole === null ? null : moveWorkingDays(context, day, whole);
}

/** Stars for all but the first and last characters; a text too short to hide anything is hidden wholly. */
function masked(context: EvalContext, text: string, left: Numeric, right: Numeric): Value {
  const points = Array.from(text);
  charge(context, points.length);
  const keepLeft = toInteger(left);
  const keepRight = toInteger(right);
  if (keepLeft === null || keepRight === null || keepLeft < 0 || keepRight < 0) return null;
  if (keepLeft + keepRight >= points.length) return '*'.repeat(points.length);
  return points.slice(0, keepLeft).join('') + '*'.repeat(points.length - keepLeft - keepRight) + points.slice(points.length - keepRight).join('');
}

/** Mean earth radius in metres (IUGG). */
const EARTH_RADIUS_M = 6_371_008.8;

/** Great-circle distance in whole metres (haversine); null outside ±180° and ±90°. */
function distance(lon1: number, lat1: number, lon2: number, lat2: number): Value {
  if (Math.abs(lon1) > 180 || Math.abs(lon2) > 180 || Math.abs(lat1) > 90 || Math.abs(lat2) > 90) return null;
  const radians = Math.PI / 180;
  const half = (angle: number): number => Math.sin((angle * radians) / 2) ** 2;
  const a = half(lat2 - lat1) + Math.cos(lat1 * radians) * Math.cos(lat2 * radians) * half(lon2 - lon1);
  return Math.round(2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(a))));
}

/** Ordering one character against the initials. */
const CHARACTER_STEPS = 100;

function soundOf(context: EvalContext, text: string): Value {
  charge(context, CHARACTER_STEPS * text.length);
  return pinyinInitials(text);
}

/** The entry of a key, else the one for all other keys (`*`). */
function lookUp(table: ContextValue, key: string): Value {
  return hasEntry(table, key) ? entryOf(table, key) : entryOf(table, OTHER_KEYS);
}

const OTHER_KEYS = '*';

/** Entries of a parameter table are of one type. */
function entryType(table: FeelType | undefined): FeelType {
  const types = table?.kind === 'context' ? Object.values(table.fields) : [];
  return types.length > 0 && types.every((type) => type.kind === types[0]?.kind) ? (types[0] ?? ANY) : ANY;
}

/** Not of the standard; each has an English and a Chinese name. */
export const ownFunctions: readonly Builtin[] = [
  alias(builtin('days between', 'own', overload('from: day, to: day', 'number', (_c, from: Day, to: Day) => dayOf(to).epochDay - dayOf(from).epochDay)), '相差天数'),
  alias(builtin('working days between', 'own', overload('from: day, to: day', 'number', (context, from: Day, to: Day) => countWorkingDays(context, dayOf(from), dayOf(to)))), '工作日数'),
  alias(builtin('add working days', 'own', overload('day: day, count: number', 'date', (context, day: Day, count: Numeric) => addWorking(context, dayOf(day), count))), '加工作日'),
  alias(builtin('is working day', 'own', overload('day: day', 'boolean', (context, day: Day) => isWorkingDay(context, dayOf(day)))), '是工作日'),
  alias(builtin('age on', 'own', overload('birth: day, day: day', 'number', (_c, birth: Day, day: Day) => ageOn(dayOf(birth), dayOf(day)))), '周岁'),
  alias(builtin('masked', 'own', overload('text: string, keep left: number, keep right: number', 'string', masked)), '脱敏'),
  alias(costing(builtin('capital amount', 'own', overload('n: number', 'string', (_c, amount: Numeric) => capitalAmount(amount))), 20), '人民币大写'),
  alias(builtin('distance m', 'own', overload('lon1: number, lat1: number, lon2: number, lat2: number', 'number', (_c, lon1: Numeric, lat1: Numeric, lon2: Numeric, lat2: Numeric) => distance(toDouble(lon1), toDouble(lat1), toDouble(lon2), toDouble(lat2)))), '相距米数'),
  alias(costing(builtin('id card valid', 'own', overload('text: string', 'boolean', (_c, text: string) => isIdCard(text))), 10), '身份证有效'),
  alias(costing(builtin('uscc valid', 'own', overload('text: string', 'boolean', (_c, text: string) => isUscc(text))), 10), '统一社会信用代码有效'),
  alias(builtin('pinyin initials', 'own', overload('text: string', 'string', soundOf)), '拼音首字母'),
  alias(builtin('lookup', 'own', overload('table: context, key: string', ([table]) => entryType(table), (_c, table: ContextValue, key: string) => lookUp(table, key))), '查表'),
  alias(builtin('sha256', 'own', overload('value: any', 'string', (context, value: Value) => (value === null ? null : digest(context, value)))), '摘要'),
];
