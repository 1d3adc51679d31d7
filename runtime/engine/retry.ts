import type { FlowNode } from '../schema/flow.ts';

/** Defaults of `RetrySchema`. */
const FIRST_MS = 1000;
const FACTOR = 2;
const MAX_MS = 60_000;

/**
 * When to try again after attempt `attempt` (from 1) failed at `at`: exponential, then spread over the upper half
 * of the wait by `jitter` in [0, 1). Null when the policy has no attempts left.
 */
export function retryAt(policy: FlowNode['retry'], attempt: number, at: string, jitter: number): string | null {
  if (!policy || attempt > policy.max) return null;
  const base = Math.min((policy.firstMs ?? FIRST_MS) * (policy.factor ?? FACTOR) ** (attempt - 1), policy.maxMs ?? MAX_MS);
  return new Date(Date.parse(at) + Math.round(base * (0.5 + jitter / 2))).toISOString();
}
