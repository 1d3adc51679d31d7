import type { SpaceGrant, User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { postsOf } from '../people.ts';
import { demandDuties, type DutyBase } from './duty-rules.ts';
import { demand, forbidden, house, inUnit, mayOn } from './policy.ts';
import type { PolicyBase } from './policy.ts';

/** Somebody is seen by whoever may see people in one of their units. */
export function maySeePerson(base: PolicyBase, reader: User, person: User): boolean {
  return postsOf(person).some(({ unit }) => mayOn(reader, 'person.view', inUnit(base, unit.id)));
}

/** The units that what is given to somebody reaches into; a role in the whole house reaches into the root. */
function reach(base: PolicyBase, given: { readonly role?: User['role']; readonly spaces?: readonly SpaceGrant[] }): readonly string[] {
  return [...(given.role === undefined || given.role === 'user' ? [] : [house(base).id]), ...(given.spaces ?? []).map(({ unit }) => unit)];
}

/**
 * Whoever manages somebody must manage every unit they belong to and every part of the house in which they have a role:
 * else an administrator of a county could take over an account of the city by a new password. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN
 */
export function demandPerson(base: PolicyBase, by: User, person: User): void {
  if (!maySeePerson(base, by, person)) throw fail('SCN_API_NOT_FOUND', { what: person.id });
  const units = [...postsOf(person).map(({ unit }) => unit.id), ...reach(base, person)];
  if (!units.every((unit) => mayOn(by, 'person.manage', inUnit(base, unit)))) throw forbidden('person.manage');
}

interface Gift {
  readonly role?: User['role'];
  readonly spaces?: readonly SpaceGrant[];
  readonly unit?: { readonly id: string };
  readonly duties?: readonly string[];
  readonly further?: readonly { readonly unit: { readonly id: string }; readonly duties?: readonly string[] }[];
}

/** Nobody gives what they do not have themselves, nor a duty they are not offered; `before` is the account as it was. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, SCN_AUTH_DUTY */
export async function demandGift(base: DutyBase, by: User, given: Gift, before?: User): Promise<void> {
  const units = [...(given.unit ? [given.unit.id] : []), ...(given.further ?? []).map(({ unit }) => unit.id)];
  // A unit that is not known is made below the root.
  for (const unit of units) demand(by, 'person.manage', inUnit(base, unit));
  if (!reach(base, given).every((unit) => mayOn(by, 'person.manage', inUnit(base, unit)))) throw forbidden('person.manage');
  await demandDuties(base, by, [...(given.duties ?? []), ...(given.further ?? []).flatMap(({ duties = [] }) => duties)], before);
}
