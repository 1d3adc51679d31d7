import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Row, RowFilter, RowQuery, RowsFound } from '../store.ts';
import { readerOf, type Reader } from './field-reader.ts';
import { asRow, type LiveRow, type Table } from './table.ts';
import { compareValues, readsText, valueKey } from './values.ts';

export type Condition = RowFilter['all'][number];
export type Test = (row: Row) => boolean;

/** Numbers are compared at once; whatever else as values of the type. */
const ORDERS: Record<'<' | '<=' | '>' | '>=', (cellOf: Reader, wanted: number, other: Test) => Test> = {
  '<': (cellOf, wanted, other) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell < wanted : other(row);
  },
  '<=': (cellOf, wanted, other) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell <= wanted : other(row);
  },
  '>': (cellOf, wanted, other) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell > wanted : other(row);
  },
  '>=': (cellOf, wanted, other) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell >= wanted : other(row);
  },
};

const ordered = (op: keyof typeof ORDERS, keep: (order: number) => boolean) => ({ field, value }: Condition, type: FieldType | undefined): Test => {
  const cellOf = readerOf(field);
  const other: Test = (row) => {
    const order = compareValues(cellOf(row), value, type);
    return order !== null && keep(order);
  };
  return typeof value === 'number' ? ORDERS[op](cellOf, value, other) : other;
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
    const cellOf = readerOf(field);
    const unwanted = valueKey(value, type);
    return (row) => valueKey(cellOf(row), type) !== unwanted;
  },
  in: ({ field, values }, type) => {
    const cellOf = readerOf(field);
    const wanted = new Set((values ?? []).map((value) => valueKey(value, type)));
    return (row) => wanted.has(valueKey(cellOf(row), type));
  },
  null: ({ field }) => {
    const cellOf = readerOf(field);
    return (row) => (cellOf(row) ?? null) === null;
  },
  'not-null': ({ field }) => {
    const cellOf = readerOf(field);
    return (row) => (cellOf(row) ?? null) !== null;
  },
  '<': ordered('<', (order) => order < 0),
  '<=': ordered('<=', (order) => order <= 0),
  '>': ordered('>', (order) => order > 0),
  '>=': ordered('>=', (order) => order >= 0),
};

/** The row that is kept itself, for whoever only reads it: nothing is copied. */
export const asKept = (row: LiveRow): Row => row;

/** Rows that match, in the order asked for (else the order of insertion), and how many match in all. */
export function queryTable(table: Table, query: RowQuery, given: (row: LiveRow) => Row = asRow): RowsFound {
  const conditions = query.filter?.all ?? NO_CONDITIONS;
  const { rows: candidates, answered } = candidatesOf(table, conditions);
  const tests: Test[] = [];
  for (const condition of conditions) if (condition !== answered) tests.push(testOf(condition, table.types.get(condition.field)));
  if (query.residual) tests.push(query.residual);
  const { offset = 0, limit, orderBy } = query;
  const found = matching(candidates, tests, orderBy ? WHOLE : { offset, limit });
  if (!orderBy) return { rows: given === asKept ? found.rows : found.rows.map(given), count: found.count };
  return { rows: sortRows(found.rows, orderBy, table.types).slice(offset, offset + limit).map(given), count: found.count };
}

const NO_CONDITIONS: readonly Condition[] = [];
const WHOLE = { offset: 0, limit: Number.POSITIVE_INFINITY };

/** Rows that pass all tests: those of the page, and how many there are. */
function matching(candidates: Iterable<LiveRow>, tests: readonly Test[], { offset, limit }: typeof WHOLE): { readonly rows: LiveRow[]; readonly count: number } {
  const [first] = tests;
  const test = tests.length > 1 ? (row: Row) => passes(row, tests) : first;
  const rows: LiveRow[] = [];
  let count = 0;
  // Few rows come as an array, which is gone through faster by its places.
  if (Array.isArray(candidates)) {
    const some: readonly LiveRow[] = candidates;
    for (let at = 0; at < some.length; at += 1) {
      const row = some[at] as LiveRow;
      if (test && !test(row)) continue;
      if (count >= offset && rows.length < limit) rows.push(row);
      count += 1;
    }
    return { rows, count };
  }
  for (const row of candidates) {
    if (test && !test(row)) continue;
    if (count >= offset && rows.length < limit) rows.push(row);
    count += 1;
  }
  return { rows, count };
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

/** The last of several that ask a field for one value. */
function equalityOn(conditions: readonly Condition[], field: string): Condition | undefined {
  for (let at = conditions.length - 1; at >= 0; at -= 1) {
    const condition = conditions[at] as Condition;
    if (condition.field === field && (condition.op === '=' || condition.op === 'null')) return condition;
  }
  return undefined;
}

function isAnswerable(fields: readonly string[], conditions: readonly Condition[]): boolean {
  for (const field of fields) if (!equalityOn(conditions, field)) return false;
  return true;
}

/** Through `_id` or the widest hash index whose every field is asked by equality; else every row. */
function candidatesOf(table: Table, conditions: readonly Condition[]): Candidates {
  for (const { field, op, value, values } of conditions) {
    if (field === '_id' && op === 'in') return { rows: byId(table, new Set((values ?? []).filter((id) => typeof id === 'string'))) };
    if (field === '_id' && op === '=' && typeof value === 'string') return { rows: byId(table, [value]) };
  }
  let best: Table['indexes'][number] | undefined;
  for (const index of table.indexes) if (index.fields.length > (best?.fields.length ?? 0) && isAnswerable(index.fields, conditions)) best = index;
  if (!best) return { rows: table.rows.values() };
  const [only] = best.fields;
  const answered = best.fields.length === 1 && only !== undefined ? equalityOn(conditions, only) : undefined;
  if (answered) return { rows: table.lookupOne(best, answered.value ?? null), answered };
  const values: Record<string, Json> = {};
  for (const field of best.fields) values[field] = equalityOn(conditions, field)?.value ?? null;
  return { rows: table.lookup(best, values) };
}

function byId(table: Table, ids: Iterable<string>): readonly LiveRow[] {
  return [...ids].map((id) => table.rows.get(id)).filter((row) => row !== undefined);
}

/** Nulls last in both directions; equal rows keep the order of insertion. */
export function sortRows<R extends Row>(rows: R[], orderBy: NonNullable<RowQuery['orderBy']>, types: ReadonlyMap<string, FieldType>): readonly R[] {
  const steps = orderBy.map(([field, direction]) => ({ cellOf: readerOf(field), sign: direction === 'desc' ? -1 : 1, type: types.get(field) }));
  return rows.sort((a, b) => {
    for (const { cellOf, sign, type } of steps) {
      const x = cellOf(a) ?? null;
      const y = cellOf(b) ?? null;
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
