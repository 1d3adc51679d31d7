import type { Base } from './context.ts';

const KIND = 'case-summary';

/** How the last run of all cases of a scenario went. */
export interface CaseSummary {
  readonly passed: number;
  readonly failed: number;
  readonly at: string;
}

export async function readCaseSummary(base: Base, scenario: string): Promise<CaseSummary | null> {
  return (await base.store.documents.get<CaseSummary>(KIND, scenario))?.body ?? null;
}

export async function writeCaseSummary(base: Base, scenario: string, summary: CaseSummary, by: string): Promise<void> {
  const old = await base.store.documents.get<CaseSummary>(KIND, scenario);
  await base.store.documents.put<CaseSummary>(KIND, scenario, summary, { expectedVersion: old?.version ?? 0, by });
}
