import { expect } from 'vitest';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowFilter, RowQuery, Store } from '../../../server/stores/store.ts';
import { INSTITUTIONS } from '../../support/store-builders.ts';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const id = INSTITUTIONS.id;
const insert = (row: string, data: JsonObject = {}) => ({ kind: 'insert' as const, dataset: id, id: row, data: { inst_id: row, city: 'hz', ...data } });
const update = (row: string, expectedVersion: number, data: JsonObject) => ({ kind: 'update' as const, dataset: id, id: row, expectedVersion, data: { inst_id: row, city: 'hz', ...data } });

async function filled(store: Store): Promise<(query: Partial<RowQuery>) => Promise<string>> {
  await store.datasets.define(INSTITUTIONS);
  await store.datasets.write([
    insert('a', { beds: 9, price: '180.00', city: 'hz' }),
    insert('b', { beds: 10, price: '20', city: 'nb' }),
    insert('c', { price: '180', city: 'hz' }),
    insert('d', { beds: 100, price: null, city: 'wz' }),
  ], 'u:li');
  return async (query) => {
    const { rows, count } = await store.datasets.query(id, { limit: 99, ...query });
    return `${rows.map((row) => row.id).join('')} ${count}`;
  };
}

const FILTERS: readonly (readonly [RowFilter['all'], string])[] = [
  [[], 'abcd 4'],
  [[{ field: 'city', op: '=', value: 'hz' }], 'ac 2'],
  [[{ field: 'city', op: '=', value: 'hz' }, { field: 'beds', op: '=', value: 9 }], 'a 1'],
  [[{ field: 'inst_id', op: '=', value: 'b' }], 'b 1'],
  [[{ field: 'city', op: '!=', value: 'hz' }], 'bd 2'],
  [[{ field: 'city', op: 'in', values: ['nb', 'wz'] }], 'bd 2'],
  [[{ field: 'beds', op: '<', value: 10 }], 'a 1'],
  [[{ field: 'beds', op: '>=', value: 10 }], 'bd 2'],
  [[{ field: 'price', op: '=', value: '180.0' }], 'ac 2'],
  [[{ field: 'price', op: '>', value: '90' }], 'ac 2'],
  [[{ field: 'price', op: 'null' }], 'd 1'],
  [[{ field: 'beds', op: '=', value: null }], 'c 1'],
  [[{ field: 'beds', op: 'not-null' }], 'abd 3'],
  [[{ field: 'beds', op: '<', value: 'x' }], ' 0'],
  [[{ field: '_id', op: '=', value: 'd' }], 'd 1'],
  [[{ field: 'city', op: 'contains', value: 'H' }], 'ac 2'],
  [[{ field: 'city', op: 'contains', value: '%' }], ' 0'],
  [[{ field: 'beds', op: 'contains', value: '9' }], ' 0'],
];

export const datasetFacts: readonly Fact[] = [
  ['an unknown dataset is refused by name', async (store) => {
    expect(await refusal(store.datasets.query('no/such', { limit: 1 }))).toEqual({ code: 'SCN_DATA_UNKNOWN', details: { dataset: 'no/such' } });
    expect(await store.datasets.get('no/such')).toBeNull();
  }],
  ['a dataset is listed with its rows', async (store) => {
    await filled(store);
    expect(await store.datasets.list()).toEqual([{ ...INSTITUTIONS, rows: 4 }]);
    expect((await store.status()).rows).toBe(4);
  }],
  ['many who ask at once each get the rows they asked for, with and without an index, in the order of insertion', async (store) => {
    await store.datasets.define({ ...INSTITUTIONS, index: [['city'], ['beds'], ['price']] });
    await store.datasets.write(Array.from({ length: 120 }, (_, n) => insert(`r${n}`, { beds: n, city: `c${n % 12}`, price: '5.0' })), 'u:li');
    const found = async (all: RowFilter['all']) => (await store.datasets.query(id, { filter: { all }, limit: 10_000_000 })).rows.map((row) => row.id);
    const every = Array.from({ length: 12 }, (_, n) => n);
    const asked = every.flatMap((n) => [
      found([{ field: 'city', op: '=', value: `c${n}` }, { field: 'beds', op: '>=', value: 60 }]), found([{ field: 'inst_id', op: '=', value: `r${n}` }]),
      found([{ field: 'city', op: '=', value: `c${n}` }, { field: 'beds', op: '=', value: 'no number' }]), found([{ field: 'beds', op: '=', value: n }]),
    ]);
    const wanted = every.flatMap((n) => [[60, 72, 84, 96, 108].map((from) => `r${from + n}`), [`r${n}`], [], [`r${n}`]]);
    expect(await Promise.all(asked)).toEqual(wanted);
    // One question asked by many, of all rows, and one that no value answers.
    const all = Array.from({ length: 120 }, (_, n) => `r${n}`);
    expect(await Promise.all(every.flatMap(() => [found([{ field: 'price', op: '=', value: '5' }]), found([{ field: 'city', op: '=', value: 'c3' }]), found([{ field: 'beds', op: '=', value: 'no number' }])]))).toEqual(every.flatMap(() => [all, all.filter((_, n) => n % 12 === 3), []]));
  }],
  ['an index and an order of numbers give the same page however often they are asked, in either order', async (store) => {
    await store.datasets.define({ ...INSTITUTIONS, index: [['city']] });
    await store.datasets.write(Array.from({ length: 60 }, (_, n) => insert(`r${String(n).padStart(2, '0')}`, { city: `c${n % 3}`, ...(n % 10 === 0 ? {} : { beds: n }) })), 'u:li');
    const both: RowFilter['all'] = [{ field: 'city', op: '=', value: 'c1' }, { field: 'beds', op: '>', value: 20 }];
    for (let asked = 0; asked < 5; asked += 1) {
      for (const all of [both, both.toReversed()]) {
        const found = await store.datasets.query(id, { filter: { all }, offset: 2, limit: 3 });
        expect([found.count, found.rows.map((row) => row.id)]).toEqual([12, ['r28', 'r31', 'r34']]);
      }
    }
  }],
  ['the revision of a dataset changes with every write and load, and with nothing else', async (store) => {
    const query = await filled(store);
    const seen = [await store.datasets.revision(id)];
    await query({});
    expect(await store.datasets.revision(id)).toBe(seen[0]);
    const steps = [
      () => store.datasets.write([update('a', 1, {})], 'u:li'),
      () => store.datasets.write([{ kind: 'delete', dataset: id, id: 'a', expectedVersion: 2 }], 'u:li'),
      () => store.datasets.define({ ...INSTITUTIONS, title: 'again' }),
      () => store.datasets.load(id, [{ inst_id: 'x', city: 'hz' }], 'u:li'),
    ];
    for (const step of steps) {
      await step();
      seen.push(await store.datasets.revision(id));
    }
    expect(new Set(seen).size).toBe(5);
  }],
  ...FILTERS.map(([all, wanted]): Fact => [`the filter ${JSON.stringify(all)} finds ${wanted}`, async (store) => {
    const query = await filled(store);
    expect(await query({ filter: { all } })).toBe(wanted);
  }]),
  ['a residual narrows what the filter found', async (store) => {
    const query = await filled(store);
    expect(await query({ filter: { all: [{ field: 'city', op: '=', value: 'hz' }] }, residual: (row) => row.data['beds'] === 9 })).toBe('a 1');
  }],
  ['order, offset and limit apply after counting; nulls come last', async (store) => {
    const query = await filled(store);
    expect(await query({ orderBy: [['beds', 'desc']] })).toBe('dbac 4');
    expect(await query({ orderBy: [['price', 'asc'], ['inst_id', 'desc']] })).toBe('bcad 4');
    expect(await query({ orderBy: [['beds', 'asc']], offset: 1, limit: 2 })).toBe('bd 4');
    expect(await query({ offset: 1, limit: 2 })).toBe('bc 4');
  }],
  ['an update needs the version it was based on', async (store) => {
    await filled(store);
    await store.datasets.write([update('a', 1, { beds: 11 })], 'u:li');
    expect(await store.datasets.row(id, 'a')).toEqual({ id: 'a', version: 2, data: { inst_id: 'a', city: 'hz', beds: 11 } });
    expect(await refusal(store.datasets.write([update('a', 1, { beds: 12 })], 'u:li'))).toEqual({ code: 'SCN_DATA_CONFLICT', details: { dataset: id, row: 'a', expected: 1, actual: 2 } });
    expect((await refusal(store.datasets.write([update('zz', 1, {})], 'u:li'))).code).toBe('SCN_DATA_CONFLICT');
  }],
  ['an update moves the row in every index', async (store) => {
    const query = await filled(store);
    await store.datasets.write([update('a', 1, { city: 'nb' })], 'u:li');
    expect(await query({ filter: { all: [{ field: 'city', op: '=', value: 'hz' }] } })).toBe('c 1');
    expect(await query({ filter: { all: [{ field: 'city', op: '=', value: 'nb' }] }, orderBy: [['inst_id', 'asc']] })).toBe('ab 2');
  }],
  ['a write is all or nothing', async (store) => {
    const query = await filled(store);
    expect((await refusal(store.datasets.write([insert('e'), update('a', 1, { beds: 1 }), { kind: 'delete', dataset: id, id: 'b', expectedVersion: 7 }], 'u:li'))).code).toBe('SCN_DATA_CONFLICT');
    expect(await query({ filter: { all: [{ field: 'beds', op: '>', value: 1 }] } })).toBe('abd 3');
    expect(await query({})).toBe('abcd 4');
  }],
  ['a key is unique, also by an update; a deleted row frees it', async (store) => {
    await filled(store);
    const double = { ...insert('x'), data: { inst_id: 'a', city: 'hz' } };
    expect((await refusal(store.datasets.write([double], 'u:li'))).details['row']).toBe('a');
    expect((await refusal(store.datasets.write([{ ...update('b', 1, {}), data: { inst_id: 'a' } }], 'u:li'))).code).toBe('SCN_DATA_UNIQUE');
    await store.datasets.write([{ kind: 'delete', dataset: id, id: 'a', expectedVersion: 1 }, double], 'u:li');
    expect((await store.datasets.row(id, 'x'))?.data['inst_id']).toBe('a');
  }],
  ['rows without a value in a unique field do not clash', async (store) => {
    const query = await filled(store);
    await store.datasets.write([insert('e', { licence: 'L' }), insert('f', { licence: null })], 'u:li');
    expect(await query({})).toBe('abcdef 6');
  }],
  ['a dated dataset takes one row per key and valid_from', async (store) => {
    const price = { ...INSTITUTIONS, id: 'price', dated: true, unique: [] };
    await store.datasets.define(price);
    const row = (name: string, from: string) => ({ kind: 'insert' as const, dataset: 'price', id: name, data: { inst_id: 'a', valid_from: from } });
    await store.datasets.write([row('1', '2024-01-01'), row('2', '2025-01-01')], 'u:li');
    expect((await refusal(store.datasets.write([row('3', '2025-01-01')], 'u:li'))).code).toBe('SCN_DATA_UNIQUE');
  }],
  ['a load replaces every row, and ids are the key', async (store) => {
    const query = await filled(store);
    expect(await store.datasets.load(id, [{ inst_id: 'x', city: 'hz' }, { inst_id: 'y', city: 'nb' }], 'u:li')).toEqual({ rows: 2, version: 2 });
    expect(await query({})).toBe('xy 2');
    expect(await query({ filter: { all: [{ field: 'city', op: '=', value: 'hz' }] } })).toBe('x 1');
  }],
  ['a load that fails leaves the rows as they were', async (store) => {
    const query = await filled(store);
    const double = [{ inst_id: 'x', city: 'hz' }, { inst_id: 'x', city: 'nb' }];
    expect((await refusal(store.datasets.load(id, double, 'u:li'))).code).toBe('SCN_DATA_UNIQUE');
    async function* broken() {
      yield { inst_id: 'x', city: 'hz' };
      throw new Error('the source broke off');
    }
    await expect(store.datasets.load(id, broken(), 'u:li')).rejects.toThrow('broke off');
    expect(await query({})).toBe('abcd 4');
    await store.datasets.write([insert('e')], 'u:li');
    expect(await query({})).toBe('abcde 5');
  }],
  ['rows written while a load runs come after it', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    const loading = store.datasets.load(id, Array.from({ length: 3000 }, (_, i) => ({ inst_id: `x${i}`, city: 'hz' })), 'u:li');
    await store.datasets.write([insert('late')], 'u:li');
    await loading;
    expect((await store.datasets.query(id, { limit: 1 })).count).toBe(3001);
  }],
  ['a row more than the limit is refused and said', async (store) => {
    await store.datasets.define({ id: 'big', title: 'Big', fields: [{ id: 'n', type: 'integer' }] });
    const rows = function* (count: number) {
      for (let n = 0; n < count; n += 1) yield { n };
    };
    expect(await refusal(store.datasets.load('big', rows(300_001), 'u:li'))).toEqual({ code: 'SCN_STORE_LIMIT', details: { what: 'big', count: 300_001, limit: 300_000 } });
    expect(await store.datasets.load('big', rows(239_999), 'u:li')).toEqual({ rows: 239_999, version: 1 });
    expect((await store.status()).warnings).toEqual([]);
    await store.datasets.write([{ kind: 'insert', dataset: 'big', id: 'last', data: { n: 1 } }], 'u:li');
    expect((await store.status()).warnings).toEqual(['SCN_STORE_LIMIT_NEAR big: 240000 / 300000']);
  }],
  ['a definition may gain an index while rows are there', async (store) => {
    const query = await filled(store);
    await store.datasets.define({ ...INSTITUTIONS, index: [['beds']] });
    expect(await query({ filter: { all: [{ field: 'beds', op: '=', value: 10 }] } })).toBe('b 1');
  }],
];
