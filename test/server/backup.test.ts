import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { restoreArchive } from '../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { createTestApp, createTestStudio, loginAs } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

describe('a backup of a running server', () => {
  it('is a download for administrators, is audited, and is restored with runs that go on', async () => {
    await withTemporaryFolder(async (folder) => {
      const studio = await createTestStudio({ nodeTypes: builtIns, store: createMemoryStore() });
      await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
      await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
      await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
      await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
      const started = await studio.user.send<{ id: string; next: { taskId: string } }>('POST', '/api/portal/apps/visit/runs', { clientKey: 'key-00000001', input: { code: 'CT', age: 15 } });
      expect((await studio.designer.send('GET', '/api/backup')).status).toBe(403);
      const backup = await studio.admin.send<string>('GET', '/api/backup');
      expect([backup.status, backup.headers['content-type']]).toEqual([200, 'application/octet-stream']);
      const file = join(folder, 'backup');
      await writeFile(file, typeof backup.body === 'string' ? backup.body : '');
      expect((await studio.app.studio.store.audit.list({ limit: 1 })).items[0]?.action).toBe('store.backup');
      await studio.close();

      const store = await openEmbeddedStore(join(folder, 'data'));
      await restoreArchive(store, file);
      const restored = await createTestApp({ nodeTypes: builtIns, store });
      const person = await loginAs(restored, 'he');
      const done = await person.send<{ status: string }>('POST', `/api/portal/tasks/${started.body.next.taskId}/submit`, { clientKey: 'key-00000002', outcome: 'yes', data: {} });
      expect([done.status, done.body.status]).toEqual([200, 'completed']);
      await restored.close();
      await store.close();
    });
  });
});
