import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LoginBody, MeChangeBody, MeSchema, SetupBody } from '../../api/account.ts';
import type { Me, User } from '../../api/account.ts';
import { Ok } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { clearSessionCookie, setSessionCookie } from '../../plugins/app/session-cookie.ts';
import { changeUser, checkLogin, demandPassword, hasAdmin } from '../../services/accounts.ts';
import { fail } from '../../errors.ts';
import { audit } from '../../services/context.ts';
import { pagesFor, unitsOf } from '../../services/me.ts';
import { postsOf } from '../../services/people.ts';
import { actInSession, closeSession, openSession } from '../../services/sessions.ts';
import { setUp } from '../../services/setup.ts';
import { problemAnswer, typed } from '../typed.ts';

/** Guessing is slow per address as well as per account. */
const GUARDED = { rateLimit: { max: 30, timeWindow: 60_000 } };

async function me(app: FastifyInstance, user: User | null): Promise<Me> {
  const { studio } = app;
  if (!user) return { setupNeeded: !(await hasAdmin(studio)), version: studio.version };
  const units = unitsOf(studio, user.id);
  return { user, ...(units.length > 1 ? { units } : {}), can: pagesFor(studio, user), setupNeeded: false, version: studio.version };
}

/** From now on the person acts for another of their units, in this session. @throws SCN_UNIT_NOT_OWN */
async function actFor({ studio }: FastifyInstance, request: FastifyRequest, { id }: User, unit: string): Promise<User> {
  const person = studio.people.find(id);
  if (!person || !postsOf(person).some((post) => post.unit.id === unit)) throw fail('SCN_UNIT_NOT_OWN', { unit });
  await actInSession(studio, request.sessionToken ?? '', unit);
  return studio.personView(person, unit);
}

/** A new session at every log-in; the one the browser came with ends, so a planted session is worth nothing. */
async function enter(app: FastifyInstance, request: FastifyRequest, reply: FastifyReply, user: User): Promise<Me> {
  if (request.sessionToken) await closeSession(app.studio, request.sessionToken);
  setSessionCookie(app, reply, await openSession(app.studio, user.id));
  return me(app, app.studio.personView(user, user.unit.id));
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
    const { locale, password, oldPassword, acting } = request.body;
    const user = accountOf(request);
    if (acting !== undefined) return me(app, await actFor(app, request, user, acting));
    if (password !== undefined) await demandPassword(app.studio, user.id, oldPassword ?? '');
    const changed = await changeUser(app.studio, user.id, { ...(locale ? { locale } : {}), ...(password === undefined ? {} : { password }) }, user.id);
    return password === undefined ? me(app, app.studio.personView(changed, user.unit.id)) : enter(app, request, reply, changed);
  });
}
