import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { createFailingDisk } from '../support/failing-disk.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { createTestStudio } from './support/studio.ts';
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
