import { createContext } from '../../../../runtime/language/context.ts';
import { interpret } from '../../../../runtime/language/interpret.ts';
import type { Ir } from '../../../../runtime/language/ir.ts';
import { fromJson } from '../../../../runtime/language/json.ts';
import { ANY, typeFromSchema, type FeelType } from '../../../../runtime/language/types.ts';
import type { Value } from '../../../../runtime/language/values/value.ts';
import type { PortalForm } from '../../../../server/api/portal.ts';
import type { Evaluate } from './validate.ts';

/** Types whose JSON text must become a value before a formula can compare it. */
const TYPES: Readonly<Record<string, FeelType>> = {
  decimal: { kind: 'number', decimal: true },
  date: { kind: 'date' },
  time: { kind: 'time' },
  'date-time': { kind: 'date-time' },
  duration: { kind: 'days-time-duration' },
};

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
  const types = new Map(form.fields.map((field) => [field.id, TYPES[field.type] ?? ANY]));
  return (ir, answers) => {
    const context = createContext({ now: now(), maxSteps: MAX_STEPS });
    const fields = Object.fromEntries(Object.entries(answers).map(([id, value]) => [id, fromJson((value ?? null), types.get(id) ?? ANY)]));
    return interpret(ir as Ir, { ...outer, ...fields, form: fields }, context);
  };
}
