import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem } from '../../server/api/imports.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const definition = { id: 'lab/bike', title: 'Bikes', key: ['plate'], fields: [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }] };
const dataset = definition.id;

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.designer.send('PUT', '/api/datasets', { definition });
});
afterAll(() => studio.close());
beforeEach(() => studio.app.studio.store.datasets.load(dataset, [{ plate: 'A', owner: '张三' }, { plate: 'B', owner: '李四' }], 'x'));

const take = async (mode: 'append' | 'upsert' | 'replace', plates: readonly string[], batch?: string) => {
  const text = JSON.stringify(plates.map((plate) => ({ plate, owner: 'new' })));
  return studio.designer.send<{ written: number; code?: string }>('POST', '/api/datasets/import', { dataset, format: 'json', mode, text, ...(batch === undefined ? {} : { batch }) });
};
const imports = async () => (await studio.designer.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(dataset)}`)).body.items;
const undo = async (id: string | undefined) => (await studio.designer.send<{ taken?: number; left?: number; code?: string }>('POST', '/api/datasets/imports/undo', { dataset, import: id })).body;
const rows = async () => (await studio.app.studio.store.datasets.query(dataset, { limit: 100 })).rows.map(({ data }) => `${data['plate'] as string} ${data['owner'] as string}`).toSorted();
const change = (id: string) => studio.app.studio.store.datasets.write([{ kind: 'update', dataset, id, expectedVersion: 1, data: { plate: id, owner: 'changed' } }], 'x');

describe('an import is taken back', () => {
  it('takes the added rows away, and leaves those that were changed since', async () => {
    await take('append', ['C', 'D']);
    await change('D');
    const [last] = await imports();
    expect([last?.mode, last?.written, last?.by]).toEqual(['append', 2, '设计员']);
    expect(await undo(last?.id)).toEqual({ taken: 1, left: 1 });
    expect(await rows()).toEqual(['A 张三', 'B 李四', 'D changed']);
    expect((await imports())[0]?.undone?.by).toBe('设计员');
    expect((await undo(last?.id)).code).toBe('SCN_DATA_UNDO_TWICE');
  });

  it('takes the parts of one file back together', async () => {
    await take('append', ['E', 'F'], 'batch-0001');
    await take('append', ['G'], 'batch-0001');
    expect((await imports()).find(({ id }) => id === 'batch-0001')?.written).toBe(3);
    expect(await undo('batch-0001')).toEqual({ taken: 3, left: 0 });
    expect(await rows()).toEqual(['A 张三', 'B 李四']);
    expect((await take('append', ['H'], 'batch-0001')).body.code).toBe('SCN_DATA_IMPORT_BATCH');
  });

  it('puts back what was replaced, unless something came after it', async () => {
    await take('replace', ['X', 'Y']);
    const [first] = await imports();
    await change('X');
    expect((await undo(first?.id)).code).toBe('SCN_DATA_UNDO_CHANGED');
    await take('replace', ['Z']);
    const [second] = await imports();
    expect((await undo(first?.id)).code).toBe('SCN_DATA_UNDO_LATER');
    expect(await undo(second?.id)).toEqual({ taken: 1, left: 0 });
    expect(await rows()).toEqual(['X changed', 'Y new']);
  });

  it.each(['append', 'upsert'] as const)('does not take rows for its own that a later replacement brought: %s', async (mode) => {
    await take(mode, ['K']);
    const [added] = await imports();
    await take('replace', ['A', 'K']);
    const [replaced] = await imports();
    expect([(await undo(added?.id)).code, await rows()]).toEqual(['SCN_DATA_UNDO_LATER', ['A new', 'K new']]);
    expect(await undo(replaced?.id)).toEqual({ taken: 2, left: 0 });
    expect(await undo(added?.id)).toEqual({ taken: 1, left: 0 });
    expect(await rows()).toEqual(['A 张三', 'B 李四']);
  });

  it('answers for an import that is not there', async () => {
    expect((await undo('none')).code).toBe('SCN_API_NOT_FOUND');
  });

  it('remembers the latest twenty', async () => {
    for (let at = 0; at < 22; at += 1) await take('append', [`many-${at}`]);
    const items = await imports();
    expect([items.length, (await studio.app.studio.store.documents.list('import-part', { prefix: `${dataset}#` })).length]).toEqual([20, items.filter(({ undone }) => !undone).length]);
  });
});
