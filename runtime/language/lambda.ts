import type { Ir } from './ir.ts';

/** A compiled per-row formula: call it with the local names as FEEL values. */
export interface Lambda {
  readonly kind: 'lambda';
  readonly source: string;
  /** The typed tree, for pushing predicates down to a store. */
  readonly ir: Ir;
  /** Evaluates with the node's scope plus `locals`; a failing formula gives null. */
  readonly call: (locals: Readonly<Record<string, unknown>>) => unknown;
  /** The node's scope as FEEL values, for resolving constants when pushing down. */
  readonly scope: Readonly<Record<string, unknown>>;
}

export function isLambda(value: unknown): value is Lambda {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'lambda';
}
