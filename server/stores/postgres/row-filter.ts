import type { FieldType } from '../../../runtime/schema/field.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { lowLatin, testOf, type Condition, type Test } from '../core/row-query.ts';
import type { Row, RowFilter, RowQuery } from '../store.ts';

/** Value of a field as the database compares it. */
type Kind = 'number' | 'text' | 'moment' | 'json';

const NUMBERS: ReadonlySet<FieldType> = new Set<FieldType>(['integer', 'number', 'decimal']);
const TEXTS: ReadonlySet<FieldType> = new Set<FieldType>(['string', 'date', 'time', 'duration']);
const NUMBER = /^[+-]?\d+(\.\d+)?$/;

function kindOf(type: FieldType | undefined): Kind {
  if (type !== undefined && NUMBERS.has(type)) return 'number';
  if (type !== undefined && TEXTS.has(type)) return 'text';
  return type === 'date-time' ? 'moment' : 'json';
}

/** A field of the schema as a literal: letters of any script, but never a quote that ends it. */
function path(field: string): string {
  return `data -> '${field.replaceAll("'", "''")}'`;
}

/** The expression indexes of a field are made on and conditions on it are asked by; null for an absent value. */
export function fieldExpression(field: string, type: FieldType | undefined): string {
  const kind = kindOf(type);
  if (kind === 'json') return `NULLIF(${path(field)}, 'null'::jsonb)`;
  return `studio_${kind}(${path(field)})`;
}

/** Collects the values of a statement. */
export class Values {
  readonly all: unknown[] = [];
  add = (value: unknown): string => `$${this.all.push(value)}`;
}

/** A filter as the database answers it, and what is left for this side. */
export interface SplitFilter {
  readonly where: string;
  readonly left: readonly Test[];
}

export function splitFilter(filter: RowFilter | undefined, types: ReadonlyMap<string, FieldType>, values: Values): SplitFilter {
  const parts: string[] = [];
  const left: Test[] = [];
  for (const condition of filter?.all ?? []) {
    const type = types.get(condition.field);
    const part = conditionText(condition, type, values);
    if (part === null) left.push(testOf(condition, type));
    else parts.push(part);
  }
  return { where: parts.length > 0 ? parts.join(' AND ') : 'true', left };
}

/** The condition as SQL that means exactly the same; null when there is none. */
function conditionText(condition: Condition, type: FieldType | undefined, values: Values): string | null {
  const { field, op, value } = condition;
  if (field === '_id' || field === '_version') return ownColumn(condition, values);
  const expression = fieldExpression(field, type);
  const kind = kindOf(type);
  if (op === 'null') return `${expression} IS NULL`;
  if (op === 'not-null') return `${expression} IS NOT NULL`;
  if (op === 'contains') return kind === 'text' ? contains(expression, condition, values) : null;
  // What one moment is in two zones, the reader of the other stores knows best.
  if (kind === 'moment') return null;
  if (op === '=') return equal(expression, kind, value, values);
  if (op === '!=') return `(${equal(expression, kind, value, values)}) IS NOT TRUE`;
  if (op === 'in') return member(expression, kind, condition.values ?? [], values);
  if (kind === 'json') return null;
  if (kind === 'number') return value !== null && isNumber(value) ? `${expression} ${op} ${values.add(String(value))}::numeric` : 'false';
  return typeof value === 'string' ? `(${expression} ${op} ${values.add(value)} AND jsonb_typeof(${path(field)}) = 'string')` : 'false';
}

function ownColumn({ field, op, value, values: many }: Condition, values: Values): string | null {
  const [column, type] = field === '_id' ? ['id', 'string'] : ['v', 'number'];
  const one = (given: Json | undefined) => (typeof given === type ? `${column} = ${values.add(given)}` : 'false');
  if (op === '=') return one(value);
  if (op === 'in') return `${column} = ANY(${values.add((many ?? []).filter((given) => typeof given === type))})`;
  if (op === 'null') return 'false';
  return op === 'not-null' ? 'true' : null;
}

function contains(expression: string, { field, value }: Condition, values: Values): string {
  if (typeof value !== 'string') return 'false';
  return `(strpos(translate(${expression}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), ${values.add(lowLatin(value))}) > 0 AND jsonb_typeof(${path(field)}) = 'string')`;
}

function equal(expression: string, kind: Kind, value: Json | undefined, values: Values): string {
  if (value === undefined || value === null) return `${expression} IS NULL`;
  if (kind === 'number') return isNumber(value) ? `${expression} = ${values.add(String(value))}::numeric` : 'false';
  if (kind === 'text' && typeof value === 'string') return `${expression} = ${values.add(value)}`;
  if (kind === 'text') return `${expression} = studio_text(${values.add(JSON.stringify(value))}::jsonb)`;
  return `${expression} = ${values.add(JSON.stringify(value))}::jsonb`;
}

/** Long lists are one value, so that the statement stays the same. */
function member(expression: string, kind: Kind, wanted: readonly Json[], values: Values): string {
  if (wanted.length === 0) return 'false';
  if (kind === 'text' && wanted.every((one) => typeof one === 'string')) return `${expression} = ANY(${values.add(wanted)}::text[])`;
  if (kind === 'number' && wanted.every(isNumber)) return `${expression} = ANY(${values.add(wanted.map(String))}::numeric[])`;
  return `(${wanted.map((one) => equal(expression, kind, one, values)).join(' OR ')})`;
}

function isNumber(value: Json | undefined): value is number | string {
  return typeof value === 'number' ? Number.isFinite(value) : typeof value === 'string' && NUMBER.test(value);
}

/** The order as SQL, nulls last and equal rows as they were inserted; null when only this side can put them in order. */
export function orderText(orderBy: RowQuery['orderBy'], types: ReadonlyMap<string, FieldType>): string | null {
  const steps: string[] = [];
  for (const [field, direction] of orderBy ?? []) {
    const type = types.get(field);
    if (kindOf(type) !== 'number' && kindOf(type) !== 'text') return null;
    steps.push(`${fieldExpression(field, type)} ${direction} NULLS LAST`);
  }
  return [...steps, 'n'].join(', ');
}

export function passes(row: Row, tests: readonly Test[]): boolean {
  return tests.every((test) => test(row));
}
