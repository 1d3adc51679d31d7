/** Calls of function values, within the limits of depth; shared by both back ends. */
import { charge, EvaluationStop } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { builtinNamed } from '../builtins/registry.ts';
import { invoke } from '../builtins/invoke.ts';
import { FeelFunction } from '../values/functions.ts';
import { FeelRange } from '../values/ranges.ts';
import type { CompareOperator } from '../ir.ts';
import type { Value } from '../values/value.ts';

/** Positional, or named when `names` is given; null when `callee` is no function or the arguments do not fit its parameters. */
export function callFunction(callee: Value, args: readonly Value[], names: readonly string[] | undefined, context: EvalContext): Value {
  if (!(callee instanceof FeelFunction)) return null;
  const ordered = names === undefined || callee.builtin !== null ? args : orderByName(callee.params, args, names);
  if (ordered === null) return null;
  if (callee.builtin === null && ordered.length !== callee.params.length) return null;
  return enter(context, () => callee.call(ordered));
}

function orderByName(params: readonly string[], args: readonly Value[], names: readonly string[]): readonly Value[] | null {
  if (names.length !== params.length || !params.every((param) => names.includes(param))) return null;
  return params.map((param) => args[names.indexOf(param)] ?? null);
}

function enter(context: EvalContext, run: () => Value): Value {
  const { budget } = context;
  if (budget.depth >= budget.maxDepth) throw new EvaluationStop('SCN_RULE_RECURSION', { limit: budget.maxDepth });
  charge(context, 1);
  budget.depth += 1;
  const result = run();
  budget.depth -= 1;
  return result;
}

/** A built-in as a value, such as the `count` of `sort(lists, count)`. */
export function builtinValue(name: string, context: EvalContext): Value {
  const made = builtinNamed(name);
  if (made === undefined) return null;
  const params = (made.overloads[0]?.params ?? []).map((param) => param.name);
  return new FeelFunction(params, (args) => invoke(made, -1, args, context), name);
}

/** The value of `> 5` and its like standing alone. */
export function halfRange(operator: CompareOperator, end: Value): Value {
  if (end === null) return null;
  switch (operator) {
    case '<': return new FeelRange(null, end, false, false);
    case '<=': return new FeelRange(null, end, false, true);
    case '>': return new FeelRange(end, null, false, false);
    case '>=': return new FeelRange(end, null, true, false);
    case '=': return new FeelRange(end, end, true, true);
    case '!=': return null;
  }
}
