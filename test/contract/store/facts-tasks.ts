import { expect } from 'vitest';
import type { Store } from '../../../server/stores/store.ts';
import { AT, commit, minute, task } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const ids = async (store: Store, query: Parameters<Store['tasks']['list']>[0]) => (await store.tasks.list(query)).items.map((t) => t.id);
const open = { status: 'open' as const, limit: 9 };

export const taskFacts: readonly Fact[] = [
  ['open tasks come by any candidate, earliest deadline first, each once', async (store) => {
    const tasks = [
      task('t1', { dueAt: minute(30) }),
      task('t2', { dueAt: minute(10), candidates: ['r:doctor', 'u:li'] }),
      task('t3', { candidates: ['u:li'] }),
      task('t4', { candidates: ['r:nurse'] }),
    ];
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks }));
    expect(await ids(store, { ...open, candidates: ['u:li', 'r:doctor'] })).toEqual(['t2', 't1', 't3']);
    expect(await ids(store, { ...open, candidates: ['r:other'] })).toEqual([]);
    expect(await ids(store, open)).toEqual(['t2', 't1', 't3', 't4']);
  }],
  ['a task is found together with the run its answer was sent to before, each for itself', async (store) => {
    const claimed = { starter: 'u:li', key: 'answer-1' };
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1'), task('t2')] }));
    await store.runs.commit(commit('r2', 0, 1, {}, { clientKey: claimed }));
    const found = await Promise.all([store.tasks.getForAnswer('t1', claimed), store.tasks.getForAnswer('t2', { ...claimed, key: 'answer-2' }), store.tasks.getForAnswer('t3', claimed), store.tasks.getForAnswer('t2', { ...claimed, starter: 'u:he' })]);
    expect(found.map((one) => [one.task?.id ?? null, one.answered])).toEqual([['t1', 'r2'], ['t2', null], [null, 'r2'], ['t2', null]]);
    expect(found[0]?.task).toEqual(await store.tasks.get('t1'));
  }],
  ['an answer without a look at its task is committed unless somebody else holds the task at that moment, or its key was used before', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1')] }));
    await store.tasks.claim('t1', 'u:li', minute(10), AT);
    const unseen = (by: string, at: string) => ({ unseen: { task: 't1', by, at } });
    const conflict = { code: 'SCN_STORE_CONFLICT' };
    expect(await refusal(store.runs.commit(commit('r1', 1, 1, {}, unseen('u:wang', minute(9)))))).toMatchObject(conflict);
    expect((await store.runs.events('r1')).length).toBe(1);
    await store.runs.commit(commit('r1', 1, 1, {}, { ...unseen('u:wang', minute(10)), clientKey: { starter: 'u:wang', key: 'k1' } }));
    await store.runs.commit(commit('r1', 2, 1, {}, unseen('u:li', minute(9))));
    expect(await refusal(store.runs.commit(commit('r1', 2, 1, {}, unseen('u:li', minute(9)))))).toMatchObject(conflict);
    // The same key of the same person, in the same run; without the mark a second commit of one command may carry it.
    const repeat = { clientKey: { starter: 'u:wang', key: 'k1' } };
    expect(await refusal(store.runs.commit(commit('r1', 3, 1, {}, { ...unseen('u:li', minute(9)), ...repeat })))).toEqual({ code: 'SCN_STORE_DUPLICATE', details: { runId: 'r1' } });
    await store.runs.commit(commit('r1', 3, 1, {}, repeat));
    expect((await store.runs.events('r1')).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
  }],
  ['open tasks come in the order asked for, page by page, and a cursor of another order is refused', async (store) => {
    const tasks = [task('t1', { createdAt: minute(3), dueAt: minute(30), scenario: 'b' }), task('t2', { createdAt: minute(1), scenario: 'a' }), task('t3', { createdAt: minute(2), dueAt: minute(9), scenario: 'b' }), task('t4', { createdAt: minute(2), scenario: 'a', candidates: ['r:nurse'] })];
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks }));
    const orders = { newest: ['t1', 't4', 't3', 't2'], oldest: ['t2', 't3', 't4', 't1'], app: ['t2', 't4', 't3', 't1'], due: ['t3', 't1', 't2', 't4'] } as const;
    for (const order of ['newest', 'oldest', 'app', 'due'] as const) {
      expect(await ids(store, { ...open, order })).toEqual(orders[order]);
      const { items, next = '' } = await store.tasks.list({ ...open, order, limit: 3 });
      expect([...items.map(({ id }) => id), ...(await ids(store, { ...open, order, cursor: next }))]).toEqual(orders[order]);
    }
    expect(await ids(store, { ...open, order: 'newest', candidates: ['r:nurse', 'r:none'] })).toEqual(['t4']);
    expect(await ids(store, { ...open, order: 'oldest', due: { to: minute(20) } })).toEqual(['t3']);
    const { next = '' } = await store.tasks.list({ ...open, limit: 1 });
    expect(await refusal(store.tasks.list({ ...open, order: 'app', cursor: next }))).toMatchObject({ code: 'SCN_STORE_CURSOR' });
  }],
  ['open tasks of a range of deadlines, its end left out, and those without one', async (store) => {
    const tasks = [task('t1', { dueAt: minute(10) }), task('t2', { dueAt: minute(20) }), task('t3', { dueAt: minute(30) }), task('t4')];
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks }));
    expect(await ids(store, { ...open, due: { to: minute(20) } })).toEqual(['t1']);
    expect(await ids(store, { ...open, due: { from: minute(20), to: minute(30) } })).toEqual(['t2']);
    expect(await ids(store, { ...open, due: { from: minute(20) } })).toEqual(['t2', 't3']);
    expect(await ids(store, { ...open, due: 'none' })).toEqual(['t4']);
    const first = await store.tasks.list({ status: 'open', limit: 1, due: { from: minute(20) } });
    expect(await ids(store, { ...open, due: { from: minute(20) }, cursor: first.next ?? '' })).toEqual(['t3']);
  }],
  ['open tasks are counted by when they are due, each once, and not beyond what is asked', async (store) => {
    const tasks = [task('t1', { dueAt: minute(10), candidates: ['a', 'b'] }), task('t2', { dueAt: minute(20), candidates: ['b'] }), task('t3', { dueAt: minute(30), candidates: ['a'] }), task('t4', { candidates: ['a'] }), task('t5', { candidates: ['c'] })];
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks }));
    const bounds = [Date.parse(minute(20)), Date.parse(minute(30)), 8.64e15];
    expect(await store.tasks.countOpen({ candidates: ['a', 'b'], bounds, most: 99 })).toEqual([1, 1, 1, 1]);
    expect(await store.tasks.countOpen({ candidates: ['other'], bounds, most: 99 })).toEqual([0, 0, 0, 0]);
    expect((await store.tasks.countOpen({ candidates: ['a', 'b'], bounds, most: 2 })).reduce((sum, one) => sum + one, 0)).toBe(2);
  }],
  ['the pages of two candidates join without doubles or holes', async (store) => {
    const tasks = Array.from({ length: 23 }, (_, i) => task(`t${i}`, { dueAt: minute(i % 4), candidates: i % 3 === 0 ? ['a', 'b'] : i % 3 === 1 ? ['a'] : ['b'] }));
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.tasks.list({ candidates: ['a', 'b'], status: 'open', limit: 5, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((t) => t.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect([...seen].sort()).toEqual(tasks.map((t) => t.id).sort());
  }],
  ['a finished task leaves the inbox and is listed for who finished it, newest first', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1'), task('t2'), task('t3')] }));
    const done = (id: string, at: number) => task(id, { status: 'done', doneBy: 'u:li', doneAt: minute(at), outcome: 'ok' });
    await store.runs.commit(commit('r1', 1, 1, {}, { tasks: [done('t1', 1), done('t2', 2)] }));
    expect(await ids(store, open)).toEqual(['t3']);
    expect(await ids(store, { status: 'done', doneBy: 'u:li', limit: 9 })).toEqual(['t2', 't1']);
    expect(await ids(store, { status: 'done', doneBy: 'u:wang', limit: 9 })).toEqual([]);
  }],
  ['copies are listed for whom they were sent to, newest first, also when the task is done', async (store) => {
    const copied = (id: string, at: number, copies: readonly string[], more = {}) => task(id, { createdAt: minute(at), copies, ...more });
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [copied('t1', 1, ['u:li']), copied('t2', 2, ['u:li', 'r:doctor']), copied('t3', 3, ['u:wang']), task('t4')] }));
    await store.runs.commit(commit('r1', 1, 1, {}, { tasks: [copied('t1', 1, ['u:li'], { status: 'done', doneBy: 'he', doneAt: minute(9) })] }));
    const first = await store.tasks.copies({ to: ['u:li', 'r:doctor'], limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual(['t2']);
    const second = await store.tasks.copies({ to: ['u:li', 'r:doctor'], limit: 1, cursor: first.next ?? '' });
    expect([second.items.map(({ id, status }) => [id, status]), second.next]).toEqual([[['t1', 'done']], undefined]);
    await store.runs.commit(commit('r1', 2, 1, {}, { tasks: [copied('t3', 3, ['u:li'])] }));
    expect((await store.tasks.copies({ to: ['u:wang'], limit: 9 })).items).toEqual([]);
  }],
  ['a claim is a lease: another person is told who and until when, later takes it', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1')] }));
    const claimed = await store.tasks.claim('t1', 'u:li', minute(10), AT);
    expect(claimed).toEqual(task('t1', { claimedBy: 'u:li', claimedUntil: minute(10) }));
    expect(await refusal(store.tasks.claim('t1', 'u:wang', minute(19), minute(9)))).toEqual({ code: 'SCN_TASK_CLAIMED', details: { task: 't1', by: 'u:li', until: minute(10) } });
    expect((await store.tasks.claim('t1', 'u:wang', minute(20), minute(10))).claimedBy).toBe('u:wang');
  }],
  ['the holder may renew the lease', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1')] }));
    await store.tasks.claim('t1', 'u:li', minute(10), AT);
    expect((await store.tasks.claim('t1', 'u:li', minute(15), minute(5))).claimedUntil).toBe(minute(15));
  }],
  ['of 10 people who claim at once one gets the task', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1')] }));
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, i) => store.tasks.claim('t1', `u:${i}`, minute(10), AT)));
    expect(results.filter((r) => r.status === 'fulfilled').length).toBe(1);
  }],
  ['a released task is free; only its holder releases it', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1')] }));
    await store.tasks.claim('t1', 'u:li', minute(10), AT);
    expect((await refusal(store.tasks.release('t1', 'u:wang'))).code).toBe('SCN_TASK_CLAIMED');
    expect(await store.tasks.release('t1', 'u:li')).toEqual(task('t1'));
  }],
  ['a finished or unknown task cannot be claimed', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { tasks: [task('t1', { status: 'done', doneBy: 'u:li', doneAt: AT })] }));
    expect(await refusal(store.tasks.claim('t1', 'u:wang', minute(10), AT))).toEqual({ code: 'SCN_TASK_DONE', details: { task: 't1', by: 'u:li', at: AT } });
    expect((await refusal(store.tasks.claim('t9', 'u:wang', minute(10), AT))).code).toBe('SCN_TASK_UNKNOWN');
  }],
  ['timers come in due order, those of now too, until they are cleared', async (store) => {
    const timer = (id: string, due: number) => ({ runId: 'r1', id, dueAt: minute(due) });
    await store.runs.commit(commit('r1', 0, 1, {}, { timers: { set: [timer('late', 3), timer('a', 2), timer('b', 1)], clear: [] } }));
    expect(await store.timers.due(minute(2), 9)).toEqual([timer('b', 1), timer('a', 2)]);
    expect(await store.timers.due(minute(2), 1)).toEqual([timer('b', 1)]);
    await store.runs.commit(commit('r1', 1, 1, {}, { timers: { set: [], clear: ['b'] } }));
    expect(await store.timers.due(minute(9), 9)).toEqual([timer('a', 2), timer('late', 3)]);
  }],
  ['the timers of one run are not those of another', async (store) => {
    for (const id of ['r1', 'r2']) await store.runs.commit(commit(id, 0, 1, {}, { timers: { set: [{ runId: id, id: 'x', dueAt: AT }], clear: [] } }));
    await store.runs.commit(commit('r1', 1, 1, {}, { timers: { set: [], clear: ['x'] } }));
    expect((await store.timers.due(AT, 9)).map((t) => t.runId)).toEqual(['r2']);
  }],
  ['an ended run has no timers and waits for no event', async (store) => {
    const wait = { runId: 'r1', id: 'w', name: 'paid', key: { no: 1 } };
    await store.runs.commit(commit('r1', 0, 1, {}, { timers: { set: [{ runId: 'r1', id: 'x', dueAt: AT }], clear: [] }, eventWaits: { set: [wait], clear: [] } }));
    await store.runs.commit(commit('r1', 1, 1, { status: 'cancelled' }));
    expect([await store.timers.due(AT, 9), await store.eventWaits.find('paid', { no: 1 })]).toEqual([[], []]);
  }],
  ['an event finds who waits for its name and key, whatever the order of properties', async (store) => {
    const wait = (runId: string, key: object) => ({ runId, id: 'w', name: 'paid', key: { ...key } });
    await store.runs.commit(commit('r1', 0, 1, {}, { eventWaits: { set: [wait('r1', { a: 1, b: 2 })], clear: [] } }));
    await store.runs.commit(commit('r2', 0, 1, {}, { eventWaits: { set: [wait('r2', { a: 1, b: 3 })], clear: [] } }));
    expect((await store.eventWaits.find('paid', { b: 2, a: 1 })).map((w) => w.runId)).toEqual(['r1']);
    expect(await store.eventWaits.find('other', { a: 1, b: 2 })).toEqual([]);
  }],
  ['notices are for one reader, newest first, and read once', async (store) => {
    const notice = (id: string, to: string, at: number) => ({ id, to, title: id, body: '', at: minute(at) });
    await store.runs.commit(commit('r1', 0, 1, {}, { notices: [notice('n1', 'li', 1), notice('n2', 'li', 2), notice('n3', 'wang', 3)] }));
    await store.notices.add(notice('n4', 'xu', 4));
    await store.notices.markRead('li', ['n1', 'n3'], minute(5));
    await store.notices.markRead('li', ['n1'], minute(6));
    expect(await store.notices.list('li', 9)).toEqual([notice('n2', 'li', 2), { ...notice('n1', 'li', 1), readAt: minute(5) }]);
    expect(await store.notices.list('wang', 9)).toEqual([notice('n3', 'wang', 3)]);
    expect(await store.notices.list('xu', 9)).toEqual([notice('n4', 'xu', 4)]);
  }],
];
