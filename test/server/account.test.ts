import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MemberChoices } from '../../server/api/account.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { offerSetup } from '../../server/services/setup.ts';
import { cookieOf, createTestApp, createTestStudio, ORIGIN, PASSWORD, personOf } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';
import { visitScenario } from './support/visit-scenario.ts';

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
});
afterAll(() => studio.close());

const code = (answer: { body: unknown }) => (answer.body as { code?: string }).code;

describe('set-up', () => {
  it('makes the first administrator once and logs them in', async () => {
    const app = await createTestApp();
    const token = (await offerSetup(app.studio)) ?? '';
    const body = { token, login: 'first', name: '一', password: PASSWORD };
    const anyone = personOf(app, '', '');
    const first = await anyone.send<{ user: { role: string }; setupNeeded: boolean }>('POST', '/api/setup', body);
    expect([first.status, first.body.user.role, first.body.setupNeeded]).toEqual([200, 'admin', false]);
    expect(cookieOf(first)).toMatch(/^sid=[\w-]{43}$/);
    expect(code(await anyone.send('POST', '/api/setup', { ...body, login: 'second' }))).toBe('SCN_AUTH_SETUP_DONE');
    await app.close();
  });

  it('refuses a wrong or an old token', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const app = await createTestApp({ now: () => now });
    const token = (await offerSetup(app.studio)) ?? '';
    const anyone = personOf(app, '', '');
    const body = { login: 'first', name: '一', password: PASSWORD };
    expect(code(await anyone.send('POST', '/api/setup', { ...body, token: 'x'.repeat(43) }))).toBe('SCN_AUTH_SETUP_TOKEN');
    now = new Date('2026-01-01T00:31:00Z');
    expect(code(await anyone.send('POST', '/api/setup', { ...body, token }))).toBe('SCN_AUTH_SETUP_TOKEN');
    await app.close();
  });

  it('offers the same link on every server of a store, and a new one when half of its time is over', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const shared = { store: createMemoryStore(), secretKey: Buffer.alloc(32, 7), now: () => now };
    const servers = await Promise.all([1, 2, 3].map(() => createTestApp(shared)));
    const offer = async () => [...new Set(await Promise.all(servers.map(({ studio: one }) => offerSetup(one))))];
    const [link, ...others] = await offer();
    expect(others).toEqual([]);
    now = new Date('2026-01-01T00:14:00Z');
    expect(await offer()).toEqual([link]);
    now = new Date('2026-01-01T00:16:00Z');
    const [next, ...more] = await offer();
    expect([next === link, more]).toEqual([false, []]);
    const [first] = servers;
    const body = { login: 'first', name: '一', password: PASSWORD };
    if (first) expect((await personOf(first, '', '').send('POST', '/api/setup', { ...body, token: next })).status).toBe(200);
    expect(await offer()).toEqual([null]);
    await Promise.all(servers.map((one) => one.close()));
  });

  it('offers no link once an administrator exists', async () => {
    expect(await offerSetup(studio.app.studio)).toBeNull();
  });
});

describe('sessions', () => {
  it('says who I am and forgets me at log-out', async () => {
    const me = await studio.login('he');
    expect((await me.send<{ user: { login: string } }>('GET', '/api/me')).body.user.login).toBe('he');
    await me.send('POST', '/api/logout');
    expect((await me.send('GET', '/api/me')).body).toEqual({ setupNeeded: false, version: '0.0.0-test' });
    expect(code(await me.send('GET', '/api/portal/apps'))).toBe('SCN_AUTH_REQUIRED');
  });

  it('keeps the cookie away from scripts and other sites', async () => {
    const answer = await studio.anyone.send('POST', '/api/login', { login: 'he', password: PASSWORD });
    expect(String(answer.headers['set-cookie'])).toMatch(/^sid=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  it('names the cookie __Host- and marks it Secure on https', async () => {
    const secure = await createTestApp({ baseUrl: 'https://studio.example' });
    const token = (await offerSetup(secure.studio)) ?? '';
    const answer = await personOf(secure, '', '').send('POST', '/api/setup', { token, login: 'a1', name: 'a', password: PASSWORD }, { origin: 'https://studio.example' });
    expect(String(answer.headers['set-cookie'])).toMatch(/^__Host-sid=.*; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    await secure.close();
  });

  it('gives a new session at every log-in, so a planted one is worth nothing', async () => {
    const planted = personOf(studio.app, '', `sid=${'A'.repeat(43)}`);
    const answer = await planted.send('POST', '/api/login', { login: 'he', password: PASSWORD });
    expect(cookieOf(answer)).not.toBe(planted.cookie);
  });

  it.each([['after 30 idle minutes', 31 * 60_000], ['after 12 hours in all', 12 * 3_600_000 + 1]])('ends %s', async (_, later) => {
    let now = new Date('2026-01-01T00:00:00Z');
    const other = await createTestStudio({ now: () => now });
    now = new Date(now.getTime() + later);
    expect((await other.user.send('GET', '/api/portal/apps')).status).toBe(401);
    await other.close();
  });

  it('ends every session of a person whose duties change', async () => {
    const person = await studio.login('he');
    await studio.admin.send('PATCH', `/api/users/${person.id}`, { duties: ['doctor', 'health'] });
    expect((await person.send('GET', '/api/portal/apps')).status).toBe(401);
    await studio.admin.send('PATCH', `/api/users/${person.id}`, { duties: ['doctor'] });
  });
});

describe('guessing', () => {
  it('answers an unknown name and a wrong password alike', async () => {
    const unknown = await studio.anyone.send<{ detail: string }>('POST', '/api/login', { login: 'nobody', password: 'x' });
    const wrong = await studio.anyone.send<{ detail: string }>('POST', '/api/login', { login: 'dora', password: 'x' });
    expect([unknown.status, code(unknown), unknown.body.detail]).toEqual([wrong.status, code(wrong), wrong.body.detail]);
  });

  it('locks an account after 10 wrong passwords for 15 minutes, and audits it', async () => {
    let now = new Date('2026-01-01T00:00:00Z');
    const other = await createTestStudio({ now: () => now });
    const guess = (password: string) => other.app.inject({ method: 'POST', url: '/api/login', remoteAddress: '10.0.0.9', headers: { host: '127.0.0.1:4600' }, payload: { login: 'he', password } });
    for (let index = 0; index < 10; index += 1) expect((await guess('wrong')).statusCode).toBe(401);
    expect((await guess(PASSWORD)).json<{ code: string }>().code).toBe('SCN_AUTH_LOCKED');
    const audit = await other.admin.send<{ items: { action: string }[] }>('GET', '/api/audit?limit=50');
    expect(audit.body.items.map((item) => item.action)).toContain('account.lock');
    now = new Date('2026-01-01T00:15:01Z');
    expect((await guess(PASSWORD)).statusCode).toBe(200);
    await other.close();
  });

  it('stops one address that guesses 100 times', async () => {
    const other = await createTestStudio();
    const statuses: number[] = [];
    for (let index = 0; index < 100; index += 1) statuses.push((await other.app.inject({ method: 'POST', url: '/api/login', remoteAddress: '10.0.0.7', headers: { host: '127.0.0.1:4600' }, payload: { login: `name${index}`, password: 'x' } })).statusCode);
    expect(statuses.filter((status) => status === 429).length).toBe(70);
    await other.close();
  });
});

describe('forgery', () => {
  const post = (headers: Record<string, string>) => studio.app.inject({ method: 'PATCH', url: '/api/me', headers: { host: '127.0.0.1:4600', 'content-type': 'application/json', ...headers }, payload: { locale: 'en' } });

  it('accepts our own origin', async () => {
    expect((await post({ cookie: studio.designer.cookie, origin: ORIGIN })).statusCode).toBe(200);
  });

  it('accepts a request the browser marks as same-origin', async () => {
    expect((await post({ cookie: studio.designer.cookie, 'sec-fetch-site': 'same-origin' })).statusCode).toBe(200);
  });

  it.each([
    ['another origin', { origin: 'http://evil.example' }],
    ['another port', { origin: 'http://127.0.0.1:4601' }],
    ['a null origin', { origin: 'null' }],
    ['no origin at all', {}],
    ['a same-site request', { 'sec-fetch-site': 'same-site' }],
    ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
  ])('refuses a cookie with %s', async (_, headers) => {
    const answer = await post({ cookie: studio.designer.cookie, ...(headers as Record<string, string>) });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([403, 'SCN_AUTH_ORIGIN']);
  });
});

describe('users', () => {
  it('refuses a login name that differs only in case', async () => {
    const answer = await studio.admin.send('POST', '/api/users', { login: 'HE', name: 'x', password: PASSWORD, role: 'user', duties: [], unit: { id: 'u', name: 'u' } });
    expect([answer.status, code(answer)]).toEqual([409, 'SCN_AUTH_LOGIN_TAKEN']);
  });

  it('keeps the last administrator', async () => {
    expect(code(await studio.admin.send('PATCH', `/api/users/${studio.admin.id}`, { role: 'user' }))).toBe('SCN_AUTH_LAST_ADMIN');
    expect(code(await studio.admin.send('PATCH', `/api/users/${studio.admin.id}`, { disabled: true }))).toBe('SCN_AUTH_LAST_ADMIN');
  });

  it('lets nobody in whose account is disabled', async () => {
    const made = await studio.admin.send<{ id: string }>('POST', '/api/users', { login: 'gone', name: 'g', password: PASSWORD, role: 'user', duties: [], unit: { id: 'u', name: 'u' } });
    await studio.admin.send('PATCH', `/api/users/${made.body.id}`, { disabled: true });
    expect(code(await studio.anyone.send('POST', '/api/login', { login: 'gone', password: PASSWORD }))).toBe('SCN_AUTH_WRONG');
  });

  it('changes a password only with the present one', async () => {
    const person = await studio.login('he');
    expect(code(await person.send('PATCH', '/api/me', { password: 'another good one', oldPassword: 'no' }))).toBe('SCN_AUTH_OLD_PASSWORD');
    const changed = await person.send('PATCH', '/api/me', { password: 'another good one', oldPassword: PASSWORD });
    expect(changed.status).toBe(200);
    await studio.admin.send('PATCH', `/api/users/${person.id}`, { password: PASSWORD });
  });

  it('answers problems in the language of the account', async () => {
    await studio.designer.send('PATCH', '/api/me', { locale: 'en' });
    expect((await studio.designer.send<{ detail: string }>('GET', '/api/users')).body.detail).toBe('Your account may not do this.');
    await studio.designer.send('PATCH', '/api/me', { locale: 'zh-CN' });
    expect((await studio.designer.send<{ detail: string }>('GET', '/api/users', undefined, { 'accept-language': 'en' })).body.detail).toBe('当前账号没有这项权限。');
  });

  it('offers an administrator the duties of scenarios, the units of members and the attributes that formulas read', async () => {
    await studio.designer.send('POST', '/api/scenarios', { scenario: { ...visitScenario, parameters: { limit: { title: 'x', type: 'any', values: [{ value: 'user.unit.inst_id + user.unit.id' }] } } } });
    const { body } = await studio.admin.send<MemberChoices>('GET', '/api/users/choices');
    expect([body.duties, body.units.some((unit) => unit.id === 'H-B'), body.attributes]).toEqual([[{ id: 'health', title: '卫健', apps: ['就诊'] }, { id: 'doctor', title: '医师', apps: ['就诊'] }], true, ['inst_id']]);
  });
});
