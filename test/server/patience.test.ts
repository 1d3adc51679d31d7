import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStudio, type TestStudio } from './support/studio.ts';

/** A store whose lists of tasks never come, or come late. */
let studio: TestStudio;
let fail: (error: Error) => void = () => undefined;
const late = new Promise<never>((_resolve, reject) => (fail = reject));
beforeAll(async () => {
  studio = await createTestStudio({ answerWithinMs: 1500 });
  Object.assign(studio.app.studio.store.tasks, { list: () => late });
});
afterAll(() => studio.close());

interface Told {
  readonly code: string;
  readonly hint: string;
}

describe('a request that waits for something that hangs', () => {
  it('is told so in a bounded time, with what to do, and others are served meanwhile', async () => {
    const waiting = studio.user.send<Told>('GET', '/api/portal/tasks');
    expect((await studio.user.send('GET', '/api/portal/apps')).status).toBe(200);
    const { status, body, headers } = await waiting;
    expect([status, body.code, headers['retry-after']]).toEqual([503, 'SCN_API_SLOW', '5']);
    expect(body.hint).toContain('clientKey');
  });

  it('is answered once, also when what it waited for fails afterwards', async () => {
    const { status } = await studio.user.send('GET', '/api/portal/tasks');
    fail(new Error('too late'));
    await sleep(20);
    expect([status, (await studio.user.send('GET', '/api/portal/apps')).status]).toEqual([503, 200]);
  });

  it('is waited for when its route says that it takes as long as it takes', async () => {
    const slow = new Promise((resolve) => setTimeout(resolve, 3000));
    const { datasets } = studio.app.studio.store;
    const get = datasets.get.bind(datasets);
    Object.assign(datasets, { get: async (id: string) => (await slow, get(id)) });
    const reply = await studio.designer.send<Told>('POST', '/api/datasets/import', { dataset: 'none/none', format: 'csv', text: 'a\n1\n', mode: 'append' });
    expect([reply.status, reply.body.code]).toEqual([404, 'SCN_API_NOT_FOUND']);
  });
});
