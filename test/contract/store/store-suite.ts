import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../server/stores/store.ts';
import type { Fact } from './fact.ts';
import { auditFacts, concurrencyFacts } from './facts-audit-and-writers.ts';
import { comebackFacts } from './facts-comeback.ts';
import { computedFacts } from './facts-computed.ts';
import { datasetFacts } from './facts-datasets.ts';
import { deliveryFacts } from './facts-deliveries.ts';
import { documentFacts } from './facts-documents.ts';
import { pastFacts } from './facts-past.ts';
import { queryFacts } from './facts-queries.ts';
import { referenceFacts } from './facts-references.ts';
import { replacementFacts } from './facts-replacement.ts';
import { runFacts } from './facts-runs.ts';
import { taskFacts } from './facts-tasks.ts';
import { totalFacts } from './facts-totals.ts';
import { wipeFacts } from './facts-wipe.ts';

export interface StoreUnderTest {
  readonly name: string;
  readonly open: () => Promise<{ store: Store; remove: () => Promise<void> }>;
  /** Facts this store does not promise, each with the reason. */
  readonly skip?: readonly { readonly reason: string; readonly titles: readonly string[] }[];
}

const AREAS: Readonly<Record<string, readonly Fact[]>> = {
  documents: documentFacts,
  runs: runFacts,
  tasks: taskFacts,
  datasets: datasetFacts,
  queries: queryFacts,
  'past of rows': pastFacts,
  'rows that were replaced': replacementFacts,
  'rows that come back': comebackFacts,
  totals: totalFacts,
  'references and unique keys': referenceFacts,
  'computed columns': computedFacts,
  deliveries: deliveryFacts,
  'what goes for good': wipeFacts,
  audit: auditFacts,
  'concurrent writers': concurrencyFacts,
};

/** What every store promises; each fact gets a store of its own. */
export function runStoreSuite({ name, open, skip = [] }: StoreUnderTest): void {
  const reasons = new Map(skip.flatMap(({ reason, titles }) => titles.map((title) => [title, reason] as const)));
  describe(`store: ${name}`, () => {
    let opened: Awaited<ReturnType<StoreUnderTest['open']>>;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.store.close();
      await opened.remove();
    });
    for (const [area, facts] of Object.entries(AREAS)) {
      describe(area, () => {
        for (const [title, check] of facts) {
          if (!reasons.has(title)) it(title, () => check(opened.store));
        }
      });
    }
    it('exceptions name facts of this suite', () => {
      const titles = new Set(Object.values(AREAS).flatMap((facts) => facts.map(([title]) => title)));
      expect([...reasons.keys()].filter((title) => !titles.has(title))).toEqual([]);
    });
  });
}
