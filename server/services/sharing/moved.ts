import { isCoded } from '../../errors.ts';
import { audit } from '../context.ts';
import { tellOfGrant } from './grant-notices.ts';
import { GRANT, type Grant, type GrantEvent } from './grant.ts';
import type { GrantBase } from './grants.ts';
import { partiesOf } from './parties.ts';

const OPEN: ReadonlySet<Grant['status']> = new Set(['draft', 'returned', 'checking', 'deciding', 'ruling', 'refused']);

/** Leave is given to a unit for a scenario: when the scenario is there no longer, a grant ends and an application is withdrawn. Null when it goes on. */
export function withoutScenario({ renewal: _renewal, due: _due, ...grant }: Grant, event: GrantEvent): Grant | null {
  if (grant.status !== 'in-force' && !OPEN.has(grant.status)) return null;
  return { ...grant, status: grant.status === 'in-force' ? 'ended' : 'withdrawn', events: [...grant.events, event] };
}

/** Ends what a scenario was granted, or had applied for, as a unit to which it does not belong any more, and tells both sides. `gone`: it was deleted. */
export async function endGrantsOf(base: GrantBase, scenario: string, why: 'moved' | 'gone', by: string): Promise<void> {
  const now = base.sharing.unitOf('scenario', scenario);
  const left = base.sharing.grants().filter((grant) => grant.scenario === scenario && (why === 'gone' || grant.applicantUnit !== now));
  for (const { id } of left) {
    const document = await base.store.documents.get<Grant>(GRANT, id);
    const unit = (of: string) => base.units.find(of)?.name ?? of;
    const ended = document && withoutScenario(document.body, { at: base.now().toISOString(), by, action: why, ...(why === 'moved' ? { reason: `${unit(document.body.applicantUnit)} → ${unit(now)}` } : {}) });
    if (!ended) continue;
    try {
      await base.store.documents.put<Grant>(GRANT, id, ended, { expectedVersion: document.version, by });
    } catch (error) {
      // Somebody decided at this moment; the next round ends what they decided.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
      continue;
    }
    await base.sharing.reload();
    await audit(base, by, `grant.${why}`, ended.dataset, { grant: id, scenario });
    await tellOfGrant(base, ended, (one) => partiesOf(base, ended, one));
  }
}
