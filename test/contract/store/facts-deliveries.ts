import { expect } from 'vitest';
import type { Store } from '../../../server/stores/store.ts';
import { AT, commit, delivery, INSTITUTIONS, minute, task } from '../../support/store-builders.ts';
import type { Fact } from './fact.ts';
import { refusal } from './refusal.ts';

const due = async (store: Store, at: number, limit = 9) => (await store.deliveries.due(minute(at), limit)).map((one) => one.id);
const row = (id: string) => ({ kind: 'insert' as const, dataset: INSTITUTIONS.id, id, data: { inst_id: id, city: 'hz' } });

export const deliveryFacts: readonly Fact[] = [
  ['deliveries come in due order, those of now too, and not before', async (store) => {
    await store.deliveries.add([delivery('late', { dueAt: minute(3) }), delivery('a', { dueAt: minute(2) }), delivery('b', { dueAt: minute(1) }), delivery('stuck', { status: 'failed' })]);
    expect(await due(store, 2)).toEqual(['b', 'a']);
    expect(await due(store, 2, 1)).toEqual(['b']);
    expect(await due(store, 9)).toEqual(['b', 'a', 'late']);
  }],
  ['a delivery whose id is there stays as it is', async (store) => {
    await store.deliveries.add([delivery('a', { payload: { n: 1 } })]);
    await store.deliveries.add([delivery('a', { payload: { n: 2 } }), delivery('b'), delivery('b', { payload: { n: 3 } })]);
    expect((await store.deliveries.get('a'))?.payload).toEqual({ n: 1 });
    expect((await store.deliveries.list({ limit: 9 })).items.map((one) => one.id).sort()).toEqual(['a', 'b']);
    expect(await store.deliveries.get('z')).toBeNull();
  }],
  ['a commit and its deliveries are one: neither comes without the other', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { deliveries: [delivery('a')] }));
    expect((await refusal(store.runs.commit(commit('r1', 0, 1, {}, { deliveries: [delivery('b')] })))).code).toBe('SCN_STORE_CONFLICT');
    expect(await due(store, 0)).toEqual(['a']);
    await store.runs.commit(commit('r1', 1, 1, { status: 'completed' }, { deliveries: [delivery('c')] }));
    expect(await due(store, 0)).toEqual(['a', 'c']);
  }],
  ['rows and what follows from them are one, in a commit, by hand and in a load', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([row('x')], 'u:li', () => [delivery('a')]);
    expect((await refusal(store.datasets.write([row('x')], 'u:li', () => [delivery('b')]))).code).toBe('SCN_DATA_UNIQUE');
    expect((await refusal(store.runs.commit(commit('r1', 0, 1, {}, { rows: [row('x')], deliveries: [delivery('c')] })))).code).toBe('SCN_DATA_UNIQUE');
    await store.runs.commit(commit('r1', 0, 1, {}, { rows: [row('y')], deliveries: [delivery('d')] }));
    expect(await store.datasets.load(INSTITUTIONS.id, [{ inst_id: 'n', city: 'hz' }], 'u:li', (version) => [delivery('e', { payload: { version } })])).toEqual({ rows: 1, version: 2 });
    expect((await refusal(store.datasets.load(INSTITUTIONS.id, [{ inst_id: 'n', city: 'hz' }, { inst_id: 'n', city: 'nb' }], 'u:li', () => [delivery('f')]))).code).toBe('SCN_DATA_UNIQUE');
    expect(await due(store, 0)).toEqual(['a', 'd', 'e']);
    expect((await store.deliveries.get('e'))?.payload).toEqual({ version: 2 });
  }],
  ['a delivery is settled by one: by its next state, or it goes', async (store) => {
    const first = delivery('a');
    await store.deliveries.add([first]);
    const second = delivery('a', { attempts: 1, dueAt: minute(5), error: { code: 'SCN_X', details: { why: 'a "quoted" word' } } });
    expect(await store.deliveries.settle(first, second)).toBe(true);
    expect(await store.deliveries.settle(first, { ...first, attempts: 7 })).toBe(false);
    expect(await due(store, 4)).toEqual([]);
    expect(await store.deliveries.get('a')).toEqual(second);
    expect(await due(store, 5)).toEqual(['a']);
    const failed = { ...second, status: 'failed' as const };
    expect(await store.deliveries.settle(second, failed)).toBe(true);
    expect(await due(store, 99)).toEqual([]);
    expect(await store.deliveries.settle(failed, null)).toBe(true);
    expect(await store.deliveries.settle(failed, null)).toBe(false);
    expect(await store.deliveries.get('a')).toBeNull();
  }],
  ['the list is newest first, in pages, by scenario and state', async (store) => {
    await store.deliveries.add(Array.from({ length: 7 }, (_, n) => delivery(`d${n}`, { at: minute(n % 3), scenario: n % 2 === 0 ? 'even' : 'odd', status: n > 4 ? 'failed' : 'waiting' })));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.deliveries.list({ limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((one) => one.id));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual(['d5', 'd2', 'd4', 'd1', 'd6', 'd3', 'd0']);
    expect((await store.deliveries.list({ scenario: 'odd', status: 'failed', limit: 9 })).items.map((one) => one.id)).toEqual(['d5']);
  }],
  ['the backlog counts what is open, overdue, stopped and begun outside', async (store) => {
    expect(await store.backlog(AT)).toEqual({ openTasks: 0, overdueTasks: 0, overdue: {}, incidents: {}, outbox: 0 });
    await store.runs.commit(commit('r1', 0, 1, { status: 'incident' }, { tasks: [task('t1', { dueAt: minute(1) }), task('t2', { dueAt: minute(9) }), task('t3'), task('t4', { status: 'done', doneBy: 'u:li', doneAt: AT })], timers: { set: [{ runId: 'r1', id: 'x', dueAt: minute(3) }], clear: [] } }));
    await store.runs.commit(commit('r2', 0, 1, { status: 'incident', scenario: 'other' }, { outbox: { add: [{ key: 'e1', runId: 'r2', path: 'n', round: 0, startedAt: minute(2) }, { key: 'e2', runId: 'r2', path: 'n', round: 0, startedAt: AT }], done: [] } }));
    await store.runs.commit(commit('r3', 0, 1));
    expect(await store.backlog(minute(5))).toEqual({ openTasks: 3, overdueTasks: 1, overdue: { exam: 1 }, incidents: { exam: 1, other: 1 }, oldestTimer: minute(3), outbox: 2, oldestOutbox: AT });
  }],
  ['the counts say how many wait, how many are stuck, and since when', async (store) => {
    expect(await store.deliveries.counts()).toEqual({ waiting: 0, failed: 0 });
    await store.deliveries.add([delivery('a', { dueAt: minute(2) }), delivery('b', { dueAt: AT }), delivery('c', { status: 'failed' })]);
    expect(await store.deliveries.counts()).toEqual({ waiting: 2, failed: 1, oldestDue: AT });
  }],
];
