import { compileColumns } from '../../runtime/language/columns/compile-columns.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { totalProblems } from '../../runtime/schema/total.ts';
import type { User } from '../api/account.ts';
import type { CellReasons, DatasetItem, RowTest } from '../api/data.ts';
import { fail, FieldsError } from '../errors.ts';
import type { Row } from '../stores/store.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import type { DisclosureBase } from './disclosures.ts';
import type { PolicyBase } from './policy/policy.ts';
import { demandBrowsing } from './sharing/browsing.ts';
import { subjectsIn } from './subjects.ts';
import { demandField, filterOf, testedIn, type RowTestsWanted } from './row-tests.ts';
import { SCENARIO } from './drafts.ts';
import { refuseBadChecks } from './quality/refuse-checks.ts';
import { keeperOf } from './owned-structure.ts';
import type { RunLocks } from './run-locks.ts';
import { computingOf, forgetFollowed, reasonsOf } from './computed-columns.ts';
import { rowProblems } from './row-rules.ts';
import { writeRows } from './write-rows.ts';
import type { WriteBase } from './write-rows.ts';
import type { SeedBook } from './seed-book.ts';

export interface DataBase extends Base {
  readonly seeds: SeedBook;
}

/** Shared definitions by address, for checker and plans. */
export async function catalogueOf(base: Base): Promise<Readonly<Record<string, DatasetDefinition>>> {
  const all = await base.store.datasets.list();
  return Object.fromEntries(all.map(({ rows: _rows, ...definition }) => [definition.id, definition]));
}

/** @throws SCN_API_NOT_FOUND */
export async function demandDataset(base: Base, id: string): Promise<DatasetDefinition> {
  const found = await base.store.datasets.get(id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

function uses(scenario: JsonObject, dataset: string): boolean {
  const { datasets, id } = scenario;
  if (typeof datasets !== 'object' || datasets === null) return false;
  return Object.entries(datasets).some(([local, entry]) => {
    const use = typeof entry === 'object' && entry !== null && 'use' in entry ? (entry)['use'] : `${id as string}/${local}`;
    return use === dataset;
  });
}

/** Those whose definition may be seen. */
export async function listDatasets(base: DataBase, isSeen: (id: string) => boolean, factsOf: (id: string) => Pick<DatasetItem, 'mayChange' | 'unit'>): Promise<DatasetItem[]> {
  const [scenarios, all] = await Promise.all([base.store.documents.list<JsonObject>(SCENARIO), base.store.datasets.list()]);
  const seen = all.filter(({ id }) => isSeen(id));
  const computing = await computingOf(base, seen);
  return seen.map(({ rows, ...definition }) => {
    const atWork = computing.get(definition.id);
    const keeper = keeperOf(scenarios, definition.id);
    const loading = base.seeds.progressOf(definition.id);
    return {
      definition,
      rows,
      scenarios: scenarios.filter((scenario) => uses(scenario.body, definition.id)).map((scenario) => scenario.id),
      ...(keeper === undefined ? {} : { keeper }),
      ...factsOf(definition.id),
      state: base.seeds.stateOf(definition.id),
      ...(loading ? { loading } : {}),
      ...(atWork ? { computing: atWork } : {}),
    };
  });
}

/** @throws SCN_DATA_COMPUTED with column and place of each */
function refuseBadColumns(definition: DatasetDefinition, locale: Locale): void {
  const problems = compileColumns(definition).problems.filter(({ severity }) => severity === 'error');
  const place = (column: string): string => `/definition/fields/${definition.fields.findIndex(({ id }) => id === column)}/compute`;
  if (problems.length > 0) throw new FieldsError('SCN_DATA_COMPUTED', problems.map(({ column, code, message, from, to }) => ({ path: place(column), code, message: message[locale], from, to })));
}

/** @throws SCN_DATA_COMPUTED; SCN_DATA_CHECKS; SCN_DATA_TOTAL_WRONG; SCN_DATA_TOTAL when rows that are there break a total */
export async function defineDataset(base: Base, definition: DatasetDefinition, by: string, locale: Locale = 'zh-CN'): Promise<void> {
  refuseBadColumns(definition, locale);
  const [wrong] = totalProblems(definition.totals ?? [], definition.fields);
  if (wrong) throw fail('SCN_DATA_TOTAL_WRONG', { total: wrong.total, reason: wrong.field ?? wrong.kind });
  await refuseBadChecks(base, definition, locale);
  const before = await base.store.datasets.get(definition.id);
  await base.store.datasets.define(definition);
  await forgetFollowed(base, before, definition, by);
  await audit(base, by, 'dataset.define', definition.id, { fields: definition.fields.length });
}

export interface DefinitionBase extends Base {
  readonly locks: RunLocks;
}

/**
 * Makes a definition out of the one that is there, in one turn, so that what it keeps of it is not what another change has
 * just replaced. Servers take no turns with each other: of two changes at the same moment at two of them the later stays.
 *
 * @throws as `defineDataset`
 */
export async function changeDataset(base: DefinitionBase, id: string, wanted: { readonly change: (before: DatasetDefinition | null) => DatasetDefinition; readonly by: string; readonly locale?: Locale }): Promise<void> {
  return base.locks.hold(`dataset ${id}`, async () => defineDataset(base, wanted.change(await base.store.datasets.get(id)), wanted.by, wanted.locale));
}

export interface RowsWanted {
  readonly dataset: string;
  readonly field?: string | undefined;
  /** @default '=' */
  readonly op?: RowTest | undefined;
  readonly value?: string | undefined;
  /** Further tests as JSON text; all must hold. */
  readonly where?: string | undefined;
  /** Column the rows are in the order of; backwards with a `-` before it. */
  readonly sort?: string | undefined;
  readonly offset: number;
  readonly limit: number;
}

function orderOf(definition: DatasetDefinition, sort: string | undefined): readonly (readonly [string, 'asc' | 'desc'])[] | undefined {
  if (sort === undefined) return undefined;
  return [[demandField(definition, sort.replace(/^-/, '')).id, sort.startsWith('-') ? 'desc' : 'asc']];
}

const DAYS = ['valid_from', 'valid_to'];
const columns = new WeakMap<DatasetDefinition, ReadonlySet<string>>();

/** A row with what its dataset has columns for: what a column held that was taken out is kept, and comes out nowhere. */
function inColumns(definition: DatasetDefinition, row: Row): Row {
  const known = columns.get(definition) ?? new Set([...definition.fields.map(({ id }) => id), ...(definition.dated ? DAYS : [])]);
  columns.set(definition, known);
  const names = Object.keys(row.data);
  if (names.every((name) => known.has(name))) return row;
  return { ...row, data: Object.fromEntries(Object.entries(row.data).filter(([name]) => known.has(name))) };
}

interface FoundRows {
  readonly definition: DatasetDefinition;
  readonly rows: readonly Row[];
  readonly count: number;
}

/** Rows somebody may browse, without a record of it: whoever hands them out records them first. */
export async function findRows(base: DisclosureBase & PolicyBase, wanted: RowsWanted, user: User): Promise<FoundRows> {
  const definition = await demandDataset(base, wanted.dataset);
  demandBrowsing(base, definition, user);
  const filter = filterOf(definition, wanted);
  const orderBy = orderOf(definition, wanted.sort);
  const found = await base.store.datasets.query(wanted.dataset, { ...(filter ? { filter } : {}), ...(orderBy ? { orderBy } : {}), offset: wanted.offset, limit: wanted.limit });
  return { definition, rows: found.rows.map((row) => inColumns(definition, row)), count: found.count };
}

/** The reading is audited with field names and how many, never with values; whose rows they are, as marks. */
export async function recordReading(base: DisclosureBase, by: string, wanted: RowTestsWanted, { id, fields, subject }: DatasetDefinition, rows: readonly Row[]): Promise<void> {
  await audit(base, by, 'dataset.read', id, { rows: rows.length, fields: fields.map((candidate) => candidate.id), ...testedIn(wanted), ...(subject === undefined ? {} : { subjects: subjectsIn(rows, subject).map(base.markSubject) }) });
}

/** A page of rows, on record. */
export async function readRows(base: DisclosureBase & PolicyBase, wanted: RowsWanted, user: User, locale: Locale): Promise<{ rows: readonly Row[]; count: number; reasons?: CellReasons }> {
  const { definition, ...found } = await findRows(base, wanted, user);
  await recordReading(base, user.id, wanted, definition, found.rows);
  const reasons = reasonsOf(definition, found.rows, locale);
  return reasons ? { ...found, reasons } : found;
}

/** @param only columns that are looked at; all without it */
function refuseBadRow(definition: DatasetDefinition, data: JsonObject, locale: Locale, only?: JsonObject): void {
  const problems = rowProblems(definition, data).filter(({ field }) => only === undefined || Object.hasOwn(only, field));
  if (problems.length > 0) throw new FieldsError('SCN_DATA_ROW', problems.map((problem) => ({ path: `/data/${problem.field}`, code: problem.code, message: problem.message[locale] })));
}

interface MarkBase extends Base {
  readonly markSubject: DisclosureBase['markSubject'];
}

/** How the audit names a row: one that is about a person by the mark of its id, because the id may be the person's. */
export function nameOfRow({ markSubject }: MarkBase, { id, subject }: DatasetDefinition, row: string): string {
  return subject === undefined ? `${id}#${row}` : `${id}#${markSubject(row)}`;
}

/** Whom a row is about, as marks. */
function aboutRow({ markSubject }: MarkBase, { subject }: DatasetDefinition, data: JsonObject): JsonObject {
  return subject === undefined ? {} : { subjects: subjectsIn([{ data }], subject).map(markSubject) };
}

/** The id a loaded row would have: key values joined by `|`, else a new one. */
export function rowIdOf(definition: DatasetDefinition, data: JsonObject, now: Date): string {
  if (!definition.key) return newId(now);
  const parts = definition.dated ? [...definition.key, 'valid_from'] : definition.key;
  return parts.map((name) => String((data[name] as string | number | undefined) ?? '')).join('|');
}

export async function insertRow(base: WriteBase & MarkBase, dataset: string, data: JsonObject, by: string, locale: Locale): Promise<{ id: string; version: number }> {
  const definition = await demandDataset(base, dataset);
  refuseBadRow(definition, data, locale);
  const id = rowIdOf(definition, data, base.now());
  const [version = 1] = await writeRows(base, [{ kind: 'insert', dataset, id, data }], by);
  await audit(base, by, 'row.insert', nameOfRow(base, definition, id), aboutRow(base, definition, data));
  return { id, version };
}

export async function updateRow(base: WriteBase & MarkBase, dataset: string, row: { id: string; version: number; data: JsonObject }, by: string, locale: Locale): Promise<{ id: string; version: number }> {
  const definition = await demandDataset(base, dataset);
  refuseBadRow(definition, row.data, locale);
  await writeRows(base, [{ kind: 'update', dataset, id: row.id, expectedVersion: row.version, data: row.data }], by);
  await audit(base, by, 'row.update', nameOfRow(base, definition, row.id), { fields: Object.keys(row.data), ...aboutRow(base, definition, row.data) });
  return { id: row.id, version: row.version + 1 };
}

/** Changes some columns of a row and leaves the others as they are. */
export async function patchRow(base: WriteBase & MarkBase, dataset: string, row: { id: string; version: number; data: JsonObject }, by: { readonly id: string; readonly page: string }, locale: Locale): Promise<{ id: string; version: number }> {
  const definition = await demandDataset(base, dataset);
  const before = await base.store.datasets.row(dataset, row.id);
  if (!before) throw fail('SCN_API_NOT_FOUND', { what: row.id });
  const data = { ...before.data, ...row.data };
  refuseBadRow(definition, data, locale, row.data);
  await writeRows(base, [{ kind: 'update', dataset, id: row.id, expectedVersion: row.version, data }], by.id);
  await audit(base, by.id, 'row.update', nameOfRow(base, definition, row.id), { fields: Object.keys(row.data), page: by.page, ...aboutRow(base, definition, data) });
  return { id: row.id, version: row.version + 1 };
}

export async function deleteRow(base: MarkBase, dataset: string, id: string, version: number, by: string): Promise<void> {
  const definition = await demandDataset(base, dataset);
  await base.store.datasets.write([{ kind: 'delete', dataset, id, expectedVersion: version }], by);
  await audit(base, by, 'row.delete', nameOfRow(base, definition, id));
}
