import { readFileSync } from 'node:fs';
import type { AttackClass, Hostile } from '../attack.ts';
import { cookieOf, PASSWORD, type Ground } from '../ground.ts';
import { captures } from './captures.ts';
import { neighbours } from './neighbours.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

type Who = 'anonymous' | 'user' | 'designer';
const table = JSON.parse(readFileSync(new URL('../../server/access-table.json', import.meta.url), 'utf8')) as Readonly<Record<string, string>>;
const REFUSED = new Set([0, 302, 401, 403, 404]);

/** Who is below what a route asks for: by its word, or by what only people of the house may do. */
function below(access: string): readonly Who[] {
  if (access === 'public') return [];
  if (access === 'user') return ['anonymous'];
  return access === 'admin' ? ['anonymous', 'user', 'designer'] : ['anonymous', 'user'];
}

async function knock(ground: Ground, route: string, who: Who): Promise<true | string> {
  const [method = 'GET', pattern = ''] = route.split(' ');
  const path = pattern.replaceAll(/:\w+/g, 'secret').replace('*', 'x');
  const { status, text } = await ground.send({ method, path, ...(who === 'anonymous' ? { headers: { origin: ground.url } } : { as: ground.people[who] }), ...(method === 'GET' || method === 'DELETE' ? {} : { body: {} }) });
  // With a question about no thing at all, a list may be empty and a mistake may be told first.
  return REFUSED.has(status) || (status === 400 && who !== 'anonymous') || (status === 200 && /"items":\[\]/.test(text)) ? true : `${status} ${text.slice(0, 80)}`;
}

interface Things { readonly run: string; readonly task: string; readonly file: string; readonly draft: string }

/** What one user owns and another must not learn of. */
async function own(ground: Ground): Promise<Things> {
  const form = { type: 'human.form', title: '办', config: { assign: { user: 'run.starter' }, mode: 'task', fields: [{ id: 'b', type: 'string', title: '乙', optional: true }], outcomes: [{ port: 'done', title: '好' }] } };
  await publishScenario(ground, scenarioWith('secret', { ask, work: form, end }, { e1: ['ask.out', 'work'], e2: ['work.done', 'end'] }));
  const { id: run } = await startRun(ground, 'secret', { a: 'secret-4711' });
  const tasks = JSON.parse((await ground.send({ path: '/api/portal/tasks', as: ground.people.user })).text) as { items: { id: string }[] };
  const file = JSON.parse((await ground.send({ method: 'POST', path: '/api/portal/files?name=a.txt', as: ground.people.user, body: 'secret-4711', headers: { 'content-type': 'application/octet-stream' } })).text) as { id: string };
  await ground.send({ method: 'PUT', path: '/api/portal/drafts/app:secret', as: ground.people.user, body: { values: { a: 'secret-4711' }, baseVersion: 0 } });
  return { run, task: tasks.items[0]?.id ?? '', file: file.id, draft: 'app:secret' };
}

function thefts({ run, task, file, draft }: Things): readonly (readonly [string, string, unknown?])[] {
  const t = `/api/portal/tasks/${encodeURIComponent(task)}`;
  return [
    ['GET', `/api/portal/runs/${run}`], ['GET', t], ['GET', `/api/portal/files/${file}`], ['GET', `/api/runs/${run}`], ['GET', `/api/runs/${run}/incident`], ['POST', `/api/runs/${run}/cancel`, { reason: 'x' }], ['POST', `/api/runs/${run}/resume`, {}], ['POST', `/api/portal/runs/${run}/withdraw`, { reason: 'x' }],
    ['POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [] }], ['POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [file] }], ['POST', `/api/portal/runs/${run}/feedback`, { stars: 1, text: 'x' }], ['POST', `${t}/claim`, {}], ['POST', `${t}/release`, {}], ['POST', `${t}/submit`, { outcome: 'done', data: {}, round: 1, clientKey: 'key-12345678' }], ['POST', `${t}/return`, { reason: 'x' }],
    ['POST', `${t}/hand-over`, { to: 'x', reason: 'x' }], ['POST', `${t}/copies`, { to: ['x'] }], ['POST', `${t}/signers`, { people: ['x'] }], ['POST', `${t}/stop`, { reason: 'x' }], ['POST', `${t}/resume`, {}], ['POST', `${t}/extension`, { days: 1, reason: 'x' }], ['PUT', `/api/portal/drafts/run:${run}`, { values: {}, baseVersion: 0 }],
    ['GET', `/api/apps/secret/runs/${run}`], ['GET', `/api/portal/runs`], ['GET', '/api/portal/tasks'], ['GET', '/api/portal/notices'], ['GET', `/api/portal/runs/${run}/../${run}`], ['GET', `/api/portal/runs/${run}%00`], ['GET', `/api/portal/runs/${run.toUpperCase()}`], ['DELETE', `/api/portal/drafts/${draft}`], ['GET', `/api/portal/runs/*`], ['GET', `/api/portal/tasks?by=${encodeURIComponent('he')}`],
    ['GET', `/api/scenarios/secret`], ['GET', `/api/scenarios/secret/runs`], ['GET', '/api/scenarios/secret/export'], ['GET', '/api/datasets/rows?dataset=secret/x'], ['GET', '/api/backup'], ['GET', '/api/audit'], ['GET', '/api/users'], ['GET', '/api/keys'],
  ];
}

async function steal(ground: Ground, [method, path, body]: readonly [string, string, unknown?], { run, task, file }: Things): Promise<true | string> {
  const { status, text } = await ground.send({ method, path, as: ground.people.other, ...(body === undefined ? {} : { body }) });
  if (text.includes('secret-4711')) return 'read a secret';
  if (status >= 500) return String(status);
  const isList = status === 200 && method === 'GET' && !text.includes(run) && (task === '' || !text.includes(task)) && !text.includes(file);
  return status >= 400 || isList || (method === 'DELETE' && status === 200) ? true : `${status} ${text.slice(0, 80)}`;
}

/** What a person must not be able to make of themselves. */
const RISES: readonly (readonly [string, string, unknown])[] = [
  ['PATCH', '/api/me', { role: 'admin' }], ['PATCH', '/api/me', { locale: 'en', role: 'admin' }], ['PATCH', '/api/me', { duties: ['x'] }], ['PATCH', '/api/me', { acting: 'other-unit' }], ['PATCH', '/api/me', { password: 'long enough 1' }], ['PATCH', '/api/me', { password: 'long enough 1', oldPassword: 'wrong' }], ['POST', '/api/users', { login: 'evil', name: 'x', password: 'long enough 1', role: 'admin' }],
  ['POST', '/api/setup', { token: 'x', login: 'evil', name: 'x', password: 'long enough 1' }], ['POST', '/api/keys', { name: 'x', app: 'secret' }], ['PUT', '/api/connections?id=out/api', { kind: 'http', title: 'x', baseUrl: 'http://x.example', allow: ['127.0.0.1:1'], baseVersion: 0 }], ['PUT', '/api/sharing/settings', {}], ['PUT', '/api/calendars/cn', {}],
];

/** A connection of the house, with its secret, in the hands of a county. */
async function borrowed(ground: Ground, as: string): Promise<readonly Hostile[]> {
  const open = `127.0.0.1:${ground.canary.port}`;
  await ground.send({ method: 'PUT', path: '/api/connections?id=house/gate', as: ground.people.admin, body: { title: '外', baseUrl: `http://${open}`, allow: [open], header: 'Authorization', secret: 'x', baseVersion: 0 } });
  const call = { type: 'data.http', title: '调', config: { connection: 'api', method: 'GET', path: '"/"' } };
  const scenario = scenarioWith('borrowing', { ask, call, end }, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { api: { use: 'house/gate' } } });
  const made = await ground.send({ method: 'POST', path: '/api/scenarios', as, body: { scenario } });
  if (made.status !== 201) throw new Error(`${made.status} ${made.text}`);
  const deeds: readonly (readonly [string, string, object?])[] = [['POST', '/api/scenarios/borrowing/publish', { note: '', baseVersion: 1 }], ['POST', '/api/scenarios/borrowing/try-request', { scenario, flow: 'main', node: 'call', values: {}, names: {} }], ['GET', '/api/connections']];
  return deeds.map(([method, path, body]): Hostile => ({ title: `a county borrows by ${method} ${path}`, try: async () => {
    const { status, text } = await ground.send({ method, path, as, ...(body ? { body } : {}) });
    return (text.includes('SCN_CONNECTION_UNIT') || text === '{"items":[]}') && !text.includes(open) ? true : `${status} ${text.slice(0, 80)}`;
  } }));
}

/** An administrator of a county, and what they try to hand out beyond it. */
async function gifts(ground: Ground): Promise<readonly Hostile[]> {
  const unit = { id: 'gifts', name: '县' };
  await ground.send({ method: 'POST', path: '/api/units', as: ground.people.admin, body: { ...unit, level: 'county', parent: 'home' } });
  const account = { name: 'x', password: PASSWORD, role: 'user', duties: [], unit };
  const made = await ground.send({ method: 'POST', path: '/api/users', as: ground.people.admin, body: { ...account, login: 'giver', spaces: [{ unit: unit.id, role: 'admin' }] } });
  const as = cookieOf(await ground.login('giver', PASSWORD));
  if (made.status !== 201 || as === '') throw new Error(`${made.status} ${made.text}`);
  const tries: readonly (readonly [string, string, object])[] = [
    ['every duty', '/api/users', { ...account, login: 'given-1', duties: ['doctor', 'police'] }], ['a duty in a further unit', '/api/users', { ...account, login: 'given-2', further: [{ unit: { id: 'home', name: '' }, duties: ['doctor'] }] }],
    ['a duty by a file', '/api/organisation/import', { people: 'login,name,unit,duties\ngiven-3,x,gifts,doctor\n' }], ['a role above', '/api/users', { ...account, login: 'given-4', role: 'designer' }],
  ];
  const given = tries.map(([title, path, body]): Hostile => ({ title: `a county gives ${title}`, try: async () => {
    const { status } = await ground.send({ method: 'POST', path, as, body });
    return status >= 400 && status < 500 ? true : `${status}`;
  } }));
  return [...given, ...(await borrowed(ground, as))];
}

export const access: AttackClass = {
  name: 'access',
  abreast: 4,
  inputs: async (ground) => {
    const things = await own(ground);
    const seen = await ground.send({ path: `/api/portal/runs/${things.run}`, as: ground.people.user });
    if (seen.status !== 200 || things.task === '') throw new Error('the owner cannot read their own, so nothing is proved');
    const doors = Object.entries(table).filter(([route]) => !/^(POST \/api\/logout|GET \/api\/portal\/live)$/.test(route)).flatMap(([route, needs]) => below(needs).map((who): Hostile => ({ title: `${who} at ${route}`, try: () => knock(ground, route, who) })));
    const others = thefts(things).map((theft): Hostile => ({ title: `another's: ${theft[0]} ${theft[1]}`, try: () => steal(ground, theft, things) }));
    const rises = RISES.map(([method, path, body]): Hostile => ({ title: `rise by ${method} ${path}`, try: async () => {
      const { status } = await ground.send({ method, path, as: ground.people.other, body });
      return status >= 400 && status < 500 ? true : `${status}`;
    } }));
    return [...doors, ...others, ...rises, ...(await captures(ground)), ...(await gifts(ground)), ...(await neighbours(ground))];
  },
};
