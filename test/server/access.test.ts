import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Access } from '../../server/plugins/app/access.ts';
import { ACTIONS, RIGHT_ACTIONS, ROLE_ACTIONS } from '../../server/services/policy/roles.ts';
import { createTestApp, createTestStudio, HOST, ORIGIN } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));
/** `METHOD /path` → who may. Checked in: a route that is not here, or is here with another rule, fails. */
const table = read('access-table.json') as Record<string, Access>;
/** Action → the roles of a space, and the rights to one thing, that allow it. Checked in beside it. */
const rights = read('rights-table.json') as Record<string, { roles: string[]; rights: string[] }>;

const ROLES = ['admin', 'designer', 'publisher', 'operator', 'auditor', 'protector'] as const;

let studio: TestStudio;
let ended: Person;
const people = new Map<string, Person>();
beforeAll(async () => {
  studio = await createTestStudio({ builderFolder: new URL('../../builder', import.meta.url).pathname });
  for (const role of ROLES) people.set(role, await studio.member(role, { spaces: [{ unit: 'home', role }] }));
  ended = await studio.login('dora');
  await ended.send('POST', '/api/logout');
}, 60_000);
afterAll(() => studio.close());

const MEANINGLESS = 'x-none';

async function codeFor(cookie: string, method: string, url: string): Promise<string> {
  const path = url.replaceAll(/:(\w+)/g, MEANINGLESS).replace('*', MEANINGLESS);
  const reply = await studio.app.inject({ method: method as 'GET', url: path, remoteAddress: `10.1.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`, headers: { host: HOST, origin: ORIGIN, ...(cookie ? { cookie } : {}) } });
  if (reply.statusCode === 302 && reply.headers.location === '/studio/login') return 'SCN_AUTH_REQUIRED';
  if (reply.statusCode !== 401 && reply.statusCode !== 403) return 'in';
  // Directories are answered in the way of SCIM, which tells the status only.
  return reply.json<{ code?: string }>().code ?? (reply.statusCode === 401 ? 'SCN_AUTH_REQUIRED' : 'SCN_AUTH_FORBIDDEN');
}

/** The roles in the root that let somebody call a route that needs more than being logged in. */
function rolesFor(access: Access): readonly string[] {
  if (access === 'admin') return rights['house.manage']?.roles ?? [];
  return rights[access === 'designer' ? 'house.look' : (access.split(' ')[0] ?? '')]?.roles ?? [];
}

const sorted = (record: object) => Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b)));

describe('access', () => {
  it('knows every route, and no route that is not there', () => {
    expect(sorted(Object.fromEntries(studio.app.routeAccess.map(({ method, url, access }) => [`${method} ${url}`, access])))).toEqual(sorted(table));
  });

  it('allows what the table of rights says, and nothing else', () => {
    const now = Object.fromEntries(ACTIONS.map((action) => [action, { roles: ROLES.filter((role) => ROLE_ACTIONS[role].has(action)), rights: Object.entries(RIGHT_ACTIONS).flatMap(([right, allowed]) => (allowed.has(action) ? [right] : [])) }]));
    expect(now).toEqual(rights);
  });

  it.each(Object.entries(table))('%s lets in who may %s only', async (route, access) => {
    const [method = '', url = ''] = route.split(' ');
    if (url === '/api/logout') return;
    const strangers = [await codeFor('', method, url), await codeFor(ended.cookie, method, url)];
    // Log-in and set-up answer their own refusals; they are open to everybody.
    if (access === 'public') return expect(strangers.includes('SCN_AUTH_FORBIDDEN')).toBe(false);
    expect(strangers).toEqual(['SCN_AUTH_REQUIRED', 'SCN_AUTH_REQUIRED']);
    const allowed = access === 'user' ? ROLES : rolesFor(access);
    const answers: Record<string, string> = { user: await codeFor(studio.user.cookie, method, url) };
    for (const [role, person] of people) answers[role] = await codeFor(person.cookie, method, url);
    const wanted = { user: access === 'user' ? 'in' : 'SCN_AUTH_FORBIDDEN', ...Object.fromEntries(ROLES.map((role) => [role, allowed.includes(role) ? 'in' : 'SCN_AUTH_FORBIDDEN'])) };
    expect(answers).toEqual(wanted);
  });

  it('takes a role of the account for a role in the root', async () => {
    expect([await codeFor(studio.designer.cookie, 'GET', '/api/scenarios'), await codeFor(studio.designer.cookie, 'GET', '/api/keys'), await codeFor(studio.admin.cookie, 'GET', '/api/keys')]).toEqual(['in', 'SCN_AUTH_FORBIDDEN', 'in']);
  });

  it('refuses to start with a route that does not say who may call it', async () => {
    const app = await createTestApp();
    expect(() => app.get('/api/forgotten', () => 'x')).toThrow(/GET \/api\/forgotten does not declare config.access/);
    await app.close();
  });
});
