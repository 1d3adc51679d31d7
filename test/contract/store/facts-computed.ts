import { expect } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Store } from '../../../server/stores/store.ts';
import { commit } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const definition = (formula: string, more: Partial<DatasetDefinition> = {}): DatasetDefinition => ({
  id: 'shop/line', title: '明细', key: ['id'],
  fields: [{ id: 'id', type: 'string' }, { id: 'price', type: 'decimal' }, { id: 'pieces', type: 'integer' }, { id: 'total', type: 'decimal', compute: formula }, { id: 'large', type: 'boolean', compute: 'row.total > 100' }],
  index: [['total']], ...more,
});
const dataset = 'shop/line';
const LINE = definition('row.price * row.pieces');
const data = (id: string, pieces: number, more: JsonObject = {}) => ({ id, price: '19.90', pieces, ...more });
const insert = (id: string, pieces: number, more: JsonObject = {}) => ({ kind: 'insert' as const, dataset, id, data: data(id, pieces, more) });
const values = async (store: Store, field = 'total') => (await store.datasets.query(dataset, { limit: 99, orderBy: [['id', 'asc']] })).rows.map((row) => row.data[field]);
const recompute = async (store: Store) => {
  let [rows, changed] = [0, 0];
  for await (const piece of store.datasets.recompute(dataset)) [rows, changed] = [rows + piece.rows, changed + piece.changed];
  return [rows, changed];
};

export const computedFacts: readonly Fact[] = [
  ['computed columns come with every kind of write, whatever the writer says of them', async (store) => {
    await store.datasets.define(LINE);
    await store.datasets.write([insert('a', 1, { total: '1' })], 'u:li');
    await store.runs.commit(commit('r1', 0, 1, {}, { rows: [insert('b', 10)] }));
    expect(await values(store)).toEqual(['19.9', '199']);
    await store.datasets.write([{ kind: 'update', dataset, id: 'a', expectedVersion: 1, data: data('a', 2) }], 'u:li');
    expect([await values(store), await values(store, 'large')]).toEqual([['39.8', '199'], [false, true]]);
    expect((await store.datasets.past(dataset, 'a'))[0]?.before).toEqual({ pieces: 1, total: '19.9' });
    await store.datasets.load(dataset, [data('c', 3), data('d', 4)], 'u:li');
    expect(await values(store)).toEqual(['59.7', '79.6']);
  }],
  ['computed columns are filtered, sorted and unique like others', async (store) => {
    await store.datasets.define({ ...LINE, unique: [['total']] });
    await store.datasets.write([insert('a', 1), insert('b', 10), insert('c', 3)], 'u:li');
    const { rows } = await store.datasets.query(dataset, { filter: { all: [{ field: 'total', op: '>', value: '20' }] }, orderBy: [['total', 'desc']], limit: 9 });
    expect(rows.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(await refusal(store.datasets.write([insert('d', 3)], 'u:li'))).toMatchObject({ code: 'SCN_DATA_UNIQUE', details: { fields: ['total'] } });
  }],
  ['rows follow a formula that has changed, keep their versions and their past, and are looked at again for nothing', async (store) => {
    await store.datasets.define(LINE);
    await store.datasets.load(dataset, Array.from({ length: 1203 }, (_, i) => data(`p${String(i).padStart(5, '0')}`, i)), 'u:li');
    await store.datasets.define(definition('row.price * row.pieces * 2'));
    const before = await store.datasets.revision(dataset);
    expect(await recompute(store)).toEqual([1203, 1202]);
    expect(await store.datasets.row(dataset, 'p00010')).toMatchObject({ version: 1, data: { total: '398', large: true } });
    expect([await store.datasets.past(dataset, 'p00010'), (await store.datasets.revision(dataset)) === before]).toEqual([[], false]);
    expect(await recompute(store)).toEqual([1203, 0]);
    const { rows } = await store.datasets.query(dataset, { filter: { all: [{ field: 'total', op: '=', value: '398.0' }] }, limit: 9 });
    expect(rows.map(({ id }) => id)).toEqual(['p00010']);
  }],
  ['new values that break what must hold are refused by the name of what they break', async (store) => {
    await store.datasets.define({ ...LINE, unique: [['total']] });
    await store.datasets.write([insert('a', 1), insert('b', 2)], 'u:li');
    await store.datasets.define({ ...definition('row.price'), unique: [['total']] });
    expect(await refusal(recompute(store))).toMatchObject({ code: 'SCN_DATA_UNIQUE' });
    await store.datasets.define({ ...definition('row.price'), totals: [{ id: 'few', sum: 'total', by: [], max: 60 }] });
    expect((await recompute(store))[0]).toBe(2);
    await store.datasets.define({ ...definition('row.price * 2'), totals: [{ id: 'few', sum: 'total', by: [], max: 60 }] });
    expect(await refusal(recompute(store))).toMatchObject({ code: 'SCN_DATA_TOTAL', details: { total: 'few' } });
  }],
  ['every row is among the pieces of a scan, once', async (store) => {
    await store.datasets.define(LINE);
    await store.datasets.load(dataset, Array.from({ length: 777 }, (_, i) => data(`p${i}`, i)), 'u:li');
    const ids: string[] = [];
    for await (const rows of store.datasets.scan(dataset)) ids.push(...rows.map(({ id }) => id));
    expect([ids.length, new Set(ids).size]).toEqual([777, 777]);
    expect(await refusal((async () => { for await (const _ of store.datasets.scan('no/such')) expect(_).toBeUndefined(); })())).toMatchObject({ code: 'SCN_DATA_UNKNOWN' });
  }],
];
