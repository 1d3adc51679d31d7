import type { EvalContext } from '../context.ts';
import type { Ir } from '../ir.ts';
import type { Value } from '../values/value.ts';

/** Bound locals, innermost first. */
export type Env = Bound | null;

export interface Bound {
  readonly id: number;
  /** Set once, before anything reads it. */
  value: Value;
  readonly up: Env;
}

export interface Machine {
  readonly scope: Readonly<Record<string, Value>>;
  readonly context: EvalContext;
  readonly evaluate: (machine: Machine, ir: Ir, env: Env) => Value;
}

export function bindLocal(env: Env, id: number, value: Value): Bound {
  return { id, value, up: env };
}

export function localOf(env: Env, id: number): Value {
  for (let frame = env; frame !== null; frame = frame.up) if (frame.id === id) return frame.value;
  return null;
}
