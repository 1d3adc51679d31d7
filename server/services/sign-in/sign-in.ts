import type { User } from '../../api/account.ts';
import { fail, isCoded } from '../../errors.ts';
import { demandUnlocked, findUser, recordFailure } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import type { Secrets } from '../secrets.ts';
import { issue, peek, redeem } from './one-time.ts';
import { hasFactor, useCode } from './second-factor.ts';
import { needsFactor, readRules } from './sign-in-rules.ts';

const TICKET_MS = 5 * 60_000;

interface Ticket {
  readonly user: string;
}

interface SignInBase extends Accounts {
  readonly secrets: Secrets;
}

/** Whoever proved a password or came from another site: in, or asked for a code, or in only to set one up. */
export type Entry = { readonly kind: 'in' | 'enrol'; readonly user: User } | { readonly kind: 'code'; readonly ticket: string; readonly until: string };

export async function admit(base: SignInBase, user: User): Promise<Entry> {
  if (await hasFactor(base, user.id)) {
    const { token, until } = await issue(base, 'login-ticket', { user: user.id } satisfies Ticket, TICKET_MS, user.id);
    return { kind: 'code', ticket: token, until };
  }
  return { kind: needsFactor((await readRules(base)).rules, user) ? 'enrol' : 'in', user };
}

/**
 * The second step of a log-in. Wrong codes count as wrong passwords do and lock the account.
 * @throws SCN_AUTH_TICKET, SCN_AUTH_LOCKED, SCN_AUTH_CODE, SCN_AUTH_CODE_USED, SCN_AUTH_CODE_CLOCK
 */
export async function admitByCode(base: SignInBase, ticket: string, code: string): Promise<User> {
  const held = await peek<Ticket>(base, 'login-ticket', ticket);
  const user = held ? await findUser(base, held.user) : null;
  if (!user || user.disabled) throw fail('SCN_AUTH_TICKET');
  await demandUnlocked(base, user.id);
  try {
    await useCode(base, user.id, code);
  } catch (error) {
    if (isCoded(error, 'SCN_AUTH_CODE') || isCoded(error, 'SCN_AUTH_CODE_USED') || isCoded(error, 'SCN_AUTH_CODE_CLOCK')) await recordFailure(base, user.id);
    throw error;
  }
  if (!(await redeem<Ticket>(base, 'login-ticket', ticket))) throw fail('SCN_AUTH_TICKET');
  return user;
}
