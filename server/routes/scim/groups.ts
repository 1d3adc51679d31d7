import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Str } from '../../api/common.ts';
import { GroupGrantsBody, GroupItemSchema } from '../../api/groups.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { groupItem, listGroups, mapGroup } from '../../services/scim/groups.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'admin' as const };
const tags = ['scim'];

/** What members of a directory's groups may do here; the directory itself has no say in it. */
export async function groupRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/groups', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(GroupItemSchema) }), ...problemAnswer } } }, async () => ({ items: (await listGroups(studio)).map(groupItem) }));
  api.put('/api/groups/:id', { config, schema: { tags, params: Obj({ id: Str({ maxLength: 64 }) }), body: GroupGrantsBody, response: { 200: GroupItemSchema, ...problemAnswer } } }, (request) => mapGroup(studio, request.params.id, request.body.grants, { baseVersion: request.body.baseVersion, by: accountOf(request).id }));
}
