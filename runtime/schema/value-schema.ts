import { Type, type TObject, type TSchema } from 'typebox';
import type { FieldType } from './field.ts';

type Constraint = { readonly enum?: readonly (string | number | boolean)[] | undefined; readonly nullable?: boolean };

/** JSON form of each field type. `decimal` travels as text so that no digit is lost. */
const SCHEMA_OF_TYPE: Readonly<Record<FieldType, Readonly<Record<string, unknown>>>> = {
  string: { type: 'string' },
  integer: { type: 'integer' },
  number: { type: 'number' },
  decimal: { type: 'string', format: 'decimal', 'x-feel': 'decimal' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'time' },
  'date-time': { type: 'string', format: 'date-time' },
  duration: { type: 'string', format: 'duration' },
  list: { type: 'array', items: {} },
  context: { type: 'object', additionalProperties: true },
  any: {},
};

/** Schemas without constraints are made once: runs ask for them at every field, and readers remember what they made of one. */
const PLAIN = Object.fromEntries(Object.entries(SCHEMA_OF_TYPE).map(([type, base]) => [type, Type.Unsafe(type === 'any' ? {} : { ...base, nullable: true })])) as Readonly<Record<string, TSchema>>;

/** JSON Schema of a value of a field type; nullable unless told otherwise, since any step may be dead (E3). */
export function valueSchema(type: FieldType, { enum: allowed, nullable = true }: Constraint = {}): TSchema {
  const plain = PLAIN[type];
  if (plain && (type === 'any' || (allowed === undefined && nullable))) return plain;
  const base = SCHEMA_OF_TYPE[type];
  return Type.Unsafe({
    ...base,
    ...(allowed === undefined ? {} : { enum: nullable ? [...allowed, null] : [...allowed] }),
    ...(nullable ? { nullable: true } : {}),
  });
}

/** A closed object schema; every property is always present. */
export function rowSchema(properties: Readonly<Record<string, TSchema>>): TObject {
  return Type.Object({ ...properties }, { additionalProperties: false });
}

/** The same schema, allowing null. */
export function orNull(schema: TSchema): TSchema {
  const plain = schema as TSchema & { readonly type?: unknown; readonly enum?: readonly unknown[] };
  if (plain.type === undefined) return schema;
  return Type.Unsafe({ ...plain, ...(plain.enum === undefined || plain.enum.includes(null) ? {} : { enum: [...plain.enum, null] }), nullable: true });
}
