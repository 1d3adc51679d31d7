import { Type, type TObject, type TSchema } from 'typebox';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { rowSchema, valueSchema } from '../schema/value-schema.ts';
import type { NodeEnv } from './node-env.ts';

/** Every row of an answer carries them: the row's id and its version for a later update. */
const ROW_FACTS: Readonly<Record<string, TSchema>> = { _id: Type.String(), _version: Type.Integer() };

/** Schema of a row with some fields of a dataset (all by default); an unknown dataset or field is open. */
export function datasetRow(env: NodeEnv, dataset: string, fields?: readonly string[]): TObject {
  const definition = definitionOf(env, dataset);
  const ids = fields ?? definition?.fields.map((field) => field.id) ?? [];
  return rowSchema({ ...Object.fromEntries(ids.map((id) => [id, columnSchema(definition, id)])), ...ROW_FACTS });
}

function columnSchema(definition: DatasetDefinition | undefined, id: string): TSchema {
  const field = definition?.fields.find((candidate) => candidate.id === id);
  return field === undefined ? Type.Unsafe({}) : valueSchema(field.type, { enum: field.enum });
}

export function definitionOf(env: NodeEnv, dataset: string): DatasetDefinition | undefined {
  return Object.hasOwn(env.datasets, dataset) ? env.datasets[dataset] : undefined;
}

/** What the dataset is called on cards: its own title unless that is a text reference. */
export function datasetTitle(env: NodeEnv, dataset: string): string {
  return definitionOf(env, dataset)?.title ?? dataset;
}

/** Values ready to store: decimals as text, whatever the formula gave. */
export function storedValues(env: NodeEnv, dataset: string, values: JsonObject): JsonObject {
  const definition = definitionOf(env, dataset);
  return Object.fromEntries(
    Object.entries(values).map(([id, value]): [string, Json] => {
      const type = definition?.fields.find((field) => field.id === id)?.type;
      return [id, type === 'decimal' && typeof value === 'number' ? String(value) : value];
    }),
  );
}
