import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { postsOf, type PeopleShelf } from '../people.ts';
import type { Placed, PlaceShelf } from '../spaces/place-shelf.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import type { UnitShelf } from '../spaces/unit-shelf.ts';
import { decide, namesOf } from './decide.ts';
import type { Resource, Subject } from './decide.ts';
import { keptActions, type SharedThings } from './kept.ts';
import { RIGHT_ACTIONS, ROLE_ACTIONS, type Action } from './roles.ts';
import { actionWords } from './words.ts';

/** What the policy reads. */
export interface PolicyBase {
  readonly units: UnitShelf;
  readonly places: PlaceShelf;
  readonly people: PeopleShelf;
  readonly sharing: SharedThings;
}

const subjects = new WeakMap<User, Subject>();

/** A person as the policy sees them: for whoever acts for one of their units, only that one. */
export function subjectOf(user: User): Subject {
  const known = subjects.get(user) ?? buildSubject(user);
  subjects.set(user, known);
  return known;
}

function buildSubject(user: User): Subject {
  const posts = postsOf(user);
  const whole = user.role === 'user' ? [] : [{ unit: ROOT, role: user.role }];
  return { id: user.id, active: !user.disabled, duties: [...new Set(posts.flatMap(({ duties }) => duties))], units: posts.map(({ unit }) => unit.id), roles: [...whole, ...(user.spaces ?? [])] };
}

export function placed(base: PolicyBase, kind: Placed, id: string): Resource {
  const { unit, rights } = base.places.of(kind, id);
  const kept = keptActions(base.sharing, kind, id, unit);
  return { kind, id, path: base.units.path(unit), rights, ...(kept ? { kept } : {}) };
}

export const inUnit = (base: PolicyBase, id: string): Resource => ({ kind: 'unit', id, path: base.units.path(id), rights: [] });

/** The same thing, with nothing in it kept for its unit. */
export function withoutKept({ kept: _kept, ...open }: Resource): Resource {
  return open;
}

/** The server as a whole: only a role in the root covers it. */
export const house = (base: PolicyBase): Resource => ({ kind: 'house', id: ROOT, path: base.units.path(ROOT), rights: [] });

export function mayOn(user: User, action: Action, resource: Resource): boolean {
  return decide(subjectOf(user), action, resource).allow;
}

export const mayWith = (base: PolicyBase, user: User, action: Action, kind: Placed, id: string): boolean => mayOn(user, action, placed(base, kind, id));

/** Whether a person may do something by what they are in its own unit or were given there: a role in the whole house counts only for those of the unit. */
export const mayInside = (base: PolicyBase, user: User, action: Action, kind: Placed, id: string): boolean => mayOn(user, action, { ...placed(base, kind, id), kept: new Set([action]) });

/** Whether a person may do something anywhere: what lists and menus ask. */
export function mayAnywhere(base: PolicyBase, user: User, action: Action): boolean {
  const subject = subjectOf(user);
  if (!subject.active) return false;
  if (subject.roles.some(({ role }) => ROLE_ACTIONS[role].has(action))) return true;
  return namesOf(subject).some((who) => [...base.places.rightsOf(who)].some((right) => RIGHT_ACTIONS[right].has(action)));
}

export function forbidden(action: Action): Error {
  const words = actionWords[action];
  return fail('SCN_AUTH_FORBIDDEN', { need: action, needZh: words['zh-CN'], needEn: words.en });
}

/** What somebody of the whole house is told about what is kept for the people of a unit. */
function keptFrom(action: Action, { kind, id }: Resource): Error {
  if (kind === 'scenario') return fail('SCN_GRANT_HELD', { scenario: id });
  return action === 'dataset.rows' ? fail('SCN_GRANT_ROWS', { dataset: id }) : fail('SCN_GRANT_CHANGE', { dataset: id });
}

/** Refuses as if it were not there when the person may not even see it. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, and for what is kept for its unit SCN_GRANT_ROWS, SCN_GRANT_CHANGE, SCN_GRANT_HELD */
export function demand(user: User, action: Action, resource: Resource): void {
  if (mayOn(user, action, resource)) return;
  const seen: Partial<Record<Resource['kind'], Action>> = { scenario: 'scenario.view', dataset: 'dataset.view', unit: 'unit.view', person: 'person.view' };
  const see = seen[resource.kind];
  if (see !== undefined && !mayOn(user, see, resource)) throw fail('SCN_API_NOT_FOUND', { what: resource.id });
  const reachesAll = subjectOf(user).roles.some(({ unit, role }) => unit === ROOT && ROLE_ACTIONS[role].has(action));
  throw resource.kept?.has(action) === true && reachesAll ? keptFrom(action, resource) : forbidden(action);
}
