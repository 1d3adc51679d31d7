import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tallyOf } from '../../server/stores/archive/transfer.ts';
import { openEmbeddedStore } from '../../server/stores/embedded/embedded-store.ts';
import { COMMAND } from '../support/product.ts';
import { commit } from '../support/store-builders.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';

function studio(cwd: string, ...args: readonly string[]): { readonly code: number | null; readonly output: string } {
  const done = spawnSync(process.execPath, [...COMMAND, ...args], { cwd, encoding: 'utf8' });
  return { code: done.status, output: done.stdout + done.stderr };
}

describe('commands for whole stores', () => {
  it('migrate one folder into another, refuse what is in use or not there, and leave nothing behind', async () => {
    await withTemporaryFolder(async (folder) => {
      const one = join(folder, 'one');
      const store = await openEmbeddedStore(one);
      await store.runs.commit(commit('r1', 0));
      const wanted = await tallyOf(store);
      const locked = studio(folder, 'backup', '--store', one, 'x');
      expect([locked.code, locked.output.includes('SCN_STORE_LOCKED')]).toEqual([1, true]);
      await store.close();
      const moved = studio(folder, 'migrate', '--from', one, '--to', join(folder, 'two'));
      expect([moved.code, moved.output.split('\n')[0]]).toEqual([0, 'migrate: run 1']);
      expect(existsSync(join(folder, 'scenario-studio-migration.archive'))).toBe(false);
      const two = await openEmbeddedStore(join(folder, 'two'));
      expect(await tallyOf(two)).toEqual(wanted);
      await two.close();
      const none = studio(folder, 'migrate', '--from', join(folder, 'typo'), '--to', one);
      expect([none.code, none.output.includes('SCN_STORE_NONE'), existsSync(join(folder, 'typo'))]).toEqual([1, true, false]);
    });
  });
});

describe('commands for a scenario file', () => {
  it.each(['check', 'migrate'])('%s says what is wrong with a file that is not there or is not JSON', async (name) => {
    await withTemporaryFolder(async (folder) => {
      const broken = join(folder, 'broken.json');
      writeFileSync(broken, '{"format": 1,');
      const [none, bad] = [studio(folder, name, join(folder, 'none.json')), studio(folder, name, broken)];
      expect([none.code, none.output.includes('none.json'), none.output.includes('    at ')]).toEqual([1, true, false]);
      expect([bad.code, /^SCN_\w+: /.test(bad.output), bad.output.includes('    at ')]).toEqual([1, true, false]);
    });
  });
});
