import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { LiveChange, RunView } from '../../../server/api/portal.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { User } from '../../../server/api/account.ts';
import type { DraftNews } from '../../../server/stores/change.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { createTestApp, createTestStudio, HOST, loginAs, type TestStudio } from '../support/studio.ts';
import { ordersData, publish, runsOf, scenarioOf } from '../support/trigger-scenario.ts';

const ask = { type: 'start.form', config: { roles: [], fields: [{ id: 'n', type: 'integer', title: 'N' }] } };
const decide = { type: 'human.form', config: { assign: { role: 'doctor' }, fields: [], outcomes: [{ port: 'yes', title: 'Yes' }] } };
const end = { type: 'output.page', config: { text: '好' } };

/** Two servers, each with a store of its own, on one database and with one clock. */
let database: TestDatabase;
let stores: readonly [Store, Store];
let one: TestStudio;
let two: Awaited<ReturnType<typeof createTestApp>>;
let now = new Date('2026-11-24T00:30:00Z');
const later = (minutes: number) => (now = new Date(now.getTime() + minutes * 60_000));

beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  // The second first: a server knows after its next sign of life that it is not alone any more.
  const second = await openPostgresStore(database.url, { now: () => now.toISOString() });
  stores = [await openPostgresStore(database.url, { now: () => now.toISOString() }), second];
  const shared = { nodeTypes: builtIns, now: () => now, secretKey: Buffer.alloc(32, 7) };
  one = await createTestStudio({ ...shared, store: stores[0] });
  two = await createTestApp({ ...shared, store: stores[1] });
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await Promise.all(stores.map((store) => store.close()));
  await database.remove();
});

const both = () => Promise.all([one.app.studio.courier.now(), two.studio.courier.now()]);
/** Until the second server knows a release the first one published. */
const known = (id: string) => expect.poll(() => two.studio.live.get(id)?.release.id, { timeout: 5000 }).toBe(`${id}@1`);

describe('two servers on one database', () => {
  it('tell each other of runs and tasks, so that live counts are right at both', async () => {
    await publish(one, scenarioOf('asked', { ask, decide, end }, { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'end'] }));
    await known('asked');
    const url = await two.listen({ port: 0, host: '127.0.0.1' });
    const person = await loginAs(two, 'he');
    const cut = new AbortController();
    const stream = await fetch(`${url}/api/portal/live`, { headers: { cookie: person.cookie, accept: 'text/event-stream' }, signal: cut.signal });
    const changes: LiveChange[] = [];
    const read = async () => {
      const decoder = new TextDecoder();
      for await (const part of stream.body ?? []) for (const [, data] of decoder.decode(part).matchAll(/^event: change\ndata: (.*)$/gm)) changes.push(JSON.parse(data ?? '') as LiveChange);
    };
    const reading = read().catch(() => undefined);
    // By somebody else, at the other server: only its news can bring this here.
    const run = (await one.designer.send<RunView>('POST', '/api/portal/apps/asked/runs', { clientKey: 'key-across-1', input: { n: 1 } })).body.id;
    await expect.poll(() => changes.at(-1), { timeout: 5000 }).toEqual({ tasks: true, notices: false, run });
    cut.abort();
    await reading;
  });

  it('tell each other who is at a draft and which version somebody saved', async () => {
    const draft = scenarioOf('shared', { ask, decide, end }, { e1: ['ask.out', 'decide'], e2: ['decide.yes', 'end'] });
    const made = await one.designer.send<{ version: number }>('POST', '/api/scenarios', { scenario: draft });
    const heard: (DraftNews | null)[] = [];
    const admin = two.studio.people.find(one.admin.id);
    const stop = two.studio.changes.attend(admin as User, 'shared', (news) => heard.push(news), () => undefined);
    // Who listens is told by the server it is at, and the other hears of it.
    const told = await one.designer.send('POST', '/api/scenarios/shared/here', { page: 'page-one1', flow: 'main', nodes: ['ask'] });
    expect([made.status, told.status]).toEqual([201, 200]);
    await expect.poll(() => two.studio.changes.peopleAt('shared').map(({ id, nodes }) => [id, nodes]), { timeout: 5000 }).toEqual([[one.designer.id, ['ask']]]);
    await one.designer.send('PUT', '/api/scenarios/shared', { scenario: { ...draft, icon: 'zap' }, baseVersion: made.body.version });
    await expect.poll(() => heard.at(-1)?.saved, { timeout: 5000 }).toMatchObject({ version: made.body.version + 1, by: { id: one.designer.id } });
    stop();
  });

  it('begin one run for one tick of a schedule, for one row and for one message sent to both', async () => {
    await publish(one, scenarioOf('ticking', { tick: { type: 'start.schedule', config: { cron: '0 9 * * *' } }, end }, { e1: ['tick.out', 'end'] }));
    await publish(one, scenarioOf('watch', { seen: { type: 'start.row', config: { dataset: 'orders' } }, end }, { e1: ['seen.out', 'end'] }, { datasets: ordersData }));
    await publish(one, scenarioOf('hooked', { hook: { type: 'start.webhook', config: { fields: [{ id: 'number', type: 'string' }] } }, end }, { e1: ['hook.out', 'end'] }));
    for (const id of ['ticking', 'watch', 'hooked']) await known(id);
    const { path, secret } = (await one.admin.send<{ path: string; secret: string }>('POST', '/api/scenarios/hooked/triggers/secret', { source: 'main/hook' })).body;
    for (let n = 0; n < 5; n += 1) await one.designer.send('POST', '/api/datasets/rows', { dataset: 'watch/orders', data: { no: `A${n}` } });
    later(31);
    for (let round = 0; round < 3; round += 1) await both();
    const body = '{"number":"A1"}';
    const at = Math.floor(now.getTime() / 1000);
    const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`m1.${at}.${body}`).digest('base64');
    const headers = { host: HOST, 'content-type': 'application/json', 'webhook-id': 'm1', 'webhook-timestamp': String(at), 'webhook-signature': `v1,${signature}` };
    const told = await Promise.all(Array.from({ length: 10 }, async (_, i) => (await (i % 2 === 0 ? one.app : two).inject({ method: 'POST', url: path, headers, payload: body })).statusCode));
    expect(told.filter((status) => status !== 200 && status !== 202)).toEqual([]);
    await both();
    const counts = await Promise.all(['ticking', 'watch', 'hooked'].map(async (id) => (await runsOf(one, id)).length));
    expect(counts).toEqual([1, 5, 1]);
  });
});
