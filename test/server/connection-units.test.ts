import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Connection } from '../../server/api/data.ts';
import { placeOldConnections } from '../../server/services/connection-units.ts';
import { startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';
import { scenarioOf } from './support/trigger-scenario.ts';

let canary: Canary;
let studio: TestStudio;
/** Designers of one unit each. */
let civil: Person;
let health: Person;
beforeAll(async () => {
  canary = await startCanary((_request, response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}'));
  studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.admin.send('POST', '/api/units', { id: 'civil', name: '民政', level: 'department', parent: 'home' });
  await studio.admin.send('POST', '/api/units', { id: 'health', name: '卫健', level: 'department', parent: 'home' });
  await studio.admin.send('POST', '/api/units', { id: 'clinic', name: '诊所', level: 'department', parent: 'health' });
  civil = await studio.member('civ', { unit: { id: 'civil', name: '' }, spaces: [{ unit: 'civil', role: 'designer' }] });
  health = await studio.member('hea', { unit: { id: 'clinic', name: '' }, spaces: [{ unit: 'clinic', role: 'designer' }] });
}, 60_000);
afterAll(async () => {
  await studio.close();
  await canary.close();
});
beforeEach(() => {
  canary.hits.length = 0;
});

const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;
const calling = (id: string, use: string) => scenarioOf(id, {
  ask: { type: 'start.form', config: { roles: [], fields: [{ id: 'no', type: 'string', optional: true }] } },
  call: { type: 'data.http', config: { connection: 'far', method: 'GET', path: '"/x"' } },
  end: { type: 'output.page', config: { text: '好' } },
}, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { far: { use } } });

async function save(id: string, more: object): Promise<Connection> {
  const present = (await studio.admin.send<{ items: Connection[] }>('GET', '/api/connections')).body.items.find((one) => one.id === id);
  const place = `127.0.0.1:${canary.port}`;
  const saved = await studio.admin.send<Connection>('PUT', `/api/connections?id=${id}`, { title: `接口 ${id}`, baseUrl: `http://${place}`, allow: [place], header: 'Authorization', secret: 'planted-4711', baseVersion: present?.version ?? 0, ...more });
  expect([saved.status, saved.status === 200 ? '' : saved.body]).toEqual([200, '']);
  return saved.body;
}

async function publish(by: Person, scenario: object): Promise<string | undefined> {
  const { id } = scenario as { id: string };
  expect((await by.send('POST', '/api/scenarios', { scenario })).status).toBe(201);
  return code(await by.send('POST', `/api/scenarios/${id}/publish`, { note: '', baseVersion: 1 }));
}

async function call(by: Person, app: string): Promise<string | undefined> {
  const { body } = await studio.user.send<{ runId: string }>('POST', `/api/apps/${app}`, {});
  const trace = (await by.send<{ nodes: Record<string, { error?: { code: string } }> }>('GET', `/api/runs/${body.runId}`)).body;
  return trace.nodes['call']?.error?.code;
}

const listed = async (by: Person) => (await by.send<{ items: object[] }>('GET', '/api/connections')).body.items;

describe('a connection of a unit', () => {
  it('is known to scenarios of its unit and of those below, by name alone, and to nobody else', async () => {
    expect(await save('gate', { unit: 'health' })).toMatchObject({ unit: 'health', users: [] });
    expect([await listed(civil), await listed(health)]).toEqual([[], [{ id: 'gate', title: '接口 gate' }]]);
    expect(await listed(studio.admin)).toMatchObject([{ id: 'gate', unit: 'health', allow: [`127.0.0.1:${canary.port}`] }]);
  });

  it('is neither published nor tried by a scenario of another unit, and a test run calls nobody', async () => {
    const stolen = calling('stolen', 'gate');
    expect(await publish(civil, stolen)).toBe('SCN_CONNECTION_UNIT');
    expect(code(await civil.send('POST', '/api/scenarios/stolen/try-request', { scenario: stolen, flow: 'main', node: 'call', values: {}, names: {} }))).toBe('SCN_CONNECTION_UNIT');
    const test = await civil.send<{ nodes: Record<string, { error?: { code: string } }> }>('POST', '/api/scenarios/stolen/test-run', { scenario: stolen, start: {}, data: 'live' });
    expect([test.status, test.body.nodes['call']?.error?.code]).toEqual([200, 'SCN_HTTP_STUB']);
    expect(canary.hits).toEqual([]);
  });

  it('is used by those of its own, below', async () => {
    expect(await publish(health, calling('own', 'gate'))).toBeUndefined();
    expect([await call(health, 'own'), canary.hits.length]).toEqual([undefined, 1]);
  });

  it('is used by a unit it is lent to, until it is taken back', async () => {
    await save('gate', { users: ['civil'] });
    expect(await listed(civil)).toEqual([{ id: 'gate', title: '接口 gate' }]);
    expect(await publish(civil, calling('lent', 'gate'))).toBeUndefined();
    expect([await call(civil, 'lent'), canary.hits.length]).toEqual([undefined, 1]);
    expect(await save('gate', { users: [] })).toMatchObject({ unit: 'health' });
    expect([await call(civil, 'lent'), canary.hits.length]).toEqual(['SCN_CONNECTION_UNIT', 1]);
  });

  it('refuses a unit that is not there', async () => {
    expect(code(await studio.admin.send('PUT', '/api/connections?id=new', { title: 'x', baseUrl: 'https://x.example', allow: [], unit: 'nowhere', baseVersion: 0 }))).toBe('SCN_API_NOT_FOUND');
  });
});

describe('a connection of the root', () => {
  it('is for scenarios of the root, unless it is for all', async () => {
    await save('house', {});
    expect([await publish(civil, calling('up', 'house')), await listed(civil)]).toEqual(['SCN_CONNECTION_UNIT', []]);
    expect((await studio.admin.send('POST', '/api/scenarios', { scenario: calling('roots', 'house'), unit: 'home' })).status).toBe(201);
    expect((await studio.admin.send('POST', '/api/scenarios/roots/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    expect(await call(studio.admin, 'roots')).toBeUndefined();
    await save('house', { users: 'all' });
    expect((await civil.send('POST', '/api/scenarios/up/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  });

  it('from before there were units stays with the live scenarios that use it, and with nobody else', async () => {
    const { store } = studio.app.studio;
    const found = await store.documents.get<{ unit?: string; users?: unknown }>('connection', 'house');
    const { unit: _unit, users: _users, ...before } = found?.body ?? {};
    await store.documents.put('connection', 'house', before, { expectedVersion: found?.version ?? 0, by: 'test' });
    expect(await call(civil, 'up')).toBe('SCN_CONNECTION_UNIT');
    await placeOldConnections(studio.app.studio);
    expect((await store.documents.get('connection', 'house'))?.body).toMatchObject({ unit: 'home', users: ['civil'] });
    expect([await call(civil, 'up'), await listed(health)]).toEqual([undefined, [{ id: 'gate', title: '接口 gate' }]]);
  });
});
