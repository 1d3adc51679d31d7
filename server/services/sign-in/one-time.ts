import { isCoded } from '../../errors.ts';
import type { Base } from '../context.ts';
import { hashToken, newToken } from '../sessions.ts';

/** What somebody holds a token for, for a while: the second step of a log-in, a new password, a way back from another site, a challenge, a visit to a public form. */
const PURPOSES = ['login-ticket', 'recovery', 'oidc-state', 'public-challenge', 'public-visit'] as const;
export type Purpose = (typeof PURPOSES)[number];

interface OneTime<Body> {
  readonly until: string;
  readonly body: Body;
}

/** Only the hash of the token is kept. */
export async function issue(base: Base, kind: Purpose, body: object, lifeMs: number, by: string): Promise<{ token: string; until: string }> {
  const token = newToken();
  const until = new Date(base.now().getTime() + lifeMs).toISOString();
  await base.store.documents.put<OneTime<object>>(kind, hashToken(token), { until, body }, { expectedVersion: 0, by });
  return { token, until };
}

/** What a token stands for, if it is still good; it stays good. */
export async function peek<Body extends object>(base: Base, kind: Purpose, token: string): Promise<Body | null> {
  const found = await base.store.documents.get<OneTime<Body>>(kind, hashToken(token));
  return found && Date.parse(found.body.until) > base.now().getTime() ? found.body.body : null;
}

/** Changes what a token stands for. Of two who change it at once, one gets null and has changed nothing. */
export async function amend<Body extends object>(base: Base, kind: Purpose, token: string, change: (body: Body) => Body): Promise<Body | null> {
  const id = hashToken(token);
  const found = await base.store.documents.get<OneTime<Body>>(kind, id);
  if (!found || Date.parse(found.body.until) <= base.now().getTime()) return null;
  const body = change(found.body.body);
  try {
    await base.store.documents.put<OneTime<object>>(kind, id, { ...found.body, body }, { expectedVersion: found.version, by: 'system' });
    return body;
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return null;
    throw error;
  }
}

/** Uses a token up: of two who come with it at once, one gets what it stands for. */
export async function redeem<Body extends object>(base: Base, kind: Purpose, token: string): Promise<Body | null> {
  const id = hashToken(token);
  const found = await base.store.documents.get<OneTime<Body>>(kind, id);
  if (!found) return null;
  try {
    await base.store.documents.delete(kind, id, { expectedVersion: found.version, by: 'system' });
  } catch (error) {
    if (isCoded(error, 'SCN_STORE_CONFLICT')) return null;
    throw error;
  }
  return Date.parse(found.body.until) > base.now().getTime() ? found.body.body : null;
}

/** Drops what has run out; called by the sweep. */
export async function sweepOneTime(base: Base): Promise<void> {
  for (const kind of PURPOSES) await withdraw(base, kind, () => false);
}

/** All tokens of a kind that somebody holds stop working. */
export async function withdraw(base: Base, kind: Purpose, isMeant: (body: object) => boolean): Promise<void> {
  const now = base.now().getTime();
  for (const { id, version, body } of await base.store.documents.list<OneTime<object>>(kind)) {
    if (!isMeant(body.body) && Date.parse(body.until) > now) continue;
    try {
      await base.store.documents.delete(kind, id, { expectedVersion: version, by: 'system' });
    } catch (error) {
      // Used meanwhile.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
  }
}
