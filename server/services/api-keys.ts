import { timingSafeEqual } from 'node:crypto';
import type { Unit, User } from '../api/account.ts';
import type { ApiKey, NewApiKey } from '../api/keys.ts';
import { fail, FieldsError, isCoded } from '../errors.ts';
import { listUsers } from './accounts.ts';
import { audit, newId } from './context.ts';
import type { Base } from './context.ts';
import type { LiveReleases } from './releases.ts';
import { hashToken, newToken } from './sessions.ts';
import { ROOT } from './spaces/unit-shelf.ts';

const KIND = 'api-key';
const PREFIX = 'sk_';
const DAY_MS = 86_400_000;
/** A key's last use is written at most once an hour. */
const TOUCH_MS = 3_600_000;

/** No key lasts longer. */
const LONGEST_DAYS = 365;

/** Only the SHA-256 of the key is kept: 32 random bytes need no slow hash. */
interface KeyBody {
  readonly title: string;
  readonly hash: string;
  readonly apps: readonly string[];
  readonly scim?: true;
  readonly duties: readonly string[];
  readonly unit: Unit;
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string;
  readonly lastUsedAt?: string;
  readonly revokedAt?: string;
}

/** One that was made for longer, before there was a limit, ends after its first year. */
function endOf({ createdAt, expiresAt }: KeyBody): string {
  const latest = new Date(Date.parse(createdAt) + LONGEST_DAYS * DAY_MS).toISOString();
  return expiresAt < latest ? expiresAt : latest;
}

function stateOf(body: KeyBody, now: string): ApiKey['state'] {
  if (body.revokedAt !== undefined) return 'revoked';
  return endOf(body) <= now ? 'expired' : 'active';
}

function keyOf(id: string, body: KeyBody, now: string, names: ReadonlyMap<string, string>): ApiKey {
  const { hash: _hash, ...told } = body;
  const createdByName = names.get(body.createdBy);
  return { id, ...told, apps: [...told.apps], duties: [...told.duties], state: stateOf(body, now), expiresAt: endOf(body), ...(endOf(body) === body.expiresAt ? {} : { cutFrom: body.expiresAt }), ...(createdByName ? { createdByName } : {}) };
}

const namesOf = async (base: Base) => new Map((await listUsers(base)).map((user) => [user.id, user.name]));

/** Newest first; revoked and expired ones stay in the list. */
export async function listApiKeys(base: Base): Promise<ApiKey[]> {
  const [names, now] = [await namesOf(base), base.now().toISOString()];
  const all = (await base.store.documents.list<KeyBody>(KIND)).map(({ id, body }) => keyOf(id, body, now, names));
  return all.sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** Makes a key; the answer is the only time it is told. @throws SCN_API_NOT_FOUND for an app without a release, SCN_AUTH_KEY_LONG */
export async function createApiKey(base: Base & { readonly live: LiveReleases }, wanted: NewApiKey, by: string): Promise<{ key: ApiKey; token: string }> {
  const unknown = wanted.apps.find((app) => !base.live.get(app));
  if (unknown !== undefined) throw fail('SCN_API_NOT_FOUND', { what: unknown });
  return makeKey(base, wanted, by);
}

/** A key with which a directory makes and closes accounts; it opens no app. */
export function createScimKey(base: Base, { title, days }: Pick<NewApiKey, 'title' | 'days'>, by: string): Promise<{ key: ApiKey; token: string }> {
  return makeKey(base, { title, days, apps: [], duties: [], unit: { id: ROOT, name: title }, scim: true }, by);
}

async function makeKey(base: Base, wanted: NewApiKey & { readonly scim?: true }, by: string): Promise<{ key: ApiKey; token: string }> {
  if (wanted.days > LONGEST_DAYS) throw new FieldsError('SCN_AUTH_KEY_LONG', [{ path: '/days', code: 'long', message: `≤ ${LONGEST_DAYS}` }]);
  const now = base.now();
  const id = `k-${newId(now)}`;
  const token = `${PREFIX}${id}.${newToken()}`;
  const { days, ...rest } = wanted;
  const body: KeyBody = { ...rest, hash: hashToken(token), createdAt: now.toISOString(), createdBy: by, expiresAt: new Date(now.getTime() + days * DAY_MS).toISOString() };
  await base.store.documents.put<KeyBody>(KIND, id, body, { expectedVersion: 0, by });
  await audit(base, by, 'key.create', id, { title: body.title, apps: [...body.apps], duties: [...body.duties], expiresAt: body.expiresAt });
  return { key: keyOf(id, body, now.toISOString(), await namesOf(base)), token };
}

/** From now on it opens nothing. Revoking twice changes nothing. @throws SCN_API_NOT_FOUND */
export async function revokeApiKey(base: Base, id: string, by: string): Promise<ApiKey> {
  for (let attempt = 0; ; attempt += 1) {
    const found = await base.store.documents.get<KeyBody>(KIND, id);
    if (!found) throw fail('SCN_API_NOT_FOUND', { what: id });
    const now = base.now().toISOString();
    if (found.body.revokedAt !== undefined) return keyOf(id, found.body, now, await namesOf(base));
    try {
      const { body } = await base.store.documents.put<KeyBody>(KIND, id, { ...found.body, revokedAt: now }, { expectedVersion: found.version, by });
      await audit(base, by, 'key.revoke', id, { title: body.title });
      return keyOf(id, body, now, await namesOf(base));
    } catch (error) {
      // Its last use was noted meanwhile.
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || attempt === 4) throw error;
    }
  }
}

async function touch(base: Base, id: string, body: KeyBody, version: number): Promise<void> {
  const now = base.now();
  if (body.lastUsedAt !== undefined && now.getTime() - Date.parse(body.lastUsedAt) < TOUCH_MS) return;
  try {
    await base.store.documents.put<KeyBody>(KIND, id, { ...body, lastUsedAt: now.toISOString() }, { expectedVersion: version, by: id });
  } catch (error) {
    // Two calls at once, or revoked meanwhile: the other writer wins.
    if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
  }
}

interface Held {
  readonly id: string;
  readonly body: KeyBody;
  readonly version: number;
}

/** Who does not hold the key learns nothing about it; who does is told that it expired. @throws SCN_AUTH_KEY, SCN_AUTH_KEY_EXPIRED */
async function heldKey(base: Base, token: string): Promise<Held> {
  const id = /^sk_(k-[0-9a-z]{1,40})\.[\w-]{43}$/.exec(token)?.[1];
  const found = id === undefined ? null : await base.store.documents.get<KeyBody>(KIND, id);
  if (!id || !found || !timingSafeEqual(Buffer.from(found.body.hash, 'hex'), Buffer.from(hashToken(token), 'hex'))) throw fail('SCN_AUTH_KEY');
  const { body, version } = found;
  const state = stateOf(body, base.now().toISOString());
  if (state === 'revoked') throw fail('SCN_AUTH_KEY');
  if (state === 'expired') throw fail('SCN_AUTH_KEY_EXPIRED', { until: endOf(body) });
  return { id, body, version };
}

/** Whom the key of a directory stands for, on the routes that are for directories only. @throws SCN_AUTH_KEY, SCN_AUTH_KEY_EXPIRED, SCN_AUTH_KEY_ROUTE */
export async function directoryOf(base: Base, token: string): Promise<User> {
  const { id, body, version } = await heldKey(base, token);
  if (body.scim !== true) throw fail('SCN_AUTH_KEY_ROUTE');
  await touch(base, id, body, version);
  return { id, login: id, name: body.title, role: 'admin', duties: [], unit: body.unit, disabled: false, createdAt: body.createdAt };
}

/** Whom a key stands for in one app. @throws SCN_AUTH_KEY, SCN_AUTH_KEY_EXPIRED, SCN_AUTH_KEY_APP */
export async function machineOf(base: Base, token: string, app: string): Promise<User> {
  const { id, body, version } = await heldKey(base, token);
  if (!body.apps.includes(app)) throw fail('SCN_AUTH_KEY_APP', { app });
  await touch(base, id, body, version);
  return { id, login: id, name: body.title, role: 'user', duties: [...body.duties], unit: body.unit, disabled: false, createdAt: body.createdAt };
}

/** Names of everybody who may have started something: accounts and keys. */
export async function actorNames(base: Base): Promise<ReadonlyMap<string, string>> {
  const keys = await base.store.documents.list<KeyBody>(KIND);
  return new Map([...(await namesOf(base)), ...keys.map(({ id, body }) => [id, body.title] as const)]);
}
