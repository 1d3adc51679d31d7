import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditItem } from '../../../server/api/data.ts';
import type { SavedPoint } from '../../../server/api/versions.ts';
import { createVersionsStudio, publish, releases, save, scenarioCalled, type VersionsStudio } from './support.ts';

let of: VersionsStudio;
beforeAll(async () => {
  of = await createVersionsStudio();
});
afterAll(() => of.studio.close());

describe('a named version', () => {
  it('keeps the draft as it was, with name, note, time and person', async () => {
    const saved = await of.ada.send<SavedPoint>('POST', '/api/scenarios/bike/points', { name: '  给法制看的 ', note: '加了车牌', baseVersion: 1 });
    expect(saved).toMatchObject({ status: 201, body: { name: '给法制看的', note: '加了车牌', by: { name: 'ada' }, version: 1, at: expect.stringContaining('20') } });
    await save(of, '改过', 1);
    const { items } = (await of.lin.send<{ items: SavedPoint[] }>('GET', '/api/scenarios/bike/points')).body;
    expect(items.map(({ id }) => id)).toEqual([saved.body.id]);
    const read = await of.lin.send<{ scenario: { title: string } }>('GET', `/api/scenarios/bike/points/${saved.body.id}`);
    expect(read.body.scenario.title).toBe('登记');
  });

  it('is of the draft that was seen, needs a name, and is for who may edit', async () => {
    const stale = await of.ada.send<{ code: string }>('POST', '/api/scenarios/bike/points', { name: '旧', note: '', baseVersion: 1 });
    expect([stale.status, stale.body.code]).toEqual([409, 'SCN_STORE_CONFLICT']);
    expect((await of.ada.send('POST', '/api/scenarios/bike/points', { name: '   ', note: '', baseVersion: 2 })).status).toBe(400);
    expect((await of.lin.send('POST', '/api/scenarios/bike/points', { name: '我的', note: '', baseVersion: 2 })).status).toBe(403);
    expect((await of.lin.send('GET', '/api/scenarios/bike/points/no-such')).status).toBe(404);
  });

  it('goes when it is deleted, once', async () => {
    const { body } = await of.ada.send<SavedPoint>('POST', '/api/scenarios/bike/points', { name: '多余', note: '', baseVersion: 2 });
    expect((await of.ada.send('DELETE', `/api/scenarios/bike/points/${body.id}`)).status).toBe(200);
    expect((await of.ada.send('DELETE', `/api/scenarios/bike/points/${body.id}`)).status).toBe(404);
  });
});

describe('a roll-back', () => {
  it('makes an older release the live one again, with a reason, as a new release', async () => {
    expect((await publish(of, 2)).body.number).toBe(2);
    const back = await of.pub.send<{ number: number; restores: number; note: string }>('POST', '/api/scenarios/bike/roll-back', { release: 'bike@1', reason: '新版办不下去' });
    expect(back).toMatchObject({ status: 201, body: { number: 3, restores: 1, note: '新版办不下去', current: true } });
    const [newest, second] = await releases(of.ada);
    expect([newest?.current, newest?.publishedByName, second?.current]).toEqual([true, 'pub', false]);
    expect(of.studio.app.studio.live.get('bike')?.scenario.title).toBe('登记');
    const [entry] = (await of.studio.admin.send<{ items: AuditItem[] }>('GET', '/api/audit?limit=1')).body.items;
    expect(entry).toMatchObject({ action: 'scenario.roll-back', target: 'bike@3', details: { restores: 1 } });
  });

  it('leaves runs with the release they began with', async () => {
    await save(of, '第四版', 2);
    await publish(of, 3);
    const run = await of.studio.user.send<{ run: { id: string } }>('POST', '/api/portal/apps/bike/runs', { clientKey: 'run-of-four', input: { plate: '浙A1' } });
    const begun = (await of.studio.app.studio.store.runs.list({ scenario: 'bike', limit: 5 })).items;
    expect([run.status < 300, begun.map(({ release }) => release)]).toEqual([true, ['bike@4']]);
    await of.pub.send('POST', '/api/scenarios/bike/roll-back', { release: 'bike@2', reason: '回去' });
    expect((await of.studio.app.studio.store.runs.list({ scenario: 'bike', limit: 5 })).items.map(({ release }) => release)).toEqual(['bike@4']);
  });

  it('is refused for the live release, for one of another scenario, without a reason, and to who may not publish', async () => {
    const send = (person: typeof of.ada, release: string, reason: string) => person.send<{ code: string }>('POST', '/api/scenarios/bike/roll-back', { release, reason });
    expect((await send(of.pub, 'bike@5', '再来')).body.code).toBe('SCN_ROLLBACK_LIVE');
    expect((await send(of.pub, 'bike@99', '没有')).status).toBe(404);
    expect((await send(of.pub, 'bike@1', ' ')).status).toBe(400);
    expect((await send(of.lin, 'bike@1', '我要')).status).toBe(403);
  });
});

describe('publishing', () => {
  it('whose answer was lost gives, asked again, the release it made', async () => {
    const { version } = (await of.ada.send<{ version: number }>('GET', '/api/scenarios/bike')).body;
    await save(of, '最后一版', version);
    const ask = async (more: object) => (await of.pub.send<{ number: number }>('POST', '/api/scenarios/bike/publish', { note: '答复丢了', baseVersion: version + 1, ...more })).body.number;
    const [one, other] = ['0123456789abcdef', 'fedcba9876543210'];
    const [first, joined] = await Promise.all([ask({ attempt: one }), ask({ attempt: one })]);
    expect([joined, await ask({ attempt: one }), await ask({ attempt: other }), await ask({}), await ask({ attempt: one })]).toEqual([first, first, first + 1, first + 2, first]);
  });
});

it('a scenario that is made anew under an old name has none of the old points, comments and plans', async () => {
  await of.ada.send('POST', '/api/scenarios/bike/points', { name: '留下的', note: '', baseVersion: 4 });
  await of.ada.send('POST', '/api/scenarios/bike/comments', { text: '留下的批注' });
  await of.ada.send('PUT', '/api/scenarios/bike/scheduled', { local: '2026-03-03T09:00', note: '', baseVersion: 4 });
  expect((await of.ada.send('DELETE', '/api/scenarios/bike')).status).toBe(200);
  expect((await of.ada.send('POST', '/api/scenarios', { scenario: scenarioCalled('新的'), unit: 'H-B' })).status).toBe(201);
  const read = async (path: string) => (await of.ada.send<{ items?: unknown[]; threads?: unknown[]; scheduled?: unknown }>('GET', `/api/scenarios/bike/${path}`)).body;
  expect([(await read('points')).items, (await read('review')).threads, (await read('scheduled')).scheduled]).toEqual([[], [], undefined]);
});
