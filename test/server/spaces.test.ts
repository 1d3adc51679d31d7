import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { Me, User } from '../../server/api/account.ts';
import type { UnitItem } from '../../server/api/units.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { createTestApp, createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
const table = read('access-table.json') as Record<string, string>;
const rights = read('rights-table.json') as Record<string, { roles: string[]; rights: string[] }>;
const ROLES = ['admin', 'designer', 'publisher', 'operator', 'auditor', 'protector'] as const;
const RIGHTS = ['owner', 'editor', 'viewer', 'publisher', 'operator', 'auditor'] as const;

let studio: TestStudio;
/** By unit, a role or a right held there. */
const people = new Map<string, Person>();
const runs = new Map<string, string>();
const points = new Map<string, string>();
const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

/** A county: a scenario that was published and ran, a dataset, a doctor, and somebody for each of the roles and rights. */
async function settle(county: string, roles: readonly (typeof ROLES)[number][], given: readonly (typeof RIGHTS)[number][]): Promise<void> {
  await studio.admin.send('POST', '/api/units', { id: county, name: county, level: 'county', parent: 'hz' });
  await studio.admin.send('POST', '/api/units', { id: `${county}-health`, name: `${county}卫健局`, level: 'department', parent: county });
  await studio.admin.send('POST', '/api/scenarios', { scenario: { ...visitScenario, id: county }, unit: `${county}-health` });
  const unit = { id: `${county}-health`, name: '' };
  people.set(`${county} doctor`, await studio.member(`${county}-doctor`, { unit, duties: ['doctor'] }));
  for (const role of roles) people.set(`${county} role ${role}`, await studio.member(`${county}-${role}`, { spaces: [{ unit: county, role }] }));
  const entries = [];
  for (const right of given) {
    const person = await studio.member(`${county}-${right}2`);
    people.set(`${county} right ${right}`, person);
    entries.push({ who: `u:${person.id}`, right });
  }
  await studio.admin.send('PUT', '/api/datasets', { definition: { ...visitDatasets[0], id: `${county}/item` } });
  expect((await studio.admin.send('POST', `/api/scenarios/${county}/publish`, { note: '', baseVersion: 1 })).status).toBe(201);
  const point = await studio.admin.send<{ id: string }>('POST', `/api/scenarios/${county}/points`, { name: '评审前', note: '', baseVersion: 1 });
  points.set(county, point.body.id);
  const run = await (people.get(`${county} doctor`) as Person).send<{ runId: string }>('POST', `/api/apps/${county}`, { code: 'CT', age: 40 });
  runs.set(county, run.body.runId);
  const place = (await studio.admin.send<{ version: number }>('GET', `/api/scenarios/${county}/place`)).body;
  expect((await studio.admin.send('PUT', `/api/scenarios/${county}/place`, { unit: `${county}-health`, rights: entries, baseVersion: place.version })).status).toBe(200);
}

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.admin.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.admin.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  await studio.admin.send('POST', '/api/units', { id: 'hz', name: '杭州市', level: 'city', parent: 'home' });
  await settle('fy', ROLES, RIGHTS);
  await settle('ta', ['designer'], []);
}, 60_000);
afterAll(() => studio.close());

/** Routes about one thing, with the thing of a county in its place. */
function routesAbout(county: string): readonly { route: string; action: string; method: string; url: string; body?: object }[] {
  return Object.entries(table).flatMap(([route, access]) => {
    const [action = '', about = ''] = access.split(' ');
    const [method = '', path = ''] = route.split(' ');
    const ids: Record<string, string | undefined> = { scenario: county, release: `${county}@1`, run: runs.get(county), unit: county, person: people.get(`${county} doctor`)?.id };
    if (about === 'dataset') return [{ route, action, method, url: method === 'GET' || method === 'DELETE' || path.endsWith('/place') ? `${path}?dataset=${county}/item` : path, body: { dataset: `${county}/item` } }];
    if (about === 'parent') return [{ route, action, method, url: path, body: { parent: county } }];
    return ids[about] === undefined ? [] : [{ route, action, method, url: path.replace(':id', ids[about]).replace(':point', points.get(county) ?? '') }];
  });
}

/** What a person gets for each route about the things of a county: `in`, or that it is refused or not there. Nothing is deleted on the way. */
async function walk(person: Person, county: string): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  for (const { route, method, url, body } of routesAbout(county)) {
    if (method === 'DELETE') continue;
    const answer = await person.send(method as 'GET', url, method === 'GET' ? undefined : { ...body, unknown: 1 });
    answers[route] = answer.status === 404 || code(answer) === 'SCN_AUTH_FORBIDDEN' ? 'out' : 'in';
  }
  return answers;
}

const wantedFor = (county: string, allows: (action: string) => boolean) => Object.fromEntries(routesAbout(county).filter(({ method }) => method !== 'DELETE').map(({ route, action }) => [route, allows(action) ? 'in' : 'out']));

describe('spaces', () => {
  it('finds routes about things to walk', () => {
    expect(routesAbout('fy').length).toBeGreaterThan(25);
  });

  it.each(ROLES)('lets the %s of a county do in it what the table says, and in the next county nothing', async (role) => {
    const person = people.get(`fy role ${role}`) as Person;
    expect(await walk(person, 'fy')).toEqual(wantedFor('fy', (action) => rights[action]?.roles.includes(role) === true));
    expect(await walk(person, 'ta')).toEqual(wantedFor('ta', () => false));
  });

  it.each(RIGHTS)('lets who has the right %s to one scenario and its data do there what the table says, and elsewhere nothing', async (right) => {
    const person = people.get(`fy right ${right}`) as Person;
    const aboutThings = (action: string) => /^(scenario|run|dataset)\./.test(action) && rights[action]?.rights.includes(right) === true;
    expect(await walk(person, 'fy')).toEqual(wantedFor('fy', aboutThings));
    expect(await walk(person, 'ta')).toEqual(wantedFor('ta', () => false));
  });

  it('answers for what may not be seen as for what is not there', async () => {
    const person = people.get('fy role admin') as Person;
    const foreign = await person.send<{ details: { what: string }; requestId: string }>('GET', '/api/scenarios/ta');
    const none = await person.send<{ details: { what: string }; requestId: string }>('GET', '/api/scenarios/no');
    const plain = ({ requestId: _id, ...body }: { requestId: string }, name: string) => JSON.parse(JSON.stringify(body).replaceAll(new RegExp(`\\b${name}\\b`, 'g'), '*')) as object;
    expect([foreign.status, plain(foreign.body, 'ta')]).toEqual([none.status, plain(none.body, 'no')]);
  });

  it('lists only what is below: scenarios, datasets, people, units', async () => {
    const person = people.get('fy role admin') as Person;
    const ids = async (url: string) => (await person.send<{ items: { id?: string; definition?: { id: string } }[] }>('GET', url)).body.items.map((item) => item.id ?? item.definition?.id);
    expect([await ids('/api/scenarios'), await ids('/api/datasets')]).toEqual([['fy'], ['fy/item', 'fy/done']]);
    expect((await person.send<{ items: User[] }>('GET', '/api/users')).body.items.map(({ login }) => login)).toEqual(['fy-doctor']);
    expect(await ids('/api/units')).toEqual(['home', 'hz', 'fy', 'fy-health']);
  });

  it('lets an administrator of a county make people there, with no more than they have', async () => {
    const person = people.get('fy role admin') as Person;
    const make = (login: string, more: object) => person.send('POST', '/api/users', { login, name: login, password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'fy-health', name: '' }, ...more });
    expect((await make('new1', { spaces: [{ unit: 'fy-health', role: 'operator' }] })).status).toBe(201);
    expect([code(await make('new2', { unit: { id: 'ta-health', name: '' } })), code(await make('new3', { role: 'designer' })), code(await make('new4', { spaces: [{ unit: 'hz', role: 'admin' }] }))]).toEqual(['SCN_API_NOT_FOUND', 'SCN_AUTH_FORBIDDEN', 'SCN_AUTH_FORBIDDEN']);
  });

  it('lets them give only duties they are offered, by hand or by a file, and takes none away (a duty opens every scenario that asks for it)', async () => {
    const person = people.get('fy role admin') as Person;
    expect((await person.send('POST', '/api/scenarios', { scenario: { ...visitScenario, id: 'fy-post', roles: { doctor: '医生', postman: '信使', made_up: '虚设' } }, unit: 'fy-health' })).status).toBe(201);
    expect((await person.send<{ duties: { id: string }[] }>('GET', '/api/users/choices')).body.duties.map(({ id }) => id).toSorted()).toEqual(['made_up', 'postman']);
    const make = (login: string, more: object) => person.send<User>('POST', '/api/users', { login, name: login, password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'fy-health', name: '' }, ...more });
    // The county next to it has an app for doctors, which this administrator cannot see; nobody asks for police.
    expect([code(await make('new5', { duties: ['doctor'] })), code(await make('new6', { duties: ['postman', 'police'] })), code(await make('new7', { further: [{ unit: { id: 'fy', name: '' }, duties: ['doctor'] }] }))]).toEqual(['SCN_AUTH_DUTY', 'SCN_AUTH_DUTY', 'SCN_AUTH_DUTY']);
    const made = await make('new8', { duties: ['postman'] });
    expect([made.status, code(await person.send('PATCH', `/api/users/${made.body.id}`, { duties: ['postman', 'doctor'] }))]).toEqual([201, 'SCN_AUTH_DUTY']);
    const doctor = await studio.member('fy-doctor3', { unit: { id: 'fy-health', name: '' }, duties: ['doctor'] });
    expect((await person.send<User>('PATCH', `/api/users/${doctor.id}`, { duties: ['doctor', 'postman'] })).body.duties).toEqual(['doctor', 'postman']);
    const file = (duties: string) => ({ people: `login,name,unit,duties\nnew9,n,fy-health,${duties}\n` });
    expect([code(await person.send('POST', '/api/organisation/preview', file('doctor'))), code(await person.send('POST', '/api/organisation/import', file('doctor'))), (await person.send('POST', '/api/organisation/import', file('postman'))).status]).toEqual(['SCN_AUTH_DUTY', 'SCN_AUTH_DUTY', 200]);
    expect((await studio.admin.send('PATCH', `/api/users/${made.body.id}`, { duties: ['postman', 'doctor', 'police'] })).status).toBe(200);
  });

  it('keeps an account with a role above out of the hands of the county it belongs to', async () => {
    const above = await studio.member('above', { unit: { id: 'fy-health', name: '' }, spaces: [{ unit: 'hz', role: 'admin' }] });
    const person = people.get('fy role admin') as Person;
    expect(code(await person.send('PATCH', `/api/users/${above.id}`, { password: 'taken over 123' }))).toBe('SCN_AUTH_FORBIDDEN');
    expect(code(await person.send('PATCH', `/api/users/${(people.get('fy doctor') as Person).id}`, { unit: { id: 'ta-health', name: '' } }))).toBe('SCN_API_NOT_FOUND');
  });

  it('puts what somebody makes into their own space', async () => {
    const person = people.get('ta role designer') as Person;
    expect((await person.send('POST', '/api/scenarios', { id: 'ta-own', title: '自己的' })).status).toBe(201);
    expect((await person.send('GET', '/api/scenarios/ta-own/place')).body).toMatchObject({ unit: 'ta', rights: [{ who: `u:${person.id}`, right: 'owner' }], mayShare: true });
    expect([(await (people.get('fy role designer') as Person).send('GET', '/api/scenarios/ta-own')).status, code(await person.send('POST', '/api/scenarios', { id: 'no-own', unit: 'fy' }))]).toEqual([404, 'SCN_API_NOT_FOUND']);
  });
});

describe('units', () => {
  it('are renamed, moved, closed and opened, never into a circle', async () => {
    const change = (id: string, body: object) => studio.admin.send<UnitItem>('PATCH', `/api/units/${id}`, body);
    await studio.admin.send('POST', '/api/units', { id: 'x1', name: '一', level: 'county', parent: 'hz' });
    await studio.admin.send('POST', '/api/units', { id: 'x2', name: '二', level: 'department', parent: 'x1' });
    expect((await change('x1', { name: '壹' })).body).toMatchObject({ name: '壹', parent: 'hz' });
    expect([code(await change('x1', { parent: 'x2' })), code(await change('home', { parent: 'hz' })), code(await change('home', { closed: true })), code(await change('x1', { parent: 'none' }))]).toEqual(['SCN_UNIT_CIRCLE', 'SCN_UNIT_CIRCLE', 'SCN_UNIT_ROOT', 'SCN_API_NOT_FOUND']);
    expect((await change('x2', { parent: 'home' })).body.parent).toBe('home');
    expect((await change('x1', { closed: true })).body.closedAt).toBeDefined();
    expect([code(await studio.admin.send('POST', '/api/units', { id: 'x3', name: '三', level: 'department', parent: 'x1' })), code(await studio.admin.send('POST', '/api/units', { id: 'x2', name: '二', level: 'department', parent: 'hz' }))]).toEqual(['SCN_UNIT_CLOSED', 'SCN_API_EXISTS']);
    expect((await change('x1', { closed: false })).body.closedAt).toBeUndefined();
  });

  it('rename what people see of their unit, and what formulas read', async () => {
    await studio.admin.send('PATCH', '/api/units/fy-health', { name: '富阳区卫健局', attributes: { inst_id: 'F1' } });
    const me = await (people.get('fy doctor') as Person).send<Me>('GET', '/api/me');
    expect(me.body.user?.unit).toEqual({ id: 'fy-health', name: '富阳区卫健局', attributes: { inst_id: 'F1' } });
  });
});

describe('one person in two units', () => {
  it('acts for one at a time: its duties, its tasks', async () => {
    const person = await studio.member('both', { unit: { id: 'fy-health', name: '' }, duties: ['doctor'], further: [{ unit: { id: 'ta-health', name: '' }, duties: ['health'], head: true }] });
    const before = await person.send<Me>('GET', '/api/me');
    expect([before.body.units?.map(({ id }) => id), before.body.user?.duties, before.body.user?.further]).toEqual([['fy-health', 'ta-health'], ['doctor'], undefined]);
    const after = await person.send<Me>('PATCH', '/api/me', { acting: 'ta-health' });
    expect([after.body.user?.unit.id, after.body.user?.duties, after.body.user?.head]).toEqual(['ta-health', ['health'], true]);
    expect((await person.send<Me>('GET', '/api/me')).body.user?.unit.id).toBe('ta-health');
    expect(code(await person.send('PATCH', '/api/me', { acting: 'hz' }))).toBe('SCN_UNIT_NOT_OWN');
    const members = studio.app.studio.people.directory.members;
    expect([members('r:doctor@fy-health').includes(person.id), members('h:ta-health'), members('r:doctor@ta-health').includes(person.id)]).toEqual([true, [person.id], false]);
  });

  it('is refused when a unit stands twice', async () => {
    const answer = await studio.admin.send('POST', '/api/users', { login: 'twice', name: 't', password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'hz', name: '杭州市' }, further: [{ unit: { id: 'hz', name: '杭州市' }, duties: [] }] });
    expect([answer.status, code(answer)]).toEqual([422, 'SCN_UNIT_TWICE']);
  });

  it('has no role in a unit that does not exist, new or changed; one from former times stays', async () => {
    const wanted = { login: 'nowhere', name: 'n', password: 'correct horse 9', role: 'user', duties: [], unit: { id: 'hz', name: '杭州市' } };
    const refused = await studio.admin.send('POST', '/api/users', { ...wanted, spaces: [{ unit: 'no-such-unit', role: 'auditor' }] });
    expect([refused.status, code(refused)]).toEqual([422, 'SCN_UNIT_UNKNOWN']);
    const { body: made } = await studio.admin.send<{ id: string }>('POST', '/api/users', { ...wanted, spaces: [{ unit: 'hz', role: 'auditor' }] });
    const { documents } = studio.app.studio.store;
    const kept = await documents.get<object>('user', made.id);
    await documents.put('user', made.id, { ...kept?.body, spaces: [{ unit: 'gone', role: 'auditor' }] }, { expectedVersion: kept?.version ?? 0, by: 'system' });
    await studio.app.studio.people.reload(made.id);
    expect((await studio.admin.send('PATCH', `/api/users/${made.id}`, { spaces: [{ unit: 'gone', role: 'auditor' }, { unit: 'hz', role: 'auditor' }] })).status).toBe(200);
    expect(code(await studio.admin.send('PATCH', `/api/users/${made.id}`, { spaces: [{ unit: 'gone', role: 'designer' }] }))).toBe('SCN_UNIT_UNKNOWN');
  });
});

describe('a store from before there were units', () => {
  it('gets a tree from its accounts at start, and everybody may do what they could', async () => {
    const store = createMemoryStore();
    const user = (id: string, role: string, unit: string) => ({ id, login: id, name: id, role, duties: [], unit: { id: unit, name: `单位${unit}`, attributes: { code: unit } }, disabled: false, createdAt: '2026-01-01T00:00:00Z' });
    for (const one of [user('u-1', 'admin', 'home'), user('u-2', 'designer', 'H1')]) await store.documents.put('user', one.id, one, { expectedVersion: 0, by: 'x' });
    await store.documents.put('scenario', 'old', { ...visitScenario, id: 'old' }, { expectedVersion: 0, by: 'x' });
    for (const round of [1, 2]) {
      const app = await createTestApp({ store });
      const { units, places } = app.studio;
      expect([round, units.all().map(({ id, name, parent }) => [id, name, parent]), places.of('scenario', 'old').unit]).toEqual([round, [['home', '单位home', undefined], ['H1', '单位H1', 'home']], 'home']);
      expect(units.find('H1')?.attributes).toEqual({ code: 'H1' });
      await app.close();
    }
  });
});
