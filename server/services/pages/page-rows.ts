import { compileFormula, lambdaOf } from '../../../runtime/engine/formula.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { commonNames } from '../../../runtime/engine/scope.ts';
import { addCommon } from '../../../runtime/engine/surroundings.ts';
import { localDay } from '../../../runtime/engine/time.ts';
import type { QueryAnswer } from '../../../runtime/host/host.ts';
import { datasetSchema, runQuery } from '../../../runtime/host/query.ts';
import { queryPart } from '../../../runtime/host/query-part.ts';
import { matchesFilter, type FilterTest, type StoredRow } from '../../../runtime/host/row-filter.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { columnsOfBlock, type RowsBlock } from '../../../runtime/schema/page-block.ts';
import type { PageRowsWanted } from '../../api/pages.ts';
import { fail } from '../../errors.ts';
import { createDatasetSource } from '../../host/dataset-source.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { personFacts } from '../people.ts';
import type { Reader } from '../portal.ts';
import { cellText, isPlacedByMasked, shownColumns, type ShownColumn } from './row-columns.ts';

/** More rows than a dataset may hold. */
const ALL = 10_000_000;

/** Rows of one block for one reader. */
export interface RowsWork {
  readonly base: DisclosureBase;
  readonly plan: Plan;
  readonly page: string;
  readonly block: RowsBlock;
  readonly reader: Reader;
  readonly columns: readonly ShownColumn[];
  /** The view would place rows by masked values, so it places none. */
  readonly isClosed: boolean;
}

export interface FoundRow {
  readonly id: string;
  readonly version: number;
  /** Columns the block shows or is placed by, as they are stored. */
  readonly data: JsonObject;
  /** As it was given by the dataset, for the record of whose data it is. */
  readonly source: StoredRow;
}

export async function openRows(base: DisclosureBase, at: { readonly plan: Plan; readonly page: string; readonly block: RowsBlock; readonly reader: Reader }): Promise<RowsWork> {
  return { base, ...at, columns: await shownColumns(base, at.plan, at.block), isClosed: await isPlacedByMasked(base, at.plan, at.block) };
}

/** The condition of a block, compiled with the reader as `user`. One that cannot be read lets nothing through. */
function conditionOf({ base, plan, block, reader }: RowsWork): ReturnType<typeof lambdaOf> | undefined {
  if (block.where === undefined) return undefined;
  const now = base.now().toISOString();
  const locals = { row: datasetSchema(plan.datasets[block.dataset]) };
  const compiled = compileFormula(plan.language, block.where, { ...commonNames(plan.scenario), ...locals }, 'expression', []) ?? compileFormula(plan.language, 'false', {}, 'expression', []);
  const scope = addCommon({}, plan, { id: '', starter: personFacts(reader.user), startedAt: now, asOf: now, calendar: plan.scenario.calendar }, now, 1);
  return compiled ? lambdaOf(compiled, scope) : undefined;
}

/** A shown column that rows may be sorted or narrowed by: what is masked must not be found out by asking. @throws SCN_DATA_FIELD */
function demandColumn({ block, columns }: RowsWork, id: string): ShownColumn {
  const found = columns.find(({ field, mask }) => field.id === id && mask === undefined);
  if (!found) throw fail('SCN_DATA_FIELD', { dataset: block.dataset, field: id, fields: columns.flatMap(({ field, mask }) => (mask ? [] : [field.id])).join(', ') });
  return found;
}

function orderOf(work: RowsWork, sort: string | undefined): readonly (readonly [string, 'asc' | 'desc'])[] | undefined {
  if (sort === undefined || sort === '') return work.block.order ? [[work.block.order.column, work.block.order.down === true ? 'desc' : 'asc']] : undefined;
  return [[demandColumn(work, sort.replace(/^-/, '')).field.id, sort.startsWith('-') ? 'desc' : 'asc']];
}

/** Words of a cell; many rows share a value, and putting it into words costs more than looking it up. */
export function speaker({ plan, block, reader }: RowsWork): (column: ShownColumn, value: Json) => string {
  const known = new Map<string, Map<Json, string>>();
  return (column, value) => {
    const words = known.get(column.field.id) ?? new Map<Json, string>();
    known.set(column.field.id, words);
    const before = words.get(value);
    if (before !== undefined) return before;
    const made = cellText(plan, block.dataset, column, value, reader.locale);
    words.set(value, made);
    return made;
  };
}

/** Day of a date or moment where the scenario is. */
export function dayOf({ plan }: RowsWork, value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}/.test(value)) return undefined;
  return value.length === 10 ? value : localDay(value, plan.scenario.zone);
}

const plainText = (value: Json | undefined): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));

/** What of the rows of a block is asked for: tests a store may answer, and those only this side can. */
interface Narrowing {
  readonly tests: readonly FilterTest[];
  readonly left: readonly ((row: FoundRow) => boolean)[];
}

/** The test that a column has this text, when its type tells the value of a text. */
function textTest({ id, type }: ShownColumn['field'], text: string): FilterTest | undefined {
  if (type === 'string' || type === 'date') return { field: id, op: '=', value: text };
  return (type === 'integer' || type === 'number') && text === String(Number(text)) ? { field: id, op: '=', value: Number(text) } : undefined;
}

function narrowing(work: RowsWork, { q, field, value, row: wantedRow }: PageRowsWanted): Narrowing {
  const tests: FilterTest[] = wantedRow === undefined ? [] : [{ field: '_id', op: '=', value: wantedRow }];
  const left: ((row: FoundRow) => boolean)[] = [];
  if (field !== undefined && value !== undefined) {
    const column = demandColumn(work, field).field;
    const test = textTest(column, value);
    if (test) tests.push(test);
    else left.push(({ data }) => plainText(data[column.id]) === value);
  }
  if (q !== undefined && q.trim() !== '') {
    const say = speaker(work);
    const parts = q.trim().toLocaleLowerCase().split(/\s+/);
    left.push(({ data }) => { const text = work.columns.map((column) => say(column, data[column.field.id] ?? null)).join('\n').toLocaleLowerCase(); return parts.every((part) => text.includes(part)); });
  }
  return { tests, left };
}

/** The question for the rows of a block, and where the answer comes from. */
function queryOf(work: RowsWork, sort: string | undefined) {
  const { base, plan, block } = work;
  const where = conditionOf(work);
  const orderBy = orderOf(work, sort);
  const given = new Map<string, StoredRow>();
  const source = { ...createDatasetSource(base, plan), given: (_: string, found: readonly StoredRow[]) => { for (const row of found) given.set(row.id, row); } };
  const request = { dataset: block.dataset, fields: columnsOfBlock(block), at: base.now().toISOString(), ...(where ? { where } : {}), ...(orderBy ? { orderBy } : {}) };
  const read = ({ rows, rowIds }: QueryAnswer): readonly FoundRow[] => rows.map((row, index) => {
    const { _id, _version, ...data } = row;
    const id = rowIds[index] ?? (_id as string);
    return { id, version: _version as number, data, source: given.get(id) ?? { id, version: _version as number, data } };
  });
  return { request, source, read };
}

/** Some of the rows, and how many there are in all. */
export interface RowsPart {
  readonly rows: readonly FoundRow[];
  readonly count: number;
}

/**
 * As many of the rows the reader may see and asked for as are wanted, read by themselves; undefined when all of them have to be read to
 * tell which those are. `first` puts another order before that of the block.
 * @throws SCN_GRANT_…, SCN_DATA_FIELD
 */
export async function partOfRows(work: RowsWork, wanted: PageRowsWanted, cut: { readonly offset?: number; readonly limit: number; readonly tests?: readonly FilterTest[]; readonly first?: readonly [string, 'asc' | 'desc'] }): Promise<RowsPart | undefined> {
  const { tests, left } = narrowing(work, wanted);
  if (left.length > 0) return undefined;
  const { request, source, read } = queryOf(work, wanted.sort);
  const { offset = 0, limit, first } = cut;
  const orderBy = [...(first ? [first] : []), ...(request.orderBy ?? [])];
  const answer = await queryPart({ ...request, orderBy, offset, limit, tests: [...tests, ...(cut.tests ?? [])] }, source);
  return answer && { rows: read(answer), count: answer.count };
}

/**
 * The rows the reader may see and asked for, all of them in order. Whatever is tested, sorted by or shown must be granted when the data are another unit's.
 * @throws SCN_GRANT_… when it is not, SCN_DATA_FIELD
 */
export async function matchingRows(work: RowsWork, wanted: PageRowsWanted): Promise<readonly FoundRow[]> {
  const { tests, left } = narrowing(work, wanted);
  const { request, source, read } = queryOf(work, wanted.sort);
  const all = read(await runQuery({ ...request, limit: ALL }, source));
  const isWanted = (row: FoundRow) => (wanted.row === undefined || row.id === wanted.row) && matchesFilter(row, { all: tests.filter(({ field }) => field !== '_id') });
  return all.filter((row) => isWanted(row) && left.every((test) => test(row)));
}
