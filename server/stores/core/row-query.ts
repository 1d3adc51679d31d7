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

const ordered = (keep: (order: number) => boolean) => ({ field, value }: Condition, type: FieldType | undefined): Test => (row) => {
  const order = compareValues(read(row, field), value, type);
  return order !== null && keep(order);
};

/** Whether a row passes a condition on a field of this type. */
export function testOf(condition: Condition, type: FieldType | undefined): Test {
  return TESTS[condition.op](condition, type);
}

/** As FEEL: null = null is true, an order with null is not true. */
const TESTS: Record<Condition['op'], (condition: Condition, type: FieldType | undefined) => Test> = {
  '=': ({ field, value }, type) => {
    if (typeof value === 'string' && !readsText(type)) return (row) => read(row, field) === value;
    const wanted = valueKey(value, type);
    return (row) => valueKey(read(row, field), type) === wanted;
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
  const tests = conditions.map((condition) => testOf(condition, table.types.get(condition.field)));
  if (query.residual) tests.push(query.residual);
  const offset = query.offset ?? 0;
  const matches: LiveRow[] = [];
  let count = 0;
  for (const row of candidates(table, conditions)) {
    if (!tests.every((test) => test(row))) continue;
    if (query.orderBy || (count >= offset && count < offset + query.limit)) matches.push(row);
    count += 1;
  }
  const page = query.orderBy ? sortRows(matches, query.orderBy, table.types).slice(offset, offset + query.limit) : matches;
  return { rows: page.map(asRow), count };
}

function candidates(table: Table, conditions: readonly Condition[]): Iterable<LiveRow> {
  const ids = indexedIds(table, conditions);
  if (!ids) return table.rows.values();
  return [...ids].map((id) => table.rows.get(id)).filter((row) => row !== undefined);
}

/** Through `_id` or the widest hash index whose every field is asked by equality. */
function indexedIds(table: Table, conditions: readonly Condition[]): Iterable<string> | null {
  const equal: Record<string, Json> = {};
  for (const { field, op, value, values } of conditions) {
    if (field === '_id' && op === 'in') return new Set((values ?? []).filter((id) => typeof id === 'string'));
    if (op === '=') equal[field] = value ?? null;
    else if (op === 'null') equal[field] = null;
  }
  if (typeof equal['_id'] === 'string') return [equal['_id']];
  const usable = table.indexes.filter((index) => index.fields.every((field) => field in equal));
  const best = usable.reduce<(typeof usable)[number] | null>((a, b) => (a && a.fields.length >= b.fields.length ? a : b), null);
  return best && table.lookup(best, equal);
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
