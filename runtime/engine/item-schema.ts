import type { TSchema } from 'typebox';

/** What a list holds by its schema; anything, when that cannot be told. */
export function itemSchema(list: TSchema | undefined): TSchema {
  const found: unknown = list && 'items' in list ? list.items : undefined;
  return typeof found === 'object' && found !== null ? found : {};
}

/** Whether a value of this schema is surely no list. */
export function isNoList(schema: TSchema | undefined): boolean {
  const type: unknown = schema && 'type' in schema ? schema.type : undefined;
  return type !== undefined && type !== 'array' && !(Array.isArray(type) && type.includes('array'));
}
