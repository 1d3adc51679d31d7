import type { Unit, User } from '../../api/account.ts';
import type { UnitShelf } from './unit-shelf.ts';

/** A unit as formulas and pages see it: what the tree says of it now. */
export function unitFacts(units: UnitShelf, unit: Unit): Unit {
  const node = units.find(unit.id);
  if (!node) return unit;
  return { id: node.id, name: node.name, ...(node.attributes ? { attributes: node.attributes } : {}) };
}

interface Known {
  readonly revision: number;
  readonly views: Map<string, User>;
}

/**
 * A person with their units as the tree has them. With `acting`, only the post in that unit counts: its duties, its
 * headship, its attributes. The same object for the same account, post and tree, so that what hangs on it is computed once.
 */
export type PersonView = (user: User, acting?: string) => User;

export function createPersonView(units: UnitShelf): PersonView {
  const seen = new WeakMap<User, Known>();
  const build = (user: User, acting: string | undefined): User => {
    const { further, ...own } = user;
    const whole: User = { ...own, unit: unitFacts(units, user.unit) };
    if (acting === undefined) return further === undefined ? whole : { ...whole, further: further.map((post) => ({ ...post, unit: unitFacts(units, post.unit) })) };
    const post = further?.find(({ unit }) => unit.id === acting);
    if (!post) return whole;
    const { head: _head, ...plain } = whole;
    return { ...plain, unit: unitFacts(units, post.unit), duties: post.duties, ...(post.head === true ? { head: true } : {}) };
  };
  return (user, acting) => {
    let known = seen.get(user);
    if (known?.revision !== units.revision()) {
      known = { revision: units.revision(), views: new Map() };
      seen.set(user, known);
    }
    const key = acting ?? '';
    const view = known.views.get(key) ?? build(user, acting);
    known.views.set(key, view);
    return view;
  };
}
