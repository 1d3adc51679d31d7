import { checkScenario } from '../../runtime/check/check-scenario.ts';
import type { CheckResult } from '../../runtime/check/check-scenario.ts';
import { feel } from '../../runtime/engine/real-language.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { CheckAnswer } from '../api/scenario.ts';
import type { StoredDocument } from '../stores/store.ts';
import { catalogueOf } from './datasets.ts';
import type { PlanBase } from './plans.ts';

/** The one checker with what this server knows: node types and shared datasets. */
export async function checkDocument(base: PlanBase, document: unknown): Promise<CheckResult> {
  return checkScenario(document, { nodeType: base.load.registry.find, catalogue: await catalogueOf(base), language: feel });
}

export function checkAnswer(result: CheckResult): CheckAnswer {
  const plain = JSON.parse(JSON.stringify(result)) as CheckAnswer;
  return { diagnostics: plain.diagnostics, nodes: plain.nodes };
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

export function createHealthBook(base: PlanBase): HealthBook {
  const known = new Map<string, { version: number; health: Health }>();
  return {
    of: async (draft) => {
      const found = known.get(draft.id);
      if (found?.version === draft.version) return found.health;
      const { diagnostics } = await checkDocument(base, draft.body);
      const count = (severity: string) => diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
      const health = { errors: count('error'), warnings: count('warning') };
      known.set(draft.id, { version: draft.version, health });
      return health;
    },
    forget: () => known.clear(),
  };
}
