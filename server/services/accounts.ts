import type { Locale } from '../../runtime/schema/text.ts';
import type { Role, SpaceGrant, Unit, User } from '../api/account.ts';
import { fail, isCoded } from '../errors.ts';
import type { StoredDocument } from '../stores/store.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import type { PeopleShelf } from './people.ts';
import type { Passwords } from './passwords.ts';
import { closeSessionsOf } from './sessions.ts';
import { refuseKnown } from './sign-in/known-passwords.ts';
import type { UnitShelf } from './spaces/unit-shelf.ts';
import { settleUnit } from './spaces/unit-work.ts';

const USER = 'user';
const LOGIN = 'login';
const CREDENTIAL = 'credential';
const LOCK_MS = 15 * 60_000;
const LOCK_AFTER = 10;

interface CredentialBody {
  readonly hash: string;
  readonly failures: number;
  readonly lockedUntil?: string;
}

export interface Accounts extends Base {
  readonly passwords: Passwords;
  /** Told of every change of an account. */
  readonly people: PeopleShelf;
  readonly units: UnitShelf;
}

type Further = NonNullable<User['further']>;

export interface NewUser {
  readonly login: string;
  readonly name: string;
  readonly password: string;
  readonly role: Role;
  readonly duties: readonly string[];
  readonly unit: Unit;
  readonly head?: boolean;
  readonly further?: Further;
  readonly spaces?: readonly SpaceGrant[];
}

export interface UserChange {
  readonly name?: string;
  readonly password?: string;
  readonly role?: Role;
  readonly duties?: readonly string[];
  readonly unit?: Unit;
  readonly head?: boolean;
  readonly substitute?: string;
  readonly further?: Further;
  readonly spaces?: readonly SpaceGrant[];
  readonly disabled?: boolean;
  readonly locale?: Locale;
}

const loginKey = (login: string) => Buffer.from(login.normalize('NFKC').toLowerCase()).toString('base64url');

/** An account as it is kept, with the version for who changes it next. */
export function keptUser(base: Base, id: string): Promise<StoredDocument<User> | null> {
  return base.store.documents.get<User>(USER, id);
}

export async function findUser(base: Base, id: string): Promise<User | null> {
  return (await keptUser(base, id))?.body ?? null;
}

/** As `findUser`, when that is known without waiting; undefined: ask it. */
export function userAtHand(base: Base, id: string): User | null | undefined {
  const found = base.store.documents.atHand<User>(USER, id);
  return found ? found.body : found;
}

export async function listUsers(base: Base): Promise<User[]> {
  return (await base.store.documents.list<User>(USER)).map((document) => document.body);
}

export async function hasAdmin(base: Base): Promise<boolean> {
  return (await listUsers(base)).some((user) => user.role === 'admin' && !user.disabled);
}

async function takeLogin(base: Base, login: string, user: string, by: string): Promise<void> {
  try {
    await base.store.documents.put(LOGIN, loginKey(login), { user }, { expectedVersion: 0, by });
  } catch (cause) {
    if (isCoded(cause, 'SCN_STORE_CONFLICT')) throw fail('SCN_AUTH_LOGIN_TAKEN', { login }, cause);
    throw cause;
  }
}

/** Lists that are empty are not kept. */
function listsOf({ further, spaces }: Pick<UserChange, 'further' | 'spaces'>): Pick<User, 'further' | 'spaces'> {
  return { ...(further && further.length > 0 ? { further } : {}), ...(spaces && spaces.length > 0 ? { spaces: [...spaces] } : {}) };
}

/** @throws SCN_UNIT_TWICE */
async function settleUnits(accounts: Accounts, { unit, further = [] }: Pick<UserChange, 'unit' | 'further'>, by: string): Promise<void> {
  const all = [...(unit ? [unit] : []), ...further.map((post) => post.unit)];
  const twice = all.find(({ id }, at) => all.findIndex((other) => other.id === id) !== at);
  if (twice) throw fail('SCN_UNIT_TWICE', { unit: twice.name });
  for (const one of all) await settleUnit(accounts, one, by);
}

/** A role counts only where there is a unit; one that was given in former times stays. @throws SCN_UNIT_UNKNOWN */
function refuseNowhere({ units }: Accounts, { unit, further = [] }: Pick<UserChange, 'unit' | 'further'>, spaces: readonly SpaceGrant[] = [], before: readonly SpaceGrant[] = []): void {
  const coming = new Set([...(unit ? [unit] : []), ...further.map((post) => post.unit)].map(({ id }) => id));
  const nowhere = spaces.find((grant) => units.find(grant.unit) === undefined && !coming.has(grant.unit) && before.every((old) => old.unit !== grant.unit || old.role !== grant.role));
  if (nowhere) throw fail('SCN_UNIT_UNKNOWN', { unit: nowhere.unit });
}

/** @throws SCN_AUTH_LOGIN_TAKEN, SCN_UNIT_TWICE, SCN_UNIT_UNKNOWN */
export async function createUser(accounts: Accounts, wanted: NewUser, by: string): Promise<User> {
  const now = accounts.now();
  const id = `u-${newId(now)}`;
  refuseKnown(wanted.password, wanted.login);
  refuseNowhere(accounts, wanted, wanted.spaces);
  const hash = await accounts.passwords.hash(wanted.password);
  await settleUnits(accounts, wanted, by);
  await takeLogin(accounts, wanted.login, id, by);
  const user: User = {
    id, login: wanted.login, name: wanted.name, role: wanted.role, duties: [...wanted.duties], unit: wanted.unit, ...(wanted.head === true ? { head: true } : {}), ...listsOf(wanted), disabled: false, createdAt: now.toISOString(),
  };
  await accounts.store.documents.put<CredentialBody>(CREDENTIAL, id, { hash, failures: 0 }, { expectedVersion: 0, by });
  await accounts.store.documents.put<User>(USER, id, user, { expectedVersion: 0, by });
  await accounts.people.reload(id);
  await audit(accounts, by, 'user.create', id, { role: user.role, login: user.login });
  return user;
}

async function refuseLastAdmin(base: Base, user: User, change: UserChange): Promise<void> {
  const leaves = user.role === 'admin' && !user.disabled && ((change.role !== undefined && change.role !== 'admin') || change.disabled === true);
  if (!leaves) return;
  const others = (await listUsers(base)).filter((other) => other.id !== user.id && other.role === 'admin' && !other.disabled);
  if (others.length === 0) throw fail('SCN_AUTH_LAST_ADMIN');
}

async function refuseUnknown(base: Base, { substitute }: UserChange): Promise<void> {
  if (substitute && !(await findUser(base, substitute))) throw fail('SCN_API_NOT_FOUND', { what: substitute });
}

/**
 * @param version that the change rests on; none = whatever the account is by now
 * @throws SCN_API_NOT_FOUND, SCN_AUTH_LAST_ADMIN, SCN_UNIT_UNKNOWN, SCN_STORE_CONFLICT
 */
export async function changeUser(accounts: Accounts, id: string, change: UserChange, by: string, version?: number): Promise<User> {
  const document = await keptUser(accounts, id);
  if (!document) throw fail('SCN_API_NOT_FOUND', { what: id });
  await refuseLastAdmin(accounts, document.body, change);
  await refuseUnknown(accounts, change);
  if (change.password !== undefined) refuseKnown(change.password, document.body.login);
  const { password, further, spaces, ...rest } = change;
  const { further: oldFurther, spaces: oldSpaces, ...before } = document.body;
  refuseNowhere(accounts, { unit: change.unit ?? before.unit, further: further ?? oldFurther ?? [] }, spaces, oldSpaces);
  await settleUnits(accounts, { unit: change.unit ?? before.unit, further: further ?? oldFurther ?? [] }, by);
  const user: User = { ...before, ...rest, duties: [...(rest.duties ?? before.duties)], ...listsOf({ further: further ?? oldFurther ?? [], spaces: spaces ?? oldSpaces ?? [] }) };
  await accounts.store.documents.put<User>(USER, id, user, { expectedVersion: version ?? document.version, by });
  await accounts.people.reload(id);
  if (password !== undefined) await setPassword(accounts, id, password, by);
  const rightsChanged = change.role !== undefined || change.disabled !== undefined || change.duties !== undefined || further !== undefined || spaces !== undefined || password !== undefined;
  if (rightsChanged) await closeSessionsOf(accounts, id);
  await audit(accounts, by, 'user.change', id, { fields: Object.keys(change) });
  return user;
}

async function setPassword(accounts: Accounts, id: string, password: string, by: string): Promise<void> {
  const old = await accounts.store.documents.get<CredentialBody>(CREDENTIAL, id);
  const hash = await accounts.passwords.hash(password);
  await accounts.store.documents.put<CredentialBody>(CREDENTIAL, id, { hash, failures: 0 }, { expectedVersion: old?.version ?? 0, by });
}

/** @throws SCN_AUTH_OLD_PASSWORD */
export async function demandPassword(accounts: Accounts, id: string, password: string): Promise<void> {
  const credential = await accounts.store.documents.get<CredentialBody>(CREDENTIAL, id);
  if (!(await accounts.passwords.check(credential?.body.hash ?? null, password))) throw fail('SCN_AUTH_OLD_PASSWORD');
}

/** A wrong password or code; ten in a row lock the account. */
export async function recordFailure(accounts: Accounts, id: string): Promise<void> {
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const document = await accounts.store.documents.get<CredentialBody>(CREDENTIAL, id);
    if (!document) return;
    const failures = document.body.failures + 1;
    const locks = failures >= LOCK_AFTER;
    const lockedUntil = new Date(accounts.now().getTime() + LOCK_MS).toISOString();
    const body: CredentialBody = locks ? { hash: document.body.hash, failures: 0, lockedUntil } : { hash: document.body.hash, failures };
    try {
      await accounts.store.documents.put<CredentialBody>(CREDENTIAL, id, body, { expectedVersion: document.version, by: id });
    } catch (error) {
      if (isCoded(error, 'SCN_STORE_CONFLICT')) continue;
      throw error;
    }
    if (locks) await audit(accounts, id, 'account.lock', id, { until: lockedUntil });
    return;
  }
}

/** @throws SCN_AUTH_LOCKED */
export async function demandUnlocked(accounts: Accounts, id: string): Promise<void> {
  const until = (await accounts.store.documents.get<CredentialBody>(CREDENTIAL, id))?.body.lockedUntil;
  if (until && Date.parse(until) > accounts.now().getTime()) throw fail('SCN_AUTH_LOCKED', { until });
}

/**
 * Checks a log-in name and password. Unknown names cost the same time as known ones.
 * @throws SCN_AUTH_WRONG, SCN_AUTH_LOCKED
 */
export async function checkLogin(accounts: Accounts, login: string, password: string): Promise<User> {
  const entry = await accounts.store.documents.get<{ user: string }>(LOGIN, loginKey(login));
  const id = entry?.body.user;
  const credential = id ? await accounts.store.documents.get<CredentialBody>(CREDENTIAL, id) : null;
  const until = credential?.body.lockedUntil;
  if (until && Date.parse(until) > accounts.now().getTime()) {
    await accounts.passwords.check(null, password);
    throw fail('SCN_AUTH_LOCKED', { until });
  }
  const right = await accounts.passwords.check(credential?.body.hash ?? null, password);
  const user = id ? await findUser(accounts, id) : null;
  if (!right || !user || user.disabled) {
    if (id && !right) await recordFailure(accounts, id);
    await audit(accounts, id ?? 'anonymous', 'login.refused', id ?? 'unknown');
    throw fail('SCN_AUTH_WRONG');
  }
  if (credential && (credential.body.failures > 0 || until)) {
    await accounts.store.documents.put<CredentialBody>(CREDENTIAL, user.id, { hash: credential.body.hash, failures: 0 }, { expectedVersion: credential.version, by: user.id });
  }
  await audit(accounts, user.id, 'login', user.id);
  return user;
}
