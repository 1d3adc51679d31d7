import { add, compareNumbers, negate, numberText, parseNumber } from '../language/values/numbers.ts';
import type { Numeric } from '../language/values/value.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { FieldType } from '../schema/field.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { DatasetTotal } from '../schema/total.ts';

/** A total that does not hold, as an error says it. */
export interface Breach {
  readonly [key: string]: Json;
  readonly dataset: string;
  readonly total: string;
  /** The columns the rows share as people call them, with their values. */
  readonly group: string;
  readonly value: string;
  readonly limit: string;
}

type KeyOf = (value: Json | undefined, type: FieldType | undefined) => string;

interface Group {
  readonly values: JsonObject;
  value: Numeric | null;
  rows: number;
}

function amountOf({ sum }: DatasetTotal, data: JsonObject): Numeric {
  if (sum === undefined) return 1;
  const value = data[sum];
  return typeof value === 'number' || typeof value === 'string' ? (parseNumber(String(value)) ?? 0) : 0;
}

/** What of a total's limits a value breaks; null when it holds. A sum that has no exact value holds nothing. */
function brokenLimit({ min, max }: DatasetTotal, value: Numeric | null): string | null {
  if (min !== undefined && (value === null || compareNumbers(value, min) < 0)) return `>= ${min}`;
  return max !== undefined && (value === null || compareNumbers(value, max) > 0) ? `<= ${max}` : null;
}

/** What people call a column. Titles of own datasets point into texts of their scenario, which are not here. */
function titleOf(fields: DatasetDefinition['fields'], id: string): string {
  const title = fields.find((field) => field.id === id)?.title;
  return title === undefined || title.startsWith('@') ? id : title;
}

/** How a breach is told, whoever found it. */
export function breachOf({ id: dataset, fields }: Pick<DatasetDefinition, 'id' | 'fields'>, total: DatasetTotal, group: JsonObject, value: string | null): Breach | null {
  const limit = brokenLimit(total, value === null ? null : parseNumber(value));
  if (limit === null) return null;
  const shared = total.by.map((field) => `${titleOf(fields, field)} = ${typeof group[field] === 'string' ? group[field] : JSON.stringify(group[field] ?? null)}`);
  return { dataset, total: total.title ?? total.id, group: shared.length === 0 ? '*' : shared.join(', '), value: value ?? '?', limit };
}

/** The totals of a dataset, kept up to date with every row, so that a look costs the same however many rows there are. */
export class RunningTotals {
  readonly #dataset: Pick<DatasetDefinition, 'id' | 'fields'>;
  readonly #totals: readonly { readonly total: DatasetTotal; readonly groups: Map<string, Group>; readonly touched: Set<string> }[];
  readonly #types: ReadonlyMap<string, FieldType>;
  readonly #keyOf: KeyOf;

  constructor({ id, totals = [], fields }: DatasetDefinition, keyOf: KeyOf) {
    this.#dataset = { id, fields };
    this.#totals = totals.map((total) => ({ total, groups: new Map(), touched: new Set() }));
    this.#types = new Map(fields.map((field) => [field.id, field.type]));
    this.#keyOf = keyOf;
  }

  /** A row that is another now; undefined: there was none, or is none any more. */
  move(from: JsonObject | undefined, to: JsonObject | undefined): void {
    for (const { total, groups, touched } of this.#totals) {
      if (from) touched.add(this.#change(total, groups, from, -1));
      if (to) touched.add(this.#change(total, groups, to, 1));
    }
  }

  /** The first total that does not hold in a group that was touched since the last look. */
  broken(): Breach | null {
    let found: Breach | null = null;
    for (const { total, groups, touched } of this.#totals) {
      for (const key of touched) {
        const group = groups.get(key);
        found ??= group ? breachOf(this.#dataset, total, group.values, group.value === null ? null : numberText(group.value)) : null;
      }
      touched.clear();
    }
    return found;
  }

  #change(total: DatasetTotal, groups: Map<string, Group>, data: JsonObject, sign: 1 | -1): string {
    const key = total.by.map((field) => this.#keyOf(data[field], this.#types.get(field))).join('\u0000');
    const group = groups.get(key) ?? { values: Object.fromEntries(total.by.map((field) => [field, data[field] ?? null])), value: 0, rows: 0 };
    const amount = amountOf(total, data);
    group.value = group.value === null ? null : add(group.value, sign === 1 ? amount : negate(amount));
    group.rows += sign;
    if (group.rows > 0) groups.set(key, group);
    else groups.delete(key);
    return key;
  }
}
