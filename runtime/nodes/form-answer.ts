import { isLambda } from '../language/lambda.ts';
import type { TSchema } from 'typebox';
import { answerKind, isComputed } from '../schema/answer-kind.ts';
import { dayIn } from '../schema/date-limit.ts';
import type { FormField } from '../schema/field.ts';
import { columnsSchema, fieldSchema } from '../schema/field-schema.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Scenario } from '../schema/scenario.ts';
import { rowSchema } from '../schema/value-schema.ts';
import { keptText, limitProblems } from './answer-limits.ts';
import { computedValue, normal, typeProblem, type AnswerProblem } from './answer-type.ts';
import { choicesProblems } from './choices-answer.ts';
import type { CompileTools } from './compile-tools.ts';
import type { Evaluated, EvaluatedValue } from './define-node.ts';
import { fileProblem } from './file-answer.ts';
import { nodeErrors } from './node-errors.ts';
import { groupAnswer, groupProblem } from './place-answer.ts';
import { choicesOf, readPlainForm } from './plain-form.ts';
import { rowProblems, rowsAnswer, withComputed } from './row-answer.ts';

/** The language's conversions, kept from `compile` for reading answers. */
export type FormTools = Pick<CompileTools, 'fromJson' | 'toJson'>;
export const keepFormTools = (_config: unknown, tools: CompileTools): FormTools => ({ fromJson: tools.fromJson, toJson: tools.toJson });

export interface FormReading {
  readonly fields: readonly FormField[];
  /** Evaluated `fields` of the node: `default` and `offered` are values, `visible`, `required`, `compute` and `check` are lambdas. */
  readonly evaluated: EvaluatedValue | undefined;
  readonly data: JsonObject;
  readonly tools: FormTools;
  readonly scenario: Pick<Scenario, 'lists' | 'zone'>;
  /** The moment of the answer, for limits such as `today`. */
  readonly at: string;
  /** Whether an absent answer takes the field's default (start forms) or stays empty. */
  readonly useDefaults: boolean;
  /** Values of the fields a person may only read, or not even see; by id. @default the evaluated defaults */
  readonly fixed?: JsonObject;
}

export interface FormValues {
  /** One entry per field, null when empty. */
  readonly json: JsonObject;
  /** The same as FEEL values, worked out when somebody asks. */
  readonly feel: () => Readonly<Record<string, unknown>>;
}

/**
 * Reads a submitted form: empty text is no answer, hidden fields have none, decimals become text, computed fields
 * are computed here. The server's word on a form; the browser shows the same rules earlier.
 * @throws SCN_FORM_INVALID with one entry per problem
 */
export function readForm(reading: FormReading): FormValues {
  const { fields, data, tools } = reading;
  const parts = (Array.isArray(reading.evaluated) ? reading.evaluated : []) as readonly Evaluated[];
  const today = lazily(() => ({ day: dayIn(reading.scenario.zone, reading.at) }));
  const plain = readPlainForm({ fields, data, useDefaults: reading.useDefaults, lists: reading.scenario.lists, today: () => today().day }, parts);
  if (plain) return { json: plain, feel: lazily(() => feelValues(fields, fields.map(({ id }) => plain[id]), tools)) };
  const problems = extraAnswers(fields, data);
  const given = fields.map((field, index) => answerOf(reading, field, parts[index]));
  const typed = fields.map((field, index) => typeProblem(field, given[index] ?? null));
  for (const problem of typed) if (problem) problems.push(problem);
  const sound = (values: readonly (Json | undefined)[]) => values.map((value, index) => (typed[index] === null ? value : null));
  if (fields.some((field) => isComputed(field) || field.columns !== undefined)) compute(reading, parts, given, sound);
  // Most forms have no conditions, and then nobody reads the answers as FEEL values.
  const before = lazily(() => feelValues(fields, sound(given), tools));
  const visible = fields.map((_field, index) => passes(parts[index]?.['visible'], before));
  const values = given.map((value, index) => (visible[index] === true ? value : null));
  // What is computed of fields that are not shown is computed of nothing.
  if (visible.includes(false) && fields.some(isComputed)) compute(reading, parts, values, sound, visible);
  const feel = lazily(() => feelValues(fields, sound(values), tools));
  for (const [index, field] of fields.entries()) {
    if (visible[index] !== true || typed[index] !== null) continue;
    // Nobody can mend what they cannot change.
    if (isFixed(field)) continue;
    const value = values[index] ?? null;
    if (value === null) problems.push(...missing(field, parts[index], feel));
    else if (!isComputed(field)) problems.push(...answerProblems(field, value, choicesOf(field, reading.scenario.lists, parts[index]), () => today().day));
    if (value !== null && !passes(parts[index]?.['check'], feel)) {
      problems.push({ field: field.id, kind: 'check', zh: `“${field.id}”不符合要求${field.check === undefined ? '' : `：${field.check}`}`, en: `"${field.id}" does not hold${field.check === undefined ? '' : `: ${field.check}`}` });
    }
  }
  if (problems.length > 0) throw nodeErrors.SCN_FORM_INVALID({ problems: problems.map((problem) => ({ ...problem })) });
  const json: Record<string, Json> = {};
  for (const [index, field] of fields.entries()) json[field.id] = values[index] ?? null;
  return { json, feel };
}

/** A field whose value the person who fills in the form does not decide. */
export function isFixed({ right }: FormField): boolean {
  return right === 'read' || right === 'hidden';
}

/** A field whose answer is sent with the form. */
export function isAsked(field: FormField): boolean {
  return !isFixed(field) && !isComputed(field);
}

function answerOf({ fixed, data, useDefaults }: FormReading, field: FormField, part: Evaluated | undefined): Json {
  const first = part?.['default'] as Json | undefined;
  if (isComputed(field)) return null;
  if (isFixed(field)) return normal(field.type, fixed === undefined ? first : fixed[field.id]);
  const answer = written(field, data[field.id]);
  return answer === null && useDefaults && data[field.id] === undefined ? written(field, first) : answer;
}

function written(field: FormField, value: Json | undefined): Json {
  const kind = answerKind(field);
  if (kind === 'files' || kind === 'choices') return noneIfEmpty(value);
  return kind === 'table' ? rowsAnswer(field, value) : groupAnswer(field, keptText(field, normal(field.type, value)));
}

function extraAnswers(fields: readonly FormField[], data: JsonObject): AnswerProblem[] {
  const problems: AnswerProblem[] = [];
  const known = new Map(fields.map((field) => [field.id, field]));
  for (const id in data) {
    const field = known.get(id);
    if (field && isFixed(field)) problems.push({ field: id, kind: 'fixed', zh: `“${id}”在这一步不能改`, en: `"${id}" cannot be changed at this step` });
    if (field && !isFixed(field) && isComputed(field)) problems.push({ field: id, kind: 'fixed', zh: `“${id}”是算出来的，不能填`, en: `"${id}" is computed and cannot be filled in` });
    if (!field) problems.push({ field: id, kind: 'extra', zh: `表单里没有“${id}”`, en: `The form has no "${id}"` });
  }
  return problems;
}

type Values = readonly (Json | undefined)[];

/** Puts into `values` what formulas give, in form order: a formula sees the answers and the computed fields before it. */
function compute({ fields, tools }: FormReading, parts: readonly Evaluated[], values: (Json | undefined)[], sound: (values: Values) => Values, visible?: readonly boolean[]): void {
  const form: Record<string, unknown> = { ...feelValues(fields, sound(values), tools) };
  for (const [index, field] of fields.entries()) {
    if (visible?.[index] === false) continue;
    const value = isComputed(field) ? evaluated(parts[index]?.['compute'], { form }, field, tools) : computedRows(field, sound(values)[index] ?? null, parts[index], form, tools);
    if (value === undefined) continue;
    values[index] = value;
    form[field.id] = tools.fromJson(value, fieldSchema(field));
  }
}

function computedRows(field: FormField, value: Json, part: Evaluated | undefined, form: Locals, tools: FormTools): Json | undefined {
  const columns = field.columns ?? [];
  if (value === null || !columns.some((column) => column.compute !== undefined)) return undefined;
  const formulas = (Array.isArray(part?.['columns']) ? part['columns'] : []) as readonly Evaluated[];
  const schema = columnsSchema(columns);
  return withComputed(field, value, (column, row) => evaluated(formulas[columns.indexOf(column)]?.['compute'], { form, row: tools.fromJson(row, schema) }, column, tools));
}

function evaluated(formula: EvaluatedValue | undefined, locals: Locals, field: Pick<FormField, 'id' | 'type'>, tools: FormTools): Json {
  return isLambda(formula) ? computedValue(field, tools.toJson(formula.call(locals))) : null;
}

type Locals = Readonly<Record<string, unknown>>;

function feelValues(fields: readonly FormField[], values: Values, tools: FormTools): Locals {
  return Object.fromEntries(fields.map((field, index) => [field.id, tools.fromJson(values[index] ?? null, fieldSchema(field))]));
}

function lazily<T extends object>(make: () => T): () => T {
  let made: T | null = null;
  return () => (made ??= make());
}

/** Absent conditions hold; present ones only when true. */
function passes(condition: EvaluatedValue | undefined, form: () => Locals): boolean {
  return !isLambda(condition) || condition.call({ form: form() }) === true;
}

/** No files are no answer, and neither is nothing chosen. */
function noneIfEmpty(value: Json | undefined): Json {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? null : value;
}

function missing(field: FormField, part: Evaluated | undefined, feel: () => Locals): AnswerProblem[] {
  const { id } = field;
  const needed = !isComputed(field) && (field.required === undefined ? field.optional !== true : passes(part?.['required'], feel));
  return needed ? [{ field: id, kind: 'missing', zh: `“${id}”还没有填`, en: `"${id}" is missing` }] : [];
}

function answerProblems(field: FormField, value: Json, allowed: readonly (string | number)[] | undefined, today: () => string): readonly AnswerProblem[] {
  const kind = answerKind(field);
  if (kind === 'table') return rowProblems(field, value, today);
  if (kind === 'choices') return choicesProblems(field, value, allowed);
  const wrong = kind === 'files' ? fileProblem(field, value) : groupProblem(field, value);
  if (kind !== 'plain') return wrong ? [{ field: field.id, ...wrong }] : [];
  return limitProblems(field, value, allowed, today);
}

/** Output schema of the answers of a form. */
export function formProperties(fields: readonly FormField[]): Readonly<Record<string, TSchema>> {
  return Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field)]));
}

const locals = new WeakMap<readonly FormField[], Readonly<Record<string, TSchema>>>();

/** What formulas of a form see besides the scope; the same object for the same fields, because a long form asks often. */
export function formLocals(fields: readonly FormField[]): Readonly<Record<string, TSchema>> {
  const known = locals.get(fields) ?? { form: rowSchema(formProperties(fields)) };
  locals.set(fields, known);
  return known;
}

/** The same at one place of the fields: the formula of a column also sees its row. */
export function fieldLocals(fields: readonly FormField[], path: readonly string[]): Readonly<Record<string, TSchema>> {
  const columns = path[0] === 'fields' && path[2] === 'columns' ? fields[Number(path[1])]?.columns : undefined;
  return columns === undefined ? formLocals(fields) : { ...formLocals(fields), row: columnsSchema(columns) };
}
