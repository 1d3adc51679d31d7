import type { FormColumn, FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { keptText, limitProblems } from './answer-limits.ts';
import { normal, typeProblem } from './answer-type.ts';
import type { AnswerProblem } from './answer-type.ts';

/** Rows of one table when the author says nothing else, and at most. */
const MOST_ROWS = 100;
const MOST_EVER = 500;

const isRow = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

export function mostRows({ max }: Pick<FormField, 'max'>): number {
  return Math.min(typeof max === 'number' ? max : MOST_ROWS, MOST_EVER);
}

/** Rows with every column, empty ones null; rows in which nothing was given are none. What is no list of rows stays as it is. */
export function rowsAnswer(field: FormField, value: Json | undefined): Json {
  if (value === undefined || (Array.isArray(value) && value.length === 0)) return null;
  if (!Array.isArray(value) || !(value as readonly Json[]).every(isRow)) return value;
  const columns = field.columns ?? [];
  const rows = (value as readonly JsonObject[]).map((row) => ({ ...row, ...Object.fromEntries(columns.map((column) => [column.id, column.compute === undefined ? keptText(column, normal(column.type, row[column.id])) : null])) }));
  const filled = rows.filter((row: JsonObject) => Object.values(row).some((cell) => cell !== null && cell !== false));
  return filled.length === 0 ? null : filled;
}

/** What computed columns give, put into the rows. */
export function withComputed(field: FormField, value: Json, compute: (column: FormColumn, row: JsonObject) => Json): Json {
  const computed = (field.columns ?? []).filter((column) => column.compute !== undefined);
  if (computed.length === 0 || !Array.isArray(value) || !(value as readonly Json[]).every(isRow)) return value;
  return (value as readonly JsonObject[]).map((row) => computed.reduce<JsonObject>((made, column) => ({ ...made, [column.id]: compute(column, made) }), row));
}

/** Every fault of every cell: the whole table is judged at once. */
export function rowProblems(field: FormField, value: Json, today: () => string): AnswerProblem[] {
  const { id, columns = [] } = field;
  const rows = Array.isArray(value) ? (value as readonly Json[]) : [];
  if (!Array.isArray(value) || !rows.every(isRow)) return [{ field: id, kind: 'type', zh: `“${id}”要是一行一行的内容`, en: `"${id}" must be a list of rows` }];
  const most = mostRows(field);
  if (rows.length > most) return [{ field: id, kind: 'limit', zh: `“${id}”最多 ${most} 行，现在 ${rows.length} 行`, en: `"${id}" may have ${most} rows, not ${rows.length}` }];
  const few: AnswerProblem[] = typeof field.min === 'number' && rows.length < field.min ? [{ field: id, kind: 'limit', zh: `“${id}”至少 ${field.min} 行，现在 ${rows.length} 行`, en: `"${id}" needs ${field.min} rows, not ${rows.length}` }] : [];
  return [...few, ...rows.flatMap((row, index) => [...strangers(id, columns, row, index), ...columns.flatMap((column) => cellProblems(id, column, row[column.id] ?? null, { index, today }))])];
}

function strangers(id: string, columns: readonly FormColumn[], row: JsonObject, index: number): AnswerProblem[] {
  const known = new Set(columns.map((column) => column.id));
  return Object.keys(row).filter((key) => !known.has(key)).map((key) => ({ field: id, kind: 'extra', row: index + 1, zh: `“${id}”没有“${key}”这一列`, en: `"${id}" has no column ${key}` }));
}

function cellProblems(id: string, column: FormColumn, value: Json, { index, today }: { readonly index: number; readonly today: () => string }): AnswerProblem[] {
  if (column.compute !== undefined) return [];
  const wrong = typeProblem(column, value);
  const missing: AnswerProblem[] = value === null && column.optional !== true ? [{ field: id, kind: 'missing', zh: `“${column.id}”还没有填`, en: `"${column.id}" is missing` }] : [];
  const found = wrong ? [wrong] : value === null ? missing : limitProblems(column, value, column.enum, today);
  return found.map((one) => ({ ...one, field: id, row: index + 1, column: column.id, zh: `“${id}”第 ${index + 1} 行：${one.zh}`, en: `"${id}" row ${index + 1}: ${one.en}` }));
}
