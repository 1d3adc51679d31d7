import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { storeError } from '../../server/stores/errors.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { Store } from '../../server/stores/store.ts';
import { createFailingDisk } from '../support/failing-disk.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { ordersData, publish, scenarioOf } from './support/trigger-scenario.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

describe('a full disk', () => {
  it('answers 507 and what to do to starts, submissions and saves, keeps what was there, and goes on when there is room', async () => {
    await withTemporaryFolder(async (folder) => {
      const disk = createFailingDisk();
      const store = await openEmbeddedStore(folder, { open: disk.open });
      const studio = await createTestStudio({ store, nodeTypes: builtIns });
      await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
      await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
      await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
      await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
      const start = (key: string) => studio.user.send<{ id: string; code?: string; next: { taskId: string } }>('POST', '/api/portal/apps/visit/runs', { clientKey: key, input: { code: 'CT', age: 15 } });
      const before = await start('key-00000001');
      const submit = () => studio.user.send<{ code?: string; status: string }>('POST', `/api/portal/tasks/${before.body.next.taskId}/submit`, { clientKey: 'key-00000002', outcome: 'yes', data: {} });
      const keep = (title: string) => studio.designer.send<{ code?: string }>('PUT', '/api/scenarios/visit', { scenario: { ...visitScenario, title }, baseVersion: 1 });

      disk.room = 10;
      const refused = [await start('key-00000003'), await submit(), await keep('no')];
      expect(refused.map((answer) => [answer.status, answer.body.code])).toEqual(Array.from({ length: 3 }, () => [507, 'SCN_STORE_FULL']));
      expect((await studio.user.send('GET', `/api/portal/runs/${before.body.id}`)).status).toBe(200);

      disk.room = Number.POSITIVE_INFINITY;
      const again = [await start('key-00000003'), await submit(), await keep('yes')];
      expect(again.map((answer) => answer.status)).toEqual([200, 200, 200]);
      const rows = await store.datasets.query('visit/done', { limit: 9 });
      expect(rows.count).toBe(1);
      await studio.close();
      await store.close();
    });
  });
});

const START = Date.parse('2026-11-24T00:30:00Z');
let now = new Date(START);
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};

/** A row that sets off a run; its delivery waits, because the trigger was paused as it came. */
async function waitingRow(store: Store): Promise<TestStudio> {
  now = new Date(START);
  const studio = await createTestStudio({ store, nodeTypes: builtIns, now: () => now });
  await publish(studio, scenarioOf('watch', { seen: { type: 'start.row', config: { dataset: 'orders' } }, end: { type: 'output.page', config: { text: '好' } } }, { e1: ['seen.out', 'end'] }, { datasets: ordersData }));
  const pause = (paused: boolean) => studio.admin.send('POST', '/api/scenarios/watch/triggers/pause', { source: 'main/seen', paused });
  await pause(true);
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'watch/orders', data: { no: 'A' } });
  await studio.app.studio.courier.now();
  await pause(false);
  await studio.app.studio.courier.now();
  later(61);
  return studio;
}
const waiting = async (store: Store) => (await store.deliveries.list({ scenario: 'watch', limit: 9 })).items.map(({ status, attempts, error }) => [status, attempts, error?.code]);
const runs = async (store: Store) => (await store.runs.list({ scenario: 'watch', limit: 9 })).items.map((run) => run.status);

describe('what was set off while the store takes nothing', () => {
  it('stays due however long that lasts, is tried at a bounded pace, and happens once when there is room', async () => {
    await withTemporaryFolder(async (folder) => {
      const disk = createFailingDisk();
      const store = await openEmbeddedStore(folder, { open: disk.open });
      const studio = await waitingRow(store);
      const commit = store.runs.commit.bind(store.runs);
      let tries = 0;
      Object.assign(store.runs, { commit: (...given: Parameters<typeof commit>) => ((tries += 1), commit(...given)) });

      disk.room = 0;
      for (let second = 0; second < 60; second += 1) {
        await studio.app.studio.courier.now();
        later(1);
      }
      expect(tries).toBeGreaterThan(6);
      expect(tries).toBeLessThan(15);
      expect([await waiting(store), await runs(store)]).toEqual([[['waiting', 0, undefined]], []]);

      disk.room = Number.POSITIVE_INFINITY;
      later(6);
      await studio.app.studio.courier.now();
      await studio.app.studio.courier.now();
      expect([await waiting(store), await runs(store)]).toEqual([[], ['completed']]);
      await studio.close();
      await store.close();
    });
  });

  it.each(['SCN_STORE_DOWN', 'SCN_STORE_BUSY'] as const)('counts no try of a commit that ended with %s, while other failures count as ever', async (code) => {
    const store = createMemoryStore({ now: () => now.toISOString() });
    const studio = await waitingRow(store);
    const commit = store.runs.commit.bind(store.runs);
    Object.assign(store.runs, { commit: () => Promise.reject(storeError(code, { database: 'db', reason: 'test' })) });
    for (let round = 0; round < 12; round += 1) {
      await studio.app.studio.courier.now();
      later(16);
    }
    expect(await waiting(store)).toEqual([['waiting', 0, code]]);
    Object.assign(store.runs, { commit: () => Promise.reject(new Error('something else')) });
    await studio.app.studio.courier.now();
    expect(await waiting(store)).toEqual([['waiting', 1, 'SCN_TRIGGER_FAILED']]);
    Object.assign(store.runs, { commit });
    later(6);
    await studio.app.studio.courier.now();
    expect([await waiting(store), await runs(store)]).toEqual([[], ['completed']]);
    await studio.close();
  });
});
