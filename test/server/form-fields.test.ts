import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { PortalAppDetail, RunView, TaskItem, TaskView } from '../../server/api/portal.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';

const text = (zh: string) => ({ 'zh-CN': zh, en: zh });
const fields = [
  { id: 'amount', type: 'decimal', widget: 'amount', optional: true },
  { id: 'place', type: 'context', widget: 'region', depth: 'county', optional: true },
  { id: 'zone', type: 'context', widget: 'region', depth: 'town', optional: true, options: { dataset: 'zones', value: 'code', label: 'name' } },
  { id: 'where', type: 'context', widget: 'location', optional: true },
  { id: 'who', type: 'context', widget: 'person', optional: true },
  { id: 'unit', type: 'context', widget: 'unit', optional: true },
  { id: 'items', type: 'list', widget: 'table', optional: true, columns: [{ id: 'name', type: 'string' }, { id: 'count', type: 'integer', sum: true }, { id: 'double', type: 'integer', compute: 'row.count * 2' }] },
  { id: 'kinds', type: 'list', widget: 'checks', optional: true, options: { list: 'kinds' }, max: 2 },
  { id: 'zones', type: 'list', widget: 'checks', optional: true, options: { dataset: 'zones', value: 'code', label: 'name' } },
  { id: 'total', type: 'integer', compute: 'sum(form.items.count)' },
  { id: 'note', type: 'string', required: 'form.total > 5', optional: true },
];
const scenario = {
  format: 1, id: 'all', title: '@t', purpose: '@t', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { clerk: '@clerk' }, lists: { kinds: { title: '@t', items: ['road', 'lamp', 'tree'] } }, pages: {}, layout: {},
  datasets: { zones: { own: { title: '@t', fields: [{ id: 'code', type: 'string' }, { id: 'name', type: 'string' }] }, unique: ['code'] } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '@ask', config: { pages: 'tabs', fields } },
      handle: { type: 'human.form', title: '@handle', config: { assign: { role: 'clerk' }, show: ['ask.place', 'ask'], fields: [{ id: 'helper', type: 'context', widget: 'person', optional: true }, { id: 'seen', type: 'list', widget: 'checks', optional: true, options: { list: 'kinds' }, offered: '["lamp"]', default: 'ask.kinds' }, { id: 'near', type: 'list', widget: 'checks', optional: true, options: { dataset: 'zones', value: 'code', label: 'name' }, default: '["3302", "33"]' }], outcomes: [{ port: 'done', title: '@done' }] } },
      end: { type: 'output.page', title: '@end', config: { text: '@end', facts: [{ title: '@where', value: 'ask.where' }] } },
    },
    edges: { e1: ['ask.out', 'handle'], e2: ['handle.done', 'end'] },
  } },
  texts: { t: text('表'), clerk: text('经办'), ask: text('填表'), handle: text('处置'), done: text('办好'), end: text('办结：{ask.kinds}'), where: text('位置'), 'ask.amount': text('金额'), 'ask.place': text('地区'), 'ask.items': text('明细'), 'ask.items.name': text('品名'), 'ask.items.count': text('数量'), 'ask.items.double': text('两倍'), 'ask.total': text('总数'), 'ask.who': text('联系人'), 'ask.unit': text('单位'), 'ask.where': text('在哪里'), 'ask.zone': text('片区'), 'ask.kinds': text('种类'), 'ask.zones': text('几片'), 'handle.seen': text('看过'), 'handle.near': text('附近'), kinds: text('种类是'), 'kinds.road': text('道路'), 'kinds.lamp': text('路灯'), 'kinds.tree': text('树木'), 'ask.note': text('说明') },
};

let studio: TestStudio;
let clerk: Person;
let citizen: Person;
let count = 0;

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, store: createMemoryStore(), now: () => new Date('2026-11-28T01:00:00Z') });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? null : made.body]).toEqual([201, null]);
  const published = await studio.designer.send<{ problems?: unknown }>('POST', '/api/scenarios/all/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? null : published.body]).toEqual([201, null]);
  for (const [login, duties] of [['clerk', ['clerk']], ['mate', ['clerk']], ['citizen', []], ['other', []]] as const) await studio.admin.send('POST', '/api/users', { login, name: `${login} 先生`, password: 'correct horse 9', role: 'user', duties, unit: { id: 'U', name: '城管局' } });
  clerk = await studio.login('clerk');
  citizen = await studio.login('citizen');
});
afterAll(() => studio.close());

type Answer = RunView & { readonly code?: string; readonly errors?: readonly { readonly path: string; readonly message: string }[] };
const start = (input: object, person = clerk) => person.send<Answer>('POST', '/api/portal/apps/all/runs', { clientKey: `key-fields-${(count += 1)}`, input });
const options = async (person: Person, field: string, q = '') => (await person.send<{ choices: { value: unknown; label: string }[] }>('GET', `/api/portal/options?app=all&field=${field}&q=${encodeURIComponent(q)}`)).body.choices;
const messages = async (input: object, person = clerk) => ((await start(input, person)).body.errors ?? []).map(({ path, message }) => `${path} ${message}`);

describe('a form of every kind of field', () => {
  it('is sent with what its controls need, and without what only the server may know', async () => {
    const { start: form } = (await clerk.send<PortalAppDetail>('GET', '/api/portal/apps/all')).body;
    expect(form?.pages).toBe('tabs');
    const byId = Object.fromEntries((form?.fields ?? []).map((field) => [field.id, field]));
    expect(byId['place']).toMatchObject({ widget: 'region', depth: 'county' });
    expect(byId['zone']).toMatchObject({ dataset: true });
    expect(byId['who']).toMatchObject({ lookup: true });
    expect(byId['items']?.columns?.map(({ id, title, compute, sum }) => [id, title, compute !== undefined, sum])).toEqual([['name', '品名', false, undefined], ['count', '数量', false, true], ['double', '两倍', true, undefined]]);
    expect([byId['total']?.compute, byId['note']?.required].map((tree) => typeof tree)).toEqual(['object', 'object']);
    const { schema } = form as { schema: { properties: Record<string, { items?: unknown }> } };
    expect(Object.keys(schema.properties)).not.toContain('total');
    expect(byId['kinds']).toMatchObject({ widget: 'checks', max: 2, choices: [{ value: 'road', label: '道路' }, { value: 'lamp', label: '路灯' }, { value: 'tree', label: '树木' }] });
    expect(schema.properties['kinds']).toEqual({ type: 'array', uniqueItems: true, items: { anyOf: [{ type: 'string' }, { type: 'number' }] }, maxItems: 2, title: '种类' });
    expect(schema.properties['items']?.items).toEqual({ type: 'object', additionalProperties: false, properties: { name: { type: 'string' }, count: { type: 'integer' } }, required: ['name', 'count'] });
  });

  it('is read as text by whoever handles it', async () => {
    const [who] = await options(clerk, 'who', 'mate');
    const [unit] = await options(clerk, 'unit', '城管');
    const sent = await start({ amount: '1680.32', place: { code: '330106' }, where: { name: '断桥', lng: 120.15, lat: 30.26 }, who: who?.value, unit: unit?.value, items: [{ name: '钉', count: 2 }, { name: '板', count: 3 }], kinds: ['lamp', 'tree'] });
    expect([sent.status, sent.body.code]).toEqual([200, undefined]);
    const task = (await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks?limit=100')).body.items.find((item) => item.runId === sent.body.id)?.id ?? '';
    const { facts, fields: asked } = (await clerk.send<TaskView>('GET', `/api/portal/tasks/${task}`)).body.form;
    expect(asked.find(({ id }) => id === 'seen')).toMatchObject({ choices: [{ value: 'lamp', label: '路灯' }], value: ['lamp', 'tree'], valueLabels: ['路灯', '树木'] });
    expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toMatchObject({
      金额: '1680.32 元（壹仟陆佰捌拾元叁角贰分）', 地区: '浙江省杭州市西湖区', 在哪里: '断桥（120.15, 30.26）', 联系人: 'mate 先生', 单位: '城管局', 总数: '5', 种类: '路灯、树木',
      明细: '1. 品名 钉，数量 2，两倍 4；2. 品名 板，数量 3，两倍 6；合计 数量 5',
    });
    const done = await clerk.send<RunView>('POST', `/api/portal/tasks/${task}/submit`, { clientKey: 'key-done-fields', outcome: 'done', data: { helper: { id: 'nobody', name: 'x' } } });
    expect([done.status, (done.body as Answer).errors?.map(({ path }) => path)]).toEqual([422, ['/data/helper']]);
    const end = await clerk.send<RunView>('POST', `/api/portal/tasks/${task}/submit`, { clientKey: 'key-done-fields2', outcome: 'done', data: { helper: who?.value as object } });
    expect(end.body.result?.facts.map(({ label, value }) => `${label} ${value}`)).toContain('位置 断桥（120.15, 30.26）');
    expect(end.body.result?.text).toBe('办结：路灯、树木');
  });
});

describe('people, units and regions', () => {
  it('are looked up among colleagues; somebody without duties finds only themselves', async () => {
    expect((await options(clerk, 'who')).map(({ label }) => label)).toEqual(expect.arrayContaining(['clerk 先生', 'mate 先生']));
    expect((await options(citizen, 'who')).map(({ label }) => label)).toEqual(['citizen 先生']);
  });
  it('are named by the server, whatever the caller says of them', async () => {
    const [mate] = await options(clerk, 'who', 'mate');
    const { id } = (mate?.value ?? {}) as { id: string };
    const run = (await start({ who: { id, name: '市长' } })).body.id;
    const trace = await studio.designer.send<{ nodes: Record<string, { output?: { who?: unknown } }> }>('GET', `/api/runs/${run}`);
    expect(trace.body.nodes['ask']?.output?.who).toEqual({ id, name: 'mate 先生' });
    expect(await messages({ who: { id } }, citizen)).toEqual(['/input/who “联系人”选的这项不在名单里，请重选']);
    expect(await messages({ unit: { id: 'gone', name: 'x' } })).toEqual(['/input/unit “单位”选的这项不在名单里，请重选']);
  });
  it('a dataset of regions is asked level by level, and names the whole way', async () => {
    const rows = [['33', '浙江'], ['3301', '杭州'], ['3302', '宁波'], ['330101', '一片']].map(([code, name]) => ({ code, name }));
    for (const row of rows) expect((await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'all/zones', data: row })).status).toBeLessThan(300);
    expect(await options(clerk, 'zone')).toEqual([{ value: '33', label: '浙江' }]);
    expect((await options(clerk, 'zone', '33')).map(({ label }) => label)).toEqual(['杭州', '宁波']);
    const several = (await clerk.send<PortalAppDetail>('GET', '/api/portal/apps/all')).body.start?.fields.find(({ id }) => id === 'zones');
    expect(several?.choices?.map(({ label }) => label).sort()).toEqual(['一片', '宁波', '杭州', '浙江'].sort());
    const run = (await start({ zone: { code: '330101' } })).body.id;
    const task = (await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks?limit=100')).body.items.find((item) => item.runId === run)?.id ?? '';
    expect((await clerk.send<TaskView>('GET', `/api/portal/tasks/${task}`)).body.form.fields.find(({ id }) => id === 'near')).toMatchObject({ value: ['3302', '33'], valueLabels: ['宁波', '浙江'] });
    const trace = await studio.designer.send<{ nodes: Record<string, { output?: { zone?: unknown } }> }>('GET', `/api/runs/${run}`);
    expect(trace.body.nodes['ask']?.output?.zone).toEqual({ code: '330101', name: '浙江杭州一片' });
    expect(await messages({ zone: { code: '99' } })).toEqual(['/input/zone “片区”选的这项不在名单里，请重选']);
  });
});

describe('what is wrong is said at its place', () => {
  it('a cell is told by row and column, a computed field cannot be filled in, a condition asks', async () => {
    expect(await messages({ items: [{ name: '钉' }] })).toEqual(['/input/items “明细”第 1 行：“数量”还没有填']);
    expect(await messages({ total: 3 })).toEqual(['/input/total “总数”是算出来的，不能填']);
    expect(await messages({ items: [{ name: '钉', count: 6 }] })).toEqual(['/input/note “说明”还没有填']);
    expect(await messages({ kinds: ['road', 'lamp', 'tree'] })).toEqual(['/input/kinds “种类”最多选 2 项，现在 3 项']);
    expect((await messages({ kinds: ['moon'] }))[0]).toMatch(/^\/input\/kinds “种类”只能选/);
    expect(await messages({ place: { code: '3301' } })).toEqual(['/input/place “地区”还要选到下一级']);
  });
});
