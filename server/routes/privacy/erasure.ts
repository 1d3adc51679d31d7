import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { Obj, Str } from '../../api/common.ts';
import { ErasureItemSchema, NewErasureBody, PersonSearchBody, PersonTracesSchema } from '../../api/erasure.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { certificateOf } from '../../services/erasure/certificate.ts';
import { askErasure, confirmErasure, listRequests, requestItems, withdrawErasure, type ErasureRequest } from '../../services/erasure/requests.ts';
import { searchPerson } from '../../services/erasure/search-person.ts';
import { problemAnswer, typed } from '../typed.ts';

const access = 'privacy.manage house' as const;
const config = { access };
const tags = ['privacy'];
const params = Obj({ id: Str({ maxLength: 64 }) });

/** Finding what is kept about a person, and erasing it: one asks, another confirms, a server carries it out. */
export async function erasureRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  /** A look through everything: one at a time, so that nobody slows the others down by asking often. */
  let isSearching = false;
  const one = async (found: ErasureRequest, request: FastifyRequest) => {
    const [item] = await requestItems(studio, [found], accountOf(request));
    if (!item) throw fail('SCN_API_NOT_FOUND', { what: found.id });
    return item;
  };

  api.post('/api/erasure/search', { config: { access, unhurried: true }, schema: { tags, body: PersonSearchBody, response: { 200: PersonTracesSchema, ...problemAnswer } } }, async (request) => {
    if (isSearching) throw fail('SCN_ERASE_BUSY');
    isSearching = true;
    try {
      return await searchPerson(studio, request.body.subject, accountOf(request).id, localeOf(request));
    } finally {
      isSearching = false;
    }
  });

  api.get('/api/erasure', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(ErasureItemSchema) }), ...problemAnswer } } }, async (request) => {
    const requests = [...(await listRequests(studio))].sort((a, b) => (a.body.askedAt < b.body.askedAt ? 1 : -1));
    return { items: await requestItems(studio, requests, accountOf(request)) };
  });

  api.post('/api/erasure', { config, schema: { tags, body: NewErasureBody, response: { 201: ErasureItemSchema, ...problemAnswer } } }, async (request, reply) => reply.code(201).send(await one(await askErasure(studio, request.body, accountOf(request)), request)));

  api.post('/api/erasure/:id/confirm', { config, schema: { tags, params, response: { 200: ErasureItemSchema, ...problemAnswer } } }, async (request) => one(await confirmErasure(studio, request.params.id, accountOf(request)), request));

  api.post('/api/erasure/:id/withdraw', { config, schema: { tags, params, response: { 200: ErasureItemSchema, ...problemAnswer } } }, async (request) => one(await withdrawErasure(studio, request.params.id, accountOf(request)), request));

  api.get('/api/erasure/:id/certificate', { config, schema: { tags, params } }, async (request, reply) => {
    const text = await certificateOf(studio, request.params.id, localeOf(request));
    return reply.type('text/plain; charset=utf-8').header('content-disposition', `attachment; filename="erasure-${request.params.id}.txt"`).send(text);
  });
}
