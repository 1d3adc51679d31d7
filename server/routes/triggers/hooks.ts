import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { HookAnswerSchema } from '../../api/triggers.ts';
import { receiveHook } from '../../services/triggers/receive-hook.ts';
import { waitOf } from '../portal/reader.ts';
import { problemAnswer, typed } from '../typed.ts';

/** A message may be as large as this, in bytes. */
const HOOK_LIMIT = 1_048_576;
/** Per address and minute. */
const PER_MINUTE = 600;

const description = 'A signed message of another system (Standard Webhooks: `webhook-id`, `webhook-timestamp`, `webhook-signature`). The same id is the same run. Answers 200 when the run has begun, 202 while it is under way.';

function headerOf(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Its own surroundings, because a signature is over the bytes that came, not over what they mean. */
export async function hookRoutes(app: FastifyInstance): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  const config = { access: 'public' as const, rateLimit: { max: PER_MINUTE, timeWindow: 60_000 } };
  typed(app).post('/api/hooks/:hook', { config, bodyLimit: HOOK_LIMIT, schema: { tags: ['triggers'], description, params: Obj({ hook: Str({ maxLength: 64 }) }), response: { 200: HookAnswerSchema, 202: HookAnswerSchema, ...problemAnswer } } }, async (request, reply) => {
    const { headers } = request;
    const answer = await receiveHook(app.studio, {
      hook: request.params.hook, id: headerOf(headers['webhook-id']), timestamp: headerOf(headers['webhook-timestamp']), signature: headerOf(headers['webhook-signature']),
      body: Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0), waitMs: waitOf(request),
    });
    return reply.code(answer.run ? 200 : 202).send(answer);
  });
}
