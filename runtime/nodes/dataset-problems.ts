import type { Diagnostic } from '../schema/diagnostic.ts';
import { definitionOf } from './dataset-row.ts';
import type { NodeEnv } from './node-env.ts';
import { problem } from './problem.ts';

/** The dataset is declared by the scenario. */
export function unknownDataset(env: NodeEnv, dataset: string, path: string): readonly Diagnostic[] {
  if (definitionOf(env, dataset) !== undefined) return [];
  return [problem('SCN_DATA_UNKNOWN_DATASET', path, `方案里没有数据集“${dataset}”。请先在“数据”里加上它`, `The scenario has no dataset "${dataset}". Add it under Data first`)];
}

/** Each column is one the scenario may read or write; `paths` gives its place. */
export function unknownColumns(env: NodeEnv, dataset: string, columns: readonly { readonly id: string; readonly path: string }[]): readonly Diagnostic[] {
  const definition = definitionOf(env, dataset);
  if (definition === undefined) return [];
  const known = new Set(definition.fields.map((field) => field.id));
  return columns
    .filter((column) => !known.has(column.id))
    .map((column) => problem('SCN_DATA_UNKNOWN_FIELD', column.path, `“${dataset}”没有列“${column.id}”，或本方案没有申请读它`, `"${dataset}" has no column "${column.id}", or this scenario did not ask for it`));
}

/** Columns that are worked out get no value from anybody; `paths` gives the place of each. */
export function computedColumns(env: NodeEnv, dataset: string, columns: readonly { readonly id: string; readonly path: string }[]): readonly Diagnostic[] {
  const computed = new Set(definitionOf(env, dataset)?.fields.filter(({ compute }) => compute !== undefined).map(({ id }) => id));
  return columns
    .filter((column) => computed.has(column.id))
    .map((column) => problem('SCN_DATA_COMPUTED_WRITE', column.path, `列“${column.id}”由公式算出，不能写入。请删掉这一列的取值`, `Column "${column.id}" is worked out by a formula and cannot be written. Take its value out`));
}
