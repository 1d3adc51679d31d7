import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { commit, event, INSTITUTIONS, run, task } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const dataset = INSTITUTIONS.id;

function bytesOf(folder: string): string {
  return readdirSync(folder).map((name) => join(folder, name)).map((path) => (statSync(path).isDirectory() ? bytesOf(path) : readFileSync(path, 'utf8'))).join('\n');
}

async function dumped(store: Store): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const entry of store.archive.dump()) lines.push(JSON.stringify(entry));
  return lines.toSorted();
}

/** Runs, rows and a draft that say `canary`, among others that do not. */
async function fill(store: Store): Promise<void> {
  await store.datasets.define(INSTITUTIONS);
  for (const name of ['canary', 'left']) {
    await store.datasets.write([{ kind: 'insert', dataset, id: name, data: { inst_id: name, city: name } }], 'u:li');
    await store.runs.commit(commit(name, 0, 1, {}, { tasks: [task(`${name}.t`, { runId: name })], rows: [{ kind: 'insert', dataset, id: `${name}-2`, data: { inst_id: `${name}-2`, city: name } }] }));
    await store.runs.commit(commit(name, 1, 1, { status: 'completed', subject: name }, { tasks: [task(`${name}.t`, { runId: name, status: 'withdrawn' })] }));
    await store.documents.put('draft', name, { text: name }, { expectedVersion: 0, by: 'li' });
  }
  await store.datasets.write([{ kind: 'update', dataset, id: 'left', expectedVersion: 1, data: { inst_id: 'left', city: 'nb' } }], 'u:li');
  await store.runs.commit(commit('seen', 0, 3, { status: 'completed', subject: 'canary met' }));
}

async function wipe(store: Store): Promise<void> {
  await store.wipe({ runs: ['canary'], rows: [{ dataset, id: 'canary', version: 1 }, { dataset, id: 'canary-2', version: 1 }] });
  await store.wipe({ revised: { run: run('seen', { seq: 3, status: 'completed', subject: 'gone' }), events: [event(1), event(2), event(3)], tasks: [] } });
  await store.documents.delete('draft', 'canary', { expectedVersion: 1, by: 'li' });
}

describe('what was wiped', () => {
  it.each([3, 20_000])('is gone after a start too, whatever lies in the log or a snapshot (one every %i lines)', async (snapshotLines) => {
    await withTemporaryFolder(async (folder) => {
      const store = await openEmbeddedStore(folder, { snapshotLines });
      await fill(store);
      await wipe(store);
      const before = await dumped(store);
      await store.close();
      for (let start = 0; start < 2; start += 1) {
        const again = await openEmbeddedStore(folder, { snapshotLines });
        expect(await dumped(again)).toEqual(before);
        expect([(await again.runs.events('seen')).length, await again.runs.get('canary'), (await again.datasets.list())[0]?.rows]).toEqual([3, null, 2]);
        await again.close();
      }
    });
  });

  it('is in no file once these are written anew, while people go on working', async () => {
    await withTemporaryFolder(async (folder) => {
      const store = await openEmbeddedStore(folder);
      await fill(store);
      expect(bytesOf(folder)).toContain('canary');
      await wipe(store);
      const shredding = store.shred();
      for (let n = 0; n < 40; n += 1) {
        await store.runs.commit(commit(`new-${n}`, 0, 1, { status: 'completed' }));
        expect((await store.runs.events('left')).length).toBe(2);
      }
      await shredding;
      expect(bytesOf(folder)).not.toContain('canary');
      const before = await dumped(store);
      expect([before.some((line) => line.includes('left')), (await store.runs.events('new-39')).length]).toEqual([true, 1]);
      await store.close();
      const again = await openEmbeddedStore(folder);
      expect(await dumped(again)).toEqual(before);
      await again.close();
    });
  });
});
