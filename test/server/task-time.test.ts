import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { AuditItem } from '../../server/api/data.ts';
import type { RunView, TaskItem, TaskView } from '../../server/api/portal.ts';
import { recomputeDeadlines } from '../../server/services/deadline-work.ts';
import { createTestStudio, PASSWORD } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

const main = visitScenario.flows.main;
const config = {
  ...main.nodes.decide.config,
  assign: { role: 'health' },
  mode: 'task',
  until: [{ workingDays: '2', do: 'mark', basis: ['law'], title: '到期' }, { workingDays: '1', due: 'before', do: 'remind' }],
  clock: { pause: { reasons: ['等补正'] }, extension: { by: { role: 'boss' }, maxDays: 5 } },
};
const scenario = {
  ...visitScenario,
  bases: { ...(visitScenario as { bases?: object }).bases, law: { title: '信访工作条例', article: '第三十四条', level: 'statute', from: '2020-01-01' } },
  roles: { ...(visitScenario as { roles?: object }).roles, health: '卫健', boss: '领导' },
  flows: { main: { ...main, nodes: { ...main.nodes, decide: { ...main.nodes.decide, config } } } },
};

let studio: TestStudio;
let clerk: Person;
let boss: Person;
let starter: Person;
let admin: Person;
let designer: Person;
let now = new Date('2022-01-20T02:00:00Z');
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => now });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'lab/item', data: { code: 'CT', name: '胸部CT', days: 30 } });
  expect((await studio.designer.send('POST', '/api/scenarios', { scenario })).body).toMatchObject({});
  const published = await studio.designer.send('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect([published.status, published.status === 201 ? '' : published.body]).toEqual([201, '']);
  for (const [login, duties] of [['clerk', ['health']], ['boss', ['boss']]] as const) await studio.admin.send('POST', '/api/users', { login, name: login === 'clerk' ? '章敏' : '陈主任', password: 'correct horse 9', role: 'user', duties, unit: { id: 'U', name: 'U' } });
});
afterAll(() => studio.close());

/** Another day: the sessions of the one before have ended. */
async function travel(moment: string, ...who: readonly ('boss' | 'staff')[]): Promise<void> {
  now = new Date(moment);
  clerk = await studio.login('clerk');
  starter = await studio.login('he');
  if (who.includes('boss')) boss = await studio.login('boss');
  if (!who.includes('staff')) return;
  admin = await studio.login('root');
  designer = await studio.login('dora');
}

async function newTask(key: string): Promise<TaskItem> {
  await starter.send<RunView>('POST', '/api/portal/apps/visit/runs', { clientKey: key, input: { code: 'CT', age: 15 } });
  const { body } = await clerk.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks');
  const task = body.items.findLast((one) => one.createdAt === now.toISOString());
  if (!task) throw new Error('no task');
  return task;
}

describe('the clock of a task', () => {
  it('shows its deadline, grounds and what comes, in working days', async () => {
    await travel('2022-01-20T02:00:00Z');
    const task = await newTask('key-00000001');
    const { body } = await clerk.send<TaskView>('GET', `/api/portal/tasks/${task.id}`);
    expect(body.task).toMatchObject({ dueAt: '2022-01-24T02:00:00.000Z', workingDaysLeft: 2 });
    expect(body.time).toMatchObject({ basis: [{ title: '信访工作条例', article: '第三十四条' }], extended: 0, requests: [], mayStop: { reasons: ['等补正'] }, mayExtend: { maxDays: 5, working: true, left: 1 } });
    expect(body.time?.steps).toEqual([{ at: '2022-01-21T02:00:00.000Z', what: '提醒', done: false }, { at: '2022-01-24T02:00:00.000Z', what: '到期', done: false }]);
  });

  it('stops with a reason, reminds of nothing meanwhile, and moves the deadline when it goes on', async () => {
    await travel('2022-01-20T02:10:00Z');
    const task = await newTask('key-00000002');
    const stopped = await clerk.send<TaskView>('POST', `/api/portal/tasks/${task.id}/stop`, { reason: '等补正' });
    expect([stopped.status, stopped.body.time?.stopped]).toMatchObject([200, { reason: '等补正', by: '章敏', byHand: true, workingDaysLeft: 2 }]);
    expect(stopped.body.task.dueAt).toBeUndefined();
    await travel('2022-01-28T02:00:00Z');
    await studio.app.studio.sweep.now();
    const notices = await clerk.send<{ items: { runId?: string }[] }>('GET', '/api/portal/notices');
    expect(notices.body.items.filter((notice) => notice.runId === task.runId)).toEqual([]);
    expect((await clerk.send('POST', `/api/portal/tasks/${task.id}/stop`, { reason: '再停' })).body).toMatchObject({ code: 'SCN_TASK_STOPPED' });
    const resumed = await clerk.send<TaskView>('POST', `/api/portal/tasks/${task.id}/resume`, {});
    // Six working days stood still, and the two make-up days of the 29th and 30th come before the spring festival.
    expect(resumed.body.task).toMatchObject({ dueAt: '2022-01-30T02:10:00.000Z', workingDaysLeft: 2 });
    expect(resumed.body.timeline.slice(-2).map(({ text }) => text)).toEqual(['章敏 停止计时', '章敏 恢复计时，期限顺延到 2022年1月30日 10:10']);
    expect((await clerk.send('POST', `/api/portal/tasks/${task.id}/resume`, {})).body).toMatchObject({ code: 'SCN_TASK_RUNNING' });
  });

  it('reminds in a sentence of the language of the reader', async () => {
    await travel('2022-02-14T02:00:00Z');
    const task = await newTask('key-00000005');
    await travel('2022-02-15T02:00:01Z');
    await studio.app.studio.sweep.now();
    const notices = await clerk.send<{ items: { runId?: string; body: string }[] }>('GET', '/api/portal/notices');
    expect(notices.body.items.filter((notice) => notice.runId === task.runId).map((notice) => notice.body)).toEqual(['快到期了，请尽快办理。']);
  });

  it('is given more time by somebody who may, who is asked in their own inbox', async () => {
    await travel('2022-03-01T02:00:00Z', 'boss');
    const task = await newTask('key-00000003');
    expect((await clerk.send('POST', `/api/portal/tasks/${task.id}/extension`, { days: 9, reason: '现场核查' })).body).toMatchObject({ code: 'SCN_TASK_EXTENSION_DAYS' });
    const asked = await clerk.send<TaskView>('POST', `/api/portal/tasks/${task.id}/extension`, { days: 3, reason: '现场核查' });
    expect(asked.body.time?.requests).toMatchObject([{ by: '章敏', days: 3, working: true, reason: '现场核查' }]);
    expect(asked.body.time?.mayExtend).toBeUndefined();
    const inbox = await boss.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks');
    expect(inbox.body.items.map((one) => one.title)).toEqual([`延期申请：${task.title}`]);
    const request = await boss.send<TaskView>('GET', `/api/portal/tasks/${inbox.body.items[0]?.id ?? ''}`);
    expect(request.body.form).toMatchObject({ fields: [{ id: 'days', title: '同意延几天' }, { id: 'comment' }], outcomes: [{ port: 'approve', title: '同意延期' }, { port: 'reject', title: '不同意' }], facts: [{ value: '章敏' }, { value: '3 个工作日' }, { value: '现场核查' }, {}] });
    expect((await boss.send('POST', `/api/portal/tasks/${task.id}/stop`, { reason: 'x' })).status).toBe(404);
    await boss.send('POST', `/api/portal/tasks/${inbox.body.items[0]?.id ?? ''}/submit`, { clientKey: 'key-boss-001', outcome: 'approve', data: { days: 2, comment: '抓紧' } });
    const after = await clerk.send<TaskView>('GET', `/api/portal/tasks/${task.id}`);
    expect(after.body.task).toMatchObject({ dueAt: '2022-03-07T02:00:00.000Z', extended: 1, workingDaysLeft: 4 });
    expect(after.body.time?.requests).toMatchObject([{ decided: { by: '陈主任', granted: true, days: 2, comment: '抓紧' } }]);
    expect(after.body.timeline.slice(-2).map(({ text, note }) => [text, note])).toEqual([['章敏 申请延期 3 个工作日', '现场核查'], ['陈主任 同意延期 2 个工作日，期限改为 2022年3月7日 10:00', '抓紧']]);
    expect((await boss.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items).toEqual([]);
    expect((await clerk.send('POST', `/api/portal/tasks/${task.id}/extension`, { days: 1, reason: '还不够' })).body).toMatchObject({ code: 'SCN_TASK_EXTENSION_TIMES' });
  });

  it('leaves the decision about more time to whoever stands in for somebody who left', async () => {
    await travel('2022-04-06T02:00:00Z', 'boss', 'staff');
    const starterUnit = (await starter.send<{ user: { unit: { id: string; name: string } } }>('GET', '/api/me')).body.user.unit;
    await admin.send<{ id: string }>('POST', '/api/users', { login: 'deputy', name: '副主任', password: PASSWORD, role: 'user', duties: [], unit: starterUnit, head: true });
    const bossId = (await boss.send<{ user: { id: string } }>('GET', '/api/me')).body.user.id;
    const task = await newTask('key-00000009');
    await clerk.send('POST', `/api/portal/tasks/${task.id}/extension`, { days: 2, reason: '现场核查' });
    expect((await admin.send('PATCH', `/api/users/${bossId}`, { disabled: true })).status).toBe(200);
    const deputy = await studio.login('deputy');
    const [request] = (await deputy.send<{ items: TaskItem[] }>('GET', '/api/portal/tasks')).body.items;
    expect(request).toMatchObject({ title: `延期申请：${task.title}`, kind: 'extension' });
    expect((await deputy.send('POST', `/api/portal/tasks/${request?.id ?? ''}/submit`, { clientKey: 'key-deputy-1', outcome: 'approve', data: { days: 1 } })).status).toBe(200);
    const { body } = await clerk.send<TaskView>('GET', `/api/portal/tasks/${task.id}`);
    expect([body.task.extended, body.timeline.slice(-2).map(({ text }) => text)]).toEqual([1, [expect.stringContaining('没有人能办，交给') as unknown, expect.stringContaining('副主任 同意延期 1 个工作日') as unknown]]);
    await admin.send('PATCH', `/api/users/${bossId}`, { disabled: false });
  });

  it('follows the calendar when that is changed, and says which deadlines moved', async () => {
    await travel('2022-05-09T02:00:00Z', 'staff');
    const task = await newTask('key-00000004');
    expect(task.dueAt).toBe('2022-05-11T02:00:00.000Z');
    const { body } = await designer.send<{ items: { id: string; title: string; years: number[]; holidays: string[]; workdays: string[]; version: number }[] }>('GET', '/api/calendars');
    const calendar = body.items.find((one) => one.id === 'cn');
    if (!calendar) throw new Error('no calendar');
    const { id, version, ...rest } = calendar;
    const saved = await admin.send('PUT', `/api/calendars/${id}`, { ...rest, holidays: [...rest.holidays, '2022-05-10', '2022-05-11'], baseVersion: version });
    expect(saved.status).toBe(200);
    await recomputeDeadlines(studio.app.studio);
    expect((await clerk.send<TaskView>('GET', `/api/portal/tasks/${task.id}`)).body).toMatchObject({ task: { dueAt: '2022-05-13T02:00:00.000Z' }, timeline: expect.arrayContaining([expect.objectContaining({ text: '工作日历改了，期限重算为 2022年5月13日 10:00' })]) as unknown });
    const audit = await admin.send<{ items: AuditItem[] }>('GET', '/api/audit');
    const entries = audit.body.items.filter((entry) => entry.action.startsWith('deadline.'));
    expect(entries.map((entry) => entry.action)).toEqual(['deadline.recompute', 'deadline.move']);
    expect(entries[1]?.details).toMatchObject({ version: 1, moved: expect.arrayContaining([{ run: task.runId, step: 'decide', from: '2022-05-11T02:00:00.000Z', to: '2022-05-13T02:00:00.000Z' }]) as unknown });
  });

  it('refuses office hours that run backwards', async () => {
    const answer = await admin.send('PUT', '/api/calendars/odd', { title: 'odd', years: [2022], holidays: [], workdays: [], hours: [['09:00', '12:00'], ['11:00', '17:00']], baseVersion: 0 });
    expect([answer.status, answer.body]).toMatchObject([422, { code: 'SCN_CALENDAR_HOURS' }]);
  });
});
