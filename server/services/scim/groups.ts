import type { SpaceGrant } from '../../api/account.ts';
import type { GroupGrant, GroupItem } from '../../api/groups.ts';
import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { changeUser, keptUser } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import { audit, newId } from '../context.ts';

const KIND = 'scim-group';
/** What a person's groups gave them, by account: what was given by hand stays when a group goes. */
const GIVEN = 'group-grant';
const TRIES = 8;
export const MOST_MEMBERS = 5000;
const MOST_GROUPS = 1000;

/** A group as a directory keeps it; `grants` are ours. */
export interface Group {
  readonly name: string;
  readonly externalId?: string;
  readonly members: readonly string[];
  readonly grants: readonly GroupGrant[];
  readonly createdAt: string;
}
export type KeptGroup = StoredDocument<Group>;

export function listGroups(base: Accounts): Promise<readonly KeptGroup[]> {
  return base.store.documents.list<Group>(KIND);
}

/** @throws SCN_API_NOT_FOUND */
export async function demandGroup(base: Accounts, id: string): Promise<KeptGroup> {
  const found = await base.store.documents.get<Group>(KIND, id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

const keyOf = ({ unit, role }: SpaceGrant): string => `${role}@${unit}`;
const unique = (grants: readonly SpaceGrant[]): SpaceGrant[] => [...new Map(grants.map((grant) => [keyOf(grant), grant])).values()];

/** What groups gave an account; `underway` from before it is given until all of it is. */
interface Given {
  readonly spaces: readonly SpaceGrant[];
  readonly underway?: true;
}

/** What an account has of its own, and what groups that give `wanted` add to it. */
function sharesOf(spaces: readonly SpaceGrant[], given: readonly SpaceGrant[], wanted: readonly SpaceGrant[]): { readonly own: readonly SpaceGrant[]; readonly fresh: readonly SpaceGrant[] } {
  const givenKeys = new Set(given.map(keyOf));
  const own = spaces.filter((grant) => !givenKeys.has(keyOf(grant)));
  const ownKeys = new Set(own.map(keyOf));
  return { own, fresh: unique(wanted).filter((grant) => !ownKeys.has(keyOf(grant))) };
}

function isSame(one: readonly SpaceGrant[], other: readonly SpaceGrant[]): boolean {
  const keys = new Set(one.map(keyOf));
  return keys.size === other.length && other.every((grant) => keys.has(keyOf(grant)));
}

/**
 * What one account may do, in step with the groups it is in. What groups gave is noted before it is given, and forgotten
 * only once it is taken back: cut off in between, nothing is kept for good. The note is read before the groups: whoever
 * changes a group meanwhile changes the note, too, and one of the two begins again.
 */
async function settleOne(base: Accounts, id: string, by: string): Promise<void> {
  const kept = await base.store.documents.get<Given>(GIVEN, id);
  const groups = (await listGroups(base)).filter(({ body }) => body.members.includes(id));
  const user = await keptUser(base, id);
  if (!user) return;
  const [spaces, given] = [user.body.spaces ?? [], kept?.body.spaces ?? []];
  const { own, fresh } = sharesOf(spaces, given, groups.flatMap(({ body }) => body.grants));
  const next = [...own, ...fresh];
  const isThere = isSame(spaces, next);
  if (isThere && isSame(given, fresh) && kept?.body.underway !== true) return;
  const note = (body: Given, version: number) => base.store.documents.put<Given>(GIVEN, id, body, { expectedVersion: version, by });
  const { version } = await note({ spaces: unique([...given, ...fresh]), underway: true }, kept?.version ?? 0);
  if (!isThere) await changeUser(base, id, { spaces: next }, by, user.version);
  await note({ spaces: fresh }, version);
}

/** Brings what accounts may do in step with the groups they are in. */
async function settle(base: Accounts, users: ReadonlySet<string>, by: string): Promise<void> {
  for (const id of users) {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await settleOne(base, id, by);
        break;
      } catch (error) {
        // Another of its groups changed at the same moment.
        if (!isCoded(error, 'SCN_STORE_CONFLICT') || attempt === TRIES) throw error;
      }
    }
  }
}

/** Accounts that are not in step: a change of a group ended before it came to them, or in the middle of them. */
async function behind(base: Accounts): Promise<readonly string[]> {
  const given = new Map((await base.store.documents.list<Given>(GIVEN)).map(({ id, body }) => [id, body]));
  const wanted = new Map<string, SpaceGrant[]>();
  for (const { body } of await listGroups(base)) {
    if (body.grants.length > 0) for (const id of body.members) wanted.set(id, [...(wanted.get(id) ?? []), ...body.grants]);
  }
  return [...new Set([...given.keys(), ...wanted.keys()])].filter((id) => {
    const user = base.people.find(id);
    if (!user) return false;
    const noted = given.get(id)?.spaces ?? [];
    return given.get(id)?.underway === true || !isSame(noted, sharesOf(user.spaces ?? [], noted, wanted.get(id) ?? []).fresh);
  });
}

/** Ends what changes of groups left undone, say because the store was away or the process ended in the middle of them. */
export async function settleGroups(base: Accounts): Promise<void> {
  for (const id of await behind(base)) {
    try {
      await settle(base, new Set([id]), 'system');
    } catch (error) {
      base.log.warn({ account: id, error: String(error) }, 'an account is not in step with its groups');
    }
  }
}

/** @throws SCN_SCIM_VALUE for an account that is not known, or too many */
function checked(base: Accounts, { members, name, ...rest }: Group): Group {
  const known = [...new Set(members)];
  if (known.length > MOST_MEMBERS || known.some((id) => base.people.find(id) === undefined)) throw fail('SCN_SCIM_VALUE', { attribute: 'members' });
  return { ...rest, name, members: known };
}

async function refuseTwice(base: Accounts, name: string, own?: string): Promise<void> {
  const groups = await listGroups(base);
  if (groups.some(({ id, body }) => id !== own && body.name.toLowerCase() === name.toLowerCase())) throw fail('SCN_SCIM_TWICE', { name });
  if (own === undefined && groups.length >= MOST_GROUPS) throw fail('SCN_SCIM_VALUE', { attribute: 'displayName' });
}

/** @throws SCN_SCIM_VALUE, SCN_SCIM_TWICE */
export async function createGroup(base: Accounts, wanted: Pick<Group, 'name' | 'externalId' | 'members'>, by: string): Promise<KeptGroup> {
  await refuseTwice(base, wanted.name);
  const group = checked(base, { ...wanted, grants: [], createdAt: base.now().toISOString() });
  const made = await base.store.documents.put<Group>(KIND, `g-${newId(base.now())}`, group, { expectedVersion: 0, by });
  await audit(base, by, 'group.create', made.id, { members: group.members.length });
  return made;
}

/** Changes a group as it is by then; whoever it gains or loses may do more or less from then on. @throws SCN_API_NOT_FOUND, SCN_SCIM_VALUE, SCN_SCIM_TWICE */
export async function changeGroup(base: Accounts, id: string, change: (group: Group) => Group, by: string): Promise<KeptGroup> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await demandGroup(base, id);
    const next = checked(base, change(found.body));
    if (next.name !== found.body.name) await refuseTwice(base, next.name, id);
    const saved = await base.store.documents.put<Group>(KIND, id, next, { expectedVersion: found.version, by }).catch((error: unknown) => {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || attempt === TRIES) throw error;
      return null;
    });
    if (!saved) continue;
    const [before, after] = [new Set(found.body.members), new Set(next.members)];
    await settle(base, new Set([...before, ...after].filter((user) => before.has(user) !== after.has(user))), by);
    await audit(base, by, 'group.change', id, { members: next.members.length });
    return saved;
  }
}

/** @throws SCN_API_NOT_FOUND */
export async function deleteGroup(base: Accounts, id: string, by: string): Promise<void> {
  const found = await demandGroup(base, id);
  await base.store.documents.delete(KIND, id, { expectedVersion: found.version, by });
  await settle(base, new Set(found.body.members), by);
  await audit(base, by, 'group.delete', id, { members: found.body.members.length });
}

export const groupItem = ({ id, version, body }: KeptGroup): GroupItem => ({ id, name: body.name, members: body.members.length, grants: [...body.grants], version });

/** What members of a group may do from now on. @throws SCN_API_NOT_FOUND, SCN_UNIT_CLOSED, SCN_STORE_CONFLICT */
export async function mapGroup(base: Accounts, id: string, grants: readonly GroupGrant[], { baseVersion, by }: { readonly baseVersion: number; readonly by: string }): Promise<GroupItem> {
  const found = await demandGroup(base, id);
  for (const { unit } of grants) {
    const node = base.units.find(unit);
    if (!node) throw fail('SCN_API_NOT_FOUND', { what: unit });
    if (node.closedAt !== undefined) throw fail('SCN_UNIT_CLOSED', { unit: node.name });
  }
  const saved = await base.store.documents.put<Group>(KIND, id, { ...found.body, grants: [...grants] }, { expectedVersion: baseVersion, by });
  await settle(base, new Set(found.body.members), by);
  await audit(base, by, 'group.map', id, { grants: grants.map(keyOf) });
  return groupItem(saved);
}
