import { hash, randomBytes } from 'node:crypto';
import type { StoredDocument } from '../stores/store.ts';
import type { Base } from './context.ts';

/** Opaque sessions: 32 random bytes in the cookie, only their SHA-256 in the store. */
export interface SessionBody {
  readonly user: string;
  readonly createdAt: string;
  readonly seenAt: string;
  /** The unit the person acts for, when not their main one. */
  readonly acting?: string;
  /** What the person must do before anything else. */
  readonly must?: 'enrol';
  /** The browser, as it names itself, and where it was. */
  readonly agent?: string;
  readonly address?: string;
  /** Came by single sign-on, and leaves by it. */
  readonly oidc?: true;
}

export type SessionFacts = Pick<SessionBody, 'must' | 'agent' | 'address' | 'oidc'>;

const IDLE_MS = 30 * 60_000;
const ABSOLUTE_MS = 12 * 3_600_000;
/** A session's last use is written at most once a minute. */
const TOUCH_MS = 60_000;
const KIND = 'session';

export function hashToken(token: string): string {
  return hash('sha256', token, 'hex');
}

export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Returns the token for the cookie. */
export async function openSession(base: Base, user: string, facts: SessionFacts = {}): Promise<string> {
  const token = newToken();
  const at = base.now().toISOString();
  await base.store.documents.put<SessionBody>(KIND, hashToken(token), { ...facts, user, createdAt: at, seenAt: at }, { expectedVersion: 0, by: user });
  return token;
}

const moments = new WeakMap<SessionBody, { readonly seen: number; readonly created: number }>();

/** Read once per stored version: every request asks. */
function momentsOf(body: SessionBody): { readonly seen: number; readonly created: number } {
  const known = moments.get(body);
  if (known) return known;
  const read = { seen: Date.parse(body.seenAt), created: Date.parse(body.createdAt) };
  moments.set(body, read);
  return read;
}

/** The session behind a token, when that is known without waiting and nothing is to be written; undefined: ask `readSession`. */
export function sessionAtHand(base: Base, token: string): SessionBody | null | undefined {
  const found = base.store.documents.atHand<SessionBody>(KIND, hashToken(token));
  if (!found) return found;
  const now = base.now().getTime();
  const { seen, created } = momentsOf(found.body);
  return now - seen > TOUCH_MS || now - created > ABSOLUTE_MS ? undefined : found.body;
}

/** The session behind a token, or null when the session is unknown, idle for 30 minutes or older than 12 hours. */
export async function readSession(base: Base, token: string): Promise<SessionBody | null> {
  const id = hashToken(token);
  const found = await base.store.documents.get<SessionBody>(KIND, id);
  if (!found) return null;
  const now = base.now().getTime();
  const { seen, created } = momentsOf(found.body);
  if (now - seen > IDLE_MS || now - created > ABSOLUTE_MS) {
    await closeSession(base, token);
    return null;
  }
  if (now - seen > TOUCH_MS) await touch(base, id, { ...found.body, seenAt: new Date(now).toISOString() }, found.version);
  return found.body;
}

async function touch(base: Base, id: string, body: SessionBody, version: number): Promise<void> {
  try {
    await base.store.documents.put<SessionBody>(KIND, id, body, { expectedVersion: version, by: body.user });
  } catch {
    // Two requests of one session touched it at once, or it was closed meanwhile: either way nothing is to be done.
  }
}

/** The person acts for this unit as long as the session lasts. */
export async function actInSession(base: Base, token: string, acting: string): Promise<void> {
  const id = hashToken(token);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await base.store.documents.get<SessionBody>(KIND, id);
    if (!found) return;
    try {
      await base.store.documents.put<SessionBody>(KIND, id, { ...found.body, acting }, { expectedVersion: found.version, by: found.body.user });
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

export async function closeSession(base: Base, token: string): Promise<void> {
  await dropSession(base, hashToken(token));
}

/** A touch may come between reading and deleting, so try again with the newer version. */
export async function dropSession(base: Base, id: string): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const found = await base.store.documents.get<SessionBody>(KIND, id);
    if (!found) return;
    try {
      await base.store.documents.delete(KIND, id, { expectedVersion: found.version, by: found.body.user });
      return;
    } catch (error) {
      if (attempt === 4) throw error;
    }
  }
}

/** After a change of role or password nobody keeps an old session. */
export async function closeSessionsOf(base: Base, user: string): Promise<void> {
  for (const { id } of await sessionsOf(base, user)) await dropSession(base, id);
}

/** Sessions of an account that have not ended. */
export async function sessionsOf(base: Base, user: string): Promise<readonly StoredDocument<SessionBody>[]> {
  const now = base.now().getTime();
  return (await base.store.documents.list<SessionBody>(KIND)).filter(({ body }) => body.user === user && now - Date.parse(body.seenAt) <= IDLE_MS && now - Date.parse(body.createdAt) <= ABSOLUTE_MS);
}

/** Drops sessions that have ended; called by the sweep. */
export async function sweepSessions(base: Base): Promise<void> {
  const now = base.now().getTime();
  for (const session of await base.store.documents.list<SessionBody>(KIND)) {
    const { createdAt, seenAt } = session.body;
    if (now - Date.parse(seenAt) <= IDLE_MS && now - Date.parse(createdAt) <= ABSOLUTE_MS) continue;
    try {
      await base.store.documents.delete(KIND, session.id, { expectedVersion: session.version, by: 'system' });
    } catch {
      // Touched meanwhile: the next sweep sees it again.
    }
  }
}
