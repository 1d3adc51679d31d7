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
const change = async (id: string, owner = 'changed') => {
  const { datasets } = studio.app.studio.store;
  return datasets.write([{ kind: 'update', dataset, id, expectedVersion: (await datasets.row(dataset, id))?.version ?? 0, data: { plate: id, owner } }], 'x');
};

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

  it.each(['append', 'upsert'] as const)('leaves rows that were changed before a replacement that was taken back: %s', async (mode) => {
    await take(mode, ['M', 'N', 'O']);
    const [added] = await imports();
    await change('N');
    await take('replace', ['M', 'N']);
    const [replaced] = await imports();
    expect(await undo(replaced?.id)).toEqual({ taken: 2, left: 0 });
    expect(await undo(added?.id)).toEqual({ taken: 2, left: 1 });
    expect(await rows()).toEqual(['A 张三', 'B 李四', 'N changed']);
  });

  it('takes a row for another one when it was deleted and made anew', async () => {
    await take('append', ['P', 'Q']);
    const [added] = await imports();
    const { datasets } = studio.app.studio.store;
    await datasets.write([{ kind: 'delete', dataset, id: 'P', expectedVersion: (await datasets.row(dataset, 'P'))?.version ?? 0 }], 'x');
    await datasets.write([{ kind: 'insert', dataset, id: 'P', data: { plate: 'P', owner: 'new' } }], 'x');
    expect(await undo(added?.id)).toEqual({ taken: 1, left: 1 });
    expect(await rows()).toEqual(['A 张三', 'B 李四', 'P new']);
  });

  it('puts back what was replaced only where no row was changed, which a change back does not hide', async () => {
    await take('replace', ['A']);
    const [first] = await imports();
    await change('A');
    await change('A', 'new');
    expect((await undo(first?.id)).code).toBe('SCN_DATA_UNDO_CHANGED');
  });

  it('knows no rows of a dataset without a key that were replaced and put back', async () => {
    const plain = { id: 'lab/plain', title: 'Plain', fields: [{ id: 'n', type: 'integer' }] };
    await studio.designer.send('PUT', '/api/datasets', { definition: plain });
    const send = (mode: string, ...ns: number[]) => studio.designer.send('POST', '/api/datasets/import', { dataset: plain.id, format: 'json', mode, text: JSON.stringify(ns.map((n) => ({ n }))) });
    const latest = async () => (await studio.designer.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(plain.id)}`)).body.items[0]?.id;
    const undoHere = async (id: string | undefined) => (await studio.designer.send<{ taken?: number; code?: string }>('POST', '/api/datasets/imports/undo', { dataset: plain.id, import: id })).body;
    await send('append', 1, 2);
    const added = await latest();
    await send('replace', 3);
    expect(await undoHere(await latest())).toEqual({ taken: 1, left: 0 });
    expect((await undoHere(added)).code).toBe('SCN_DATA_UNDO_UNKNOWN');
    expect((await studio.app.studio.store.datasets.query(plain.id, { limit: 9 })).rows.map(({ data }) => data['n'])).toEqual([1, 2]);
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
