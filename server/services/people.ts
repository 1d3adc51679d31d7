import type { JsonObject } from '../../runtime/schema/json.ts';
import type { User } from '../api/account.ts';

/** A person as formulas see them: `user.unit.<attribute>`, `user.duties`. */
export function personFacts(user: User): JsonObject {
  const { attributes, id, name } = user.unit;
  return { id: user.id, login: user.login, name: user.name, duties: user.duties, unit: { ...(attributes as JsonObject | undefined), id, name } };
}

/** Tokens of tasks a person may do: themselves, each duty, each duty of their own unit. */
export function tokensOf(user: User): string[] {
  return [`u:${user.id}`, ...user.duties.flatMap((duty) => [`r:${duty}`, `r:${duty}@${user.unit.id}`])];
}

/** No roles named = everybody who can log in. */
export function hasDuty(user: User, roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => user.duties.includes(role));
}
