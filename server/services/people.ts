import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Directory } from '../../runtime/host/directory.ts';
import type { User } from '../api/account.ts';

/** Somebody who is away, as far as another acts for them now. */
export interface Principal {
  readonly user: User;
  /** Ids of apps; none = all. */
  readonly apps: readonly string[];
}

/** Everybody, in memory: who holds what, who stands in for whom. */
export interface PeopleShelf {
  readonly directory: Directory;
  readonly find: (id: string) => User | undefined;
  /** In the order of their names; closed accounts too. */
  readonly all: () => readonly User[];
  /** For whom a person acts at a moment. */
  readonly principalsOf: (user: string, at: string) => readonly Principal[];
  /** After a change here or on another server; without an id, everything. */
  readonly reload: (user?: string) => Promise<void>;
}

const facts = new WeakMap<User, JsonObject>();

/** A person as formulas see them: `user.unit.<attribute>`, `user.duties`. The same object for the same account, so that nothing is read twice. */
export function personFacts(user: User): JsonObject {
  const known = facts.get(user);
  if (known) return known;
  const made = factsOf(user);
  facts.set(user, made);
  return made;
}

function factsOf({ id, login, name, duties, unit }: User): JsonObject {
  return { id, login, name, duties, unit: { ...(unit.attributes as JsonObject | undefined), id: unit.id, name: unit.name } };
}

type Post = Pick<User, 'unit' | 'duties' | 'head'>;

/** What a person is in each of their units; in the view of somebody who acts for one of them, only that one. */
export const postsOf = (user: User): readonly Post[] => (user.further ? [user, ...user.further] : [user]);

const tokensOfPost = ({ unit, duties, head }: Post): string[] => [`g:${unit.id}`, ...(head === true ? [`h:${unit.id}`] : []), ...duties.flatMap((duty) => [`r:${duty}`, `r:${duty}@${unit.id}`])];

/** Tokens of tasks a person may do: themselves, their unit, each duty, each duty of their own unit; of a head, the unit's own. */
export function tokensOf(user: User): string[] {
  const own = [`u:${user.id}`, ...tokensOfPost(user)];
  return user.further ? [...new Set([...own, ...user.further.flatMap(tokensOfPost)])] : own;
}

/** No roles named = everybody who can log in. */
/** Whether a page is for somebody: for those with one of its roles; with an empty list for everybody who is logged in, and without a list for nobody. */
export function isForDuties(user: User, roles: readonly string[] | undefined): boolean {
  return roles !== undefined && hasDuty(user, roles);
}

export function hasDuty(user: User, roles: readonly string[]): boolean {
  return roles.length === 0 || roles.some((role) => user.duties.includes(role));
}

/** Colleagues a person may name to act for them: of their unit, or with a duty in common. */
export function mayStandIn(user: User): (candidate: User) => boolean {
  const fits = (own: Post, other: Post) => own.duties.length > 0 && other.duties.length > 0 && (other.unit.id === own.unit.id || other.duties.some((duty) => own.duties.includes(duty)));
  return (candidate) => !candidate.disabled && candidate.id !== user.id && postsOf(user).some((own) => postsOf(candidate).some((other) => fits(own, other)));
}
