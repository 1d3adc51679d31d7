import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Type } from 'typebox';
import { JsonRecord, Obj, Opt, Str } from '../../api/common.ts';
import { DecisionAnswerSchema } from '../../api/portal.ts';
import { decisionAnswer } from '../../services/decision.ts';
import { fail } from '../../errors.ts';
import { demandApp, demandRun } from '../../services/portal.ts';
import { startApp } from '../../services/start-app.ts';
import { readerOf, waitOf } from '../portal/reader.ts';
import { problemAnswer, typed } from '../typed.ts';

const description = 'A published scenario as a JSON API. The body holds the fields of its start form; the document lists one path per scenario with its own schema. With `?explain=true` the answer also says why: rules, values, sources and grounds in the language of the caller. Answers 200 when the run ended or waits for the caller, else 202. An `Idempotency-Key` header makes a repeat give the same run. Programs send `Authorization: Bearer` with an API key made for the app.';

const Explain = Obj({ explain: Opt(Type.Boolean()) });

export async function appRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  const security = [{ key: [] }, { session: [] }];
  const config = { access: 'user' as const, machine: true };
  const route = { config, schema: { tags: ['published'], description, security, querystring: Explain, body: JsonRecord, response: { 200: DecisionAnswerSchema, 202: DecisionAnswerSchema, ...problemAnswer } } };
  const api = typed(app);

  const answer = async (request: Parameters<typeof readerOf>[0], id: string, release: string | undefined, input: JsonObject, explain: boolean | undefined) => {
    const reader = readerOf(request);
    const key = request.headers['idempotency-key'];
    const started = await startApp(studio, demandApp(studio, id), reader.user, { input, waitMs: waitOf(request), ...(release ? { release: `${id}@${release}` } : {}), ...(typeof key === 'string' ? { clientKey: key.slice(0, 64) } : {}) });
    return { body: await decisionAnswer(studio, started.run, reader, explain === true), settled: started.settled };
  };

  api.post('/api/apps/:id', { ...route, schema: { ...route.schema, params: Obj({ id: Str() }) } }, async (request, reply) => {
    const { body, settled } = await answer(request, request.params.id, undefined, request.body as JsonObject, request.query.explain);
    return reply.code(settled && (body.status !== 'waiting' || body.waiting) ? 200 : 202).send(body);
  });
  api.post('/api/apps/:id/:release', { ...route, schema: { ...route.schema, params: Obj({ id: Str(), release: Str({ pattern: '^\\d{1,6}$' }) }) } }, async (request, reply) => {
    const { body, settled } = await answer(request, request.params.id, request.params.release, request.body as JsonObject, request.query.explain);
    return reply.code(settled && (body.status !== 'waiting' || body.waiting) ? 200 : 202).send(body);
  });

  const runDescription = 'Where a run stands now, for whoever started it or has to do with it: what to ask after an answer 202.';
  api.get('/api/apps/:id/runs/:run', { config, schema: { tags: ['published'], description: runDescription, security, params: Obj({ id: Str(), run: Str() }), querystring: Explain, response: { 200: DecisionAnswerSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const run = await demandRun(studio, request.params.run, reader.user);
    if (run.scenario.id !== request.params.id) throw fail('SCN_API_NOT_FOUND', { what: request.params.run });
    return decisionAnswer(studio, run, reader, request.query.explain === true);
  });
}
