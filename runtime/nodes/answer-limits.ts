import { RE2JS } from 're2js';
import { dayLimit, isDayWord } from '../schema/date-limit.ts';
import type { FieldType, FormField } from '../schema/field.ts';
import { faultWords } from '../schema/text-kind/fault-words.ts';
import { kindFault, textAsKept } from '../schema/text-kind/text-kind.ts';
import type { Json } from '../schema/json.ts';
import type { AnswerProblem } from './answer-type.ts';

type Ruled = Pick<FormField, 'id' | 'type' | 'min' | 'max' | 'maxLength' | 'kind' | 'pattern'>;

/** A plain text as it is checked and kept. */
export function keptText({ kind, pattern }: Pick<FormField, 'kind' | 'pattern'>, value: Json): Json {
  return typeof value === 'string' && (kind !== undefined || pattern !== undefined) ? textAsKept({ kind, pattern }, value, (rule, text) => RE2JS.matches(rule, text)) : value;
}

/** What the rules of a question or a column say against one plain value. `today` is the day it is where the scenario lives. */
export function limitProblems(field: Ruled, value: Json, allowed: readonly (string | number)[] | undefined, today: () => string): AnswerProblem[] {
  const { id, type } = field;
  const found: AnswerProblem[] = [];
  if (allowed !== undefined && !allowed.some((item) => item === value)) {
    found.push({ field: id, kind: 'choice', zh: `“${id}”只能选 ${allowed.join('、')}`, en: `"${id}" must be one of ${allowed.join(', ')}` });
  }
  const min = limitOf(field.min, today);
  const max = limitOf(field.max, today);
  if (min !== undefined && order(type, value, min) < 0) found.push({ field: id, kind: 'limit', zh: `“${id}”不能${DATED.has(type) ? '早' : '小'}于 ${min}`, en: `"${id}" must not be ${DATED.has(type) ? 'before' : 'less than'} ${min}` });
  if (max !== undefined && order(type, value, max) > 0) found.push({ field: id, kind: 'limit', zh: `“${id}”不能${DATED.has(type) ? '晚' : '大'}于 ${max}`, en: `"${id}" must not be ${DATED.has(type) ? 'after' : 'more than'} ${max}` });
  const length = field.maxLength !== undefined && typeof value === 'string' ? Array.from(value).length : 0;
  if (field.maxLength !== undefined && length > field.maxLength) {
    found.push({ field: id, kind: 'limit', zh: `“${id}”最多 ${field.maxLength} 字，现在 ${length} 字`, en: `"${id}" may have ${field.maxLength} characters, not ${length}` });
  }
  const fault = field.kind !== undefined && typeof value === 'string' ? kindFault(field.kind, value, today()) : null;
  if (field.kind !== undefined && fault !== null) {
    const words = faultWords(field.kind, fault);
    found.push({ field: id, kind: 'pattern', zh: `“${id}”${words['zh-CN']}`, en: `"${id}" ${words.en}` });
  }
  if (field.pattern !== undefined && typeof value === 'string' && !RE2JS.matches(field.pattern, value)) {
    found.push({ field: id, kind: 'pattern', zh: `“${id}”的格式不对`, en: `"${id}" does not have the right format` });
  }
  return found;
}

const DATED: ReadonlySet<FieldType> = new Set<FieldType>(['date', 'date-time']);

function limitOf(limit: string | number | undefined, today: () => string): string | number | undefined {
  return typeof limit === 'string' && isDayWord(limit) ? dayLimit(limit, today()) : limit;
}

/** Below zero when the value comes before the limit: numbers as numbers, instants as milliseconds, ISO dates as text. */
function order(type: FieldType, value: Json, limit: string | number): number {
  if (type === 'integer' || type === 'number' || type === 'decimal') return Number(value) - Number(limit);
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  const edge = String(limit);
  if (type === 'date-time') return edge.length === 10 ? compare(written.slice(0, 10), edge) : Date.parse(written) - Date.parse(edge);
  return compare(written, edge);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
