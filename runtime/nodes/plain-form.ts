import { answerKind } from '../schema/answer-kind.ts';
import type { FormField } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Scenario } from '../schema/scenario.ts';
import { keptText, limitProblems } from './answer-limits.ts';
import { normal, typeProblem } from './answer-type.ts';
import type { Evaluated } from './define-node.ts';

interface PlainField {
  readonly field: FormField;
  /** It has choices or limits. */
  readonly isRuled: boolean;
}

const known = new WeakMap<readonly FormField[], ReadonlyMap<string, PlainField> | null>();

/** The fields of a form by id when each is one plain value that the person decides, under no condition; else null. */
function plainFieldsOf(fields: readonly FormField[]): ReadonlyMap<string, PlainField> | null {
  const found = known.get(fields);
  if (found !== undefined) return found;
  const made = fields.every(isPlain) ? new Map(fields.map((field) => [field.id, { field, isRuled: isRuled(field) }])) : null;
  known.set(fields, made);
  return made;
}

function isPlain(field: FormField): boolean {
  const { compute, columns, visible, required, check, right = 'edit' } = field;
  return answerKind(field) === 'plain' && right === 'edit' && [compute, columns, visible, required, check].every((part) => part === undefined);
}

function isRuled({ enum: choices, options, min, max, maxLength, kind, pattern }: FormField): boolean {
  return [choices, options, min, max, maxLength, kind, pattern].some((rule) => rule !== undefined);
}

/** What is needed to read plain answers. */
export interface PlainReading {
  readonly fields: readonly FormField[];
  readonly data: JsonObject;
  readonly useDefaults: boolean;
  readonly lists: Scenario['lists'];
  readonly today: () => string;
}

/**
 * The answers of a form without conditions when nothing is wrong with them: the usual case, in one go. Null for any
 * other form and for anything wrong, which `readForm` then finds and says; a property test holds both ways equal.
 */
export function readPlainForm({ fields, data, useDefaults, lists, today }: PlainReading, parts: readonly Evaluated[]): JsonObject | null {
  const plain = plainFieldsOf(fields);
  if (!plain || plain.size !== fields.length) return null;
  for (const id in data) if (!plain.has(id)) return null;
  const json: Record<string, Json> = {};
  let index = 0;
  for (const [id, { field, isRuled: ruled }] of plain) {
    const given = data[id];
    const value = keptText(field, normal(field.type, given === undefined && useDefaults ? (parts[index]?.['default'] as Json | undefined) : given));
    if (value === null ? field.optional !== true : typeProblem(field, value) !== null) return null;
    if (ruled && value !== null && limitProblems(field, value, choicesOf(field, lists, parts[index]), today).length > 0) return null;
    json[id] = value;
    index += 1;
  }
  return json;
}

/** What may be answered, where that is written down. */
export function choicesOf({ enum: choices, options, offered }: FormField, lists: Scenario['lists'], part: Evaluated | undefined): readonly (string | number)[] | undefined {
  const all = choices ?? (options !== undefined && 'list' in options ? lists[options.list]?.items : undefined);
  return offered === undefined ? all : all?.filter((one) => isOffered(part, one));
}

/** `offered` is a list of values or one value; a formula that gives neither offers nothing. */
export function isOffered(part: Evaluated | undefined, choice: string | number): boolean {
  const offered = part?.['offered'];
  return Array.isArray(offered) ? offered.includes(choice) : offered === choice;
}
