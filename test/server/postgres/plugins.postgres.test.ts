import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { PluginItem } from '../../../server/api/plugins.ts';
import type { RunView } from '../../../server/api/portal.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase, TEMPLATE, type TestDatabase } from '../../support/postgres-database.ts';
import { pluginTgz, type PluginShape } from '../../support/tgz.ts';
import { createTestApp, createTestStudio, HOST, loginAs, ORIGIN, type Person, type TestStudio } from '../support/studio.ts';

/** Two servers, each with a store of its own, on one database; what is done at one is asked of the other. */
let database: TestDatabase;
let stores: readonly [Store, Store];
let one: TestStudio;
let two: FastifyInstance;
let adminAtTwo: Person;
beforeAll(async () => {
  database = await freshDatabase(inject('postgresUrl'), TEMPLATE);
  const second = await openPostgresStore(database.url);
  stores = [await openPostgresStore(database.url), second];
  const shared = { nodeTypes: builtIns, secretKey: Buffer.alloc(32, 7) };
  one = await createTestStudio({ ...shared, store: stores[0] });
  two = await createTestApp({ ...shared, store: stores[1] });
  adminAtTwo = await loginAs(two, 'root');
});
afterAll(async () => {
  await Promise.all([one.close(), two.close()]);
  await Promise.all(stores.map((store) => store.close()));
  await database.remove();
});

async function upload(app: FastifyInstance, { cookie }: Person, shape: PluginShape): Promise<PluginItem> {
  const reply = await app.inject({ method: 'POST', url: '/api/plugins', headers: { host: HOST, origin: ORIGIN, cookie, 'content-type': 'application/octet-stream' }, payload: await pluginTgz(shape) });
  expect([reply.statusCode, reply.statusCode === 201 ? '' : reply.body]).toEqual([201, '']);
  return reply.json();
}
const listed = async (person: Person) => (await person.send<{ items: PluginItem[] }>('GET', '/api/plugins')).body.items.map(({ name, status, version }) => [name, status, version]);
const types = async (person: Person) => (await person.send<{ items: { type: string; version: number; plugin?: string }[] }>('GET', '/api/node-types')).body.items.flatMap(({ type, plugin }) => (plugin === undefined ? [] : [type]));
const approve = (person: Person, { name, waiting }: PluginItem) => person.send<PluginItem>('POST', '/api/plugins/approve', { name, integrity: waiting?.integrity ?? '' });
const enable = (person: Person, enabled: boolean) => person.send('POST', '/api/plugins/enabled', { name: 'tiny-plugin', enabled });
/** Within a few signs of life. */
const eventually = (what: () => Promise<unknown>) => expect.poll(what, { timeout: 10_000, interval: 50 });

const speaking = {
  format: 1, id: 'speaking', title: '说话', purpose: '试插件', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '开始', config: { fields: [] } }, say: { type: 'tiny.say', version: 1, title: '说', config: { word: 'a' } }, end: { type: 'output.page', title: '结果', config: { text: 'done' } } }, edges: { e1: ['ask.out', 'say'], e2: ['say.out', 'end'] } } },
  texts: { done: { 'zh-CN': '好了', en: 'Done' } },
};

describe('plugins of two servers on one database', () => {
  it('uploaded at one wait at the other, are approved there, and bring their nodes to both', async () => {
    await upload(one.app, one.admin, {});
    await eventually(() => listed(adminAtTwo)).toMatchObject([['tiny-plugin', 'waiting', expect.anything()]]);
    expect([await types(one.admin), await types(adminAtTwo)]).toEqual([[], []]);
    const [waiting] = (await adminAtTwo.send<{ items: PluginItem[] }>('GET', '/api/plugins')).body.items;
    expect((await approve(adminAtTwo, waiting as PluginItem)).body.status).toBe('loaded');
    expect(await types(adminAtTwo)).toEqual(['tiny.say']);
    await eventually(() => types(one.admin)).toEqual(['tiny.say']);
    expect((await listed(one.admin))[0]?.[1]).toBe('loaded');
  });

  it('run at both in a scenario that one of them published', async () => {
    expect((await one.designer.send('POST', '/api/scenarios', { scenario: speaking })).status).toBe(201);
    expect((await one.designer.send('POST', '/api/scenarios/speaking/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    await eventually(async () => two.studio.live.get('speaking')?.release.id).toBe('speaking@1');
    for (const person of [one.admin, adminAtTwo]) expect((await person.send<RunView>('POST', '/api/portal/apps/speaking/runs', { clientKey: `key-plugin-${person === adminAtTwo ? 2 : 1}`, input: {} })).body.status).toBe('completed');
  });

  it('switched off at one are off at the other: nothing runs them, and what needs them waits as an incident', async () => {
    expect((await enable(one.admin, false)).status).toBe(200);
    await eventually(() => types(adminAtTwo)).toEqual([]);
    expect((await listed(adminAtTwo))[0]?.[1]).toBe('off');
    const checked = async (person: Person) => (await person.send<{ diagnostics: { code: string }[] }>('POST', '/api/scenarios/check', { scenario: speaking })).body.diagnostics.map(({ code }) => code);
    expect(await checked(adminAtTwo)).toEqual(await checked(one.admin));
    const refused = await adminAtTwo.send<RunView & { code?: string }>('POST', '/api/portal/apps/speaking/runs', { clientKey: 'key-plugin-3', input: {} });
    const here = await one.admin.send<RunView & { code?: string }>('POST', '/api/portal/apps/speaking/runs', { clientKey: 'key-plugin-4', input: {} });
    expect([refused.body.status ?? refused.body.code]).toEqual([here.body.status ?? here.body.code]);
    expect(refused.body.status).not.toBe('completed');
    await enable(adminAtTwo, true);
    await eventually(() => types(one.admin)).toEqual(['tiny.say']);
    expect((await one.admin.send<RunView>('POST', '/api/portal/apps/speaking/runs', { clientKey: 'key-plugin-5', input: {} })).body.status).toBe('completed');
  });

  it('in a new version take the place of the old one at both, are kept at both while a scenario needs them, and go from both after', async () => {
    await approve(adminAtTwo, await upload(two, adminAtTwo, { version: '1.0.1' }));
    await eventually(() => listed(one.admin)).toEqual([['tiny-plugin', 'loaded', '1.0.1']]);
    const remove = async (person: Person, name: string) => (await person.send('DELETE', `/api/plugins?name=${name}`)).status;
    expect([await remove(one.admin, 'tiny-plugin'), await remove(adminAtTwo, 'tiny-plugin')]).toEqual([409, 409]);
    await approve(one.admin, await upload(one.app, one.admin, { name: 'spare-plugin', type: 'spare.say' }));
    await eventually(() => types(adminAtTwo)).toEqual(['spare.say', 'tiny.say']);
    expect(await remove(one.admin, 'spare-plugin')).toBe(200);
    await eventually(() => types(adminAtTwo)).toEqual(['tiny.say']);
    expect((await listed(adminAtTwo)).map(([name]) => name)).toEqual(['tiny-plugin']);
  });
});
