import type { GrantAction } from '../../api/sharing.ts';
import { MOVES, type Grant } from './grant.ts';

/** Why a step is not for this person: they or their unit applied, or they took an earlier step. */
export type Bar = 'applied' | 'decided';

const CHECKS: ReadonlySet<string> = new Set<GrantAction>(['return', 'pass']);
const REPLIES: ReadonlySet<string> = new Set<GrantAction>(['agree', 'refuse', 'agree-renewal', 'refuse-renewal']);
const RULINGS: ReadonlySet<string> = new Set<GrantAction>(['overrule', 'uphold']);

const isOfApplicant = (action: string): boolean => Object.hasOwn(MOVES, action) && MOVES[action as GrantAction].by.includes('applicant');

/**
 * Check and ruling of the platform and the answer of the owner are for people apart: none of the applicant, also not one who
 * belongs to both units. Nobody rules on what they took an earlier step of.
 *
 * @param person all units they belong to, also those they do not act for now
 */
export function barOf({ applicantUnit, createdBy, events }: Pick<Grant, 'applicantUnit' | 'createdBy' | 'events'>, action: GrantAction, person: { readonly id: string; readonly units: readonly string[] }): Bar | undefined {
  if (![CHECKS, REPLIES, RULINGS].some((kind) => kind.has(action))) return undefined;
  const own = events.filter(({ by }) => by === person.id).map((event) => event.action);
  if (createdBy === person.id || person.units.includes(applicantUnit) || own.some(isOfApplicant)) return 'applied';
  return RULINGS.has(action) && own.some((done) => CHECKS.has(done) || REPLIES.has(done)) ? 'decided' : undefined;
}
