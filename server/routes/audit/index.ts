import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Opt, Paged, Str } from '../../api/common.ts';
import { AuditItemSchema } from '../../api/data.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { exportAudit, searchAudit } from '../../services/audit-search.ts';
import { problemAnswer, typed } from '../typed.ts';

const Word = Opt(Str({ minLength: 1, maxLength: 200 }));
const Day = Opt(Str({ format: 'date' }));
const wanted = { person: Word, action: Word, about: Word, from: Day, until: Day };
const config = { access: 'audit.view house' as const };
const tags = ['audit'];

export async function auditRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const querystring = Obj({ ...wanted, cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) });
  const page = Obj({ ...Paged(AuditItemSchema).properties, /** How far back this answer looked before it gave up; go on with `next`. */ lookedTo: Opt(Str()) });
  api.get('/api/audit', { config, schema: { tags, querystring, response: { 200: page, ...problemAnswer } } }, (request) => {
    const { cursor, limit, ...asked } = request.query;
    return searchAudit(app.studio, asked, { limit: limit ?? 50, ...(cursor ? { cursor } : {}) });
  });

  api.get('/api/audit/export', { config: { ...config, unhurried: true }, schema: { tags, querystring: Obj(wanted), description: 'What fits as a CSV file' } }, async (request, reply) => {
    const file = await exportAudit(app.studio, request.query, { by: accountOf(request).id, locale: localeOf(request) });
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="audit.csv"').header('cache-control', 'no-store').send(Readable.from(file));
  });
}
