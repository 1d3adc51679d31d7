import type { ScenarioError } from '../../../runtime/errors.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { valueKey } from '../core/values.ts';
import { storeError } from '../errors.ts';
import type { RowFilter, RowOperation } from '../store.ts';
import type { Database } from './database.ts';
import { indexesOf, type DatasetTable } from './dataset-tables.ts';
import { splitFilter, Values } from './row-filter.ts';

/** A row that would break a unique key. It ends the transaction, after which it is found out which. */
export class RowClash extends Error {
  readonly table: DatasetTable;
  readonly operations: readonly RowOperation[];
  /** What the same transaction had done before. */
  readonly earlier: readonly RowOperation[];

  constructor(table: DatasetTable, operations: readonly RowOperation[], earlier: readonly RowOperation[], cause: unknown) {
    super(`a unique key of ${table.id} is taken`, { cause });
    this.table = table;
    this.operations = operations;
    this.earlier = earlier;
  }
}

interface Key {
  readonly fields: readonly string[];
  readonly values: JsonObject;
}

/** SCN_DATA_UNIQUE with the fields, their values and the row that has them. */
export async function explainClash(database: Database, { table, operations, earlier, cause }: RowClash): Promise<ScenarioError> {
  for (const [place, operation] of operations.entries()) {
    if (operation.kind === 'delete') continue;
    const before = [...earlier, ...operations.slice(0, place)].filter((other) => other.dataset === operation.dataset);
    for (const key of keysOf(table, operation)) {
      const row = rowAmong(before, table, key, operation.id) ?? (await rowStored(database, table, key, operation.id));
      if (row !== null) return storeError('SCN_DATA_UNIQUE', { dataset: table.id, fields: [...key.fields], values: key.fields.map((field) => key.values[field] ?? null), row }, cause);
    }
  }
  const [only] = operations;
  return storeError('SCN_DATA_UNIQUE', { dataset: table.id, fields: ['_id'], values: [only?.id ?? ''], row: only?.id ?? '' }, cause);
}

function keysOf(table: DatasetTable, operation: Exclude<RowOperation, { kind: 'delete' }>): readonly Key[] {
  const own: readonly Key[] = operation.kind === 'insert' ? [{ fields: ['_id'], values: { _id: operation.id } }] : [];
  const unique = indexesOf(table).filter((index) => index.unique && index.fields.every((field) => (operation.data[field] ?? null) !== null));
  return [...own, ...unique.map(({ fields }) => ({ fields, values: operation.data }))];
}

function rowAmong(operations: readonly RowOperation[], table: DatasetTable, key: Key, self: string): string | null {
  const text = (data: JsonObject) => key.fields.map((field) => valueKey(data[field], table.types.get(field))).join('\u0000');
  const wanted = text(key.values);
  const found = operations.find((other) => other.kind !== 'delete' && (other.id !== self || key.fields[0] === '_id') && text({ ...other.data, _id: other.id }) === wanted);
  return found?.id ?? null;
}

async function rowStored(database: Database, table: DatasetTable, key: Key, self: string): Promise<string | null> {
  const filter: RowFilter = { all: key.fields.map((field) => ({ field, op: '=', value: key.values[field] ?? null })) };
  const values = new Values();
  const { where, left } = splitFilter(filter, table.types, values);
  const own = key.fields[0] === '_id' ? 'true' : `id <> ${values.add(self)}`;
  const found = await database.query<{ id: string; v: number; data: JsonObject }>({ text: `SELECT id, v, data FROM ${table.name} WHERE ${where} AND ${own} ORDER BY n LIMIT 1000`, values: values.all });
  return found.find(({ id, v, data }) => left.every((test) => test({ id, version: v, data })))?.id ?? null;
}
