import { randomUUID } from 'node:crypto';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';

/** What takes the place of a text that named an erased person. */
export const ERASED = '［已抹去 erased］';
/** A shorter value is looked for as a whole only: within texts it would be found by chance. */
const WITHIN_FROM = 6;
/** Objects under these names hold facts about somebody or something, as rows do. */
const FACTS = new Set(['row', 'input', 'output', 'data', 'payload', 'values', 'details']);

/** Tells whether a text names a person. */
export type Names = (value: unknown) => boolean;

export function namesOf(subject: string): Names {
  return (value) => (typeof value === 'number' ? String(value) === subject : typeof value === 'string' && (value === subject || (subject.length >= WITHIN_FROM && value.includes(subject))));
}

/** Whether a value or a name in it names the person. */
export function mentions(value: unknown, names: Names): boolean {
  if (Array.isArray(value)) return value.some((item) => mentions(item, names));
  if (typeof value !== 'object' || value === null) return names(value);
  return Object.entries(value).some(([key, inner]) => names(key) || mentions(inner, names));
}

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** The facts of an object that names the person: all of its own values go, what lies deeper is looked at for itself. */
function emptied(value: Readonly<Record<string, Json>>, names: Names): Json {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !names(key)).map(([key, inner]) => [key, isScalar(inner) ? null : redacted(inner, names, FACTS.has(key))]));
}

/**
 * A value without the person: texts that name them are replaced; an object of facts, such as a row in a list, loses
 * all its facts when one of them does, because the others are about the same person.
 */
export function redacted(value: Json, names: Names, isFacts = false): Json {
  if (Array.isArray(value)) return value.map((item) => redacted(item, names, true));
  if (typeof value === 'object' && value !== null) {
    const facts = value as Readonly<Record<string, Json>>;
    if (isFacts && Object.entries(facts).some(([key, inner]) => names(key) || (isScalar(inner) && names(inner)))) return emptied(facts, names);
    return Object.fromEntries(Object.entries(facts).filter(([key]) => !names(key)).map(([key, inner]) => [key, redacted(inner, names, FACTS.has(key))]));
  }
  return names(value) ? (typeof value === 'number' ? null : ERASED) : value;
}

/** A row without the person. What must be there once gets something of its own in place of what named them. */
export function redactedRow(data: JsonObject, names: Names, definition: Pick<DatasetDefinition, 'key' | 'unique'> | undefined): JsonObject {
  const once = new Set([...(definition?.key ?? []), ...(definition?.unique ?? []).flat()]);
  const left = redacted(data, names) as JsonObject;
  return Object.fromEntries(Object.entries(left).map(([field, value]) => [field, value === ERASED && once.has(field) ? `${ERASED} ${randomUUID()}` : value]));
}
