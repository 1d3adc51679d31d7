import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GroupItem } from '../../server/api/groups.ts';
import { settleGroups } from '../../server/services/scim/groups.ts';
import { createTestStudio, HOST } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

let studio: TestStudio;
let key = '';
let wang: Person;
let li: Person;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.admin.send('POST', '/api/units', { id: 'fy', name: '富阳区', level: 'county', parent: 'home' });
  key = (await studio.admin.send<{ token: string }>('POST', '/api/keys/scim', { title: '省统一目录', days: 30 })).body.token;
  [wang, li] = [await studio.member('wang'), await studio.member('li')];
});
afterAll(() => studio.close());

interface Told {
  readonly id: string;
  readonly displayName: string;
  readonly externalId?: string;
  readonly members?: readonly { readonly value: string }[];
  readonly scimType?: string;
  readonly totalResults: number;
  readonly Resources: readonly Told[];
}

async function scim(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<{ status: number; body: Told; location: string }> {
  const reply = await studio.app.inject({ method, url: `/scim/v2${path}`, headers: { host: HOST, authorization: `Bearer ${key}`, ...(body ? { 'content-type': 'application/scim+json' } : {}) }, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return { status: reply.statusCode, body: (reply.body === '' ? {} : reply.json()) as Told, location: reply.headers.location ?? '' };
}

const patch = (id: string, ...operations: readonly object[]) => scim('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations: operations });
const group = (displayName: string, members: readonly string[] = [], more = {}) => scim('POST', '/Groups', { schemas: [GROUP], displayName, members: members.map((value) => ({ value })), ...more });
const values = ({ body }: { body: Told }) => body.members?.map(({ value }) => value);
const spaces = (person: Person) => studio.app.studio.people.find(person.id)?.spaces ?? [];
const map = async (id: string, grants: readonly object[], baseVersion?: number) => {
  const { items } = (await studio.admin.send<{ items: GroupItem[] }>('GET', '/api/groups')).body;
  return studio.admin.send<GroupItem & { code?: string }>('PUT', `/api/groups/${id}`, { grants, baseVersion: baseVersion ?? items.find((item) => item.id === id)?.version ?? 1 });
};

describe('groups of a directory', () => {
  it('are made, found, read, replaced, patched and deleted', async () => {
    const made = await group('审批组', [wang.id], { externalId: 'ad-17' });
    expect([made.status, made.body.displayName, values(made), made.body.externalId, new URL(made.location).pathname]).toEqual([201, '审批组', [wang.id], 'ad-17', `/scim/v2/Groups/${made.body.id}`]);
    const { id } = made.body;
    const find = async (filter: string, more = '') => (await scim('GET', `/Groups?filter=${encodeURIComponent(filter)}${more}`)).body.Resources;
    expect([(await find('displayName eq "审批组"')).map((one) => one.id), (await find('externalId eq "ad-17"')).map((one) => one.id), (await find(`members.value eq "${wang.id}"`)).map((one) => one.id)]).toEqual([[id], [id], ['H-B', id]]);
    expect([(await find('displayName eq "审批组"', '&excludedAttributes=members'))[0]?.members, (await scim('GET', '/Groups?startIndex=2&count=1')).body.Resources.length]).toEqual([undefined, 1]);
    expect(values(await patch(id, { op: 'Add', path: 'members', value: [{ value: li.id }, { value: wang.id }] }))).toEqual([wang.id, li.id]);
    expect(values(await patch(id, { op: 'remove', path: `members[value eq "${wang.id}"]` }))).toEqual([li.id]);
    expect(values(await patch(id, { op: 'add', value: { members: [{ value: wang.id }] } }, { op: 'replace', path: 'displayName', value: '审批一组' }))).toEqual([li.id, wang.id]);
    expect(values(await patch(id, { op: 'remove', path: 'members', value: [{ value: li.id }] }))).toEqual([wang.id]);
    expect(values(await patch(id, { op: 'remove', path: 'members' }))).toEqual([]);
    const put = await scim('PUT', `/Groups/${id}`, { displayName: '审批二组', members: [{ value: li.id }] });
    expect([put.body.displayName, values(put), put.body.externalId, (await scim('GET', `/Groups/${id}`)).body.displayName]).toEqual(['审批二组', [li.id], undefined, '审批二组']);
    expect([(await scim('DELETE', `/Groups/${id}`)).status, (await scim('GET', `/Groups/${id}`)).status]).toEqual([204, 404]);
  });

  it('give nothing by themselves; what an administrator maps follows the members, and what was given by hand stays', async () => {
    await studio.admin.send('PATCH', `/api/users/${wang.id}`, { spaces: [{ unit: 'fy', role: 'operator' }] });
    const { id } = (await group('发布组', [wang.id])).body;
    expect(spaces(wang)).toEqual([{ unit: 'fy', role: 'operator' }]);
    expect((await map(id, [{ unit: 'fy', role: 'publisher' }, { unit: 'fy', role: 'operator' }])).body).toMatchObject({ name: '发布组', members: 1 });
    expect(spaces(wang)).toEqual([{ unit: 'fy', role: 'operator' }, { unit: 'fy', role: 'publisher' }]);
    await patch(id, { op: 'add', path: 'members', value: [{ value: li.id }] });
    expect(spaces(li)).toEqual([{ unit: 'fy', role: 'publisher' }, { unit: 'fy', role: 'operator' }]);
    const other = (await group('审计组', [li.id])).body.id;
    await map(other, [{ unit: 'home', role: 'auditor' }, { unit: 'fy', role: 'publisher' }]);
    await patch(id, { op: 'remove', path: 'members' });
    expect([spaces(wang), spaces(li)]).toEqual([[{ unit: 'fy', role: 'operator' }], [{ unit: 'home', role: 'auditor' }, { unit: 'fy', role: 'publisher' }]]);
    // A directory that puts a group in place of what it was does not touch what it gives.
    await scim('PUT', `/Groups/${other}`, { displayName: '审计组', members: [{ value: wang.id }] });
    expect([spaces(wang).length, spaces(li)]).toEqual([3, []]);
    await scim('DELETE', `/Groups/${other}`);
    await scim('DELETE', `/Groups/${id}`);
    expect(spaces(wang)).toEqual([{ unit: 'fy', role: 'operator' }]);
  });

  it('are in step for somebody whose groups change at the same moment', async () => {
    const ids = await Promise.all(['甲组', '乙组', '丙组', '丁组'].map(async (name) => (await group(name)).body.id));
    const roles = ['designer', 'publisher', 'operator', 'auditor'];
    for (const [n, id] of ids.entries()) await map(id, [{ unit: 'fy', role: roles[n] }]);
    const person = await studio.member('many');
    expect((await Promise.all(ids.map((id) => patch(id, { op: 'add', path: 'members', value: [{ value: person.id }] })))).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(spaces(person).map(({ role }) => role).toSorted()).toEqual(roles.toSorted());
    await Promise.all(ids.map((id) => scim('DELETE', `/Groups/${id}`)));
    expect(spaces(person)).toEqual([]);
  });

  it('are brought in step later when a change ended in the middle of its people', async () => {
    const { documents } = studio.app.studio.store;
    const people = await Promise.all(['s1', 's2', 's3'].map((name) => studio.member(name)));
    const { id } = (await group('中断组', people.map((person) => person.id))).body;
    /** Lets that many changes of accounts pass; then the store is away. */
    const away = async (passes: number, work: () => Promise<{ status: number }>) => {
      const put = documents.put.bind(documents);
      let left = passes;
      const broken: typeof put = (kind, ...more) => {
        if (kind === 'user' && (left -= 1) < 0) return Promise.reject(new Error('the store is away'));
        return put(kind, ...more);
      };
      Object.assign(documents, { put: broken });
      try {
        expect((await work()).status).toBeGreaterThanOrEqual(400);
      } finally {
        Object.assign(documents, { put });
      }
    };
    const held = () => people.map((person) => spaces(person).length);
    await away(1, () => map(id, [{ unit: 'fy', role: 'operator' }]));
    expect(held()).toEqual([1, 0, 0]);
    await settleGroups(studio.app.studio);
    expect(held()).toEqual([1, 1, 1]);
    await away(1, () => patch(id, { op: 'remove', path: 'members' }));
    expect([held(), (await patch(id, { op: 'remove', path: 'members' })).status]).toEqual([[0, 1, 1], 200]);
    await settleGroups(studio.app.studio);
    expect(held()).toEqual([0, 0, 0]);
    await patch(id, { op: 'add', path: 'members', value: people.map((person) => ({ value: person.id })) });
    await away(2, () => scim('DELETE', `/Groups/${id}`));
    expect([held(), (await scim('DELETE', `/Groups/${id}`)).status]).toEqual([[0, 0, 1], 404]);
    await settleGroups(studio.app.studio);
    expect(held()).toEqual([0, 0, 0]);
    // What an administrator took by hand from somebody who is in step is not given again.
    const other = (await group('中断二组', [people[0]?.id ?? ''])).body.id;
    await map(other, [{ unit: 'fy', role: 'operator' }]);
    await studio.admin.send('PATCH', `/api/users/${people[0]?.id}`, { spaces: [] });
    await settleGroups(studio.app.studio);
    expect(held()).toEqual([0, 0, 0]);
  });

  it('of many who change one at once nobody is lost', async () => {
    const { id } = (await group('并发组')).body;
    const people = await Promise.all(['p1', 'p2', 'p3', 'p4'].map((name) => studio.member(name)));
    const answers = await Promise.all(people.map((person) => patch(id, { op: 'add', path: 'members', value: [{ value: person.id }] })));
    expect([answers.map(({ status }) => status), values(await scim('GET', `/Groups/${id}`))?.toSorted()]).toEqual([[200, 200, 200, 200], people.map((person) => person.id).toSorted()]);
  });

  it('cannot be what they must not: mistakes are answered in the way of the RFC, and change nothing', async () => {
    const { id } = (await group('错误组', [li.id])).body;
    const deed = (operation: object) => patch(id, operation);
    const answers = await Promise.all([
      group('错误组'), group(''), group('x'.repeat(121)), scim('POST', '/Groups', { displayName: 7 }), group('陌生人', ['u-nobody']), scim('POST', '/Groups', { displayName: '坏成员', members: ['text'] }), scim('POST', '/Groups', { displayName: '坏成员', members: [{ value: { $ne: null } }] }), scim('POST', '/Groups', []),
      scim('PUT', `/Groups/${id}`, { members: [] }), scim('PATCH', `/Groups/${id}`, { Operations: [] }), deed({ op: 'copy', path: 'members', value: [] }), deed({ op: 'remove' }), deed({ op: 'remove', path: 'displayName' }), deed({ op: 'add', path: 'grants', value: [{ unit: 'home', role: 'admin' }] }), deed({ op: 'add', path: '__proto__', value: { x: 1 } }), deed({ op: 'remove', path: `members[value eq "${'x'.repeat(200)}"]` }), deed({ op: 'remove', path: 'members[value co "u"]' }), deed({ op: 'add', path: 'members', value: [{ value: 'u-nobody' }] }), patch(id, { op: 'remove', path: 'members' }, { op: 'bad' }),
      scim('PATCH', `/Groups/${id}`, { schemas: [PATCH], Operations: Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'members' })) }),
      patch('fy', { op: 'add', path: 'members', value: [{ value: li.id }] }), scim('DELETE', '/Groups/H-B'), scim('PUT', '/Groups/home', { displayName: 'x' }), scim('DELETE', '/Groups/g-none'), scim('GET', '/Groups/..%2fUsers'), scim('GET', `/Groups?filter=${encodeURIComponent('grants eq "x"')}`), scim('GET', `/Groups?filter=${encodeURIComponent('displayName eq "x" or id eq "y"')}`),
    ]);
    expect(answers.map(({ status, body }) => `${status} ${body.scimType ?? ''}`.trim())).toEqual([
      '409 uniqueness', '400 invalidValue', '400 invalidValue', '400 invalidValue', '400 invalidValue', '400 invalidValue', '400 invalidValue', '400 invalidValue',
      '400 invalidValue', '400 invalidValue', '400 invalidValue', '400 invalidPath', '400 invalidPath', '400 invalidPath', '400 invalidPath', '400 invalidPath', '400 invalidPath', '400 invalidValue', '400 invalidValue',
      '400 invalidValue', '400 mutability', '400 mutability', '400 mutability', '404', '404', '400 invalidFilter', '400 invalidFilter',
    ]);
    expect(values(await scim('GET', `/Groups/${id}`))).toEqual([li.id]);
  });

  it('give no power over who set them up, and only administrators say what they give', async () => {
    const { id } = (await scim('GET', `/Groups?filter=${encodeURIComponent('displayName eq "错误组"')}`)).body.Resources[0] as Told;
    for (const grant of [{ unit: 'home', role: 'admin' }, { unit: 'home', role: 'protector' }, { unit: 'home', role: 'root' }, { unit: '', role: 'auditor' }]) expect((await map(id, [grant])).body.code).toBe('SCN_API_INVALID');
    expect([(await map(id, [{ unit: 'nowhere', role: 'auditor' }])).body.code, (await map(id, [], 99)).body.code, (await map('g-none', [])).body.code]).toEqual(['SCN_API_NOT_FOUND', 'SCN_STORE_CONFLICT', 'SCN_API_NOT_FOUND']);
    for (const who of [studio.designer, studio.user]) expect([(await who.send('GET', '/api/groups')).status, (await who.send('PUT', `/api/groups/${id}`, { grants: [], baseVersion: 1 })).status]).toEqual([403, 403]);
    const byKey = await studio.app.inject({ method: 'PUT', url: `/api/groups/${id}`, headers: { host: HOST, authorization: `Bearer ${key}`, 'content-type': 'application/json' }, payload: '{"grants":[],"baseVersion":1}' });
    expect(byKey.statusCode).toBe(403);
    expect(spaces(li)).toEqual([]);
  });

  it('are told as what they are', async () => {
    const schema = (await scim('GET', '/Schemas')).body.Resources.find(({ id }) => id === GROUP) as unknown as { attributes: { name: string; mutability: string }[] };
    expect(schema.attributes.map(({ name, mutability }) => `${name} ${mutability}`)).toEqual(['displayName readWrite', 'externalId readWrite', 'members readWrite']);
  });
});
