/** Function values the tree makes by itself; shared by both back ends. */
import type { EvalContext } from '../context.ts';
import { builtinNamed } from '../builtins/registry.ts';
import { invoke } from '../builtins/invoke.ts';
import { FeelFunction } from '../values/value.ts';
import { FeelRange } from '../values/value.ts';
import type { CompareOperator } from '../ir.ts';
import type { Value } from '../values/value.ts';

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
  const below = operator === '<' || operator === '<=';
  const above = operator === '>' || operator === '>=';
  const included = operator === '<=' || operator === '>=' || operator === '=';
  return new FeelRange(below ? null : end, above ? null : end, included && !below, included && !above, operator);
}
