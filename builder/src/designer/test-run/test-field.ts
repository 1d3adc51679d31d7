import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** What was given for one field: text as it stands, a choice, or the value of a control of its own. */
export type Typed = string | boolean | { readonly value: unknown } | undefined;

export type FieldReading = { readonly value: unknown } | { readonly wrong: 'number' | 'json' } | undefined;

type Choices = readonly (string | number)[];

/** The choices that the scenario itself holds. */
export function choicesOf({ lists }: Pick<Scenario, 'lists'>, { enum: fixed, options }: FormField): Choices | undefined {
  if (fixed !== undefined) return fixed;
  if (options === undefined || !('list' in options)) return undefined;
  return Object.hasOwn(lists, options.list) ? lists[options.list]?.items : undefined;
}

/** The JSON value of a typed field; undefined when nothing was typed. */
export function readTyped(scenario: Pick<Scenario, 'lists'>, field: FormField, typed: Typed): FieldReading {
  if (typed === undefined || typed === '') return undefined;
  if (typeof typed === 'boolean') return { value: typed };
  if (typeof typed === 'object') return typed.value === undefined ? undefined : { value: typed.value };
  if (answerKind(field) === 'choices') return { value: choicesTyped(choicesOf(scenario, field) ?? [], typed) };
  const choices = choicesOf(scenario, field);
  if (choices !== undefined) return { value: choices.find((item) => String(item) === typed) ?? typed };
  if (field.type === 'integer' || field.type === 'number') {
    const number = Number(typed);
    return Number.isFinite(number) ? { value: number } : { wrong: 'number' };
  }
  if (field.type !== 'list' && field.type !== 'context' && field.type !== 'any') return { value: withZone(field, typed) };
  try {
    return { value: JSON.parse(typed) as unknown };
  } catch {
    return { wrong: 'json' };
  }
}

/** Several choices, parted by commas; a choice that holds a comma itself is known as a whole, the longest first. */
function choicesTyped(choices: Choices, typed: string): Choices {
  const known = choices.toSorted((one, other) => String(other).length - String(one).length);
  const found: (string | number)[] = [];
  for (let rest = typed.trim(); rest !== ''; ) {
    const here = rest;
    const whole = known.find((item) => String(item) !== '' && here.startsWith(String(item)) && /^\s*(?:[,，、]|$)/.test(here.slice(String(item).length)));
    const [words = ''] = whole === undefined ? here.split(/[,，、]/, 1) : [String(whole)];
    if (words.trim() !== '') found.push(whole ?? words.trim());
    rest = here.slice(words.length).trimStart().slice(1).trimStart();
  }
  return found;
}

/** `datetime-local` gives no offset; the formats of the scenario demand one. */
function withZone(field: FormField, typed: string): string {
  if (field.type !== 'date-time' || /(?:Z|[+-]\d\d:\d\d)$/.test(typed)) return typed;
  return `${typed.length === 16 ? `${typed}:00` : typed}+08:00`;
}

/** Whether a question has a control of its own, the one of the portal: its answer is more than one line. */
export function hasOwnControl(field: FormField): boolean {
  const kind = answerKind(field);
  return kind !== 'plain' && ((kind !== 'choices' && kind !== 'region') || field.options === undefined || 'list' in field.options);
}

/** What a field begins with, or is given at once. */
export function givenOf(field: FormField, value: unknown): Typed {
  return hasOwnControl(field) ? { value: value ?? undefined } : typedOf(field, value);
}

/** What a field holds as text. */
export const textOf = (typed: Typed): string => (typed === undefined || typeof typed === 'object' ? '' : String(typed));

/** How a stored value is shown in an input. */
export function typedOf(field: FormField, value: unknown): Typed {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (answerKind(field) === 'choices' && Array.isArray(value)) return value.map(String).join('、');
  if (typeof value === 'object') return JSON.stringify(value);
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return field.type === 'date-time' ? words.slice(0, 16) : words;
}
