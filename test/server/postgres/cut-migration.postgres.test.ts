import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { PART, partId } from '../../../server/services/file-store.ts';
import { tallyOf } from '../../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { migrate } from '../../support/migrate-command.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import { commit } from '../../support/store-builders.ts';
import { refusedStart } from '../../support/studio-process.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

/** The pieces of an attached file, no two alike. */
const PIECES = Array.from({ length: 30 }, (_, n) => Buffer.alloc(3000, `piece ${n} `).toString('base64'));
const piecesIn = (store: Store) => Promise.all(PIECES.map(async (_, n) => (await store.documents.get<string>(PART, partId('f-1', n)))?.body));

describe('a migration that is cut', () => {
  it('goes on where it was when it is asked for again, both ways and with every file, and no server starts on what is half full', async () => {
    const database = await freshDatabase(inject('postgresUrl'));
    await withTemporaryFolder(async (folder) => {
      const [one, two] = [join(folder, 'one'), join(folder, 'two')];
      const source = await openEmbeddedStore(one);
      await source.datasets.define({ id: 'plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' }] });
      await source.datasets.load('plain', Array.from({ length: 12_000 }, (_, n) => ({ n })), 'u');
      for (let n = 0; n < 300; n += 1) await source.runs.commit(commit(`r${n}`, 0, 2, {}, { clientKey: { starter: 'u', key: `k${n}` } }));
      for (const [n, piece] of PIECES.entries()) await source.documents.put(PART, partId('f-1', n), piece, { expectedVersion: 0, by: 'u' });
      const wanted = await tallyOf(source);
      await source.close();

      const inDatabase = async () => {
        const found = await database.query("SELECT (body ->> 'done')::int AS done FROM document WHERE kind = 'settings' AND id = 'migration'").catch(() => []);
        return Number(found[0]?.['done'] ?? 0) >= 2000;
      };
      expect((await migrate(folder, one, database.url, inDatabase)).signal).toBe('SIGKILL');
      const half = await refusedStart(join(folder, 'server'), database.url);
      expect([half.code, half.output.includes('SCN_STORE_HALF')]).toEqual([1, true]);
      // The server that was killed counts as at work for a while.
      await database.query("UPDATE server SET seen_at = now() - interval '1 minute'");
      const again = await migrate(folder, one, database.url);
      expect([again.code, /went on at entry [1-9]/.test(again.output)]).toEqual([0, true]);
      const moved = await openPostgresStore(database.url);
      expect([await tallyOf(moved), await piecesIn(moved)]).toEqual([wanted, PIECES]);
      await moved.close();

      const inFolder = async () => existsSync(join(two, 'documents', 'settings', 'migration.json')) && (await sleep(300).then(() => true));
      expect((await migrate(folder, database.url, two, inFolder)).signal).toBe('SIGKILL');
      const back = await migrate(folder, database.url, two);
      expect([back.code, back.output.split('\n').some((line) => line.startsWith('migrate: '))]).toEqual([0, true]);
      const last = await openEmbeddedStore(two);
      expect([await tallyOf(last), await piecesIn(last)]).toEqual([wanted, PIECES]);
      await last.close();
    });
    await database.remove();
  }, 240_000);
});
