import { expect } from 'vitest';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowOperation, Store } from '../../../server/stores/store.ts';
import { commit, INSTITUTIONS } from '../../support/store-builders.ts';
import type { Fact } from './fact.ts';
import { refusal } from './refusal.ts';

const dataset = INSTITUTIONS.id;
const data = (row: string, beds: number): JsonObject => ({ inst_id: row, city: 'hz', beds });
const insert = (id: string): RowOperation => ({ kind: 'insert', dataset, id, data: data(id, 0) });
const update = (id: string, expectedVersion: number): RowOperation => ({ kind: 'update', dataset, id, expectedVersion, data: data(id, expectedVersion) });
const remove = (id: string, expectedVersion: number): RowOperation => ({ kind: 'delete', dataset, id, expectedVersion });

const write = (store: Store, ...operations: RowOperation[]) => store.datasets.write(operations, 'u:li');

/** A row that was changed up to version 4 and then deleted. */
async function gone(store: Store): Promise<void> {
  await store.datasets.define(INSTITUTIONS);
  expect(await write(store, insert('a'), insert('b'), update('a', 1), update('a', 2), update('a', 3))).toEqual([1, 1, 2, 3, 4]);
  expect(await write(store, remove('a', 4))).toEqual([5]);
}

/** A change that was begun before the row went is refused. */
async function expectAbove(store: Store, before: number): Promise<void> {
  const row = await store.datasets.row(dataset, 'a');
  expect(row?.version).toBeGreaterThan(before);
  for (let stale = 1; stale <= before; stale += 1) expect((await refusal(write(store, update('a', stale)))).code).toBe('SCN_DATA_CONFLICT');
  expect(await store.datasets.row(dataset, 'a')).toEqual(row);
}

export const comebackFacts: readonly Fact[] = [
  ['a row that was deleted and is inserted again goes on above its versions, and its past says them', async (store) => {
    await gone(store);
    expect(await write(store, insert('a'))).toEqual([6]);
    await expectAbove(store, 5);
    expect((await store.datasets.past(dataset, 'a')).map(({ v, gone: went }) => [v, went ?? false])).toEqual([[6, false], [5, true], [4, false], [3, false], [2, false], [1, false]]);
    expect(await write(store, update('a', 6))).toEqual([7]);
  }],
  ['the same within one write', async (store) => {
    await gone(store);
    expect(await write(store, insert('a'), remove('a', 6), insert('a'), insert('c'))).toEqual([6, 7, 8, 8]);
    await expectAbove(store, 7);
  }],
  ['the same of a row that is no longer among the 1,000 deleted rows that are remembered', async (store) => {
    await gone(store);
    const others = Array.from({ length: 1001 }, (_, n) => `o${n}`);
    const made = await write(store, ...others.map(insert));
    await write(store, ...others.map((id, n) => remove(id, made[n] ?? 0)));
    expect(await store.datasets.past(dataset, 'a')).toEqual([]);
    await write(store, insert('a'));
    await expectAbove(store, 5);
    const newest = await store.datasets.row(dataset, 'a');
    expect((await store.datasets.load(dataset, [data('a', 1)], 'u:li')).version).toBeGreaterThan(newest?.version ?? 0);
  }],
  ['the same of a row that a replacement left out, and of one that was taken out for good', async (store) => {
    await gone(store);
    await write(store, insert('a'));
    await store.datasets.load(dataset, [data('b', 1)], 'u:li');
    await write(store, insert('a'));
    await expectAbove(store, 7);
    const version = (await store.datasets.row(dataset, 'a'))?.version ?? 0;
    await store.wipe({ rows: [{ dataset, id: 'a', version }] });
    await write(store, insert('a'));
    await expectAbove(store, version);
  }],
  ['a row that is inserted after a replacement has another version than the rows that it brought', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    const { version } = await store.datasets.load(dataset, [data('a', 1)], 'u:li');
    expect(await write(store, insert('b'))).toEqual([version + 1]);
  }],
  ['a row of a run, whose id is used once, begins at 1; under a key that was used nothing is made', async (store) => {
    await gone(store);
    const row: RowOperation = { kind: 'insert', dataset, id: 'effect', data: data('e', 1), key: 'effect' };
    await store.runs.commit(commit('run-1', 0, 1, {}, { rows: [row] }));
    expect((await store.datasets.row(dataset, 'effect'))?.version).toBe(1);
    expect(await write(store, row, insert('c'), { ...row, id: 'other', key: 'other', data: data('o', 1) })).toEqual([0, 6, 1]);
  }],
  ['what follows from a write is told the versions', async (store) => {
    await gone(store);
    const told: (readonly number[])[] = [];
    await store.datasets.write([insert('a'), update('b', 1)], 'u:li', (versions) => {
      told.push(versions);
      return [];
    });
    expect(told.at(-1)).toEqual([6, 2]);
  }],
];
