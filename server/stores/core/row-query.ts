import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Row, RowFilter, RowQuery } from '../store.ts';
import { asRow, type LiveRow, type Table } from './table.ts';
import { compareValues, readsText, valueKey } from './values.ts';

export type Condition = RowFilter['all'][number];
export type Test = (row: Row) => boolean;

/** `_id` and `_version` are read as fields of every row. */
function read(row: Row, field: string): Json | undefined {
  if (field === '_id') return row.id;
  return field === '_version' ? row.version : row.data[field];
}

/** How a field of every row is read, found out once. */
function readerOf(field: string): (row: Row) => Json | undefined {
  return field === '_id' || field === '_version' ? (row) => read(row, field) : ({ data }) => data[field];
}

const ordered = (keep: (order: number) => boolean) => ({ field, value }: Condition, type: FieldType | undefined): Test => {
  const cellOf = readerOf(field);
  const wanted = typeof value === 'number' ? value : undefined;
  return (row) => {
    const cell = cellOf(row);
    const order = wanted !== undefined && typeof cell === 'number' ? cell - wanted : compareValues(cell, value, type);
    return order !== null && keep(order);
  };
};

/** Whether a row passes a condition on a field of this type. */
export function testOf(condition: Condition, type: FieldType | undefined): Test {
  return TESTS[condition.op](condition, type);
}

/** As FEEL: null = null is true, an order with null is not true. */
const TESTS: Record<Condition['op'], (condition: Condition, type: FieldType | undefined) => Test> = {
  '=': ({ field, value }, type) => {
    const cellOf = readerOf(field);
    if (typeof value === 'string' && !readsText(type)) return (row) => cellOf(row) === value;
    const wanted = valueKey(value, type);
    return (row) => valueKey(cellOf(row), type) === wanted;
  },
  '!=': ({ field, value }, type) => {
    const unwanted = valueKey(value, type);
    return (row) => valueKey(read(row, field), type) !== unwanted;
  },
  in: ({ field, values }, type) => {
    const wanted = new Set((values ?? []).map((value) => valueKey(value, type)));
    return (row) => wanted.has(valueKey(read(row, field), type));
  },
  null: ({ field }) => (row) => (read(row, field) ?? null) === null,
  'not-null': ({ field }) => (row) => (read(row, field) ?? null) !== null,
  '<': ordered((order) => order < 0),
  '<=': ordered((order) => order <= 0),
  '>': ordered((order) => order > 0),
  '>=': ordered((order) => order >= 0),
};

/** Rows that match, in the order asked for (else the order of insertion), and how many match in all. */
export function queryTable(table: Table, query: RowQuery): { readonly rows: readonly Row[]; readonly count: number } {
  const conditions = query.filter?.all ?? [];
  const { rows: candidates, answered } = candidatesOf(table, conditions);
  const tests: Test[] = [];
  for (const condition of conditions) if (condition !== answered) tests.push(testOf(condition, table.types.get(condition.field)));
  if (query.residual) tests.push(query.residual);
  const { offset = 0, limit, orderBy } = query;
  if (orderBy) {
    const matches: LiveRow[] = [];
    for (const row of candidates) if (passes(row, tests)) matches.push(row);
    return { rows: sortRows(matches, orderBy, table.types).slice(offset, offset + limit).map(asRow), count: matches.length };
  }
  const page: Row[] = [];
  let count = 0;
  for (const row of candidates) {
    if (!passes(row, tests)) continue;
    if (count >= offset && page.length < limit) page.push(asRow(row));
    count += 1;
  }
  return { rows: page, count };
}

function passes(row: Row, tests: readonly Test[]): boolean {
  for (const test of tests) if (!test(row)) return false;
  return true;
}

interface Candidates {
  readonly rows: Iterable<LiveRow>;
  /** A condition that holds for every one of them. */
  readonly answered?: Condition;
}

/** Through `_id` or the widest hash index whose every field is asked by equality; else every row. */
function candidatesOf(table: Table, conditions: readonly Condition[]): Candidates {
  const equal = new Map<string, Condition>();
  for (const condition of conditions) {
    const { field, op, value, values } = condition;
    if (field === '_id' && op === 'in') return { rows: byId(table, new Set((values ?? []).filter((id) => typeof id === 'string'))) };
    if (field === '_id' && op === '=' && typeof value === 'string') return { rows: byId(table, [value]) };
    if (op === '=' || op === 'null') equal.set(field, condition);
  }
  if (equal.size === 0) return { rows: table.rows.values() };
  let best: Table['indexes'][number] | undefined;
  for (const index of table.indexes) if (index.fields.length > (best?.fields.length ?? 0) && index.fields.every((field) => equal.has(field))) best = index;
  if (!best) return { rows: table.rows.values() };
  const values: Record<string, Json> = {};
  for (const field of best.fields) values[field] = equal.get(field)?.value ?? null;
  const [only] = best.fields;
  const answered = best.fields.length === 1 && only !== undefined ? equal.get(only) : undefined;
  return { rows: table.lookup(best, values), ...(answered ? { answered } : {}) };
}

function byId(table: Table, ids: Iterable<string>): readonly LiveRow[] {
  return [...ids].map((id) => table.rows.get(id)).filter((row) => row !== undefined);
}

/** Nulls last in both directions; equal rows keep the order of insertion. */
export function sortRows<R extends Row>(rows: R[], orderBy: NonNullable<RowQuery['orderBy']>, types: ReadonlyMap<string, FieldType>): readonly R[] {
  const steps = orderBy.map(([field, direction]) => ({ field, sign: direction === 'desc' ? -1 : 1, type: types.get(field) }));
  return rows.sort((a, b) => {
    for (const { field, sign, type } of steps) {
      const x = read(a, field) ?? null;
      const y = read(b, field) ?? null;
      if (x === null || y === null) {
        if (x !== y) return x === null ? 1 : -1;
        continue;
      }
      const order = compareValues(x, y, type) ?? 0;
      if (order !== 0) return sign * order;
    }
    return 0;
  });
}
