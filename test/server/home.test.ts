import { expect, it } from 'vitest';
import type { ScenarioItem } from '../../server/api/scenario.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { commit, task } from '../support/store-builders.ts';
import { createVersionsStudio } from './versions/support.ts';

it('the list of scenarios says how they went this week by our calendar, what waits for somebody, and no more than one may see', async () => {
  const store = createMemoryStore();
  const { studio, ada, lin, pub, setNow } = await createVersionsStudio('2026-03-02T02:00:00Z', { store });
  const run = (id: string, startedAt: string, facts: object, rest: object = {}) => store.runs.commit(commit(id, 0, 1, { scenario: 'bike', startedAt, updatedAt: startedAt, ...facts }, rest));
  await run('long-ago', '2026-02-01T00:00:00.000Z', { status: 'incident' });
  await run('eve', '2026-03-01T15:59:00.000Z', { status: 'completed', updatedAt: '2026-03-01T15:59:30.000Z' });
  await run('today', '2026-03-01T16:00:00.000Z', { status: 'failed' });
  await run('waits', '2026-03-02T01:00:00.000Z', { status: 'waiting' }, { tasks: [task('t1', { runId: 'waits', scenario: 'bike', dueAt: '2026-03-02T01:30:00.000Z' }), task('t2', { runId: 'waits', scenario: 'bike', dueAt: '2026-03-09T01:30:00.000Z' })] });
  const grant = (id: string, until: string, facts: object = {}) => store.documents.put('grant', id, { id, dataset: 'lab/item', scenario: 'bike', applicantUnit: 'H-B', ownerUnit: 'X', createdBy: ada.id, status: 'in-force', asked: {}, given: { until }, events: [], ...facts }, { expectedVersion: 0, by: 'test' });
  await grant('soon', '2026-03-20');
  await grant('asked-again', '2026-03-10', { renewal: { until: '2027-01-01', reason: '', due: '2026-03-09' } });
  await grant('later', '2026-09-01');
  await studio.app.studio.sharing.reload();
  const item = async (person: typeof ada) => (await person.send<{ items: ScenarioItem[] }>('GET', '/api/scenarios')).body.items[0];
  expect(await item(ada)).toMatchObject({
    unit: '富阳医院B', release: 1, publishedAt: expect.stringMatching(/^2026-/), may: { runs: true, operate: true }, ending: { count: 1, until: '2026-03-20', grant: 'soon' },
    runs: { days: [0, 0, 0, 0, 0, 1, 2], total: 3, completed: 1, failed: 1, ended: 2, waiting: 1, medianMs: 30_000, incidents: 1, overdue: 1 },
  });
  // Who may only look at the draft learns nothing of runs; who has no part in a grant nothing of its end.
  const seen = await item(lin);
  expect([seen?.may, seen?.runs]).toEqual([{ runs: false, operate: false }, undefined]);
  expect((await item(pub))?.may).toEqual({ runs: true, operate: false });
  setNow('2026-03-12T02:00:00Z');
  expect((await item(await studio.login('ada')))?.runs).toMatchObject({ days: [0, 0, 0, 0, 0, 0, 0], total: 0, incidents: 1, overdue: 2 });
  await studio.close();
});
