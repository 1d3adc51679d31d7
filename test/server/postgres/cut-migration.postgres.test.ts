import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, it } from 'vitest';
import { tallyOf } from '../../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import { commit } from '../../support/store-builders.ts';
import { refusedStart } from '../../support/studio-process.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';

const ROOT = new URL('../../..', import.meta.url).pathname;

/** `scenario-studio migrate` as a process; killed as soon as `isCut` says so. */
async function migrate(cwd: string, from: string, to: string, isCut: () => Promise<boolean> = async () => false): Promise<{ readonly code: number | null; readonly signal: string | null; readonly output: string }> {
  const child = spawn(process.execPath, ['--import', `${ROOT}node_modules/tsx/dist/esm/index.mjs`, `${ROOT}server/cli/main.ts`, 'migrate', '--from', from, '--to', to], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
  while (child.exitCode === null && child.signalCode === null) {
    if (await isCut()) child.kill('SIGKILL');
    await sleep(40);
  }
  return { ...(await ended), output };
}

describe('a migration that is cut', () => {
  it('goes on where it was when it is asked for again, both ways, and no server starts on what is half full', async () => {
    const database = await freshDatabase(inject('postgresUrl'));
    await withTemporaryFolder(async (folder) => {
      const [one, two] = [join(folder, 'one'), join(folder, 'two')];
      const source = await openEmbeddedStore(one);
      await source.datasets.define({ id: 'plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' }] });
      await source.datasets.load('plain', Array.from({ length: 12_000 }, (_, n) => ({ n })), 'u');
      for (let n = 0; n < 300; n += 1) await source.runs.commit(commit(`r${n}`, 0, 2, {}, { clientKey: { starter: 'u', key: `k${n}` } }));
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
      expect(await tallyOf(moved)).toEqual(wanted);
      await moved.close();

      const inFolder = async () => existsSync(join(two, 'documents', 'settings', 'migration.json')) && (await sleep(300).then(() => true));
      expect((await migrate(folder, database.url, two, inFolder)).signal).toBe('SIGKILL');
      const back = await migrate(folder, database.url, two);
      expect([back.code, back.output.split('\n').some((line) => line.startsWith('migrate: '))]).toEqual([0, true]);
      const last = await openEmbeddedStore(two);
      expect(await tallyOf(last)).toEqual(wanted);
      await last.close();
    });
    await database.remove();
  }, 240_000);
});
