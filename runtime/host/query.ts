import type { TSchema } from 'typebox';
import { toJson } from '../language/json.ts';
import type { Value } from '../language/values/value.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { orNull, rowSchema, valueSchema } from '../schema/value-schema.ts';
import type { JoinRequest, QueryAnswer, QueryRequest } from './host.ts';
import { pushdown, type Pushed } from './pushdown.ts';
import type { RowFilter, StoredRow } from './row-filter.ts';
import { rowOrder } from './row-order.ts';
import { queryReads, type DatasetReads } from './sharing/query-reads.ts';

/** Where rows come from. `rows` may give more than the filter asks for; it must not give fewer. */
export interface RowSource {
  readonly definition: (dataset: string) => DatasetDefinition | undefined;
  readonly rows: (dataset: string, filter: RowFilter) => Promise<readonly StoredRow[]> | readonly StoredRow[];
  /** `rows` gives exactly what the filter asks for, so that a condition that is all filter is not tested again. */
  readonly exact?: boolean;
  /** A faster way to make the row of an answer of these columns, where there is one; asked for columns only whose names are none that every object has. */
  readonly picker?: (fields: readonly string[]) => ((row: StoredRow) => JsonObject) | undefined;
  /** JSON of a schema as FEEL values. */
  readonly decode: (value: Json, schema: TSchema) => unknown;
  /** ISO day of a moment in the scenario's zone. */
  readonly dayOf: (moment: string) => string;
  /** Told of the rows an answer holds and the columns it shows of them, joined ones too: for the record of what was disclosed. */
  readonly given?: (dataset: string, rows: readonly StoredRow[], fields: readonly string[]) => void;
  /** Asked before anything is read, with the columns of each dataset the query tests or gives. @throws when they may not be read */
  readonly allow?: (dataset: string, reads: DatasetReads) => Promise<Allowed> | Allowed;
  /** All columns of a dataset may be read in any way, so that `allow` need not be asked. */
  readonly isOpen?: (dataset: string) => boolean;
}

/** Under what a dataset may be read. */
export interface Allowed {
  readonly grant?: string;
  /** Groups of fewer rows must not be shown; 0 when any may. */
  readonly smallest: number;
}

/**
 * Answers a query over any source: narrow by what the source can test, keep rows valid on the day, join, test the
 * whole condition, then order, count and cut. A joined row is null when none or no valid one matches.
 */
export function runQuery(request: QueryRequest, source: RowSource, given: RowSource['given'] = source.given): QueryAnswer | Promise<QueryAnswer> {
  const narrow = narrowed(request, source);
  if (!isPlain(request, narrow, source)) return runWhole(request, source, given);
  // Most queries by far: nobody waits for what is at hand.
  const asked = source.rows(request.dataset, narrow.filter);
  return asked instanceof Promise ? asked.then((rows) => plainAnswer(request, source, rows, { given, allowed: NOTHING_SAID })) : plainAnswer(request, source, asked, { given, allowed: NOTHING_SAID });
}

/** Rows of one dataset that may be read in any way, and a condition that its source tests alone. */
function isPlain({ dataset, join, at }: QueryRequest, narrow: Pushed, source: RowSource): boolean {
  return join === undefined && at === undefined && narrow.exact && source.exact === true && source.isOpen?.(dataset) === true;
}

function narrowed({ dataset, where }: QueryRequest, source: RowSource): Pushed {
  return where ? pushdown(where, source.definition(dataset)) : NOT_NARROWED;
}

async function runWhole(request: QueryRequest, source: RowSource, given: RowSource['given']): Promise<QueryAnswer> {
  const definition = source.definition(request.dataset);
  const allowed = source.allow && !isOpen(request, source) ? await allowedReads(request, source.allow) : NOTHING_SAID;
  const narrow = narrowed(request, source);
  const asked = source.rows(request.dataset, narrow.filter);
  const stored = asked instanceof Promise ? await asked : asked;
  const valid = request.at === undefined ? stored : stored.filter(isValidOn(definition, source.dayOf(request.at)));
  const isTested = source.exact === true && narrow.exact;
  if (isTested && !request.join) return plainAnswer(request, source, valid, { given, allowed });
  const joined = request.join ? await joinRows(valid, request.join, request, source) : valid.map(alone);
  const matching = request.where && !isTested ? joined.filter(conditionOf(request, source)) : joined;
  const ordered = request.orderBy ? inOrder(matching, rowOrder(definition, request.orderBy)) : matching;
  const from = request.offset ?? 0;
  const page = ordered.slice(from, from + request.limit);
  if (given) tellGiven(request, page, given);
  const answer = { rows: page.map((found) => answerRow(found, request)), count: matching.length, rowIds: page.map((found) => found.row.id), ...allowed };
  if (answer.smallest !== undefined) FOUND.set(answer, page);
  return answer;
}

const FOUND = new WeakMap<QueryAnswer, readonly Found[]>();

/** The rows that an answer with a least size was made of, as they stand in it; beside the answer, so that nothing carries them further. */
export const foundOf = (answer: QueryAnswer): readonly Found[] => FOUND.get(answer) ?? [];

/** Most queries: rows of one dataset that all match. */
function plainAnswer({ dataset, fields, orderBy, offset = 0, limit }: QueryRequest, source: RowSource, matching: readonly StoredRow[], { given, allowed }: { readonly given: RowSource['given']; readonly allowed: Pick<QueryAnswer, 'grants' | 'smallest'> }): QueryAnswer {
  const order = orderBy && rowOrder(source.definition(dataset), orderBy);
  const ordered = order ? [...matching].sort((a, b) => order(a.data, b.data)) : matching;
  const page = offset === 0 && ordered.length <= limit ? ordered : ordered.slice(offset, offset + limit);
  given?.(dataset, page, fields);
  const areNames = arePlain(fields);
  const picker = areNames ? source.picker?.(fields) : undefined;
  const rows = page.map(picker ?? ((row) => pick(row, fields, areNames)));
  const rowIds = page.map(idOf);
  if (allowed === NOTHING_SAID) return { rows, count: matching.length, rowIds };
  const answer = { rows, count: matching.length, rowIds, ...allowed };
  if (allowed.smallest !== undefined) FOUND.set(answer, page.map(alone));
  return answer;
}

const NOTHING_SAID: Pick<QueryAnswer, 'grants' | 'smallest'> = {};
const NOT_NARROWED: Pushed = { filter: { all: [] }, exact: true };
const NO_JOINS = {};

const idOf = ({ id }: StoredRow): string => id;
const alone = (row: StoredRow): Found => ({ row, joins: NO_JOINS });

function inOrder(found: readonly Found[], order: ReturnType<typeof rowOrder>): readonly Found[] {
  return [...found].sort((a, b) => order(a.row.data, b.row.data));
}

function isOpen({ dataset, join }: QueryRequest, source: RowSource): boolean {
  return join === undefined && source.isOpen?.(dataset) === true;
}

export async function allowedReads(request: QueryRequest, allow: NonNullable<RowSource['allow']>): Promise<Pick<QueryAnswer, 'grants' | 'smallest'>> {
  const grants: Record<string, string> = {};
  let smallest = 0;
  for (const [dataset, reads] of queryReads(request)) {
    const asked = allow(dataset, reads);
    const allowed = asked instanceof Promise ? await asked : asked;
    if (allowed.grant !== undefined) grants[dataset] = allowed.grant;
    smallest = Math.max(smallest, allowed.smallest);
  }
  return { ...(Object.keys(grants).length > 0 ? { grants } : {}), ...(smallest > 0 ? { smallest } : {}) };
}

function tellGiven(request: QueryRequest, page: readonly Found[], given: NonNullable<RowSource['given']>): void {
  given(request.dataset, page.map((found) => found.row), request.fields);
  if (request.join) for (const [name, join] of Object.entries(request.join)) given(join.dataset, page.flatMap((found) => found.joins[name] ?? []), join.fields);
}

/** The rows an update concerns: the condition without joins. */
export async function findRows(dataset: string, where: NonNullable<QueryRequest['where']>, source: RowSource): Promise<readonly StoredRow[]> {
  const stored = await source.rows(dataset, pushdown(where, source.definition(dataset)).filter);
  return stored.map(alone).filter(conditionOf({ dataset, where, fields: [], limit: 0 }, source)).map((found) => found.row);
}

export interface Found {
  readonly row: StoredRow;
  readonly joins: Readonly<Record<string, StoredRow | null>>;
}

export function answerRow({ row, joins }: Found, { fields, join }: Pick<QueryRequest, 'fields' | 'join'>): JsonObject {
  const answer: Record<string, Json> = pick(row, fields);
  for (const name in joins) {
    const joined = joins[name];
    answer[name] = joined ? pick(joined, join?.[name]?.fields ?? []) : null;
  }
  return answer;
}

const plain = new WeakMap<readonly string[], boolean>();

/** Whether none of these names is one that every object has, so that a row can be read without asking whose it is. */
function arePlain(fields: readonly string[]): boolean {
  const before = plain.get(fields);
  if (before !== undefined) return before;
  const made = !fields.some((field) => field in Object.prototype);
  plain.set(fields, made);
  return made;
}

function pick(row: StoredRow, fields: readonly string[], isPlain = false): Record<string, Json> {
  const picked: Record<string, Json> = {};
  if (isPlain) {
    for (const field of fields) picked[field] = row.data[field] ?? null;
    picked['_id'] = row.id;
    picked['_version'] = row.version;
    return picked;
  }
  for (const field of fields) {
    const value = (Object.hasOwn(row.data, field) ? row.data[field] : undefined) ?? null;
    // A field may be called `__proto__`.
    if (field === '__proto__') Object.defineProperty(picked, field, { value, enumerable: true, writable: true, configurable: true });
    else picked[field] = value;
  }
  picked['_id'] = row.id;
  picked['_version'] = row.version;
  return picked;
}

/** Rows without the validity fields are always valid; both ends belong to the range. */
export function isValidOn(definition: DatasetDefinition | undefined, day: string): (row: StoredRow) => boolean {
  if (definition?.dated !== true) return () => true;
  return ({ data }) => {
    const from = data['valid_from'];
    const to = data['valid_to'];
    return (typeof from !== 'string' || from <= day) && (typeof to !== 'string' || day <= to);
  };
}

function conditionOf(request: QueryRequest, source: RowSource): (found: Found) => boolean {
  const { where } = request;
  const definition = source.definition(request.dataset);
  const fields = (definition?.fields ?? []).map((field) => field.id);
  const schema = readableSchema(definition, request.join ?? {}, source);
  return (found) => where === undefined || where.call({ row: source.decode(answerRow(found, { ...request, fields }), schema) }) === true;
}

function readableSchema(definition: DatasetDefinition | undefined, joins: Readonly<Record<string, JoinRequest>>, source: RowSource): TSchema {
  const joined = Object.entries(joins).map(([name, join]) => [name, orNull(datasetSchema(source.definition(join.dataset), join.fields))] as const);
  return rowSchema({ ...columns(definition), ...Object.fromEntries(joined) });
}

/** Schema of a row of a dataset, reduced to some fields. */
export function datasetSchema(definition: DatasetDefinition | undefined, fields?: readonly string[]): TSchema {
  return rowSchema(columns(definition, fields));
}

function columns(definition: DatasetDefinition | undefined, fields?: readonly string[]): Readonly<Record<string, TSchema>> {
  const shown = (definition?.fields ?? []).filter((field) => fields === undefined || fields.includes(field.id));
  return { ...Object.fromEntries(shown.map((field) => [field.id, valueSchema(field.type)])), _id: valueSchema('string'), _version: valueSchema('integer') };
}

async function joinRows(rows: readonly StoredRow[], joins: NonNullable<QueryRequest['join']>, { dataset }: QueryRequest, source: RowSource): Promise<readonly Found[]> {
  const schema = datasetSchema(source.definition(dataset));
  const finders = Object.entries(joins).map(([name, join]) => [name, joinFinder(join, schema, source)] as const);
  const found: Found[] = [];
  for (const row of rows) {
    const parts: Record<string, StoredRow | null> = {};
    for (const [name, find] of finders) parts[name] = await find(row);
    found.push({ row, joins: parts });
  }
  return found;
}

/** Finds the joined row; rows with the same key are asked for once. */
function joinFinder(join: JoinRequest, schema: TSchema, source: RowSource): (row: StoredRow) => Promise<StoredRow | null> {
  const known = new Map<string, readonly StoredRow[]>();
  const definition = source.definition(join.dataset);
  return async (row) => {
    const key = join.on.map(({ from }) => row.data[from] ?? null);
    if (key.includes(null)) return null;
    const name = JSON.stringify(key);
    const candidates = known.get(name) ?? (await equalRows(join, key, source));
    known.set(name, candidates);
    if (!join.at) return first(candidates);
    const at = join.at.call({ row: source.decode(pick(row, Object.keys(row.data)), schema) });
    const day = dayOf(at, source);
    return day === null ? null : first(candidates.filter(isValidOn(definition, day)));
  };
}

async function equalRows(join: JoinRequest, key: readonly Json[], source: RowSource): Promise<readonly StoredRow[]> {
  const all = join.on.map(({ to }, index) => ({ field: to, op: '=' as const, value: key[index] ?? null }));
  const rows = await source.rows(join.dataset, { all });
  return rows.filter((row) => join.on.every(({ to }, index) => row.data[to] === key[index]));
}

/** Of several, the one whose validity began last. */
function first(rows: readonly StoredRow[]): StoredRow | null {
  const [newest] = [...rows].sort((a, b) => (startOf(b) < startOf(a) ? -1 : startOf(b) > startOf(a) ? 1 : 0));
  return newest ?? null;
}

function startOf(row: StoredRow): string {
  const from = row.data['valid_from'];
  return typeof from === 'string' ? from : '';
}

/** A FEEL date or date-time says its ISO text; anything else names no day. */
function dayOf(value: unknown, source: RowSource): string | null {
  const text = toJson(value as Value);
  return typeof text === 'string' && /^\d{4}-/u.test(text) ? source.dayOf(text) : null;
}
