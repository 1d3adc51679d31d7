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
  const types = definition ? typesOf(definition) : NO_TYPES;
  const tests: FilterTest[] = [];
  let exact = true;
  for (const part of conjuncts(where.ir)) {
    const test = testOf(part, where, types);
    if (test) tests.push(test);
    else exact = false;
  }
  return { filter: { all: tests }, exact };
}

type Types = ReadonlyMap<string, FieldType>;

const NO_TYPES: Types = new Map();
const known = new WeakMap<DatasetDefinition, Types>();

function typesOf(definition: DatasetDefinition): Types {
  const types = known.get(definition) ?? new Map(definition.fields.map((field) => [field.id, field.type] as const));
  known.set(definition, types);
  return types;
}

function conjuncts(ir: Ir): readonly Ir[] {
  return ir.op === 'and' ? [...conjuncts(ir.left), ...conjuncts(ir.right)] : [ir];
}

function testOf(ir: Ir, where: Lambda, types: Types): FilterTest | null {
  if (ir.op === 'compare') return compareTest(ir, where, types);
  if (ir.op === 'or') return alternatives(ir, where, types);
  if (ir.op === 'match') return memberTest(ir, where, types);
  if (ir.op === 'between') return null;
  const field = rowField(ir, types);
  return field !== null && types.get(field) === 'boolean' ? { field, op: '=', value: true } : null;
}

const MIRRORED: Readonly<Record<string, FilterOp>> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function compareTest(ir: Extract<Ir, { op: 'compare' }>, where: Lambda, types: Types): FilterTest | null {
  const left = rowField(ir.left, types);
  const field = left ?? rowField(ir.right, types);
  const other = left === null ? ir.left : ir.right;
  const op = left === null ? MIRRORED[ir.operator] : ir.operator;
  const constant = constantOf(other, where);
  if (field === null || op === undefined || constant === undefined) return null;
  if (constant === null) return op === '=' ? { field, op: 'null' } : op === '!=' ? { field, op: 'not-null' } : null;
  // `!=` holds for null in formulas and not in every store.
  if (op === '!=' || !isComparable(types.get(field), constant, op)) return null;
  return { field, op, value: constant };
}

/** `row.a = 1 or row.a = 2` is membership. */
function alternatives(ir: Ir, where: Lambda, types: Types): FilterTest | null {
  const tests = disjuncts(ir).map((part) => testOf(part, where, types));
  const [first] = tests;
  if (!first || !tests.every((test) => test?.field === first.field && (test.op === '=' || test.op === 'in'))) return null;
  return { field: first.field, op: 'in', values: tests.flatMap((test) => (test?.op === 'in' ? (test.values ?? []) : [test?.value ?? null])) };
}

function disjuncts(ir: Ir): readonly Ir[] {
  return ir.op === 'or' ? [...disjuncts(ir.left), ...disjuncts(ir.right)] : [ir];
}

function memberTest(ir: Extract<Ir, { op: 'match' }>, where: Lambda, types: Types): FilterTest | null {
  const field = rowField(ir.value, types);
  const constant = constantOf(ir.test, where);
  if (field === null || constant === undefined) return null;
  const values = Array.isArray(constant) ? (constant as readonly Json[]) : [constant];
  return values.every((value) => isComparable(types.get(field), value, '=')) ? { field, op: 'in', values } : null;
}

/** The field when `ir` is `row.<field>` of the dataset itself. */
function rowField(ir: Ir, types: Types): string | null {
  return ir.op === 'path' && ir.of.op === 'name' && ir.of.name === 'row' && types.has(ir.key) ? ir.key : null;
}

/** The JSON of a part that does not depend on the row; undefined when it may. */
function constantOf(ir: Ir, where: Lambda): Json | undefined {
  if (!isConstant(ir)) return undefined;
  return toJson(interpret(ir, where.scope as Readonly<Record<string, Value>>, createContext()), ir.type);
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
