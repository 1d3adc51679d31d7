import { timingSafeEqual } from 'node:crypto';
import type { User } from '../api/account.ts';
import { fail, isCoded } from '../errors.ts';
import { createUser, hasAdmin } from './accounts.ts';
import type { Accounts } from './accounts.ts';
import { hashToken, newToken } from './sessions.ts';

const KIND = 'setup';
const LIFE_MS = 30 * 60_000;
const TRIES = 5;

interface SetupBody {
  readonly hash: string;
  readonly until: string;
}

/** A new one-time token while no administrator exists, otherwise null. Older tokens stop working. */
export async function offerSetup(accounts: Accounts): Promise<string | null> {
  if (await hasAdmin(accounts)) return null;
  const token = newToken();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await storeToken(accounts, token);
      return token;
    } catch (error) {
      // Another server offers its own at this moment; the later one counts.
      if (attempt === TRIES || !isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}

async function storeToken(accounts: Accounts, token: string): Promise<void> {
  const old = await accounts.store.documents.get<SetupBody>(KIND, 'token');
  const until = new Date(accounts.now().getTime() + LIFE_MS).toISOString();
  await accounts.store.documents.put<SetupBody>(KIND, 'token', { hash: hashToken(token), until }, { expectedVersion: old?.version ?? 0, by: 'system' });
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
