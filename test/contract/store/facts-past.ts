import { expect } from 'vitest';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowPast, Store } from '../../../server/stores/store.ts';
import { commit, INSTITUTIONS } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const id = INSTITUTIONS.id;
const insert = (row: string, data: JsonObject = {}) => ({ kind: 'insert' as const, dataset: id, id: row, data: { inst_id: row, city: 'hz', ...data } });
const update = (row: string, expectedVersion: number, data: JsonObject) => ({ kind: 'update' as const, dataset: id, id: row, expectedVersion, data: { inst_id: row, city: 'hz', ...data } });
const remove = (row: string, expectedVersion: number) => ({ kind: 'delete' as const, dataset: id, id: row, expectedVersion });

/** Changes without their moment, which must be one. */
function timeless(past: readonly RowPast[]): readonly Omit<RowPast, 'at'>[] {
  return past.map(({ at, ...note }) => {
    expect(at).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    return note;
  });
}

const pastOf = async (store: Store, row: string) => timeless(await store.datasets.past(id, row));

export const pastFacts: readonly Fact[] = [
  ['a row says who changed it, through what, and what its columns were before; newest first', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { beds: 9 })], 'u:li', undefined, { import: 'i1' });
    await store.datasets.write([update('a', 1, { beds: 10 })], 'u:wang');
    await store.datasets.write([update('a', 2, { city: 'nb', licence: 'L' })], 'u:li');
    expect(await pastOf(store, 'a')).toEqual([
      { v: 3, by: 'u:li', before: { beds: 10, city: 'hz', licence: null } },
      { v: 2, by: 'u:wang', before: { beds: 9 } },
      { v: 1, by: 'u:li', import: 'i1' },
    ]);
    expect(await pastOf(store, 'zz')).toEqual([]);
  }],
  ['rows a run wrote name the run and its step, or nothing when the commit does not hold', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.runs.commit(commit('run-1', 0, 1, { starter: 'u:zhou' }, { rows: [{ ...insert('a'), node: 'save' }] }));
    expect((await refusal(store.runs.commit(commit('run-1', 0, 1, { starter: 'u:zhou' }, { rows: [{ ...update('a', 1, { beds: 1 }), node: 'save' }] })))).code).toBe('SCN_STORE_CONFLICT');
    expect(await pastOf(store, 'a')).toEqual([{ v: 1, by: 'u:zhou', run: 'run-1', node: 'save' }]);
  }],
  ['a refused write leaves no trace', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a')], 'u:li');
    expect((await refusal(store.datasets.write([update('a', 1, { beds: 3 }), remove('a', 7)], 'u:li'))).code).toBe('SCN_DATA_CONFLICT');
    expect(await pastOf(store, 'a')).toEqual([{ v: 1, by: 'u:li' }]);
    expect(await store.datasets.gone(id, 10)).toEqual([]);
  }],
  ['a deleted row is remembered with what it was, and goes on from there when it comes back', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { beds: 9 }), insert('b')], 'u:li');
    await store.datasets.write([remove('b', 1)], 'u:li');
    await store.datasets.write([remove('a', 1)], 'u:wang');
    const gone = { v: 2, by: 'u:wang', gone: true, before: { inst_id: 'a', city: 'hz', beds: 9 } };
    expect((await store.datasets.gone(id, 10)).map((row) => row.id)).toEqual(['a', 'b']);
    expect(await pastOf(store, 'a')).toEqual([gone, { v: 1, by: 'u:li' }]);
    await store.datasets.write([insert('a', { beds: 1 })], 'u:li');
    expect((await store.datasets.gone(id, 10)).map((row) => row.id)).toEqual(['b']);
    expect(await pastOf(store, 'a')).toEqual([{ v: 3, by: 'u:li' }, gone, { v: 1, by: 'u:li' }]);
  }],
  ['the latest 20 changes of a row are remembered', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { beds: 0 })], 'u:li');
    for (let beds = 1; beds <= 25; beds += 1) await store.datasets.write([update('a', beds, { beds })], 'u:li');
    const past = await store.datasets.past(id, 'a');
    expect([past.length, past[0]?.before, past.at(-1)?.before]).toEqual([20, { beds: 24 }, { beds: 5 }]);
  }],
  ['the latest 1,000 deleted rows are remembered', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    const names = Array.from({ length: 1001 }, (_, i) => `r${i}`);
    await store.datasets.write(names.map((name) => insert(name)), 'u:li');
    await store.datasets.write(names.slice(0, 900).map((name) => remove(name, 1)), 'u:li');
    await store.datasets.write(names.slice(900).map((name) => remove(name, 1)), 'u:li');
    expect([(await store.datasets.gone(id, 5000)).length, await pastOf(store, 'r0')]).toEqual([1000, []]);
  }],
  ['a load of a dataset with a key notes what differs, what is new and what was left out', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.write([insert('a', { beds: 1 }), insert('b', { beds: 2 }), insert('c')], 'u:li');
    await store.datasets.load(id, [{ inst_id: 'a', city: 'hz', beds: 1 }, { inst_id: 'b', city: 'nb', beds: 2 }, { inst_id: 'd', city: 'hz' }], 'u:wang', () => [], { import: 'i2' });
    const note = { by: 'u:wang', import: 'i2' };
    const made = { v: 1, by: 'u:li' };
    expect(await Promise.all(['a', 'b', 'c', 'd'].map((row) => pastOf(store, row)))).toEqual([
      [made],
      [{ v: 2, ...note, before: { city: 'hz' } }, made],
      [{ v: 2, ...note, gone: true, before: { inst_id: 'c', city: 'hz' } }, made],
      [{ v: 2, ...note }],
    ]);
    expect((await store.datasets.gone(id, 10)).map((row) => row.id)).toEqual(['c']);
    await store.datasets.load(id, [{ inst_id: 'c', city: 'hz' }], 'system');
    expect((await pastOf(store, 'c')).length).toBe(2);
    expect((await store.datasets.gone(id, 10)).map((row) => row.id).toSorted()).toEqual(['a', 'b', 'd']);
  }],
];
