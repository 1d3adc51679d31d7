import { expect, it } from 'vitest';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { RowBase } from '../../server/services/triggers/row-deliveries.ts';
import { comingRows } from '../../server/services/triggers/replaced-rows.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';

const ROWS = 1800;
const PLAIN: DatasetDefinition = { id: 'lab/items', title: 'Items', fields: [{ id: 'no', type: 'string' }, { id: 'days', type: 'integer' }] };
const row = (n: number, days: number) => ({ no: `N${n}`, days });

/** A dataset of `ROWS` rows that two scenarios look at: one at new rows, one at changes of the days. */
async function watched(definition: DatasetDefinition): Promise<RowBase> {
  const store = createMemoryStore();
  await store.datasets.define(definition);
  await store.datasets.load(definition.id, Array.from({ length: ROWS }, (_, n) => row(n, 1)), 'x');
  const looking = (id: string, config: object) => ({ scenario: { id, datasets: { items: { use: definition.id } }, flows: { main: { nodes: { seen: { type: 'start.row', config: { dataset: 'items', ...config } } } } } } });
  return { store, now: () => new Date(0), live: { all: () => [looking('new', {}), looking('changed', { on: 'changed', fields: ['days'] })] } } as unknown as RowBase;
}

/** What comes with every row up to `count`, of which the first `changed` are others than they were. */
async function found(definition: DatasetDefinition, count: number, changed: number) {
  const rows = Array.from({ length: count }, (_, n) => ({ id: `N${n}`, data: row(n, n < changed ? 2 : 1) }));
  const coming = await comingRows(await watched(definition), definition.id, () => rows);
  return coming.map(({ trigger, count: all, rows: kept }) => ({ scenario: trigger.scenario, all, kept: kept.length, first: kept[0] && { ...kept[0], before: kept[0].before?.data } }));
}

it('a replacement tells what came and what changed, over more than one piece', async () => {
  expect(await found({ ...PLAIN, key: ['no'] }, ROWS + 3, 700)).toEqual([
    { scenario: 'new', all: 3, kept: 3, first: { dataset: PLAIN.id, id: `N${ROWS}`, data: row(ROWS, 1), before: undefined } },
    { scenario: 'changed', all: 700, kept: 700, first: { dataset: PLAIN.id, id: 'N0', data: row(0, 2), before: row(0, 1) } },
  ]);
});

it('of more rows than begin runs by themselves only so many are kept', async () => {
  const [, changed] = await found({ ...PLAIN, key: ['no'] }, ROWS, 1500);
  expect([changed?.all, changed?.kept]).toEqual([1500, 1000]);
});

it('without a key all rows are new, under the ids they will have', async () => {
  expect(await found(PLAIN, 5, 2)).toMatchObject([{ all: 5, first: { id: '1' } }, { all: 0, kept: 0 }]);
});

it('of a dataset that nobody looks at no row is read', async () => {
  const base = { ...(await watched(PLAIN)), live: { all: () => [] } } as unknown as RowBase;
  expect(await comingRows(base, PLAIN.id, () => { throw new Error('read'); })).toEqual([]);
});
