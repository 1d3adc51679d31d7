import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { BulkAnswer, BulkOffer, Delegations, PeopleAnswer } from '../../server/api/people.ts';
import type { RunView, TaskItem, TaskView } from '../../server/api/portal.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';

interface Problem {
  readonly code: string;
  readonly detail?: string;
  readonly details?: { readonly by?: string; readonly at?: string };
}

const circles = { handOver: 'unit', addSigner: 'unit', copy: 'anyone', returnAny: true };
/** Register → handle → approve, as a county office works. */
const scenario = {
  format: 1, id: 'county', title: '@title', purpose: '@purpose', zone: 'Asia/Shanghai', calendar: 'cn',
  bases: {}, parameters: {}, roles: { clerk: '@role.clerk', chief: '@role.chief' }, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: {
    main: {
      nodes: {
        report: { type: 'start.form', title: '@report', config: { fields: [{ id: 'place', type: 'string', maxLength: 50 }] } },
        handle: {
          type: 'human.form', title: '@handle',
          config: { assign: { role: 'clerk', unit: 'user.unit.id' }, allow: circles, fields: [{ id: 'place', type: 'string', right: 'read', default: 'report.place' }, { id: 'secret', type: 'string', right: 'hidden', default: '"s"' }, { id: 'what', type: 'string' }], outcomes: [{ port: 'done', title: '@done' }] },
        },
        check: { type: 'human.approval', title: '@check', config: { assign: { role: 'chief' }, noSelf: true, comment: 'optional', allow: circles } },
        end: { type: 'output.page', title: '@end', config: { text: '@end' } },
      },
      edges: { e1: ['report.out', 'handle'], e2: ['handle.done', 'check'], e3: ['check.approve', 'end'], e4: ['check.reject', 'end'] },
    },
  },
  texts: Object.fromEntries(['title', 'purpose', 'report', 'handle', 'check', 'end', 'done', 'role.clerk', 'role.chief', 'report.place', 'handle.place', 'handle.what', 'handle.secret'].map((key) => [key, { 'zh-CN': `字${key}`, en: `word ${key}` }])),
};

let studio: TestStudio;
const people: Record<string, Person> = {};
const ids: Record<string, string> = {};
let now = new Date('2026-11-28T01:00:00Z');

const STAFF: readonly (readonly [login: string, duties: readonly string[], unit: string, head?: boolean])[] = [
  ['li', ['clerk'], 'U1'], ['qian', ['clerk'], 'U1'], ['zhao', ['chief'], 'U1'], ['sun', ['chief'], 'U2'], ['hu', ['boss'], 'U1', true], ['wu', [], 'U1'], ['far', ['clerk'], 'U9'],
];

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  const made = await studio.designer.send('POST', '/api/scenarios', { scenario });
  expect([made.status, made.status === 201 ? '' : made.body]).toEqual([201, '']);
  const published = await studio.designer.send('POST', '/api/scenarios/county/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
  for (const [login, duties, unit, head] of STAFF) {
    const user = await studio.admin.send<{ id: string }>('POST', '/api/users', { login, name: login.toUpperCase(), password: 'correct horse 9', role: 'user', duties, unit: { id: unit, name: `单位${unit}` }, ...(head ? { head } : {}) });
    ids[login] = user.body.id;
    people[login] = await studio.login(login);
  }
});
afterAll(() => studio.close());

let count = 0;
const key = () => `key-human-${count += 1}`;
const as = (login: string): Person => people[login] ?? studio.user;
const start = async (login = 'wu') => (await as(login).send<RunView>('POST', '/api/portal/apps/county/runs', { clientKey: key(), input: { place: '朝晖路' } })).body.id;
const tasks = async (login: string) => (await as(login).send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items;
const taskOf = async (login: string, run: string) => (await tasks(login)).find((item) => item.runId === run);
const path = (task: { id: string } | undefined, more = '') => `/api/portal/tasks/${encodeURIComponent(task?.id ?? '?')}${more}`;
const submit = (login: string, task: TaskItem | undefined, outcome: string, data: object = {}) => as(login).send<RunView & Problem>('POST', path(task, '/submit'), { clientKey: key(), outcome, data });
const post = (login: string, task: TaskItem | undefined, more: string, body: object) => as(login).send<RunView & Problem>('POST', path(task, more), body);
const view = async (login: string, task: TaskItem | undefined) => (await as(login).send<TaskView>('GET', path(task))).body;
const said = (entries: readonly { text: string }[]) => entries.map(({ text }) => text);
const audited = async (action: string) => (await studio.admin.send<{ items: { action: string; by: string; target: string }[] }>('GET', '/api/audit?limit=50')).body.items.filter((entry) => entry.action === action);

describe('a task of people', () => {
  it('shows what may only be read, hides the rest, and takes nothing for either', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    const shown = await view('li', task);
    expect(shown.form.fields.map(({ id, readOnly, valueLabel }) => [id, readOnly, valueLabel])).toEqual([['place', true, '朝晖路'], ['what', undefined, undefined]]);
    expect(JSON.stringify(shown.form)).not.toContain('secret');
    expect(await submit('li', task, 'done', { what: 'x', place: '别处' })).toMatchObject({ status: 422, body: { code: 'SCN_FORM_INVALID' } });
    expect((await submit('li', task, 'done', { what: '井盖' })).status).toBe(200);
  });

  it('is handed over inside the unit, with a reason, and the timeline tells it', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    const choices = (await as('li').send<PeopleAnswer>('GET', `/api/portal/people?for=handOver&task=${encodeURIComponent(task?.id ?? '')}`)).body.people;
    expect(choices.map(({ name }) => name).sort()).toEqual(['HU', 'QIAN', 'WU', 'ZHAO']);
    expect(await post('li', task, '/hand-over', { to: ids['far'], reason: '不归我' })).toMatchObject({ status: 422, body: { code: 'SCN_TASK_PERSON' } });
    expect(await post('li', task, '/hand-over', { to: ids['zhao'], reason: '归口' })).toMatchObject({ status: 200 });
    expect([await taskOf('li', run), (await taskOf('zhao', run))?.id]).toEqual([undefined, task?.id]);
    expect(await post('far', task, '/hand-over', { to: ids['far'], reason: 'x' })).toMatchObject({ status: 404 });
    const { timeline } = await view('zhao', task);
    expect(said(timeline)).toEqual(['WU 提交', '交给 单位U1字role.clerk', 'LI 转办给 ZHAO']);
    expect(timeline.at(-1)).toMatchObject({ note: '归口', node: '字handle' });
    expect(await audited('task.hand-over')).toMatchObject([{ by: ids['li'], target: task?.id }]);
  });

  it('waits for signers before, is held for signers after, and says for whom', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    expect((await post('li', task, '/signers', { people: [ids['zhao']], where: 'before', reason: '把关' })).status).toBe(200);
    expect(await taskOf('li', run)).toMatchObject({ resting: true });
    expect(await view('li', task)).toMatchObject({ signing: ['ZHAO'], actions: { handOver: false } });
    expect(await submit('li', task, 'done', { what: 'x' })).toMatchObject({ status: 422, body: { code: 'SCN_TASK_SIGNING' } });
    const opinion = await taskOf('zhao', run);
    expect(opinion).toMatchObject({ kind: 'sign' });
    expect((await view('zhao', opinion)).form.outcomes.map(({ title }) => title)).toEqual(['同意', '不同意']);
    expect((await submit('zhao', opinion, 'disagree', { comment: '先拍照' })).status).toBe(200);
    expect((await view('li', task)).timeline.at(-1)).toMatchObject({ text: 'ZHAO 加签：不同意', note: '先拍照' });
    expect((await post('li', task, '/signers', { people: [ids['hu']], where: 'after', reason: '复核' })).status).toBe(200);
    expect((await submit('li', task, 'done', { what: '井盖' })).status).toBe(200);
    expect(await taskOf('zhao', run)).toBeUndefined();
    expect((await submit('hu', await taskOf('hu', run), 'agree')).status).toBe(200);
    expect(await taskOf('zhao', run)).toMatchObject({ title: '字check' });
  });

  it('goes back to an earlier step with a reason, and the reason is there to read', async () => {
    const run = await start();
    const first = await taskOf('li', run);
    await submit('li', first, 'done', { what: 'x' });
    const check = await taskOf('zhao', run);
    expect((await view('zhao', check)).actions.returnTo).toEqual([{ node: 'handle', title: '字handle' }]);
    expect(await post('zhao', check, '/return', { to: 'report', reason: 'r' })).toMatchObject({ status: 422, body: { code: 'SCN_TASK_RETURN' } });
    expect((await post('zhao', check, '/return', { to: 'handle', reason: '缺照片' })).status).toBe(200);
    const again = await taskOf('qian', run);
    expect((await view('qian', again)).timeline.at(-2)).toMatchObject({ text: 'ZHAO 退回到“字handle”', note: '缺照片' });
    expect((await as('zhao').send<{ items: TaskItem[] }>('GET', '/api/portal/tasks?view=done')).body.items.find(({ id }) => id === check?.id)).toMatchObject({ outcome: 'return' });
  });

  it('goes back so often and no more; the refusal says why, and the matter goes on', async () => {
    const run = await start();
    let refused: { status: number; code?: string; detail?: string } | undefined;
    for (let round = 0; round < 40 && refused === undefined; round += 1) {
      await submit('li', await taskOf('li', run), 'done', { what: 'x' });
      const { status, body } = await post('zhao', await taskOf('zhao', run), '/return', { to: 'handle', reason: '缺照片' });
      if (status !== 200) refused = { status, code: body.code, ...(body.detail === undefined ? {} : { detail: body.detail }) };
    }
    expect(refused).toMatchObject({ status: 422, code: 'SCN_RUN_ROUNDS', detail: expect.stringMatching(/\p{Script=Han}/u) as unknown });
    expect((await submit('zhao', await taskOf('zhao', run), 'approve')).body.status).toBe('completed');
  });

  it('is copied, and who got the copy sees the matter, remarks, and nothing more', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    expect((await as('far').send('GET', `/api/portal/runs/${run}`)).status).toBe(404);
    expect((await post('li', task, '/copies', { people: [ids['far']], reason: '知悉' })).status).toBe(200);
    expect((await as('far').send<{ items: TaskItem[] }>('GET', '/api/portal/tasks?view=copied')).body.items).toMatchObject([{ runId: run, status: 'open' }]);
    expect((await as('far').send('POST', `/api/portal/runs/${run}/comments`, { text: '收到' })).status).toBe(200);
    expect(await submit('far', task, 'done', { what: 'x' })).toMatchObject({ status: 404 });
    expect(said((await as('wu').send<RunView>('GET', `/api/portal/runs/${run}`)).body.timeline).slice(-2)).toEqual(['LI 抄送 FAR', 'FAR 留言']);
  });

  it('is taken back by who started it while nobody has acted, and what was typed is kept', async () => {
    const run = await start();
    expect((await as('wu').send<RunView>('GET', `/api/portal/runs/${run}`)).body.mayWithdraw).toBe(true);
    expect(await as('li').send('POST', `/api/portal/runs/${run}/withdraw`, { reason: 'x' })).toMatchObject({ status: 422, body: { code: 'SCN_RUN_WITHDRAW' } });
    expect((await as('wu').send('POST', `/api/portal/runs/${run}/withdraw`, { reason: '填错了' })).status).toBe(200);
    expect(await taskOf('li', run)).toBeUndefined();
    expect((await as('wu').send<{ draft?: { values: object } }>('GET', '/api/portal/apps/county')).body.draft?.values).toEqual({ place: '朝晖路' });
    const other = await start();
    await submit('li', await taskOf('li', other), 'done', { what: 'x' });
    expect(await as('wu').send('POST', `/api/portal/runs/${other}/withdraw`, { reason: 'x' })).toMatchObject({ status: 422, body: { code: 'SCN_RUN_WITHDRAW' } });
  });

  it('of two who finish it at once, one wins and the other is told who and when', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    const both = await Promise.all([submit('li', task, 'done', { what: 'a' }), submit('qian', task, 'done', { what: 'b' })]);
    const [won, lost] = [...both].sort((a, b) => a.status - b.status);
    expect([won?.status, lost?.status, lost?.body.code]).toEqual([200, 409, 'SCN_TASK_DONE']);
    expect(lost?.body.details).toMatchObject({ by: won === both[0] ? 'LI' : 'QIAN', at: now.toISOString() });
  });
});

describe('several tasks', () => {
  it('get the same outcome; what fails is named and the others are done', async () => {
    const runs = [await start(), await start(), await start()];
    const waiting = await Promise.all(runs.map((run) => taskOf('li', run)));
    await submit('qian', waiting[1], 'done', { what: 'x' });
    const done = (await as('li').send<BulkAnswer>('POST', '/api/portal/tasks/bulk', { clientKey: key(), ids: waiting.map((task) => task?.id), outcome: 'done', data: { what: '一起' } })).body.results;
    expect(done.map(({ done: ok, code }) => [ok, code])).toEqual([[true, undefined], [false, 'SCN_TASK_DONE'], [true, undefined]]);
    expect(done[1]?.message).toContain('QIAN');
  });
  it('are of one step only, and a repeat gives the same answer', async () => {
    const [one, two] = [await start(), await start()];
    await submit('li', await taskOf('li', one), 'done', { what: 'x' });
    await post('li', await taskOf('li', two), '/hand-over', { to: ids['zhao'], reason: 'r' });
    const mixed = { clientKey: key(), ids: [(await taskOf('zhao', one))?.id, (await taskOf('zhao', two))?.id], outcome: 'approve', data: {} };
    const answers = [await as('zhao').send<BulkAnswer>('POST', '/api/portal/tasks/bulk', mixed), await as('zhao').send<BulkAnswer>('POST', '/api/portal/tasks/bulk', mixed)];
    for (const { body } of answers) expect(body.results.map(({ done, code }) => [done, code])).toEqual([[true, undefined], [false, 'SCN_TASK_OTHER_STEP']]);
  });
});

describe('several tasks, without opening them', () => {
  const many = <Answer>(login: string, what: string, body: object) => as(login).send<Answer>('POST', `/api/portal/tasks/bulk${what}`, body);

  it('are offered what needs no form; the others are named, with the reason when nothing can be done', async () => {
    const [form, held, approval] = [await start(), await start(), await start()];
    await submit('li', await taskOf('li', approval), 'done', { what: 'x' });
    await post('li', await taskOf('li', form), '/hand-over', { to: ids['zhao'], reason: 'r' });
    await post('li', await taskOf('li', held), '/hand-over', { to: ids['zhao'], reason: 'r' });
    const [forms, signing, approve] = await Promise.all([form, held, approval].map(async (run) => (await taskOf('zhao', run))?.id ?? ''));
    await post('zhao', await taskOf('zhao', held), '/signers', { people: [ids['hu']], where: 'before', reason: '把关' });
    const { body } = await many<BulkOffer>('zhao', '/offer', { ids: [forms, signing, approve, 'gone'] });
    expect(body.acts).toEqual([{ outcome: 'approve', title: expect.any(String), ids: [approve] }, { outcome: 'reject', title: expect.any(String), ids: [approve] }]);
    expect(body).toMatchObject({ claim: [forms, signing, approve], alone: [{ id: forms }, { id: signing }, { id: 'gone', message: expect.stringContaining('gone') }] });
    expect(body.handOver).toEqual([forms, approve]);
  });

  it('are claimed together; one that a colleague holds is said in words people read', async () => {
    const runs = [await start(), await start()];
    const [one, two] = await Promise.all(runs.map((run) => taskOf('li', run)));
    await post('qian', two, '/claim', {});
    const { results } = (await many<BulkAnswer>('li', '/claim', { ids: [one?.id, two?.id] })).body;
    expect(results).toMatchObject([{ id: one?.id, done: true }, { id: two?.id, done: false, code: 'SCN_TASK_CLAIMED', message: 'QIAN 正在办这件事，到 11月28日 09:10 为止。' }]);
    expect(await taskOf('qian', runs[0] ?? '')).toMatchObject({ claimedByName: 'LI' });
  });

  it('are handed over together, each with its own result', async () => {
    const runs = [await start(), await start()];
    const [one, two] = await Promise.all(runs.map((run) => taskOf('li', run)));
    await submit('qian', two, 'done', { what: 'x' });
    const { results } = (await many<BulkAnswer>('li', '/hand-over', { ids: [one?.id, two?.id], to: ids['zhao'], reason: '归口' })).body;
    expect(results.map(({ done, code }) => [done, code])).toEqual([[true, undefined], [false, 'SCN_TASK_DONE']]);
    expect(await taskOf('zhao', runs[0] ?? '')).toMatchObject({ id: one?.id });
    expect(await audited('task.bulk')).toContainEqual(expect.objectContaining({ target: 'hand-over', details: { done: 1, of: 2 } }));
  });

  it('come in the order asked for', async () => {
    const listed = async (order: string) => (await as('li').send<{ items: TaskItem[] }>('GET', `/api/portal/tasks?order=${order}&limit=100`)).body.items.map(({ createdAt }) => createdAt);
    const newest = await listed('newest');
    expect(newest.length).toBeGreaterThan(2);
    expect(newest).toEqual([...newest].sort().reverse());
    expect(await listed('oldest')).toEqual([...newest].sort());
    expect((await as('li').send('GET', '/api/portal/tasks?order=loudest')).status).toBe(400);
  });
});

describe('who is away or gone', () => {
  it('is stood in for by a colleague, from one day to another, and the record says for whom', async () => {
    const run = await start();
    const until = '2026-11-28T09:10:00+08:00';
    const named = await as('li').send<Delegations>('POST', '/api/portal/delegations', { to: ids['zhao'], from: '2026-11-28T00:00:00+08:00', until, apps: ['county'] });
    expect(named).toMatchObject({ status: 200, body: { items: [{ toName: 'ZHAO' }] } });
    const task = await taskOf('zhao', run);
    expect(task).toMatchObject({ forName: 'LI' });
    expect((await submit('zhao', task, 'done', { what: 'x' })).status).toBe(200);
    expect(said((await as('wu').send<RunView>('GET', `/api/portal/runs/${run}`)).body.timeline)).toContain('ZHAO（代 LI） 办理：字done');
    const later = await start();
    now = new Date('2026-11-28T01:12:00Z');
    expect(await taskOf('zhao', later)).toBeUndefined();
    now = new Date('2026-11-28T01:00:00Z');
    expect(await taskOf('zhao', later)).toMatchObject({ forName: 'LI' });
    await as('li').send('DELETE', `/api/portal/delegations/${named.body.items[0]?.id}`);
    expect(await taskOf('zhao', later)).toBeUndefined();
  });
  it.each<[string, () => object, string]>([
    ['a stranger', () => ({ to: ids['wu'], from: '2026-11-28T00:00:00Z', until: '2026-12-05T00:00:00Z' }), 'SCN_PEOPLE_UNKNOWN'],
    ['a period that is over', () => ({ to: ids['zhao'], from: '2026-11-01T00:00:00Z', until: '2026-11-05T00:00:00Z' }), 'SCN_PEOPLE_PERIOD'],
  ])('%s cannot be named', async (_title, body, code) => {
    expect(await as('li').send('POST', '/api/portal/delegations', { apps: [], ...body() })).toMatchObject({ status: 422, body: { code } });
  });
  it('leaves no task without an owner: the substitute, also of the last who had the duty, else the head of the unit has it, and the audit says so', async () => {
    const run = await start();
    const task = await taskOf('li', run);
    await post('li', task, '/hand-over', { to: ids['zhao'], reason: 'r' });
    await studio.admin.send('PATCH', `/api/users/${ids['zhao']}`, { substitute: ids['qian'], disabled: true });
    expect((await taskOf('qian', run))?.id).toBe(task?.id);
    expect((await audited('task.reown')).map(({ target }) => target)).toContain(task?.id);
    const second = await start();
    for (const login of ['li', 'qian']) await studio.admin.send('PATCH', `/api/users/${ids[login]}`, { disabled: true });
    const heads = await tasks('hu');
    expect([run, second].every((id) => heads.some((item) => item.runId === id))).toBe(true);
    const third = await start();
    expect(said((await view('hu', await taskOf('hu', third))).timeline).at(-1)).toBe('单位U1字role.clerk 没有人能办，交给 单位U1负责人');
    expect((await studio.admin.send('PATCH', `/api/users/${ids['li']}`, { substitute: 'nobody' })).status).toBe(404);
    await studio.admin.send('PATCH', `/api/users/${ids['li']}`, { substitute: ids['wu'] });
    const fourth = await start();
    expect((await tasks('wu')).map((item) => item.runId)).toEqual([fourth]);
    for (const login of ['li', 'qian', 'zhao']) await studio.admin.send('PATCH', `/api/users/${ids[login]}`, { disabled: false });
  });
});
