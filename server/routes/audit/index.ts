import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Opt, Paged, Str } from '../../api/common.ts';
import { AuditItemSchema } from '../../api/data.ts';
import { actorNames } from '../../services/api-keys.ts';
import { problemAnswer, typed } from '../typed.ts';

export async function auditRoutes(app: FastifyInstance): Promise<void> {
  const querystring = Obj({ cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) });
  typed(app).get('/api/audit', { config: { access: 'audit.view house' }, schema: { tags: ['audit'], querystring, response: { 200: Paged(AuditItemSchema), ...problemAnswer } } }, async (request) => {
    const { cursor, limit } = request.query;
    const page = await app.studio.store.audit.list({ limit: limit ?? 50, ...(cursor ? { cursor } : {}) });
    const names = await actorNames(app.studio);
    const items = page.items.map(({ hash: _hash, ...entry }) => ({ ...entry, ...(names.has(entry.by) ? { byName: names.get(entry.by) as string } : {}), ...(names.has(entry.target) ? { targetName: names.get(entry.target) as string } : {}) }));
    return { items, ...(page.next ? { next: page.next } : {}) };
  });
}
