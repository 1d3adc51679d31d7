import { describe, expect, it } from 'vitest';
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

  it('says in the words of the studio why it was not let in, and asks for nothing without a password', async () => {
    const studio = await createTestStudio();
    const url = await studio.app.listen({ port: 0, host: '127.0.0.1' });
    await expect(dev(url, 'nonsense-1')).rejects.toMatchObject({ code: 'SCN_AUTH_WRONG' });
    await expect(dev(url, '')).rejects.toMatchObject({ code: 'SCN_PLUGIN_STUDIO', details: { reason: expect.stringContaining('SCENARIO_STUDIO_PASSWORD') as string } });
    await studio.close();
  });
});
