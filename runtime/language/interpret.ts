/**
 * The eval-free back end: walks the typed tree. It needs no parser and no code generation, so a browser with a strict
 * content policy can run it; it is also what the generated code is held equal to.
 */
import { recordStop } from './context.ts';
import type { EvalContext } from './context.ts';
import { OPS } from './interpret/ops.ts';
import type { Env, Machine } from './interpret/machine.ts';
import type { Ir } from './ir.ts';
import type { Value } from './values/value.ts';

function evaluate(machine: Machine, ir: Ir, env: Env): Value {
  return OPS[ir.op](machine, ir as never, env);
}

/**
 * Evaluates a tree made by `compileExpression` or `compileUnaryTests`. `scope` holds FEEL values by declared name (see `fromJson`).
 * Never throws: a failing part is null, with its finding in `context.warnings` (SCN_RULE_BUDGET and its kin when a limit ends it).
 */
export function interpret(ir: Ir, scope: Readonly<Record<string, Value>>, context: EvalContext): Value {
  const depth = context.budget.depth;
  try {
    return evaluate({ scope, context, evaluate }, ir, null);
  } catch (error) {
    return recordStop(context, null, depth, error);
  }
}
