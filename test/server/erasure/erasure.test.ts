import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { erasePerson } from '../../../server/services/erasure/erase-person.ts';
import { findPerson } from '../../../server/services/erasure/find-person.ts';
import { verifyAudit } from '../../../server/services/verify-audit.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { commit } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { dumped, eraseAndCheck } from './erase-and-check.ts';
import { CANARY, leaveTraces, WORDS } from './support.ts';

/** Every byte under a folder, as one text. */
function bytesOf(folder: string): string {
  return readdirSync(folder).map((name) => join(folder, name)).map((path) => (statSync(path).isDirectory() ? bytesOf(path) : readFileSync(path, 'utf8'))).join('\n');
}

describe('a person is erased', () => {
  it('from a store in memory, and the audit stays whole and still says who read them', async () => {
    await eraseAndCheck(createMemoryStore(), createMemoryStore());
  }, 60_000);

  it('from a data folder, in which no byte of them is left', async () => {
    await withTemporaryFolder(async (folder) => {
      const [from, to] = [join(folder, 'from'), join(folder, 'to')];
      const [old, next] = [await openEmbeddedStore(from), await openEmbeddedStore(to)];
      await eraseAndCheck(old, next);
      await Promise.all([old.close(), next.close()]);
      expect(WORDS.every((word) => bytesOf(from).includes(word))).toBe(true);
      expect(WORDS.filter((word) => bytesOf(to).includes(word))).toEqual([]);
      const again = await openEmbeddedStore(to);
      expect((await verifyAudit(again, [])).faults).toEqual([]);
      await again.close();
    });
  }, 60_000);

  it('never before all that will go was looked for without changing anything', async () => {
    const store = createMemoryStore();
    const { about, list } = await leaveTraces(store);
    const before = await dumped(store);
    const found = await findPerson(store, CANARY.pid);
    expect([[...found.rows], [...found.runs.keys()], [...found.seen], found.open]).toEqual([[['health/patient', 1], ['health/visit', 1]], [about], [list], []]);
    expect(new Set([...found.documents].map((name) => name.split(' ')[0]))).toEqual(new Set(['draft', 'import', 'import-part', 'objection']));
    expect([found.left, found.audit]).toEqual([[], 0]);
    expect(await dumped(store)).toBe(before);
  }, 60_000);

  it('not while a run that names them goes on, and not into a store that holds something', async () => {
    const [from, to] = [createMemoryStore(), createMemoryStore()];
    const wish = { subject: CANARY.pid, mark: 'm', reason: '本人要求', by: '数据处', at: '2026-01-01T00:00:00Z' };
    await from.runs.commit(commit('r1', 0, 1, { status: 'waiting', subject: `${CANARY.pid} 的申请` }));
    await expect(erasePerson(from, to, wish)).rejects.toMatchObject({ code: 'SCN_ERASE_OPEN' });
    await to.runs.commit(commit('r1', 0));
    await expect(erasePerson(createMemoryStore(), to, wish)).rejects.toMatchObject({ code: 'SCN_STORE_NOT_EMPTY' });
  });
});
