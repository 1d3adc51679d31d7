import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../../runtime/nodes/built-in/index.ts';
import type { PluginItem } from '../../../server/api/plugins.ts';
import { createMemoryStore } from '../../../server/stores/memory/memory-store.ts';
import { pluginTgz, type PluginShape, tgzOf } from '../../support/tgz.ts';
import { createTestApp, createTestStudio, HOST, loginAs, ORIGIN, type Person, type TestStudio } from '../support/studio.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
}, 60_000);
afterAll(() => studio.close());

async function send(person: Person, bytes: Buffer, to = studio): Promise<{ status: number; body: PluginItem & { code?: string; detail?: string } }> {
  const reply = await to.app.inject({ method: 'POST', url: '/api/plugins', headers: { host: HOST, origin: ORIGIN, cookie: person.cookie, 'content-type': 'application/octet-stream' }, payload: bytes });
  return { status: reply.statusCode, body: reply.json() };
}
const list = async (person: Person = studio.admin) => (await person.send<{ items: PluginItem[] }>('GET', '/api/plugins')).body.items;
const types = async () => (await studio.admin.send<{ items: { type: string; version: number; plugin?: string }[] }>('GET', '/api/node-types')).body.items.filter(({ plugin }) => plugin);
const approve = (name: string, integrity: string) => studio.admin.send<PluginItem & { code?: string; detail?: string }>('POST', '/api/plugins/approve', { name, integrity });

async function install(shape: PluginShape): Promise<void> {
  const { body } = await send(studio.admin, await pluginTgz(shape));
  expect((await approve(body.name, body.waiting?.integrity ?? '')).status).toBe(200);
}

const scenario = (version: number, port = 'out', id = 'speaking') => ({
  format: 1, id, title: '说话', purpose: '试插件', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '开始', config: { fields: [] } }, say: { type: 'tiny.say', version, title: '说', config: { word: 'a' } }, end: { type: 'output.page', title: '结果', config: { text: 'done' } } }, edges: { e1: ['ask.out', 'say'], e2: [`say.${port}`, 'end'] } } },
  texts: { done: { 'zh-CN': '好了', en: 'Done' } },
});

beforeEach(async () => {
  for (const { name, source } of await list()) if (source === 'upload') await studio.admin.send('DELETE', `/api/plugins?name=${encodeURIComponent(name)}`);
});

describe('a plugin that is uploaded', () => {
  it('is shown with its scopes in words, and runs nothing before an administrator approves it', async () => {
    Reflect.deleteProperty(globalThis, 'ranEarly');
    const { status, body } = await send(studio.admin, await pluginTgz({ scopes: { datasets: 'read', http: true }, code: "globalThis.ranEarly = true; export default { name: 'tiny', nodes: [] };" }));
    expect([status, body.status, body.waiting?.scopes.map(({ words }) => words.en)]).toEqual([201, 'waiting', ['Read the datasets that a scenario declares', 'Call outside interfaces through the connections that an administrator set up']]);
    expect([await types(), Reflect.get(globalThis, 'ranEarly')]).toEqual([[], undefined]);
    expect((await approve('tiny-plugin', body.waiting?.integrity ?? '')).body.status).toBe('loaded');
    expect(Reflect.get(globalThis, 'ranEarly')).toBe(true);
  });

  it('brings its nodes at once, for requests and threads alike, and takes them away again', async () => {
    await install({});
    expect((await types()).map(({ type }) => type)).toEqual(['tiny.say']);
    await studio.admin.send('POST', '/api/plugins/enabled', { name: 'tiny-plugin', enabled: false });
    expect([await types(), (await list()).map(({ status }) => status)]).toEqual([[], ['off']]);
    await studio.admin.send('POST', '/api/plugins/enabled', { name: 'tiny-plugin', enabled: true });
    expect((await types()).length).toBe(1);
    expect((await studio.admin.send('DELETE', '/api/plugins?name=tiny-plugin')).status).toBe(200);
    expect([await types(), await list()]).toEqual([[], []]);
  });

  it('is approved as it was looked at, or not at all', async () => {
    const first = await send(studio.admin, await pluginTgz({ version: '1.0.0' }));
    await send(studio.admin, await pluginTgz({ version: '1.0.1' }));
    expect((await approve('tiny-plugin', first.body.waiting?.integrity ?? '')).body.code).toBe('SCN_PLUGIN_MOVED');
    expect((await list())[0]?.waiting?.version).toBe('1.0.1');
    expect((await studio.admin.send('POST', '/api/plugins/discard', { name: 'tiny-plugin' })).status).toBe(200);
    expect(await list()).toEqual([]);
    // One older than what is in use is told apart: it is a way back, not an upgrade.
    await install({ version: '1.10.0' });
    expect((await send(studio.admin, await pluginTgz({ version: '1.9.0' }))).body.waiting?.older).toBe(true);
    expect((await send(studio.admin, await pluginTgz({ version: '1.10.1' }))).body.waiting?.older).toBeUndefined();
  });

  it.each<[string, PluginShape, string]>([
    ['that does not load', { code: 'throw new Error("no");' }, 'SCN_PLUGIN_LOAD'],
    ['with a node of a built-in name', { type: 'data.query' }, 'SCN_PLUGIN_CLASH'],
    ['without nodes', { code: 'export default {};' }, 'SCN_PLUGIN_SHAPE'],
  ])('%s is refused, and everything goes on as it was', async (_title, shape, code) => {
    const { body } = await send(studio.admin, await pluginTgz(shape));
    expect((await approve('tiny-plugin', body.waiting?.integrity ?? '')).body.code).toBe(code);
    expect([await types(), (await list())[0]?.status]).toEqual([[], 'waiting']);
  });

  it.each<[string, () => Promise<Buffer>, string]>([
    ['that is no archive', async () => Buffer.from('hello'), 'SCN_PLUGIN_NOT_PACKAGE'],
    ['without package.json', () => tgzOf([{ name: 'package/x.js', text: '1' }]), 'SCN_PLUGIN_MANIFEST'],
    ['with a scope nobody knows', () => pluginTgz({ scopes: { root: true } }), 'SCN_PLUGIN_SCOPES'],
    ['for another host', () => pluginTgz({ engine: '>=2 <3' }), 'SCN_PLUGIN_ENGINE'],
    ['with a path that leads out', () => pluginTgz({ more: [{ name: 'package/../../x.js', text: '1' }] }), 'SCN_PLUGIN_ENTRY'],
    ['of too many entries', () => pluginTgz({ more: Array.from({ length: 2001 }, (_, at) => ({ name: `package/f${at}`, text: '' })) }), 'SCN_PLUGIN_TOO_LARGE'],
  ])('is not taken: one %s', async (_title, bytes, code) => {
    expect((await send(studio.admin, await bytes())).body.code).toBe(code);
    expect(await list()).toEqual([]);
  });

  it('is for administrators', async () => {
    await install({});
    expect((await send(studio.designer, await pluginTgz({}))).status).toBe(403);
    expect((await list(studio.designer)).map(({ name, approved, usedBy }) => [name, approved?.by === undefined, usedBy])).toEqual([['tiny-plugin', true, []]]);
  });

  it('is refused what it did not ask for', async () => {
    await install({ run: "async ({ host }) => { await host.notify.send({ to: [], title: 'x', body: 'x', key: 'k' }); return { output: { said: 'x' } }; }" });
    await studio.admin.send('POST', '/api/scenarios', { scenario: scenario(1, 'out', 'unasked') });
    const { body } = await studio.admin.send<{ trace?: unknown }>('POST', '/api/scenarios/unasked/test-run', { scenario: scenario(1, 'out', 'unasked'), start: {} });
    expect(JSON.stringify(body)).toContain('SCN_PLUGIN_SCOPE');
  });

  it('reads and writes the datasets of a scenario where it asked for that', async () => {
    // A studio of its own: what a release uses stays.
    const own = await createTestStudio({ nodeTypes: builtIns });
    const { body: sent } = await send(own.admin, await pluginTgz({
      scopes: { datasets: 'write' }, effect: "effect: 'write', repeat: 'keyed'",
      run: `async ({ host, run }) => {
        const { insert, query } = host.datasets;
        const { count } = await query({ dataset: 'notes', fields: ['word'], limit: 10 });
        await insert({ dataset: 'notes', values: { word: 'word ' + count }, key: run.effectKey });
        return { output: { said: String(count) } };
      }`,
    }), own);
    await own.admin.send('POST', '/api/plugins/approve', { name: sent.name, integrity: sent.waiting?.integrity });
    const noting = { ...scenario(1, 'out', 'noting'), datasets: { notes: { own: { title: '记事', fields: [{ id: 'word', type: 'string', title: '词' }] } } } };
    await own.admin.send('POST', '/api/scenarios', { scenario: noting });
    expect((await own.admin.send('POST', '/api/scenarios/noting/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    const said = async () => {
      const { body } = await own.admin.send<{ runId: string }>('POST', '/api/apps/noting', {});
      return (await own.admin.send<{ nodes: { say: { output: { said: string } } } }>('GET', `/api/runs/${body.runId}`)).body.nodes.say.output.said;
    };
    expect([await said(), await said()]).toEqual(['0', '1']);
    await own.close();
  });

  it('leaves an entry in the audit for every step', async () => {
    await install({});
    await studio.admin.send('POST', '/api/plugins/enabled', { name: 'tiny-plugin', enabled: false });
    await studio.admin.send('DELETE', '/api/plugins?name=tiny-plugin');
    const { body } = await studio.admin.send<{ items: { action: string; target: string }[] }>('GET', '/api/audit');
    expect(body.items.slice(0, 4).map(({ action, target }) => `${action} ${target}`)).toEqual(['plugin.remove', 'plugin.disable', 'plugin.approve', 'plugin.upload'].map((action) => `${action} tiny-plugin`));
  });
});

describe('an upgrade of a plugin', () => {
  async function publish(): Promise<void> {
    await install({});
    await studio.admin.send('POST', '/api/scenarios', { scenario: scenario(1) });
    await studio.admin.send('POST', '/api/scenarios', { scenario: scenario(1, 'out', 'draft-only') });
    const answer = await studio.admin.send('POST', '/api/scenarios/speaking/publish', { note: '', baseVersion: 1 });
    expect([answer.status, answer.status === 201 ? '' : JSON.stringify(answer.body)]).toEqual([201, '']);
  }
  const upgrade = async (shape: PluginShape) => {
    const { body } = await send(studio.admin, await pluginTgz({ version: '2.0.0', nodeVersion: 2, ...shape }));
    return approve('tiny-plugin', body.waiting?.integrity ?? '');
  };

  it('goes through the life of a published scenario', async () => {
    await publish();
    expect((await studio.admin.send<{ code: string; detail: string }>('DELETE', '/api/plugins?name=tiny-plugin')).body).toMatchObject({ code: 'SCN_PLUGIN_IN_USE' });
    expect((await list())[0]?.usedBy).toEqual(['说话']);
    // Nothing takes its node over, a migration loses something, or a port is gone: refused, and the older one goes on.
    expect((await upgrade({})).body.code).toBe('SCN_PLUGIN_UPGRADE');
    expect((await upgrade({ migrate: "(config) => ({ config, dropped: ['word'] })" })).body.detail).toContain('word');
    expect((await upgrade({ migrate: '(config) => ({ config, dropped: [] })', ports: "[{ id: 'other', title: { 'zh-CN': '好', en: 'Fine' } }]" })).body.code).toBe('SCN_PLUGIN_UPGRADE');
    expect((await upgrade({ type: 'tiny.else' })).body.code).toBe('SCN_PLUGIN_UPGRADE');
    expect((await upgrade({ nodeVersion: 1, ports: "[{ id: 'other', title: { 'zh-CN': '好', en: 'Fine' } }]" })).body.detail).toContain('→ out');
    expect((await list()).map(({ version, status, waiting }) => [version, status, waiting?.version])).toEqual([['1.0.0', 'loaded', '2.0.0']]);
    // Taken over whole: the release runs with the newer node, and drafts are brought to it.
    expect((await upgrade({ migrate: "(config) => ({ config: { word: config.word + '!' }, dropped: [] })", run: '({ config }) => ({ output: { said: config.word } })' })).status).toBe(200);
    const run = await studio.admin.send<{ runId: string; status: string }>('POST', '/api/apps/speaking', {});
    expect(run.body.status).toBe('completed');
    expect(JSON.stringify(await studio.app.studio.store.runs.events(run.body.runId))).toContain('a!');
    const draft = await studio.admin.send<{ scenario: { flows: { main: { nodes: { say: unknown } } } } }>('GET', '/api/scenarios/draft-only');
    expect(draft.body.scenario.flows.main.nodes.say).toMatchObject({ version: 2, config: { word: 'a!' } });
  });
});

describe('at the start', () => {
  it('loads what was approved, and refuses and reports what somebody changed in the store', async () => {
    const store = createMemoryStore();
    const first = await createTestStudio({ nodeTypes: builtIns, store });
    const { body } = await send(first.admin, await pluginTgz({}), first);
    await first.admin.send('POST', '/api/plugins/approve', { name: 'tiny-plugin', integrity: body.waiting?.integrity });
    await first.close();

    const second = await createTestStudioOn(store);
    expect((await second.admin.send<{ items: PluginItem[] }>('GET', '/api/plugins')).body.items[0]).toMatchObject({ status: 'loaded', nodes: ['tiny.say'] });
    await second.app.close();

    const [part] = await store.documents.list<string>('plugin-part');
    const other = await pluginTgz({ run: "() => ({ output: { said: 'evil' } })" });
    await store.documents.put('plugin-part', part?.id ?? '', other.toString('base64'), { expectedVersion: part?.version ?? 0, by: 'somebody' });
    const third = await createTestStudioOn(store);
    const [item] = (await third.admin.send<{ items: PluginItem[] }>('GET', '/api/plugins')).body.items;
    expect([item?.status, item?.error?.code, item?.nodes]).toEqual(['failed', 'SCN_PLUGIN_INTEGRITY', []]);
    expect((await third.admin.send('DELETE', '/api/plugins?name=tiny-plugin')).status).toBe(200);
    await third.app.close();
  });

  it('takes none where whoever runs the server said so', async () => {
    const closed = await createTestStudio({ nodeTypes: builtIns, pluginUpload: false });
    expect((await send(closed.admin, await pluginTgz({}), closed)).body.code).toBe('SCN_PLUGIN_UPLOAD_OFF');
    expect((await closed.admin.send<{ upload: boolean }>('GET', '/api/plugins')).body.upload).toBe(false);
    await closed.close();
  });
});

async function createTestStudioOn(store: ReturnType<typeof createMemoryStore>) {
  const app = await createTestApp({ nodeTypes: builtIns, store });
  return { app, admin: await loginAs(app, 'root') };
}
