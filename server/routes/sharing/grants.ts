import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Str } from '../../api/common.ts';
import { GrantActionBody, GrantChangeBody, GrantItemSchema, GrantViewSchema, NewGrantBody, SharingSettingsBody, SharingSettingsSchema } from '../../api/sharing.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { grantView, listGrants } from '../../services/sharing/grant-view.ts';
import { actOnGrant, changeAsked, demandGrant, draftGrant } from '../../services/sharing/grants.ts';
import { readSettings, saveSettings } from '../../services/sharing/settings.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'designer' as const };
const tags = ['sharing'];
const params = Obj({ id: Str() });

/** Asking for data of another unit, deciding on it, and ending it. */
export async function grantRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const view = async (document: Parameters<typeof grantView>[1], request: Parameters<typeof accountOf>[0]) => grantView(studio, document, { user: accountOf(request), locale: localeOf(request) }, await readSettings(studio));

  const querystring = Obj({ list: Type.Enum(['mine', 'inbox', 'all']) });
  api.get('/api/grants', { config, schema: { tags, querystring, response: { 200: Obj({ items: Type.Array(GrantItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listGrants(studio, request.query.list, accountOf(request), localeOf(request)) }));

  api.post('/api/grants', { config, schema: { tags, body: NewGrantBody, response: { 201: GrantViewSchema, ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).send(await view(await draftGrant(studio, request.body, accountOf(request), localeOf(request)), request)));

  api.get('/api/grants/:id', { config, schema: { tags, params, response: { 200: GrantViewSchema, ...problemAnswer } } }, async (request) => view(await demandGrant(studio, request.params.id, accountOf(request)), request));

  api.put('/api/grants/:id', { config, schema: { tags, params, body: GrantChangeBody, response: { 200: GrantViewSchema, ...problemAnswer } } }, async (request) =>
    view(await changeAsked(studio, request.params.id, request.body, accountOf(request), localeOf(request)), request));

  api.post('/api/grants/:id/actions', { config, schema: { tags, params, body: GrantActionBody, response: { 200: GrantViewSchema, ...problemAnswer } } }, async (request) => {
    const done = await actOnGrant(studio, request.params.id, request.body, accountOf(request), localeOf(request));
    studio.health.forget();
    return view(done, request);
  });

  api.get('/api/sharing/settings', { config, schema: { tags, response: { 200: SharingSettingsSchema, ...problemAnswer } } }, () => readSettings(studio));

  api.put('/api/sharing/settings', { config: { access: 'admin' }, schema: { tags, body: SharingSettingsBody, response: { 200: SharingSettingsSchema, ...problemAnswer } } }, async (request) => {
    const { baseVersion, ...settings } = request.body;
    const saved = await saveSettings(studio, { ...settings, version: baseVersion }, baseVersion, accountOf(request).id);
    await studio.sharing.reload();
    return saved;
  });
}
