import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { storeError } from '../errors.ts';
import type { Row, RowOperation } from '../store.ts';
import type { Undo } from './journal.ts';
import { readsText, valueKey } from './values.ts';

/** A row with the key it was inserted under; `data` absent = deleted, the key still counts as used. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly data?: JsonObject;
  readonly key?: string;
}

export type LiveRow = StoredRow & { readonly data: JsonObject };

interface FieldIndex {
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly buckets: Map<string, Bucket>;
}

/** Most buckets hold one row, which bare costs a fifth of a map. The rows themselves, so that a reader need not look for them by their ids. */
type Bucket = LiveRow | Map<string, LiveRow>;

/**
 * The rows of one dataset in memory, with a hash index per declared `key`, `unique` and `index`.
 * In a dated dataset a key may come once per `valid_from`. Rows without a value in a unique field are not compared,
 * as in SQL.
 */
export class Table {
  readonly definition: DatasetDefinition;
  readonly rows = new Map<string, LiveRow>();
  /** Changes so far, those taken back too. */
  changes = 0;
  readonly usedKeys = new Map<string, string>();
  readonly types: ReadonlyMap<string, FieldType>;
  readonly indexes: readonly FieldIndex[];

  constructor(definition: DatasetDefinition) {
    this.definition = definition;
    this.types = new Map(definition.fields.map((field) => [field.id, field.type]));
    const dated = definition.dated ? ['valid_from'] : [];
    this.indexes = [
      ...(definition.key ? [makeIndex([...definition.key, ...dated], true)] : []),
      ...(definition.unique ?? []).map((fields) => makeIndex(fields, true)),
      ...(definition.index ?? []).map((fields) => makeIndex(fields, false)),
      ...(definition.dated && definition.key ? [makeIndex(definition.key, false)] : []),
    ];
  }

  /** Changes the rows and says how the row is now; null when the insert key was used before. */
  change(operation: RowOperation): { readonly row: StoredRow; readonly undo: Undo } | null {
    if (operation.kind === 'insert') return this.#insert(operation);
    const { dataset, id, expectedVersion } = operation;
    const before = this.rows.get(id);
    if (before?.version !== expectedVersion) throw storeError('SCN_DATA_CONFLICT', { dataset, row: id, expected: expectedVersion, actual: before?.version ?? 0 });
    const key = before.key === undefined ? {} : { key: before.key };
    const row: StoredRow = operation.kind === 'update' ? { id, version: before.version + 1, data: copy(operation.data), ...key } : { id, version: before.version + 1, ...key };
    return { row, undo: this.put(row, true) };
  }

  /** Adds a row of a load, which is the store's from now on. @throws SCN_DATA_UNIQUE */
  add(row: StoredRow): void {
    if (this.rows.has(row.id)) throw storeError('SCN_DATA_UNIQUE', { dataset: this.definition.id, fields: ['_id'], values: [row.id], row: row.id });
    this.put(row, true);
  }

  /** Sets a row as stored. @throws SCN_DATA_UNIQUE when `check` is on */
  put(row: StoredRow, check: boolean): Undo {
    const before = this.rows.get(row.id);
    if (check && row.data) this.#checkUnique(row.id, row.data);
    this.#replace(row.id, before, row);
    const keyIsNew = row.key !== undefined && !this.usedKeys.has(row.key);
    if (keyIsNew && row.key !== undefined) this.usedKeys.set(row.key, row.id);
    return () => {
      this.#replace(row.id, row, before);
      if (keyIsNew && row.key !== undefined) this.usedKeys.delete(row.key);
    };
  }

  /** Rows whose fields of this index have these values. */
  lookup(index: FieldIndex, values: JsonObject): Iterable<LiveRow> {
    const bucket = index.buckets.get(indexKey(index, values, this.types));
    if (bucket === undefined) return [];
    return bucket instanceof Map ? bucket.values() : [bucket];
  }

  #insert(operation: Extract<RowOperation, { kind: 'insert' }>): { readonly row: StoredRow; readonly undo: Undo } | null {
    const { dataset, id, data, key } = operation;
    if (key !== undefined && this.usedKeys.has(key)) return null;
    const before = this.rows.get(id);
    if (before) throw storeError('SCN_DATA_UNIQUE', { dataset, fields: ['_id'], values: [id], row: id });
    const row: StoredRow = { id, version: 1, data: copy(data), ...(key === undefined ? {} : { key }) };
    return { row, undo: this.put(row, true) };
  }

  #checkUnique(id: string, data: JsonObject): void {
    for (const index of this.indexes) {
      if (!index.unique || index.fields.some((field) => data[field] === undefined || data[field] === null)) continue;
      for (const other of this.lookup(index, data)) {
        if (other.id !== id) throw storeError('SCN_DATA_UNIQUE', { dataset: this.definition.id, fields: index.fields, values: index.fields.map((f) => data[f] ?? null), row: other.id });
      }
    }
  }

  #replace(id: string, from: StoredRow | undefined, to: StoredRow | undefined): void {
    this.changes += 1;
    const row = to?.data ? (to as LiveRow) : undefined;
    for (const index of this.indexes) {
      const oldKey = from?.data && indexKey(index, from.data, this.types);
      const newKey = row && indexKey(index, row.data, this.types);
      if (oldKey !== undefined && oldKey !== newKey) removeFrom(index.buckets, oldKey, id);
      if (row && newKey !== undefined) addTo(index.buckets, newKey, row);
    }
    if (row) this.rows.set(id, row);
    else this.rows.delete(id);
  }
}

export function asRow({ id, version, data }: LiveRow): Row {
  return { id, version, data };
}

function copy(data: JsonObject): JsonObject {
  return { ...data };
}

function makeIndex(fields: readonly string[], unique: boolean): FieldIndex {
  return { fields, unique, buckets: new Map() };
}

function indexKey(index: FieldIndex, data: JsonObject, types: ReadonlyMap<string, FieldType>): string {
  const [only] = index.fields;
  if (index.fields.length === 1 && only !== undefined) return singleKey(data[only], types.get(only));
  return index.fields.map((field) => valueKey(data[field], types.get(field))).join('\u0000');
}

/** Most keys are texts: they are their own key, which costs no copy of each. What is none begins with a sign that such a text never does. */
function singleKey(value: Json | undefined, type: FieldType | undefined): string {
  return typeof value === 'string' && value.charCodeAt(0) !== 0 && !readsText(type) ? value : `\u0000${valueKey(value, type)}`;
}

/** A row that is there already keeps its place. */
function addTo(buckets: FieldIndex['buckets'], key: string, row: LiveRow): void {
  const bucket = buckets.get(key);
  if (bucket instanceof Map) bucket.set(row.id, row);
  else if (bucket === undefined || bucket.id === row.id) buckets.set(key, row);
  else buckets.set(key, new Map([[bucket.id, bucket], [row.id, row]]));
}

function removeFrom(buckets: FieldIndex['buckets'], key: string, id: string): void {
  const bucket = buckets.get(key);
  if (bucket instanceof Map) {
    bucket.delete(id);
    if (bucket.size === 0) buckets.delete(key);
  } else if (bucket?.id === id) buckets.delete(key);
}
