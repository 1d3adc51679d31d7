import type { Me, User } from '../api/account.ts';
import { postsOf } from './people.ts';
import { house, mayAnywhere, mayOn } from './policy/policy.ts';
import type { PolicyBase } from './policy/policy.ts';

/** The units a person may act for. */
export function unitsOf({ people }: PolicyBase, id: string): NonNullable<Me['units']> {
  const person = people.find(id);
  return person ? postsOf(person).map(({ unit }) => ({ id: unit.id, name: unit.name })) : [];
}

/** The pages a person has something to do in. */
export function pagesFor(base: PolicyBase, user: User): NonNullable<Me['can']> {
  return {
    design: mayAnywhere(base, user, 'house.look'),
    create: mayAnywhere(base, user, 'scenario.create'),
    people: mayAnywhere(base, user, 'person.view'),
    audit: mayOn(user, 'audit.view', house(base)),
    privacy: mayOn(user, 'privacy.manage', house(base)),
    house: mayOn(user, 'house.manage', house(base)),
  };
}
