import type { TSchema } from 'typebox';
import type { Json } from './json.ts';
import { MOST_VALUES, type Parameter } from './scenario.ts';
import { orNull, rowSchema, valueSchema } from './value-schema.ts';

/** The one place that deals with parameters over time, and with those that have a value for each key (a county, a kind). */

export type ParameterValue = Parameter['values'][number];

/** The entry of a table under which the value for every other key stands. */
export const OTHER_KEYS = '*';

export { MOST_VALUES };

export function isTable(parameter: Parameter): boolean {
  return parameter.key !== undefined;
}

export function keyOf(value: ParameterValue): string {
  return value.key ?? OTHER_KEYS;
}

/** The keys of a table, each once, in the order of their first value. */
export function keysOf({ values }: Parameter): readonly string[] {
  return [...new Set(values.map(keyOf))];
}

export function isInForce({ from, to }: ParameterValue, day: string): boolean {
  return (from === null || from <= day) && (to === undefined || to === null || day <= to);
}

/** The value that holds on an ISO day: of a table, that of a key, else the one for all other keys. Undefined without one. */
export function valueOn(parameter: Parameter, day: string, key?: string): ParameterValue | undefined {
  const inForce = parameter.values.filter((value) => isInForce(value, day));
  if (!isTable(parameter)) return inForce.at(-1);
  return inForce.findLast((value) => keyOf(value) === key) ?? inForce.findLast((value) => keyOf(value) === OTHER_KEYS);
}

/** What formulas read as `param.<id>` on a day: the value, or the values of a table by key. */
export function parameterOn(parameter: Parameter, day: string): Json {
  if (!isTable(parameter)) return (valueOn(parameter, day)?.value ?? null) as Json;
  return Object.fromEntries(keysOf(parameter).map((key) => [key, (parameter.values.findLast((value) => keyOf(value) === key && isInForce(value, day))?.value ?? null) as Json]));
}

/** JSON Schema of what formulas read. The keys of a table are known, so a misspelt one is found while typing. */
export function parameterSchema(parameter: Parameter): TSchema {
  const value = valueSchema(parameter.type);
  return isTable(parameter) ? orNull(rowSchema(Object.fromEntries(keysOf(parameter).map((key) => [key, value])))) : value;
}

