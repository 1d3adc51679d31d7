import { expect } from 'vitest';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Store } from '../../../server/stores/store.ts';
import { INSTITUTIONS } from '../../support/store-builders.ts';
import type { Fact } from './fact.ts';
import { refusal } from './refusal.ts';

const keyed = INSTITUTIONS.id;
const PLAIN = { id: 'plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' as const }] };
const institution = (row: string, beds: number): JsonObject => ({ inst_id: row, city: 'hz', beds });

const write = (store: Store, dataset: string, id: string, expectedVersion: number, data: JsonObject) => store.datasets.write([{ kind: 'update', dataset, id, expectedVersion, data }], 'u:li');
const versions = async (store: Store, dataset: string) => (await store.datasets.query(dataset, { limit: 9 })).rows.map(({ id, version }) => `${id} ${version}`);

/** Every version that a row had before is refused. */
async function expectStale(store: Store, dataset: string, id: string, data: JsonObject): Promise<void> {
  const row = await store.datasets.row(dataset, id);
  for (let stale = 1; stale < (row?.version ?? 0); stale += 1) expect((await refusal(write(store, dataset, id, stale, data))).code).toBe('SCN_DATA_CONFLICT');
  expect(await store.datasets.row(dataset, id)).toEqual(row);
}

export const replacementFacts: readonly Fact[] = [
  ['a change by who read a row before all were replaced is refused, whether the row became another or not', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    expect(await store.datasets.load(keyed, [institution('a', 1), institution('b', 1)], 'u:li')).toEqual({ rows: 2, version: 1 });
    await write(store, keyed, 'b', 1, institution('b', 2));
    expect(await store.datasets.load(keyed, [institution('a', 1), institution('b', 7), institution('c', 1)], 'u:wang')).toEqual({ rows: 3, version: 3 });
    expect(await versions(store, keyed)).toEqual(['a 3', 'b 3', 'c 3']);
    for (const id of ['a', 'b']) await expectStale(store, keyed, id, institution(id, 9));
    await write(store, keyed, 'b', 3, institution('b', 9));
    expect((await store.datasets.past(keyed, 'b')).map(({ v }) => v)).toEqual([4, 3, 2]);
  }],
  ['the same without a key, also after all rows were taken out by a replacement', async (store) => {
    await store.datasets.define(PLAIN);
    await store.datasets.load(PLAIN.id, [{ n: 1 }, { n: 2 }], 'u:li');
    await write(store, PLAIN.id, '1', 1, { n: 3 });
    expect((await store.datasets.load(PLAIN.id, [{ n: 4 }, { n: 5 }], 'u:li')).version).toBe(3);
    await expectStale(store, PLAIN.id, '1', { n: 6 });
    await store.datasets.load(PLAIN.id, [], 'u:li');
    expect((await store.datasets.load(PLAIN.id, [{ n: 7 }], 'u:li')).version).toBe(5);
    await expectStale(store, PLAIN.id, '1', { n: 8 });
    expect(await store.datasets.gone(PLAIN.id, 9)).toEqual([]);
  }],
  ['a row that was deleted and comes back with a replacement goes on above its versions', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.load(keyed, [institution('a', 1), institution('b', 1)], 'u:li');
    for (let version = 1; version < 4; version += 1) await write(store, keyed, 'a', version, institution('a', version + 1));
    await store.datasets.write([{ kind: 'delete', dataset: keyed, id: 'a', expectedVersion: 4 }], 'u:li');
    await store.datasets.load(keyed, [institution('a', 1), institution('b', 1)], 'u:li');
    expect(await versions(store, keyed)).toEqual(['a 6', 'b 6']);
    await expectStale(store, keyed, 'a', institution('a', 9));
  }],
  ['a replacement that fails gives no version away', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.load(keyed, [institution('a', 1)], 'u:li');
    expect((await refusal(store.datasets.load(keyed, [institution('a', 2), institution('a', 3)], 'u:li'))).code).toBe('SCN_DATA_UNIQUE');
    expect(await store.datasets.load(keyed, [institution('a', 2)], 'u:li')).toEqual({ rows: 1, version: 2 });
  }],
  ['what is remembered of many rows is read at once', async (store) => {
    await store.datasets.define(INSTITUTIONS);
    await store.datasets.load(keyed, [institution('a', 1), institution('b', 1), institution('c', 1)], 'u:li');
    await write(store, keyed, 'a', 1, institution('a', 2));
    await store.datasets.write([{ kind: 'delete', dataset: keyed, id: 'b', expectedVersion: 1 }], 'u:li');
    const pasts = await store.datasets.pasts(keyed, ['c', 'b', 'a', 'zz']);
    expect([...pasts.keys()].toSorted()).toEqual(['a', 'b']);
    expect(pasts.get('a')).toEqual(await store.datasets.past(keyed, 'a'));
  }],
];
