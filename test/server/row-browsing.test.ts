import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const definition = { id: 'lab/price', title: 'Prices', key: ['id'], fields: [{ id: 'id', type: 'string' }, { id: 'price', type: 'decimal', optional: true }, { id: 'day', type: 'date' }] };

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.designer.send('PUT', '/api/datasets', { definition });
  await studio.app.studio.store.datasets.load(definition.id, [{ id: 'A', price: '9.5', day: '2022-01-03' }, { id: 'B', price: '10', day: '2022-01-01' }, { id: 'C', price: null, day: '2022-01-02' }], 'x');
});
afterAll(() => studio.close());

const ask = async (query: string) => (await studio.designer.send<{ rows?: { id: string }[]; count?: number; code?: string }>('GET', `/api/datasets/rows?dataset=lab/price&${query}`)).body;
const ids = async (query: string) => (await ask(query)).rows?.map(({ id }) => id).join('');

const where = (tests: unknown) => `where=${encodeURIComponent(JSON.stringify(tests))}`;

describe('looking through rows', () => {
  it.each([
    ['sort=price', 'ABC'],
    ['sort=-price', 'BAC'],
    ['sort=day', 'BCA'],
    ['field=price&op=%3E&value=9.6', 'B'],
    ['field=day&op=%3C%3D&value=2022-01-02&sort=-day', 'CB'],
    ['field=price&op=null', 'C'],
    ['field=price&op=not-null', 'AB'],
    ['field=id&value=B', 'B'],
    ['field=id&op=contains&value=b', 'B'],
    [where([{ field: 'price', op: 'not-null' }, { field: 'day', op: '>', value: '2022-01-01' }]), 'A'],
    [`field=day&op=%3E&value=2022-01-01&${where([{ field: 'price', op: 'null' }])}`, 'C'],
    [where([]), 'ABC'],
  ])('%s gives %s', async (query, expected) => {
    expect(await ids(query)).toBe(expected);
  });

  it('refuses a column that is not there and a number that is none', async () => {
    expect([(await ask('sort=gone')).code, (await ask('field=gone&op=null')).code, (await ask('field=price&op=%3E&value=ten')).code]).toEqual(['SCN_DATA_FIELD', 'SCN_DATA_FIELD', 'SCN_DATA_FIELD_VALUE']);
  });

  it('refuses conditions that are none, and “contains” of what is no text', async () => {
    const codes = await Promise.all(['where=%5B', where([{ field: 'id', op: 'like', value: 'a' }]), where({}), where(Array.from({ length: 11 }, () => ({ field: 'id', op: 'null' }))), where([{ field: 'gone', op: 'null' }]), where([{ field: 'price', op: 'contains', value: '1' }])].map(async (query) => (await ask(query)).code));
    expect(codes).toEqual(['SCN_DATA_WHERE', 'SCN_DATA_WHERE', 'SCN_DATA_WHERE', 'SCN_DATA_WHERE', 'SCN_DATA_FIELD', 'SCN_DATA_FIELD_TEXT']);
  });

  it('puts every column that was tested on record, and no value', async () => {
    await ids(`field=id&value=B&${where([{ field: 'day', op: '=', value: '2022-01-01' }])}`);
    const { items } = await studio.app.studio.store.audit.list({ limit: 1 });
    expect([items[0]?.action, items[0]?.details?.['by']]).toEqual(['dataset.read', 'id, day']);
  });
});
