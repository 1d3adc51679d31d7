import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { PortalAppDetail, RunView } from '../../server/api/portal.ts';
import { fail } from '../../server/errors.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitCases, visitDatasets, visitScenario } from './support/visit-scenario.ts';

let studio: TestStudio;
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  for (const definition of visitDatasets) expect((await studio.designer.send('PUT', '/api/datasets', { definition })).status).toBe(200);
  expect((await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } })).status).toBe(201);
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario })).status).toBe(201);
  expect((await studio.designer.send('PUT', '/api/scenarios/visit/cases', { cases: visitCases, baseVersion: 0 })).status).toBe(200);
});
afterAll(() => studio.close());

describe('the main job', () => {
  it('checks a draft and tells what every node offers', async () => {
    const answer = await studio.designer.send<{ diagnostics: { severity: string; code: string; place: unknown }[]; nodes: Record<string, Record<string, unknown>> }>('POST', '/api/scenarios/check', { scenario: visitScenario });
    expect(answer.body.diagnostics.filter((found) => found.severity === 'error')).toEqual([]);
    expect(Object.keys(answer.body.nodes['main'] ?? {})).toContain('judged');
  });

  it('says that a newer check of the same draft has overtaken one, which is no failure', async () => {
    const overtaken = vi.spyOn(studio.app.studio.heavy, 'run').mockRejectedValueOnce(fail('SCN_WORK_OUTDATED'));
    const answer = await studio.designer.send('POST', '/api/scenarios/check', { scenario: visitScenario });
    expect([answer.status, answer.body]).toEqual([200, { diagnostics: [], nodes: {}, outdated: true }]);
    overtaken.mockRejectedValueOnce(fail('SCN_WORK_BUSY', { waiting: 100 }));
    expect((await studio.designer.send('POST', '/api/scenarios/check', { scenario: visitScenario })).status).toBe(503);
    overtaken.mockRestore();
  });

  it.each([['zh-CN', '“天数”还没有填'], ['en', '"Days" is missing']])('says why a test run was refused, in %s only', async (language, message) => {
    const answer = await studio.designer.send<{ status: string; error: { code: string; message: string } }>('POST', '/api/scenarios/visit/test-run', { scenario: visitScenario, start: { code: 'CT' } }, { 'accept-language': language });
    expect(answer.body).toMatchObject({ status: 'refused', error: { code: 'SCN_FORM_INVALID', message } });
  });

  it('test-runs a case without side effects', async () => {
    const answer = await studio.designer.send<{ status: string; order: string[]; writes: unknown[] }>('POST', '/api/scenarios/visit/test-run', { scenario: visitScenario, caseId: 'ok' });
    expect([answer.status, answer.body.status, answer.body.order.at(-1), answer.body.writes.length]).toEqual([200, 'completed', 'end', 1]);
  });

  it('stops a test run at a form and shows it', async () => {
    const answer = await studio.designer.send<{ status: string; waiting: { node: string; outcomes: unknown[]; fields: unknown[] }[] }>('POST', '/api/scenarios/visit/test-run', { scenario: visitScenario, start: { code: 'CT', age: 3 }, data: 'live' });
    expect([answer.body.status, answer.body.waiting.map(({ node, outcomes, fields }) => [node, outcomes.length, fields.length])]).toEqual(['waiting', [['decide', 2, 1]]]);
  });

  it('runs the cases and publishes release 1', async () => {
    const cases = await studio.designer.send<{ passed: number; failed: number; results: unknown[] }>('POST', '/api/scenarios/visit/cases/run', {});
    expect([cases.body.passed, cases.body.failed]).toEqual([1, 0]);
    const release = await studio.designer.send<{ id: string; current: boolean; cases: unknown }>('POST', '/api/scenarios/visit/publish', { note: '首版', baseVersion: 1 });
    expect([release.status, release.body.id, release.body.current, release.body.cases]).toEqual([201, 'visit@1', true, { passed: 1, total: 1 }]);
  });

  it('shows the app with its form to a doctor', async () => {
    const detail = await studio.user.send<PortalAppDetail>('GET', '/api/portal/apps/visit');
    expect(detail.body.app).toEqual({ id: 'visit', title: '就诊', purpose: '试一试', synthetic: true, release: 'visit@1', pages: [], canStart: true });
    expect(detail.body.start?.fields.map(({ id, title, choices }) => [id, title, choices])).toEqual([['code', '项目', [{ value: 'CT', label: '胸部CT' }]], ['age', '天数', undefined], ['note', '备注', undefined]]);
    expect(detail.body.start?.fields[2]?.visible).toBeTypeOf('object');
  });

  it('takes a doctor from the form through the next page to a result with its reason', async () => {
    const started = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
    expect([started.status, started.body.next.kind, started.body.stages.map((stage) => [stage.title, stage.state])]).toEqual([200, 'task', [['已开单', 'done'], ['待决定', 'now'], ['闭环', 'next']]]);
    const taskId = started.body.next.kind === 'task' ? started.body.next.taskId : '';
    const task = await studio.user.send<{ form: { facts: unknown; outcomes: { port: string; title: string; preselect: boolean }[] } }>('GET', `/api/portal/tasks/${encodeURIComponent(taskId)}`);
    expect(task.body.form.outcomes.map(({ port, title, preselect }) => [port, title, preselect])).toEqual([['yes', '互认', true], ['no', '不互认', false]]);
    const done = await studio.user.send<RunView>('POST', `/api/portal/tasks/${encodeURIComponent(taskId)}/submit`, { clientKey: 'key-00000002', outcome: 'yes', data: {} });
    expect([done.status, done.body.status, done.body.next.kind]).toEqual([200, 'completed', 'result']);
    const { result } = done.body;
    expect([result?.title, result?.tone, result?.text, result?.figures, result?.decidedBy]).toEqual(['已互认', 'ok', '项目 胸部CT 不用再做', [{ label: '节省', value: '180.00', unit: '元' }], '何医师']);
    const [reason] = result?.reasons ?? [];
    expect([reason?.rule, reason?.sentence, reason?.place, reason?.prescribed]).toEqual(['R3', '胸部CT还在有效期内', '3 条里命中第 3 条 · 第 1 版', true]);
    expect(reason?.bases.map((basis) => [basis.title, basis.levelTitle, basis.flag])).toEqual([['示例办法', '国家文件', undefined], ['模板约定', '示例设定', '示例设定，不是真实规定']]);
  });

  it('gives the same run for the same client key, and does not start another', async () => {
    const body = { clientKey: 'key-00000003', input: { code: 'CT', age: 15 } };
    const first = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', body);
    const again = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', body);
    expect(again.body.id).toBe(first.body.id);
  });

  it('tells the second of two submits who was first, and nothing is done twice', async () => {
    const started = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000004', input: { code: 'CT', age: 15 } });
    const taskId = started.body.next.kind === 'task' ? started.body.next.taskId : '';
    const submit = (clientKey: string) => studio.user.send<{ code?: string; details?: { by?: string } }>('POST', `/api/portal/tasks/${encodeURIComponent(taskId)}/submit`, { clientKey, outcome: 'yes', data: {} });
    const answers = await Promise.all([submit('key-00000005'), submit('key-00000006')]);
    expect(answers.map((answer) => answer.status).sort((a, b) => a - b)).toEqual([200, 409]);
    const refused = answers.find((answer) => answer.status === 409);
    expect([refused?.body.code, refused?.body.details?.by]).toEqual(['SCN_TASK_DONE', '何医师']);
  });

  it.each([
    ['an extra field', { code: 'CT', age: 1, extra: 1 }, '/input/extra'], ['a missing field', { code: 'CT' }, '/input/age'], ['a wrong type', { code: 'CT', age: 'x' }, '/input/age'], ['a number below the least', { code: 'CT', age: -1 }, '/input/age'],
  ])('refuses a form with %s and names the field', async (_, input, path) => {
    const answer = await studio.user.send<{ errors: { path: string }[] }>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000009', input });
    expect([answer.status, code(answer), answer.body.errors.map((error) => error.path)]).toEqual([422, 'SCN_FORM_INVALID', [path]]);
  });

  it('refuses an outcome whose condition does not hold', async () => {
    const started = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000010', input: { code: 'CT', age: 15 } });
    const taskId = started.body.next.kind === 'task' ? started.body.next.taskId : '';
    const answer = await studio.user.send('POST', `/api/portal/tasks/${encodeURIComponent(taskId)}/submit`, { clientKey: 'key-00000011', outcome: 'no', data: {} });
    expect([answer.status, code(answer)]).toEqual([422, 'SCN_FORM_REQUIRED']);
  });

  it('hides runs and tasks from everybody who has nothing to do with them', async () => {
    await studio.admin.send('POST', '/api/users', { login: 'wang', name: '王', password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'X', name: 'X' } });
    const other = await studio.login('wang');
    const runs = await studio.user.send<{ items: RunView[] }>('GET', '/api/portal/runs');
    const id = runs.body.items[0]?.id ?? '';
    expect([(await other.send('GET', `/api/portal/runs/${id}`)).status, (await other.send('GET', '/api/portal/runs/nothing')).status]).toEqual([404, 404]);
    expect((await other.send('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000012', input: { code: 'CT', age: 1 } })).status).toBe(403);
  });

  it('lists runs and draws one on the canvas', async () => {
    const runs = await studio.designer.send<{ items: { id: string; status: string; starterName: string }[] }>('GET', '/api/scenarios/visit/runs');
    const done = runs.body.items.find((run) => run.status === 'completed');
    const trace = await studio.designer.send<{ nodes: Record<string, { status: string; sentences?: { sentence: string }[] }>; edges: Record<string, { state: string }> }>('GET', `/api/runs/${done?.id}`);
    expect([trace.body.nodes['stop']?.status, trace.body.nodes['judged']?.sentences?.[0]?.sentence, trace.body.edges['e5']?.state]).toEqual(['dead', '胸部CT还在有效期内', 'dead']);
  });

  it('answers a program with the same decision, and with the reasons when it asks for them', async () => {
    const answer = await studio.user.send<{ status: string; outputs: Record<string, unknown>; reasons: { rule?: string }[]; waiting?: unknown[] }>('POST', '/api/apps/visit?explain=true', { code: 'CT', age: 40 });
    expect([answer.status, answer.body.status, answer.body.outputs['judged'], answer.body.reasons.flatMap((reason) => reason.rule ?? [])]).toEqual([200, 'completed', expect.objectContaining({ class: 'old' }), ['R2']]);
    const short = await studio.user.send<{ outputs: unknown; reasons?: unknown }>('POST', '/api/apps/visit', { code: 'CT', age: 40 });
    expect([short.body.outputs, short.body.reasons]).toEqual([answer.body.outputs, undefined]);
  });

  it.each([['zh-CN', '胸部CT 没有可互认的'], ['en', 'Nothing to recognise for 胸部CT']])('fills the words of the result page for a program in %s', async (language, text) => {
    const answer = await studio.user.send<{ outputs: { stop: { title: unknown; text: string } } }>('POST', '/api/apps/visit', { code: 'CT', age: 40 }, { 'accept-language': language });
    expect(answer.body.outputs.stop).toMatchObject({ title: null, text });
  });

  it('documents one path for each published scenario', async () => {
    const document = await studio.user.send<{ paths: Record<string, { post: { requestBody: { content: Record<string, { schema: { required: string[] } }> } } }> }>('GET', '/api/openapi');
    expect(document.body.paths['/api/apps/visit']?.post.requestBody.content['application/json']?.schema.required).toEqual(['code', 'age']);
    expect((await studio.user.send('GET', '/documentation/json')).status).toBe(200);
  });

  it('computes the dashboard for those who may see it', async () => {
    expect((await studio.user.send('GET', '/api/portal/apps/visit/pages/board')).status).toBe(404);
    const board = await studio.admin.send<{ tiles: { groups: { values: Record<string, number> }[] }[] }>('GET', '/api/portal/apps/visit/pages/board');
    expect(board.body.tiles[0]?.groups).toEqual([{ label: '', values: { rate: 1, money: 360, middle: 180 } }]);
  });

  it('refuses to publish a draft with errors and says which', async () => {
    const broken = { ...visitScenario, flows: { main: { ...visitScenario.flows.main, nodes: { ...visitScenario.flows.main.nodes, odd: { type: 'no.such', config: {} } } } } };
    await studio.designer.send('PUT', '/api/scenarios/visit', { scenario: broken, baseVersion: 1 });
    const answer = await studio.designer.send<{ details: { diagnostics: { code: string }[] } }>('POST', '/api/scenarios/visit/publish', { note: 'x', baseVersion: 2 });
    expect([answer.status, code(answer), answer.body.details.diagnostics.length > 0]).toEqual([422, 'SCN_API_NOT_PUBLISHABLE', true]);
  });
});
