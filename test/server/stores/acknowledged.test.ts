import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { createFailingDisk, type FailingDisk } from '../../support/failing-disk.ts';
import { commit, task } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const clientKey = { starter: 'u:li', key: 'k1' };

/** A store whose disk holds its next sync until `fail` is called, which then fails it. */
async function withHeldSync(work: (store: Store, disk: FailingDisk, fail: () => void) => Promise<void>): Promise<void> {
  await withTemporaryFolder(async (folder) => {
    const disk = createFailingDisk();
    const store = await openEmbeddedStore(folder, { open: disk.open });
    await store.runs.commit(commit('r0', 0, 1, {}, { tasks: [task('t0', { runId: 'r0' })] }));
    let fail = () => undefined as void;
    const held = new Promise<void>((resolve) => (fail = resolve));
    disk.failingSyncs = 1;
    disk.beforeSync = () => held;
    await work(store, disk, fail);
    await store.close();
  });
}

describe('what a store shows while a commit is on its way to the disk', () => {
  it('[E6] is what is durable: a repeated start is not told of a run that may yet be taken back', async () => {
    await withHeldSync(async (store, disk, fail) => {
      const first = refusal(store.runs.commit(commit('r1', 0, 1, {}, { clientKey })));
      const repeated = Promise.all([store.runs.byClientKey('u:li', 'k1'), store.runs.get('r1'), store.runs.events('r1')]);
      fail();
      expect((await first).code).toBe('SCN_STORE_WRITE');
      expect(await repeated).toEqual([null, null, []]);
      disk.beforeSync = async () => undefined;
      await store.runs.commit(commit('r2', 0, 1, {}, { clientKey }));
      expect(await store.runs.byClientKey('u:li', 'k1')).toBe('r2');
    });
  });

  it('[E6] another start with the same client key waits for the first, and takes its place when that is taken back', async () => {
    await withHeldSync(async (store, disk, fail) => {
      const first = refusal(store.runs.commit(commit('r1', 0, 1, {}, { clientKey })));
      const second = store.runs.commit(commit('r2', 0, 1, {}, { clientKey }));
      disk.beforeSync = async () => undefined;
      fail();
      expect((await first).code).toBe('SCN_STORE_WRITE');
      await second;
      expect([await store.runs.get('r1'), (await store.runs.get('r2'))?.id]).toEqual([null, 'r2']);
    });
  });

  it('[E6] a task reads as done only when its answer is durable', async () => {
    await withHeldSync(async (store, _disk, fail) => {
      const answer = refusal(store.runs.commit(commit('r0', 1, 1, { status: 'completed' }, { tasks: [task('t0', { runId: 'r0', status: 'done', doneBy: 'u:li', doneAt: '2026-11-24T08:00:00Z' })] })));
      const seen = store.tasks.get('t0');
      fail();
      expect((await answer).code).toBe('SCN_STORE_WRITE');
      expect([(await seen)?.status, (await store.runs.get('r0'))?.status, (await store.runs.events('r0')).length]).toEqual(['open', 'waiting', 1]);
    });
  });
});
