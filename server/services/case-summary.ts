import { isCoded } from '../errors.ts';
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

/** The last writer wins: two people running the cases at once must not disturb each other. */
export async function writeCaseSummary(base: Base, scenario: string, summary: CaseSummary, by: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const old = await base.store.documents.get<CaseSummary>(KIND, scenario);
    try {
      await base.store.documents.put<CaseSummary>(KIND, scenario, summary, { expectedVersion: old?.version ?? 0, by });
      return;
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}
