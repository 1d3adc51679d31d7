import type { TSchema } from 'typebox';
import { compileColumns } from '../language/columns/compile-columns.ts';
import { createRowMaker, type RowMaker } from '../language/columns/compute-row.ts';
import { interpret } from '../language/interpret.ts';
import { fromJson } from '../language/json.ts';
import { typeFromSchema } from '../language/types.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { totalProblems } from '../schema/total.ts';
import type { Calendar } from './calendar.ts';
import { hostErrors } from './host-errors.ts';
import type { DeleteRequest, EventHost, Host, HttpAnswer, HttpRequest, Letter, RowsTouched, ScriptHost, UpdateRequest, WriteRequest } from './host.ts';
import { findRows, runQuery, type RowSource } from './query.ts';
import { RunningTotals } from './running-totals.ts';
import { matchesFilter, type StoredRow } from './row-filter.ts';

export interface MemoryWorldOptions {
  /** By local name. */
  readonly definitions: Readonly<Record<string, DatasetDefinition>>;
  /** By local name; a dataset not named is empty. `_id` becomes the id of a row. */
  readonly rows?: Readonly<Record<string, readonly JsonObject[]>>;
  readonly calendar?: (id: string) => Calendar | undefined;
  /** ISO day of a moment in the scenario's zone. */
  readonly dayOf: (moment: string) => string;
  /** Prepared answers of the outside; without one a request is refused. */
  readonly http?: (request: HttpRequest) => HttpAnswer | undefined;
  /** Runs scripts as the real world does; without it they are refused. */
  readonly script?: ScriptHost;
}

export type MemoryRowOperation =
  | { readonly kind: 'insert'; readonly dataset: string; readonly id: string; readonly data: JsonObject; readonly key?: string }
  | { readonly kind: 'update'; readonly dataset: string; readonly id: string; readonly expectedVersion: number; readonly data: JsonObject }
  | { readonly kind: 'delete'; readonly dataset: string; readonly id: string; readonly expectedVersion: number };

export interface Message {
  readonly to: readonly string[];
  readonly title: string;
  readonly body: string;
  readonly key: string;
}

/** An event some node sent. */
export type SentEvent = Parameters<EventHost['send']>[0];

/** The effect a host belongs to: its key, and the result of the round before when a write replaces its row. */
export interface HostEffect {
  readonly key: string;
  readonly previous?: Json;
}

/** A small outside world for test runs and cases. Writes are collected by each host and happen on `commit`. */
export interface MemoryWorld {
  readonly hostFor: (effect: HostEffect) => { readonly host: Host; readonly collected: () => { readonly rows: readonly MemoryRowOperation[]; readonly notices: readonly [] } };
  /** All or nothing. @throws SCN_DATA_UNIQUE, SCN_STORE_CONFLICT */
  readonly commit: (operations: readonly MemoryRowOperation[]) => void;
  readonly rows: (dataset: string) => readonly StoredRow[];
  /** Every row operation committed, in order. */
  readonly writes: readonly MemoryRowOperation[];
  readonly messages: readonly Message[];
  readonly letters: readonly Letter[];
  readonly pushed: readonly HttpRequest[];
  readonly sent: readonly SentEvent[];
}

interface World extends MemoryWorldOptions {
  /** Of datasets with computed columns; one that reads columns the scenario does not know keeps what it is given. */
  readonly makers: ReadonlyMap<string, RowMaker>;
  tables: Map<string, readonly StoredRow[]>;
  keys: Map<string, string>;
  readonly writes: MemoryRowOperation[];
  readonly messages: Message[];
  readonly letters: Letter[];
  readonly pushed: HttpRequest[];
  readonly sent: SentEvent[];
}

export function createMemoryWorld(options: MemoryWorldOptions): MemoryWorld {
  const makers = makersOf(options.definitions);
  const tables = new Map(Object.keys(options.definitions).map((name) => [name, (options.rows?.[name] ?? []).map((row, index) => storedRow(name, row, index, makers.get(name)))] as const));
  const world: World = { ...options, makers, tables, keys: new Map(), writes: [], messages: [], letters: [], pushed: [], sent: [] };
  return {
    hostFor: (effect) => hostFor(world, effect),
    commit: (operations) => {
      commit(world, operations);
    },
    rows: (dataset) => tableOf(world, dataset),
    writes: world.writes,
    messages: world.messages,
    letters: world.letters,
    pushed: world.pushed,
    sent: world.sent,
  };
}

function makersOf(definitions: MemoryWorldOptions['definitions']): ReadonlyMap<string, RowMaker> {
  const computed = Object.entries(definitions).filter(([, { fields }]) => fields.some(({ compute }) => compute !== undefined));
  return new Map(computed.map(([name, definition]) => [name, createRowMaker(compileColumns(definition), (ir) => (scope, context) => interpret(ir, scope, context))] as const));
}

function filled(world: World, dataset: string, data: JsonObject): JsonObject {
  return world.makers.get(dataset)?.complete(data) ?? data;
}

function storedRow(dataset: string, row: JsonObject, index: number, maker: RowMaker | undefined): StoredRow {
  const { _id, ...data } = row;
  return { id: typeof _id === 'string' ? _id : `${dataset}-${index + 1}`, version: 1, data: maker?.complete(data) ?? data };
}

function tableOf(world: World, dataset: string): readonly StoredRow[] {
  const table = world.tables.get(dataset);
  if (!table) throw hostErrors.SCN_DATA_UNKNOWN({ dataset });
  return table;
}

function hostFor(world: World, effect: HostEffect): ReturnType<MemoryWorld['hostFor']> {
  const rows: MemoryRowOperation[] = [];
  const source = sourceOf(world);
  const host: Host = {
    datasets: {
      revision: (dataset) => Promise.resolve().then(() => String(revisionOf(tableOf(world, dataset)))),
      query: async (request) => runQuery(request, source),
      insert: (request) => Promise.resolve().then(() => insert(world, effect, request, rows)),
      update: (request) => update(world, request, source, rows),
      delete: (request) => remove(request, source, rows),
    },
    http: {
      request: (request) => Promise.resolve().then(() => {
        const answer = world.http?.(request) ?? pushedAnswer(world, request);
        if (!answer) throw hostErrors.SCN_HTTP_STUB({ connection: request.connection, method: request.method, path: request.path });
        return answer;
      }),
    },
    sql: {
      query: ({ connection }) => Promise.reject(hostErrors.SCN_SQL_STUB({ connection })),
    },
    notify: {
      send: (message) => {
        if (!world.messages.some((sent) => sent.key === message.key)) world.messages.push(message);
        return Promise.resolve();
      },
    },
    events: {
      send: (event) => {
        if (!world.sent.some((one) => one.effect === event.effect)) world.sent.push(event);
        return Promise.resolve();
      },
    },
    mail: {
      send: (letter) => {
        if (!world.letters.some((one) => one.key === letter.key)) world.letters.push(letter);
        return Promise.resolve();
      },
    },
    script: world.script ?? { run: () => Promise.reject(hostErrors.SCN_SCRIPT_NONE({})) },
    calendar: (id) => {
      const calendar = world.calendar?.(id);
      if (!calendar) throw hostErrors.SCN_RUN_CALENDAR_UNKNOWN({ calendar: id });
      return calendar;
    },
  };
  return { host, collected: () => ({ rows: [...rows], notices: [] }) };
}

/** A signed message is like a letter: in a test it goes nowhere, and counts as taken. */
function pushedAnswer(world: World, request: HttpRequest): HttpAnswer | undefined {
  if (request.signed !== true) return undefined;
  if (!world.pushed.some((one) => one.key === request.key)) world.pushed.push(request);
  return { status: 202, headers: {}, body: null };
}

/** A table is never changed in place, so each one is a revision of its own, in every world of the process. */
const revisions = new WeakMap<readonly StoredRow[], number>();
let lastRevision = 0;

function revisionOf(table: readonly StoredRow[]): number {
  const known = revisions.get(table) ?? (lastRevision += 1);
  revisions.set(table, known);
  return known;
}

function sourceOf(world: World): RowSource {
  return {
    definition: (dataset) => world.definitions[dataset],
    rows: (dataset, filter) => tableOf(world, dataset).filter((row) => matchesFilter(row, filter)),
    decode: (value: Json, schema: TSchema) => fromJson(value, typeFromSchema(schema)),
    dayOf: world.dayOf,
  };
}

function insert(world: World, effect: HostEffect, request: WriteRequest, rows: MemoryRowOperation[]): { readonly id: string; readonly version: number } {
  const { dataset, key } = request;
  const values = filled(world, dataset, request.values);
  const table = tableOf(world, dataset);
  const done = table.find((row) => row.id === world.keys.get(key));
  if (done) return { id: done.id, version: done.version };
  const own = replaced(effect, table);
  const id = own?.id ?? `${dataset}-new-${world.writes.length + rows.length + 1}`;
  checkUnique(world.definitions[dataset], dataset, table, { id, data: values });
  rows.push(own ? { kind: 'update', dataset, id, expectedVersion: own.version, data: values } : { kind: 'insert', dataset, id, data: values, key });
  return { id, version: (own?.version ?? 0) + 1 };
}

/** `onRework: again`: the row this node wrote in an earlier round. */
function replaced(effect: HostEffect, table: readonly StoredRow[]): StoredRow | undefined {
  const { previous } = effect;
  const id = typeof previous === 'object' && previous !== null && !Array.isArray(previous) ? (previous as JsonObject)['id'] : undefined;
  return table.find((row) => row.id === id);
}

async function update(world: World, request: UpdateRequest, source: RowSource, rows: MemoryRowOperation[]): Promise<RowsTouched> {
  const { dataset, where, set, expectedVersion } = request;
  const found = await findRows(dataset, where, source);
  if (expectedVersion !== undefined && found.some((row) => row.version !== expectedVersion)) return { count: 0, ids: [], conflict: true };
  for (const row of found) {
    const data = filled(world, dataset, { ...row.data, ...set({ ...row.data, _id: row.id, _version: row.version }) });
    checkUnique(world.definitions[dataset], dataset, tableOf(world, dataset), { id: row.id, data });
    rows.push({ kind: 'update', dataset, id: row.id, expectedVersion: row.version, data });
  }
  return { count: found.length, ids: found.map((row) => row.id), conflict: false };
}

async function remove({ dataset, where, expectedVersion }: DeleteRequest, source: RowSource, rows: MemoryRowOperation[]): Promise<RowsTouched> {
  const found = await findRows(dataset, where, source);
  if (expectedVersion !== undefined && found.some((row) => row.version !== expectedVersion)) return { count: 0, ids: [], conflict: true };
  rows.push(...found.map(({ id, version }) => ({ kind: 'delete', dataset, id, expectedVersion: version }) as const));
  return { count: found.length, ids: found.map((row) => row.id), conflict: false };
}

function checkUnique(definition: DatasetDefinition | undefined, dataset: string, table: readonly StoredRow[], row: Pick<StoredRow, 'id' | 'data'>): void {
  for (const fields of [...(definition?.unique ?? []), ...(definition?.key ? [definition.key] : [])]) {
    const values = fields.map((field) => row.data[field] ?? null);
    if (values.includes(null)) continue;
    const taken = table.some((other) => other.id !== row.id && fields.every((field, index) => other.data[field] === values[index]));
    if (taken) throw hostErrors.SCN_DATA_UNIQUE({ dataset, fields });
  }
}

function commit(world: World, operations: readonly MemoryRowOperation[]): void {
  const tables = new Map(world.tables);
  const keys = new Map(world.keys);
  for (const operation of operations) {
    if (operation.kind === 'insert' && operation.key !== undefined && keys.has(operation.key)) continue;
    const table = tables.get(operation.dataset) ?? [];
    tables.set(operation.dataset, applyOperation(world, table, operation));
    if (operation.kind === 'insert' && operation.key !== undefined) keys.set(operation.key, operation.id);
  }
  demandTotals(world, tables, operations);
  world.tables = tables;
  world.keys = keys;
  world.writes.push(...operations);
}

/** Totals over columns the scenario may not see are the owner's business: such data are not written here. */
function demandTotals(world: World, tables: ReadonlyMap<string, readonly StoredRow[]>, operations: readonly MemoryRowOperation[]): void {
  for (const dataset of new Set(operations.map((operation) => operation.dataset))) {
    const definition = world.definitions[dataset];
    if (!definition?.totals || totalProblems(definition.totals, definition.fields).length > 0) continue;
    const totals = new RunningTotals(definition, (value) => JSON.stringify(value ?? null));
    for (const row of tables.get(dataset) ?? []) totals.move(undefined, row.data);
    const broken = totals.broken();
    if (broken) throw hostErrors.SCN_DATA_TOTAL(broken);
  }
}

function applyOperation(world: World, table: readonly StoredRow[], operation: MemoryRowOperation): readonly StoredRow[] {
  const { dataset, id } = operation;
  const found = table.find((row) => row.id === id);
  if (operation.kind === 'insert') {
    checkUnique(world.definitions[dataset], dataset, table, operation);
    return [...table, { id, version: 1, data: operation.data }];
  }
  if (found?.version !== operation.expectedVersion) throw hostErrors.SCN_STORE_CONFLICT({ dataset, id });
  if (operation.kind === 'delete') return table.filter((row) => row.id !== id);
  checkUnique(world.definitions[dataset], dataset, table, operation);
  return table.map((row) => (row.id === id ? { id, version: row.version + 1, data: operation.data } : row));
}
