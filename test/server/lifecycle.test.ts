import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { createTestApp, createTestStudio, loginAs } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const timed = {
  ...visitScenario,
  flows: { main: { ...visitScenario.flows.main, nodes: { ...visitScenario.flows.main.nodes, decide: { ...visitScenario.flows.main.nodes.decide, config: { ...visitScenario.flows.main.nodes.decide.config, until: [{ after: '"PT4H"', port: 'late' }] } } }, edges: { ...visitScenario.flows.main.edges, e9: ['decide.late', 'save'] } } },
};

async function publishedStudio(now: () => Date, store = createMemoryStore()) {
  const studio = await createTestStudio({ nodeTypes: builtIns, now, store });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await studio.designer.send('POST', '/api/scenarios', { scenario: timed });
  const published = await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? [] : published.body]).toEqual([201, []]);
  return studio;
}

describe('publishing', () => {
  it('is refused while there is nothing to run or to open', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    await studio.designer.send('POST', '/api/scenarios', { id: 'bare', title: '空的' });
    const answer = await studio.designer.send<{ code: string; details: { diagnostics: readonly { code: string; place: object }[] } }>('POST', '/api/scenarios/bare/publish', { note: '', baseVersion: 1 });
    expect([answer.status, answer.body.code, answer.body.details.diagnostics.map(({ code, place }) => [code, place])]).toEqual([422, 'SCN_API_NOT_PUBLISHABLE', [['SCN_NODE_NONE', { path: '/flows' }]]]);
    await studio.close();
  });
});

describe('time and restarts', () => {
  it('[E10] leaves by the deadline when its time has come, once', async () => {
    let now = new Date('2026-01-05T01:00:00Z');
    const studio = await publishedStudio(() => now);
    const started = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
    now = new Date('2026-01-05T04:59:00Z');
    await studio.app.studio.sweep.now();
    const person = await studio.login('he');
    expect((await person.send<RunView>('GET', `/api/portal/runs/${started.body.id}`)).body.status).toBe('waiting');
    now = new Date('2026-01-05T05:00:01Z');
    await studio.app.studio.sweep.now();
    await studio.app.studio.sweep.now();
    expect((await person.send<RunView>('GET', `/api/portal/runs/${started.body.id}`)).body.status).toBe('completed');
    const rows = await studio.app.studio.store.datasets.query('visit/done', { limit: 10 });
    expect(rows.rows.map((row) => row.data['choice'])).toEqual(['late']);
    await studio.close();
  });

  it('goes on with sessions, releases and open tasks after a restart', async () => {
    const store = createMemoryStore();
    const now = () => new Date('2026-01-05T01:00:00Z');
    const before = await publishedStudio(now, store);
    const started = await before.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
    await before.close();
    const app = await createTestApp({ store, now, nodeTypes: builtIns });
    const person = await loginAs(app, 'he');
    const view = await person.send<RunView>('GET', `/api/portal/runs/${started.body.id}`);
    expect([view.body.status, view.body.next.kind]).toEqual(['waiting', 'task']);
    await app.close();
  });

  it('answers 503 to a start while it is stopping', async () => {
    const studio = await publishedStudio(() => new Date('2026-01-05T01:00:00Z'));
    studio.app.studio.stop.abort();
    const answer = await studio.user.send<{ code: string }>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
    expect([answer.status, answer.body.code]).toEqual([503, 'SCN_RUN_STOPPING']);
    await studio.close();
  });

  it('tells a repeat that waits no longer the run it began before', async () => {
    const studio = await publishedStudio(() => new Date('2026-01-05T01:00:00Z'));
    const start = () => studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } }, { prefer: 'wait=0' });
    const first = await start();
    const { runs } = studio.app.studio.store;
    const commit = runs.commit.bind(runs);
    Object.assign(runs, { commit: async (given: Parameters<typeof commit>[0]) => { await new Promise((resolve) => setTimeout(resolve, 50)); await commit(given); } });
    expect((await start()).body.id).toBe(first.body.id);
    await studio.close();
  });

  it('makes nobody wait longer than they asked for', async () => {
    const studio = await publishedStudio(() => new Date('2026-01-05T01:00:00Z'));
    const answer = await studio.user.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } }, { prefer: 'wait=0' });
    expect([200, 202]).toContain(answer.status);
    await studio.close();
  });
});
