import { Secret, TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { PASSWORD, startStudioProcess, type Reply, type StudioProcess } from '../support/studio-process.ts';
import { withTemporaryFolder } from '../support/temporary-folder.ts';
import { startCanary } from './support/closed-net.ts';

const CONNECTION_SECRET = 'canary-connection-4711';
const DATABASE_PASSWORD = 'canary-database-4712';
const ID_NUMBER = '330106199003074413';
const PHONE = '13800138713';
const NAME = '司徒金丝雀';
const NEW_PASSWORD = 'canary longer 4714';
const TOKEN = 'canary-token-4715';

const base = { format: 1, purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {} };
const asked = [{ id: 'number', title: 'number', type: 'string', pattern: '^[0-9]{17}[0-9X]$' }, { id: 'phone', title: 'phone', type: 'string' }, { id: 'name', title: 'name', type: 'string' }];
const kept = ['number', 'phone', 'name'].map((id) => ({ id, type: 'string', personal: true }));
const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'POST', path: '"/persons/" + ask.number', body: '{number: ask.number, name: ask.name}', timeout: 2000 } };
const ways: Readonly<Record<string, object>> = {
  fine: { type: 'rule.expression', title: '算', config: { values: [{ id: 'a', expr: 'ask.number' }] } },
  called: call,
  thrown: { type: 'flow.script', title: '脚本', config: { input: { n: 'ask.number', name: 'ask.name' }, code: 'if (input.n) throw new Error(input.n + input.name); return { a: input.n };', results: [{ id: 'a', type: 'string' }] } },
  asked: { type: 'data.sql', title: '查库', config: { connection: 'db', sql: 'select 1 where :n = :n', params: { n: 'ask.number' } } },
  stored: { type: 'data.insert', title: '存', config: { dataset: 'kept', values: { number: 'ask.number', phone: 'ask.phone', name: 'ask.name' } } },
};
const nodes = (work: object) => ({ ask: { type: 'start.form', title: '填', config: { roles: [], fields: asked } }, work, end: { type: 'output.page', title: '完', config: { text: '好了' } } });
const scenarioOf = (id: string, work: object) => ({
  ...base, id, title: id, connections: { api: { use: 'api' }, db: { use: 'db' } }, datasets: { kept: { own: { title: '存', fields: kept }, subject: 'number' } },
  flows: { main: { nodes: nodes(work), edges: { e1: ['ask.out', 'work'], e2: ['work.out', 'end'] } } },
});

/** What may hold none of it: refusals, exports and figures. */
const OUT = ['/metrics', '/health', '/api/audit?limit=200', '/api/connections', '/api/users', '/api/datasets', '/api/catalogue/datasets', '/api/scenarios/called/deliveries', ...Object.keys(ways).flatMap((id) => [`/api/scenarios/${id}/export`, `/api/releases/${id}@1/export`])];

async function everyWay(studio: StudioProcess, told: (reply: Reply) => void): Promise<void> {
  const input = { number: ID_NUMBER, phone: PHONE, name: NAME };
  for (const [id, work] of Object.entries(ways)) {
    const made = await studio.send('POST', '/api/scenarios', { scenario: scenarioOf(id, work) });
    expect([id, made.status]).toEqual([id, 201]);
    const published = await studio.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 });
    expect([id, published.status, published.status === 201 ? '' : published.body]).toEqual([id, 201, '']);
    for (const key of ['key-canary-1', 'key-canary-2']) await studio.send('POST', `/api/portal/apps/${id}/runs`, { clientKey: `${key}-${id}`, input });
    told(await studio.send('POST', `/api/portal/apps/${id}/runs`, { clientKey: `key-bad-${id}`, input: { number: `${ID_NUMBER}?`, phone: { a: PHONE }, name: NAME } }));
    told(await studio.send('POST', `/api/portal/apps/${id}/runs`, { clientKey: `key-odd-${id}`, input: { ...input, other: PHONE } }));
  }
}

/** Requests that are refused, with what must stay unsaid in every place a request has. */
async function everyRefusal({ send, url, cookie }: StudioProcess, told: (reply: Reply) => void): Promise<void> {
  for (const [method, path, body] of [
    ['POST', '/api/login', { login: 'root', password: NEW_PASSWORD }], ['POST', '/api/login', { login: NAME, password: NEW_PASSWORD }], ['POST', '/api/login', { login: 'root', password: { a: NEW_PASSWORD } }],
    ['POST', '/api/setup', { token: TOKEN, login: 'x', name: NAME, password: NEW_PASSWORD }], ['POST', '/api/login/second', { ticket: TOKEN, code: '123456' }],
    ['PUT', '/api/connections?id=api', { title: NAME, baseUrl: 'nonsense', secret: CONNECTION_SECRET, allow: [], baseVersion: 9 }], ['PUT', '/api/connections?id=api', { secret: CONNECTION_SECRET }],
    ['POST', '/api/datasets/rows', { dataset: 'stored/kept', data: { number: { a: ID_NUMBER }, phone: PHONE, name: NAME } }], ['POST', '/api/datasets/rows', { dataset: 'stored/kept', data: { number: 'x', other: NAME } }], ['POST', '/api/datasets/import', { dataset: 'none', format: 'csv', mode: 'append', text: `number,phone,name\n"${ID_NUMBER},${PHONE}` }],
    ['GET', `/api/datasets/rows?dataset=none&field=number&value=${ID_NUMBER}`], ['GET', `/api/portal/options?app=none&field=x&q=${encodeURIComponent(NAME)}`], ['GET', `/api/access?subject=${ID_NUMBER}&limit=x`], ['POST', '/api/scenarios', { scenario: { id: ID_NUMBER, title: { a: NAME } } }],
    ['POST', '/api/hooks/none', { number: ID_NUMBER }],
  ] as const) {
    const reply = await send(method, path, body);
    expect([path, reply.status]).toEqual([path, expect.toSatisfy((status: number) => status >= 400)]);
    told(reply);
  }
  const raw = async (path: string, init: { readonly method?: string; readonly body?: string; readonly headers: Readonly<Record<string, string>> }) => {
    const answer = await fetch(url + path, { method: 'POST', ...init, headers: { origin: url, ...init.headers } });
    told({ status: answer.status, body: { text: await answer.text() } });
  };
  await raw('/api/login', { body: `{"login":"root","password":"${NEW_PASSWORD}"`, headers: { 'content-type': 'application/json' } });
  await raw('/api/login', { body: `{"password":${NEW_PASSWORD}}`, headers: { 'content-type': 'application/json' } });
  await raw('/api/me', { method: 'GET', headers: { authorization: `Bearer ${TOKEN}` } });
  await raw('/api/scenarios', { body: '{}', headers: { 'content-type': 'application/json', cookie: `sid=${TOKEN}` } });
  await raw('/api/scenarios', { body: '{}', headers: { 'content-type': 'application/json', cookie: cookie(), origin: `https://${TOKEN}.example` } });
}

describe('what a server prints and refuses with', () => {
  it('holds no password, token, secret, code or cookie, and nothing a person typed into a form', async () => {
    await withTemporaryFolder(async (data) => {
      const far = await startCanary((_request, response) => void response.writeHead(500, { 'content-type': 'text/plain' }).end(`${ID_NUMBER} ${NAME} ${CONNECTION_SECRET}`));
      const studio = await startStudioProcess(data);
      const link = /#token=([\w-]+)/.exec(studio.output())?.[1] ?? '';
      const replies: string[] = [];
      const told = (reply: Reply) => void replies.push(JSON.stringify(reply.body));
      const open = `127.0.0.1:${far.port}`;
      for (const [id, more] of [['api', { baseUrl: `http://${open}`, allow: [open], header: 'Authorization', secret: CONNECTION_SECRET }], ['db', { kind: 'postgres', baseUrl: `postgres://${open}/shop`, allow: [open], user: 'reader', secret: DATABASE_PASSWORD }]] as const) {
        expect((await studio.send('PUT', `/api/connections?id=${id}`, { title: id, users: 'all', baseVersion: 0, ...more })).status).toBe(200);
      }
      const begun = (await studio.send('POST', '/api/me/factor/begin', { password: PASSWORD })).body as { secret: string };
      told(await studio.send('POST', '/api/me/factor/confirm', { code: '000000' }));
      const confirmed = (await studio.send('POST', '/api/me/factor/confirm', { code: new TOTP({ secret: Secret.fromBase32(begun.secret) }).generate() })).body as { codes: readonly string[] };
      expect(confirmed.codes.length).toBeGreaterThan(0);
      await everyWay(studio, told);
      await everyRefusal(studio, told);
      for (const path of OUT) told(await studio.send('GET', path));
      const cookie = studio.cookie().split('=')[1] ?? '';
      expect(await studio.end('SIGTERM')).toBe(0);
      await far.close();
      const log = studio.output().split('\n').filter((line) => line.startsWith('{'));
      expect([log.length > 20, far.hits.length > 0]).toEqual([true, true]);
      const secrets = { password: PASSWORD, NEW_PASSWORD, TOKEN, CONNECTION_SECRET, DATABASE_PASSWORD, ID_NUMBER, PHONE, NAME, cookie, factor: begun.secret, recovery: confirmed.codes[0] ?? '', link };
      const found = Object.entries(secrets).flatMap(([name, secret]) => [...log.filter((line) => line.includes(secret)).map((line) => `${name} in the log: ${line.slice(0, 300)}`), ...replies.filter((text) => text.includes(secret)).map((text) => `${name} in an answer: ${text.slice(0, 300)}`)]);
      expect(Object.values(secrets).every((secret) => secret.length > 4)).toBe(true);
      expect(found).toEqual([]);
    });
  }, 120_000);
});
