import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok, Opt, Paged, Str } from '../../api/common.ts';
import { AccessItemSchema, AccessSearchBody, SubjectsBody } from '../../api/sharing.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { readCut } from '../../services/audit-cut.ts';
import { confirmSubjects, ownUses } from '../../services/sharing/own-uses.ts';
import { whoRead } from '../../services/sharing/who-read.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['sharing'];

/** Who read whose data: for auditors about anybody, for everybody about themselves. */
export async function accessRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.post('/api/access/search', { config: { access: 'audit.view house' }, schema: { tags, body: AccessSearchBody, response: { 200: Obj({ ...Paged(AccessItemSchema).properties, /** The record was cut: nothing older than this day is known. */ since: Opt(Str()) }), ...problemAnswer } } }, async (request) => {
    const { subject, cursor, limit } = request.body;
    const page = await whoRead(studio, subject, { by: accountOf(request).id, locale: localeOf(request), limit: limit ?? 50, ...(cursor ? { cursor } : {}) });
    const cut = await readCut(studio);
    return { ...page, items: [...page.items], ...(cut ? { since: cut.since.slice(0, 10) } : {}) };
  });

  api.put('/api/users/:id/subjects', { config: { access: 'admin' }, schema: { tags, params: Obj({ id: Str() }), body: SubjectsBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await confirmSubjects(studio, request.params.id, request.body.subjects, accountOf(request).id);
    return { ok: true as const };
  });

  const querystring = Obj({ limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) });
  api.get('/api/portal/uses', { config: { access: 'user' }, schema: { tags, querystring, response: { 200: Obj({ items: Type.Array(AccessItemSchema), more: Type.Boolean(), /** The record was cut: nothing older than this day is known. */ since: Opt(Str()) }), ...problemAnswer } } }, (request) => ownUses(studio, accountOf(request), localeOf(request), request.query.limit ?? 50));
}
