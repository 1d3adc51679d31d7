import { expect } from 'vitest';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { Store } from '../../../server/stores/store.ts';
import { commit } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const SHOPS: DatasetDefinition = { id: 'market/shop', title: '商户', fields: [{ id: 'code', type: 'string' }, { id: 'name', type: 'string', optional: true }], key: ['code'] };
const DEALS: DatasetDefinition = {
  id: 'market/deal', title: '交易', fields: [{ id: 'shop', type: 'string', optional: true, ref: SHOPS.id }, { id: 'sum', type: 'integer', optional: true }, { id: 'also', type: 'list', optional: true, ref: SHOPS.id }, { id: 'before', type: 'string', optional: true, ref: 'no/such' }],
};
const deal = (id: string, data: Record<string, string | number | string[] | null>) => ({ kind: 'insert' as const, dataset: DEALS.id, id, data });
const shop = (code: string) => ({ kind: 'insert' as const, dataset: SHOPS.id, id: code, data: { code } });
const closing = (code: string, expectedVersion = 1) => ({ kind: 'delete' as const, dataset: SHOPS.id, id: code, expectedVersion });
const write = (store: Store, ...operations: Parameters<Store['datasets']['write']>[0]) => store.datasets.write(operations, 'u:li');

async function filled(store: Store): Promise<void> {
  await store.datasets.define(SHOPS);
  await store.datasets.define(DEALS);
  await write(store, shop('a'), shop('b'));
}

const ALIKE: DatasetDefinition = { id: 'lab/paper', title: '单据', fields: [{ id: 'no', type: 'string' }, { id: 'part', type: 'decimal', optional: true }] };

export const referenceFacts: readonly Fact[] = [
  ['a row may refer only to rows that are there, by each value of a list, and what refers to no dataset is not looked at', async (store) => {
    await filled(store);
    await write(store, deal('1', { shop: 'a', also: ['a', 'b'], before: 'x' }), deal('2', { shop: null }));
    expect(await refusal(write(store, deal('3', { shop: 'c' })))).toEqual({ code: 'SCN_DATA_REF', details: { dataset: DEALS.id, field: 'shop', to: SHOPS.id, value: 'c', row: '3' } });
    expect(await refusal(write(store, deal('3', { also: ['a', 'd'] })))).toMatchObject({ code: 'SCN_DATA_REF', details: { field: 'also', value: 'd' } });
    expect((await store.datasets.query(DEALS.id, { limit: 9 })).count).toBe(2);
    // What is referred to may come with it.
    await write(store, deal('3', { shop: 'c' }), shop('c'));
  }],
  ['a commit of a run is held to references', async (store) => {
    await filled(store);
    expect((await refusal(store.runs.commit(commit('r1', 0, 1, {}, { rows: [deal('1', { shop: 'x' })] })))).code).toBe('SCN_DATA_REF');
    expect(await store.runs.get('r1')).toBeNull();
    await store.runs.commit(commit('r1', 0, 1, {}, { rows: [deal('1', { shop: 'b' })] }));
  }],
  ['a row that refers to nothing from before stays, and may change in other columns', async (store) => {
    await store.datasets.define(SHOPS);
    await store.datasets.define({ ...DEALS, fields: DEALS.fields.map(({ id, type, optional = false }) => ({ id, type, optional })) });
    await write(store, shop('a'), deal('1', { shop: 'long gone' }));
    await store.datasets.define(DEALS);
    const update = (expectedVersion: number, data: Record<string, string | number>) => ({ kind: 'update' as const, dataset: DEALS.id, id: '1', expectedVersion, data });
    await write(store, update(1, { shop: 'long gone', sum: 3 }));
    expect((await refusal(write(store, update(2, { shop: 'other', sum: 3 })))).code).toBe('SCN_DATA_REF');
    await write(store, update(2, { shop: 'a', sum: 3 }));
  }],
  ['a row that others refer to is not deleted and keeps its key', async (store) => {
    await filled(store);
    await write(store, deal('1', { shop: 'a' }), deal('2', { shop: 'a' }), deal('3', { also: ['b'] }));
    expect(await refusal(write(store, closing('a')))).toEqual({ code: 'SCN_DATA_REFERRED', details: { dataset: SHOPS.id, value: 'a', by: DEALS.id, field: 'shop', count: 2, keys: 1 } });
    expect((await refusal(write(store, closing('b')))).details).toMatchObject({ by: DEALS.id, field: 'also', count: 1 });
    expect((await refusal(write(store, { kind: 'update', dataset: SHOPS.id, id: 'a', expectedVersion: 1, data: { code: 'z' } }))).code).toBe('SCN_DATA_REFERRED');
    await write(store, { kind: 'update', dataset: SHOPS.id, id: 'a', expectedVersion: 1, data: { code: 'a', name: '甲' } });
    await write(store, { kind: 'delete', dataset: DEALS.id, id: '3', expectedVersion: 1 }, closing('b'));
    expect((await store.datasets.query(SHOPS.id, { limit: 9 })).count).toBe(1);
  }],
  ['of who refers to a row and who deletes it at the same moment one is refused', async (store) => {
    await filled(store);
    await write(store, ...Array.from({ length: 10 }, (_, n) => shop(`s${n}`)));
    const works = Array.from({ length: 10 }, (_, n) => [write(store, deal(`d${n}`, { shop: `s${n}` })), write(store, closing(`s${n}`))]).flat();
    const codes = (await Promise.allSettled(works)).flatMap((done) => (done.status === 'rejected' ? [(done.reason as { code: string }).code] : []));
    expect([codes.length, codes.every((code) => code === 'SCN_DATA_REF' || code === 'SCN_DATA_REFERRED')]).toEqual([10, true]);
  }],
  ['a unique key that rows which are there break is not taken on, and names them', async (store) => {
    await store.datasets.define(ALIKE);
    const paper = (id: string, no: string, part: string | null) => ({ kind: 'insert' as const, dataset: ALIKE.id, id, data: { no, part } });
    await write(store, paper('1', 'A', '1'), paper('2', 'B', null), paper('3', 'A', '1.0'), paper('4', 'B', null));
    const twice = { ...ALIKE, unique: [['no', 'part']] };
    expect(await refusal(store.datasets.define(twice))).toEqual({ code: 'SCN_DATA_NOT_UNIQUE', details: { dataset: ALIKE.id, fields: ['no', 'part'], values: ['A', '1'], rows: ['1', '3'] } });
    expect((await refusal(store.datasets.define({ ...ALIKE, key: ['no'] }))).code).toBe('SCN_DATA_NOT_UNIQUE');
    expect(await store.datasets.get(ALIKE.id)).toEqual(ALIKE);
    await write(store, { kind: 'delete', dataset: ALIKE.id, id: '3', expectedVersion: 1 });
    await store.datasets.define(twice);
    expect((await refusal(write(store, paper('5', 'A', '1')))).code).toBe('SCN_DATA_UNIQUE');
  }],
];
