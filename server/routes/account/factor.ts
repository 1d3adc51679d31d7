import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { FactorBeginBody, FactorBegunSchema, FactorCodeBody, FactorStateSchema, MeSchema, RecoveryCodesSchema, SignInRulesSchema } from '../../api/account.ts';
import { Obj, Ok } from '../../api/common.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { demandPassword } from '../../services/accounts.ts';
import { beginEnrolment, confirmEnrolment, factorState, removeFactor, renewCodes, useCode } from '../../services/sign-in/second-factor.ts';
import { needsFactor, readRules, saveRules } from '../../services/sign-in/sign-in-rules.ts';
import { problemAnswer, typed } from '../typed.ts';
import { enter } from './enter.ts';

const tags = ['account'];
const config = { access: 'user' as const };
/** Open also to who must set up a second factor before anything else. */
const enrolling = { access: 'user' as const, enrolling: true, rateLimit: { max: 30, timeWindow: 60_000 } };

/** The second factor of the person themselves, and who needs one. */
export async function factorRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const codes = { 200: RecoveryCodesSchema, ...problemAnswer };
  const ok = { 200: Ok, ...problemAnswer };

  api.get('/api/me/factor', { config: enrolling, schema: { tags, response: { 200: FactorStateSchema, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    return { codesLeft: 0, ...(await factorState(studio, user.id)), needed: needsFactor((await readRules(studio)).rules, user) };
  });

  api.post('/api/me/factor/begin', { config: enrolling, schema: { tags, body: FactorBeginBody, response: { 200: FactorBegunSchema, ...problemAnswer } } }, async (request, reply) => {
    const user = accountOf(request);
    await demandPassword(studio, user.id, request.body.password);
    void reply.header('cache-control', 'no-store');
    return beginEnrolment(studio, user);
  });

  api.post('/api/me/factor/confirm', { config: enrolling, schema: { tags, body: FactorCodeBody, response: { 200: Obj({ codes: Type.Array(Type.String()), me: MeSchema }), ...problemAnswer } } }, async (request, reply) => {
    const user = accountOf(request);
    const made = await confirmEnrolment(studio, user, request.body.code);
    void reply.header('cache-control', 'no-store');
    // A session that was in only for this becomes a whole one, under a new token.
    return { codes: made, me: await enter(app, request, reply, studio.people.find(user.id) ?? user) };
  });

  api.post('/api/me/factor/codes', { config, schema: { tags, body: FactorCodeBody, response: codes } }, async (request, reply) => {
    const { id } = accountOf(request);
    await useCode(studio, id, request.body.code);
    void reply.header('cache-control', 'no-store');
    return { codes: await renewCodes(studio, id) };
  });

  api.post('/api/me/factor/remove', { config, schema: { tags, body: FactorCodeBody, response: ok } }, async (request) => {
    const user = accountOf(request);
    if (needsFactor((await readRules(studio)).rules, user)) throw fail('SCN_AUTH_FACTOR_NEEDED');
    await useCode(studio, user.id, request.body.code);
    await removeFactor(studio, user.id, user.id);
    return { ok: true as const };
  });

  const rules = { 200: Obj({ rules: SignInRulesSchema, version: Type.Integer() }), ...problemAnswer };
  api.get('/api/sign-in/rules', { config: { access: 'admin' }, schema: { tags, response: rules } }, () => readRules(studio));
  api.put('/api/sign-in/rules', { config: { access: 'admin' }, schema: { tags, body: Obj({ ...SignInRulesSchema.properties, baseVersion: Type.Integer({ minimum: 0 }) }), response: rules } }, (request) => {
    const { baseVersion, ...wanted } = request.body;
    return saveRules(studio, wanted, baseVersion, accountOf(request));
  });
}
