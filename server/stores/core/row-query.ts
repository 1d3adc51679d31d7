import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Row, RowFilter, RowQuery, RowsFound } from '../store.ts';
import { readerOf, type Reader } from './field-reader.ts';
import { isOrder, KEEPS, numberLoop, type Order, type Page, type Passed } from './number-loop.ts';
import { asRow, type LiveRow, type Table } from './table.ts';
import { compareValues, readsText, valueKey } from './values.ts';

export type Condition = RowFilter['all'][number];
export type Test = (row: Row) => boolean;

/** Numbers are compared at once; whatever else as values of the type. */
const ORDERS: Record<Order, (cellOf: Reader, wanted: number, type: FieldType | undefined) => Test> = {
  '<': (cellOf, wanted, type) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell < wanted : KEEPS['<'](cell, wanted, type);
  },
  '<=': (cellOf, wanted, type) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell <= wanted : KEEPS['<='](cell, wanted, type);
  },
  '>': (cellOf, wanted, type) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell > wanted : KEEPS['>'](cell, wanted, type);
  },
  '>=': (cellOf, wanted, type) => (row) => {
    const cell = cellOf(row);
    return typeof cell === 'number' ? cell >= wanted : KEEPS['>='](cell, wanted, type);
  },
};

const ordered = (op: Order) => ({ field, value }: Condition, type: FieldType | undefined): Test => {
  const cellOf = readerOf(field);
  const isKept = KEEPS[op];
  return typeof value === 'number' ? ORDERS[op](cellOf, value, type) : (row) => isKept(cellOf(row), value, type);
};

/** Whether a row passes a condition on a field of this type. */
export function testOf(condition: Condition, type: FieldType | undefined): Test {
  return TESTS[condition.op](condition, type);
}

/** Only these letters, so that every store folds the same. */
export function lowLatin(text: string): string {
  return text.replaceAll(/[A-Z]/gu, (letter) => letter.toLowerCase());
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
  contains: ({ field, value }) => {
    const cellOf = readerOf(field);
    const wanted = typeof value === 'string' ? lowLatin(value) : null;
    return (row) => {
      const cell = cellOf(row);
      return wanted !== null && typeof cell === 'string' && lowLatin(cell).includes(wanted);
    };
  },
  '<': ordered('<'),
  '<=': ordered('<='),
  '>': ordered('>'),
  '>=': ordered('>='),
};

/** The row that is kept itself, for whoever only reads it: nothing is copied. */
export const asKept = (row: LiveRow): Row => row;

/** Rows that match, in the order asked for (else the order of insertion), and how many match in all. */
export function queryTable(table: Table, query: RowQuery, given: (row: LiveRow) => Row = asRow): RowsFound {
  const { offset = 0, limit, orderBy } = query;
  const found = orderBy ? matchingRows(table, query, { offset: 0, limit: Number.POSITIVE_INFINITY }) : matchingRows(table, query, { offset, limit });
  if (!orderBy) return given === asKept ? found : { rows: found.rows.map(given), count: found.count };
  return { rows: sortRows(found.rows, orderBy, table.types).slice(offset, offset + limit).map(given), count: found.count };
}

function matchingRows(table: Table, { filter, residual }: RowQuery, page: Page): Passed {
  const conditions = filter?.all ?? NO_CONDITIONS;
  const { rows: candidates, answered } = candidatesOf(table, conditions);
  const left = residual === undefined && Array.isArray(candidates) ? orderLeft(conditions, answered) : undefined;
  const loop = left && numberLoop(left.field, left.op);
  if (loop) return loop(candidates as readonly LiveRow[], left.value, table.types.get(left.field), page);
  let test = residual;
  for (let at = conditions.length - 1; at >= 0; at -= 1) {
    const condition = conditions[at] as Condition;
    if (condition !== answered) test = both(testOf(condition, table.types.get(condition.field)), test);
  }
  return matching(candidates, test, page);
}

/** Of two conditions, one that an index answered, the other when it orders numbers: what is asked most. */
function orderLeft(conditions: readonly Condition[], answered: Condition | undefined): { readonly field: string; readonly op: Order; readonly value: number } | undefined {
  if (conditions.length !== 2 || answered === undefined) return undefined;
  const left = conditions[0] === answered ? conditions[1] : conditions[0];
  return left !== undefined && typeof left.value === 'number' && isOrder(left.op) ? (left as { field: string; op: Order; value: number }) : undefined;
}

const NO_CONDITIONS: readonly Condition[] = [];

function both(one: Test, other: Test | undefined): Test {
  return other ? (row) => one(row) && other(row) : one;
}

/** Rows that pass the test: those of the page, and how many there are. */
function matching(candidates: Iterable<LiveRow>, test: Test | undefined, { offset, limit }: Page): Passed {
  const rows: LiveRow[] = [];
  let count = 0;
  // Few rows come as an array, which is gone through faster by its places.
  if (Array.isArray(candidates)) {
    const some: readonly LiveRow[] = candidates;
    const [only] = some;
    if (some.length === 1 && only && offset === 0 && limit > 0) return !test || test(only) ? { rows: [only], count: 1 } : { rows, count };
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
  for (let at = 0; at < conditions.length; at += 1) {
    const { field, op, value, values } = conditions[at] as Condition;
    if (field !== '_id') continue;
    if (op === 'in') return { rows: byId(table, new Set((values ?? []).filter((id) => typeof id === 'string'))) };
    if (op === '=' && typeof value === 'string') return { rows: byId(table, [value]) };
  }
  let best: Table['indexes'][number] | undefined;
  let width = 0;
  for (const index of table.indexes) {
    if (index.fields.length <= width || !isAnswerable(index.fields, conditions)) continue;
    best = index;
    width = index.fields.length;
  }
  if (!best) return { rows: table.rows.values() };
  const answered = width === 1 ? equalityOn(conditions, best.fields[0] ?? '') : undefined;
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
