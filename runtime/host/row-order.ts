import type { DatasetDefinition } from '../schema/dataset.ts';
import type { Json, JsonObject } from '../schema/json.ts';

type Order = readonly (readonly [string, 'asc' | 'desc'])[];

/** Compares rows by fields as their types mean it: decimals as numbers, date-times as instants. Null comes last, always. */
export function rowOrder(definition: DatasetDefinition | undefined, order: Order): (a: JsonObject, b: JsonObject) => number {
  const types = new Map((definition?.fields ?? []).map((field) => [field.id, field.type] as const));
  return (a, b) => {
    for (const [field, direction] of order) {
      const left = cell(a, field);
      const right = cell(b, field);
      if (left === null || right === null) {
        if (left !== right) return left === null ? 1 : -1;
        continue;
      }
      const sign = compareCells(types.get(field) ?? 'any', left, right);
      if (sign !== 0) return direction === 'desc' ? -sign : sign;
    }
    return 0;
  };
}

function cell(row: JsonObject, field: string): Json {
  return (Object.hasOwn(row, field) ? row[field] : undefined) ?? null;
}

function compareCells(type: string, a: Json, b: Json): number {
  if (type === 'date-time') return sign(instant(a), instant(b));
  if (type === 'decimal') return sign(Number(a), Number(b));
  if (typeof a === 'number' && typeof b === 'number') return sign(a, b);
  const left = typeof a === 'string' ? a : JSON.stringify(a);
  const right = typeof b === 'string' ? b : JSON.stringify(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function sign(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function instant(cell: Json): number {
  return typeof cell === 'string' ? Date.parse(cell) : Number.NaN;
}
