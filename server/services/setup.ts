import { timingSafeEqual } from 'node:crypto';
import type { User } from '../api/account.ts';
import { fail, isCoded } from '../errors.ts';
import { createUser, hasAdmin } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import type { Sealed, Secrets } from './secrets.ts';
import { hashToken, newToken } from './sessions.ts';

const KIND = 'setup';
const OWNER = 'setup/token';
const LIFE_MS = 30 * 60_000;
const TRIES = 5;

interface SetupBody {
  readonly hash: string;
  readonly until: string;
  /** The token itself, for the other servers, which print it too. */
  readonly sealed?: Sealed;
}

export type SetupBase = Accounts & { readonly secrets: Secrets };

/**
 * The one-time token while no administrator exists, otherwise null. Several servers that start on an empty database offer
 * the same one, so that every link that was printed works until one is used.
 */
export async function offerSetup(base: SetupBase): Promise<string | null> {
  if (await hasAdmin(base)) return null;
  for (let attempt = 1; ; attempt += 1) {
    const old = await base.store.documents.get<SetupBody>(KIND, 'token');
    const offered = old && tokenIn(base, old.body);
    if (offered) return offered;
    try {
      return await storeToken(base, old?.version ?? 0);
    } catch (error) {
      // Another server offers one at this moment.
      if (attempt === TRIES || !isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

/** A token that is good for a while yet. */
function tokenIn({ secrets, now }: SetupBase, { sealed, until }: SetupBody): string | null {
  if (!sealed || Date.parse(until) - now().getTime() < LIFE_MS / 2) return null;
  try {
    return secrets.open(sealed, OWNER);
  } catch {
    // Sealed with a key that is gone.
    return null;
  }
}

async function storeToken({ store, secrets, now }: SetupBase, expectedVersion: number): Promise<string> {
  const token = newToken();
  const until = new Date(now().getTime() + LIFE_MS).toISOString();
  await store.documents.put<SetupBody>(KIND, 'token', { hash: hashToken(token), until, sealed: secrets.seal(token, OWNER) }, { expectedVersion, by: 'system' });
  return token;
}

/**
 * Creates the first administrator. The token is used up before the account is made, so two requests cannot both win.
 * @throws SCN_AUTH_SETUP_DONE, SCN_AUTH_SETUP_TOKEN
 */
export async function setUp(accounts: Accounts, wanted: { token: string; login: string; name: string; password: string }): Promise<User> {
  if (await hasAdmin(accounts)) throw fail('SCN_AUTH_SETUP_DONE');
  const offered = await accounts.store.documents.get<SetupBody>(KIND, 'token');
  const right = offered !== null && Date.parse(offered.body.until) > accounts.now().getTime() && timingSafeEqual(Buffer.from(offered.body.hash), Buffer.from(hashToken(wanted.token)));
  if (!right) throw fail('SCN_AUTH_SETUP_TOKEN');
  try {
    await accounts.store.documents.delete(KIND, 'token', { expectedVersion: offered.version, by: 'system' });
  } catch (cause) {
    if (isCoded(cause, 'SCN_STORE_CONFLICT')) throw fail('SCN_AUTH_SETUP_TOKEN', {}, cause);
    throw cause;
  }
  return createUser(accounts, { login: wanted.login, name: wanted.name, password: wanted.password, role: 'admin', duties: [], unit: { id: 'home', name: '本单位' } }, 'setup');
}
