import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { referencesOf } from '../../../runtime/schema/reference.ts';
import { storeError } from '../errors.ts';
import type { RowOperation, RowWipe } from '../store.ts';
import { canonicalJson, undoAll, type RowChange, type Undo } from './journal.ts';
import { demandReferences, referrersOf, type Referrer } from './references.ts';
import type { RowFiles } from './row-files.ts';
import type { Writer } from './row-past.ts';
import { Table, type StoredRow } from './table.ts';
import { demandUnique, newlyUnique } from './unique-keys.ts';

/**
 * Rows the embedded kind of store holds at most. A row like a lab report takes about 0.7 kB of heap once read
 * (measured: 300,000 rows 229 MB, two datasets of 250,000 rows 336 MB); what counts for memory is the sum, so one
 * dataset may take more than half of it.
 */
export const ROWS_PER_DATASET = 300_000;
export const ROWS_IN_ALL = 500_000;
/** From this share of a limit on, `status()` warns. */
const WARN_AT = 0.8;

export interface DatasetState {
  definition: DatasetDefinition;
  /** Number of the row file in force; 0 = none yet. */
  generation: number;
  /** Valid length of the row file; what lies behind is left over from a crash. */
  bytes: number;
  /** Lines in the row file, to know when most of them are dead. */
  fileLines: number;
  count: number;
  /** The highest version of rows that went, as far as that is durable. */
  floor: number;
  /** Another number for every table: with its count of changes it names what the rows are. */
  epoch: number;
  /** Null until first use. */
  table: Table | null;
  /** Durable changes that are in the log but not in the row file yet. */
  dirty: Map<string, StoredRow>;
  /** Set while every row is being replaced: writers wait for it. */
  replacing: Promise<unknown> | null;
  /** Work on the row file, one after the other. */
  work: Promise<unknown>;
}

/** Rows that were changed in memory, and the way back. */
interface Staged {
  readonly changes: readonly RowChange[];
  readonly undo: Undo;
}

/** Datasets by id: definitions and counts always, rows from first use on. */
export class Catalog {
  readonly byId = new Map<string, DatasetState>();
  readonly files: RowFiles | null;
  #epochs = 0;
  #referrers: ReadonlyMap<string, readonly Referrer[]> | null = null;

  constructor(files: RowFiles | null) {
    this.files = files;
  }

  /** @throws SCN_DATA_UNKNOWN */
  state(id: string): DatasetState {
    const state = this.byId.get(id);
    if (!state) throw storeError('SCN_DATA_UNKNOWN', { dataset: id });
    return state;
  }

  /** Once there is nothing to wait for. @throws SCN_DATA_TOTAL, SCN_DATA_NOT_UNIQUE when rows there are break a total or a unique key */
  define(definition: DatasetDefinition): Undo {
    const undo = this.#define(definition);
    this.#referrers = null;
    return () => {
      undo();
      this.#referrers = null;
    };
  }

  #define(definition: DatasetDefinition): Undo {
    const before = this.byId.get(definition.id);
    if (!before) {
      const table = this.files ? null : new Table(definition);
      this.byId.set(definition.id, { definition, generation: 0, bytes: 0, fileLines: 0, count: 0, floor: 0, epoch: this.#nextEpoch(), table, dirty: new Map(), replacing: null, work: Promise.resolve() });
      return () => this.byId.delete(definition.id);
    }
    const { definition: oldDefinition, table: oldTable } = before;
    const table = oldTable && rebuilt(oldTable, definition);
    if (canonicalJson(definition.totals) !== canonicalJson(oldDefinition.totals)) table?.demandTotals();
    if (table) demandUnique(table, newlyUnique(oldDefinition, definition));
    before.definition = definition;
    before.table = table;
    before.epoch = this.#nextEpoch();
    return () => {
      before.definition = oldDefinition;
      before.table = oldTable;
      before.epoch = this.#nextEpoch();
    };
  }

  /** The rows when they were read already: nobody waits for them. */
  loaded(id: string): Table | null {
    return this.byId.get(id)?.table ?? null;
  }

  /** The rows, read from disk at first use. */
  async table(id: string): Promise<Table> {
    const state = this.state(id);
    if (state.table) return state.table;
    return this.exclusive(state, () => this.read(state));
  }

  /** The rows, for whoever has them to himself. */
  async read(state: DatasetState): Promise<Table> {
    return (state.table ??= await this.#read(state));
  }

  /** Reads the rows of every dataset ahead, one after the other. One that cannot be read is told to whoever asks for it. */
  async warm(): Promise<void> {
    for (const id of this.byId.keys()) await this.table(id).catch(() => undefined);
  }

  /**
   * Null when `stage` may be called at once; else what to wait for before asking again: a dataset that is being
   * loaded or replaced. Asked again and again, because a replacement may begin before the waiter goes on.
   */
  notReady(operations: readonly Pick<RowOperation, 'dataset'>[]): Promise<unknown> | null {
    let last = '';
    for (const { dataset } of operations) {
      if (dataset === last) continue;
      last = dataset;
      const wait = this.#waitFor(this.state(dataset)) ?? this.#waitForRelated(dataset);
      if (wait) return wait;
    }
    return null;
  }

  #waitFor({ replacing, table, definition }: DatasetState): Promise<unknown> | null {
    // Whoever replaces the rows hears of a failure; here only the end counts.
    if (replacing) return replacing.catch(() => undefined);
    return table ? null : this.table(definition.id);
  }

  /** What rows of a dataset refer to and what refers to them is looked at with every change. */
  #waitForRelated(dataset: string): Promise<unknown> | null {
    const referred = referencesOf(this.state(dataset).definition).map(({ to }) => to);
    for (const id of [...referred, ...(this.#whoRefers().get(dataset) ?? []).map((one) => one.dataset)]) {
      const state = this.byId.get(id);
      const wait = state && this.#waitFor(state);
      if (wait) return wait;
    }
    return null;
  }

  #whoRefers(): ReadonlyMap<string, readonly Referrer[]> {
    return (this.#referrers ??= referrersOf(Array.from(this.byId.values(), ({ definition }) => definition)));
  }

  /** Null when `define` may be called at once; else what to wait for: the rows while they are replaced, or until they are read when totals or a new unique key are asked of them. */
  notDefinable(definition: DatasetDefinition): Promise<unknown> | null {
    const { id, totals } = definition;
    const state = this.byId.get(id);
    if (state?.replacing) return state.replacing.catch(() => undefined);
    return state && !state.table && (totals || newlyUnique(state.definition, definition).length > 0) ? this.table(id) : null;
  }

  /** Takes rows out for good in memory, all or none. @throws SCN_DATA_UNIQUE, SCN_DATA_TOTAL */
  wipe(wanted: readonly RowWipe[]): Staged {
    return this.#all(wanted, (one, steps) => {
      const state = this.state(one.dataset);
      const wiped = state.table?.wipe(one);
      return wiped ? this.#counted(state, wiped, steps) : null;
    });
  }

  /** Changes rows in memory, all or none; the version each operation made, 0 where the row was inserted before. @throws SCN_DATA_UNIQUE, SCN_DATA_CONFLICT, SCN_DATA_TOTAL, SCN_DATA_REF, SCN_DATA_REFERRED, SCN_STORE_LIMIT */
  stage(operations: readonly RowOperation[], writer: Writer): Staged & { readonly versions: readonly number[] } {
    const versions: number[] = [];
    const staged = this.#all(operations, (operation, steps) => {
      const change = this.#stageOne(operation, writer, steps);
      versions.push(change?.version ?? 0);
      return change;
    }, (changes) => demandReferences(changes, { referrers: this.#whoRefers(), tableOf: (id) => this.loaded(id) }));
    return { ...staged, versions };
  }

  #all<T>(items: readonly T[], one: (item: T, steps: Undo[]) => RowChange | null, demand?: (changes: readonly RowChange[]) => void): Staged {
    const changes: RowChange[] = [];
    const steps: Undo[] = [];
    try {
      for (const item of items) {
        const change = one(item, steps);
        if (change) changes.push(change);
      }
      for (const dataset of new Set(changes.map((change) => change.dataset))) this.byId.get(dataset)?.table?.demandTotals();
      demand?.(changes);
    } catch (error) {
      undoAll(steps);
      throw error;
    }
    return { changes, undo: () => undoAll(steps) };
  }

  /** Notes durable changes; they are written to the row files with the next snapshot. */
  settle(changes: readonly RowChange[]): void {
    if (!this.files) return;
    for (const { dataset, count: _, ...row } of changes) {
      const state = this.byId.get(dataset);
      if (!state) continue;
      state.dirty.set(row.id, row);
      if (!row.data) state.floor = Math.max(state.floor, row.version);
    }
  }

  /** Rows that are inserted begin above this version from now on. */
  raiseFloor(id: string, floor: number): void {
    const state = this.state(id);
    state.floor = Math.max(state.floor, floor);
    if (state.table) state.table.floor = Math.max(state.table.floor, floor);
  }

  /** Changes as the log tells them, before any table is loaded. */
  replay(changes: readonly RowChange[]): void {
    this.settle(changes);
    for (const { dataset, count } of changes) {
      const state = this.byId.get(dataset);
      if (state) state.count = count;
    }
  }

  setGeneration(id: string, facts: { generation: number; bytes: number; count: number; floor: number; fileLines: number }, table: Table | null): Undo {
    const state = this.state(id);
    const before = { generation: state.generation, bytes: state.bytes, count: state.count, floor: state.floor, fileLines: state.fileLines, table: state.table };
    Object.assign(state, facts, { table, epoch: this.#nextEpoch() });
    return () => Object.assign(state, before, { epoch: this.#nextEpoch() });
  }

  /** @throws SCN_STORE_LIMIT when `id` would hold `count` rows */
  checkLimit(id: string, count: number): void {
    if (count > ROWS_PER_DATASET) throw storeError('SCN_STORE_LIMIT', { what: id, count, limit: ROWS_PER_DATASET });
    const total = this.total() - (this.byId.get(id)?.count ?? 0) + count;
    if (total > ROWS_IN_ALL) throw storeError('SCN_STORE_LIMIT', { what: 'store', count: total, limit: ROWS_IN_ALL });
  }

  total(): number {
    let total = 0;
    for (const state of this.byId.values()) total += state.count;
    return total;
  }

  /** One coded line per limit that is nearly reached. */
  warnings(): readonly string[] {
    const found: string[] = [];
    const note = (what: string, count: number, limit: number) => {
      if (count >= limit * WARN_AT) found.push(`SCN_STORE_LIMIT_NEAR ${what}: ${count} / ${limit}`);
    };
    for (const { definition, count } of this.byId.values()) note(definition.id, count, ROWS_PER_DATASET);
    note('store', this.total(), ROWS_IN_ALL);
    return found;
  }

  /** Another text whenever rows or definition may have changed. */
  async revision(id: string): Promise<string> {
    const table = await this.table(id);
    return `${this.state(id).epoch}.${table.changes}`;
  }

  exclusive<T>(state: DatasetState, work: () => Promise<T>): Promise<T> {
    const result = state.work.then(work);
    state.work = result.catch(() => undefined);
    return result;
  }

  #nextEpoch(): number {
    this.#epochs += 1;
    return this.#epochs;
  }

  #stageOne(operation: RowOperation, writer: Writer, steps: Undo[]): RowChange | null {
    const state = this.state(operation.dataset);
    const table = state.table;
    if (!table) throw storeError('SCN_DATA_UNKNOWN', { dataset: operation.dataset });
    const changed = table.change(operation, writer);
    if (!changed) return null;
    const change = this.#counted(state, changed, steps);
    if (operation.kind === 'insert') this.checkLimit(operation.dataset, state.count);
    return change;
  }

  #counted(state: DatasetState, { row, undo }: { readonly row: StoredRow; readonly undo: Undo }, steps: Undo[]): RowChange {
    steps.push(undo);
    const before = state.count;
    state.count = state.table?.rows.size ?? before;
    steps.push(() => (state.count = before));
    return { dataset: state.definition.id, ...row, count: state.count };
  }

  async #read(state: DatasetState): Promise<Table> {
    const table = new Table(state.definition);
    table.floor = state.floor;
    if (this.files && state.generation > 0) {
      for await (const rows of this.files.read(state.definition.id, state.generation, state.bytes)) {
        for (const row of rows) table.put(row, false);
      }
    }
    for (const row of state.dirty.values()) table.put(row, false);
    return state.definition === table.definition ? table : rebuilt(table, state.definition);
  }
}

/** The highest version that rows had which went, also of those whose going is only known to the rows. */
export function floorOf({ floor, table }: DatasetState): number {
  return Math.max(floor, table?.floor ?? 0);
}

function rebuilt(table: Table, definition: DatasetDefinition): Table {
  const next = new Table(definition);
  for (const row of table.rows.values()) next.put(row, false);
  for (const [key, id] of table.usedKeys) next.usedKeys.set(key, id);
  for (const [id, past] of table.gone) next.gone.set(id, past);
  next.highest = table.highest;
  next.floor = table.floor;
  return next;
}
