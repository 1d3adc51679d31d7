import type { Json, JsonObject } from '../schema/json.ts';
import { isNull } from './rule-tools.ts';
import type { TableOutput } from './table-schema.ts';

/** What a row always gives: FEEL values, JSON, and the whole output of a table with one result. */
export interface FixedResult {
  readonly values: Readonly<Record<string, unknown>>;
  readonly outputs: JsonObject;
  readonly whole: JsonObject;
}

/** Nothing is missing. Shared by every output, so it cannot be changed. */
export const COMPLETE: readonly string[] & Json = Object.freeze([]) as readonly string[] & Json;

/** Every output column gets a value, null when nothing says otherwise: readers never meet a missing key. */
export function readOutputs(columns: readonly TableOutput[], values: Readonly<Record<string, unknown>>, toJson: (id: string, value: unknown) => Json): JsonObject {
  return Object.fromEntries(columns.map((output) => [output.id, toOutput(output, isNull(values[output.id]) ? null : toJson(output.id, values[output.id]))]));
}

/** Decimals are text in JSON whatever the formula gave. */
export function toOutput(output: TableOutput, json: Json): Json {
  return output.type === 'decimal' && typeof json === 'number' ? String(json) : json;
}

/** The output of a table with one result. */
export function wholeOutput(outputs: JsonObject, rule: string): JsonObject {
  return Object.freeze({ ...outputs, rule, incomplete: COMPLETE });
}
