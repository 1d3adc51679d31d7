import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem, Undone } from '../../server/api/imports.ts';
import type { ImportRecord } from '../../server/services/imports/records.ts';
import { createTestStudio, type TestStudio } from './support/studio.ts';

const definition = { id: 'lab/many', title: 'Many', key: ['plate'], fields: [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }] };
const dataset = definition.id;
const PART = 3000;

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.designer.send('PUT', '/api/datasets', { definition });
});
afterAll(() => studio.close());
beforeEach(() => studio.app.studio.store.datasets.load(dataset, [{ plate: 'A', owner: '张三' }], 'x'));

/** Parts of 3,000 rows each, so that two of them make a piece. */
async function take(batch: string, mode: 'append' | 'upsert', owners: readonly string[], more: readonly { readonly plate: string }[] = []): Promise<void> {
  for (const [part, owner] of owners.entries()) {
    const rows = [...Array.from({ length: PART - more.length }, (_, n) => ({ plate: `${batch}-${part}-${n}`, owner })), ...more.map((row) => ({ ...row, owner }))];
    const taken = await studio.designer.send<{ written: number }>('POST', '/api/datasets/import', { dataset, format: 'json', mode, text: JSON.stringify(rows), batch });
    expect(taken.body.written).toBe(PART);
  }
}
const undo = async (id: string, piece?: boolean) => (await studio.designer.send<Undone & { code?: string }>('POST', '/api/datasets/imports/undo', { dataset, import: id, ...(piece === undefined ? {} : { piece }) })).body;
const item = async (id: string) => (await studio.designer.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(dataset)}`)).body.items.find((one) => one.id === id);
const count = async () => (await studio.app.studio.store.datasets.query(dataset, { limit: 1 })).count;
const stored = async (id: string) => {
  const found = await studio.app.studio.store.documents.get<ImportRecord>('import', `${dataset}#${id}`);
  if (!found) throw new Error(id);
  return found;
};

describe('a large import is taken back in pieces', () => {
  it('one at a call, says how far it is, and takes no more rows meanwhile', async () => {
    await take('pieces-1', 'append', ['a', 'b', 'c']);
    const { datasets } = studio.app.studio.store;
    await datasets.write([{ kind: 'update', dataset, id: 'pieces-1-0-5', expectedVersion: (await datasets.row(dataset, 'pieces-1-0-5'))?.version ?? 0, data: { plate: 'pieces-1-0-5', owner: 'changed' } }], 'x');
    expect(await undo('pieces-1', true)).toEqual({ taken: 2 * PART - 1, left: 1, more: true });
    expect([await count(), (await item('pieces-1'))?.undoing]).toMatchObject([1 + 1 + PART, { by: '设计员', taken: 2 * PART - 1, left: 1 }]);
    const more = await studio.designer.send<{ code: string }>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'append', text: '[{"plate":"Z","owner":"z"}]', batch: 'pieces-1' });
    expect(more.body.code).toBe('SCN_DATA_IMPORT_BATCH');
    expect(await undo('pieces-1', true)).toEqual({ taken: 3 * PART - 1, left: 1 });
    expect([await count(), (await item('pieces-1'))?.undone?.by, (await undo('pieces-1', true)).code]).toEqual([2, '设计员', 'SCN_DATA_UNDO_TWICE']);
  });

  it('all of them at one call without asking for pieces, also from the middle on', async () => {
    await take('pieces-2', 'append', ['a', 'b', 'c']);
    await undo('pieces-2', true);
    expect(await undo('pieces-2')).toEqual({ taken: 3 * PART, left: 0 });
    expect(await count()).toBe(1);
  });

  it.each([['before its rows were written', false], ['after they were', true]] as const)('and is gone on with when a piece was cut %s', async (_, wasWritten) => {
    const id = `pieces-cut-${String(wasWritten)}`;
    await take(id, 'append', ['a', 'b', 'c']);
    const before = await stored(id);
    if (wasWritten) await undo(id, true);
    const now = await stored(id);
    const undoing = { at: before.body.at, by: 'x', parts: 0, taken: 0, left: 0, taking: { parts: 2, taken: 2 * PART, left: 0 } };
    await studio.app.studio.store.documents.put('import', `${dataset}#${id}`, { ...before.body, undoing }, { expectedVersion: now.version, by: 'x' });
    expect(await undo(id, true)).toEqual({ taken: 2 * PART, left: 0, more: true });
    expect(await undo(id, true)).toEqual({ taken: 3 * PART, left: 0 });
    expect(await count()).toBe(1);
  });

  it('puts back what a row was before the file named it first, also when it did so in several pieces', async () => {
    await take('pieces-3', 'upsert', ['a', 'b', 'c'], [{ plate: 'A' }, { plate: 'B' }]);
    expect(await undo('pieces-3', true)).toMatchObject({ left: 0, more: true });
    expect(await undo('pieces-3', true)).toEqual({ taken: 3 * (PART - 2) + 2, left: 0 });
    expect((await studio.app.studio.store.datasets.query(dataset, { limit: 9 })).rows.map(({ data }) => data)).toEqual([{ plate: 'A', owner: '张三' }]);
  });
});
