import { answerKind } from '../../../../runtime/schema/answer-kind.ts';
import type { FormField } from '../../../../runtime/schema/field.ts';

/** What was typed into one field: text as it stands, or a choice. */
export type Typed = string | boolean | undefined;

export type FieldReading = { readonly value: unknown } | { readonly wrong: 'number' | 'json' } | undefined;

/** The JSON value of a typed field; undefined when nothing was typed. */
export function readTyped(field: FormField, typed: Typed): FieldReading {
  if (typed === undefined || typed === '') return undefined;
  if (typeof typed === 'boolean') return { value: typed };
  if (answerKind(field) === 'choices') return { value: choicesTyped(field, typed) };
  if (field.enum !== undefined) return { value: field.enum.find((item) => String(item) === typed) ?? typed };
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

/** Several choices, parted by commas. */
function choicesTyped(field: FormField, typed: string): readonly (string | number)[] {
  return typed.split(/[,，、]/).map((one) => one.trim()).filter((one) => one !== '').map((one) => field.enum?.find((item) => String(item) === one) ?? one);
}

/** `datetime-local` gives no offset; the formats of the scenario demand one. */
function withZone(field: FormField, typed: string): string {
  if (field.type !== 'date-time' || /(?:Z|[+-]\d\d:\d\d)$/.test(typed)) return typed;
  return `${typed.length === 16 ? `${typed}:00` : typed}+08:00`;
}

/** How a stored value is shown in an input. */
export function typedOf(field: FormField, value: unknown): Typed {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  if (answerKind(field) === 'choices' && Array.isArray(value)) return value.map(String).join('、');
  if (typeof value === 'object') return JSON.stringify(value);
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return field.type === 'date-time' ? words.slice(0, 16) : words;
}
