import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { JsonRecord, Obj, Opt, Paged, Str } from '../../api/common.ts';
import { RunItemSchema, TraceSchema } from '../../api/scenario.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { audit } from '../../services/context.ts';
import { personFacts } from '../../services/people.ts';
import { listRuns, runTrace } from '../../services/run-trace.ts';
import { commandRun } from '../../services/runs.ts';
import { problemAnswer, typed } from '../typed.ts';

const operate = { access: 'scenario.operate run' as const };
const tags = ['runs'];
const params = Obj({ id: Str() });
const ResolveBody = Obj({ path: Str(), round: Type.Integer(), action: Type.Union([Type.Literal('retry'), Type.Literal('skip'), Type.Literal('edit')]), port: Opt(Str()), input: Opt(JsonRecord) });
const CancelBody = Obj({ reason: Str({ minLength: 1, maxLength: 500 }) });

/** What happened, and mending what went wrong. */
export async function runRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const querystring = Obj({ cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 100 })) });

  api.get('/api/scenarios/:id/runs', { config: { access: 'run.view scenario' }, schema: { tags, params, querystring, response: { 200: Paged(RunItemSchema), ...problemAnswer } } }, (request) => {
    const { cursor, limit } = request.query;
    return listRuns(studio, request.params.id, { limit: limit ?? 50, ...(cursor ? { cursor } : {}) }, localeOf(request));
  });

  api.get('/api/runs/:id', { config: { access: 'run.view run' }, schema: { tags, params, response: { 200: TraceSchema, ...problemAnswer } } }, (request) => runTrace(studio, request.params.id, accountOf(request), localeOf(request)));

  api.post('/api/runs/:id/resolve', { config: operate, schema: { tags, params, body: ResolveBody, response: { 200: TraceSchema, ...problemAnswer } } }, async (request) => {
    const { path, round, action, port, input } = request.body;
    const user = accountOf(request);
    await commandRun(studio, request.params.id, { type: 'incident.resolved', path, round, action, by: personFacts(user), ...(port ? { port } : {}), ...(input ? { input: input as JsonObject } : {}) });
    await audit(studio, user.id, 'run.resolve', request.params.id, { path, action });
    return runTrace(studio, request.params.id, user, localeOf(request));
  });

  api.post('/api/runs/:id/cancel', { config: operate, schema: { tags, params, body: CancelBody, response: { 200: TraceSchema, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    await commandRun(studio, request.params.id, { type: 'cancel', by: personFacts(user), reason: request.body.reason });
    await audit(studio, user.id, 'run.cancel', request.params.id);
    return runTrace(studio, request.params.id, user, localeOf(request));
  });
}
