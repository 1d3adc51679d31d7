import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';

const facts = new WeakMap<User, JsonObject>();

/** A person as formulas see them: `user.unit.<attribute>`, `user.duties`. The same object for the same account, so that nothing is read twice. */
export function personFacts(user: User): JsonObject {
  const known = facts.get(user) ?? factsOf(user);
  facts.set(user, known);
  return known;
}

function factsOf({ id, login, name, duties, unit }: User): JsonObject {
  return { id, login, name, duties, unit: { ...(unit.attributes as JsonObject | undefined), id: unit.id, name: unit.name } };
}

/** Tokens of tasks a person may do: themselves, each duty, each duty of their own unit. */
export function tokensOf(user: User): string[] {
  return [`u:${user.id}`, ...user.duties.flatMap((duty) => [`r:${duty}`, `r:${duty}@${user.unit.id}`])];
}

/** No roles named = everybody who can log in. */
export function hasDuty(user: User, roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => user.duties.includes(role));
}
