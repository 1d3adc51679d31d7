import { Validator } from '@cfworker/json-schema';
import type { PortalField, PortalForm } from '../../../../server/api/portal.ts';
import { readEntry } from './answer.ts';
import { isEmpty, widgetOf, type Entries } from './entry.ts';
import { computeInto, isComputedHere } from './computed.ts';
import type { Evaluate } from './evaluate.ts';
import type { FieldFlaw, Flaw } from './flaw.ts';
import { limitFlaw, textFlaw } from './limits.ts';
import { rowFlaws, sentRows } from './rows.ts';

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
  const computes = isComputedHere(form.fields);
  if (computes) computeInto(form.fields, answers, evaluate, () => true);
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
  if (computes && shown.length < form.fields.length) {
    const here = new Set(shown.map(({ id }) => id));
    computeInto(form.fields, answers, evaluate, (id) => here.has(id));
  }
  return { shown: shown.map((field) => (field.required === undefined ? field : { ...field, optional: evaluate(field.required, answers) !== true })), answers, flaws };
}

function readable(field: PortalField, entries: Entries): unknown {
  const read = readEntry(field, entries[field.id]);
  return 'value' in read ? read.value : null;
}

function tableFlaw(field: PortalField, entry: Entries[string] | undefined): Flaw | undefined {
  const cells = field.columns === undefined ? [] : rowFlaws(field, entry);
  return cells.length === 0 ? undefined : { kind: 'cells', cells };
}

function fieldFlaw(field: PortalField, entries: Entries, answers: Readonly<Record<string, unknown>>, evaluate: Evaluate): Flaw | undefined {
  const empty = isEmpty(field, entries[field.id]);
  if (empty && !field.optional && widgetOf(field) !== 'static' && field.readOnly !== true) return { kind: 'empty' };
  const value = answers[field.id];
  if (field.compute !== undefined && value === null) return undefined;
  const own = empty || field.compute !== undefined ? undefined : (tableFlaw(field, entries[field.id]) ?? limitFlaw(field, value) ?? textFlaw(field, value));
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
  const answer = Object.fromEntries(reading.shown.filter((field) => field.readOnly !== true && field.compute === undefined && reading.answers[field.id] !== null).map((field) => [field.id, field.columns === undefined ? reading.answers[field.id] : sentRows(field, reading.answers[field.id])]));
  const bad = new Set(flaws.keys());
  const known = new Set(reading.shown.map((field) => field.id));
  // The schema may demand a field that is hidden or already flawed: only what is news is told.
  for (const { field, flaw } of schemaFlaws(form.schema, answer)) if (known.has(field) && !bad.has(field)) flaws.set(field, flaw);
  const order = reading.shown.filter((field) => flaws.has(field.id));
  return { ...reading, answer, flaws: order.map((field) => ({ field: field.id, flaw: flaws.get(field.id) ?? { kind: 'other' } })) };
}
