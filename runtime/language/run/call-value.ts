/** Calls of function values, within the limits of depth; shared by both back ends and by built-ins that take functions. */
import { charge, EvaluationStop } from '../context.ts';
import type { EvalContext } from '../context.ts';
import { FeelFunction } from '../values/value.ts';
import type { Value } from '../values/value.ts';

const CALL_STEPS = 3;

/** Positional, or named when `names` is given; null when `callee` is no function or the arguments do not fit its parameters. */
export function callFunction(callee: Value, args: readonly Value[], names: readonly string[] | undefined, context: EvalContext): Value {
  if (!(callee instanceof FeelFunction)) return null;
  const ordered = names === undefined || callee.builtin !== null ? args : orderByName(callee.params, args, names);
  if (ordered === null) return null;
  if (callee.builtin === null && ordered.length !== callee.params.length) return null;
  const { budget } = context;
  if (budget.depth >= budget.maxDepth) throw new EvaluationStop('SCN_RULE_RECURSION', { limit: budget.maxDepth });
  charge(context, CALL_STEPS);
  budget.depth += 1;
  const result = callee.call(ordered);
  budget.depth -= 1;
  return result;
}

function orderByName(params: readonly string[], args: readonly Value[], names: readonly string[]): readonly Value[] | null {
  if (names.length !== params.length || !params.every((param) => names.includes(param))) return null;
  return params.map((param) => args[names.indexOf(param)] ?? null);
}
