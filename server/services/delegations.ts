import type { User } from '../api/account.ts';
import type { Delegation } from '../api/people.ts';
import { fail, isCoded } from '../errors.ts';
import { findUser } from './accounts.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import { mayStandIn, type PeopleShelf } from './people.ts';

export type { Delegation };

const KIND = 'delegation';
const MOST = 20;

interface Body {
  readonly entries: readonly Delegation[];
}

/** Who acts for whom, by the person who is away. */
export async function listDelegations(base: Base, from = ''): Promise<ReadonlyMap<string, readonly Delegation[]>> {
  if (from !== '') {
    const found = await base.store.documents.get<Body>(KIND, from);
    return new Map(found ? [[from, found.body.entries]] : []);
  }
  return new Map((await base.store.documents.list<Body>(KIND)).map(({ id, body }) => [id, body.entries]));
}

interface PeopleBase extends Base {
  readonly people: PeopleShelf;
}

async function write(base: PeopleBase, user: string, change: (entries: readonly Delegation[]) => readonly Delegation[]): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const old = await base.store.documents.get<Body>(KIND, user);
    try {
      await base.store.documents.put<Body>(KIND, user, { entries: change(old?.body.entries ?? []) }, { expectedVersion: old?.version ?? 0, by: user });
      return await base.people.reload(user);
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || attempt === 4) throw error;
    }
  }
}

/**
 * From one moment to another somebody else acts for a person, in some apps or in all.
 * @throws SCN_PEOPLE_UNKNOWN for who may not stand in, SCN_PEOPLE_PERIOD, SCN_PEOPLE_MANY
 */
export async function addDelegation(base: PeopleBase, user: User, wanted: Omit<Delegation, 'id' | 'toName'>): Promise<readonly Delegation[]> {
  const to = await findUser(base, wanted.to);
  const [from, until] = [Date.parse(wanted.from), Date.parse(wanted.until)];
  if (!to || !mayStandIn(user)(to)) throw fail('SCN_PEOPLE_UNKNOWN', { person: to?.name ?? wanted.to });
  if (!(from < until) || until <= base.now().getTime()) throw fail('SCN_PEOPLE_PERIOD');
  const entry: Delegation = { ...wanted, id: newId(base.now()), from: new Date(from).toISOString(), until: new Date(until).toISOString(), toName: to.name };
  await write(base, user.id, (entries) => {
    if (entries.length >= MOST) throw fail('SCN_PEOPLE_MANY', { limit: MOST });
    return [...entries, entry];
  });
  await audit(base, user.id, 'delegation.add', entry.to, { from: entry.from, until: entry.until, apps: [...entry.apps] });
  return ownDelegations(base, user.id);
}

/** From now on nobody acts for the person under this entry. @throws SCN_API_NOT_FOUND */
export async function endDelegation(base: PeopleBase, user: User, id: string): Promise<readonly Delegation[]> {
  const found = (await ownDelegations(base, user.id)).find((entry) => entry.id === id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  await write(base, user.id, (entries) => entries.filter((entry) => entry.id !== id));
  await audit(base, user.id, 'delegation.end', found.to);
  return ownDelegations(base, user.id);
}

export async function ownDelegations(base: Base, user: string): Promise<readonly Delegation[]> {
  return (await listDelegations(base, user)).get(user) ?? [];
}
