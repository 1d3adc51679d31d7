import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { isScenarioError } from '../../../runtime/errors.ts';
import { writeScenario } from '../../../runtime/schema/canonical.ts';
import { SCENARIO_BYTES } from '../../../runtime/schema/limits.ts';
import { Obj, Ok, Str } from '../../api/common.ts';
import { CheckAnswerSchema, CheckBody, DraftSchema, NewDraftSchema, NewScenarioBody, RuleRowsAnswerSchema, RuleRowsBody, SaveCasesBody, SavedSchema, SaveDraftBody, ScenarioItemSchema, TryRequestAnswerSchema, TryRequestBody, type CheckAnswer, type NewDraft } from '../../api/scenario.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { checkBytes } from '../../services/check.ts';
import { deleteDraft, draftAnswer, getCases, getDraft, saveCases, saveDraft } from '../../services/drafts.ts';
import { demandSameScenario, demandSeenScenario, scenarioId } from '../../services/named-scenario.ts';
import { newScenario } from '../../services/new-scenario.ts';
import { tryRuleRows } from '../../services/rule-rows.ts';
import { endGrantsOf } from '../../services/sharing/moved.ts';
import { newPlace } from '../../services/policy/new-things.ts';
import { mayWith } from '../../services/policy/policy.ts';
import { listScenarios } from '../../services/scenario-list.ts';
import { seedTemplate } from '../../services/seeds.ts';
import { dropPlace, placeVersion, setPlace } from '../../services/spaces/place-shelf.ts';
import { demandDepartments, draftApplications, settleDepartments } from '../../services/template-departments.ts';
import { readTemplate } from '../../services/templates.ts';
import { tryRequest } from '../../services/try-request.ts';
import { dropVersions } from '../../services/versions/drop-versions.ts';
import { problemAnswer, typed } from '../typed.ts';
import { feedbackRoutes } from './feedback.ts';
import { togetherRoutes } from './together.ts';

const params = Obj({ id: Str() });
const config = { access: 'designer' as const };
const view = { access: 'scenario.view scenario' as const };
const edit = { access: 'scenario.edit scenario' as const };
const tags = ['scenarios'];
const OUTDATED: CheckAnswer = { diagnostics: [], nodes: {}, outdated: true };

export async function scenarioRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  await app.register(togetherRoutes);
  await app.register(feedbackRoutes);

  api.get('/api/scenarios', { config: { access: 'scenario.view any' }, schema: { tags, response: { 200: Obj({ items: Type.Array(ScenarioItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listScenarios(studio, accountOf(request)) }));

  api.post('/api/scenarios', { config: { access: 'scenario.create any' }, bodyLimit: SCENARIO_BYTES, schema: { tags, body: NewScenarioBody, response: { 201: NewDraftSchema, ...problemAnswer } } }, async (request, reply) => {
    const user = accountOf(request);
    const by = user.id;
    const unit = newPlace(studio, user, 'scenario.create', request.body.unit);
    const template = request.body.template === undefined ? undefined : await readTemplate(studio.templatesFolder, request.body.template);
    const departments = request.body.departments ?? {};
    if (template) demandDepartments(studio, template, departments, user);
    const draft = await newScenario(studio, request.body, user);
    await setPlace(studio, { kind: 'scenario', id: draft.id }, { unit, rights: [{ who: `u:${by}`, right: 'owner' }] }, await placeVersion(studio, 'scenario', draft.id), by);
    let applications: NewDraft['applications'];
    if (template) {
      await seedTemplate(studio, template, { scenario: draft.body, by, owners: await settleDepartments(studio, template, { wanted: departments, lead: unit, by }) });
      await studio.sharing.reload();
      studio.plans.clear();
      studio.health.forget();
      applications = await draftApplications(studio, template, { scenario: draft.id, user, locale: localeOf(request) });
    }
    return reply.code(201).send({ ...draftAnswer(draft, await getCases(studio, draft.id), undefined), ...(applications === undefined || applications.length === 0 ? {} : { applications }) });
  });

  api.get('/api/scenarios/:id', { config: view, schema: { tags, params, response: { 200: DraftSchema, ...problemAnswer } } }, async (request) => {
    const { id } = request.params;
    const may = (action: 'scenario.edit' | 'scenario.try' | 'scenario.publish' | 'run.view' | 'scenario.operate') => mayWith(studio, accountOf(request), action, 'scenario', id);
    return { ...draftAnswer(await getDraft(studio, id), await getCases(studio, id), studio.live.get(id)?.release.number), may: { edit: may('scenario.edit'), try: may('scenario.try'), publish: may('scenario.publish'), runs: may('run.view'), operate: may('scenario.operate') } };
  });

  api.put('/api/scenarios/:id', { config: edit, bodyLimit: SCENARIO_BYTES, schema: { tags, params, body: SaveDraftBody, response: { 200: SavedSchema, ...problemAnswer } } }, async (request) => {
    const { id, name } = accountOf(request);
    const { version, updatedAt } = await saveDraft(studio, request.params.id, request.body.scenario, request.body.baseVersion, id);
    studio.changes.tellDraft(request.params.id, { saved: { version, by: { id, name } } });
    return { version, updatedAt };
  });

  api.put('/api/scenarios/:id/cases', { config: edit, bodyLimit: SCENARIO_BYTES, schema: { tags, params, body: SaveCasesBody, response: { 200: SavedSchema, ...problemAnswer } } }, async (request) => {
    const { version, updatedAt } = await saveCases(studio, request.params.id, request.body.cases, request.body.baseVersion, accountOf(request).id);
    return { version, updatedAt };
  });

  api.delete('/api/scenarios/:id', { config: { access: 'scenario.delete scenario' }, schema: { tags, params, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await deleteDraft(studio, request.params.id, accountOf(request).id);
    await dropVersions(studio, request.params.id, accountOf(request).id);
    // Runs and releases stay: as long as there are any, whoever may see them is as before. Its datasets stay where they are.
    if (!studio.live.get(request.params.id)) {
      await endGrantsOf(studio, request.params.id, 'gone', accountOf(request).id);
      await dropPlace(studio, 'scenario', request.params.id, accountOf(request).id);
    }
    return { ok: true as const };
  });

  api.post('/api/scenarios/check', { config, bodyLimit: SCENARIO_BYTES, schema: { tags, body: CheckBody, response: { 200: CheckAnswerSchema, ...problemAnswer } } }, async (request, reply) => {
    // Somebody who types asks again before the last answer is there.
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    await demandSeenScenario(studio, accountOf(request), scenarioId(request.body.scenario));
    try {
      const answer = await checkBytes(studio, request.body.scenario, { key: `check ${accountOf(request).id} ${scenarioId(request.body.scenario)}`, signal: gone.signal });
      // Bytes are sent as they are, whatever the schema says.
      return reply.type('application/json; charset=utf-8').send(Buffer.from(answer.buffer, answer.byteOffset, answer.byteLength) as unknown as CheckAnswer);
    } catch (error) {
      // Two pages of one draft: no failure, and no line of one in a browser's console.
      if (isScenarioError(error, 'SCN_WORK_OUTDATED')) return OUTDATED;
      throw error;
    }
  });

  api.post('/api/scenarios/rule-rows', { config, schema: { tags, body: RuleRowsBody, response: { 200: RuleRowsAnswerSchema, ...problemAnswer } } }, async (request) => {
    await demandSeenScenario(studio, accountOf(request), request.body.scenario);
    return tryRuleRows(studio, request.body, { user: accountOf(request), locale: localeOf(request) });
  });

  api.post('/api/scenarios/:id/try-request', { config: { access: 'scenario.try scenario' }, bodyLimit: SCENARIO_BYTES, schema: { tags, params, body: TryRequestBody, response: { 200: TryRequestAnswerSchema, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    demandSameScenario(request.params.id, request.body.scenario);
    return tryRequest(studio, request.params.id, request.body, { user, house: user.role === 'admin', locale: localeOf(request) });
  });

  api.get('/api/scenarios/:id/export', { config: view, schema: { tags, params, description: 'The draft as a scenario.json file' } }, async (request, reply) => {
    const draft = await getDraft(studio, request.params.id);
    return reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="${draft.id}.scenario.json"`).send(writeScenario(draft.body));
  });
}
