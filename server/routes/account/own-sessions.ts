import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { SessionItemSchema } from '../../api/account.ts';
import { Obj, Ok, Str } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { endOthers, endSession, listSessions } from '../../services/sign-in/session-list.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['account'];
const config = { access: 'user' as const };

/** Where a person is logged in, and how they end it. */
export async function ownSessionRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/me/sessions', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(SessionItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listSessions(studio, accountOf(request).id, request.sessionToken) }));

  api.delete('/api/me/sessions/:session', { config, schema: { tags, params: Obj({ session: Str() }), response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { id } = accountOf(request);
    await endSession(studio, id, request.params.session, id);
    return { ok: true as const };
  });

  api.post('/api/me/sessions/end-others', { config, schema: { tags, response: { 200: Obj({ ended: Type.Integer() }), ...problemAnswer } } }, async (request) => {
    const { id } = accountOf(request);
    return { ended: await endOthers(studio, id, request.sessionToken, id) };
  });
}
