import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { storeError } from '../errors.ts';
import type { Table } from './table.ts';

/** Rows that are named when they are alike where they may not be. */
export const ALIKE_NAMED = 5;

/** Columns whose values together may come once: the key, in a dated dataset once a day, and the further unique keys. */
export function uniqueColumns({ key, unique, dated }: DatasetDefinition): readonly (readonly string[])[] {
  return [...(key ? [[...key, ...(dated ? ['valid_from'] : [])]] : []), ...(unique ?? [])];
}

/** What must be unique now and did not have to be. Values that are to be worked out anew are looked at when they are. */
export function newlyUnique(before: DatasetDefinition, after: DatasetDefinition): readonly (readonly string[])[] {
  const nameOf = (fields: readonly string[], { fields: all }: DatasetDefinition) => JSON.stringify(fields.map((field) => [field, all.find(({ id }) => id === field)?.type]));
  const old = new Set(uniqueColumns(before).map((fields) => nameOf(fields, before)));
  const formulas = new Map(before.fields.map(({ id, compute }) => [id, compute]));
  const isStale = (field: string) => after.fields.some(({ id, compute }) => id === field && compute !== undefined && compute !== formulas.get(id));
  return uniqueColumns(after).filter((fields) => !old.has(nameOf(fields, after)) && !fields.some(isStale));
}

/** @throws SCN_DATA_NOT_UNIQUE with rows that are alike in one of these */
export function demandUnique(table: Table, wanted: readonly (readonly string[])[]): void {
  for (const fields of wanted) {
    for (const rows of table.alike(fields)) {
      const [first] = rows;
      throw storeError('SCN_DATA_NOT_UNIQUE', { dataset: table.definition.id, fields: [...fields], values: fields.map((field) => first?.data[field] ?? null), rows: rows.slice(0, ALIKE_NAMED).map(({ id }) => id) });
    }
  }
}
