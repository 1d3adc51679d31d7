import type { Diagnostic } from './diagnostic.ts';

/** How many problems these are, of one severity or of any, those too that are not named one by one. */
export function countProblems(diagnostics: readonly Diagnostic[], severity?: Diagnostic['severity']): number {
  return diagnostics.reduce((sum, one) => (severity === undefined || one.severity === severity ? sum + (one.count ?? 1) : sum), 0);
}
