import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DeliveryItem, TriggerItem } from '../../server/api/triggers.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import type { Store } from '../../server/stores/store.ts';
import { createTestApp, createTestStudio, HOST } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { ordersData, outputOf, publish, runsOf, scenarioOf } from './support/trigger-scenario.ts';

const end = { type: 'output.page', config: { text: '好' } };
let now: Date;
let store: Store;
let studio: TestStudio;
beforeEach(async () => {
  now = new Date('2026-11-24T00:30:00Z');
  store = createMemoryStore({ now: () => now.toISOString() });
  studio = await createTestStudio({ nodeTypes: builtIns, store, now: () => now });
});
afterEach(() => studio.close());

const later = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};
const go = () => studio.app.studio.courier.now();
const failed = async (id: string) => (await (await studio.login('dora')).send<{ items: DeliveryItem[] }>('GET', `/api/scenarios/${id}/deliveries`)).body.items;
const triggers = async (id: string) => (await (await studio.login('dora')).send<{ items: TriggerItem[] }>('GET', `/api/scenarios/${id}/triggers`)).body.items;

describe('a schedule', () => {
  const nightly = (config: object) => scenarioOf('nightly', { tick: { type: 'start.schedule', config }, end }, { e1: ['tick.out', 'end'] });

  it('begins one run per tick on the clocks of the zone, however many servers look', async () => {
    await publish(studio, nightly({ cron: '0 9 * * *' }));
    const second = await createTestApp({ nodeTypes: builtIns, store, now: () => now });
    const both = () => Promise.all([go(), second.studio.courier.now()]);
    await both();
    expect(await runsOf(studio, 'nightly')).toEqual([]);
    later(30);
    await both();
    await both();
    const runs = await runsOf(studio, 'nightly');
    expect(runs.map(({ status, starter }) => [status, starter])).toEqual([['completed', 'trigger:nightly/main/tick']]);
    expect(await outputOf(studio, runs[0]?.id ?? '', 'tick')).toEqual({ at: '2026-11-24T01:00:00.000Z', missed: 0 });
    expect(runs[0]).toMatchObject({ starterName: '“tick”按计划启动' });
    later(24 * 60);
    await both();
    expect(await runsOf(studio, 'nightly')).toHaveLength(2);
    await second.close();
  });
  it('makes up once for what it missed, and says how much', async () => {
    await publish(studio, nightly({ cron: '0 * * * *' }));
    await go();
    later(5 * 60);
    await go();
    const [run, ...more] = await runsOf(studio, 'nightly');
    expect([await outputOf(studio, run?.id ?? '', 'tick'), more]).toEqual([{ at: '2026-11-24T05:00:00.000Z', missed: 4 }, []]);
  });
  it('leaves out what it missed when told to, and goes on with the next', async () => {
    await publish(studio, nightly({ cron: '0 * * * *', missed: 'skip' }));
    await go();
    later(3 * 60 + 10);
    await go();
    expect(await runsOf(studio, 'nightly')).toEqual([]);
    later(20);
    await go();
    expect(await runsOf(studio, 'nightly')).toHaveLength(1);
  });
  it('that an administrator paused does nothing, and afterwards nothing is made up for', async () => {
    await publish(studio, nightly({ cron: '0 * * * *' }));
    await go();
    expect((await studio.designer.send('POST', '/api/scenarios/nightly/triggers/pause', { source: 'main/tick', paused: true })).status).toBe(403);
    await studio.admin.send('POST', '/api/scenarios/nightly/triggers/pause', { source: 'main/tick', paused: true });
    expect((await triggers('nightly'))[0]?.paused).toMatchObject({ byName: '管理员' });
    later(150);
    await go();
    await (await studio.login('root')).send('POST', '/api/scenarios/nightly/triggers/pause', { source: 'main/tick', paused: false });
    await go();
    expect(await runsOf(studio, 'nightly')).toEqual([]);
    later(60);
    await go();
    expect(await runsOf(studio, 'nightly')).toHaveLength(1);
  });
  it('shows its next three times', async () => {
    await publish(studio, nightly({ cron: '0 9 1 * *' }));
    expect(await triggers('nightly')).toMatchObject([{ kind: 'schedule', cron: '0 9 1 * *', next: ['2026-12-01T01:00:00.000Z', '2027-01-01T01:00:00.000Z', '2027-02-01T01:00:00.000Z'] }]);
  });
  it('that never comes or is none is not published', async () => {
    for (const [cron, code] of [['0 0 31 2 *', 'SCN_START_CRON_NEVER'], ['whenever', 'SCN_START_CRON']] as const) {
      const id = code.toLowerCase().replaceAll('_', '-');
      await studio.designer.send('POST', '/api/scenarios', { scenario: { ...nightly({ cron }), id } });
      const refused = await studio.designer.send<{ details: { diagnostics: { code: string }[] } }>('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });
      expect([refused.status, refused.body.details.diagnostics.map((found) => found.code)]).toEqual([422, [code]]);
    }
  });
});

describe('a row', () => {
  const insert = (data: object) => studio.designer.send<{ id: string; version: number }>('POST', '/api/datasets/rows', { dataset: 'watch/orders', data });
  const watch = (config: object, nodes: object = {}, edges: object = {}) => scenarioOf('watch', { seen: { type: 'start.row', config: { dataset: 'orders', ...config } }, end, ...nodes }, { e1: ['seen.out', 'end'], ...edges }, { datasets: ordersData });

  it('that came by hand or in a file begins one run each, when the condition holds', async () => {
    await publish(studio, watch({ where: 'row.sum > 10' }));
    await insert({ no: 'A', sum: 20 });
    await insert({ no: 'B', sum: 5 });
    await studio.designer.send('POST', '/api/datasets/import', { dataset: 'watch/orders', format: 'csv', text: 'no,state,sum\nC,,30\nD,,1\n', mode: 'append' });
    await go();
    const runs = await runsOf(studio, 'watch');
    const outputs = await Promise.all(runs.map((run) => outputOf(studio, run.id, 'seen')));
    expect(outputs.map((output) => (output as { row: { no: string } }).row.no).sort()).toEqual(['A', 'C']);
    expect(outputs[0]).toMatchObject({ change: 'inserted', before: null });
    expect(await failed('watch')).toEqual([]);
  });
  it('that changed counts only in the columns looked at, and tells what it was', async () => {
    await publish(studio, watch({ on: 'changed', fields: ['state'] }));
    const { id } = (await insert({ no: 'A', state: 'new', sum: 1 })).body;
    await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'watch/orders', id, version: 1, data: { no: 'A', state: 'new', sum: 2 } });
    await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'watch/orders', id, version: 2, data: { no: 'A', state: 'paid', sum: 2 } });
    await go();
    const runs = await runsOf(studio, 'watch');
    expect(runs.map((run) => run.subject)).toEqual([id]);
    expect(await outputOf(studio, runs[0]?.id ?? '', 'seen')).toMatchObject({ change: 'changed', row: { state: 'paid', _version: 3 }, before: { state: 'new', _version: 2 } });
  });
  it('that a replacement of all rows changed tells the versions it had and has', async () => {
    await publish(studio, watch({ on: 'changed' }));
    await store.datasets.define({ ...ordersData.orders.own, fields: [{ id: 'no', type: 'string' }, { id: 'state', type: 'string', optional: true }, { id: 'sum', type: 'integer', optional: true }], id: 'watch/orders', key: ['no'] });
    const { id } = (await insert({ no: 'A', state: 'new', sum: 1 })).body;
    await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'watch/orders', data: { no: 'B', state: 'new', sum: 1 } });
    await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'watch/orders', id, version: 1, data: { no: 'A', state: 'new', sum: 2 } });
    await go();
    await studio.designer.send('POST', '/api/datasets/import', { dataset: 'watch/orders', format: 'csv', text: 'no,state,sum\nA,paid,2\nB,new,1\n', mode: 'replace' });
    await go();
    const outputs = await Promise.all((await runsOf(studio, 'watch')).map((run) => outputOf(studio, run.id, 'seen')));
    expect(outputs.filter((output) => (output as { row: { state: string } }).row.state === 'paid')).toMatchObject([{ row: { _version: 3 }, before: { _version: 2 } }]);
  });
  it('that is deleted and comes back, by hand or in a run, tells the version it has', async () => {
    await publish(studio, watch({ where: 'row.sum > 10' }, { again: { type: 'data.insert', config: { dataset: 'orders', values: { no: 'seen.row.no', state: '"again"' } } } }, { e1: ['seen.out', 'again'], e2: ['again.out', 'end'] }));
    await store.datasets.define({ ...(await store.datasets.get('watch/orders'))!, key: ['no', 'state'] });
    const first = (await insert({ no: 'A', state: 'new', sum: 1 })).body;
    expect(first.version).toBe(1);
    await studio.designer.send('DELETE', `/api/datasets/rows?dataset=${encodeURIComponent('watch/orders')}&id=${encodeURIComponent(first.id)}&version=1`);
    const again = (await insert({ no: 'A', state: 'new', sum: 20 })).body;
    expect(again).toEqual({ id: first.id, version: 3 });
    const stale = await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'watch/orders', id: first.id, version: 1, data: { no: 'A', state: 'new', sum: 2 } });
    expect(stale).toMatchObject({ status: 409, body: { code: 'SCN_DATA_CONFLICT' } });
    await go();
    const run = (await runsOf(studio, 'watch'))[0]?.id ?? '';
    expect(await outputOf(studio, run, 'seen')).toMatchObject({ change: 'inserted', row: { _id: first.id, _version: 3 } });
    const made = (await outputOf(studio, run, 'again')) as { id: string; version: number };
    expect((await store.datasets.row('watch/orders', made.id))?.version).toBe(made.version);
  });
  it('written by a run counts too, and a circle ends where somebody sees it', async () => {
    await publish(studio, watch({}, { again: { type: 'data.insert', config: { dataset: 'orders', values: { no: 'seen.row.no + "+"' } } } }, { e1: ['seen.out', 'again'], e2: ['again.out', 'end'] }));
    await insert({ no: 'A' });
    for (let round = 0; round < 9; round += 1) await go();
    expect(await runsOf(studio, 'watch')).toHaveLength(5);
    const [stuck, ...others] = await failed('watch');
    expect([stuck?.problem?.code, stuck?.status, others]).toEqual(['SCN_TRIGGER_LOOP', 'failed', []]);
  });
  it('is not lost when a run cannot begin: it is listed with its cause, and begins when that is mended', async () => {
    await publish(studio, watch({}));
    const { plans } = studio.app.studio;
    const { get } = plans;
    Object.assign(plans, { get: () => Promise.reject(new Error('the disk is away')) });
    await insert({ no: 'A' });
    await go();
    expect((await failed('watch')).map(({ status, attempts, problem }) => [status, attempts, problem?.code])).toEqual([['waiting', 1, 'SCN_TRIGGER_FAILED']]);
    Object.assign(plans, { get });
    later(1);
    await go();
    expect([await failed('watch'), (await runsOf(studio, 'watch')).length]).toEqual([[], 1]);
  });
  it('whose start is gone waits for a person, who tries again or drops it with a reason', async () => {
    await publish(studio, watch({}));
    await studio.admin.send('POST', '/api/scenarios/watch/triggers/pause', { source: 'main/seen', paused: true });
    await insert({ no: 'A' });
    await insert({ no: 'B' });
    await go();
    expect((await failed('watch')).map((item) => item.status)).toEqual(['waiting', 'waiting']);
    const draft = await studio.designer.send<{ version: number; scenario: { flows: { main: { nodes: Record<string, unknown> } } } }>('GET', '/api/scenarios/watch');
    const { seen, ...nodes } = draft.body.scenario.flows.main.nodes;
    const moved = { ...draft.body.scenario, flows: { main: { nodes: { ...nodes, renamed: seen }, edges: { e1: ['renamed.out', 'end'] } } } };
    await studio.designer.send('PUT', '/api/scenarios/watch', { scenario: moved, baseVersion: 1 });
    expect((await studio.designer.send('POST', '/api/scenarios/watch/publish', { note: '', baseVersion: 2 })).status).toBe(201);
    later(2);
    await go();
    const items = await failed('watch');
    expect(items.map((item) => [item.problem?.code, item.status])).toEqual([['SCN_TRIGGER_GONE', 'failed'], ['SCN_TRIGGER_GONE', 'failed']]);
    const again = await studio.designer.send<{ results: { ok: boolean; code: string }[] }>('POST', '/api/scenarios/watch/deliveries/retry', { ids: [items[0]?.id, 'none'] });
    expect(again.body.results.map(({ ok, code }) => [ok, code])).toEqual([[false, 'SCN_TRIGGER_GONE'], [false, 'SCN_API_NOT_FOUND']]);
    expect((await studio.designer.send<{ results: { ok: boolean }[] }>('POST', '/api/scenarios/watch/deliveries/drop', { ids: [items[0]?.id], reason: '测试数据' })).body.results).toMatchObject([{ ok: true }]);
    expect(await failed('watch')).toHaveLength(1);
  });
  it('of a file with more than a thousand of them is not taken by itself', async () => {
    await publish(studio, watch({}));
    const text = `no,state,sum\n${Array.from({ length: 1001 }, (_, n) => `N${n},,1`).join('\n')}\n`;
    expect((await studio.designer.send<{ written: number }>('POST', '/api/datasets/import', { dataset: 'watch/orders', format: 'csv', text, mode: 'replace' })).body.written).toBe(1001);
    await go();
    expect([(await failed('watch')).map((item) => item.problem?.code), (await runsOf(studio, 'watch')).length]).toEqual([['SCN_TRIGGER_TOO_MANY'], 0]);
  });
});

describe('an event', () => {
  const waiting = (id: string, more: object = {}) => scenarioOf(id, { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } }, wait: { type: 'flow.wait', config: { until: [{ event: 'paid', key: 'ask.no', port: 'out', ...more }, { after: 'duration("PT1H")', port: 'timeout' }] } }, end, late: end }, { e1: ['ask.out', 'wait'], e2: ['wait.out', 'end'], e3: ['wait.timeout', 'late'] });
  const begin = (app: string, no: string) => studio.user.send<{ runId: string }>('POST', `/api/apps/${app}`, { no });
  const statuses = async (app: string) => [...(await runsOf(studio, app))].sort((a, b) => ((a.subject ?? '') < (b.subject ?? '') ? -1 : 1)).map((run) => run.status);

  it('reaches the run that waits for its key, once, and no other', async () => {
    await publish(studio, waiting('pay'));
    await begin('pay', 'A');
    await begin('pay', 'B');
    const { token } = (await studio.admin.send<{ token: string }>('POST', '/api/keys', { title: '支付', apps: ['pay'], duties: [], unit: { id: 'U', name: 'U' }, days: 9 })).body;
    const send = (key: string) => studio.app.inject({ method: 'POST', url: '/api/apps/pay/events', headers: { host: HOST, authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': 'e1' }, payload: JSON.stringify({ name: 'paid', key, data: { sum: 5 } }) });
    const first = await send('A');
    expect([first.statusCode, first.json<{ reached: number }>().reached]).toEqual([200, 1]);
    expect(await statuses('pay')).toEqual(['completed', 'waiting']);
    const run = (await runsOf(studio, 'pay')).find((one) => one.subject === 'A');
    expect(await outputOf(studio, run?.id ?? '', 'wait')).toMatchObject({ port: 'out', event: { sum: 5 } });
    expect((await studio.user.send('POST', '/api/apps/pay/events', { name: 'paid', key: 'B' })).status).toBe(403);
  });
  it('that nobody waits for yet is kept, and after ten minutes is seen', async () => {
    await publish(studio, waiting('pay'));
    const early = await studio.designer.send<{ reached: number }>('POST', '/api/apps/pay/events', { name: 'paid', key: 'A' });
    expect([early.status, early.body.reached]).toEqual([202, 0]);
    await begin('pay', 'A');
    later(1);
    await go();
    expect(await statuses('pay')).toEqual(['completed']);
    await studio.designer.send('POST', '/api/apps/pay/events', { name: 'paid', key: 'Z' });
    for (let minute = 0; minute < 12; minute += 1) {
      later(1);
      await go();
    }
    expect((await failed('pay')).map(({ problem, about, status }) => [problem?.code, about, status])).toEqual([['SCN_EVENT_NOBODY', 'paid · "Z"', 'failed']]);
  });
  it('of another scenario counts where the wait says so', async () => {
    await publish(studio, waiting('open', { from: ['bank'] }));
    await publish(studio, waiting('shut'));
    await publish(studio, scenarioOf('bank', { ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } }, tell: { type: 'flow.send', config: { event: 'paid', key: 'ask.no', data: { by: '"bank"' } } }, end }, { e1: ['ask.out', 'tell'], e2: ['tell.out', 'end'] }));
    await begin('open', 'A');
    await begin('shut', 'A');
    await begin('bank', 'A');
    await go();
    expect([await statuses('open'), await statuses('shut'), await statuses('bank')]).toEqual([['completed'], ['waiting'], ['completed']]);
  });
});
