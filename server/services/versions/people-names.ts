import type { User } from '../../api/account.ts';
import { namesOf } from '../policy/decide.ts';
import { mayWith, subjectOf, type PolicyBase } from '../policy/policy.ts';

/** A person as others see them; an account that is gone shows its id. */
export function personRef(base: PolicyBase, id: string): { readonly id: string; readonly name: string } {
  return { id, name: base.people.find(id)?.name ?? id };
}

/** Whether `u:…`, `g:…` or `r:…` means this person. */
export function isNamed(user: User, who: string): boolean {
  return namesOf(subjectOf(user)).includes(who);
}

/** Everybody with an open account who may look at a scenario. */
export function viewersOf(base: PolicyBase, scenario: string): readonly User[] {
  return base.people.all().filter((user) => !user.disabled && mayWith(base, user, 'scenario.view', 'scenario', scenario));
}
