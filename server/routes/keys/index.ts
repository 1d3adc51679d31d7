import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ApiKeySchema, NewApiKeyBody, NewScimKeyBody } from '../../api/keys.ts';
import { Obj, Str } from '../../api/common.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { createApiKey, createScimKey, listApiKeys, revokeApiKey } from '../../services/api-keys.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'admin' as const };
const tags = ['keys'];

/** Keys with which programs call published scenarios. */
export async function keyRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/keys', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(ApiKeySchema) }), ...problemAnswer } } }, async () => ({ items: await listApiKeys(studio) }));

  api.post('/api/keys', { config, schema: { tags, body: NewApiKeyBody, response: { 201: Obj({ key: ApiKeySchema, token: Str() }), ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).header('cache-control', 'no-store').send(await createApiKey(studio, request.body, accountOf(request).id)));

  api.post('/api/keys/scim', { config, schema: { tags, body: NewScimKeyBody, response: { 201: Obj({ key: ApiKeySchema, token: Str() }), ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).header('cache-control', 'no-store').send(await createScimKey(studio, request.body, accountOf(request).id)));

  api.delete('/api/keys/:id', { config, schema: { tags, params: Obj({ id: Str() }), response: { 200: ApiKeySchema, ...problemAnswer } } }, (request) =>
    revokeApiKey(studio, request.params.id, accountOf(request).id));
}
