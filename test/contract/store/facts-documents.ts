import { expect } from 'vitest';
import { refusal } from './refusal.ts';
import type { Fact } from './fact.ts';

const by = 'u:li';

export const documentFacts: readonly Fact[] = [
  ['a document that was never written is null', async (store) => {
    expect(await store.documents.get('scenario', 'a')).toBeNull();
  }],
  ['the first write gives version 1 and comes back whole', async (store) => {
    const body = { 标题: '互认', list: [1, 2, { x: null }] };
    const put = await store.documents.put('scenario', '检查/互认 ~*.json', body, { expectedVersion: 0, by });
    expect(put).toEqual({ kind: 'scenario', id: '检查/互认 ~*.json', version: 1, updatedAt: put.updatedAt, updatedBy: by, body });
    expect(await store.documents.get('scenario', '检查/互认 ~*.json')).toEqual(put);
  }],
  ['a write on an old version is refused with who was first', async (store) => {
    await store.documents.put('scenario', 'a', 1, { expectedVersion: 0, by });
    const second = await store.documents.put('scenario', 'a', 2, { expectedVersion: 1, by: 'u:wang' });
    expect(await refusal(store.documents.put('scenario', 'a', 3, { expectedVersion: 1, by }))).toEqual({
      code: 'SCN_STORE_CONFLICT',
      details: { what: 'scenario a', kind: 'scenario', id: 'a', expected: 1, actual: 2, by: 'u:wang', at: second.updatedAt },
    });
    expect((await store.documents.get('scenario', 'a'))?.body).toBe(2);
  }],
  ['creating a document that exists is refused', async (store) => {
    await store.documents.put('user', 'a', 1, { expectedVersion: 0, by });
    expect((await refusal(store.documents.put('user', 'a', 1, { expectedVersion: 0, by }))).code).toBe('SCN_STORE_CONFLICT');
  }],
  ['of 20 writers on one version exactly one wins', async (store) => {
    await store.documents.put('scenario', 'a', 0, { expectedVersion: 0, by });
    const results = await Promise.allSettled(Array.from({ length: 20 }, (_, i) => store.documents.put('scenario', 'a', i, { expectedVersion: 1, by })));
    expect(results.filter((r) => r.status === 'fulfilled').length).toBe(1);
    expect((await store.documents.get('scenario', 'a'))?.version).toBe(2);
  }],
  ['what is at hand without waiting is what would be answered, also after a change and a deletion', async (store) => {
    for (const kind of ['session', 'user', 'draft']) {
      const seen = async () => {
        const asked = await store.documents.get(kind, 'a');
        const atHand = store.documents.atHand(kind, 'a');
        if (atHand !== undefined) expect(atHand).toEqual(asked);
        return asked?.body ?? null;
      };
      expect(await seen()).toBeNull();
      await store.documents.put(kind, 'a', 1, { expectedVersion: 0, by });
      expect(await seen()).toBe(1);
      await store.documents.put(kind, 'a', 2, { expectedVersion: 1, by });
      expect(store.documents.atHand(kind, 'a')?.body ?? 2).toBe(2);
      expect(await seen()).toBe(2);
      await store.documents.delete(kind, 'a', { expectedVersion: 2, by });
      expect(store.documents.atHand(kind, 'a') ?? null).toBeNull();
      expect(await seen()).toBeNull();
    }
  }],
  ['falsy bodies are kept as they are', async (store) => {
    for (const [id, body] of Object.entries({ zero: 0, no: false, nothing: null, empty: '' })) await store.documents.put('settings', id, body, { expectedVersion: 0, by });
    const bodies = (await store.documents.list('settings')).map((d) => [d.id, d.body]);
    expect(bodies).toEqual([['empty', ''], ['no', false], ['nothing', null], ['zero', 0]]);
  }],
  ['a later change of the given body does not reach the store', async (store) => {
    const body = { n: 1 };
    await store.documents.put('scenario', 'a', body, { expectedVersion: 0, by });
    body.n = 2;
    expect((await store.documents.get('scenario', 'a'))?.body).toEqual({ n: 1 });
  }],
  ['a list is sorted by id and keeps to kind and prefix', async (store) => {
    for (const id of ['b/2', 'b/1', 'c', 'a']) await store.documents.put('release', id, id, { expectedVersion: 0, by });
    await store.documents.put('user', 'b/3', 'x', { expectedVersion: 0, by });
    expect((await store.documents.list('release')).map((d) => d.id)).toEqual(['a', 'b/1', 'b/2', 'c']);
    expect((await store.documents.list('release', { prefix: 'b/' })).map((d) => d.id)).toEqual(['b/1', 'b/2']);
    expect(await store.documents.list('nothing')).toEqual([]);
  }],
  ['a deleted document is gone and may be made again', async (store) => {
    await store.documents.put('scenario', 'a', 1, { expectedVersion: 0, by });
    await store.documents.delete('scenario', 'a', { expectedVersion: 1, by });
    expect(await store.documents.get('scenario', 'a')).toBeNull();
    expect((await store.documents.put('scenario', 'a', 2, { expectedVersion: 0, by })).version).toBe(1);
  }],
  ['deleting an old version is refused', async (store) => {
    await store.documents.put('session', 'a', 1, { expectedVersion: 0, by });
    await store.documents.put('session', 'a', 2, { expectedVersion: 1, by });
    expect((await refusal(store.documents.delete('session', 'a', { expectedVersion: 1, by }))).code).toBe('SCN_STORE_CONFLICT');
    expect((await store.documents.get('session', 'a'))?.body).toBe(2);
  }],
  ['sessions obey the same compare-and-set', async (store) => {
    await store.documents.put('session', 's1', { user: 'li' }, { expectedVersion: 0, by });
    expect((await refusal(store.documents.put('session', 's1', {}, { expectedVersion: 0, by }))).code).toBe('SCN_STORE_CONFLICT');
  }],
];
