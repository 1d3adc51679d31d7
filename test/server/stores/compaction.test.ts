import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tallyOf } from '../../../server/stores/archive/transfer.ts';
import { brokenAuditLink } from '../../../server/stores/core/audit-chain.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { AT, commit } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const by = 'u:li';
const text = 'x'.repeat(2000);

/** Sessions that are touched again and again, and now and then a run and an audit entry, which stay. */
async function work(store: Store, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n += 1) {
    await Promise.all(Array.from({ length: 20 }, async (_, i) => {
      const before = await store.documents.get('session', `s${i}`);
      await store.documents.put('session', `s${i}`, { n, text }, { expectedVersion: before?.version ?? 0, by });
    }));
    await store.runs.commit(commit(`r${n}`, 0, 2));
    await store.runs.commit(commit(`r${n}`, 2, 1, { status: n % 2 === 0 ? 'completed' : 'waiting' }));
    await store.audit.append({ by, action: 'x', target: `t${n}`, at: AT });
  }
}

async function bytesOf(folder: string): Promise<number> {
  const names = (await readdir(join(folder, 'log'))).filter((name) => name.endsWith('.log'));
  return (await Promise.all(names.map(async (name) => (await stat(join(folder, 'log', name))).size))).reduce((a, b) => a + b, 0);
}

async function demandWhole(store: Store, runs: number): Promise<void> {
  for (let n = 0; n < runs; n += 1) expect((await store.runs.events(`r${n}`)).map((event) => event.seq)).toEqual([1, 2, 3]);
  const { items } = await store.audit.list({ limit: 1000 });
  expect([items.length, brokenAuditLink([...items].reverse())]).toEqual([runs, null]);
}

describe('segments of the log', () => {
  it('of which little is read any more are rewritten; history and audit stay whole, also after restarts', async () => {
    await withTemporaryFolder(async (folder) => {
      let done = 0;
      for (let round = 0; round < 4; round += 1) {
        const store = await openEmbeddedStore(folder, { snapshotLines: 1000 });
        await demandWhole(store, done);
        await work(store, done, done + 90);
        done += 90;
        await demandWhole(store, done);
        await store.close();
      }
      // 360 rounds of 20 sessions write 15 MB; what is still read is a hundredth of it.
      expect(await bytesOf(folder)).toBeLessThan(6e6);
      expect((await readdir(join(folder, 'log'))).some((name) => name.startsWith('rewritten-'))).toBe(true);
      const last = await openEmbeddedStore(folder);
      await demandWhole(last, done);
      await last.close();
    });
  });

  it('are there as long as a backup reads them', async () => {
    await withTemporaryFolder(async (folder) => {
      const store = await openEmbeddedStore(folder, { snapshotLines: 300 });
      await work(store, 0, 60);
      const entries = store.archive.dump();
      let runs = 0;
      let worked = false;
      for await (const entry of entries) {
        if (entry.t === 'run') runs += entry.events.length;
        if (worked) continue;
        worked = true;
        await work(store, 60, 200);
      }
      expect(runs).toBe(180);
      const wanted = await tallyOf(store);
      await store.close();
      const again = await openEmbeddedStore(folder);
      expect(await tallyOf(again)).toEqual(wanted);
      await again.close();
    });
  });
});
