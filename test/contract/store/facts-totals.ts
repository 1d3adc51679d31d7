import { expect } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Store } from '../../../server/stores/store.ts';
import { commit } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const STOCK: DatasetDefinition = {
  id: 'cold/stock', title: '库存流水', fields: [{ id: 'sku', type: 'string', title: '货号' }, { id: 'change', type: 'decimal' }],
  totals: [{ id: 'stock', title: '库存不为负', sum: 'change', by: ['sku'], min: 0 }, { id: 'few', by: [], max: 70 }],
};
const dataset = STOCK.id;
const insert = (id: string, change: string | number, sku = 'fish') => ({ kind: 'insert' as const, dataset, id, data: { sku, change } });
const update = (id: string, expectedVersion: number, change: string, sku = 'fish') => ({ kind: 'update' as const, dataset, id, expectedVersion, data: { sku, change } });
const remove = (id: string) => ({ kind: 'delete' as const, dataset, id, expectedVersion: 1 });
const write = (store: Store, ...operations: Parameters<Store['datasets']['write']>[0]) => store.datasets.write(operations, 'u:li');
const left = async (store: Store) => (await store.datasets.query(dataset, { limit: 99, orderBy: [['change', 'desc']] })).rows.map(({ id, data }) => `${id} ${JSON.stringify(data['change'])}`);
const broken = (group: string, value: string) => ({ code: 'SCN_DATA_TOTAL', details: { dataset, total: '库存不为负', group, value, limit: '>= 0' } });

export const totalFacts: readonly Fact[] = [
  ['a total is held by every kind of write, names the group and the value it would have, and the write leaves nothing', async (store) => {
    await store.datasets.define(STOCK);
    await write(store, insert('in', '10.5'), insert('other', 3, 'crab'));
    expect(await refusal(write(store, insert('out', '-10.50000001')))).toEqual(broken('货号 = fish', '-0.00000001'));
    await write(store, insert('out', '-10.5'));
    expect(await refusal(write(store, update('in', 1, '10.4')))).toEqual(broken('货号 = fish', '-0.1'));
    expect(await refusal(write(store, update('in', 1, '10.5', 'crab')))).toEqual(broken('货号 = fish', '-10.5'));
    expect(await refusal(write(store, remove('in')))).toEqual(broken('货号 = fish', '-10.5'));
    expect(await left(store)).toEqual(['in "10.5"', 'other 3', 'out "-10.5"']);
    // Within one commit only the end counts.
    await write(store, insert('more', '-1'), insert('again', '1'), remove('out'));
    expect((await store.datasets.past(dataset, 'in')).length).toBe(1);
  }],
  ['a commit of a run that breaks a total is refused whole', async (store) => {
    await store.datasets.define(STOCK);
    await write(store, insert('in', '1'));
    expect(await refusal(store.runs.commit(commit('r1', 0, 1, {}, { rows: [insert('out', '-2')] })))).toEqual(broken('货号 = fish', '-1'));
    expect([await store.runs.get('r1'), await left(store)]).toEqual([null, ['in "1"']]);
  }],
  ['of many who take from one stock at once only as many succeed as there is for', async (store) => {
    await store.datasets.define(STOCK);
    await write(store, insert('in', '7'), insert('crab', '2', 'crab'));
    const takes = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? write(store, insert(`t${i}`, '-1')) : store.runs.commit(commit(`r${i}`, 0, 1, {}, { rows: [insert(`t${i}`, '-1')] })))));
    const codes = takes.flatMap((take) => (take.status === 'rejected' ? [(take.reason as { code: string }).code] : []));
    expect([takes.length - codes.length, new Set(codes)]).toEqual([7, new Set(['SCN_DATA_TOTAL'])]);
    expect((await store.datasets.query(dataset, { limit: 99 })).count).toBe(9);
  }],
  ['many groups in one write are all looked at', async (store) => {
    await store.datasets.define({ ...STOCK, totals: STOCK.totals!.slice(0, 1) });
    const rows = Array.from({ length: 60 }, (_, i) => insert(`s${i}`, '1', `sku${i}`));
    await write(store, ...rows);
    const takes = rows.map(({ data: { sku } }, i) => insert(`o${i}`, i === 41 ? '-2' : '-1', sku));
    expect(await refusal(write(store, ...takes))).toEqual(broken('货号 = sku41', '-1'));
  }],
  ['rows are counted over the whole dataset, and a load is held to it', async (store) => {
    await store.datasets.define(STOCK);
    await write(store, insert('in', '5'));
    const rows = (n: number) => Array.from({ length: n }, (_, i) => ({ sku: 'fish', change: i }));
    expect(await refusal(store.datasets.load(dataset, rows(71), 'u:li'))).toEqual({ code: 'SCN_DATA_TOTAL', details: { dataset, total: 'few', group: '*', value: '71', limit: '<= 70' } });
    expect(await left(store)).toEqual(['in "5"']);
    expect((await store.datasets.load(dataset, rows(70), 'u:li')).rows).toBe(70);
  }],
  ['a total that the rows break already is not taken on', async (store) => {
    await store.datasets.define({ ...STOCK, totals: [] });
    await write(store, insert('out', '-1'));
    expect((await refusal(store.datasets.define(STOCK))).code).toBe('SCN_DATA_TOTAL');
    expect((await store.datasets.get(dataset))?.totals).toEqual([]);
    await write(store, insert('in', '1'));
    await store.datasets.define(STOCK);
    expect((await refusal(write(store, remove('in')))).code).toBe('SCN_DATA_TOTAL');
  }],
];
