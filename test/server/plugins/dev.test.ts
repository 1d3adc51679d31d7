import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { runDev } from '../../../server/cli/plugin/dev.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createTestStudio, PASSWORD } from '../support/studio.ts';
import { createPlugin } from './plugin-folder.ts';

const dev = (url: string, password = PASSWORD) =>
  withTemporaryFolder(async (where) => {
    await runDev(await createPlugin(where, 'away'), { url, login: 'root', password, signal: AbortSignal.timeout(5000) }, () => undefined);
  });

describe('plugin dev', () => {
  it.each(['http://studio.example', 'http://10.0.0.5:4600', 'http://127.0.0.1:1', 'nonsense'])('sends no password to %s', async (url) => {
    await expect(dev(url)).rejects.toMatchObject({ code: 'SCN_PLUGIN_STUDIO' });
  });

  it('signs in again when its session has ended meanwhile', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    const url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
    const { documents } = studio.app.studio.store;
    const titles = () => studio.app.studio.load.registry.all.filter(({ type }) => type === 'away.mask').map(({ title }) => title.en);
    const end = new AbortController();
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'away');
      const lines: string[] = [];
      const running = runDev(folder, { url, login: 'root', password: PASSWORD, signal: end.signal }, (line) => lines.push(line));
      await vi.waitFor(() => expect([titles(), lines.length]).toEqual([['Mask'], 2]), { timeout: 30_000 });
      for (const { id, version } of await documents.list('session')) await documents.delete('session', id, { expectedVersion: version, by: 'test' });
      const source = join(folder, 'src', 'index.ts');
      await writeFile(source, (await readFile(source, 'utf8')).replace("en: 'Mask'", "en: 'Cover'"));
      await vi.waitFor(() => expect(titles()).toEqual(['Cover']), { timeout: 30_000 });
      end.abort();
      expect(await running).toBe(0);
    });
    await studio.close();
  }, 90_000);

  it('says in the words of the studio why it was not let in, and asks for nothing without a password', async () => {
    const studio = await createTestStudio();
    const url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
    await expect(dev(url, 'nonsense-1')).rejects.toMatchObject({ code: 'SCN_AUTH_WRONG' });
    await expect(dev(url, '')).rejects.toMatchObject({ code: 'SCN_PLUGIN_STUDIO', details: { reason: expect.stringContaining('SCENARIO_STUDIO_PASSWORD') as string } });
    await studio.close();
  });
});
