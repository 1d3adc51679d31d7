import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok, Str } from '../../api/common.ts';
import { ObjectionActionBody, ObjectionBody, ObjectionItemSchema, ObjectionViewSchema, OwnActionBody, OwnObjectionSchema } from '../../api/objections.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { actOnObjection, actOnOwn, fileObjection } from '../../services/objections/act.ts';
import { listObjections, objectionView, ownObjections } from '../../services/objections/views.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['sharing'];
const params = Obj({ id: Str() });
const own = { access: 'user' as const };
const config = { access: 'designer' as const };

/** What people have to say against a use of their data, and what comes of it. */
export async function objectionRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.post('/api/portal/uses/objection', { config: own, schema: { tags, body: ObjectionBody, response: { 201: Obj({ id: Str() }), ...problemAnswer } } }, async (request, reply) => reply.code(201).send({ id: await fileObjection(studio, accountOf(request), request.body, localeOf(request)) }));

  api.get('/api/portal/uses/objections', { config: own, schema: { tags, response: { 200: Obj({ items: Type.Array(OwnObjectionSchema) }), ...problemAnswer } } }, async (request) => ({ items: await ownObjections(studio, accountOf(request), localeOf(request)) }));

  api.post('/api/portal/uses/objections/:id', { config: own, schema: { tags, params, body: OwnActionBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await actOnOwn(studio, request.params.id, request.body, accountOf(request));
    return { ok: true as const };
  });

  const querystring = Obj({ list: Type.Enum(['open', 'done']) });
  api.get('/api/objections', { config, schema: { tags, querystring, response: { 200: Obj({ items: Type.Array(ObjectionItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listObjections(studio, request.query.list, accountOf(request), localeOf(request)) }));

  api.get('/api/objections/:id', { config, schema: { tags, params, response: { 200: ObjectionViewSchema, ...problemAnswer } } }, (request) => objectionView(studio, request.params.id, accountOf(request), localeOf(request)));

  api.post('/api/objections/:id/actions', { config, schema: { tags, params, body: ObjectionActionBody, response: { 200: ObjectionViewSchema, ...problemAnswer } } }, async (request) => {
    await actOnObjection(studio, request.params.id, request.body, accountOf(request), localeOf(request));
    return objectionView(studio, request.params.id, accountOf(request), localeOf(request));
  });
}
