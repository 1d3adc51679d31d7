import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStudio, HOST } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let studio: TestStudio;
let key = '';
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.admin.send('POST', '/api/units', { id: 'fy', name: '富阳区', level: 'county', parent: 'home' });
  key = (await studio.admin.send<{ token: string }>('POST', '/api/keys/scim', { title: '省统一目录', days: 30 })).body.token;
});
afterAll(() => studio.close());

interface Told {
  readonly id: string;
  readonly active: boolean;
  readonly displayName: string;
  readonly userName: string;
  readonly scimType?: string;
  readonly status?: string;
  readonly totalResults: number;
  readonly Resources: readonly Told[];
  readonly members: readonly { readonly value: string }[];
  readonly meta: { readonly location: string };
}

/** As a directory sends: a key, no cookie, no origin. */
async function scim(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: object, token = key): Promise<{ status: number; body: Told; type: string }> {
  const reply = await studio.app.inject({ method, url: `/scim/v2${path}`, headers: { host: HOST, authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/scim+json' } : {}) }, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return { status: reply.statusCode, body: (reply.body === '' ? {} : reply.json()) as Told, type: String(reply.headers['content-type']) };
}

/** The user of RFC 7643, 8.2, as far as it has a meaning here; the rest must do no harm. */
const BJENSEN = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', ENTERPRISE], externalId: '701984', userName: 'bjensen@example.com', name: { formatted: 'Ms. Barbara J Jensen, III', familyName: 'Jensen', givenName: 'Barbara' }, displayName: 'Babs Jensen', emails: [{ value: 'bjensen@example.com', type: 'work', primary: true }], active: true, password: 't1meMa$heen', [ENTERPRISE]: { department: 'fy', employeeNumber: '701984' } };

describe('SCIM', () => {
  it('makes, finds, reads and closes a person, and keeps the account', async () => {
    const made = await scim('POST', '/Users', BJENSEN);
    expect([made.status, made.body.userName, made.body.displayName, made.body.active, made.type]).toEqual([201, 'bjensen@example.com', 'Babs Jensen', true, 'application/scim+json; charset=utf-8']);
    expect(studio.app.studio.people.find(made.body.id)).toMatchObject({ unit: { id: 'fy', name: '富阳区' }, role: 'user', duties: [] });
    const found = await scim('GET', `/Users?filter=${encodeURIComponent('userName eq "BJensen@example.com"')}&startIndex=1&count=10`);
    expect([found.body.totalResults, found.body.Resources[0]?.id]).toEqual([1, made.body.id]);
    expect((await scim('GET', new URL(made.body.meta.location).pathname.slice('/scim/v2'.length))).body.id).toBe(made.body.id);
    const off = await scim('PATCH', `/Users/${made.body.id}`, { schemas: [PATCH], Operations: [{ op: 'replace', path: 'active', value: false }] });
    expect([off.body.active, studio.app.studio.people.find(made.body.id)?.disabled]).toEqual([false, true]);
    const on = await scim('PATCH', `/Users/${made.body.id}`, { schemas: [PATCH], Operations: [{ op: 'Replace', value: { active: true, displayName: 'Babs' } }] });
    expect([on.body.active, on.body.displayName]).toEqual([true, 'Babs']);
    expect((await scim('PUT', `/Users/${made.body.id}`, { ...BJENSEN, displayName: 'Barbara' })).body.displayName).toBe('Barbara');
    expect([(await scim('DELETE', `/Users/${made.body.id}`)).status, studio.app.studio.people.find(made.body.id)?.disabled]).toEqual([204, true]);
  });

  it('answers mistakes in the way of the RFC', async () => {
    const answers = await Promise.all([
      scim('POST', '/Users', { ...BJENSEN, userName: 'he' }),
      scim('POST', '/Users', { ...BJENSEN, userName: '' }),
      scim('GET', `/Users?filter=${encodeURIComponent('userName co "x"')}`),
      scim('PATCH', `/Users/${studio.user.id}`, { schemas: [PATCH], Operations: [{ op: 'replace', path: 'emails', value: [] }] }),
      scim('PATCH', `/Users/${studio.user.id}`, { schemas: [PATCH], Operations: [{ op: 'replace', path: 'userName', value: 'other' }] }),
      scim('GET', '/Users/none'),
    ]);
    expect(answers.map(({ status, body }) => [status, body.status, body.scimType])).toEqual([[409, '409', 'uniqueness'], [400, '400', 'invalidValue'], [400, '400', 'invalidFilter'], [400, '400', 'invalidPath'], [400, '400', 'mutability'], [404, '404', undefined]]);
  });

  it('cannot lock out the administrator of a part of the house', async () => {
    const made = await scim('POST', '/Users', { ...BJENSEN, userName: 'part-admin' });
    expect((await studio.admin.send('PATCH', `/api/users/${made.body.id}`, { spaces: [{ unit: 'fy', role: 'admin' }] })).status).toBe(200);
    expect([(await scim('DELETE', `/Users/${made.body.id}`)).body.scimType, studio.app.studio.people.find(made.body.id)?.disabled]).toEqual(['mutability', false]);
  });

  it('cannot lock out administrators and designers', async () => {
    expect([(await scim('DELETE', `/Users/${studio.admin.id}`)).body.scimType, (await scim('PATCH', `/Users/${studio.designer.id}`, { schemas: [PATCH], Operations: [{ op: 'replace', path: 'active', value: 'False' }] })).body.scimType]).toEqual(['mutability', 'mutability']);
  });

  it('tells units as groups with their people, and what it supports', async () => {
    const group = await scim('GET', '/Groups/H-B');
    expect([group.body.displayName, group.body.members.map(({ value }) => value).includes(studio.user.id)]).toEqual(['富阳医院B', true]);
    expect((await scim('GET', `/Groups?filter=${encodeURIComponent('displayName eq "富阳区"')}`)).body.Resources.map(({ id }) => id)).toEqual(['fy']);
    expect((await scim('GET', '/ServiceProviderConfig')).body).toMatchObject({ patch: { supported: true }, bulk: { supported: false }, filter: { supported: true } });
    expect((await scim('GET', '/Schemas')).body.Resources.map(({ id }) => id)).toContain('urn:ietf:params:scim:schemas:core:2.0:User');
  });

  it('is for its own keys, which open nothing else', async () => {
    const elsewhere = await studio.app.inject({ method: 'GET', url: '/api/users', headers: { host: HOST, authorization: `Bearer ${key}` } });
    expect([(await scim('GET', '/Users', undefined, 'sk_wrong')).status, elsewhere.json<{ code: string }>().code, (await studio.designer.send('GET', '/scim/v2/Users')).status]).toEqual([401, 'SCN_AUTH_KEY_ROUTE', 403]);
  });

  it('tells a directory that a body is wrong, whatever it is, and never that the server failed', async () => {
    const raw = async (method: 'POST' | 'PUT' | 'PATCH', path: string, payload: string) => {
      const reply = await studio.app.inject({ method, url: `/scim/v2${path}`, headers: { host: HOST, authorization: `Bearer ${key}`, 'content-type': 'application/scim+json' }, payload });
      return [reply.statusCode, reply.json<Told>().status, Object.hasOwn(reply.json<object>(), 'schemas')];
    };
    const id = (await scim('POST', '/Users', { userName: 'odd@example.com', displayName: '甲' })).body.id;
    const bodies = ['null', '[]', '"x"', '5', '{', '', '{"userName":{}}', '{"userName":["a"],"displayName":7}', '{"Operations":5}', '{"Operations":[null]}', '{"Operations":[{"op":{},"path":[]}]}', '{"members":"all"}'];
    const wrong: unknown[] = [];
    for (const payload of bodies) {
      for (const [method, path] of [['POST', '/Users'], ['PUT', `/Users/${id}`], ['PATCH', `/Users/${id}`], ['POST', '/Groups']] as const) {
        const [status, told, inForm] = await raw(method, path, payload);
        if (status !== 200 && (status !== 400 || told !== '400' || !inForm)) wrong.push([payload, method, path.slice(0, 7), status, told]);
      }
    }
    expect(wrong).toEqual([]);
  });
});
