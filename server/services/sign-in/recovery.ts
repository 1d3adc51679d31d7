import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { changeUser, findUser } from '../accounts.ts';
import type { Accounts } from '../accounts.ts';
import { audit } from '../context.ts';
import { issue, peek, redeem, withdraw } from './one-time.ts';
import { refuseKnown } from './known-passwords.ts';

const LIFE_MS = 24 * 3_600_000;

interface Recovery {
  readonly user: string;
  readonly by: string;
}

/** A link with which somebody sets a new password, once and within a day. One made before stops working. */
export async function makeRecovery(base: Accounts, user: User, by: string): Promise<{ token: string; until: string }> {
  await withdraw(base, 'recovery', (body) => (body as Recovery).user === user.id);
  const made = await issue(base, 'recovery', { user: user.id, by } satisfies Recovery, LIFE_MS, by);
  await audit(base, by, 'recovery.make', user.id, { until: made.until });
  return made;
}

/** Sets the new password, ends every session and every lock of the account; the second factor stays. @throws SCN_AUTH_RECOVERY, SCN_AUTH_PASSWORD_KNOWN */
export async function recover(base: Accounts, token: string, password: string): Promise<User> {
  const known = await peek<Recovery>(base, 'recovery', token);
  const user = known ? await findUser(base, known.user) : null;
  if (!user || user.disabled) throw fail('SCN_AUTH_RECOVERY');
  // A password that is refused must not cost the link.
  refuseKnown(password, user.login);
  if (!(await redeem<Recovery>(base, 'recovery', token))) throw fail('SCN_AUTH_RECOVERY');
  await audit(base, user.id, 'recovery.use', user.id);
  return changeUser(base, user.id, { password }, user.id);
}
