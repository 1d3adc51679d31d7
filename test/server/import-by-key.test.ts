import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../server/api/data.ts';
import type { ImportItem, Resumed } from '../../server/api/imports.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

/** Rows of a file that change those of a dataset by key, in parts, and the way back. */
const dataset = 'lab/bike';
const columns = [['plate', 'string'], ['owner', 'string'], ['km', 'integer'], ['note', 'string']] as const;
const fields = columns.map(([id, type]) => ({ id, type, ...(id === 'plate' ? {} : { optional: true }) }));
const file = { name: 'bikes.xlsx', size: 4711, hash: 'cd'.repeat(32), rows: 6 };
const reading = { sheet: 0, columns: [{ field: 'plate', at: 0 }, { field: 'km', at: 1 }] };

let studio: TestStudio;
let batches = 0;
let batch = '';
beforeAll(async () => {
  studio = await createTestStudio();
  await studio.designer.send('PUT', '/api/datasets', { definition: { id: dataset, title: 'Bikes', key: ['plate'], fields } });
  await studio.designer.send('PUT', '/api/datasets', { definition: { id: 'lab/loose', title: 'Loose', fields } });
  for (const [plate, km] of [['A', 1], ['B', 2], ['C', 3]] as const) await studio.designer.send('POST', '/api/datasets/rows', { dataset, data: { plate, owner: `o${plate}`, km, note: 'kept' } });
});
afterAll(() => studio.close());

const begin = () => {
  batches += 1;
  batch = `batch-by-key-${batches}`;
};
const send = (from: number, rows: readonly object[], more: object = {}) => studio.designer.send<ImportReport & { code?: string }>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'upsert', accept: 'good-rows', batch, file, from, reading, text: JSON.stringify(rows), ...more });
const undo = () => studio.designer.send<{ taken: number; left: number }>('POST', '/api/datasets/imports/undo', { dataset, import: batch });
const rows = async () => Object.fromEntries((await studio.app.studio.store.datasets.query(dataset, { limit: 100 })).rows.map(({ id, data }) => [id, [data['owner'] ?? null, data['km'] ?? null, data['note'] ?? null]]));
const FIRST = { A: ['oA', 1, 'kept'], B: ['oB', 2, 'kept'], C: ['oC', 3, 'kept'] };

describe('an import by key', () => {
  it('looks at every row first without writing any', async () => {
    begin();
    const { batch: _batch, file: _file, ...whole } = { batch, file };
    const looked = await studio.designer.send<ImportReport>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'upsert', accept: 'nothing', text: JSON.stringify([{ plate: 'A', km: '10' }, { plate: 'D', km: 'far' }]), ...whole });
    expect([looked.body.good, looked.body.bad, looked.body.written, looked.body.problems.map(({ row, field, code }) => [row, field, code])]).toEqual([1, 1, 0, [[2, 'km', 'SCN_DATA_TYPE']]]);
    expect(await rows()).toEqual(FIRST);
  });

  it('changes what the file says, keeps what it is silent about, adds what is new and leaves what is so already', async () => {
    begin();
    const first = await send(0, [{ plate: 'A', km: '10' }, { plate: 'B', km: '2' }, { plate: 'D', km: '4' }]);
    expect([first.status, first.body.good, first.body.bad, first.body.written]).toEqual([200, 3, 0, 2]);
    expect((await send(0, [{ plate: 'A', km: '11' }])).body.code).toBe('SCN_DATA_IMPORT_PLACE');
    const resumed = await studio.designer.send<Resumed>('POST', '/api/datasets/imports/resume', { dataset, import: batch, file });
    expect([resumed.body.next, resumed.body.written]).toEqual([3, 2]);
    const second = await send(3, [{ plate: 'C', km: 'x' }, { plate: 'E', km: '5' }, { plate: 'A', km: '12' }]);
    expect([second.body.good, second.body.bad, second.body.written]).toEqual([2, 1, 2]);
    expect(await rows()).toEqual({ ...FIRST, A: ['oA', 12, 'kept'], D: [null, 4, null], E: [null, 5, null] });
    const { items } = (await studio.designer.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${dataset}`)).body;
    expect(items.map(({ mode, written, bad, unfinished }) => [mode, written, bad, unfinished])[0]).toEqual(['upsert', 4, 1, undefined]);
  });

  it('is undone to what the rows were, also of one the file named twice, but for those changed since', async () => {
    const e = await studio.app.studio.store.datasets.row(dataset, 'E');
    await studio.designer.send('PUT', '/api/datasets/rows', { dataset, id: 'E', version: e?.version, data: { plate: 'E', km: 6 } });
    expect((await undo()).body).toEqual({ taken: 2, left: 1 });
    expect(await rows()).toEqual({ ...FIRST, E: [null, 6, null] });
  });

  it('goes on past a part in which nothing has to be written', async () => {
    begin();
    expect((await send(0, [{ plate: 'A', km: '1' }, { plate: 'B', km: '2' }, { plate: 'C', km: '3' }])).body.written).toBe(0);
    expect((await send(3, [{ plate: 'A', km: '7' }])).body.written).toBe(1);
    expect((await undo()).body).toEqual({ taken: 1, left: 0 });
  });

  it('needs a key', async () => {
    begin();
    const refused = await send(0, [{ plate: 'A', km: '1' }], { dataset: 'lab/loose' });
    expect([refused.status, refused.body.code]).toEqual([422, 'SCN_DATA_IMPORT_KEY']);
  });
});
