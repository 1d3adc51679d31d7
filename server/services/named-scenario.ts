import { fail } from '../errors.ts';
import type { Base } from './context.ts';
import { SCENARIO } from './drafts.ts';
import { demand, placed, type PolicyBase } from './policy/policy.ts';
import type { User } from '../api/account.ts';

/** The id a document of any shape gives itself; empty when it gives none. */
export function scenarioId(document: unknown): string {
  const id = typeof document === 'object' && document !== null && 'id' in document ? document.id : undefined;
  return typeof id === 'string' ? id : '';
}

/** Leave is asked for the scenario of the address, and data are read as the one in the body: both are the same. @throws SCN_API_OTHER_SCENARIO */
export function demandSameScenario(id: string, document: unknown): void {
  const given = scenarioId(document);
  if (given !== id) throw fail('SCN_API_OTHER_SCENARIO', { wanted: id, given });
}

/** Where no address names a scenario, the document may be of a new one, or of one the person may see: what another may read is told to nobody else. @throws SCN_API_NOT_FOUND */
export async function demandSeenScenario(base: Base & PolicyBase, user: User, id: string): Promise<void> {
  if (id === '') return;
  if (base.places.isPlaced('scenario', id) || (await base.store.documents.get(SCENARIO, id)) !== null) demand(user, 'scenario.view', placed(base, 'scenario', id));
}
