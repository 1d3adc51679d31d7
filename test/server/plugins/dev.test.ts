import { readFile, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import { runDev } from '../../../server/cli/plugin/dev.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createTestStudio, PASSWORD } from '../support/studio.ts';
import { createPlugin } from './plugin-folder.ts';

describe('plugin dev', () => {
  it('puts a plugin into a studio that runs, again after a change, and goes on after a mistake', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    await studio.app.listen({ port: 0, host: '127.0.0.1' });
    const url = `http://127.0.0.1:${(studio.app.server.address() as AddressInfo).port}`;
    const end = new AbortController();
    const titles = async () => (await studio.admin.send<{ items: { title: { en: string }; plugin?: string }[] }>('GET', '/api/node-types')).body.items.filter(({ plugin }) => plugin).map(({ title }) => title.en);
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'hot');
      const source = join(folder, 'src', 'index.ts');
      const lines: string[] = [];
      const running = runDev(folder, { url, login: 'root', password: PASSWORD, signal: end.signal }, (line) => lines.push(line));
      await vi.waitFor(async () => expect(await titles()).toEqual(['Mask']), { timeout: 30_000, interval: 100 });
      const text = await readFile(source, 'utf8');
      await writeFile(source, `${text}\nconst = ;`);
      await vi.waitFor(() => expect(lines.join('\n')).toContain('SCN_PLUGIN_BUILD'), { timeout: 30_000, interval: 100 });
      expect(await titles()).toEqual(['Mask']);
      await writeFile(source, text.replace("en: 'Mask'", "en: 'Cover'"));
      await vi.waitFor(async () => expect(await titles()).toEqual(['Cover']), { timeout: 30_000, interval: 100 });
      end.abort();
      expect(await running).toBe(0);
    });
    await studio.close();
  }, 120_000);

  it.each(['http://studio.example', 'http://10.0.0.5:4600', 'http://127.0.0.1:1'])('sends no password to %s', async (url) => {
    await withTemporaryFolder(async (where) => {
      const folder = await createPlugin(where, 'away');
      await expect(runDev(folder, { url, login: 'root', password: PASSWORD, signal: AbortSignal.timeout(5000) }, () => undefined)).rejects.toMatchObject({ code: 'SCN_PLUGIN_STUDIO' });
    });
  });
});
