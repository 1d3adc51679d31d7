import type { User } from '../api/account.ts';
import { listUsers, findUser } from './accounts.ts';
import type { Base } from './context.ts';
import { listDelegations, type Delegation } from './delegations.ts';
import { tokensOf, type PeopleShelf } from './people.ts';
import type { PersonView } from './spaces/person-view.ts';

function add(map: Map<string, Set<string>>, key: string, id: string): void {
  const set = map.get(key) ?? new Set<string>();
  set.add(id);
  map.set(key, set);
}

export async function createPeopleShelf(base: Base, view: PersonView): Promise<PeopleShelf> {
  const users = new Map<string, User>();
  const members = new Map<string, Set<string>>();
  const leavers = new Map<string, Set<string>>();
  const acting = new Map<string, Set<string>>();
  const delegations = new Map<string, readonly Delegation[]>();
  let sorted: readonly User[] | null = null;

  const forget = (id: string) => {
    const before = users.get(id);
    if (before) for (const token of tokensOf(before)) (before.disabled ? leavers : members).get(token)?.delete(id);
    users.delete(id);
    sorted = null;
  };
  const keep = (stored: User) => {
    const user = view(stored);
    forget(user.id);
    users.set(user.id, user);
    for (const token of tokensOf(user)) add(user.disabled ? leavers : members, token, user.id);
  };
  const setDelegations = (from: string, entries: readonly Delegation[]) => {
    for (const { to } of delegations.get(from) ?? []) acting.get(to)?.delete(from);
    delegations.set(from, entries);
    for (const { to } of entries) add(acting, to, from);
  };
  const reload = async (id?: string) => {
    if (id === undefined) {
      const all = await listUsers(base);
      const ids = new Set(all.map((user) => user.id));
      for (const known of users.keys()) if (!ids.has(known)) forget(known);
      for (const user of all) keep(user);
      for (const [from, entries] of await listDelegations(base)) setDelegations(from, entries);
      return;
    }
    const user = await findUser(base, id);
    if (user) keep(user);
    else forget(id);
    setDelegations(id, (await listDelegations(base, id)).get(id) ?? []);
  };
  await reload();
  return {
    directory: {
      members: (token) => [...(members.get(token) ?? [])].sort(),
      leavers: (token) => [...(leavers.get(token) ?? [])].sort(),
      substitute: (id) => users.get(id)?.substitute || null,
      unitOf: (id) => users.get(id)?.unit.id ?? null,
    },
    find: (id) => users.get(id),
    all: () => (sorted ??= [...users.values()].sort((a, b) => a.name.localeCompare(b.name, 'zh-CN') || (a.id < b.id ? -1 : 1))),
    principalsOf: (id, at) =>
      [...(acting.get(id) ?? [])].flatMap((from) => {
        const user = users.get(from);
        const entries = (delegations.get(from) ?? []).filter((entry) => entry.to === id && entry.from <= at && at < entry.until);
        if (!user || user.disabled || entries.length === 0) return [];
        return [{ user, apps: entries.some((entry) => entry.apps.length === 0) ? [] : entries.flatMap((entry) => entry.apps) }];
      }),
    reload,
  };
}
