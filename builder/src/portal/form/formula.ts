import { createContext } from '../../../../runtime/language/context.ts';
import { interpret } from '../../../../runtime/language/interpret.ts';
import type { Ir } from '../../../../runtime/language/ir.ts';
import { fromJson, toJson } from '../../../../runtime/language/json.ts';
import { ANY, typeFromSchema, type FeelType } from '../../../../runtime/language/types.ts';
import type { Value } from '../../../../runtime/language/values/value.ts';
import type { PortalColumn, PortalForm } from '../../../../server/api/portal.ts';
import type { Evaluate } from './evaluate.ts';

/** Types whose JSON text must become a value before a formula can compare it. */
const TYPES: Readonly<Record<string, FeelType>> = {
  decimal: { kind: 'number', decimal: true },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date-time': { kind: 'date-time' },
  duration: { kind: 'days-time-duration' },
};

const rowType = (columns: readonly PortalColumn[]): FeelType => ({ kind: 'context', fields: Object.fromEntries(columns.map((column) => [column.id, TYPES[column.type] ?? ANY])) });

/** Fields a formula reads, as `x` or `form.x`; all of them when it takes `form` as a whole. */
function readsOf(ir: unknown, ids: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>();
  let whole = false;
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(walk);
    if (typeof node !== 'object' || node === null) return;
    const { op, name, key, of } = node as { op?: unknown; name?: unknown; key?: unknown; of?: { op?: unknown; name?: unknown } };
    if (op === 'path' && typeof key === 'string' && of?.op === 'name' && of.name === 'form') return void found.add(key);
    if (op === 'name' && name === 'form') whole = true;
    if (op === 'name' && typeof name === 'string') found.add(name);
    Object.values(node).forEach(walk);
  };
  walk(ir);
  return whole ? ids : new Set([...found].filter((id) => ids.has(id)));
}

/** Enough for a form rule, little enough that a page never freezes on one. */
const MAX_STEPS = 100_000;

/** A scope entry is `{ value, schema }`; anything else is a value of no declared type. */
function scopeValue(entry: unknown): Value {
  const typed = typeof entry === 'object' && entry !== null && 'value' in entry && 'schema' in entry ? entry : { value: entry, schema: undefined };
  return fromJson((typed.value ?? null), typed.schema === undefined ? ANY : typeFromSchema(typed.schema));
}

/**
 * The formulas of a form, run by the eval-free interpreter: names are the form's scope, its fields, and `form.<field>`.
 * An answer that does not fit a formula gives null, which is never true.
 */
export function createEvaluate(form: PortalForm, now: () => string = () => new Date().toISOString()): Evaluate {
  const outer = Object.fromEntries(Object.entries(form.scope).map(([name, entry]) => [name, scopeValue(entry)]));
  const types = new Map(form.fields.map((field) => [field.id, field.columns ? { kind: 'list' as const, of: rowType(field.columns) } : (TYPES[field.type] ?? ANY)]));
  const ids = new Set(types.keys());
  const reads = new WeakMap<object, ReadonlySet<string>>();
  // A long form asks each of its formulas at every key: only what the formula reads becomes a value.
  const readBy = (ir: unknown): ReadonlySet<string> => {
    if (typeof ir !== 'object' || ir === null) return ids;
    const known = reads.get(ir) ?? readsOf(ir, ids);
    reads.set(ir, known);
    return known;
  };
  return (ir, answers, row) => {
    const context = createContext({ now: now(), maxSteps: MAX_STEPS });
    const fields = Object.fromEntries([...readBy(ir)].map((id) => [id, fromJson(answers[id] ?? null, types.get(id) ?? ANY)]));
    const local = row === undefined ? {} : { row: fromJson(row.values, rowType(row.columns)) };
    return toJson(interpret(ir as Ir, { ...outer, ...fields, form: fields, ...local }, context));
  };
}
