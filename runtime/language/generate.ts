import type { EvalContext } from './context.ts';
import { interpret } from './interpret.ts';
import type { Ir } from './ir.ts';
import type { Value } from './values/value.ts';

export type Scope = Readonly<Record<string, Value>>;
export type Evaluate = (scope: Scope, context: EvalContext) => Value;

export function toFunction(ir: Ir): Evaluate {
  return (scope, context) => interpret(ir, scope, context);
}

/** As `toFunction`, but answers only whether the result is true. */
export function toPredicate(ir: Ir): (scope: Scope, context: EvalContext) => boolean {
  return (scope, context) => interpret(ir, scope, context) === true;
}
