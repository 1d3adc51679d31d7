import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareKeys, SortedList, type SortKey } from '../../../server/stores/core/sorted-list.ts';

it('a sorted list stays in order whatever comes late, and loses only what is removed', () => {
  const keys = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.string({ maxLength: 2 })), { maxLength: 60, selector: JSON.stringify });
  fc.assert(fc.property(keys, fc.infiniteStream(fc.boolean()), (items, coins) => {
    const list = new SortedList<SortKey>((item) => item);
    for (const item of items) list.add(item);
    expect(list.items).toEqual([...items].sort(compareKeys));
    const gone = new Set(items.filter(() => coins.next().value));
    for (const item of gone) list.remove(item);
    expect(list.items).toEqual(items.filter((item) => !gone.has(item)).sort(compareKeys));
  }), { seed: 20261129, numRuns: 300 });
});
