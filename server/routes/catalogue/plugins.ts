import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { Type } from 'typebox';
import { Obj, Ok } from '../../api/common.ts';
import { PluginApprovalBody, PluginItemSchema, PluginNameQuery, PluginSwitchBody, type PluginItem } from '../../api/plugins.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { actorNames } from '../../services/api-keys.ts';
import { PACKED_MB } from '../../services/plugins/archive.ts';
import { approvePlugin, discardPlugin, removePlugin, switchPlugin, uploadPlugin } from '../../services/plugins/install.ts';
import { pluginItems } from '../../services/plugins/list.ts';
import { house, mayOn } from '../../services/policy/policy.ts';
import { problemAnswer, typed } from '../typed.ts';

const admin = { access: 'admin' as const };
const tags = ['catalogue'];

/** Plugins: what there is, and packages that administrators upload, approve, switch and remove. */
export async function pluginRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  // Only here a body is a stream: it is counted as it comes.
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  const api = typed(app);
  const items = async (request: FastifyRequest): Promise<PluginItem[]> => {
    if (!mayOn(accountOf(request), 'house.manage', house(studio))) return pluginItems(studio, localeOf(request));
    const names = await actorNames(studio);
    return pluginItems(studio, localeOf(request), (id) => names.get(id) ?? id);
  };
  const itemOf = async (request: FastifyRequest, name: string): Promise<PluginItem> => (await items(request)).find((item) => item.source === 'upload' && item.name === name) as PluginItem;

  const listed = Obj({ items: Type.Array(PluginItemSchema), upload: Type.Boolean({ description: 'Whether this server takes packages' }) });
  api.get('/api/plugins', { config: { access: 'designer' }, schema: { tags, response: { 200: listed, ...problemAnswer } } }, async (request) => ({ items: await items(request), upload: studio.pluginUpload }));

  const description = `A .tgz as \`application/octet-stream\`, at most ${PACKED_MB} MB. It is looked at and kept; nothing of it runs before it is approved.`;
  api.post('/api/plugins', { config: { ...admin, unhurried: true }, schema: { tags, description, response: { 201: PluginItemSchema, ...problemAnswer } } }, async (request, reply) => {
    // Told from the first line: the rest need not be sent.
    if (Number(request.headers['content-length']) > PACKED_MB * 1_048_576) reply.header('connection', 'close');
    const content = request.body instanceof Readable ? request.body : Readable.from([]);
    const { id } = await uploadPlugin(studio, accountOf(request), content);
    return reply.code(201).send(await itemOf(request, id));
  });

  api.post('/api/plugins/approve', { config: { ...admin, unhurried: true }, schema: { tags, description: 'Lets the package with this integrity run, with the scopes it asks for.', body: PluginApprovalBody, response: { 200: PluginItemSchema, ...problemAnswer } } }, async (request) => {
    const { id } = await approvePlugin(studio, accountOf(request), request.body);
    return itemOf(request, id);
  });

  api.post('/api/plugins/discard', { config: admin, schema: { tags, description: 'Puts a package away that was not approved.', body: PluginNameQuery, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await discardPlugin(studio, accountOf(request), request.body.name);
    return { ok: true as const };
  });

  api.post('/api/plugins/enabled', { config: { ...admin, unhurried: true }, schema: { tags, body: PluginSwitchBody, response: { 200: PluginItemSchema, ...problemAnswer } } }, async (request) => {
    const { id } = await switchPlugin(studio, accountOf(request), request.body.name, request.body.enabled);
    return itemOf(request, id);
  });

  api.delete('/api/plugins', { config: { ...admin, unhurried: true }, schema: { tags, querystring: PluginNameQuery, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await removePlugin(studio, accountOf(request), request.query.name);
    return { ok: true as const };
  });
}
