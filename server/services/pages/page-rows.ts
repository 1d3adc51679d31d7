import { compileFormula, lambdaOf } from '../../../runtime/engine/formula.ts';
import type { Plan } from '../../../runtime/engine/plan-types.ts';
import { commonNames } from '../../../runtime/engine/scope.ts';
import { addCommon } from '../../../runtime/engine/surroundings.ts';
import { localDay } from '../../../runtime/engine/time.ts';
import { datasetSchema, runQuery } from '../../../runtime/host/query.ts';
import type { StoredRow } from '../../../runtime/host/row-filter.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { columnsOfBlock, type RowsBlock } from '../../../runtime/schema/page-block.ts';
import type { PageRowsWanted } from '../../api/pages.ts';
import { fail } from '../../errors.ts';
import { createDatasetSource } from '../../host/dataset-source.ts';
import type { DisclosureBase } from '../disclosures.ts';
import { personFacts } from '../people.ts';
import type { Reader } from '../portal.ts';
import { cellText, shownColumns, type ShownColumn } from './row-columns.ts';

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
  return { base, ...at, columns: await shownColumns(base, at.plan, at.block) };
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

function narrowing(work: RowsWork, wanted: PageRowsWanted): readonly ((row: FoundRow) => boolean)[] {
  const { q, field, value } = wanted;
  const tests: ((row: FoundRow) => boolean)[] = [];
  if (field !== undefined && value !== undefined) {
    const { field: { id } } = demandColumn(work, field);
    tests.push(({ data }) => plainText(data[id]) === value);
  }
  if (q !== undefined && q.trim() !== '') {
    const say = speaker(work);
    const parts = q.trim().toLocaleLowerCase().split(/\s+/);
    tests.push(({ data }) => { const text = work.columns.map((column) => say(column, data[column.field.id] ?? null)).join('\n').toLocaleLowerCase(); return parts.every((part) => text.includes(part)); });
  }
  return tests;
}

/**
 * The rows the reader may see and asked for, in order. Whatever is tested, sorted by or shown must be granted when the data are another unit's.
 * @throws SCN_GRANT_… when it is not, SCN_DATA_FIELD
 */
export async function matchingRows(work: RowsWork, wanted: PageRowsWanted): Promise<readonly FoundRow[]> {
  const { base, plan, block } = work;
  const source = createDatasetSource(base, plan);
  const given = new Map<string, StoredRow>();
  const where = conditionOf(work);
  const orderBy = orderOf(work, wanted.sort);
  const tests = narrowing(work, wanted);
  const rows = wanted.row === undefined ? source.rows : async (...asked: Parameters<typeof source.rows>) => (await source.rows(...asked)).filter(({ id }) => id === wanted.row);
  const answer = await runQuery(
    { dataset: block.dataset, fields: columnsOfBlock(block), limit: ALL, at: base.now().toISOString(), ...(where ? { where } : {}), ...(orderBy ? { orderBy } : {}) },
    { ...source, rows, given: (_, found) => { for (const row of found) given.set(row.id, row); } },
  );
  const all = answer.rows.map((row, index): FoundRow => {
    const { _id, _version, ...data } = row;
    const id = answer.rowIds[index] ?? (_id as string);
    return { id, version: _version as number, data, source: given.get(id) ?? { id, version: _version as number, data } };
  });
  return tests.length === 0 ? all : all.filter((row) => tests.every((test) => test(row)));
}
