import type { FastifyInstance } from 'fastify';
import { SCENARIO_BYTES } from '../../../runtime/schema/limits.ts';
import { Type } from 'typebox';
import { writeScenario } from '../../../runtime/schema/canonical.ts';
import { Obj, Str } from '../../api/common.ts';
import { CaseRunAnswerSchema, CaseRunBody, PublishBody, ReleaseBodySchema, ReleaseSchema, TestRunBody, TraceSchema } from '../../api/scenario.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { writeCaseSummary } from '../../services/case-summary.ts';
import { runCaseFile } from '../../services/cases.ts';
import { getCases, getDraft } from '../../services/drafts.ts';
import { demandSameScenario } from '../../services/named-scenario.ts';
import { getRelease, listReleases } from '../../services/releases.ts';
import { testScenario } from '../../services/test-run.ts';
import type { TestWanted } from '../../services/test-run.ts';
import { personRef } from '../../services/versions/people-names.ts';
import { publishNow } from '../../services/versions/publish.ts';
import { problemAnswer, typed } from '../typed.ts';

const attempt = { access: 'scenario.try scenario' as const };
const read = { access: 'scenario.view release' as const };
const tags = ['releases'];
const params = Obj({ id: Str() });

/** Trying a draft, and freezing it. */
export async function releaseRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.post('/api/scenarios/:id/test-run', { config: attempt, bodyLimit: SCENARIO_BYTES, schema: { tags, params, body: TestRunBody, response: { 200: TraceSchema, ...problemAnswer } } }, (request) =>
    testScenario(studio, request.params.id, request.body as TestWanted, accountOf(request), localeOf(request)));

  api.post('/api/scenarios/:id/cases/run', { config: { ...attempt, unhurried: true }, bodyLimit: SCENARIO_BYTES, schema: { tags, params, body: CaseRunBody, response: { 200: CaseRunAnswerSchema, ...problemAnswer } } }, async (request) => {
    const { id } = request.params;
    if (request.body.scenario !== undefined) demandSameScenario(id, request.body.scenario);
    const scenario = request.body.scenario ?? (await getDraft(studio, id)).body;
    const answer = await runCaseFile(studio, scenario, request.body.cases ?? (await getCases(studio, id)).cases);
    if (!request.body.cases) await writeCaseSummary(studio, id, { passed: answer.passed, failed: answer.failed, at: studio.now().toISOString() }, accountOf(request).id);
    return answer;
  });

  api.post('/api/scenarios/:id/publish', { config: { access: 'scenario.publish scenario', unhurried: true }, schema: { tags, params, body: PublishBody, response: { 201: ReleaseSchema, ...problemAnswer } } }, async (request, reply) => {
    const { id } = request.params;
    const { release } = await publishNow(studio, id, request.body, accountOf(request).id);
    return reply.code(201).send(release);
  });

  api.get('/api/scenarios/:id/releases', { config: { access: 'scenario.view scenario' }, schema: { tags, params, response: { 200: Obj({ items: Type.Array(ReleaseSchema) }), ...problemAnswer } } }, async (request) => ({ items: (await listReleases(studio, request.params.id)).map((release) => ({ ...release, publishedByName: personRef(studio, release.publishedBy).name, ...(release.approvedBy ? { approvedBy: release.approvedBy.map(({ by, at }) => ({ by, at, name: personRef(studio, by).name })) } : {}) })) }));

  api.get('/api/releases/:id', { config: read, schema: { tags, params, response: { 200: ReleaseBodySchema, ...problemAnswer } } }, async (request) => {
    const { release, scenario } = await getRelease(studio, request.params.id);
    return { release, scenario };
  });

  api.get('/api/releases/:id/export', { config: read, schema: { tags, params, description: 'A release as a scenario.json file' } }, async (request, reply) => {
    const { release, scenario } = await getRelease(studio, request.params.id);
    return reply.type('application/json; charset=utf-8').header('content-disposition', `attachment; filename="${scenario.id}-${release.number}.scenario.json"`).send(writeScenario(scenario));
  });
}
