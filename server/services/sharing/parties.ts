import type { User } from '../../api/account.ts';
import type { GrantAction, GrantView } from '../../api/sharing.ts';
import { house, inUnit, mayInside, mayOn, mayWith, type PolicyBase } from '../policy/policy.ts';
import { unitsOf } from './browsing.ts';
import { actionsOf, MOVES, WAITS_FOR, type Grant, type Party } from './grant.ts';
import { barOf, type Bar } from './separate.ts';

/** Whoever checks when every administrator of the house is of the applicant: those of a unit above it, else whoever protects personal data. */
export type Instead = NonNullable<NonNullable<GrantView['waits']>['instead']>;

/** What of a grant says as whom people act on it. */
type Sides = Pick<Grant, 'applicantUnit' | 'createdBy' | 'dataset' | 'ownerUnit' | 'scenario' | 'status' | 'events'>;

/** The step that waits for the platform. */
const CHECKED_BY: Partial<Readonly<Record<Grant['status'], GrantAction>>> = { checking: 'pass', ruling: 'uphold' };

/** Why a person may not take a step, by all units they belong to. */
export const barFor = (base: PolicyBase, grant: Pick<Grant, 'applicantUnit' | 'createdBy' | 'events'>, action: GrantAction, user: User): Bar | undefined =>
  barOf(grant, action, { id: user.id, units: unitsOf(base.people.find(user.id) ?? user) });

/** For a unit applies, renews and ends who belongs to it and may edit the scenario; where that has gone elsewhere, who may edit scenarios of the unit. */
export function mayApply(base: PolicyBase, user: User, { scenario, unit }: { readonly scenario: string; readonly unit: string }): boolean {
  if (!unitsOf(user).includes(unit)) return false;
  return base.places.of('scenario', scenario).unit === unit ? mayWith(base, user, 'scenario.edit', 'scenario', scenario) : mayOn(user, 'scenario.edit', inUnit(base, unit));
}

const managers = new WeakMap<readonly User[], readonly User[]>();

/** Administrators of the house. */
function managersOf(base: PolicyBase): readonly User[] {
  const all = base.people.all();
  const known = managers.get(all) ?? all.filter((user) => mayOn(user, 'house.manage', house(base)));
  managers.set(all, known);
  return known;
}

/** Who may check or rule, in the place of whom where nobody may whose work it is. */
function checkersOf(base: PolicyBase, grant: Sides): { readonly people: readonly User[]; readonly instead?: Instead } {
  const step = CHECKED_BY[grant.status];
  if (step === undefined) return { people: [] };
  const apart = (user: User) => barFor(base, grant, step, user) === undefined;
  const own = managersOf(base).filter(apart);
  if (own.length > 0) return { people: own };
  const others = base.people.all().filter((user) => !user.disabled && apart(user) && !unitsOf(user).includes(grant.ownerUnit));
  const up = base.units.path(grant.applicantUnit).at(-2);
  const above = up === undefined ? [] : others.filter((user) => mayOn(user, 'unit.manage', inUnit(base, up)));
  if (above.length > 0) return { people: above, instead: 'above' };
  return { people: others.filter((user) => mayOn(user, 'privacy.manage', house(base))), instead: 'protector' };
}

function isOfPlatform(base: PolicyBase, grant: Sides, user: User): boolean {
  if (mayOn(user, 'house.manage', house(base))) return true;
  const { instead, people } = checkersOf(base, grant);
  return instead !== undefined && people.some(({ id }) => id === user.id);
}

/** As whom a person acts on a grant. */
export function partiesOf(base: PolicyBase, grant: Sides, user: User): ReadonlySet<Party> {
  const parties = new Set<Party>();
  if (mayApply(base, user, { scenario: grant.scenario, unit: grant.applicantUnit })) parties.add('applicant');
  if (isOfPlatform(base, grant, user)) parties.add('platform');
  // For the owner decides who manages its data, and nobody on what they asked for themselves.
  if (grant.createdBy !== user.id && mayInside(base, user, 'dataset.edit', 'dataset', grant.dataset)) parties.add('owner');
  return parties;
}

/** Whoever has a part in a grant sees it, and so do all people of the applicant who come into the studio. */
export function maySeeGrant(base: PolicyBase, grant: Sides, user: User): boolean {
  return grant.createdBy === user.id || unitsOf(user).includes(grant.applicantUnit) || partiesOf(base, grant, user).size > 0;
}

/** What a person may do with a grant now. */
export function actionsFor(base: PolicyBase, grant: Grant, user: User): readonly GrantAction[] {
  return actionsOf(grant, partiesOf(base, grant, user)).filter((action) => barFor(base, grant, action, user) === undefined);
}

/** Whose turn it is: a decision that is asked for, or a renewal. */
export const turnOf = (grant: Grant): Party | undefined => (grant.renewal ? 'owner' : WAITS_FOR[grant.status]);

/** Whether a grant waits for a person who may take the step. */
export function waitsFor(base: PolicyBase, grant: Grant, user: User): boolean {
  const turn = turnOf(grant);
  return turn !== undefined && turn !== 'applicant' && actionsFor(base, grant, user).some((action) => action !== 'revoke' && MOVES[action].by.includes(turn));
}

const NAMED = 8;

/** Whom it waits for, by name. */
export function waitsOf(base: PolicyBase, grant: Grant): GrantView['waits'] {
  const party = turnOf(grant);
  if (party === undefined || party === 'applicant') return undefined;
  const { instead } = party === 'platform' ? checkersOf(base, grant) : {};
  const people = base.people.all().filter((user) => !user.disabled && waitsFor(base, grant, user)).slice(0, NAMED);
  return { party, people: people.map(({ name, unit }) => `${name}（${unit.name}）`), ...(instead === undefined ? {} : { instead }) };
}
