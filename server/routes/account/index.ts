import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LoginBody, MeChangeBody, MeSchema, SetupBody } from '../../api/account.ts';
import type { Me, User } from '../../api/account.ts';
import { Ok } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { clearSessionCookie, setSessionCookie } from '../../plugins/app/session-cookie.ts';
import { changeUser, checkLogin, demandPassword, hasAdmin } from '../../services/accounts.ts';
import { audit } from '../../services/context.ts';
import { closeSession, openSession } from '../../services/sessions.ts';
import { setUp } from '../../services/setup.ts';
import { problemAnswer, typed } from '../typed.ts';

/** Guessing is slow per address as well as per account. */
const GUARDED = { rateLimit: { max: 30, timeWindow: 60_000 } };

async function me(app: FastifyInstance, user: User | null): Promise<Me> {
  const { studio } = app;
  return { ...(user ? { user } : {}), setupNeeded: user ? false : !(await hasAdmin(studio)), version: studio.version };
}

/** A new session at every log-in; the one the browser came with ends, so a planted session is worth nothing. */
async function enter(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, user: User): Promise<Me> {
  if (request.sessionToken) await closeSession(app.studio, request.sessionToken);
  setSessionCookie(app, reply, await openSession(app.studio, user.id));
  return me(app, user);
}

export async function accountRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  api.get('/api/me', { config: { access: 'public' }, schema: { tags: ['account'], response: { 200: MeSchema, ...problemAnswer } } }, (request) => me(app, request.account));

  api.post('/api/setup', { config: { access: 'public', ...GUARDED }, schema: { tags: ['account'], body: SetupBody, response: { 200: MeSchema, ...problemAnswer } } }, async (request, reply) =>
    enter(app, request, reply, await setUp(app.studio, request.body)));

  api.post('/api/login', { config: { access: 'public', ...GUARDED }, schema: { tags: ['account'], body: LoginBody, response: { 200: MeSchema, ...problemAnswer } } }, async (request, reply) =>
    enter(app, request, reply, await checkLogin(app.studio, request.body.login, request.body.password)));

  api.post('/api/logout', { config: { access: 'public' }, schema: { tags: ['account'], response: { 200: Ok, ...problemAnswer } } }, async (request, reply) => {
    if (request.sessionToken) await closeSession(app.studio, request.sessionToken);
    if (request.account) await audit(app.studio, request.account.id, 'logout', request.account.id);
    clearSessionCookie(app, reply);
    return { ok: true as const };
  });

  api.patch('/api/me', { config: { access: 'user' }, schema: { tags: ['account'], body: MeChangeBody, response: { 200: MeSchema, ...problemAnswer } } }, async (request, reply) => {
    const { locale, password, oldPassword } = request.body;
    const user = accountOf(request);
    if (password !== undefined) await demandPassword(app.studio, user.id, oldPassword ?? '');
    const changed = await changeUser(app.studio, user.id, { ...(locale ? { locale } : {}), ...(password === undefined ? {} : { password }) }, user.id);
    return password === undefined ? me(app, changed) : enter(app, request, reply, changed);
  });
}
