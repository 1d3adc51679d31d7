import { expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { AT } from '../../support/store-builders.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { wholeAudit } from '../../support/whole-audit.ts';

it('a backup that was begun before the audit is cut, and ends after, restores whole', async () => {
  await withTemporaryFolder(async (folder) => {
    const embedded = await openEmbeddedStore(folder, { snapshotLines: 100 });
    // More than are kept in memory, so that some are read from the log and some are not.
    await Promise.all(Array.from({ length: 620 }, (_, n) => embedded.audit.append({ by: 'u', action: 'a', target: 't', at: AT, details: { n } })));
    const whole = await wholeAudit(embedded);
    const dump = embedded.archive.dump();
    const cutMeanwhile = async function* () {
      for await (const entry of dump) {
        if (entry.t === 'audit' && entry.entry.seq === 1) await embedded.wipe({ audit: 600 });
        yield entry;
      }
    };
    const copy = createMemoryStore();
    await copy.archive.fill(cutMeanwhile());
    expect([(await wholeAudit(embedded)).length, await wholeAudit(copy)]).toEqual([20, whole]);
    await embedded.close();
  });
});
