import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Connection } from '../../server/api/data.ts';
import type { TryRequestAnswer } from '../../server/api/scenario.ts';
import { startMysqlStub, stubColumns } from './support/mysql-stub.ts';
import { countingDial, startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';
import { createTestStudio } from './support/studio.ts';
import type { Answer, Person, TestStudio } from './support/studio.ts';
import { scenarioOf } from './support/trigger-scenario.ts';

let canary: Canary;
let studio: TestStudio;
let down = false;
beforeAll(async () => {
  canary = await startCanary((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (down) return response.writeHead(503, { 'content-type': 'application/json' }).end('{}');
    if (url.pathname === '/html') return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
    if (url.pathname === '/long') return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ list: Array.from({ length: 9_000 }, (_, id) => ({ id, name: 'x'.repeat(100) })) }));
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ asked: url.pathname + url.search, sent: request.headers.authorization ?? null, rows: [{ id: 1 }] }));
  });
  studio = await createTestStudio({ nodeTypes: builtIns, network: { dial: countingDial(canary.port).dial } });
  await studio.designer.send('POST', '/api/scenarios', { id: 'trier', title: '试' });
}, 60_000);
afterAll(async () => {
  await studio.close();
  await canary.close();
});
beforeEach(async () => {
  down = false;
  canary.hits.length = 0;
  await studio.admin.send('DELETE', '/api/connections?id=far/api');
});

async function connect(more: object = {}): Promise<Answer<Connection>> {
  const present = (await studio.admin.send<{ items: Connection[] }>('GET', '/api/connections')).body.items.find((one) => one.id === 'far/api');
  return studio.admin.send<Connection>('PUT', '/api/connections?id=far/api', { title: '对方', users: 'all', baseUrl: `http://127.0.0.1:${canary.port}`, allow: [`127.0.0.1:${canary.port}`], header: 'Authorization', baseVersion: present?.version ?? 0, ...more });
}

const config = { connection: 'api', method: 'GET', path: '"/v1/" + start.number', query: { day: 'string(start.day + duration("P1D"))' }, answer: { rows: [{ id: 'number' }] }, result: { ids: 'response.body.rows.id' } };

async function attempt(who: Person, more: object = {}, body: object = {}): Promise<Answer<TryRequestAnswer & { code?: string }>> {
  const scenario = { ...scenarioOf('trier', { call: { type: 'data.http', config: { ...config, ...more } } }, {}), connections: { api: { use: 'far/api' } } };
  return who.send('POST', '/api/scenarios/trier/try-request', { scenario, flow: 'main', node: 'call', values: { start: { number: 'nr-a7-x', day: '2022-01-20' } }, names: { start: { type: 'object', properties: { number: { type: 'string' }, day: { type: 'string', format: 'date' } } } }, ...body });
}

describe('a step tried by itself', () => {
  it('is asked with the secret set apart for it, evaluates its formulas and shows answer and output without the secret', async () => {
    await connect({ secret: 'Bearer the-real-one', testSecret: 'Bearer for-trying-1' });
    const { status, body } = await attempt(studio.designer);
    expect([status, body]).toEqual([200, { access: 'test', ms: body.ms, requests: 1, status: 200, type: 'application/json', body: { asked: '/v1/nr-a7-x?day=2022-01-21', sent: '***', rows: [{ id: 1 }] }, cut: false, output: { ids: [1] } }]);
    expect(canary.hits[0]?.headers.authorization).toBe('Bearer for-trying-1');
  });

  it('the real secret is for administrators, and changes nothing', async () => {
    await connect({ secret: 'Bearer the-real-one' });
    const refused = await attempt(studio.designer);
    expect([refused.status, refused.body.code, canary.hits.length]).toEqual([403, 'SCN_HTTP_TRY_ACCESS', 0]);
    expect((await attempt(studio.admin)).body).toMatchObject({ access: 'real', status: 200 });
    const change = await attempt(studio.admin, { method: 'POST' });
    expect([change.body.code, canary.hits.length]).toEqual(['SCN_HTTP_TRY_CHANGE', 1]);
  });

  it('without any secret everybody who may try may read', async () => {
    await connect();
    expect((await attempt(studio.designer)).body).toMatchObject({ access: 'open', status: 200 });
    expect((await attempt(studio.designer, { method: 'DELETE' })).body.code).toBe('SCN_HTTP_TRY_CHANGE');
  });

  it('an address set apart is used with its own secret only, for changes too', async () => {
    await connect({ baseUrl: 'https://real.example', secret: 'Bearer the-real-one', testUrl: `http://127.0.0.1:${canary.port}/trial` });
    expect((await attempt(studio.designer, { method: 'POST', body: '{a: 1}' })).body).toMatchObject({ access: 'test', status: 200, body: { asked: '/trial/v1/nr-a7-x?day=2022-01-21', sent: null } });
  });

  it.each([
    ['HTML', { path: '"/html"' }, { status: 200, type: 'text/html', body: '<html>log in</html>', problem: { code: 'SCN_HTTP_NOT_JSON' } }],
    ['an answer of another shape', { answer: { rows: [{ id: 'text' }] } }, { status: 200, problem: { code: 'SCN_HTTP_SHAPE' } }],
  ])('%s is shown with its problem', async (_, more, expected) => {
    await connect();
    expect((await attempt(studio.designer, more)).body).toMatchObject(expected);
  });

  it('a refused address is told as it would be in a run', async () => {
    await connect({ allow: [] });
    const { body } = await attempt(studio.designer);
    expect([body.status, body.problem?.code, body.problem?.message]).toEqual([undefined, 'SCN_HTTP_REFUSED', expect.stringContaining('不允许访问')]);
  });

  it('a long answer is cut to what a person looks through', async () => {
    await connect();
    const { body } = await attempt(studio.designer, { path: '"/long"', answer: { list: [{ id: 'number' }] }, result: { n: 'count(response.body.list)' } });
    expect([body.cut, (body.body as { list: unknown[] }).list.length, body.output]).toEqual([true, 50, { n: 9_000 }]);
  });

  it.each([
    ['a formula that is wrong', { path: '"/v1/" +' }, {}, 422, 'SCN_HTTP_TRY_CONFIG'],
    ['a part that is missing', { path: undefined }, {}, 422, 'SCN_HTTP_TRY_CONFIG'],
    ['a connection nobody named', { connection: 'other' }, {}, 422, 'SCN_HTTP_TRY_CONFIG'],
    ['a node that is not there', {}, { node: 'nobody' }, 404, 'SCN_API_NOT_FOUND'],
  ])('refuses %s before anything is sent', async (_, more, body, status, code) => {
    await connect();
    const answer = await attempt(studio.designer, more, body);
    expect([answer.status, answer.body.code, canary.hits.length]).toEqual([status, code, 0]);
  });

  it('is in the audit, with whose credentials and how it ended, and without values', async () => {
    await connect({ testSecret: 'Bearer for-trying-1' });
    await attempt(studio.designer);
    const audit = JSON.stringify((await studio.admin.send('GET', '/api/audit?limit=50')).body);
    expect([audit.includes('connection.try'), audit.includes('for-trying'), audit.includes('nr-a7-x')]).toEqual([true, false, false]);
  });
});

describe('a statement tried by itself', () => {
  const person = stubColumns.text('name');
  const tryStatement = async (who: Person): Promise<Answer<TryRequestAnswer & { code?: string }>> => {
    const scenario = { ...scenarioOf('trier', { call: { type: 'data.sql', config: { connection: 'db', sql: 'select name from person where id = :id', params: { id: 'start.number' } } } }, {}), connections: { db: { use: 'far/api' } } };
    return who.send('POST', '/api/scenarios/trier/try-request', { scenario, flow: 'main', node: 'call', values: { start: { number: 'nr-a7-x' } }, names: { start: {} } });
  };
  it('uses the password set apart for it and tells columns and rows', async () => {
    const stub = await startMysqlStub(() => ({ columns: [person, stubColumns.decimal('pay')], rows: [['张三', '1.50']] }));
    await connect({ kind: 'mysql', user: 'reader', baseUrl: `mysql://127.0.0.1:${stub.port}/shop`, allow: [`127.0.0.1:${stub.port}`], secret: 'the-real-one' });
    const refused = await tryStatement(studio.designer);
    await connect({ kind: 'mysql', user: 'reader', baseUrl: `mysql://127.0.0.1:${stub.port}/shop`, allow: [`127.0.0.1:${stub.port}`], testSecret: 'for-trying-1' });
    const { body } = await tryStatement(studio.designer);
    await stub.close();
    expect([refused.status, refused.body.code]).toEqual([403, 'SCN_HTTP_TRY_ACCESS']);
    expect(body).toMatchObject({ access: 'test', requests: 1, columns: [{ name: 'name', type: 'string' }, { name: 'pay', type: 'decimal' }], body: [{ name: '张三', pay: '1.50' }], output: { rows: [{ name: '张三', pay: '1.50' }], count: 1, more: false } });
  });
  it('a database connection needs a database and a user', async () => {
    expect([(await connect({ kind: 'postgres', baseUrl: 'postgres://db.example', user: 'reader' })).body, (await connect({ kind: 'mysql', baseUrl: 'mysql://db.example/shop' })).body]).toMatchObject([{ code: 'SCN_SQL_CONNECTION' }, { code: 'SCN_SQL_CONNECTION' }]);
  });
});

describe('connections', () => {
  it('made anew under the same id begin anew: nothing of the old one is used', async () => {
    await connect();
    const get = async () => studio.app.studio.http.request({ connection: 'far/api', method: 'GET', path: '/', timeoutMs: 1500, key: 'k', cacheS: 600 }, new AbortController().signal, 'release 1');
    await get();
    await studio.admin.send('DELETE', '/api/connections?id=far/api');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await connect({ allow: [] });
    await expect(get()).rejects.toMatchObject({ code: 'SCN_HTTP_REFUSED' });
  });
  it('keep a secret for trying to themselves, and drop it when told', async () => {
    const set = await connect({ testSecret: 'Bearer for-trying-1', testUrl: 'https://trial.example' });
    const kept = await connect({ testUrl: 'https://trial.example' });
    const gone = await connect({ testSecret: '' });
    expect([set, kept, gone].map(({ body }) => [body.testSecretSet, body.testUrl ?? null])).toEqual([[true, 'https://trial.example'], [true, 'https://trial.example'], [false, null]]);
    expect(JSON.stringify([set.body, await studio.app.studio.store.documents.list('connection')])).not.toContain('for-trying');
  });
  it('refuse an address for trying that is none', async () => {
    expect((await connect({ testUrl: 'ftp://x' })).body).toMatchObject({ code: 'SCN_HTTP_REFUSED' });
  });
  it('tell administrators how they do, and designers only that they are there', async () => {
    await connect();
    down = true;
    for (let at = 0; at < 5; at += 1) await studio.app.studio.http.request({ connection: 'far/api', method: 'GET', path: '/', timeoutMs: 1500, key: 'k' }, new AbortController().signal);
    const { body } = await studio.admin.send<{ items: Connection[] }>('GET', '/api/connections');
    expect(body.items[0]?.health).toMatchObject({ state: 'resting', failures: 5, code: 'HTTP 503' });
    await connect();
    expect((await studio.admin.send<{ items: Connection[] }>('GET', '/api/connections')).body.items[0]?.health).toBeUndefined();
    expect((await studio.designer.send('GET', '/api/connections')).body).toEqual({ items: [{ id: 'far/api', title: '对方' }] });
  });
});
