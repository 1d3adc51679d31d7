import { createContext } from '../language/context.ts';
import { interpret } from '../language/interpret.ts';
import type { Ir } from '../language/ir.ts';
import { toJson } from '../language/json.ts';
import type { Lambda } from '../language/lambda.ts';
import type { Value } from '../language/values/value.ts';
import type { DatasetDefinition } from '../schema/dataset.ts';
import type { FieldType } from '../schema/field.ts';
import type { Json } from '../schema/json.ts';
import type { FilterOp, FilterTest, RowFilter } from './row-filter.ts';

/** The tests of a condition a store may answer itself, and whether they are the whole condition. */
export interface Pushed {
  readonly filter: RowFilter;
  /** True when no row that passes the filter needs to be tested again. */
  readonly exact: boolean;
}

/**
 * Reads tests on fields of `row` against constants of the scope out of a condition. Sound, never complete: every row
 * the condition holds for passes the filter. Decimals, date-times and text ranges stay behind, because stores
 * compare their JSON and formulas compare what it means.
 */
export function pushdown(where: Lambda, definition: DatasetDefinition | undefined): Pushed {
  const parts = partsOf(where.ir, definition ?? NO_DEFINITION);
  if (parts.length === 1) {
    const only = parts[0]?.(where);
    return only ? { filter: { all: [only] }, exact: true } : NOTHING_PUSHED;
  }
  const tests = parts.map((part) => part(where));
  const exact = !tests.includes(null);
  return { filter: { all: exact ? (tests as readonly FilterTest[]) : tests.filter((test) => test !== null) }, exact };
}

const NOTHING_PUSHED: Pushed = { filter: { all: [] }, exact: false };

/** A part of a condition as a test, when the constants of this scope make it one. */
type Part = (where: Lambda) => FilterTest | null;
/** The JSON of a constant in this scope. */
type Constant = (where: Lambda) => Json;
type Types = ReadonlyMap<string, FieldType>;

const NO_DEFINITION = { fields: [] };
const known = new WeakMap<Ir, { readonly of: object; readonly parts: readonly Part[] }>();

/** What a condition is made of, read once. */
function partsOf(ir: Ir, definition: Pick<DatasetDefinition, 'fields'>): readonly Part[] {
  const before = known.get(ir);
  if (before?.of === definition) return before.parts;
  const types: Types = new Map(definition.fields.map((field) => [field.id, field.type] as const));
  const parts = conjuncts(ir).map((part) => partOf(part, types));
  known.set(ir, { of: definition, parts });
  return parts;
}

function conjuncts(ir: Ir): readonly Ir[] {
  return ir.op === 'and' ? [...conjuncts(ir.left), ...conjuncts(ir.right)] : [ir];
}

const stays: Part = () => null;

function partOf(ir: Ir, types: Types): Part {
  if (ir.op === 'compare') return comparePart(ir, types);
  if (ir.op === 'or') return alternatives(ir, types);
  if (ir.op === 'match') return memberPart(ir, types);
  if (ir.op === 'between') return stays;
  const field = rowField(ir, types);
  return field !== null && types.get(field) === 'boolean' ? () => ({ field, op: '=', value: true }) : stays;
}

const MIRRORED: Readonly<Record<string, FilterOp>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function comparePart(ir: Extract<Ir, { op: 'compare' }>, types: Types): Part {
  const left = rowField(ir.left, types);
  const field = left ?? rowField(ir.right, types);
  const op = left === null ? MIRRORED[ir.operator] : ir.operator;
  const constant = constantOf(left === null ? ir.left : ir.right);
  if (field === null || op === undefined || constant === null) return stays;
  const type = types.get(field);
  return (where) => {
    const value = constant(where);
    if (value === null) return op === '=' ? { field, op: 'null' } : op === '!=' ? { field, op: 'not-null' } : null;
    // `!=` holds for null in formulas and not in every store.
    return op !== '!=' && isComparable(type, value, op) ? { field, op, value } : null;
  };
}

/** `row.a = 1 or row.a = 2` is membership. */
function alternatives(ir: Ir, types: Types): Part {
  const parts = disjuncts(ir).map((part) => partOf(part, types));
  return (where) => {
    const tests = parts.map((part) => part(where));
    const [first] = tests;
    if (!first || !tests.every((test) => test?.field === first.field && (test.op === '=' || test.op === 'in'))) return null;
    return { field: first.field, op: 'in', values: tests.flatMap((test) => (test?.op === 'in' ? (test.values ?? []) : [test?.value ?? null])) };
  };
}

function disjuncts(ir: Ir): readonly Ir[] {
  return ir.op === 'or' ? [...disjuncts(ir.left), ...disjuncts(ir.right)] : [ir];
}

function memberPart(ir: Extract<Ir, { op: 'match' }>, types: Types): Part {
  const field = rowField(ir.value, types);
  const constant = constantOf(ir.test);
  if (field === null || constant === null) return stays;
  const type = types.get(field);
  return (where) => {
    const value = constant(where);
    const values = Array.isArray(value) ? (value as readonly Json[]) : [value];
    return values.every((one) => isComparable(type, one, '=')) ? { field, op: 'in', values } : null;
  };
}

/** The field when `ir` is `row.<field>` of the dataset itself. */
function rowField(ir: Ir, types: Types): string | null {
  return ir.op === 'path' && ir.of.op === 'name' && ir.of.name === 'row' && types.has(ir.key) ? ir.key : null;
}

/** A part that does not depend on the row; null when it may. */
function constantOf(ir: Ir): Constant | null {
  if (!isConstant(ir)) return null;
  return (where) => {
    // Most are texts or numbers by name, which need no walk.
    if (ir.op === 'name' && Object.hasOwn(where.scope, ir.name)) {
      const value = where.scope[ir.name];
      if (typeof value === 'string') return value;
      if (typeof value === 'number') return toJson(value, ir.type);
    }
    return toJson(interpret(ir, where.scope as Readonly<Record<string, Value>>, createContext()), ir.type);
  };
}

/** Built-ins are left out: `now()` needs a clock. */
function isConstant(ir: Ir): boolean {
  if (ir.op === 'name') return ir.name !== 'row';
  if (ir.op === 'path') return isConstant(ir.of);
  if (ir.op === 'list') return ir.items.every(isConstant);
  if (ir.op === 'negate') return isConstant(ir.value);
  return ir.op === 'null' || ir.op === 'boolean' || ir.op === 'number' || ir.op === 'string' || ir.op === 'temporal';
}

const DAY = /^\d{4}-\d{2}-\d{2}$/u;

/** Whether comparing stored JSON gives what comparing the values would give. */
function isComparable(type: FieldType | undefined, value: Json, op: FilterOp): boolean {
  if (type === 'string') return typeof value === 'string' && op === '=';
  if (type === 'boolean') return typeof value === 'boolean' && op === '=';
  if (type === 'date') return typeof value === 'string' && DAY.test(value);
  return (type === 'integer' || type === 'number') && typeof value === 'number';
}
