import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceSample, SourceView } from '../../server/api/sources.ts';
import { nextTime } from '../../server/services/sources/source-book.ts';
import { startCanary, type Canary } from './support/closed-net.ts';
import { createTestStudio, type Person, type TestStudio } from './support/studio.ts';

/** Rows that a dataset gets from a connection: looked at first, brought by key, again by the clock, and kept whatever the far side does. */
const SECRET = 'planted-source-4711';
let canary: Canary;
let studio: TestStudio;
let civil: Person;
let health: Person;
let now = new Date('2026-11-30T01:00:00.000Z');
let answer: { status?: number; type?: string; body: string } = { body: '[]' };
let pages: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  canary = await startCanary((request, response) => {
    const page = new URL(request.url ?? '', 'http://x').searchParams.get('page');
    response.writeHead(answer.status ?? 200, { 'content-type': answer.type ?? 'application/json' }).end(page === null ? answer.body : (pages[page] ?? '{"list":[]}'));
  });
  studio = await createTestStudio({ now: () => now, sweepsOnDemand: true });
  for (const [id, name] of [['civil', '民政'], ['health', '卫健']] as const) await studio.admin.send('POST', '/api/units', { id, name, level: 'department', parent: 'home' });
  civil = await studio.member('civ', { unit: { id: 'civil', name: '' }, spaces: [{ unit: 'civil', role: 'designer' }] });
  health = await studio.member('hea', { unit: { id: 'health', name: '' }, spaces: [{ unit: 'health', role: 'designer' }] });
  const place = `127.0.0.1:${canary.port}`;
  const saved = await studio.admin.send('PUT', '/api/connections?id=gate', { title: '人口接口', baseUrl: `http://${place}/v1`, allow: [place], header: 'X-Key', secret: SECRET, testSecret: 'for-trying-only', unit: 'civil', baseVersion: 0 });
  expect(saved.status).toBe(200);
  const made = await civil.send('PUT', '/api/datasets', { definition: { id: 'civil/person', title: '人口', key: ['no'], fields: [{ id: 'no', type: 'string' }, { id: 'town', type: 'string', optional: true }, { id: 'age', type: 'integer', optional: true }] } });
  expect(made.status).toBe(200);
}, 60_000);
afterAll(async () => {
  await studio.close();
  await canary.close();
});
beforeEach(() => {
  canary.hits.length = 0;
  answer = { body: JSON.stringify({ data: { list: [{ id: 1, addr: { town: '城关' }, age: '41' }, { id: 2, addr: { town: '东洲' }, age: 7 }] } }) };
});

const ask = { kind: 'http', path: '/people', list: ['data', 'list'] };
const columns = [{ field: 'no', from: ['id'] }, { field: 'town', from: ['addr', 'town'] }, { field: 'age', from: ['age'] }];
const source = { connection: 'gate', ask, columns, every: 'hour' };
const save = (by: Person, more: object = {}, dataset = 'civil/person') => by.send<SourceView & { code?: string; detail?: string }>('PUT', '/api/datasets/source', { dataset, source: { ...source, ...more } });
const refresh = (by: Person = civil, headers: Record<string, string> = {}) => by.send<SourceView & { code?: string }>('POST', '/api/datasets/source/refresh', { dataset: 'civil/person' }, headers);
const rows = async () => (await studio.app.studio.store.datasets.query('civil/person', { limit: 100 })).rows.map(({ data }) => [data['no'], data['town'], data['age']]);
const FIRST = [['1', '城关', 41], ['2', '东洲', 7]];

describe('a sample', () => {
  it('is asked with the secret for trying, shown as it came, and on record', async () => {
    const { status, body } = await civil.send<SourceSample>('POST', '/api/datasets/source/sample', { connection: 'gate', ask });
    expect([status, body.access, body.status, (body.body as { data: { list: unknown[] } }).data.list.length, body.problem]).toEqual([200, 'test', 200, 2, undefined]);
    expect(canary.hits.map(({ path, headers }) => [path, headers['x-key']])).toEqual([['/v1/people', 'for-trying-only']]);
    const { items } = await studio.app.studio.store.audit.list({ limit: 5 });
    expect(items[0]).toMatchObject({ action: 'connection.try', target: 'gate', by: civil.id });
  });

  it('of a connection of another unit is as of none, and nobody is asked', async () => {
    const { status, body } = await health.send<{ code: string }>('POST', '/api/datasets/source/sample', { connection: 'gate', ask });
    expect([status, body.code, canary.hits.length]).toEqual([422, 'SCN_SOURCE_CONNECTION', 0]);
  });

  it.each([
    ['a web page', { type: 'text/html', body: '<!doctype html><title>log in</title>' }, 'SCN_HTTP_WEB_PAGE'],
    ['a web page that says it is JSON', { body: '<html><body>log in' }, 'SCN_HTTP_BAD_JSON'],
    ['half a JSON', { body: '{"data":{"list":[{"id":1},' }, 'SCN_HTTP_BAD_JSON'],
    ['plain words', { type: 'text/plain', body: 'busy' }, 'SCN_HTTP_NOT_JSON'],
    ['a refusal', { status: 401, body: '{}' }, 'SCN_SOURCE_STATUS'],
    ['more than it may be', { body: `["${'x'.repeat(2_200_000)}"]` }, 'SCN_HTTP_TOO_LARGE'],
  ])('says in the language of the person that it got %s', async (_what, given, code) => {
    answer = given;
    const asked = (locale: string) => civil.send<SourceSample>('POST', '/api/datasets/source/sample', { connection: 'gate', ask }, { 'accept-language': locale });
    const [zh, en] = [(await asked('zh-CN')).body.problem, (await asked('en')).body.problem];
    expect([zh?.code, en?.code]).toEqual([code, code]);
    expect(zh?.message).toMatch(/请/);
    expect(en?.message).not.toMatch(/\p{Script=Han}/u);
  });
});

describe('a source', () => {
  it('takes the right to the dataset, to publish in its unit, and a connection that is lent to it', async () => {
    const other = await studio.admin.send('PUT', '/api/datasets', { definition: { id: 'health/x', title: 'x', key: ['no'], fields: [{ id: 'no', type: 'string' }] }, unit: 'health' });
    expect(other.status).toBe(200);
    expect((await save(health)).status).toBe(404);
    const lent = await save(health, {}, 'health/x');
    expect([lent.status, lent.body.code]).toEqual([403, 'SCN_SOURCE_UNIT']);
    const editor = await studio.member('edi', {});
    await studio.admin.send('PUT', '/api/places/dataset?id=civil/person', { unit: 'civil', rights: [{ who: `u:${editor.id}`, right: 'editor' }], baseVersion: 1 });
    const denied = await save(editor);
    expect([403, 404]).toContain(denied.status);
  });

  it('needs a key to be asked by the clock, and a statement that reads', async () => {
    await civil.send('PUT', '/api/datasets', { definition: { id: 'civil/loose', title: 'Loose', fields: [{ id: 'no', type: 'string' }] } });
    expect((await save(civil, {}, 'civil/loose')).body.code).toBe('SCN_SOURCE_KEY');
    expect((await save(civil, { ask: { kind: 'sql', sql: 'delete from person' } })).body.code).toBe('SCN_SOURCE_SQL');
    expect((await save(civil, { ask: { kind: 'sql', sql: 'select * from person where id = :id' } })).body.code).toBe('SCN_SOURCE_SQL');
  });

  it('brings rows by key with the real secret, changes what is other, and says what it did', async () => {
    expect((await save(civil)).body).toMatchObject({ by: 'civ', running: false, next: '2026-11-30T02:00:00.000Z' });
    const first = await refresh();
    expect([first.status, first.body.last]).toMatchObject([200, { by: 'civ', made: 2, changed: 0, same: 0, bad: 0 }]);
    expect(canary.hits[0]?.headers['x-key']).toBe(SECRET);
    expect(await rows()).toEqual(FIRST);
    answer = { body: JSON.stringify({ data: { list: [{ id: 1, addr: { town: '城关' }, age: 41 }, { id: 2, addr: { town: '富春' }, age: 8 }, { id: 3, addr: null, age: 'old' }] } }) };
    const second = (await refresh()).body.last;
    expect(second).toMatchObject({ made: 0, changed: 1, same: 1, bad: 1 });
    expect(second?.problems.map(({ row, field, code, message }) => [row, field, code, message.includes('整数')])).toEqual([[3, 'age', 'SCN_DATA_TYPE', true]]);
    expect(await rows()).toEqual([FIRST[0], ['2', '富春', 8]]);
    const { items } = await studio.app.studio.store.audit.list({ limit: 3 });
    expect(items.map(({ action, details }) => [action, details])).toEqual(expect.arrayContaining([['dataset.refresh', { connection: 'gate', made: 0, changed: 1, same: 1, bad: 1 }]]));
    expect(JSON.stringify(items)).not.toContain('富春');
  });

  it.each([
    ['a web page', { type: 'text/html', body: '<!doctype html>' }, 'SCN_HTTP_WEB_PAGE'],
    ['half a JSON', { body: '{"data":' }, 'SCN_HTTP_BAD_JSON'],
    ['no list', { body: '{"data":{}}' }, 'SCN_SOURCE_LIST'],
    ['other columns', { body: '{"data":{"list":[{"nr":1,"age":1,"addr":{"town":"x"}}]}}' }, 'SCN_SOURCE_COLUMN'],
    ['a failure', { status: 500, body: '{}' }, 'SCN_SOURCE_STATUS'],
    ['nothing', { body: '{"data":{"list":[]}}' }, undefined],
  ])('that gives %s leaves every row as it was', async (_what, given, code) => {
    const before = await rows();
    answer = given;
    const { body } = await refresh(civil, { 'accept-language': 'en' });
    expect(body.last?.problem?.code).toBe(code);
    expect(body.last?.problem?.detail ?? '').not.toMatch(/\p{Script=Han}{4}/u);
    expect(await rows()).toEqual(before);
  });

  it('is asked by the clock, once for an hour, sooner after a failure, and not for whoever lost the right', async () => {
    const store = studio.app.studio.store;
    const sweep = async () => { for (let round = 0; round < 10; round += 1) await studio.app.studio.sweep.now(); };
    await refresh();
    canary.hits.length = 0;
    now = new Date('2026-11-30T02:00:01.000Z');
    await sweep();
    await sweep();
    expect(canary.hits.length).toBe(1);
    answer = { status: 503, body: '' };
    now = new Date('2026-11-30T03:10:00.000Z');
    await sweep();
    civil = await studio.login('civ');
    expect((await civil.send<SourceView>('GET', '/api/datasets/source?dataset=civil/person')).body).toMatchObject({ next: '2026-11-30T03:25:00.000Z', last: { problem: { code: 'SCN_SOURCE_STATUS' } } });
    const place = (await store.documents.get<object>('connection', 'gate'));
    await store.documents.put('connection', 'gate', { ...place?.body, unit: 'health' }, { expectedVersion: place?.version ?? 0, by: 'test' });
    canary.hits.length = 0;
    now = new Date('2026-11-30T03:30:00.000Z');
    await sweep();
    expect([canary.hits.length, (await civil.send<SourceView>('GET', '/api/datasets/source?dataset=civil/person')).body.last?.problem?.code]).toEqual([0, 'SCN_SOURCE_UNIT']);
    const moved = (await store.documents.get<object>('connection', 'gate'));
    await store.documents.put('connection', 'gate', { ...moved?.body, unit: 'civil' }, { expectedVersion: moved?.version ?? 0, by: 'test' });
  });

  it('in pages is read to its end', async () => {
    pages = { 1: '{"list":[{"no":"p1"}]}', 2: '{"list":[{"no":"p2"}]}' };
    await save(civil, { ask: { kind: 'http', path: '/people', list: ['list'], pages: { by: 'page' } }, columns: [{ field: 'no', from: ['no'] }], every: 'never' });
    expect((await refresh()).body.last).toMatchObject({ made: 2, bad: 0 });
    expect(canary.hits.map(({ path }) => path)).toEqual(['/v1/people?page=1', '/v1/people?page=2', '/v1/people?page=3']);
  });

  it('can be taken away; rows stay', async () => {
    const before = await rows();
    expect((await civil.send('DELETE', '/api/datasets/source?dataset=civil/person')).status).toBe(200);
    expect((await civil.send<SourceView>('GET', '/api/datasets/source?dataset=civil/person')).body).toEqual({ running: false });
    expect((await refresh()).status).toBe(404);
    expect(await rows()).toEqual(before);
  });
});

it('the next time of day is one of China, today or tomorrow', () => {
  const daily = { connection: 'x', ask: { kind: 'sql' as const, sql: 't' }, columns: [{ field: 'a', from: ['a'] }], every: 'day' as const, at: '06:30' };
  expect(nextTime(daily, new Date('2026-11-30T20:00:00.000Z'))).toBe('2026-11-30T22:30:00.000Z');
  expect(nextTime(daily, new Date('2026-11-30T22:30:00.000Z'))).toBe('2026-12-01T22:30:00.000Z');
  expect(nextTime({ ...daily, every: 'never' }, new Date())).toBeUndefined();
});
