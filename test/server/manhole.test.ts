import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { RunView, TaskItem } from '../../server/api/portal.ts';
import { templateCases, templateDatasets, templateScenario } from '../support/template.ts';
import { countingDial, startCanary, type Canary } from './support/closed-net.ts';
import { createTestStudio, HOST, ORIGIN, PASSWORD, type Person, type TestStudio } from './support/studio.ts';

/** The manhole covers of 基层治理 141 as they happen to five people: what one case cannot show is that runs meet in the data. */
let now = new Date('2022-09-06T23:40:00Z');
let studio: TestStudio;
let hotline: Canary;
const told12345: string[] = [];
const people = new Map<string, Person>();
const after = (minutes: number) => {
  now = new Date(now.getTime() + minutes * 60_000);
};

const PEOPLE: readonly (readonly [login: string, duties: readonly string[], unit: string])[] = [
  ['wang', ['resident'], '居民'], ['li', ['resident'], '居民'], ['guard', ['resident'], '居民'], ['line', ['desk', 'resident'], '热线'],
  ['shen', ['grid'], 'WG-1'], ['yu', ['desk'], '云溪镇'], ['lin', ['dept'], '综合行政执法局'],
];

beforeAll(async () => {
  hotline = await startCanary((request, response) => {
    request.on('data', (part: Buffer) => told12345.push(part.toString('utf8')));
    request.on('end', () => response.writeHead(204).end());
  });
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now, network: { dial: countingDial(hotline.port).dial, resolve: async () => ['127.0.0.1'] } });
  const slug = 'grassroots-141';
  const scenario = templateScenario(slug);
  const rows = templateCases(slug).rows ?? {};
  for (const definition of templateDatasets(slug)) {
    await studio.designer.send('PUT', '/api/datasets', { definition });
    const local = Object.entries(scenario.datasets).find(([, dataset]) => 'use' in dataset && dataset.use === definition.id)?.[0] ?? '';
    for (const data of rows[local] ?? []) await studio.designer.send('POST', '/api/datasets/rows', { dataset: definition.id, data });
  }
  await studio.designer.send('POST', '/api/scenarios', { scenario });
  const published = await studio.designer.send('POST', `/api/scenarios/${slug}/publish`, { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? [] : published.body]).toEqual([201, []]);
  for (const [login, duties, unit] of PEOPLE) {
    await studio.admin.send('POST', '/api/users', { login, name: `${login}（化名）`, password: PASSWORD, role: 'user', duties, unit: { id: unit, name: unit } });
    people.set(login, await studio.login(login));
  }
}, 60_000);

afterAll(async () => {
  await studio.close();
  await hotline.close();
});

const person = (login: string): Person => people.get(login) ?? studio.anyone;
let keys = 0;
const key = () => `key-manhole-${String((keys += 1))}`;

const report = (login: string, input: JsonObject) =>
  person(login).send<RunView>('POST', '/api/portal/apps/grassroots-141/runs', { clientKey: key(), input: { source: '群众', category: '井盖缺损', danger: true, ...input } });

async function photo(login: string, name: string): Promise<string> {
  const payload = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(4000, 5)]);
  const reply = await studio.app.inject({ method: 'POST', url: `/api/portal/files?name=${encodeURIComponent(name)}`, headers: { host: HOST, origin: ORIGIN, cookie: person(login).cookie, 'content-type': 'application/octet-stream' }, payload });
  return reply.json<{ id: string }>().id;
}

async function titles(login: string): Promise<readonly string[]> {
  return (await person(login).send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items.map(({ title }) => title);
}

async function answer(login: string, title: string, outcome: string, data: JsonObject = {}) {
  const { items } = (await person(login).send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body;
  const task = items.find((item) => item.title === title);
  const sent = await person(login).send<RunView>('POST', `/api/portal/tasks/${encodeURIComponent(task?.id ?? '')}/submit`, { clientKey: key(), outcome, data });
  expect([title, sent.status]).toEqual([title, 200]);
}

const rowsOf = async (dataset: string) => (await studio.app.studio.store.datasets.query(`grassroots-141/${dataset}`, { limit: 50 })).rows.map((row) => row.data);
const told = async (login: string) => (await person(login).send<{ items: { title: string }[] }>('GET', '/api/portal/notices')).body.items.map(({ title }) => title);

describe('four manhole covers missing before a primary school', () => {
  it('becomes one event of four reports, the first of which is called by what it is about', async () => {
    const first = await report('wang', { place_id: 'GATE', text: '4 个井盖不见了，小学门口', photo: [await photo('wang', '井盖.jpg')] });
    expect([first.body.status, first.body.subject]).toEqual(['waiting', '井盖缺损']);
    after(5);
    const second = await report('li', { place_id: 'SIDE', text: '北侧人行道也少了井盖' });
    after(2);
    await report('guard', { place_id: 'GATE', text: '校门口没有井盖' });
    const fourth = await report('line', { source: '12345', place_id: 'GATE', text: '来电：小学门口少井盖' });
    expect([second.body.status, fourth.body.status]).toEqual(['completed', 'completed']);
    expect(await rowsOf('event')).toMatchObject([{ reporters: 4, urgency: '紧急', route: 'G2', status: '受理' }]);
    expect((await rowsOf('reporter')).map((row) => row['text'])).toHaveLength(4);
  });

  it('asks the grid to guard and the command room to assign at the same time, and nobody else', async () => {
    expect([await titles('shen'), await titles('yu'), await titles('lin')]).toEqual([['现场守护'], ['指挥室交办'], []]);
  });

  it('is guarded, assigned, signed for, handled with a photo, checked, closed in time, told to all and rated', async () => {
    await answer('shen', '现场守护', 'guarded', { how: '警戒围挡' });
    after(3);
    await answer('yu', '指挥室交办', 'send', { dept: '综合行政执法局' });
    after(5);
    await answer('lin', '部门签收', 'sign');
    after(90);
    // Nobody stays logged in that long without doing anything.
    for (const [login] of PEOPLE) people.set(login, await studio.login(login));
    await answer('lin', '处置并反馈', 'report', { done: '补装 4 个井盖并加防坠网', photo: [await photo('lin', '处置后.jpg')] });
    after(10);
    await answer('shen', '现场核查', 'pass');
    for (const login of ['wang', 'li', 'guard', 'line']) expect([login, await told(login)]).toEqual([login, expect.arrayContaining(['您报告的事办好了'])]);
    await answer('wang', '评价', 'rate', { stars: 5 });
    expect(await rowsOf('event')).toMatchObject([{ status: '办结', minutes: 115, light: '绿', on_time: true, rating: 5, dept: '综合行政执法局' }]);
  });
});

describe('a work order of hotline 12345', () => {
  const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
  const signature = (secret: string, id: string, at: string, body: string) => `v1,${createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64')).update(`${id}.${at}.${body}`).digest('base64')}`;

  it('comes signed, joins the event it is about, and the hotline is told, signed', async () => {
    const admin = await studio.login('root');
    await admin.send('PUT', '/api/connections?id=hotline', { kind: 'webhook', users: 'all', title: '12345', baseUrl: `http://127.0.0.1:${hotline.port}/orders`, allow: [`127.0.0.1:${hotline.port}`], secret: SECRET, baseVersion: 0 });
    await report('wang', { place_id: 'GATE', text: '井盖又不见了' });
    const { path, secret } = (await admin.send<{ path: string; secret: string }>('POST', '/api/scenarios/grassroots-141/triggers/secret', { source: 'hotline/order' })).body;
    const body = JSON.stringify({ order_no: 'GD-7', category: '井盖缺损', place: '云溪镇中心小学校门口', text: '来电：小学门口少井盖', danger: true });
    const at = String(Math.floor(now.getTime() / 1000));
    const send = () => studio.app.inject({ method: 'POST', url: path, headers: { host: HOST, 'content-type': 'application/json', 'webhook-id': 'GD-7', 'webhook-timestamp': at, 'webhook-signature': signature(secret, 'GD-7', at, body) }, payload: body });
    const [first, again] = [await send(), await send()];
    expect([first.statusCode, again.json<{ run: string }>().run]).toEqual([200, first.json<{ run: string }>().run]);
    expect((await rowsOf('event')).map((row) => row['reporters'])).toEqual(expect.arrayContaining([4, 2]));
    expect(told12345.map((text) => JSON.parse(text) as unknown)).toMatchObject([{ order_no: 'GD-7', number: first.json<{ run: string }>().run, status: '已并入' }]);
    const headers = hotline.hits[0]?.headers ?? {};
    expect(headers['webhook-signature']).toBe(signature(SECRET, String(headers['webhook-id']), String(headers['webhook-timestamp']), told12345[0] ?? ''));
  });
});
