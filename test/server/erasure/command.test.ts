import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { COMMAND } from '../../support/product.ts';
import { withTemporaryFolder } from '../../support/temporary-folder.ts';
import { CANARY, leaveTraces } from './support.ts';

const KEY = Buffer.alloc(32, 5).toString('base64');

function studio(args: readonly string[], key: string | undefined): { readonly code: number | null; readonly output: string } {
  const env = { ...process.env, ...(key === undefined ? {} : { SCENARIO_STUDIO_KEY: key }) };
  const done = spawnSync(process.execPath, [...COMMAND, ...args], { encoding: 'utf8', env });
  return { code: done.status, output: done.stdout + done.stderr };
}

it('the command says first what is there, asks for a reason and a name, writes the rest elsewhere, and the audit verifies', async () => {
  await withTemporaryFolder(async (folder) => {
    const [from, to] = [join(folder, 'from'), join(folder, 'to')];
    const store = await openEmbeddedStore(from);
    await leaveTraces(store);
    await store.close();
    const about = ['erase', '--store', from, '--subject', CANARY.pid];
    const dry = studio(about, undefined);
    expect([dry.code, /health\/patient [^\n]*: 1\n/.test(dry.output), dry.output.includes(CANARY.name)]).toEqual([0, true, false]);
    expect(studio([...about, '--to', to], KEY).code).toBe(2);
    const whole = [...about, '--to', to, '--reason', '本人要求', '--by', '数据处'];
    const keyless = studio(whole, undefined);
    expect([keyless.code, keyless.output.includes('SCN_ERASE_KEY')]).toEqual([1, true]);
    expect(studio(whole, KEY).code).toBe(0);
    const verified = studio(['audit', 'verify', '--store', to], KEY);
    expect([verified.code, verified.output.includes('0 处问题')]).toEqual([0, true]);
    const again = studio(['erase', '--store', to, '--subject', CANARY.pid], undefined);
    expect(again.output.split('\n').filter((line) => line !== '' && !line.endsWith(': 0'))).toEqual([]);
  });
}, 120_000);
