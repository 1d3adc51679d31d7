import { expect } from 'vitest';
import { AT, commit, event, INSTITUTIONS, minute, run, task } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const insert = (id: string, data = {}, key?: string) => ({ kind: 'insert' as const, dataset: INSTITUTIONS.id, id, data: { inst_id: id, city: 'hz', ...data }, ...(key === undefined ? {} : { key }) });

export const runFacts: readonly Fact[] = [
  ['an unknown run is null and has no events', async (store) => {
    expect([await store.runs.get('x'), await store.runs.events('x'), await store.runs.outbox('x')]).toEqual([null, [], []]);
  }],
  ['commits add up to the events in order', async (store) => {
    await store.runs.commit(commit('r1', 0, 2));
    await store.runs.commit(commit('r1', 2, 1, { status: 'completed' }));
    expect(await store.runs.events('r1')).toEqual([event(1), event(2), event(3)]);
    expect(await store.runs.get('r1')).toEqual(run('r1', { seq: 3, status: 'completed' }));
  }],
  ['a commit on an old seq is refused and changes nothing', async (store) => {
    await store.runs.commit(commit('r1', 0, 2));
    expect(await refusal(store.runs.commit(commit('r1', 1, 1, {}, { tasks: [task('t1')] })))).toEqual({ code: 'SCN_STORE_CONFLICT', details: { what: 'run r1', expected: 1, actual: 2 } });
    expect(await store.tasks.get('t1')).toBeNull();
  }],
  ['a commit on an old seq takes the rows with it back', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.runs.commit(commit('r1', 0));
    expect((await refusal(store.runs.commit(commit('r1', 0, 1, {}, { rows: [insert('a')] })))).code).toBe('SCN_STORE_CONFLICT');
    expect((await store.datasets.query(INSTITUTIONS.id, { limit: 9 })).count).toBe(0);
  }],
  ['of 20 commits on one seq exactly one wins', async (store) => {
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => store.runs.commit(commit('r1', 0))));
    expect(results.filter((r) => r.status === 'fulfilled').length).toBe(1);
    expect(await store.runs.events('r1')).toEqual([event(1)]);
  }],
  ['events that are not dense are refused', async (store) => {
    const gap = { run: run('r1', { seq: 3 }), expectedSeq: 0, events: [event(1), event(3)] };
    expect((await refusal(store.runs.commit(gap))).code).toBe('SCN_STORE_SEQUENCE');
    expect((await refusal(store.runs.commit({ ...commit('r1', 0), run: run('r1', { seq: 9 }) }))).code).toBe('SCN_STORE_SEQUENCE');
  }],
  ['a unique key taken by another row refuses the whole commit', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { licence: 'L1' })], 'u:li');
    const bad = commit('r1', 0, 1, {}, {
      rows: [insert('b'), insert('c', { licence: 'L1' })],
      tasks: [task('t1')],
      timers: { set: [{ runId: 'r1', id: 'x', dueAt: AT }], clear: [] },
      notices: [{ id: 'n1', to: 'li', title: 't', body: 'b', at: AT }],
    });
    expect(await refusal(store.runs.commit(bad))).toEqual({ code: 'SCN_DATA_UNIQUE', details: { dataset: INSTITUTIONS.id, fields: ['licence'], values: ['L1'], row: 'a' } });
    expect({
      run: await store.runs.get('r1'), task: await store.tasks.get('t1'), timers: await store.timers.due(minute(9), 9),
      notices: await store.notices.list('li', 9), rows: (await store.datasets.query(INSTITUTIONS.id, { limit: 9 })).count,
    }).toEqual({ run: null, task: null, timers: [], notices: [], rows: 1 });
  }],
  ['an insert with a used key is done already and changes nothing', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.runs.commit(commit('r1', 0, 1, {}, { rows: [insert('a', {}, 'k1')] }));
    await store.runs.commit(commit('r1', 1, 1, {}, { rows: [insert('b', {}, 'k1')] }));
    expect((await store.datasets.query(INSTITUTIONS.id, { limit: 9 })).rows.map((row) => row.id)).toEqual(['a']);
  }],
  ['a key stays used after its row was deleted', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', {}, 'k1')], 'u:li');
    await store.datasets.write([{ kind: 'delete', dataset: INSTITUTIONS.id, id: 'a', expectedVersion: 1 }], 'u:li');
    await store.datasets.write([insert('b', {}, 'k1')], 'u:li');
    expect((await store.datasets.query(INSTITUTIONS.id, { limit: 9 })).count).toBe(0);
  }],
  ['a list is newest first, page by page, without doubles or holes', async (store) => {
    for (let i = 0; i < 25; i += 1) await store.runs.commit(commit(`r${String(i).padStart(2, '0')}`, 0, 1, { startedAt: minute(i % 5) }));
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.runs.list({ scenario: 'exam', limit: 7, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map((r) => `${r.startedAt} ${r.id}`));
      cursor = page.next;
    } while (cursor !== undefined);
    expect(seen).toEqual([...seen].sort().reverse());
    expect(new Set(seen).size).toBe(25);
  }],
  ['a list keeps to scenario, starter and status', async (store) => {
    await store.runs.commit(commit('a', 0, 1, { status: 'incident' }));
    await store.runs.commit(commit('b', 0, 1, { starter: 'u:wang' }));
    await store.runs.commit(commit('c', 0, 1, { scenario: 'other', starter: 'u:wang', status: 'incident' }));
    const ids = async (query: Parameters<typeof store.runs.list>[0]) => (await store.runs.list(query)).items.map((r) => r.id);
    expect(await ids({ status: 'incident', limit: 9 })).toEqual(['c', 'a']);
    expect(await ids({ starter: 'u:wang', scenario: 'exam', limit: 9 })).toEqual(['b']);
    expect(await ids({ limit: 2 })).toEqual(['c', 'b']);
  }],
  ['a foreign cursor is refused', async (store) => {
    expect((await refusal(store.runs.list({ cursor: 'abc', limit: 1 }))).code).toBe('SCN_STORE_CURSOR');
  }],
  ['a run moves from one status to the other in lists and counts', async (store) => {
    await store.runs.commit(commit('a', 0, 1, { status: 'running' }));
    await store.runs.commit(commit('a', 1, 1, { status: 'completed' }));
    await store.runs.commit(commit('old', 0, 1, { startedAt: '2026-01-01T00:00:00Z', status: 'failed' }));
    expect((await store.runs.list({ status: 'running', limit: 9 })).items).toEqual([]);
    expect(await store.runs.counts({ scenario: 'exam', since: AT })).toEqual({ running: 0, waiting: 0, incident: 0, completed: 1, failed: 0, cancelled: 0, expired: 0 });
  }],
  ['the usage of scenarios is by day of the start and by status, with the middle of the time to the result', async (store) => {
    const days = ['2026-11-22T16:00:00.000Z', '2026-11-23T16:00:00.000Z'];
    expect([...(await store.runs.usage({ scenarios: ['exam'], bounds: days }))]).toEqual([['exam', { days: [0, 0], counts: { running: 0, waiting: 0, incident: 0, completed: 0, failed: 0, cancelled: 0, expired: 0 } }]]);
    await store.runs.commit(commit('before', 0, 1, { startedAt: '2026-11-22T15:59:59.999Z', status: 'completed' }));
    await store.runs.commit(commit('first', 0, 1, { startedAt: '2026-11-22T16:00:00.000Z', updatedAt: '2026-11-22T16:00:01.000Z', status: 'completed' }));
    await store.runs.commit(commit('a', 0, 1, { updatedAt: minute(1), status: 'running' }));
    await store.runs.commit(commit('a', 1, 1, { updatedAt: minute(2), status: 'completed' }));
    await store.runs.commit(commit('b', 0, 1, { updatedAt: minute(3), status: 'failed' }));
    await store.runs.commit(commit('c', 0, 1, { scenario: 'other', updatedAt: minute(9) }));
    const usage = await store.runs.usage({ scenarios: ['exam', 'other'], bounds: days });
    expect(usage.get('exam')).toEqual({ days: [1, 2], counts: { running: 0, waiting: 0, incident: 0, completed: 2, failed: 1, cancelled: 0, expired: 0 }, medianMs: 60_500 });
    expect(usage.get('other')).toMatchObject({ days: [0, 1], counts: { waiting: 1 } });
  }],
  ['stale runs are those running and untouched', async (store) => {
    await store.runs.commit(commit('a', 0, 1, { status: 'running' }));
    await store.runs.commit(commit('b', 0, 1, { status: 'running', updatedAt: minute(5) }));
    await store.runs.commit(commit('c', 0, 1, { status: 'waiting' }));
    expect(await store.runs.stale(minute(1), 9)).toEqual(['a']);
  }],
  ['effects under way are listed until they are done', async (store) => {
    const effect = (key: string) => ({ key, runId: 'r1', path: 'n', round: 0, startedAt: AT });
    await store.runs.commit(commit('r1', 0, 1, {}, { outbox: { add: [effect('k1'), effect('k2')], done: [] } }));
    await store.runs.commit(commit('r1', 1, 1, {}, { outbox: { add: [], done: ['k1'] } }));
    expect(await store.runs.outbox('r1')).toEqual([effect('k2')]);
  }],
  ['a client key leads to the run it started', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { clientKey: { starter: 'u:li', key: 'k' } }));
    await store.runs.rememberClientKey('u:li', 'k2', 'r2');
    expect([await store.runs.byClientKey('u:li', 'k'), await store.runs.byClientKey('u:wang', 'k'), await store.runs.byClientKey('u:li', 'k2')]).toEqual(['r1', null, 'r2']);
  }],
  ['a second start with a client key is refused with the first run', async (store) => {
    await store.runs.commit(commit('r1', 0, 1, {}, { clientKey: { starter: 'u:li', key: 'k' } }));
    expect(await refusal(store.runs.commit(commit('r2', 0, 1, {}, { clientKey: { starter: 'u:li', key: 'k' } })))).toEqual({ code: 'SCN_STORE_DUPLICATE', details: { runId: 'r1' } });
    expect(await store.runs.get('r2')).toBeNull();
  }],
];
