import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../server/plugins/app/access.ts';
import { createTestApp, createTestStudio, HOST, ORIGIN } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

/** `METHOD /path` → least role. Checked in: a route that is not here, or is here with another role, fails. */
const table = JSON.parse(readFileSync(new URL('access-table.json', import.meta.url), 'utf8')) as Record<string, Access>;

let studio: TestStudio;
let ended: Person;
beforeAll(async () => {
  studio = await createTestStudio({ builderFolder: new URL('../../builder', import.meta.url).pathname });
  ended = await studio.login('dora');
  await ended.send('POST', '/api/logout');
});
afterAll(() => studio.close());

const RANK: Record<Access, number> = { public: 0, user: 1, designer: 2, admin: 3 };
const MEANINGLESS = 'x-none';

async function codeFor(cookie: string, method: string, url: string): Promise<string> {
  const path = url.replaceAll(/:(\w+)/g, MEANINGLESS).replace('*', MEANINGLESS);
  const reply = await studio.app.inject({ method: method as 'GET', url: path, remoteAddress: `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`, headers: { host: HOST, origin: ORIGIN, ...(cookie ? { cookie } : {}) } });
  if (reply.statusCode === 302 && reply.headers.location === '/studio/login') return 'SCN_AUTH_REQUIRED';
  if (reply.statusCode !== 401 && reply.statusCode !== 403) return 'in';
  return reply.json<{ code: string }>().code;
}

describe('access', () => {
  it('knows every route, and no route that is not there', () => {
    const routes = Object.fromEntries(studio.app.routeAccess.map(({ method, url, access }) => [`${method} ${url}`, access]));
    expect(Object.fromEntries(Object.entries(routes).sort(([a], [b]) => a.localeCompare(b)))).toEqual(Object.fromEntries(Object.entries(table).sort(([a], [b]) => a.localeCompare(b))));
  });

  it.each(Object.entries(table))('%s lets in %s and above only', async (route, access) => {
    const [method = '', url = ''] = route.split(' ');
    if (url === '/api/logout') return;
    const people: [Person['cookie'], number][] = [['', 0], [ended.cookie, 0], [studio.user.cookie, 1], [studio.designer.cookie, 2], [studio.admin.cookie, 3]];
    const answers = [];
    for (const [cookie] of people) answers.push(await codeFor(cookie, method, url));
    const wanted = people.map(([, rank]) => (rank >= RANK[access] ? 'in' : rank === 0 ? 'SCN_AUTH_REQUIRED' : 'SCN_AUTH_FORBIDDEN'));
    // Log-in and set-up answer their own refusals; they are open to everybody.
    if (access === 'public') expect(answers.includes('SCN_AUTH_FORBIDDEN')).toBe(false);
    else expect(answers).toEqual(wanted);
  });

  it('refuses to start with a route that does not say who may call it', async () => {
    const app = await createTestApp();
    expect(() => app.get('/api/forgotten', () => 'x')).toThrow(/GET \/api\/forgotten does not declare config.access/);
    await app.close();
  });
});
