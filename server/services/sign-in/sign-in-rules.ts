import type { SignInRules, User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import type { PeopleShelf } from '../people.ts';
import { closeSessionsOf } from '../sessions.ts';
import { hasFactor } from './second-factor.ts';

const KIND = 'setting';
const ID = 'sign-in';
const NONE: SignInRules = { secondFactor: [] };

interface RulesBase extends Base {
  readonly people: PeopleShelf;
}

export async function readRules(base: Base): Promise<{ rules: SignInRules; version: number }> {
  const found = await base.store.documents.get<SignInRules>(KIND, ID);
  return { rules: found?.body ?? NONE, version: found?.version ?? 0 };
}

/** Whether an account must have a second factor: by a role it has anywhere, or because everybody must. */
export function needsFactor({ secondFactor }: SignInRules, user: User): boolean {
  const roles: readonly string[] = ['user', user.role, ...(user.spaces ?? []).map(({ role }) => role)];
  return secondFactor.some((role) => roles.includes(role));
}

/**
 * Whoever must have a second factor from now on and has none is logged out and sets one up at the next log-in. Nobody
 * demands it of themselves without having one. @throws SCN_AUTH_ENROL_FIRST, SCN_STORE_CONFLICT
 */
export async function saveRules(base: RulesBase, rules: SignInRules, baseVersion: number, by: User): Promise<{ rules: SignInRules; version: number }> {
  if (needsFactor(rules, by) && !(await hasFactor(base, by.id))) throw fail('SCN_AUTH_ENROL_FIRST');
  const { rules: before } = await readRules(base);
  const saved = await base.store.documents.put<SignInRules>(KIND, ID, rules, { expectedVersion: baseVersion, by: by.id });
  await audit(base, by.id, 'sign-in.rules', ID, { secondFactor: [...rules.secondFactor] });
  for (const person of base.people.all()) if (!needsFactor(before, person) && needsFactor(rules, person) && !(await hasFactor(base, person.id))) await closeSessionsOf(base, person.id);
  return { rules: saved.body, version: saved.version };
}
