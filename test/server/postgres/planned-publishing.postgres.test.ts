import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { Release } from '../../../server/api/scenario.ts';
import type { ReviewView, Scheduled, Thread } from '../../../server/api/versions.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { createTestApp, createTestStudio, loginAs, type TestStudio } from '../support/studio.ts';
import { scenarioCalled } from '../versions/support.ts';

/** Two servers on one database and with one clock, both with their sweep. */
let database: TestDatabase;
let stores: readonly [Store, Store];
let one: TestStudio;
let two: Awaited<ReturnType<typeof createTestApp>>;
let now = new Date('2026-03-02T12:00:00Z');

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const second = await openPostgresStore(database.url, { now: () => now.toISOString() });
  stores = [await openPostgresStore(database.url, { now: () => now.toISOString() }), second];
  const shared = { nodeTypes: builtIns, now: () => now, secretKey: Buffer.alloc(32, 7) };
  one = await createTestStudio({ ...shared, store: stores[0] });
  two = await createTestApp({ ...shared, store: stores[1] });
  await one.designer.send('POST', '/api/scenarios', { scenario: scenarioCalled('登记') });
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await Promise.all(stores.map((store) => store.close()));
  await database.remove();
});

describe('two servers on one database', () => {
  it('publish what was planned once, and both know it', async () => {
    const planned = await one.designer.send<{ scheduled: Scheduled }>('PUT', '/api/scenarios/bike/scheduled', { local: '2026-03-02T20:10', note: '夜里发布', baseVersion: 1 });
    expect(planned.body.scheduled.state).toBe('waiting');
    now = new Date('2026-03-02T12:10:01Z');
    for (let round = 0; round < 4; round += 1) await Promise.all([one.app.studio.sweep.now(), two.studio.sweep.now()]);
    expect((await one.designer.send<{ items: Release[] }>('GET', '/api/scenarios/bike/releases')).body.items.map(({ number, note }) => [number, note])).toEqual([[1, '夜里发布']]);
    await expect.poll(() => two.studio.live.get('bike')?.release.id, { timeout: 5000 }).toBe('bike@1');
    const seen = await loginAs(two, 'dora');
    expect((await seen.send<{ scheduled: Scheduled }>('GET', '/api/scenarios/bike/scheduled')).body.scheduled).toMatchObject({ state: 'done', release: 1 });
  });

  it('lose no answer to a comment that is given at both at once', async () => {
    const there = await loginAs(two, 'root');
    const { id } = (await one.designer.send<Thread>('POST', '/api/scenarios/bike/comments', { node: 'main/ask', text: '一' })).body;
    await Promise.all([one.designer.send('POST', `/api/scenarios/bike/comments/${id}`, { text: '二' }), there.send('POST', `/api/scenarios/bike/comments/${id}`, { text: '三' })]);
    const { threads } = (await there.send<ReviewView>('GET', '/api/scenarios/bike/review')).body;
    expect(threads[0]?.comments.map(({ text }) => text).sort()).toEqual(['一', '三', '二']);
  });
});
