import type { Diagnostic } from './diagnostic.ts';

/** How many problems these are, those too that are not named one by one. */
export function countProblems(diagnostics: readonly Diagnostic[], severity: Diagnostic['severity']): number {
  return diagnostics.reduce((sum, one) => (one.severity === severity ? sum + (one.count ?? 1) : sum), 0);
}
