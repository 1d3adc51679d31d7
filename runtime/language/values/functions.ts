/** The one place that deals with function values: named parameters and a body the back end gives. */
import type { Value } from './value.ts';

export class FeelFunction {
  readonly params: readonly string[];
  /** Positional arguments, exactly as many as `params`; may throw only an evaluation stop. */
  readonly call: (args: readonly Value[]) => Value;
  /** The canonical name when this is a built-in. */
  readonly builtin: string | null;
  constructor(params: readonly string[], call: (args: readonly Value[]) => Value, builtin: string | null) {
    this.params = params;
    this.call = call;
    this.builtin = builtin;
  }
}
