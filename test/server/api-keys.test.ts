import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { ApiKey } from '../../server/api/keys.ts';
import { createTestStudio, HOST } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

let now = new Date('2026-03-02T01:00:00Z');
let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  for (const id of ['visit', 'other']) {
    await studio.designer.send('POST', '/api/scenarios', { scenario: { ...visitScenario, id } });
    expect((await studio.designer.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 })).status).toBe(201);
  }
});
afterAll(() => studio.close());

const wanted = { title: '医院系统', apps: ['visit'], duties: ['doctor'], unit: { id: 'H002', name: '富春医院', attributes: { inst_id: 'H002' } }, days: 30 };
const make = async (more: object = {}) => (await studio.admin.send<{ key: ApiKey; token: string }>('POST', '/api/keys', { ...wanted, ...more })).body;

interface Told {
  readonly code?: string;
  readonly status?: string;
  readonly runId: string;
}

/** A program: no cookie, no origin. */
async function call(token: string, url: string, body?: object): Promise<{ status: number; body: Told }> {
  const reply = await studio.app.inject({ method: body ? 'POST' : 'GET', url, headers: { host: HOST, authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) }, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return { status: reply.statusCode, body: reply.json<Told>() };
}

describe('an API key', () => {
  it('starts the app it is for as the unit and duties it carries, and reads its own run', async () => {
    const { token, key } = await make();
    const made = await call(token, '/api/apps/visit', { code: 'CT', age: 40 });
    expect([made.status, made.body.status]).toEqual([200, 'completed']);
    expect((await call(token, `/api/apps/visit/runs/${made.body.runId}`)).body).toEqual(made.body);
    const runs = await studio.designer.send<{ items: { id: string; starter: string; starterName: string }[] }>('GET', '/api/scenarios/visit/runs');
    expect(runs.body.items.find((run) => run.id === made.body.runId)).toMatchObject({ starter: key.id, starterName: '医院系统' });
  });

  it('does not read runs of others, nor a run through another app', async () => {
    const { token } = await make({ apps: ['visit', 'other'] });
    const foreign = await studio.user.send<{ runId: string }>('POST', '/api/apps/visit', { code: 'CT', age: 40 });
    const own = await call(token, '/api/apps/visit', { code: 'CT', age: 40 });
    expect([(await call(token, `/api/apps/visit/runs/${foreign.body.runId}`)).status, (await call(token, `/api/apps/other/runs/${own.body.runId}`)).status]).toEqual([404, 404]);
  });

  it('is told once, kept as a hash, and listed without it', async () => {
    const { token, key } = await make();
    const stored = JSON.stringify(await studio.app.studio.store.documents.list('api-key'));
    const listed = await studio.admin.send<{ items: ApiKey[] }>('GET', '/api/keys');
    const secret = token.split('.')[1] ?? '';
    const audit = JSON.stringify((await studio.admin.send('GET', '/api/audit?limit=200')).body);
    expect([secret.length, stored.includes(secret), JSON.stringify(listed.body).includes(secret), audit.includes(secret)]).toEqual([43, false, false, false]);
    expect(listed.body.items.find((item) => item.id === key.id)).toEqual({ ...key, state: 'active', createdByName: expect.any(String) as string });
    expect(JSON.stringify(listed.body).includes('hash')).toBe(false);
    expect([audit.includes('key.create'), audit.includes(key.id)]).toEqual([true, true]);
  });

  it('lasts a year at most: a longer one is refused, and one from before ends after its first year and says so', async () => {
    for (const url of ['/api/keys', '/api/keys/scim']) {
      const body = url === '/api/keys' ? { ...wanted, days: 366 } : { title: '目录', days: 366 };
      expect((await studio.admin.send('POST', url, body)).body).toMatchObject({ code: 'SCN_AUTH_KEY_LONG', errors: [{ path: '/days' }] });
    }
    const { key, token } = await make({ days: 365 });
    const { documents } = studio.app.studio.store;
    const stored = await documents.get<Record<string, string>>('api-key', key.id);
    const until = '2029-01-01T00:00:00.000Z';
    await documents.put('api-key', key.id, { ...stored?.body, expiresAt: until }, { expectedVersion: stored?.version ?? 0, by: 'test' });
    const listed = (await studio.admin.send<{ items: ApiKey[] }>('GET', '/api/keys')).body.items.find(({ id }) => id === key.id);
    expect([listed?.expiresAt, listed?.cutFrom, listed?.state]).toEqual([key.expiresAt, until, 'active']);
    const before = now;
    now = new Date(Date.parse(key.expiresAt) + 1);
    expect((await call(token, '/api/apps/visit', { code: 'CT', age: 40 })).body.code).toBe('SCN_AUTH_KEY_EXPIRED');
    now = before;
  });

  it('opens nothing but its app', async () => {
    const { token } = await make();
    const answers = await Promise.all([call(token, '/api/apps/other', { code: 'CT', age: 40 }), call(token, '/api/portal/runs'), call(token, '/api/keys'), call(token, '/api/scenarios'), call(token, '/api/users', { login: 'x' })]);
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([[403, 'SCN_AUTH_KEY_APP'], [403, 'SCN_AUTH_KEY_ROUTE'], [403, 'SCN_AUTH_KEY_ROUTE'], [403, 'SCN_AUTH_KEY_ROUTE'], [403, 'SCN_AUTH_KEY_ROUTE']]);
  });

  it('needs the duty that the app asks for', async () => {
    const { token } = await make({ duties: [] });
    expect(await call(token, '/api/apps/visit', { code: 'CT', age: 40 })).toMatchObject({ status: 403, body: { code: 'SCN_RUN_NOT_STARTABLE' } });
  });

  it('ends when it is revoked, at once and for good', async () => {
    const { token, key } = await make();
    const revoked = await studio.admin.send<ApiKey>('DELETE', `/api/keys/${key.id}`);
    await studio.admin.send('DELETE', `/api/keys/${key.id}`);
    expect([revoked.status, revoked.body.state, (await call(token, '/api/apps/visit', { code: 'CT', age: 40 })).body.code]).toEqual([200, 'revoked', 'SCN_AUTH_KEY']);
    const entries = (await studio.admin.send<{ items: { action: string; target: string }[] }>('GET', '/api/audit?limit=200')).body.items.filter((item) => item.action === 'key.revoke' && item.target === key.id);
    expect(entries.length).toBe(1);
  });

  it('ends on its day, and says so to who holds it', async () => {
    const { token } = await make({ days: 1 });
    const before = now;
    now = new Date(before.getTime() + 86_400_001);
    const answer = await call(token, '/api/apps/visit', { code: 'CT', age: 40 });
    now = before;
    expect([answer.status, answer.body.code]).toEqual([401, 'SCN_AUTH_KEY_EXPIRED']);
  });

  it.each(['', 'x', 'sk_k-0.aaa', `sk_k-0123456789abcdef.${'a'.repeat(43)}`])('is refused when it is wrong: "%s"', async (token) => {
    const answer = await call(token, '/api/apps/visit', { code: 'CT', age: 40 });
    expect([answer.status, ['SCN_AUTH_KEY', 'SCN_AUTH_REQUIRED'].includes(answer.body.code ?? '')]).toEqual([401, true]);
  });

  it('is refused when one character of it is another', async () => {
    const { token } = await make();
    const other = `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`;
    expect((await call(other, '/api/apps/visit', { code: 'CT', age: 40 })).body.code).toBe('SCN_AUTH_KEY');
  });

  it.each([['an app that is not published', { apps: ['nope'] }, 404, 'SCN_API_NOT_FOUND'], ['no app', { apps: [] }, 400, 'SCN_API_INVALID'], ['no end', { days: 0 }, 400, 'SCN_API_INVALID'], ['too late an end', { days: 731 }, 422, 'SCN_AUTH_KEY_LONG']])('is not made for %s', async (_, more, status, code) => {
    const answer = await studio.admin.send<{ code: string }>('POST', '/api/keys', { ...wanted, ...more });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });

  it('stands in the OpenAPI document', async () => {
    const { body } = await studio.user.send<{ components: { securitySchemes: Record<string, { scheme?: string }> }; paths: Record<string, { post: { security: unknown } }> }>('GET', '/api/openapi');
    const [json, yaml] = await Promise.all(['json', 'yaml'].map(async (form) => (await studio.user.send<unknown>('GET', `/documentation/${form}`)).body));
    expect([JSON.stringify(json) === JSON.stringify(body), yaml === JSON.stringify(body)]).toEqual([true, true]);
    expect([body.components.securitySchemes['key']?.scheme, body.paths['/api/apps/visit']?.post.security]).toEqual(['bearer', [{ key: [] }, { session: [] }]]);
  });
});
