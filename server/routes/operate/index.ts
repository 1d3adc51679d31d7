import type { FastifyInstance } from 'fastify';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Ok, Str } from '../../api/common.ts';
import { IncidentInputSchema, OperateSchema, ResolveManyAnswer, ResolveManyBody } from '../../api/operate.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { audit } from '../../services/context.ts';
import { incidentInput, resolveIncidents } from '../../services/operate/incidents.ts';
import { operateView } from '../../services/operate/overview.ts';
import { resumeRun } from '../../services/runs.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['operate'];
const params = Obj({ id: Str() });

/** What went wrong, and mending many at once. */
export async function operateRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/scenarios/:id/operate', { config: { access: 'run.view scenario' }, schema: { tags, params, response: { 200: OperateSchema, ...problemAnswer } } }, (request) => operateView(studio, request.params.id, localeOf(request)));

  api.post('/api/scenarios/:id/incidents/resolve', { config: { access: 'scenario.operate scenario' }, schema: { tags, params, body: ResolveManyBody, response: { 200: ResolveManyAnswer, ...problemAnswer } } }, async (request) => {
    const { runs, path, action, port, input, reason } = request.body;
    const work = { runs, path, action, ...(port ? { port } : {}), ...(input ? { input: input as JsonObject } : {}), ...(reason ? { reason } : {}) };
    return { results: await resolveIncidents(studio, request.params.id, work, accountOf(request), localeOf(request)) };
  });

  api.get('/api/runs/:id/incident', { config: { access: 'scenario.operate run' }, schema: { tags, params, querystring: Obj({ path: Str() }), response: { 200: IncidentInputSchema, ...problemAnswer } } }, (request) => incidentInput(studio, request.params.id, request.query.path, accountOf(request).id));

  api.post('/api/runs/:id/resume', { config: { access: 'scenario.operate run' }, schema: { tags, params, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await resumeRun(studio, request.params.id);
    await audit(studio, accountOf(request).id, 'run.resume', request.params.id);
    return { ok: true as const };
  });
}
