import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { InboxCounts, TaskItem } from '../../server/api/portal.ts';
import { createTestStudio } from './support/studio.ts';
import type { Person, TestStudio } from './support/studio.ts';
import { task as taskOf, commit } from '../support/store-builders.ts';
import { visitDatasets, visitScenario } from './support/visit-scenario.ts';

interface List { readonly items: readonly TaskItem[]; readonly next?: string }

const NOW = new Date('2022-01-20T06:00:00Z');
const local = (text: string) => new Date(`${text}+08:00`).toISOString();
let studio: TestStudio;
let clerk: Person;
let release = '';
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, now: () => NOW });
  await studio.designer.send('PUT', '/api/datasets', { definition: visitDatasets[0] });
  await studio.designer.send('POST', '/api/scenarios', { scenario: visitScenario });
  const published = await studio.designer.send<{ id: string }>('POST', '/api/scenarios/visit/publish', { note: '', baseVersion: 1 });
  expect(published.status).toBe(201);
  release = published.body.id;
  await studio.admin.send('POST', '/api/users', { login: 'clerk', name: '章敏', password: 'correct horse 9', role: 'user', duties: ['health'], unit: { id: 'U', name: 'U' } });
  clerk = await studio.login('clerk');
  const dues = [['late', '2022-01-19T17:00:00'], ['today', '2022-01-20T17:30:00'], ['soon', '2022-01-25T17:00:00'], ['later', '2022-01-26T09:00:00'], ['none', undefined]] as const;
  const many = Array.from({ length: 300 }, (_, index) => {
    const [kind, due] = dues[index % 5] ?? dues[0];
    return taskOf(`t${index}`, {
      release, scenario: 'visit', title: 'decide', subject: `${kind} 井盖 ${index}`, candidates: [index % 10 === 0 ? `u:${clerk.id}` : 'r:health'],
      ...(due === undefined ? {} : { dueAt: local(due) }), createdAt: NOW.toISOString(),
    });
  });
  await studio.app.studio.store.runs.commit(commit('r1', 0, 1, { release, scenario: 'visit' }, { tasks: many }));
});
afterAll(() => studio.close());

const list = async (query: string) => (await clerk.send<List>('GET', `/api/portal/tasks?${query}`)).body;
async function all(query: string): Promise<TaskItem[]> {
  const items: TaskItem[] = [];
  let next: string | undefined;
  do {
    const page = await list(`${query}${next === undefined ? '' : `&cursor=${next}`}`);
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return items;
}

describe('the inbox of 300 tasks', () => {
  it('is counted by when they are due, in working days', async () => {
    const { body } = await clerk.send<InboxCounts>('GET', '/api/portal/tasks/counts');
    // Friday, Monday and Tuesday are the three working days that follow Thursday the 20th.
    expect(body).toEqual({ all: 300, late: 60, today: 60, soon: 60, later: 60, none: 60, more: false, todayEnd: local('2022-01-21T00:00:00'), soonEnd: local('2022-01-26T00:00:00') });
  });
  it('comes page by page, each task once, the most urgent first', async () => {
    const first = await list('limit=50');
    expect(first.items).toHaveLength(50);
    expect(first.items.every((item) => item.subject?.startsWith('late'))).toBe(true);
    const items = await all('limit=50');
    expect(new Set(items.map((item) => item.id)).size).toBe(300);
  });
  it.each(['late', 'today', 'soon', 'later', 'none'])('of the group %s holds what is due then and nothing else', async (group) => {
    const items = await all(`due=${group}&limit=25`);
    expect([items.length, items.every((item) => item.subject?.startsWith(`${group} `))]).toEqual([60, true]);
  });
  it('is split into what is for the person alone and what is for the unit', async () => {
    expect((await all('view=mine')).length).toBe(30);
    expect((await all('view=unit')).length).toBe(270);
  });
  it('holds what was claimed among what is for the person', async () => {
    await clerk.send('POST', '/api/portal/tasks/t1/claim', {});
    expect((await all('view=mine')).map((item) => item.id)).toContain('t1');
    expect((await all('view=unit')).map((item) => item.id)).not.toContain('t1');
    await clerk.send('POST', '/api/portal/tasks/t1/release', {});
  });
  it('of ten thousand tasks comes by deadline only, and says so', async () => {
    const { tasks } = studio.app.studio.store;
    const counting = vi.spyOn(tasks, 'countOpen').mockResolvedValue([10_000]);
    const refused = await clerk.send<{ code: string; detail: string }>('GET', '/api/portal/tasks?order=newest');
    expect([refused.status, refused.body.code]).toEqual([422, 'SCN_TASK_ORDER']);
    expect((await list('order=due')).items.length).toBeGreaterThan(0);
    counting.mockResolvedValue([9999]);
    expect((await list('order=newest')).items.length).toBeGreaterThan(0);
    counting.mockRestore();
  });
  it('is searched by every word, over all pages', async () => {
    expect((await all(`q=${encodeURIComponent('井盖 299')}`)).map((item) => item.id)).toEqual(['t299']);
    expect(await all('q=nowhere')).toEqual([]);
  });
  it('is narrowed to one app', async () => {
    expect((await all('app=visit&due=late')).length).toBe(60);
    expect(await all('app=other')).toEqual([]);
  });
  it('says how many working days are left', async () => {
    const [later] = (await list('due=later&limit=1')).items;
    const [late] = (await list('due=late&limit=1')).items;
    expect([later?.workingDaysLeft, late?.workingDaysLeft]).toEqual([4, -1]);
  });
  it('refuses a cursor it did not make', async () => {
    expect((await clerk.send<{ code: string }>('GET', '/api/portal/tasks?cursor=zork')).body.code).toBe('SCN_STORE_CURSOR');
  });
});
