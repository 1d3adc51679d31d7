import type { PortalColumn } from '../../../../server/api/portal.ts';

/** Evaluates one formula of the form (IR) over the answers so far; null when it cannot be decided. */
export type Evaluate = (ir: unknown, answers: Readonly<Record<string, unknown>>, row?: EvaluatedRow) => unknown;

/** The row a formula of a column reads as `row`. */
export interface EvaluatedRow {
  readonly columns: readonly PortalColumn[];
  readonly values: Readonly<Record<string, unknown>>;
}
