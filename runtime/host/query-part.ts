import type { DatasetDefinition } from '../schema/dataset.ts';
import type { FieldType } from '../schema/field.ts';
import type { QueryAnswer, QueryRequest } from './host.ts';
import { pushdown } from './pushdown.ts';
import { allowedReads, answerRow, type RowSource } from './query.ts';
import type { FilterTest, RowFilter, StoredRow } from './row-filter.ts';

export type RowCut = Pick<QueryRequest, 'orderBy' | 'offset' | 'limit'>;

/** A source that can give some rows of many, in order. */
export interface PartSource extends RowSource {
  /** Rows of a filter from `offset` on, and how many there are in all; undefined when that cannot be told without reading them all. */
  readonly part: (dataset: string, filter: RowFilter, cut: RowCut) => Promise<{ readonly rows: readonly StoredRow[]; readonly count: number } | undefined>;
}

/** Types whose stored JSON a store puts in the order that formulas give the values. */
const ORDERED: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'date', 'integer', 'number', 'decimal']);
/** Types of which one value has one JSON. */
const PLAIN: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'date', 'integer', 'number']);

function typeOf(definition: DatasetDefinition, field: string): FieldType | undefined {
  return definition.fields.find(({ id }) => id === field)?.type;
}

function isTestable(definition: DatasetDefinition, { field, op }: FilterTest): boolean {
  if (field === '_id') return op === '=';
  const type = typeOf(definition, field);
  return type !== undefined && PLAIN.has(type);
}

/**
 * Answers a query without joins by reading only the rows it gives, or undefined when `runQuery` has to look at all of
 * them: the condition is more than a store can test, rows count on some days only, or the order is one of meaning.
 * `tests` are asked besides `where`.
 */
export async function queryPart(request: QueryRequest & { readonly tests?: readonly FilterTest[] }, source: PartSource): Promise<QueryAnswer | undefined> {
  const { dataset, where, tests = [], orderBy = [], offset = 0, limit, fields } = request;
  const definition = source.definition(dataset);
  if (!definition || definition.dated === true) return undefined;
  const narrow = where ? pushdown(where, definition) : { filter: { all: [] }, exact: true };
  const isOrdered = orderBy.every(([field]) => ORDERED.has(typeOf(definition, field) ?? 'boolean'));
  if (!narrow.exact || !isOrdered || !tests.every((test) => isTestable(definition, test))) return undefined;
  const allowed = source.allow && source.isOpen?.(dataset) !== true ? await allowedReads(request, source.allow) : {};
  const found = await source.part(dataset, { all: [...narrow.filter.all, ...tests] }, { orderBy, offset, limit });
  if (found === undefined) return undefined;
  source.given?.(dataset, found.rows, fields);
  return { rows: found.rows.map((row) => answerRow({ row, joins: {} }, { fields })), count: found.count, rowIds: found.rows.map(({ id }) => id), ...allowed };
}
