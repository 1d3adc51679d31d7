import type { FastifyInstance, FastifyRequest } from 'fastify';
import { LoginBody, LogoutSchema, MeChangeBody, MeSchema, RecoverBody, SecondStepBody, SetupBody } from '../../api/account.ts';
import type { Me, User } from '../../api/account.ts';
import { Ok } from '../../api/common.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { clearSessionCookie } from '../../plugins/app/session-cookie.ts';
import { changeUser, checkLogin, demandPassword } from '../../services/accounts.ts';
import { audit } from '../../services/context.ts';
import { postsOf } from '../../services/people.ts';
import { actInSession, closeSession, readSession } from '../../services/sessions.ts';
import { setUp } from '../../services/setup.ts';
import { oidcLogout } from '../../services/sign-in/oidc-flow.ts';
import { recover } from '../../services/sign-in/recovery.ts';
import { admit, admitByCode } from '../../services/sign-in/sign-in.ts';
import { problemAnswer, typed } from '../typed.ts';
import { answerEntry, enter, homeOf, meOf } from './enter.ts';
import { factorRoutes } from './factor.ts';
import { ownSessionRoutes } from './own-sessions.ts';

/** Guessing is slow per address as well as per account. */
const GUARDED = { rateLimit: { max: 30, timeWindow: 60_000 } };
const tags = ['account'];

/** From now on the person acts for another of their units, in this session. @throws SCN_UNIT_NOT_OWN */
async function actFor({ studio }: FastifyInstance, request: FastifyRequest, { id }: User, unit: string): Promise<User> {
  const person = studio.people.find(id);
  if (!person || !postsOf(person).some((post) => post.unit.id === unit)) throw fail('SCN_UNIT_NOT_OWN', { unit });
  await actInSession(studio, request.sessionToken ?? '', unit);
  return studio.personView(person, unit);
}

export async function accountRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const open = { access: 'public' as const, enrolling: true };
  const me = { 200: MeSchema, ...problemAnswer };
  await app.register(ownSessionRoutes);
  await app.register(factorRoutes);

  api.get('/api/me', { config: open, schema: { tags, response: me } }, (request) => meOf(studio, request.account, request.sessionMust));

  api.post('/api/setup', { config: { access: 'public', ...GUARDED }, schema: { tags, body: SetupBody, response: me } }, async (request, reply) =>
    enter(app, request, reply, await setUp(studio, request.body)));

  api.post('/api/login', { config: { access: 'public', ...GUARDED }, schema: { tags, body: LoginBody, response: me } }, async (request, reply) =>
    answerEntry(app, request, reply, await admit(studio, await checkLogin(studio, request.body.login, request.body.password))));

  api.post('/api/login/second', { config: { access: 'public', ...GUARDED }, schema: { tags, body: SecondStepBody, response: me } }, async (request, reply) =>
    enter(app, request, reply, await admitByCode(studio, request.body.ticket, request.body.code)));

  api.post('/api/recover', { config: { access: 'public', ...GUARDED }, schema: { tags, body: RecoverBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await recover(studio, request.body.token, request.body.password);
    return { ok: true as const };
  });

  api.post('/api/logout', { config: open, schema: { tags, response: { 200: LogoutSchema, ...problemAnswer } } }, async (request, reply) => {
    const session = request.sessionToken ? await readSession(studio, request.sessionToken) : null;
    if (request.sessionToken) await closeSession(studio, request.sessionToken);
    if (request.account) await audit(studio, request.account.id, 'logout', request.account.id);
    clearSessionCookie(app, reply);
    const next = session?.oidc === true ? await oidcLogout(studio, homeOf(app, request)) : undefined;
    return { ok: true as const, ...(next ? { next } : {}) };
  });

  api.patch('/api/me', { config: { access: 'user', enrolling: true }, schema: { tags, body: MeChangeBody, response: me } }, async (request, reply): Promise<Me> => {
    const { locale, password, oldPassword, acting } = request.body;
    const user = accountOf(request);
    if (acting !== undefined) return meOf(studio, await actFor(app, request, user, acting), request.sessionMust);
    if (password !== undefined) await demandPassword(studio, user.id, oldPassword ?? '');
    const changed = await changeUser(studio, user.id, { ...(locale ? { locale } : {}), ...(password === undefined ? {} : { password }) }, user.id);
    return password === undefined ? meOf(studio, studio.personView(changed, user.unit.id), request.sessionMust) : enter(app, request, reply, changed, request.sessionMust ? { must: request.sessionMust } : {});
  });
}
