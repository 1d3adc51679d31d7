import { answerKind } from '../../runtime/schema/answer-kind.ts';
import type { FormColumn, FormField } from '../../runtime/schema/field.ts';
import { valueSchema } from '../../runtime/schema/value-schema.ts';

type Schema = Record<string, unknown>;

const text = { type: 'string' };
const number = { type: 'number' };
const group = (properties: Schema, ...required: readonly string[]): Schema => ({ type: 'object', additionalProperties: false, properties, required });
const GROUPS: Readonly<Record<string, Schema>> = {
  region: group({ code: text, name: text }, 'code'),
  person: group({ id: text, name: text }, 'id'),
  unit: group({ id: text, name: text }, 'id'),
  location: group({ name: text, lng: number, lat: number, accuracy: number }, 'name'),
};

function limits(field: Pick<FormField, 'min' | 'max' | 'maxLength' | 'pattern'>, isList: boolean): Schema {
  return {
    ...(field.maxLength === undefined ? {} : { maxLength: field.maxLength }),
    ...(field.pattern === undefined ? {} : { pattern: field.pattern }),
    ...(typeof field.min === 'number' ? { [isList ? 'minItems' : 'minimum']: field.min } : {}),
    ...(typeof field.max === 'number' ? { [isList ? 'maxItems' : 'maximum']: field.max } : {}),
  };
}

function rowOf(columns: readonly FormColumn[]): Schema {
  const asked = columns.filter((column) => column.compute === undefined);
  const cell = (column: FormColumn): Schema => ({ ...valueSchema(column.type, { ...(column.enum ? { enum: column.enum } : {}), nullable: false }), ...limits(column, false) });
  return group(Object.fromEntries(asked.map((column) => [column.id, cell(column)])), ...asked.filter((column) => column.optional !== true).map((column) => column.id));
}

/** A time of day as forms ask it has no zone, which the format `time` of JSON Schema demands. */
const TIME: Schema = { type: 'string', pattern: String.raw`^([01]\d|2[0-3]):[0-5]\d` };

/** JSON Schema of what is sent for one field; empty answers and empty cells are left out. */
export function answerSchema(field: FormField): Schema {
  const kind = answerKind(field);
  if (field.type === 'time') return TIME;
  if (kind === 'table') return { type: 'array', items: rowOf(field.columns ?? []), ...limits(field, true) };
  if (kind === 'choices') return { type: 'array', uniqueItems: true, items: field.enum ? { enum: [...field.enum] } : { anyOf: [text, number] }, ...limits(field, true) };
  return { ...(GROUPS[kind] ?? { ...valueSchema(field.type, { ...(field.enum ? { enum: field.enum } : {}), nullable: false }), ...limits(field, field.type === 'list') }) };
}
