import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ScenarioError } from '../../runtime/errors.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunEvent } from '../../runtime/engine/run-event.ts';
import { within } from '../../server/services/within.ts';
import { INPUTS, scenario } from '../bench/instant/work.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

interface Decision {
  readonly runId: string;
  readonly status: string;
}

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  for (const recording of ['all', 'none'] as const) {
    const document = scenario(recording);
    expect((await studio.designer.send('POST', '/api/scenarios', { scenario: document })).status).toBe(201);
    expect((await studio.designer.send('POST', `/api/scenarios/instant-${recording}/publish`, { note: '', baseVersion: 1 })).status).toBe(201);
  }
});
afterAll(() => studio.close());

let keys = 0;
/** A repeatable start goes the long way. */
const longWay = () => ({ 'idempotency-key': `long-way-${(keys += 1)}` });

/** What is on record of a run, without what differs from run to run. */
async function recordOf(run: string): Promise<unknown> {
  const store = studio.app.studio.store;
  const [record, events] = [await store.runs.get(run), await store.runs.events(run)];
  const at = record?.startedAt ?? '';
  return JSON.parse(JSON.stringify({ record, events: events satisfies readonly RunEvent[] }).replaceAll(run, 'RUN').replaceAll(at, 'AT')) as unknown;
}

describe('an instant run over HTTP', () => {
  it('[E9.1] gives the answer and the record of the long way, for every input', async () => {
    for (const input of INPUTS) {
      for (const query of ['', '?explain=true']) {
        const short = await studio.user.send<Decision>('POST', `/api/apps/instant-all${query}`, input);
        const long = await studio.user.send<Decision>('POST', `/api/apps/instant-all${query}`, input, longWay());
        expect([short.status, long.status]).toEqual([200, 200]);
        expect({ ...short.body, runId: '' }).toEqual({ ...long.body, runId: '' });
        expect(await recordOf(short.body.runId)).toEqual(await recordOf(long.body.runId));
        expect(short.headers['content-security-policy']).toBe(long.headers['content-security-policy']);
      }
    }
  });

  it('leaves no trace when nothing is to be recorded, as the long way', async () => {
    const short = await studio.user.send<Decision>('POST', '/api/apps/instant-none', INPUTS[0]);
    expect([short.status, short.body.status]).toEqual([200, 'completed']);
    expect(await studio.app.studio.store.runs.get(short.body.runId)).toBeNull();
  });

  it('refuses a wrong form in the words of the long way', async () => {
    const wrong = { ...INPUTS[0], age: 'old' };
    const [short, long] = [await studio.user.send('POST', '/api/apps/instant-all', wrong), await studio.user.send('POST', '/api/apps/instant-all', wrong, longWay())];
    expect(short.status).toBe(422);
    expect({ ...short.body, requestId: '' }).toEqual({ ...long.body, requestId: '' });
  });

  it.each([['the short way', () => ({})], ['the long way', longWay]])('tells nobody of a run that is not on disk, however soon they would leave: %s', async (_way, headers) => {
    const { store } = studio.app.studio;
    const commit = store.runs.commit.bind(store.runs);
    let go = (): void => undefined;
    let refuse = (): void => undefined;
    const gates = [new Promise<void>((resolve) => (go = resolve)), new Promise<void>((_resolve, reject) => (refuse = () => reject(new ScenarioError('SCN_STORE_FULL', 'full', {}))))];
    store.runs.commit = async (given) => {
      await gates.shift();
      await commit(given);
    };
    try {
      const send = () => studio.user.send<Decision & { code?: string }>('POST', '/api/apps/instant-all', INPUTS[0], { prefer: 'wait=0', ...headers() });
      const first = send();
      expect(await Promise.race([first, sleep(100, 'waits')])).toBe('waits');
      go();
      const { status, body } = await first;
      expect([status, body.status, (await store.runs.get(body.runId))?.status]).toEqual([200, 'completed', 'completed']);
      const second = send();
      expect(await Promise.race([second, sleep(100, 'waits')])).toBe('waits');
      refuse();
      expect([(await second).status, (await second).body.code]).toEqual([507, 'SCN_STORE_FULL']);
    } finally {
      store.runs.commit = commit;
    }
  });

  it('is nobody’s without a session, and refused from elsewhere', async () => {
    expect((await studio.anyone.send('POST', '/api/apps/instant-all', INPUTS[0])).status).toBe(401);
    const foreign = await studio.user.send<{ code: string }>('POST', '/api/apps/instant-all', INPUTS[0], { origin: 'https://elsewhere.example' });
    expect([foreign.status, foreign.body.code]).toEqual([403, 'SCN_AUTH_ORIGIN']);
  });
});

describe('waiting for work', () => {
  const after = <T>(ms: number, value: T): Promise<T> => new Promise((resolve) => setTimeout(resolve, ms, value));

  it('gives what is done in time and null for what is not, each after its own time', async () => {
    const began = performance.now();
    const waits = [within(after(30, 'a'), 5000), within(after(5000, 'b'), 1000), within(after(5000, 'c'), 20), within(Promise.resolve('d'), 0)];
    expect(await waits[2]).toBeNull();
    const third = performance.now() - began;
    expect(await waits[1]).toBeNull();
    expect([await waits[0], await waits[3]]).toEqual(['a', 'd']);
    expect(third).toBeLessThan(1000);
    expect(performance.now() - began).toBeGreaterThanOrEqual(999);
  });

  it('passes a failure on', async () => {
    await expect(within(Promise.reject(new Error('no')), 1000)).rejects.toThrow('no');
  });
});
