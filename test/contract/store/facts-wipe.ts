import { expect } from 'vitest';
import type { Store } from '../../../server/stores/store.ts';
import { AT, commit, delivery, event, INSTITUTIONS, minute, run, task } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const dataset = INSTITUTIONS.id;
const insert = (id: string, data = {}, key?: string) => ({ kind: 'insert' as const, dataset, id, data: { inst_id: id, city: 'hz', ...data }, ...(key === undefined ? {} : { key }) });
const notice = (id: string, facts = {}) => ({ id, to: 'li', title: 't', body: 'b', at: AT, ...facts });

/** A run that ended, with everything that may hang on one. */
async function ended(store: Store, id: string, facts = {}): Promise<void> {
  await store.runs.commit(commit(id, 0, 1, {}, { tasks: [task(`${id}.t`, { runId: id })], notices: [notice(`${id}.n`, { runId: id })], clientKey: { starter: 'u:li', key: `key-${id}` } }));
  await store.runs.commit(commit(id, 1, 1, { status: 'completed', ...facts }, { tasks: [task(`${id}.t`, { runId: id, status: 'done', doneBy: 'u:wang', doneAt: AT })] }));
}

const left = async (store: Store, id: string) => ({
  run: (await store.runs.get(id))?.id ?? null, events: (await store.runs.events(id)).length, task: (await store.tasks.get(`${id}.t`))?.id ?? null,
  key: await store.runs.byClientKey('u:li', `key-${id}`), notices: (await store.notices.list('li', 9)).filter(({ runId }) => runId === id).length,
});

export const wipeFacts: readonly Fact[] = [
  ['a run that ended goes with everything that hangs on it, and nothing of another', async (store) => {
    await ended(store, 'r1');
    await ended(store, 'r2');
    expect(await store.wipe({ runs: ['r1', 'unknown', 'r1'] })).toEqual({ runs: ['r1'], rows: 0, notices: 0, deliveries: 0, audit: 0 });
    expect(await left(store, 'r1')).toEqual({ run: null, events: 0, task: null, key: null, notices: 0 });
    expect(await left(store, 'r2')).toEqual({ run: 'r2', events: 2, task: 'r2.t', key: 'r2', notices: 1 });
    expect((await store.runs.list({ scenario: 'exam', limit: 9 })).items.map(({ id }) => id)).toEqual(['r2']);
    expect((await store.tasks.list({ status: 'done', doneBy: 'u:wang', limit: 9 })).items.map(({ id }) => id)).toEqual(['r2.t']);
  }],
  ['runs that go on, and those with a write under way, stay whatever is asked', async (store) => {
    for (const status of ['running', 'waiting', 'incident'] as const) await store.runs.commit(commit(`r-${status}`, 0, 1, { status }));
    await store.runs.commit(commit('r-out', 0, 1, { status: 'failed' }, { outbox: { add: [{ runId: 'r-out', key: 'k', path: 'p', round: 0, startedAt: AT, request: {} } as never], done: [] } }));
    const ids = ['r-running', 'r-waiting', 'r-incident', 'r-out'];
    expect((await store.wipe({ runs: ids })).runs).toEqual([]);
    expect((await store.runs.list({ limit: 9 })).items.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
  }],
  ['runs that ended before a moment are listed by their start and counted', async (store) => {
    for (const [n, status] of (['completed', 'waiting', 'cancelled', 'expired', 'failed'] as const).entries()) {
      await store.runs.commit(commit(`r${n}`, 0, 1, { status, startedAt: minute(n), updatedAt: minute(n + 10) }));
    }
    await store.runs.commit(commit('other', 0, 1, { scenario: 'else', status: 'completed' }));
    const query = { scenario: 'exam', before: minute(14), limit: 2 };
    const first = await store.runs.ended(query);
    expect(first.items.map(({ id }) => id)).toEqual(['r0', 'r2']);
    expect((await store.runs.ended({ ...query, cursor: first.next ?? '' })).items.map(({ id }) => id)).toEqual(['r3']);
    expect(await store.runs.countEnded(query)).toBe(3);
    expect((await store.runs.ended({ scenario: 'exam', before: minute(10), limit: 9 })).items).toEqual([]);
  }],
  ['a history is replaced by another of the same seq, and goes on being told', async (store) => {
    await ended(store, 'r1', { subject: 'canary' });
    const revised = { run: run('r1', { seq: 2, status: 'completed', subject: 'gone' }), events: [event(1, 'other'), event(2)], tasks: [task('r1.t', { runId: 'r1', status: 'done', title: 'gone', doneBy: 'u:wang', doneAt: AT })] };
    expect((await store.wipe({ revised: { ...revised, run: { ...revised.run, seq: 9 } } })).runs).toEqual([]);
    expect((await store.wipe({ revised })).runs).toEqual(['r1']);
    expect([await store.runs.get('r1'), await store.runs.events('r1'), (await store.tasks.get('r1.t'))?.title]).toEqual([revised.run, revised.events, 'gone']);
    expect(await store.runs.byClientKey('u:li', 'key-r1')).toBe('r1');
  }],
  ['a row goes with its past, and one that was deleted is forgotten', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a'), insert('b'), insert('c')], 'u:li');
    await store.datasets.write([{ kind: 'delete', dataset, id: 'b', expectedVersion: 1 }], 'u:li');
    expect((await store.wipe({ rows: [{ dataset, id: 'a', version: 1 }, { dataset, id: 'b' }, { dataset, id: 'x' }] })).rows).toBe(2);
    expect([await store.datasets.row(dataset, 'a'), await store.datasets.past(dataset, 'a'), await store.datasets.gone(dataset, 9)]).toEqual([null, [], []]);
    const listed = (await store.datasets.list()).find(({ id }) => id === dataset);
    expect([listed?.rows, (await store.datasets.query(dataset, { filter: { all: [{ field: 'city', op: '=', value: 'hz' }] }, limit: 9 })).rows.map(({ id }) => id)]).toEqual([1, ['c']]);
  }],
  ['a row that changed meanwhile stays', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a')], 'u:li');
    await store.datasets.write([{ kind: 'update', dataset, id: 'a', expectedVersion: 1, data: { inst_id: 'a', city: 'nb' } }], 'u:li');
    expect((await store.wipe({ rows: [{ dataset, id: 'a', version: 1 }] })).rows).toBe(0);
    expect((await store.datasets.row(dataset, 'a'))?.data).toEqual({ inst_id: 'a', city: 'nb' });
  }],
  ['what is left of a deleted row goes, and never a new row of the same id', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a')], 'u:li');
    await store.datasets.write([{ kind: 'delete', dataset, id: 'a', expectedVersion: 1 }], 'u:li');
    await store.datasets.write([insert('a', { city: 'nb' })], 'u:li');
    for (const left of [{}, { left: { past: [] } }]) expect((await store.wipe({ rows: [{ dataset, id: 'a', ...left }] })).rows).toBe(0);
    expect((await store.datasets.row(dataset, 'a'))?.data).toEqual({ inst_id: 'a', city: 'nb' });
  }],
  ['a key stays used after its row was wiped, so that a repeated step inserts nothing', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.runs.commit(commit('r1', 0, 1, {}, { rows: [insert('a', {}, 'k1')] }));
    await store.wipe({ rows: [{ dataset, id: 'a', version: 1 }] });
    await store.runs.commit(commit('r1', 1, 1, {}, { rows: [insert('b', {}, 'k1')] }));
    expect((await store.datasets.query(dataset, { limit: 9 })).count).toBe(0);
  }],
  ['a row may stay with another past or without what it said', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { licence: 'canary' })], 'u:li');
    const past = [{ v: 1, at: AT, by: 'u:li' }];
    await store.wipe({ rows: [{ dataset, id: 'a', version: 1, left: { past } }] });
    expect([await store.datasets.row(dataset, 'a'), await store.datasets.past(dataset, 'a')]).toEqual([{ id: 'a', version: 1, data: { inst_id: 'a', city: 'hz', licence: 'canary' } }, past]);
    await store.wipe({ rows: [{ dataset, id: 'a', version: 1, left: { data: { inst_id: 'a', city: 'hz' }, past } }] });
    expect(await store.datasets.row(dataset, 'a')).toEqual({ id: 'a', version: 2, data: { inst_id: 'a', city: 'hz' } });
  }],
  ['a row that would break a unique key as it is left keeps what it was, and so do the others', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { licence: 'one' }), insert('b', { licence: 'two' })], 'u:li');
    const rows = ['a', 'b'].map((id) => ({ dataset, id, version: 1, left: { data: { inst_id: id, city: 'hz', licence: 'gone' }, past: [] } }));
    expect((await refusal(store.wipe({ rows }))).code).toBe('SCN_DATA_UNIQUE');
    expect((await store.datasets.query(dataset, { limit: 9 })).rows.map(({ data }) => data['licence'])).toEqual(['one', 'two']);
  }],
  ['a row without which a total would not hold keeps all that was asked', async (store) => {
    await store.datasets.define({ id: 'stock', title: 'Stock', fields: [{ id: 'sku', type: 'string' }, { id: 'change', type: 'integer' }], totals: [{ id: 'left', sum: 'change', by: ['sku'], min: 0 }] });
    await ended(store, 'r1');
    await store.datasets.write([['in', 5], ['out', -3]].map(([id, change]) => ({ kind: 'insert' as const, dataset: 'stock', id: String(id), data: { sku: 's', change: Number(change) } })), 'u:li');
    expect((await refusal(store.wipe({ runs: ['r1'], rows: [{ dataset: 'stock', id: 'in', version: 1 }] }))).code).toBe('SCN_DATA_TOTAL');
    expect([(await store.datasets.query('stock', { limit: 9 })).count, (await store.runs.get('r1'))?.id]).toEqual([2, 'r1']);
    expect((await store.wipe({ rows: [{ dataset: 'stock', id: 'in', version: 1 }, { dataset: 'stock', id: 'out', version: 1 }] })).rows).toBe(2);
  }],
  ['notices from before a moment are counted, listed and wiped; deliveries by their id', async (store) => {
    for (const [n, to] of ['li', 'wang', 'li'].entries()) await store.notices.add(notice(`n${n}`, { to, at: minute(n) }));
    await store.deliveries.add([delivery('d1'), delivery('d2')]);
    const found = await store.notices.before(minute(2), 1);
    expect([found.count, found.items.length]).toEqual([2, 1]);
    const { items } = await store.notices.before(minute(2), 9);
    expect(await store.wipe({ notices: [...items, { to: 'li', id: 'x' }], deliveries: ['d1', 'x'] })).toEqual({ runs: [], rows: 0, notices: 2, deliveries: 1, audit: 0 });
    expect([(await store.notices.list('li', 9)).map(({ id }) => id), await store.notices.list('wang', 9), await store.deliveries.get('d1'), (await store.deliveries.get('d2'))?.id]).toEqual([['n2'], [], null, 'd2']);
  }],
  ['what was wiped is in no archive, and what is left is, also after everything was written anew', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('canary-row'), insert('left-row')], 'u:li');
    await ended(store, 'canary-run');
    await ended(store, 'left-run');
    await store.audit.append({ by: 'li', action: 'test', target: 't', at: AT });
    await store.wipe({ runs: ['canary-run'], rows: [{ dataset, id: 'canary-row', version: 1 }] });
    await store.shred();
    const lines: string[] = [];
    for await (const entry of store.archive.dump()) lines.push(JSON.stringify(entry));
    const text = lines.join('\n');
    expect([text.includes('canary'), text.includes('left-row'), (await store.runs.events('left-run')).length, (await store.audit.list({ limit: 9 })).items.length]).toEqual([false, true, 2, 1]);
    await ended(store, 'later');
    expect((await store.runs.events('later')).length).toBe(2);
  }],
];
