import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Ok, Opt, Str } from '../../api/common.ts';
import { FeedbackBody, OptionsAnswerSchema, PortalAppDetailSchema, PortalAppSchema, RecordViewSchema, RunViewSchema, StartAgainBody, StartRunBody } from '../../api/portal.ts';
import { fail } from '../../errors.ts';
import { giveFeedback } from '../../services/feedback.ts';
import { startFormView } from '../../services/forms.ts';
import { lookupChoices } from '../../services/lookup.ts';
import { demandApp, listApps, portalApp, viewOf } from '../../services/portal.ts';
import { dropDraft, readDraft } from '../../services/portal-drafts.ts';
import { recordView } from '../../services/records.ts';
import { answersOf } from '../../services/refill.ts';
import { startFormOf } from '../../services/release-api.ts';
import { sampleDataOf } from '../../services/sample-data.ts';
import { startApp } from '../../services/start-app.ts';
import { planOf } from '../../services/runs.ts';
import { audit } from '../../services/context.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf, waitOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const params = Obj({ id: Str() });

/** Catalogue, start forms, look-ups. */
export async function portalAppRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/portal/apps', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(PortalAppSchema) }), ...problemAnswer } } }, async (request) => ({ items: listApps(studio, readerOf(request)) }));

  api.get('/api/portal/apps/:id', { config, schema: { tags, params, response: { 200: PortalAppDetailSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const live = demandApp(studio, request.params.id);
    const summary = portalApp(studio, live, reader);
    const data = sampleDataOf(studio.seeds, live.scenario);
    if (data.state === 'loading') return { app: summary, loading: data.percent };
    const plan = await planOf(studio, live.release.id);
    const start = summary.canStart ? await startFormView(studio, plan, reader.user, reader.locale) : undefined;
    const draft = await readDraft(studio, reader.user.id, `app:${live.scenario.id}`);
    return { app: summary, ...(start ? { start } : {}), ...(draft ? { draft } : {}) };
  });

  api.post('/api/portal/apps/:id/again', { config, schema: { tags, params, body: StartAgainBody, response: { 200: PortalAppDetailSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const live = demandApp(studio, request.params.id);
    const summary = portalApp(studio, live, reader);
    const form = startFormOf(live.scenario);
    if (!form || !summary.canStart) throw fail('SCN_RUN_NOT_STARTABLE', { app: live.scenario.id, roles: form?.roles.join(', ') ?? '' });
    const given = await answersOf(studio, live.scenario.id, request.body.run, reader.user, form);
    const start = await startFormView(studio, await planOf(studio, live.release.id), reader.user, reader.locale, given);
    const draft = await readDraft(studio, reader.user.id, `app:${live.scenario.id}`);
    return { app: summary, ...(start ? { start } : {}), ...(draft ? { draft } : {}) };
  });

  api.post('/api/portal/apps/:id/runs', { config, schema: { tags, params, body: StartRunBody, response: { 200: RunViewSchema, 202: RunViewSchema, ...problemAnswer } } }, async (request, reply) => {
    const reader = readerOf(request);
    const { clientKey, release, input } = request.body;
    const started = await startApp(studio, demandApp(studio, request.params.id), reader.user, { clientKey, input: input as JsonObject, waitMs: waitOf(request), ...(release ? { release } : {}) });
    const view = await viewOf(studio, started.run, reader);
    if (started.settled) await dropDraft(studio, reader.user.id, `app:${request.params.id}`);
    const here = view.next.kind === 'result' || view.next.kind === 'task' || view.next.kind === 'failed';
    return reply.code(here && started.settled ? 200 : 202).header('location', `/api/portal/runs/${view.id}`).send(view);
  });

  api.post('/api/portal/apps/:id/feedback', { config, schema: { tags, params, body: FeedbackBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { scenario, release } = demandApp(studio, request.params.id);
    await giveFeedback(studio, { app: scenario.id, release: release.number }, readerOf(request).user.id, request.body);
    return { ok: true as const };
  });

  api.get('/api/portal/apps/:id/reports', { config, schema: { tags, params, querystring: Obj({ reference: Str({ maxLength: 300 }) }), response: { 200: RecordViewSchema, ...problemAnswer } } }, async (request) => {
    const { user, locale } = readerOf(request);
    const live = demandApp(studio, request.params.id);
    if (!portalApp(studio, live, { user, locale }).canStart) throw fail('SCN_API_NOT_FOUND', { what: request.query.reference });
    const record = await recordView(studio, await planOf(studio, live.release.id), request.query.reference, { user, locale });
    await audit(studio, user.id, 'record.open', live.scenario.id, { fields: record.facts.map((fact) => fact.label) });
    return record;
  });

  const lookup = Obj({ app: Opt(Str()), task: Opt(Str()), field: Str(), q: Opt(Str({ maxLength: 100 })) });
  api.get('/api/portal/options', { config, schema: { tags, querystring: lookup, response: { 200: OptionsAnswerSchema, ...problemAnswer } } }, (request) => lookupChoices(studio, readerOf(request), request.query));
}
