import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { AuditChain } from '../../../server/stores/core/audit-chain.ts';
import type { JournalEntry, Position } from '../../../server/stores/core/journal.ts';
import { compactSegments, usedBytes, type CompactParts } from '../../../server/stores/embedded/compact.ts';
import { AT } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

it('entries of the audit that are cut while their segment is rewritten get no place in the new one', async () => {
  await withTemporaryFolder(async (root) => {
    const folder = join(root, 'log');
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, '00000001.log'), 'x'.repeat(1000));
    const audit = new AuditChain();
    audit.restore(1, [1, 2, 3, 4].map((seq): Position => [1, seq, 1]), 'h4');
    const read = async ([, seq]: Position): Promise<JournalEntry> => {
      audit.cut(2);
      return { t: 'audit', entry: { seq, by: 'u', action: 'a', target: 't', at: AT, hash: `h${seq}` } };
    };
    const state = { audit, runs: { byId: new Map() } };
    expect(await compactSegments({ state, log: { read }, folder, open } as unknown as CompactParts, 2, true)).toEqual(new Set([1]));
    expect(audit.lines.map((at) => at?.[0])).toEqual([undefined, undefined, -1, -1]);
    expect([...usedBytes(state as unknown as CompactParts['state']).keys()]).toEqual([-1]);
  });
});
