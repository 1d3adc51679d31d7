import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DesignNotice, Scheduled } from '../../../server/api/versions.ts';
import { createLiveReleases } from '../../../server/services/releases.ts';
import { takeDuePlans } from '../../../server/services/versions/due-plans.ts';
import { localOf, momentOf } from '../../../server/services/versions/zone-time.ts';
import type { Person } from '../support/studio.ts';
import { createVersionsStudio, releases, save, type VersionsStudio } from './support.ts';

let of: VersionsStudio;
beforeEach(async () => {
  of = await createVersionsStudio('2026-03-02T12:00:00Z');
});
afterEach(() => of.studio.close());

interface Answer { readonly zone: string; readonly scheduled?: Scheduled; readonly code?: string }
const plan = (body: object, by: Person = of.pub) => by.send<Answer>('PUT', '/api/scenarios/bike/scheduled', { note: '夜里发布', ...body });
const read = async () => (await of.ada.send<Answer>('GET', '/api/scenarios/bike/scheduled')).body.scheduled;
const told = async (person: Person) => (await person.send<{ items: DesignNotice[] }>('GET', '/api/design-notices')).body.items.map(({ what, text }) => [what, text]);

/** What the sweep does in its rounds, until all of it has ended. */
async function look(): Promise<void> {
  const work: Promise<unknown>[] = [];
  await takeDuePlans(of.studio.app.studio, (_id, begin) => void work.push(begin()));
  await Promise.all(work);
}

describe('publishing at a set time', () => {
  it('is in the time zone of the scenario, and happens then, once, with the content of when it was set', async () => {
    await save(of, '第二版', 1);
    const set = await plan({ local: '2026-03-02T20:20', baseVersion: 2 });
    expect(set).toMatchObject({ status: 200, body: { zone: 'Asia/Shanghai', scheduled: { state: 'waiting', at: '2026-03-02T12:20:00.000Z', local: '2026-03-02T20:20', version: 2, by: { name: 'pub' } } } });
    await save(of, '后来的改动', 2);
    of.setNow('2026-03-02T12:19:59Z');
    await look();
    expect((await releases(of.ada)).length).toBe(1);
    of.setNow('2026-03-02T12:20:00Z');
    await look();
    await look();
    const all = await releases(of.ada);
    expect(all.map(({ number, note, publishedByName }) => [number, note, publishedByName])).toEqual([[2, '夜里发布', 'pub'], [1, '从 1', 'ada']]);
    expect(of.studio.app.studio.live.get('bike')?.scenario.title).toBe('第二版');
    expect(await read()).toMatchObject({ state: 'done', release: 2 });
    expect([await told(of.pub), await told(of.ada)]).toEqual([[['published', 'v2']], [['published', 'v2']]]);
  });

  it('is carried out by the sweep of the server itself', async () => {
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    of.setNow('2026-03-02T12:25:00Z');
    for (let round = 0; round < 3; round += 1) await of.studio.app.studio.sweep.now();
    expect(await read()).toMatchObject({ state: 'done', release: 2 });
  });

  it('is done by one of many servers', async () => {
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    of.setNow('2026-03-02T12:25:00Z');
    const { studio } = of.studio.app;
    const others = await Promise.all([1, 2, 3].map(async () => ({ ...studio, live: await createLiveReleases(studio) })));
    const work: Promise<unknown>[] = [];
    await Promise.all(others.map((other) => takeDuePlans(other, (_id, begin) => void work.push(begin()))));
    await Promise.all(work);
    expect([work.length, (await releases(of.ada)).length]).toEqual([3, 2]);
  });

  it('is taken over from a server that went away in the middle, and not done twice', async () => {
    const { store } = of.studio.app.studio;
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    of.setNow('2026-03-02T12:20:00Z');
    await look();
    const done = await store.documents.get<Record<string, unknown>>('scheduled-publish', 'bike');
    await store.documents.put('scheduled-publish', 'bike', { ...done?.body, state: 'running', begun: '2026-03-02T12:20:00Z' }, { expectedVersion: done?.version ?? 0, by: 'test' });
    of.setNow('2026-03-02T12:29:00Z');
    await look();
    expect((await read())?.state).toBe('running');
    of.setNow('2026-03-02T12:30:00Z');
    await look();
    expect([(await read())?.state, (await releases(of.ada)).length]).toEqual(['done', 2]);
  });

  it('waits for the store instead of giving up', async () => {
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    of.setNow('2026-03-02T12:25:00Z');
    const { studio } = of.studio.app;
    const broken = { ...studio, heavy: { ...studio.heavy, run: async () => { throw new Error('thread is gone'); } } };
    const work: Promise<unknown>[] = [];
    await takeDuePlans(broken, (_id, begin) => void work.push(begin().catch((error: unknown) => error)));
    expect((await Promise.all(work)).map(String)).toEqual(['Error: thread is gone']);
    expect((await read())?.state).toBe('waiting');
    await look();
    expect((await read())?.state).toBe('done');
  });
});

describe('a plan', () => {
  it('is changed with or without taking the newest draft, and cancelled', async () => {
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    await save(of, '第二版', 1);
    expect((await plan({ local: '2026-03-02T20:22' })).body.scheduled).toMatchObject({ local: '2026-03-02T20:22', version: 1 });
    expect((await plan({ local: '2026-03-02T20:22', baseVersion: 2 })).body.scheduled?.version).toBe(2);
    expect((await of.ada.send<Answer>('DELETE', '/api/scenarios/bike/scheduled')).body.scheduled?.state).toBe('cancelled');
    of.setNow('2026-03-02T12:25:00Z');
    await look();
    expect((await releases(of.ada)).length).toBe(1);
    expect((await of.ada.send('DELETE', '/api/scenarios/bike/scheduled')).status).toBe(404);
    expect((await plan({ local: '2026-03-05T08:00' })).status).toBe(404);
  });

  it.each(['2026-03-02T19:59', '2026-02-30T10:00', '2027-06-01T10:00', '2026-03-03T25:00'])('is refused for %s', async (local) => {
    expect((await plan({ local, baseVersion: 1 })).body.code).toBe('SCN_SCHEDULE_TIME');
  });

  it('is for who may publish, and of the draft that was seen', async () => {
    expect((await plan({ local: '2026-03-02T20:22', baseVersion: 1 }, of.lin)).status).toBe(403);
    expect((await plan({ local: '2026-03-02T20:22', baseVersion: 7 })).body.code).toBe('SCN_STORE_CONFLICT');
  });
});

describe('a gate that fails at that time', () => {
  it('is seen with its reason and told to who planned it, and the plan can be set anew', async () => {
    await of.ada.send('PUT', '/api/scenarios/bike/review-rule', { approvals: 1, duties: [], baseVersion: 0 });
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    of.setNow('2026-03-02T12:21:00Z');
    await look();
    await look();
    expect(await read()).toMatchObject({ state: 'failed', note: '夜里发布', problem: { code: 'SCN_REVIEW_NEEDED', detail: '复核没有完成：要 1 人同意，现在 0 人。' } });
    expect([await told(of.pub), await told(of.ada)]).toEqual([[['failed', '夜里发布']], [['failed', '夜里发布']]]);
    await of.ada.send('PUT', '/api/scenarios/bike/review-rule', { approvals: 0, duties: [], baseVersion: 1 });
    expect((await plan({ local: '2026-03-02T20:25' })).body.scheduled?.state).toBe('waiting');
    of.setNow('2026-03-02T12:25:00Z');
    await look();
    expect((await read())?.state).toBe('done');
  });

  it('says so when whoever planned it may not publish any more', async () => {
    await plan({ local: '2026-03-02T20:20', baseVersion: 1 });
    await of.studio.admin.send('PATCH', `/api/users/${of.pub.id}`, { disabled: true });
    of.setNow('2026-03-02T12:21:00Z');
    await look();
    expect((await read())?.problem?.code).toBe('SCN_AUTH_FORBIDDEN');
  });
});

describe('a clock of a zone', () => {
  it.each([['2026-03-02T20:30', 'Asia/Shanghai', '2026-03-02T12:30:00.000Z'], ['2026-07-01T09:00', 'Europe/Berlin', '2026-07-01T07:00:00.000Z'], ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z']])('%s in %s is %s', (local, zone, at) => {
    expect(momentOf(local, zone)?.toISOString()).toBe(at);
  });

  it('is read back to the minute', () => {
    expect([localOf(new Date('2026-03-02T12:30:59Z'), 'Asia/Shanghai'), momentOf('2026-13-01T00:00', 'Asia/Shanghai')]).toEqual(['2026-03-02T20:30', null]);
  });
});
