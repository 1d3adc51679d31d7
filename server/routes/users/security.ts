import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { RecoverySchema, SessionItemSchema } from '../../api/account.ts';
import { Obj, Ok, Str } from '../../api/common.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { findUser } from '../../services/accounts.ts';
import { makeRecovery } from '../../services/sign-in/recovery.ts';
import { factorState, removeFactor } from '../../services/sign-in/second-factor.ts';
import { endOthers, listSessions } from '../../services/sign-in/session-list.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['users'];
const config = { access: 'person.manage person' as const };
const params = Obj({ id: Str() });

/** What an administrator does for who lost a password or a device, or whose sessions must end. */
export async function userSecurityRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const demandUser = async (id: string) => {
    const user = await findUser(studio, id);
    if (!user) throw fail('SCN_API_NOT_FOUND', { what: id });
    return user;
  };

  api.get('/api/users/:id/sessions', { config, schema: { tags, params, response: { 200: Obj({ items: Type.Array(SessionItemSchema), factorSince: Type.Optional(Str()) }), ...problemAnswer } } }, async (request) => {
    const { id } = await demandUser(request.params.id);
    const factor = await factorState(studio, id);
    return { items: await listSessions(studio, id, null), ...(factor ? { factorSince: factor.since } : {}) };
  });
  api.delete('/api/users/:id/sessions', { config, schema: { tags, params, response: { 200: Obj({ ended: Type.Integer() }), ...problemAnswer } } }, async (request) => {
    const { id } = await demandUser(request.params.id);
    return { ended: await endOthers(studio, id, null, accountOf(request).id) };
  });
  api.post('/api/users/:id/recovery', { config, schema: { tags, params, response: { 201: RecoverySchema, ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).header('cache-control', 'no-store').send(await makeRecovery(studio, await demandUser(request.params.id), accountOf(request).id)));
  api.delete('/api/users/:id/factor', { config, schema: { tags, params, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { id } = await demandUser(request.params.id);
    await removeFactor(studio, id, accountOf(request).id);
    await endOthers(studio, id, null, accountOf(request).id);
    return { ok: true as const };
  });
}
