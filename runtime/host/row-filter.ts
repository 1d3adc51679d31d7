import type { Json, JsonObject } from '../schema/json.ts';

/** A stored row: an id, a version that counts its writes, and JSON by field. */
export interface StoredRow {
  readonly id: string;
  readonly version: number;
  readonly data: JsonObject;
}

export type FilterOp = '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'null' | 'not-null';

export interface FilterTest {
  readonly field: string;
  readonly op: FilterOp;
  readonly value?: Json;
  readonly values?: readonly Json[];
}

/** Tests that must all hold; the shape a store can answer itself. */
export interface RowFilter {
  readonly all: readonly FilterTest[];
}

type Compare = (cell: Json, value: Json) => boolean;

const TESTS: Readonly<Record<'=' | '!=' | '<' | '<=' | '>' | '>=', Compare>> = {
  '=': (cell, value) => cell === value,
  '!=': (cell, value) => cell !== value,
  '<': (cell, value) => orderOf(cell, value) < 0,
  '<=': (cell, value) => orderOf(cell, value) <= 0,
  '>': (cell, value) => orderOf(cell, value) > 0,
  '>=': (cell, value) => orderOf(cell, value) >= 0,
};

/** NaN, which compares as false, when the two are not of one ordered kind. */
function orderOf(cell: Json, value: Json): number {
  if (typeof cell === 'number' && typeof value === 'number') return cell - value;
  if (typeof cell === 'string' && typeof value === 'string') return cell < value ? -1 : cell > value ? 1 : 0;
  return Number.NaN;
}

/** What a store does with a filter, for datasets kept in memory. An absent field is null. */
export function matchesFilter(row: StoredRow, filter: RowFilter): boolean {
  return filter.all.every(({ field, op, value, values }) => {
    const cell = (Object.hasOwn(row.data, field) ? row.data[field] : undefined) ?? null;
    if (op === 'null') return cell === null;
    if (op === 'not-null') return cell !== null;
    if (op === 'in') return (values ?? []).includes(cell);
    return TESTS[op](cell, value ?? null);
  });
}
