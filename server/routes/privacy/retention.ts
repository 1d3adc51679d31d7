import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok } from '../../api/common.ts';
import { HoldSchema, NewHoldBody, ReleaseBody, RetentionChangeBody, RetentionItemSchema, RetentionPreviewBody, RetentionPreviewSchema } from '../../api/retention.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { listHolds, placeHold, releaseHold } from '../../services/retention/holds.ts';
import { listRetention } from '../../services/retention/list-retention.ts';
import { previewRule } from '../../services/retention/preview.ts';
import { saveRule } from '../../services/retention/rules.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'privacy.manage house' as const };
const tags = ['privacy'];

/** How long things are kept, what a rule would remove, and what stays whatever a rule says. */
export async function retentionRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/retention', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(RetentionItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listRetention(studio, localeOf(request)) }));

  api.put('/api/retention', { config, schema: { tags, body: RetentionChangeBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { kind, id, rule, baseVersion } = request.body;
    await saveRule(studio, { kind, id }, rule, { baseVersion, by: accountOf(request).id });
    return { ok: true as const };
  });

  api.post('/api/retention/preview', { config, schema: { tags, body: RetentionPreviewBody, response: { 200: RetentionPreviewSchema, ...problemAnswer } } }, (request) => {
    const { kind, id, rule } = request.body;
    return previewRule(studio, { kind, id }, rule);
  });

  api.get('/api/holds', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(HoldSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listHolds(studio, localeOf(request)) }));

  api.post('/api/holds', { config, schema: { tags, body: NewHoldBody, response: { 201: Ok, ...problemAnswer } } }, async (request, reply) => {
    await placeHold(studio, request.body, accountOf(request).id);
    return reply.code(201).send({ ok: true as const });
  });

  api.post('/api/holds/release', { config, schema: { tags, body: ReleaseBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await releaseHold(studio, request.body, accountOf(request).id);
    return { ok: true as const };
  });
}
