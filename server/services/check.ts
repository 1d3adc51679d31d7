import { countProblems } from '../../runtime/schema/count-problems.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { CheckAnswer } from '../api/scenario.ts';
import type { StoredDocument } from '../stores/store.ts';
import { catalogueOf } from './datasets.ts';
import type { Jobs } from '../workers/jobs.ts';
import type { JobOptions } from '../workers/pool.ts';
import type { PlanBase } from './plans.ts';
import { sharedDatasets } from './sharing/check-facts.ts';
import type { SharingShelf } from './sharing/shelf.ts';

export interface CheckBase extends PlanBase {
  readonly sharing: SharingShelf;
}

async function inputOf(base: CheckBase, document: unknown): Promise<Jobs['check']['input']> {
  const catalogue = await catalogueOf(base);
  const now = base.now();
  return { document, catalogue, sharing: sharedDatasets(base.sharing, document, catalogue, now), today: now.toISOString().slice(0, 10) };
}

/** The one checker with what this server knows: node types and shared datasets. It runs beside the requests. */
export async function checkDocument(base: CheckBase, document: unknown, options: JobOptions = {}): Promise<CheckAnswer> {
  return base.heavy.run('check', await inputOf(base, document), options);
}

/** The answer of `checkDocument` as JSON in UTF-8: of a large scenario it is megabytes, which keep everybody waiting when they are written out here. */
export async function checkBytes(base: CheckBase, document: unknown, options: JobOptions = {}): Promise<Uint8Array> {
  return base.heavy.run('checkBytes', await inputOf(base, document), options);
}

export interface Health {
  readonly errors: number;
  readonly warnings: number;
}

/** Errors and warnings by draft version, so that the list of scenarios need not check them all again. */
export interface HealthBook {
  readonly of: (draft: StoredDocument<JsonObject>) => Promise<Health>;
  readonly forget: () => void;
}

export function createHealthBook(base: CheckBase): HealthBook {
  const known = new Map<string, { version: number; health: Health }>();
  return {
    of: async (draft) => {
      const found = known.get(draft.id);
      if (found?.version === draft.version) return found.health;
      const { diagnostics } = await checkDocument(base, draft.body);
      const health = { errors: countProblems(diagnostics, 'error'), warnings: countProblems(diagnostics, 'warning') };
      known.set(draft.id, { version: draft.version, health });
      return health;
    },
    forget: () => known.clear(),
  };
}
