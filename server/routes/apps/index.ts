import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Type } from 'typebox';
import { JsonRecord, Obj, Opt, Str } from '../../api/common.ts';
import { DecisionAnswerSchema } from '../../api/portal.ts';
import { decisionAnswer } from '../../services/decision.ts';
import type { DecisionAnswer } from '../../services/decision.ts';
import { fail } from '../../errors.ts';
import { demandApp, demandRun } from '../../services/portal.ts';
import type { Reader } from '../../services/portal.ts';
import { startApp } from '../../services/start-app.ts';
import type { StartedApp } from '../../services/start-app.ts';
import { readerOf, waitOf } from '../portal/reader.ts';
import { problemAnswer, typed } from '../typed.ts';
import { createInstantStarts } from './instant-starts.ts';
import type { Arrived, Asked } from './instant-starts.ts';

const description = 'A published scenario as a JSON API. The body holds the fields of its start form; the document lists one path per scenario with its own schema. With `?explain=true` the answer also says why: rules, values, sources and grounds in the language of the caller. Answers 200 when the run ended or waits for the caller, else 202. An `Idempotency-Key` header makes a repeat give the same run. Programs send `Authorization: Bearer` with an API key made for the app.';

const Explain = Obj({ explain: Opt(Type.Boolean()) });

export async function appRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  const security = [{ key: [] }, { session: [] }];
  const config = { access: 'user' as const, machine: true };
  const route = { config, schema: { tags: ['published'], description, security, querystring: Explain, body: JsonRecord, response: { 200: DecisionAnswerSchema, 202: DecisionAnswerSchema, ...problemAnswer } } };
  const api = typed(app);

  const answerOf = (reply: FastifyReply, asked: Asked, reader: Reader, { run, settled }: StartedApp): DecisionAnswer => {
    const body = decisionAnswer(studio, run, reader, asked.explain);
    reply.code(settled && (body.status !== 'waiting' || body.waiting) ? 200 : 202);
    return body;
  };
  const start = ({ request, reply, asked }: Arrived): void => {
    const { id, release, input, clientKey } = asked;
    const reader = readerOf(request);
    startApp(studio, demandApp(studio, id), reader.user, { input, waitMs: waitOf(request), ...(release ? { release: `${id}@${release}` } : {}), ...(clientKey ? { clientKey } : {}) })
      .then((started) => void reply.send(answerOf(reply, asked, reader, started)))
      .catch((error: unknown) => void reply.send(error));
  };
  const startInstantly = createInstantStarts(studio, { answerOf, start });
  const keyOf = (request: FastifyRequest) => {
    const key = request.headers['idempotency-key'];
    return typeof key === 'string' ? key.slice(0, 64) : undefined;
  };

  const explained = (query: { explain?: boolean }) => query.explain === true;

  api.post('/api/apps/:id', { ...route, schema: { ...route.schema, params: Obj({ id: Str() }) } }, (request, reply) => {
    const asked: Asked = { id: request.params.id, release: undefined, input: request.body as JsonObject, explain: explained(request.query), clientKey: keyOf(request) };
    if (asked.clientKey) start({ request, reply, asked });
    else startInstantly({ request, reply, asked });
  });
  api.post('/api/apps/:id/:release', { ...route, schema: { ...route.schema, params: Obj({ id: Str(), release: Str({ pattern: '^\\d{1,6}$' }) }) } }, (request, reply) => {
    start({ request, reply, asked: { id: request.params.id, release: request.params.release, input: request.body as JsonObject, explain: explained(request.query), clientKey: keyOf(request) } });
  });

  const runDescription = 'Where a run stands now, for whoever started it or has to do with it: what to ask after an answer 202.';
  api.get('/api/apps/:id/runs/:run', { config, schema: { tags: ['published'], description: runDescription, security, params: Obj({ id: Str(), run: Str() }), querystring: Explain, response: { 200: DecisionAnswerSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const run = await demandRun(studio, request.params.run, reader.user);
    if (run.scenario.id !== request.params.id) throw fail('SCN_API_NOT_FOUND', { what: request.params.run });
    return decisionAnswer(studio, run, reader, request.query.explain === true);
  });
}
