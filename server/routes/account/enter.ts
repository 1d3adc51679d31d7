import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Me, User } from '../../api/account.ts';
import { setSessionCookie } from '../../plugins/app/session-cookie.ts';
import { hasAdmin } from '../../services/accounts.ts';
import { pagesFor, unitsOf } from '../../services/me.ts';
import { closeSession, openSession } from '../../services/sessions.ts';
import type { SessionFacts } from '../../services/sessions.ts';
import type { Entry } from '../../services/sign-in/sign-in.ts';
import { ROOT } from '../../services/spaces/unit-shelf.ts';
import type { Studio } from '../../services/studio.ts';
import { themeOf } from '../../services/theme/shown.ts';

const AGENT_LENGTH = 300;

/** The address people use. */
export function homeOf({ studio }: FastifyInstance, request: FastifyRequest): string {
  return studio.baseUrl ? new URL(studio.baseUrl).origin : `${request.protocol}://${request.host}`;
}

export async function meOf(studio: Studio, user: User | null, must?: SessionFacts['must']): Promise<Me> {
  const theme = themeOf(studio, user?.unit.id ?? ROOT);
  const look = theme ? { theme } : {};
  if (!user) return { setupNeeded: !(await hasAdmin(studio)), version: studio.version, ...look };
  const units = unitsOf(studio, user.id);
  return { user, ...(units.length > 1 ? { units } : {}), can: pagesFor(studio, user), ...(must ? { must } : {}), setupNeeded: false, version: studio.version, ...look };
}

/** A new session at every log-in; the one the browser came with ends, so a planted session is worth nothing. */
export async function enter(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, user: User, facts: Pick<SessionFacts, 'must' | 'oidc'> = {}): Promise<Me> {
  if (request.sessionToken) await closeSession(app.studio, request.sessionToken);
  const agent = request.headers['user-agent']?.slice(0, AGENT_LENGTH);
  setSessionCookie(app, reply, await openSession(app.studio, user.id, { address: request.ip, ...(agent ? { agent } : {}), ...facts }));
  return meOf(app.studio, app.studio.personView(user, user.unit.id), facts.must);
}

/** Lets somebody in, or asks for the code first. */
export async function answerEntry(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, entry: Entry, oidc = false): Promise<Me> {
  if (entry.kind === 'code') return { second: { ticket: entry.ticket, until: entry.until }, setupNeeded: false, version: app.studio.version };
  return enter(app, request, reply, entry.user, { ...(entry.kind === 'enrol' ? { must: 'enrol' } : {}), ...(oidc ? { oidc: true } : {}) });
}
