import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { FOLDER_FORMAT } from '../../../server/stores/embedded/manifest.ts';
import { refusal } from '../../contract/store/refusal.ts';
import { createFailingDisk } from '../../support/failing-disk.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import type { FixtureRuns } from '../../support/upgrade-fixture.ts';
import { demandGoesOn } from '../../support/upgrade-goes-on.ts';

const place = new URL('fixtures/', import.meta.url).pathname;
const formats = Array.from({ length: FOLDER_FORMAT }, (_, i) => i + 1);

async function unpack(format: number, to: string): Promise<{ runs: FixtureRuns; files: Record<string, string> }> {
  const fixture = JSON.parse(await readFile(join(place, `folder-${format}.json`), 'utf8')) as { runs: FixtureRuns; files: Record<string, string> };
  for (const [name, text] of Object.entries(fixture.files)) {
    await mkdir(dirname(join(to, name)), { recursive: true });
    await writeFile(join(to, name), text);
  }
  return fixture;
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

describe('a data folder of an older version', () => {
  it.each(formats)('[E7] of format %i starts under this one, and its runs go on', async (format) => {
    await withTemporaryFolder(async (folder) => {
      const { runs, files } = await unpack(format, folder);
      const backups: string[] = [];
      const store = await openEmbeddedStore(folder, { onBackup: (path) => backups.push(path) });
      expect(backups.length).toBe(format < FOLDER_FORMAT ? 1 : 0);
      for (const backup of backups) {
        expect(await filesIn(backup)).toEqual(Object.keys(files).sort());
        for (const [name, text] of Object.entries(files)) expect(await readFile(join(backup, name), 'utf8')).toBe(text);
      }
      await demandGoesOn(store, runs);
      await store.close();
      const again = await openEmbeddedStore(folder, { onBackup: (path) => backups.push(path) });
      expect(backups.length).toBe(format < FOLDER_FORMAT ? 1 : 0);
      await again.close();
    });
  });

  it('is not changed when there is no room for the copy', async () => {
    await withTemporaryFolder(async (folder) => {
      await unpack(1, folder);
      const before = await filesIn(folder);
      // A file where the folder of copies would be: nothing can be put there.
      await writeFile(join(folder, 'backups'), '');
      expect((await refusal(openEmbeddedStore(folder))).code).toBe('SCN_STORE_WRITE');
      expect(await filesIn(folder)).toEqual(['backups', ...before].sort());
    });
  });

  it('that was never closed and had no manifest yet is copied too', async () => {
    await withTemporaryFolder(async (folder) => {
      await mkdir(join(folder, 'log'), { recursive: true });
      await writeFile(join(folder, 'log', '00000001.log'), '');
      const backups: string[] = [];
      const disk = createFailingDisk();
      await (await openEmbeddedStore(folder, { open: disk.open, onBackup: (path) => backups.push(path) })).close();
      expect(backups.length).toBe(1);
      expect(await readFile(join(backups[0] ?? '', 'log', '00000001.log'), 'utf8')).toBe('');
    });
  });
});
