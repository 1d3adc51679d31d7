import { referencesOf, referredColumn } from '../../../runtime/schema/reference.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { storeError } from '../errors.ts';
import type { RowChange } from './journal.ts';
import type { Table } from './table.ts';
import { valueKey } from './values.ts';

/** A column of a dataset that refers to another one. */
export interface Referrer {
  readonly dataset: string;
  readonly field: string;
}

/** Who refers to which dataset. */
export function referrersOf(definitions: Iterable<DatasetDefinition>): ReadonlyMap<string, readonly Referrer[]> {
  const found = new Map<string, Referrer[]>();
  for (const definition of definitions) {
    for (const { field, to } of referencesOf(definition)) found.set(to, [...(found.get(to) ?? []), { dataset: definition.id, field }]);
  }
  return found;
}

/** Tables by dataset; null for one that is not there or not read. */
export type TableOf = (dataset: string) => Table | null;

/** The values a cell refers by: each of a list. */
export function referredValues(cell: Json | undefined): readonly Json[] {
  if (cell === undefined || cell === null || cell === '') return [];
  return Array.isArray(cell) ? cell.filter((value) => value !== null) : [cell];
}

function isThere(table: Table, column: string, value: Json): boolean {
  const index = table.indexes.find(({ fields }) => fields.length === 1 && fields[0] === column);
  if (index) return [...table.lookupOne(index, value)].length > 0;
  const type = table.types.get(column);
  const wanted = valueKey(value, type);
  return [...table.rows.values()].some(({ data }) => valueKey(data[column], type) === wanted);
}

/** What a change says of the columns that are other now; undefined for a new row, where all of them are. */
const changedIn = ({ past }: RowChange): JsonObject | undefined => past?.[0]?.before;

function demandKnown(table: Table, { id, dataset, ...change }: RowChange, tableOf: TableOf): void {
  const data = table.rows.get(id)?.data;
  if (!data) return;
  const before = changedIn({ id, dataset, ...change });
  for (const { field, to } of referencesOf(table.definition)) {
    if (before && !Object.hasOwn(before, field)) continue;
    const other = tableOf(to);
    const column = other ? referredColumn(other.definition) : undefined;
    if (!other || column === undefined) continue;
    for (const value of referredValues(data[field])) {
      if (!isThere(other, column, value)) throw storeError('SCN_DATA_REF', { dataset, field, to, value, row: id });
    }
  }
}

/** Keys that no row has any more after these changes. */
function lostKeys(table: Table, column: string, changes: readonly RowChange[]): ReadonlyMap<string, Json> {
  const lost = new Map<string, Json>();
  const type = table.types.get(column);
  for (const change of changes) {
    const before = changedIn(change);
    const value = before && Object.hasOwn(before, column) ? before[column] : undefined;
    if (value !== undefined && value !== null && !isThere(table, column, value)) lost.set(valueKey(value, type), value);
  }
  return lost;
}

function demandUnused(table: Table, changes: readonly RowChange[], { referrers, tableOf }: { readonly referrers: readonly Referrer[]; readonly tableOf: TableOf }): void {
  const column = referredColumn(table.definition);
  if (column === undefined) return;
  const lost = lostKeys(table, column, changes);
  if (lost.size === 0) return;
  const type = table.types.get(column);
  for (const { dataset, field } of referrers) {
    const counts = new Map<string, number>();
    for (const { data } of tableOf(dataset)?.rows.values() ?? []) {
      for (const value of referredValues(data[field])) {
        const key = valueKey(value, type);
        if (lost.has(key)) counts.set(key, (counts.get(key) ?? 0) + 1);
      }
    }
    const [first] = counts;
    if (first) throw storeError('SCN_DATA_REFERRED', { dataset: table.definition.id, value: lost.get(first[0]) ?? null, by: dataset, field, count: first[1], keys: counts.size });
  }
}

/**
 * What changed rows refer to must be there, and keys that went may not be referred to; rows nobody changed are not looked at.
 * @throws SCN_DATA_REF, SCN_DATA_REFERRED
 */
export function demandReferences(changes: readonly RowChange[], { referrers, tableOf }: { readonly referrers: ReadonlyMap<string, readonly Referrer[]>; readonly tableOf: TableOf }): void {
  if (referrers.size === 0) return;
  for (const dataset of new Set(changes.map((change) => change.dataset))) {
    const some = changes.filter((change) => change.dataset === dataset);
    const table = tableOf(dataset);
    if (!table) continue;
    if (referencesOf(table.definition).length > 0) for (const change of some) demandKnown(table, change, tableOf);
    const from = referrers.get(dataset);
    if (from) demandUnused(table, some, { referrers: from, tableOf });
  }
}
