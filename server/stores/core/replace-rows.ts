import { setImmediate } from 'node:timers/promises';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Catalog, DatasetState } from './catalog.ts';
import type { DeliveryRecord, Loaded } from '../store.ts';
import { undoAll, type Journal, type Undo } from './journal.ts';
import type { WrittenRows } from './row-files.ts';
import type { Writer } from './row-past.ts';
import { Table, type LiveRow, type StoredRow } from './table.ts';
import { rowMaker } from '../rows/row-maker.ts';
import { valueText } from './values.ts';

/** Some milliseconds of work, so that requests are answered in between. */
const CHUNK = 250;

/** What is applied and written in the same line as the switch to the new rows, which have this version. */
export type Beside = (version: number) => { readonly deliveries: readonly DeliveryRecord[]; readonly undo: Undo };

export interface Replacement {
  readonly id: string;
  readonly rows: AsyncIterable<JsonObject> | Iterable<JsonObject>;
  readonly writer: Writer;
}

/** Replaces every row of a dataset; the old rows answer queries until the new ones are durable. */
export async function replaceRows(catalog: Catalog, journal: Journal, { id, rows, writer }: Replacement, beside: Beside): Promise<Loaded> {
  const state = catalog.state(id);
  const table = new Table(state.definition);
  let version = 1;
  const chunks = async function* (): AsyncGenerator<readonly StoredRow[]> {
    const old = await catalog.read(state);
    version = old.highest + 1;
    yield* withLeft(table, old, withIds(rows, state.definition, version), { writer, check: () => catalog.checkLimit(id, table.rows.size) });
    table.floor = version;
  };
  const count = await swap(catalog, journal, { state, table, chunks: chunks() }, () => beside(version));
  return { rows: count, version };
}

/** The chunks of the new rows, each with the past of the row it replaces, and then what is remembered of the rows left out. */
async function* withLeft(table: Table, old: Table, rows: AsyncIterable<LiveRow>, { writer, check }: { readonly writer: Writer; readonly check: () => void }): AsyncGenerator<readonly StoredRow[]> {
  yield* tableChunks(table, rows, { asLoaded: (row) => table.loaded(row, old, writer), check });
  table.demandTotals();
  const left = [...table.left(old, writer)];
  for (const row of left) table.put(row, false);
  if (left.length > 0) yield left;
}

/** Writes the rows as they are into a fresh file, leaving dead lines behind. */
export async function compactRows(catalog: Catalog, journal: Journal, state: DatasetState): Promise<void> {
  const { table } = state;
  if (table) await swap(catalog, journal, { state, table, chunks: liveChunks(table) }, () => ({ deliveries: [], undo: () => undefined }));
}

interface Exchange {
  readonly state: DatasetState;
  readonly table: Table;
  readonly chunks: AsyncIterable<readonly StoredRow[]>;
}

async function swap(catalog: Catalog, journal: Journal, { state, table, chunks }: Exchange, beside: () => ReturnType<Beside>): Promise<number> {
  while (state.replacing) await state.replacing.catch(() => undefined);
  const replacing = catalog.exclusive(state, async () => {
    const old = state.generation;
    const generation = old + 1;
    const { bytes, lines } = await (catalog.files ? catalog.files.write(state.definition.id, generation, chunks) : drain(chunks));
    const facts = { generation, bytes, count: table.rows.size, floor: Math.max(state.floor, table.floor) };
    const undo = catalog.setGeneration(state.definition.id, { ...facts, fileLines: lines }, table);
    const { deliveries, undo: undoBeside } = beside();
    await journal.append({ t: 'generation', dataset: state.definition.id, lines, ...facts, ...(deliveries.length > 0 ? { deliveries } : {}) }, { undo: () => undoAll([undo, undoBeside]), durable: () => (state.dirty = new Map()) });
    if (old > 0) await catalog.files?.remove(state.definition.id, old);
    return table.rows.size;
  });
  state.replacing = replacing;
  try {
    return await replacing;
  } finally {
    state.replacing = null;
  }
}

/** Rows with their computed columns. Ids are the key values when there is a key, so a row keeps its id when the same data is loaded again. */
export async function* withIds(rows: AsyncIterable<JsonObject> | Iterable<JsonObject>, definition: DatasetDefinition, version: number): AsyncGenerator<LiveRow> {
  let number = 0;
  const key = definition.key && [...definition.key, ...(definition.dated ? ['valid_from'] : [])];
  const [only = ''] = key ?? [];
  const idOf = key?.length === 1 ? (data: JsonObject) => valueText(data[only]) : (data: JsonObject) => (key ? key.map((field) => valueText(data[field])).join('|') : String(number));
  const maker = rowMaker(definition);
  for await (const given of rows) {
    number += 1;
    const data = maker ? maker.complete(given) : given;
    if (maker && number % CHUNK === 0) await setImmediate();
    yield { id: idOf(data), version, data };
  }
}

interface Loading {
  readonly asLoaded: (row: LiveRow) => LiveRow;
  readonly check: () => void;
}

async function* tableChunks(table: Table, rows: AsyncIterable<LiveRow>, { asLoaded, check }: Loading): AsyncGenerator<readonly StoredRow[]> {
  let chunk: StoredRow[] = [];
  for await (const given of rows) {
    const row = asLoaded(given);
    table.add(row);
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    check();
    yield chunk;
    chunk = [];
    await setImmediate();
  }
  check();
  if (chunk.length > 0) yield chunk;
}

async function* liveChunks(table: Table): AsyncGenerator<readonly StoredRow[]> {
  let chunk: StoredRow[] = [];
  for (const row of storedRows(table)) {
    chunk.push(row);
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = [];
    await setImmediate();
  }
  if (chunk.length > 0) yield chunk;
}

/** Live rows, then used insert keys whose row is gone: the same key must still not insert again; then what is remembered of deleted rows. */
export function* storedRows(table: Table): Generator<StoredRow> {
  yield* table.rows.values();
  for (const [key, id] of table.usedKeys) {
    if (table.rows.get(id)?.key !== key) yield { id: `gone ${key}`, version: 0, key };
  }
  for (const [id, past] of table.gone) yield { id, version: 0, past };
}

async function drain(chunks: AsyncIterable<readonly StoredRow[]>): Promise<WrittenRows> {
  let lines = 0;
  for await (const chunk of chunks) lines += chunk.length;
  return { bytes: 0, lines };
}
