import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { FieldType } from '../../../runtime/schema/field.ts';
import { RunningTotals } from '../../../runtime/host/running-totals.ts';
import type { RowMaker } from '../../../runtime/language/columns/compute-row.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { storeError } from '../errors.ts';
import { rowMaker } from '../rows/row-maker.ts';
import type { Row, RowOperation, RowPast, RowWipe } from '../store.ts';
import type { Undo } from './journal.ts';
import { changedFrom, GONE_ROWS, PAST_OF_A_ROW, withPast, type Writer } from './row-past.ts';
import { readsText, valueKey } from './values.ts';

/** More changes than this in memory and a row keeps its latest few only. */
const PAST_IN_MEMORY = 500_000;
const FEW = 2;

/** A row with the key it was inserted under; `data` absent = deleted, the key still counts as used and the past is remembered, unless it is empty: then nothing is. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly data?: JsonObject;
  readonly key?: string;
  /** Newest first. */
  readonly past?: readonly RowPast[];
}

export type LiveRow = StoredRow & { readonly data: JsonObject };

interface FieldIndex {
  readonly fields: readonly string[];
  readonly unique: boolean;
  readonly buckets: Map<string, Bucket>;
}

/** Most buckets hold one row or a few, which so cost a fifth of a map and are read faster. The rows themselves, so that a reader need not look for them by their ids. */
type Bucket = LiveRow | LiveRow[] | Map<string, LiveRow>;

/** Of more rows than these one is found by its id only in a map. */
const FEW_ROWS = 32;

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
  /** The highest version a row has or had. */
  highest = 0;
  /** The highest version that rows had which went, one by one or when all were replaced: a row that is inserted begins above. */
  floor = 0;
  readonly usedKeys = new Map<string, string>();
  /** What deleted rows were, the latest last. */
  readonly gone = new Map<string, readonly RowPast[]>();
  #remembered = 0;
  readonly types: ReadonlyMap<string, FieldType>;
  readonly indexes: readonly FieldIndex[];
  readonly #maker: RowMaker | undefined;
  readonly #totals: RunningTotals | null;

  constructor(definition: DatasetDefinition) {
    this.definition = definition;
    this.#maker = rowMaker(definition);
    this.types = new Map(definition.fields.map((field) => [field.id, field.type]));
    this.#totals = definition.totals ? new RunningTotals(definition, valueKey) : null;
    const dated = definition.dated ? ['valid_from'] : [];
    this.indexes = [
      ...(definition.key ? [makeIndex([...definition.key, ...dated], true)] : []),
      ...(definition.unique ?? []).map((fields) => makeIndex(fields, true)),
      ...(definition.index ?? []).map((fields) => makeIndex(fields, false)),
      ...(definition.dated && definition.key ? [makeIndex(definition.key, false)] : []),
    ];
  }

  /** Changes the rows and says how the row is now; null when the insert key was used before. */
  change(operation: RowOperation, writer: Writer): { readonly row: StoredRow; readonly undo: Undo } | null {
    if (operation.kind === 'insert') return this.#insert(operation, writer);
    const { dataset, id, expectedVersion, node } = operation;
    const before = this.rows.get(id);
    if (before?.version !== expectedVersion) throw storeError('SCN_DATA_CONFLICT', { dataset, row: id, expected: expectedVersion, actual: before?.version ?? 0 });
    const key = before.key === undefined ? {} : { key: before.key };
    const version = before.version + 1;
    const note = { v: version, ...writer, ...(node === undefined ? {} : { node }) };
    const data = operation.kind === 'update' ? this.filled(operation.data) : undefined;
    const row: StoredRow = data
      ? { id, version, data, ...key, past: this.#past({ ...note, before: changedFrom(before.data, data) }, before.past) }
      : { id, version, ...key, past: this.#past({ ...note, before: before.data, gone: true }, before.past) };
    return { row, undo: this.put(row, true) };
  }

  /** Takes a row and its past out, or leaves of it what is said; null when it is not there, or another by now. Without a version only one that is gone. @throws SCN_DATA_UNIQUE */
  wipe({ id, version, left }: RowWipe): { readonly row: StoredRow; readonly undo: Undo } | null {
    const before = this.rows.get(id);
    if (before?.version !== version || (before === undefined && !this.gone.has(id))) return null;
    const key = before?.key === undefined ? {} : { key: before.key };
    const now = before?.version ?? 0;
    const data = before && left ? { data: left.data ? this.filled(left.data) : before.data } : {};
    const row: StoredRow = { id, version: left?.data ? now + 1 : now, ...data, ...key, past: left?.past ?? [] };
    return { row, undo: this.put(row, left?.data !== undefined) };
  }

  /** @throws SCN_DATA_TOTAL when a total does not hold any more for rows changed since the last call */
  demandTotals(): void {
    const broken = this.brokenTotal();
    if (broken) throw storeError('SCN_DATA_TOTAL', broken);
  }

  /** A total that does not hold any more for rows changed since it was last asked. */
  brokenTotal(): ReturnType<RunningTotals['broken']> | undefined {
    return this.#totals?.broken();
  }

  /** What is remembered of a row, newest first. */
  pastOf(id: string): readonly RowPast[] {
    return this.rows.get(id)?.past ?? this.gone.get(id) ?? [];
  }

  /** A row of a load over the rows of `old`; what differs is noted, and what is new as far as it is said through what it comes. */
  loaded(row: LiveRow, old: Table, writer: Writer): LiveRow {
    const before = this.definition.key ? old.rows.get(row.id) : undefined;
    const older = this.definition.key ? old.pastOf(row.id) : [];
    if (before) {
      const changed = changedFrom(before.data, row.data);
      const past = Object.keys(changed).length === 0 ? older : this.#past({ v: row.version, ...writer, before: changed }, older);
      return past.length === 0 ? row : { ...row, past };
    }
    if (writer.import === undefined) return older.length === 0 ? row : { ...row, past: older };
    return { ...row, past: this.#past({ v: row.version, ...writer }, older) };
  }

  /** Rows of `old` that a load leaves out, the latest that are remembered. Without a key nobody knows which they are, unless none is left. */
  *left(old: Table, writer: Writer): Generator<StoredRow> {
    if (!this.definition.key && this.rows.size > 0) return;
    const before = [...old.gone].filter(([id]) => !this.rows.has(id)).map(([id, past]) => ({ id, version: 0, past }));
    const now = [...old.rows.values()].filter(({ id }) => !this.rows.has(id)).slice(-GONE_ROWS);
    yield* before;
    for (const { id, version, data, past } of now) yield { id, version: version + 1, past: this.#past({ v: version + 1, ...writer, before: data, gone: true }, past) };
  }

  /** A row of its own, with its computed columns. */
  filled(data: JsonObject): JsonObject {
    return this.#maker ? this.#maker.complete(data) : { ...data };
  }

  #past(newest: RowPast, older: readonly RowPast[] | undefined): readonly RowPast[] {
    return withPast(newest, older, this.#remembered > PAST_IN_MEMORY ? FEW : PAST_OF_A_ROW);
  }

  /** Adds a row of a load, which is the store's from now on; a load that fails gives the whole table up, so that there is no way back of one row. @throws SCN_DATA_UNIQUE */
  add(row: LiveRow): void {
    if (this.rows.has(row.id)) throw storeError('SCN_DATA_UNIQUE', { dataset: this.definition.id, fields: ['_id'], values: [row.id], row: row.id });
    this.#checkUnique(row.id, row.data);
    this.#replace(row.id, undefined, row);
    this.#raise(row);
  }

  /** Sets a row as stored. @throws SCN_DATA_UNIQUE when `check` is on */
  put(row: StoredRow, check: boolean): Undo {
    const before = this.rows.get(row.id);
    if (check && row.data) this.#checkUnique(row.id, row.data);
    this.#replace(row.id, before, row);
    this.#raise(row);
    const forgotten = this.#remember(row);
    const keyIsNew = row.key !== undefined && !this.usedKeys.has(row.key);
    if (keyIsNew && row.key !== undefined) this.usedKeys.set(row.key, row.id);
    return () => {
      this.#replace(row.id, row, before);
      forgotten();
      if (keyIsNew && row.key !== undefined) this.usedKeys.delete(row.key);
    };
  }

  #raise({ version, data, past }: StoredRow): void {
    const newest = Math.max(version, past?.[0]?.v ?? 0);
    if (newest > this.highest) this.highest = newest;
    if (!data && newest > this.floor) this.floor = newest;
  }

  /** Rows whose fields of this index have these values. */
  lookup(index: FieldIndex, values: JsonObject): Iterable<LiveRow> {
    return rowsIn(index.buckets.get(indexKey(index, values, this.types)));
  }

  /** The same of an index on one field. */
  lookupOne({ fields, buckets }: FieldIndex, value: Json): Iterable<LiveRow> {
    return rowsIn(buckets.get(singleKey(value, this.types.get(fields[0] ?? ''))));
  }

  /** Rows that have the same values in all of these columns, which have a unique index. */
  *alike(fields: readonly string[]): Generator<readonly LiveRow[]> {
    const index = this.indexes.find((one) => one.unique && one.fields.join('\u0000') === fields.join('\u0000'));
    for (const bucket of index?.buckets.values() ?? []) {
      if (bucketSize(bucket) < 2) continue;
      const rows = [...rowsIn(bucket)];
      if (fields.every((field) => (rows[0]?.data[field] ?? null) !== null)) yield rows;
    }
  }

  /** Deleted rows go among those that are gone, and a row that is back out of them. */
  #remember({ id, data, past }: StoredRow): Undo {
    const before = this.gone.get(id);
    if (data === undefined && past?.length === 0) {
      this.gone.delete(id);
      return () => {
        if (before) this.gone.set(id, before);
      };
    }
    if (data === undefined && past !== undefined) {
      this.gone.delete(id);
      this.gone.set(id, past);
    } else if (data !== undefined && before) this.gone.delete(id);
    else return () => undefined;
    const [oldest] = this.gone.size > GONE_ROWS ? this.gone : [];
    if (oldest) this.gone.delete(oldest[0]);
    return () => {
      this.gone.delete(id);
      if (before) this.gone.set(id, before);
      if (oldest) this.gone.set(...oldest);
    };
  }

  #insert(operation: Extract<RowOperation, { kind: 'insert' }>, writer: Writer): { readonly row: StoredRow; readonly undo: Undo } | null {
    const { dataset, id, data, key, node } = operation;
    if (key !== undefined && this.usedKeys.has(key)) return null;
    const before = this.rows.get(id);
    if (before) throw storeError('SCN_DATA_UNIQUE', { dataset, fields: ['_id'], values: [id], row: id });
    const older = this.gone.get(id);
    // With a key the id is of one effect and was never another row's.
    const version = Math.max(key === undefined ? this.floor : 0, older?.[0]?.v ?? 0) + 1;
    const past = this.#past({ v: version, ...writer, ...(node === undefined ? {} : { node }) }, older);
    const row: StoredRow = { id, version, data: this.filled(data), ...(key === undefined ? {} : { key }), past };
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
    this.#totals?.move(from?.data, to?.data);
    this.#remembered += remembered(to) - remembered(from);
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

function remembered(row: StoredRow | undefined): number {
  return row?.data ? (row.past?.length ?? 0) : 0;
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
  else if (Array.isArray(bucket)) addToFew(buckets, key, bucket, row);
  else if (bucket === undefined || bucket.id === row.id) buckets.set(key, row);
  else buckets.set(key, [bucket, row]);
}

function addToFew(buckets: FieldIndex['buckets'], key: string, bucket: LiveRow[], row: LiveRow): void {
  const at = bucket.findIndex(({ id }) => id === row.id);
  if (at !== -1) bucket[at] = row;
  else if (bucket.length < FEW_ROWS) bucket.push(row);
  else buckets.set(key, new Map([...bucket, row].map((one) => [one.id, one])));
}

function removeFrom(buckets: FieldIndex['buckets'], key: string, id: string): void {
  const bucket = buckets.get(key);
  if (Array.isArray(bucket)) buckets.set(key, bucket.filter((row) => row.id !== id));
  else if (bucket instanceof Map) bucket.delete(id);
  else if (bucket?.id === id) buckets.delete(key);
  if (bucketSize(buckets.get(key)) === 0) buckets.delete(key);
}

function rowsIn(bucket: Bucket | undefined): Iterable<LiveRow> {
  if (bucket === undefined) return [];
  if (Array.isArray(bucket)) return bucket;
  return bucket instanceof Map ? bucket.values() : [bucket];
}

function bucketSize(bucket: Bucket | undefined): number {
  if (bucket === undefined) return 0;
  return Array.isArray(bucket) ? bucket.length : bucket instanceof Map ? bucket.size : 1;
}
