import { Validator } from '@cfworker/json-schema';
import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { civil } from '../format/dates.ts';
import { plainText } from '../format/plain-text.ts';
import { readEntry } from './answer.ts';
import { isEmpty, widgetOf, type Entries } from './entry.ts';
import type { FieldFlaw, Flaw } from './flaw.ts';

/** Evaluates one formula of the form (IR) over the answers so far; null when it cannot be decided. */
export type Evaluate = (ir: unknown, answers: Readonly<Record<string, unknown>>) => unknown;

export interface Reading {
  /** Fields that are shown now, in form order. */
  readonly shown: readonly PortalField[];
  /** Values of the shown fields that could be read; empty ones are null. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly flaws: readonly FieldFlaw[];
}

/** Reads the entries in form order. A hidden field answers null, so that a formula behind it sees nothing stale. */
export function readForm(form: PortalForm, entries: Entries, evaluate: Evaluate): Reading {
  const answers: Record<string, unknown> = Object.fromEntries(form.fields.map((field) => [field.id, readable(field, entries)]));
  const shown: PortalField[] = [];
  const flaws: FieldFlaw[] = [];
  for (const field of form.fields) {
    if (field.visible !== undefined && evaluate(field.visible, answers) !== true) {
      answers[field.id] = null;
      continue;
    }
    shown.push(field);
    const read = readEntry(field, entries[field.id]);
    if ('flaw' in read) flaws.push({ field: field.id, flaw: read.flaw });
  }
  return { shown, answers, flaws };
}

function readable(field: PortalField, entries: Entries): unknown {
  const read = readEntry(field, entries[field.id]);
  return 'value' in read ? read.value : null;
}

function compare(value: unknown, limit: unknown, field: PortalField): number {
  if (field.type === 'date' || field.type === 'date-time') return momentOf(value) - momentOf(limit);
  return Number(value) - Number(limit);
}

function momentOf(value: unknown): number {
  const text = plainText(value);
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Date.parse(`${text}T00:00:00+08:00`);
  return civil(text) ? Date.parse(text.replace(/@.*$/, '')) : Number.NaN;
}

function limitFlaw(field: PortalField, value: unknown): Flaw | undefined {
  if (Array.isArray(value)) return typeof field.min === 'number' && value.length < field.min ? { kind: 'few', limit: field.min } : undefined;
  if (field.min !== undefined && compare(value, field.min, field) < 0) return { kind: 'min', limit: plainText(field.min) };
  if (field.max !== undefined && compare(value, field.max, field) > 0) return { kind: 'max', limit: plainText(field.max) };
  return undefined;
}

/** An author's pattern may be one this browser cannot read; the server decides then. */
function matches(pattern: string, text: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(text);
  } catch {
    return true;
  }
}

function textFlaw(field: PortalField, value: unknown): Flaw | undefined {
  if (typeof value !== 'string') return undefined;
  const length = Array.from(value).length;
  if (field.maxLength !== undefined && length > field.maxLength) return { kind: 'long', limit: field.maxLength, length };
  if (field.pattern !== undefined && !matches(field.pattern, value)) return { kind: 'pattern' };
  return undefined;
}

function fieldFlaw(field: PortalField, entries: Entries, answers: Readonly<Record<string, unknown>>, evaluate: Evaluate): Flaw | undefined {
  const empty = isEmpty(field, entries[field.id]);
  if (empty && !field.optional && widgetOf(field) !== 'static' && field.readOnly !== true) return { kind: 'empty' };
  const value = answers[field.id];
  const own = empty ? undefined : (limitFlaw(field, value) ?? textFlaw(field, value));
  if (own) return own;
  return field.check !== undefined && evaluate(field.check, answers) !== true ? { kind: 'check' } : undefined;
}

/** Flaws that only the form's JSON Schema sees, by field. */
export function schemaFlaws(schema: unknown, answer: Readonly<Record<string, unknown>>): FieldFlaw[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { errors } = new Validator(schema, '2020-12', false).validate(answer);
  const seen = new Map<string, FieldFlaw>();
  for (const error of errors) {
    const missing = error.keyword === 'required' ? /"([^"]+)"/.exec(error.error)?.[1] : undefined;
    const field = missing ?? decodePointer(error.instanceLocation)[0];
    if (field !== undefined && !seen.has(field)) seen.set(field, { field, flaw: { kind: missing === undefined ? 'other' : 'empty' } });
  }
  return [...seen.values()];
}

/** `#/a~1b/0` → `['a/b', '0']`; a leading `#`, `/input` or `/data` stays the caller's business. */
export function decodePointer(pointer: string): string[] {
  return pointer.replace(/^#/, '').split('/').slice(1).map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'));
}

export interface Outcome extends Reading {
  /** What would be sent: shown fields with a value. */
  readonly answer: Readonly<Record<string, unknown>>;
}

/** Checks everything a submit needs, in form order: writing, emptiness, limits, formulas, then the schema. */
export function validateForm(form: PortalForm, entries: Entries, evaluate: Evaluate): Outcome {
  const reading = readForm(form, entries, evaluate);
  const written = new Map(reading.flaws.map((item) => [item.field, item.flaw]));
  const flaws = new Map<string, Flaw>();
  for (const field of reading.shown) {
    const flaw = written.get(field.id) ?? fieldFlaw(field, entries, reading.answers, evaluate);
    if (flaw) flaws.set(field.id, flaw);
  }
  const answer = Object.fromEntries(reading.shown.filter((field) => field.readOnly !== true && reading.answers[field.id] !== null).map((field) => [field.id, reading.answers[field.id]]));
  const bad = new Set(flaws.keys());
  const known = new Set(reading.shown.map((field) => field.id));
  // The schema may demand a field that is hidden or already flawed: only what is news is told.
  for (const { field, flaw } of schemaFlaws(form.schema, answer)) if (known.has(field) && !bad.has(field)) flaws.set(field, flaw);
  const order = reading.shown.filter((field) => flaws.has(field.id));
  return { ...reading, answer, flaws: order.map((field) => ({ field: field.id, flaw: flaws.get(field.id) ?? { kind: 'other' } })) };
}
