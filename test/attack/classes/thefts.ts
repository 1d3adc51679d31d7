import { PASSWORD, type Ground } from '../ground.ts';
import { ask, end, publishScenario, scenarioWith, startRun } from './scenario.ts';

const REFUSED = new Set([401, 403, 404]);

export interface Owned { readonly run: string; readonly task: string; readonly file: string; readonly draft: string }

/** What one user owns and another must not learn of. */
export async function own(ground: Ground): Promise<Owned> {
  const form = { type: 'human.form', title: '办', config: { assign: { user: 'run.starter' }, mode: 'task', fields: [{ id: 'b', type: 'string', title: '乙', optional: true }], outcomes: [{ port: 'done', title: '好' }] } };
  await publishScenario(ground, scenarioWith('secret', { ask, work: form, end }, { e1: ['ask.out', 'work'], e2: ['work.done', 'end'] }));
  const { id: run } = await startRun(ground, 'secret', { a: 'secret-4711' });
  const tasks = JSON.parse((await ground.send({ path: '/api/portal/tasks', as: ground.people.user })).text) as { items: { id: string }[] };
  const file = JSON.parse((await ground.send({ method: 'POST', path: '/api/portal/files?name=a.txt', as: ground.people.user, body: 'secret-4711', headers: { 'content-type': 'application/octet-stream' } })).text) as { id: string };
  await ground.send({ method: 'PUT', path: '/api/portal/drafts/app:secret', as: ground.people.user, body: { values: { a: 'secret-4711' } } });
  return { run, task: tasks.items[0]?.id ?? '', file: file.id, draft: 'app:secret' };
}

export function thefts({ run, task, file, draft }: Owned): readonly (readonly [string, string, unknown?])[] {
  const t = `/api/portal/tasks/${encodeURIComponent(task)}`;
  return [
    ['GET', `/api/portal/runs/${run}`], ['GET', t], ['GET', `/api/portal/files/${file}`], ['GET', `/api/runs/${run}`], ['GET', `/api/runs/${run}/incident`], ['POST', `/api/runs/${run}/cancel`, { reason: 'x' }], ['POST', `/api/runs/${run}/resume`, {}], ['POST', `/api/portal/runs/${run}/withdraw`, { reason: 'x' }],
    ['POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [] }], ['POST', `/api/portal/runs/${run}/comments`, { text: 'x', files: [file] }], ['POST', `/api/portal/runs/${run}/feedback`, { kind: 'issue', text: 'x' }], ['POST', `${t}/claim`, {}], ['POST', `${t}/release`, {}], ['POST', `${t}/submit`, { outcome: 'done', data: {}, clientKey: 'key-12345678' }], ['POST', `${t}/return`, { to: 'ask', reason: 'x' }],
    ['POST', `${t}/hand-over`, { to: 'x', reason: 'x' }], ['POST', `${t}/copies`, { people: ['x'] }], ['POST', `${t}/signers`, { people: ['x'], where: 'before', reason: 'x' }], ['POST', `${t}/stop`, { reason: 'x' }], ['POST', `${t}/resume`, {}], ['POST', `${t}/extension`, { days: 1, reason: 'x' }], ['POST', `${t}/submit`, { outcome: 'done', data: { b: 'x' }, clientKey: 'key-87654321' }],
    ['GET', `/api/apps/secret/runs/${run}`], ['GET', `/api/portal/runs`], ['GET', '/api/portal/tasks'], ['GET', '/api/portal/notices'], ['GET', `/api/portal/runs/${run}/../${run}`], ['GET', `/api/portal/runs/${run}%00`], ['GET', `/api/portal/runs/${run.toUpperCase()}`], ['DELETE', `/api/portal/drafts/${draft}`], ['GET', `/api/portal/runs/*`], ['GET', `/api/portal/tasks?by=${encodeURIComponent('he')}`],
    ['GET', `/api/scenarios/secret`], ['GET', `/api/scenarios/secret/runs`], ['GET', '/api/scenarios/secret/export'], ['GET', '/api/datasets/rows?dataset=secret/x'], ['GET', '/api/backup'], ['GET', '/api/audit'], ['GET', '/api/users'], ['GET', '/api/keys'],
  ];
}

/** A list of what is one's own, and a draft that each has for themselves, are answered; there is nothing of the other in them. */
const OWN = /^(GET \/api\/portal\/(runs|tasks|notices)(\?|$)|DELETE \/api\/portal\/drafts\/)/;

export async function steal(ground: Ground, [method, path, body]: readonly [string, string, unknown?], { run, task, file, draft }: Owned): Promise<true | string> {
  const { status, text } = await ground.send({ method, path, as: ground.people.other, ...(body === undefined ? {} : { body }) });
  if (text.includes('secret-4711')) return 'read a secret';
  if (method === 'DELETE' && !(await ground.send({ path: `/api/portal/apps/${draft.slice(4)}`, as: ground.people.user })).text.includes('secret-4711')) return 'the draft is gone';
  if (OWN.test(`${method} ${path}`) && [200, 400, 404].includes(status)) return ![run, task, file].some((id) => id !== '' && text.includes(id)) || 'something of the other is in it';
  return REFUSED.has(status) ? true : `${status} ${text.slice(0, 120)}`;
}

/** What a person must not be able to make of themselves. */
export const RISES: readonly (readonly [string, string, unknown])[] = [
  ['PATCH', '/api/me', { role: 'admin' }], ['PATCH', '/api/me', { locale: 'en', role: 'admin' }], ['PATCH', '/api/me', { duties: ['x'] }], ['PATCH', '/api/me', { acting: 'other-unit' }], ['PATCH', '/api/me', { password: 'long enough 1' }], ['PATCH', '/api/me', { password: 'long enough 1', oldPassword: 'wrong' }], ['POST', '/api/users', { login: 'evil', name: 'x', password: 'long enough 1', role: 'admin' }],
  ['POST', '/api/setup', { token: 'x', login: 'evil', name: 'x', password: 'long enough 1' }], ['POST', '/api/keys', { name: 'x', app: 'secret' }], ['PUT', '/api/connections?id=out/api', { kind: 'http', title: 'x', baseUrl: 'http://x.example', allow: ['127.0.0.1:1'], baseVersion: 0 }], ['PUT', '/api/sharing/settings', {}], ['PUT', '/api/calendars/cn', {}],
];

/** Whoever tried is what they were: no more rights, no other password, and nothing new in the house. */
async function unchanged(ground: Ground): Promise<true | string> {
  const { text } = await ground.send({ path: '/api/me', as: ground.people.other });
  const { user } = JSON.parse(text) as { readonly user?: { readonly role: string; readonly duties: readonly string[]; readonly unit: { readonly id: string } } };
  if (user?.role !== 'user' || user.duties.join() !== 'doctor' || user.unit.id !== 'U-wu') return `is now ${text.slice(0, 200)}`;
  if ((await ground.send({ path: '/api/users', as: ground.people.admin })).text.includes('"evil"')) return 'there is a new account';
  const { status } = await ground.login('wu', PASSWORD, '127.0.4.1');
  return status === 200 ? true : `the old password gives ${status}`;
}

export async function rise(ground: Ground, [method, path, body]: (typeof RISES)[number]): Promise<true | string> {
  const { status, text } = await ground.send({ method, path, as: ground.people.other, body });
  return status >= 400 && status < 500 ? unchanged(ground) : `${status} ${text.slice(0, 120)}`;
}
