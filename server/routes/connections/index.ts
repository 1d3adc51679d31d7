import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ADDRESS_PATTERN } from '../../../runtime/schema/ids.ts';
import { Obj, Ok, Str } from '../../api/common.ts';
import { ConnectionBody, ConnectionNameSchema, ConnectionSchema } from '../../api/data.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { connectionsFor, deleteConnection, saveConnection } from '../../services/connections.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['connections'];
const querystring = Obj({ id: Str({ pattern: ADDRESS_PATTERN }) });

/** Designers see which connections they may use; only administrators see and say where they lead, what may be reached and by whom. */
export async function connectionRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/connections', { config: { access: 'designer' }, schema: { tags, response: { 200: Obj({ items: Type.Array(Type.Union([ConnectionSchema, ConnectionNameSchema])) }), ...problemAnswer } } }, async (request) => ({ items: await connectionsFor(studio, accountOf(request), studio.http.health) }));

  api.put('/api/connections', { config: { access: 'admin' }, schema: { tags, querystring, body: ConnectionBody, response: { 200: ConnectionSchema, ...problemAnswer } } }, async (request) => {
    const { baseVersion, ...change } = request.body;
    const saved = await saveConnection(studio, request.query.id, change, baseVersion, accountOf(request).id);
    studio.plans.clear();
    return saved;
  });

  api.delete('/api/connections', { config: { access: 'admin' }, schema: { tags, querystring, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await deleteConnection(studio, request.query.id, accountOf(request).id);
    studio.plans.clear();
    return { ok: true as const };
  });
}
