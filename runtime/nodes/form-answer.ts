import { RE2JS } from 're2js';
import type { TSchema } from 'typebox';
import { isLambda } from '../language/lambda.ts';
import type { FieldType, FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Scenario } from '../schema/scenario.ts';
import { rowSchema, valueSchema } from '../schema/value-schema.ts';
import type { CompileTools } from './compile-tools.ts';
import type { Evaluated, EvaluatedValue } from './define-node.ts';
import { fileProblem, isFileField } from './file-answer.ts';
import { nodeErrors } from './node-errors.ts';

/** The language's conversions, kept from `compile` for reading answers. */
export type FormTools = Pick<CompileTools, 'fromJson' | 'toJson'>;
export const keepFormTools = (_config: unknown, tools: CompileTools): FormTools => ({ fromJson: tools.fromJson, toJson: tools.toJson });

interface Problem {
  readonly field: string;
  readonly kind: 'missing' | 'extra' | 'fixed' | 'type' | 'choice' | 'limit' | 'pattern' | 'check';
  readonly zh: string;
  readonly en: string;
}

export interface FormReading {
  readonly fields: readonly FormField[];
  /** Evaluated `fields` of the node: `default` is a value, `visible` and `check` are lambdas. */
  readonly evaluated: EvaluatedValue | undefined;
  readonly data: JsonObject;
  readonly tools: FormTools;
  readonly lists: Scenario['lists'];
  /** Whether an absent answer takes the field's default (start forms) or stays empty. */
  readonly useDefaults: boolean;
  /** Values of the fields a person may only read, or not even see; by id. @default the evaluated defaults */
  readonly fixed?: JsonObject;
}

export interface FormValues {
  /** One entry per field, null when empty. */
  readonly json: JsonObject;
  /** The same as FEEL values. */
  readonly feel: Readonly<Record<string, unknown>>;
}

/**
 * Reads a submitted form: empty text is no answer, hidden fields have none, decimals become text. The server's
 * word on a form; the browser shows the same rules earlier.
 * @throws SCN_FORM_INVALID with one entry per problem
 */
export function readForm(reading: FormReading): FormValues {
  const { fields, data, tools, useDefaults } = reading;
  const parts = (Array.isArray(reading.evaluated) ? reading.evaluated : []) as readonly Evaluated[];
  const problems = extraAnswers(fields, data);
  const given = fields.map((field, index) => {
    if (isFixed(field)) return normal(field.type, reading.fixed === undefined ? (parts[index]?.['default'] as Json | undefined) : reading.fixed[field.id]);
    const answer = isFileField(field) ? noneIfEmpty(data[field.id]) : normal(field.type, data[field.id]);
    return answer === null && useDefaults && data[field.id] === undefined ? normal(field.type, parts[index]?.['default'] as Json | undefined) : answer;
  });
  const typed = fields.map((field, index) => typeProblem(field, given[index] ?? null));
  for (const problem of typed) if (problem) problems.push(problem);
  // Most forms have no conditions, and then nobody reads the answers as FEEL values.
  const before = lazily(() => feelValues(fields, typed, given, tools));
  const visible = fields.map((_field, index) => passes(parts[index]?.['visible'], before));
  const values = given.map((value, index) => (visible[index] === true ? value : null));
  const feel = lazily(() => feelValues(fields, typed, values, tools));
  for (const [index, field] of fields.entries()) {
    if (visible[index] !== true || typed[index] !== null) continue;
    // Nobody can mend what they cannot change.
    if (isFixed(field)) continue;
    problems.push(...answerProblems(field, values[index] ?? null, reading.lists));
    if (values[index] !== null && !passes(parts[index]?.['check'], feel)) {
      problems.push({ field: field.id, kind: 'check', zh: `“${field.id}”不符合要求${field.check === undefined ? '' : `：${field.check}`}`, en: `"${field.id}" does not hold${field.check === undefined ? '' : `: ${field.check}`}` });
    }
  }
  if (problems.length > 0) throw nodeErrors.SCN_FORM_INVALID({ problems: problems.map(({ field, kind, zh, en }) => ({ field, kind, zh, en })) });
  const json: Record<string, Json> = {};
  for (const [index, field] of fields.entries()) json[field.id] = values[index] ?? null;
  return { json, get feel() { return feel(); } };
}

/** A field whose value the person who fills in the form does not decide. */
export function isFixed({ right }: FormField): boolean {
  return right === 'read' || right === 'hidden';
}

function extraAnswers(fields: readonly FormField[], data: JsonObject): Problem[] {
  const problems: Problem[] = [];
  for (const id in data) {
    const field = fields.find((one) => one.id === id);
    if (field && isFixed(field)) problems.push({ field: id, kind: 'fixed', zh: `“${id}”在这一步不能改`, en: `"${id}" cannot be changed at this step` });
    if (!field) problems.push({ field: id, kind: 'extra', zh: `表单里没有“${id}”`, en: `The form has no "${id}"` });
  }
  return problems;
}

type Locals = Readonly<Record<string, unknown>>;

/** Answers of the right type as FEEL values; the others as null. */
function feelValues(fields: readonly FormField[], typed: readonly (Problem | null)[], values: readonly (Json | undefined)[], tools: FormTools): Locals {
  return Object.fromEntries(fields.map((field, index) => [field.id, typed[index] === null ? tools.fromJson(values[index] ?? null, valueSchema(field.type)) : null]));
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** Absent conditions hold; present ones only when true. */
function passes(condition: EvaluatedValue | undefined, form: () => Locals): boolean {
  return !isLambda(condition) || condition.call({ form: form() }) === true;
}

/** No files are no answer. */
function noneIfEmpty(value: Json | undefined): Json {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;
}

/** Empty text is null; a decimal typed as a number becomes its text. */
function normal(type: FieldType, value: Json | undefined): Json {
  if (value === undefined || value === null || (typeof value === 'string' && value.trim() === '')) return null;
  return type === 'decimal' && typeof value === 'number' ? String(value) : value;
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

function typeProblem(field: FormField, value: Json): Problem | null {
  if (value === null || TYPE_TESTS[field.type](value)) return null;
  return { field: field.id, kind: 'type', zh: `“${field.id}”要填${TYPE_WORDS[field.type][0]}，现在是 ${JSON.stringify(value)}`, en: `"${field.id}" must be ${TYPE_WORDS[field.type][1]}, not ${JSON.stringify(value)}` };
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

function answerProblems(field: FormField, value: Json, lists: Scenario['lists']): readonly Problem[] {
  const { id } = field;
  if (value === null) return field.optional === true ? [] : [{ field: id, kind: 'missing', zh: `“${id}”还没有填`, en: `"${id}" is missing` }];
  if (isFileField(field)) {
    const wrong = fileProblem(field, value);
    return wrong ? [{ field: id, ...wrong }] : [];
  }
  const allowed = field.enum ?? (field.options !== undefined && 'list' in field.options ? lists[field.options.list]?.items : undefined);
  const found: Problem[] = [];
  if (allowed !== undefined && !allowed.some((item) => item === value)) {
    found.push({ field: id, kind: 'choice', zh: `“${id}”只能选 ${allowed.join('、')}`, en: `"${id}" must be one of ${allowed.join(', ')}` });
  }
  if (field.min !== undefined && order(field.type, value) < order(field.type, field.min)) found.push({ field: id, kind: 'limit', zh: `“${id}”不能小于 ${field.min}`, en: `"${id}" must not be less than ${field.min}` });
  if (field.max !== undefined && order(field.type, value) > order(field.type, field.max)) found.push({ field: id, kind: 'limit', zh: `“${id}”不能大于 ${field.max}`, en: `"${id}" must not be more than ${field.max}` });
  const length = field.maxLength !== undefined && typeof value === 'string' ? Array.from(value).length : 0;
  if (field.maxLength !== undefined && length > field.maxLength) {
    found.push({ field: id, kind: 'limit', zh: `“${id}”最多 ${field.maxLength} 字，现在 ${length} 字`, en: `"${id}" may have ${field.maxLength} characters, not ${length}` });
  }
  if (field.pattern !== undefined && typeof value === 'string' && !RE2JS.matches(field.pattern, value)) {
    found.push({ field: id, kind: 'pattern', zh: `“${id}”的格式不对`, en: `"${id}" does not have the right format` });
  }
  return found;
}

/** Numbers as numbers, instants as milliseconds, ISO dates as text. */
function order(type: FieldType, value: Json | string | number): number | string {
  if (type === 'integer' || type === 'number' || type === 'decimal') return Number(value);
  const written = typeof value === 'string' ? value : JSON.stringify(value);
  return type === 'date-time' ? Date.parse(written) : written;
}

/** Output schema of the answers of a form. */
export function formProperties(fields: readonly FormField[]): Readonly<Record<string, TSchema>> {
  return Object.fromEntries(fields.map((field) => [field.id, valueSchema(field.type, { enum: field.enum })]));
}

/** What `visible` and `check` see besides the scope. */
export function formLocals(fields: readonly FormField[]): Readonly<Record<string, TSchema>> {
  return { form: rowSchema(formProperties(fields)) };
}
