import type { UnitNode } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import type { Accounts } from '../accounts.ts';
import { postsOf } from '../people.ts';
import { changeGroup, createGroup, deleteGroup, demandGroup, listGroups, type Group, type KeptGroup } from './groups.ts';
import { textStart } from '../../../runtime/schema/cut-text.ts';

export const GROUP_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Group';
const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const LONGEST_NAME = 120;
const MOST_OPERATIONS = 1000;

/** A unit with its people, which only follow their department, or a group that the directory keeps. */
export interface AnyGroup {
  readonly id: string;
  readonly name: string;
  readonly members: readonly string[];
  readonly externalId?: string;
}

type Attributes = Readonly<Record<string, unknown>>;
const record = (value: unknown): Attributes => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Attributes) : {});

export const keptGroup = ({ id, body: { name, members, externalId } }: KeptGroup): AnyGroup => ({ id, name, members, ...(externalId === undefined ? {} : { externalId }) });

function unitGroup(base: Accounts, unit: UnitNode): AnyGroup {
  return { id: unit.id, name: unit.name, members: base.people.all().filter((person) => !person.disabled && postsOf(person).some((post) => post.unit.id === unit.id)).map(({ id }) => id) };
}

export async function allGroups(base: Accounts): Promise<readonly AnyGroup[]> {
  return [...base.units.all().map((unit) => unitGroup(base, unit)), ...(await listGroups(base)).map(keptGroup)];
}

/** @throws SCN_API_NOT_FOUND */
export async function demandAnyGroup(base: Accounts, id: string): Promise<AnyGroup> {
  const unit = base.units.find(id);
  return unit ? unitGroup(base, unit) : keptGroup(await demandGroup(base, id));
}

export function scimGroup(base: Accounts, { id, name, members, externalId }: AnyGroup, home: string): Attributes {
  return {
    schemas: [GROUP_SCHEMA], id, displayName: name, ...(externalId === undefined ? {} : { externalId }),
    members: members.flatMap((member) => {
      const person = base.people.find(member);
      return person ? [{ value: member, display: person.name, $ref: `${home}/Users/${member}` }] : [];
    }),
    meta: { resourceType: 'Group', location: `${home}/Groups/${encodeURIComponent(id)}` },
  };
}

/** @throws SCN_SCIM_VALUE */
function nameOf(value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || value.trim().length > LONGEST_NAME) throw fail('SCN_SCIM_VALUE', { attribute: 'displayName' });
  return value.trim();
}

/** @throws SCN_SCIM_VALUE */
function membersOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.map((member) => {
    const id = record(member)['value'];
    if (typeof id !== 'string' || id === '') throw fail('SCN_SCIM_VALUE', { attribute: 'members' });
    return id;
  });
}

const externalOf = (value: unknown): Pick<Group, 'externalId'> => (typeof value === 'string' && value !== '' ? { externalId: textStart(value, 200) } : {});

/** Units are no business of a directory: their people follow the department of each. @throws SCN_SCIM_MUTABILITY */
function refuseUnit(base: Accounts, id: string): void {
  if (base.units.find(id)) throw fail('SCN_SCIM_MUTABILITY', { attribute: 'members' });
}

/** @throws SCN_SCIM_VALUE, SCN_SCIM_TWICE */
export async function createScimGroup(base: Accounts, body: unknown, by: string): Promise<AnyGroup> {
  const { displayName, members = [], externalId } = record(body);
  return keptGroup(await createGroup(base, { name: nameOf(displayName), members: membersOf(members), ...externalOf(externalId) }, by));
}

/** @throws SCN_API_NOT_FOUND, SCN_SCIM_VALUE, SCN_SCIM_TWICE, SCN_SCIM_MUTABILITY */
export async function replaceScimGroup(base: Accounts, id: string, body: unknown, by: string): Promise<AnyGroup> {
  refuseUnit(base, id);
  const { displayName, members = [], externalId } = record(body);
  const next = { name: nameOf(displayName), members: membersOf(members), ...externalOf(externalId) };
  return keptGroup(await changeGroup(base, id, ({ grants, createdAt }) => ({ grants, createdAt, ...next }), by));
}

/** One deed of a patch, as a change of the group. @throws SCN_SCIM_VALUE, SCN_SCIM_PATH */
function deedOf(operation: Attributes): (group: Group) => Group {
  const op = typeof operation['op'] === 'string' ? operation['op'].toLowerCase() : '';
  const { path, value } = operation;
  if (op !== 'add' && op !== 'replace' && op !== 'remove') throw fail('SCN_SCIM_VALUE', { attribute: 'op' });
  const [, one] = typeof path === 'string' ? (/^members\[\s*value\s+eq\s+"([^"\\]{1,100})"\s*\]$/i.exec(path) ?? []) : [];
  if (op === 'remove') {
    if (path !== 'members' && one === undefined) throw fail('SCN_SCIM_PATH', { path: typeof path === 'string' ? path.slice(0, 120) : '?' });
    const gone = one === undefined ? (value === undefined ? undefined : new Set(membersOf(value))) : new Set([one]);
    return (group) => ({ ...group, members: gone === undefined ? [] : group.members.filter((member) => !gone.has(member)) });
  }
  const parts = path === undefined ? record(value) : path === 'members' || path === 'displayName' || path === 'externalId' ? { [path]: value } : undefined;
  if (!parts) throw fail('SCN_SCIM_PATH', { path: typeof path === 'string' ? path.slice(0, 120) : '?' });
  const name = 'displayName' in parts ? { name: nameOf(parts['displayName']) } : {};
  const members = 'members' in parts ? membersOf(parts['members']) : undefined;
  return (group) => ({ ...group, ...name, ...externalOf(parts['externalId']), ...(members === undefined ? {} : { members: op === 'add' ? [...group.members, ...members] : members }) });
}

/** All deeds or none. @throws SCN_API_NOT_FOUND, SCN_SCIM_VALUE, SCN_SCIM_PATH, SCN_SCIM_TWICE, SCN_SCIM_MUTABILITY */
export async function patchScimGroup(base: Accounts, id: string, body: unknown, by: string): Promise<AnyGroup> {
  refuseUnit(base, id);
  const { schemas, Operations: operations } = record(body);
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_SCHEMA) || !Array.isArray(operations) || operations.length > MOST_OPERATIONS) throw fail('SCN_SCIM_VALUE', { attribute: 'Operations' });
  const deeds = operations.map((operation) => deedOf(record(operation)));
  return keptGroup(await changeGroup(base, id, (group) => deeds.reduce((next, deed) => deed(next), group), by));
}

/** Its members lose what it gave them. @throws SCN_API_NOT_FOUND, SCN_SCIM_MUTABILITY */
export async function removeScimGroup(base: Accounts, id: string, by: string): Promise<void> {
  refuseUnit(base, id);
  await deleteGroup(base, id, by);
}
