import type { GrantActionWanted, GrantGiven, SharingSettings } from '../../api/sharing.ts';
import { fail } from '../../errors.ts';
import { actionsOf, MOVES, PARTY_WORDS, WAITS_FOR, type Grant, type GrantEvent, type Party } from './grant.ts';

/** A step somebody asks for; an objection that was upheld is a reason of its own. */
export type GrantStep = GrantActionWanted & { readonly objection?: string };

/** Who moves a grant, when, and how deadlines are counted. */
export interface MoveFacts {
  readonly by: string;
  readonly at: string;
  readonly parties: ReadonlySet<Party>;
  readonly settings: SharingSettings;
  readonly dueAfter: (days: number) => string;
}

const limitDays = (status: Grant['status'], settings: SharingSettings): number | undefined =>
  status === 'checking' ? settings.platformCheck.days : status === 'deciding' ? settings.ownerReply.days : status === 'ruling' ? settings.ruling.days : undefined;

/** Says whose step it is. */
export function refuseParty(parties: readonly Party[]): Error {
  return fail('SCN_GRANT_PARTY', { party: parties.join(', '), partyZh: parties.map((party) => PARTY_WORDS[party].zh).join('或'), partyEn: parties.map((party) => PARTY_WORDS[party].en).join(' or the ') });
}

function refuseMove(grant: Grant, wanted: GrantStep, parties: ReadonlySet<Party>): void {
  const move = MOVES[wanted.action];
  if (!move.by.some((party) => parties.has(party))) throw refuseParty(move.by);
  if (!actionsOf(grant, parties).includes(wanted.action)) throw fail('SCN_GRANT_STATE', { status: grant.status });
  if (move.reason && (wanted.reason ?? '').trim() === '' && wanted.objection === undefined) throw fail('SCN_GRANT_REASON');
}

function withoutRenewal({ renewal: _renewal, ...grant }: Grant): Grant {
  return grant;
}

/** Parts of a grant that a step changes beside its state. */
function changed(grant: Grant, wanted: GrantStep, { settings, dueAfter }: MoveFacts): Grant {
  const { action, reason = '' } = wanted;
  if (action === 'agree' || action === 'overrule') return { ...grant, given: wanted.given ?? givenAsAsked(grant) };
  if (action === 'renew') return { ...grant, renewal: { until: wanted.until ?? grant.asked.until, reason, due: dueAfter(settings.ownerReply.days) } };
  if (action === 'agree-renewal' && grant.given && grant.renewal) return withoutRenewal({ ...grant, given: { ...grant.given, until: grant.renewal.until } });
  return action === 'refuse-renewal' || MOVES[action].to !== 'in-force' ? withoutRenewal(grant) : grant;
}

export function givenAsAsked({ asked: { purpose: _purpose, basis: _basis, ...given } }: Grant): GrantGiven {
  return given;
}

/**
 * The grant after one step of a person. Pure: whoever calls it keeps the result.
 * @throws SCN_GRANT_PARTY, SCN_GRANT_STATE, SCN_GRANT_REASON
 */
export function moveGrant(grant: Grant, wanted: GrantStep, facts: MoveFacts): Grant {
  refuseMove(grant, wanted, facts.parties);
  const { to } = MOVES[wanted.action];
  const { due: _, ...moved } = changed(grant, wanted, facts);
  const days = WAITS_FOR[to] === undefined ? undefined : limitDays(to, facts.settings);
  const event: GrantEvent = { at: facts.at, by: facts.by, action: wanted.action, ...(wanted.reason ? { reason: wanted.reason } : {}), ...(wanted.objection === undefined ? {} : { objection: wanted.objection }) };
  return { ...moved, status: to, ...(days === undefined ? {} : { due: facts.dueAfter(days) }), events: [...grant.events, event] };
}

/** Day after the last one of a grant, in the zone of the house. */
const endOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`) + 86_400_000;

/** When what is waited for now must be decided. */
export const dueOf = (grant: Grant): string | undefined => grant.due ?? grant.renewal?.due;

export function isOverdue(grant: Grant, now: Date): boolean {
  const due = dueOf(grant);
  return due !== undefined && Date.parse(due) < now.getTime();
}

/** What time itself does: ends a grant, and puts on record that a decision is late. It never grants anything. Null when nothing. */
export function settleGrant(grant: Grant, now: Date): Grant | null {
  const at = now.toISOString();
  if (grant.status === 'in-force' && grant.given && now.getTime() >= endOf(grant.given.until)) {
    return { ...withoutRenewal(grant), status: 'ended', events: [...grant.events, { at, by: 'system', action: 'expire' }] };
  }
  const due = dueOf(grant);
  const isNoted = due !== undefined && grant.events.some((event) => event.action === 'overdue' && event.at >= due);
  return isOverdue(grant, now) && !isNoted ? { ...grant, events: [...grant.events, { at, by: 'system', action: 'overdue' }] } : null;
}
