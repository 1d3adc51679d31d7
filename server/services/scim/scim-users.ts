import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { changeUser, createUser } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import { newToken } from '../sessions.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { textStart } from '../../../runtime/schema/cut-text.ts';

export const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE_SCHEMA = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH_SCHEMA = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

type Attributes = Readonly<Record<string, unknown>>;

const record = (value: unknown): Attributes => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Attributes) : {});
const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? textStart(value.trim(), 80) : undefined);

/** An account as RFC 7643 describes people; the department of the enterprise extension is the unit. */
export function scimUser(user: User, base: string): Attributes {
  return {
    schemas: [USER_SCHEMA, ENTERPRISE_SCHEMA],
    id: user.id,
    userName: user.login,
    name: { formatted: user.name },
    displayName: user.name,
    active: !user.disabled,
    [ENTERPRISE_SCHEMA]: { department: user.unit.id },
    meta: { resourceType: 'User', created: user.createdAt, location: `${base}/Users/${user.id}` },
  };
}

interface Wanted {
  readonly userName?: string;
  readonly name?: string;
  readonly active?: boolean;
  readonly unit?: string;
}

/** What a body says of a person; attributes of no meaning here are passed over, as the RFC allows. @throws SCN_SCIM_VALUE */
function wantedOf(body: Attributes): Wanted {
  const name = record(body['name']);
  const parts = [text(name['familyName']), text(name['givenName'])].filter((part) => part !== undefined);
  const shown = text(body['displayName']) ?? text(name['formatted']) ?? (parts.length > 0 ? parts.join('') : undefined);
  const active = body['active'];
  if (active !== undefined && typeof active !== 'boolean') throw fail('SCN_SCIM_VALUE', { attribute: 'active' });
  const [userName, unit] = [text(body['userName']), text(record(body[ENTERPRISE_SCHEMA])['department'])];
  return { ...(userName ? { userName } : {}), ...(shown ? { name: shown } : {}), ...(active === undefined ? {} : { active }), ...(unit ? { unit } : {}) };
}

function unitFacts(base: Accounts, id: string): User['unit'] {
  const node = base.units.find(id);
  if (!node || node.closedAt !== undefined) throw fail('SCN_SCIM_VALUE', { attribute: `${ENTERPRISE_SCHEMA}:department` });
  return { id, name: node.name };
}

/** @throws SCN_API_NOT_FOUND */
export function demandScimUser(base: Accounts, id: string): User {
  const found = base.people.find(id);
  if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
  return found;
}

/** @throws SCN_SCIM_VALUE, SCN_AUTH_LOGIN_TAKEN */
export async function createScimUser(base: Accounts, body: unknown, by: string): Promise<User> {
  const { userName, name, active, unit } = wantedOf(record(body));
  if (userName === undefined || !/^[\p{L}\p{N}._@-]{2,64}$/u.test(userName)) throw fail('SCN_SCIM_VALUE', { attribute: 'userName' });
  const made = await createUser(base, { login: userName, name: name ?? userName, password: newToken(), role: 'user', duties: [], unit: unitFacts(base, unit ?? ROOT) }, by);
  return active === false ? changeUser(base, made.id, { disabled: true }, by) : made;
}

async function change(base: Accounts, id: string, wanted: Wanted, by: string): Promise<User> {
  const user = demandScimUser(base, id);
  if (wanted.userName !== undefined && wanted.userName.toLowerCase() !== user.login.toLowerCase()) throw fail('SCN_SCIM_MUTABILITY', { attribute: 'userName' });
  // Accounts with a role in the whole house or a part of it are no business of a directory: it could lock out those who set it up.
  const isPowerful = user.role !== 'user' || (user.spaces ?? []).some(({ role }) => role === 'admin');
  if (isPowerful && wanted.active === false) throw fail('SCN_SCIM_MUTABILITY', { attribute: 'active' });
  const next = {
    ...(wanted.name !== undefined && wanted.name !== user.name ? { name: wanted.name } : {}),
    ...(wanted.active !== undefined && wanted.active === user.disabled ? { disabled: !wanted.active } : {}),
    ...(wanted.unit !== undefined && wanted.unit !== user.unit.id ? { unit: unitFacts(base, wanted.unit) } : {}),
  };
  return Object.keys(next).length === 0 ? user : changeUser(base, id, next, by);
}

/** @throws SCN_API_NOT_FOUND, SCN_SCIM_VALUE, SCN_SCIM_MUTABILITY */
export const replaceScimUser = (base: Accounts, id: string, body: unknown, by: string): Promise<User> => change(base, id, { active: true, ...wantedOf(record(body)) }, by);

/** Closes the account; the person stays on record. @throws SCN_API_NOT_FOUND, SCN_SCIM_MUTABILITY */
export const closeScimUser = (base: Accounts, id: string, _body: unknown, by: string): Promise<User> => change(base, id, { active: false }, by);

/** `add` and `replace` of what is mapped, with or without a path; a path that is not mapped is refused. @throws those of `replaceScimUser` */
export async function patchScimUser(base: Accounts, id: string, body: unknown, by: string): Promise<User> {
  const { schemas, Operations: operations } = record(body);
  if (!Array.isArray(schemas) || !schemas.includes(PATCH_SCHEMA) || !Array.isArray(operations)) throw fail('SCN_SCIM_VALUE', { attribute: 'Operations' });
  let wanted: Wanted = {};
  for (const operation of operations.map(record)) {
    const path = operation['path'];
    const kind = (text(operation['op']) ?? '').toLowerCase();
    if (kind !== 'replace' && kind !== 'add') throw fail('SCN_SCIM_VALUE', { attribute: 'op' });
    wanted = { ...wanted, ...(path === undefined ? wantedOf(record(operation['value'])) : atPath(path, operation['value'])) };
  }
  return change(base, id, wanted, by);
}

function atPath(path: unknown, value: unknown): Wanted {
  if (path === 'active') return wantedOf({ active: value === 'True' || value === 'true' ? true : value === 'False' || value === 'false' ? false : value });
  if (path === 'displayName' || path === 'name.formatted') return wantedOf({ displayName: value });
  if (path === 'userName') return wantedOf({ userName: value });
  if (path === `${ENTERPRISE_SCHEMA}:department`) return wantedOf({ [ENTERPRISE_SCHEMA]: { department: value } });
  throw fail('SCN_SCIM_PATH', { path: typeof path === 'string' ? path.slice(0, 120) : '?' });
}
