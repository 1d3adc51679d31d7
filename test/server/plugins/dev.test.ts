import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Secret, TOTP } from 'otpauth';
import { describe, expect, it, vi } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { FactorBegun } from '../../../server/api/account.ts';
import { askAdministrator } from '../../../server/cli/plugin/ask-administrator.ts';
import { runDev } from '../../../server/cli/plugin/dev.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { createTestStudio, PASSWORD } from '../support/studio.ts';
import { createPlugin } from './plugin-folder.ts';

const nobody = () => Promise.resolve(undefined);

const dev = (url: string, password = PASSWORD, askCode: () => Promise<string | undefined> = nobody, print: (line: string) => void = () => undefined) =>
  withTemporaryFolder(async (where) => {
    await runDev(await createPlugin(where, 'away'), { url, login: 'root', password, askCode, signal: AbortSignal.timeout(5000) }, print);
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
      const running = runDev(folder, { url, login: 'root', password: PASSWORD, askCode: nobody, signal: end.signal }, (line) => lines.push(line));
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

  it('asks for the code of a second step, again when it was mistyped, and says what to do where there is nobody to ask', async () => {
    const studio = await createTestStudio({ nodeTypes: builtIns });
    const url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
    const { secret } = (await studio.admin.send<FactorBegun>('POST', '/api/me/factor/begin', { password: PASSWORD })).body;
    const digits = (stepsOn: number) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsOn * 30_000 });
    expect((await studio.admin.send('POST', '/api/me/factor/confirm', { code: digits(0) })).status).toBe(200);
    await expect(dev(url)).rejects.toMatchObject({ code: 'SCN_PLUGIN_SECOND', details: { login: 'root' } });
    await expect(dev(url, PASSWORD, () => Promise.resolve('123'))).rejects.toMatchObject({ code: 'SCN_API_INVALID' });
    const [given, lines] = [['000000', digits(1)], [] as string[]];
    await dev(url, PASSWORD, () => Promise.resolve(given.shift()), (line) => lines.push(line));
    expect([given, lines[0], lines.find((line) => line.includes('away 1.0.0'))]).toEqual([[], expect.stringContaining('SCN_AUTH_CODE'), expect.stringContaining('away.mask')]);
    await studio.close();
  }, 90_000);

  it('takes a code of the surroundings once, and asks nobody where there is no terminal', async () => {
    const { askCode, ...administrator } = await askAdministrator({ SCENARIO_STUDIO_LOGIN: 'root', SCENARIO_STUDIO_PASSWORD: PASSWORD, SCENARIO_STUDIO_CODE: '123456' });
    expect([administrator, await askCode(), await askCode()]).toEqual([{ login: 'root', password: PASSWORD }, '123456', undefined]);
  });

  it('says in the words of the studio why it was not let in, and asks for nothing without a password', async () => {
    const studio = await createTestStudio();
    const url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
    await expect(dev(url, 'nonsense-1')).rejects.toMatchObject({ code: 'SCN_AUTH_WRONG' });
    await expect(dev(url, '')).rejects.toMatchObject({ code: 'SCN_PLUGIN_STUDIO', details: { reason: expect.stringContaining('SCENARIO_STUDIO_PASSWORD') as string } });
    await studio.close();
  });
});
