import { describe, expect, it } from 'vitest';
import { AuditChain } from '../../../server/stores/core/audit-chain.ts';
import type { Journal, JournalEntry, Position } from '../../../server/stores/core/journal.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { AT } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const about = (n: number, ...subjects: string[]) => ({ by: 'u:li', action: 'data.disclose', target: 'health/report', at: AT, details: { n, subjects } });

describe('entries of the audit by whose data they are about', () => {
  it('are found after a restart, from a snapshot and from the log behind it', async () => {
    await withTemporaryFolder(async (folder) => {
      const store = await openEmbeddedStore(folder, { snapshotLines: 10 });
      for (let n = 1; n <= 37; n += 1) await store.audit.append(about(n, n % 5 === 0 ? 'm-a' : 'm-b'));
      await store.close();
      const again = await openEmbeddedStore(folder, { snapshotLines: 10 });
      await again.audit.append(about(40, 'm-a'));
      const found = await again.audit.list({ subject: 'm-a', limit: 20 });
      expect(found.items.map(({ details }) => details?.['n'])).toEqual([40, 35, 30, 25, 20, 15, 10, 5]);
      await again.close();
    });
  });

  it('are read once out of the log of a version that kept no such index', async () => {
    const chain = new AuditChain();
    const entries = Array.from({ length: 6 }, (_, i) => ({ seq: i + 1, ...about(i + 1, i % 2 === 0 ? 'm-a' : 'm-b'), hash: `h${i + 1}` }));
    chain.restore(1, entries.map(({ seq }): Position => [1, seq, 1]), 'h6');
    chain.apply(chain.next(about(7, 'm-a')));
    let reads = 0;
    const journal = { read: async ([, seq]: Position): Promise<JournalEntry> => {
      reads += 1;
      const entry = entries[seq - 1];
      if (!entry) throw new Error('no such line');
      return { t: 'audit', entry };
    } } as unknown as Journal;
    const ask = async () => (await chain.list({ subject: 'm-a', limit: 10 }, journal)).items.map(({ seq }) => seq);
    expect([await ask(), reads]).toEqual([[7, 5, 3, 1], 9]);
    expect([await ask(), reads]).toEqual([[7, 5, 3, 1], 12]);
  });

  it.each([['once all are known', 0], ['while those of an older version are looked through', 4]])('are passed over when they are cut meanwhile: %s', async (_, missing) => {
    const chain = new AuditChain();
    const entries = [1, 2, 3, 4].map((seq) => ({ seq, ...about(seq, 'm-a'), hash: `h${seq}` }));
    chain.restore(1, entries.map(({ seq }): Position => [1, seq, 1]), 'h4');
    if (missing === 0) chain.subjects.addOlder(entries);
    const journal = { read: async ([, seq]: Position): Promise<JournalEntry> => {
      chain.cut(2);
      const entry = entries[seq - 1];
      if (!entry) throw new Error('no such line');
      return { t: 'audit', entry };
    } } as unknown as Journal;
    const page = await chain.list({ subject: 'm-a', limit: 3 }, journal);
    expect([page.items.map(({ seq }) => seq), page.next]).toEqual([[4, 3], undefined]);
  });
});
