import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportItem, Resumed } from '../../server/api/imports.ts';
import { settleCut } from '../../server/services/imports/settle.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { cuttable } from './support/cuttable-store.ts';
import { createTestStudio, loginAs, createTestApp } from './support/studio.ts';
import type { Answer, Person, TestStudio } from './support/studio.ts';

const ROWS = 12;
const PART = 4;
let batch = 'batch-of-12-rows';
const file = { name: 'bikes.xlsx', size: 4711, hash: 'ab'.repeat(32), rows: ROWS };
const reading = { sheet: 0, columns: [{ field: 'plate', at: 1 }, { field: 'owner', at: 0 }] };
const fields = [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }];
const KEYED = { id: 'lab/bike', title: 'Bikes', key: ['plate'], fields };
const LOOSE = { id: 'lab/loose', title: 'Loose', fields };

type Report = { written: number; good: number; bad: number; code?: string; detail?: string };

let power: ReturnType<typeof cuttable>;
let studio: TestStudio;
beforeEach(async () => {
  power = cuttable(createMemoryStore());
  studio = await createTestStudio({ store: power.store });
  for (const definition of [KEYED, LOOSE]) await studio.designer.send('PUT', '/api/datasets', { definition });
});
afterEach(() => studio.close());

const rowsOf = (from: number, upTo = from + PART) => Array.from({ length: upTo - from }, (_, i) => ({ plate: `P${from + i}`, owner: `o${from + i}` }));
const send = (dataset: string, from: number, more: object = {}, by: Person = studio.designer): Promise<Answer<Report>> =>
  by.send<Report>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'append', accept: 'good-rows', batch, file, from, reading, text: JSON.stringify(rowsOf(from)), ...more });
const resume = (dataset: string, more: object = {}, by: Person = studio.designer) => by.send<Resumed & { code?: string; detail?: string }>('POST', '/api/datasets/imports/resume', { dataset, import: batch, file, ...more });
const ask = (what: 'leave' | 'undo', dataset: string, by: Person = studio.designer) => by.send<{ code?: string; taken?: number; left?: number }>('POST', `/api/datasets/imports/${what}`, { dataset, import: batch });
const listed = async (dataset: string, by: Person = studio.designer) => (await by.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(dataset)}`)).body.items;
const plates = async (dataset: string) => (await studio.app.studio.store.datasets.query(dataset, { limit: 100 })).rows.map(({ data }) => data['plate'] as string).toSorted();
const all = rowsOf(0, ROWS).map(({ plate }) => plate).toSorted();

describe.each([['with a key', KEYED.id], ['without a key', LOOSE.id]])('an import in parts, %s', (_name, dataset) => {
  it('tells how far it came, and goes on there to the end of the file', async () => {
    await send(dataset, 0);
    const [cut] = await listed(dataset);
    expect([cut?.written, cut?.unfinished?.next, cut?.unfinished?.file, cut?.unfinished?.mine]).toEqual([4, 4, file, true]);
    expect((await resume(dataset)).body).toEqual({ next: 4, written: 4, bad: 0, reading });
    await send(dataset, 4);
    await send(dataset, 8);
    const [whole] = await listed(dataset);
    expect([whole?.written, whole?.unfinished, await plates(dataset)]).toEqual([ROWS, undefined, all]);
    // As after a lost answer to the last part.
    expect((await resume(dataset)).body).toEqual({ next: ROWS, written: ROWS, bad: 0, reading });
    expect((await ask('leave', dataset)).body.code).toBe('SCN_DATA_IMPORT_OVER');
    expect((await ask('undo', dataset)).body).toEqual({ taken: ROWS, left: 0 });
    expect([(await resume(dataset)).body.code, await plates(dataset)]).toEqual(['SCN_DATA_IMPORT_OVER', []]);
  });

  it('loses and doubles nothing, whatever change the power fails after', async () => {
    const before = power.changes();
    await send(dataset, 0);
    const changes = power.changes() - before;
    expect(changes).toBeGreaterThan(3);
    for (let after = 0; after <= changes; after += 1) {
      power.cut(after);
      await send(dataset, 4).catch(() => undefined);
      power.heal();
      const { next } = (await resume(dataset)).body;
      expect([4, 8]).toContain(next);
      if (next === 4) expect((await send(dataset, 4)).body.written).toBe(PART);
      expect((await send(dataset, 4)).body.code).toBe('SCN_DATA_IMPORT_PLACE');
      expect(await plates(dataset)).toEqual(rowsOf(0, 8).map(({ plate }) => plate).toSorted());
      expect((await listed(dataset))[0]?.written).toBe(8);
      await ask('undo', dataset);
      expect(await plates(dataset)).toEqual([]);
      batch = `batch-after-${after}`;
      await send(dataset, 0);
    }
  });

  it('counts what was written when only the answer was lost, also before anybody goes on', async () => {
    power.cut(3);
    await send(dataset, 0).catch(() => undefined);
    power.heal();
    const [cut] = await listed(dataset);
    expect([cut?.written, cut?.unfinished?.next, await plates(dataset)]).toEqual([4, 4, rowsOf(0, 4).map(({ plate }) => plate)]);
  });

  it('is on record once, whatever change the power fails after, also when nobody looks at it again', async () => {
    const { store } = studio.app.studio;
    const entries = async () => (await store.audit.list({ limit: 500 })).items.filter(({ action, details }) => action === 'dataset.import' && (details as { import?: string } | undefined)?.import === batch);
    for (let after = 0; after <= 8; after += 1) {
      batch = `batch-record-${after}`;
      power.cut(after);
      await send(dataset, 0).catch(() => undefined);
      power.heal();
      const written = (await plates(dataset)).length > 0;
      await settleCut({ ...studio.app.studio, now: () => new Date(Date.now() + 60_000) });
      expect([after, (await entries()).length]).toEqual([after, written ? 1 : 0]);
      if (written) await ask('undo', dataset);
    }
  });

  it('lets one of two who go on at once through', async () => {
    await send(dataset, 0);
    const answers = await Promise.all([send(dataset, 4), send(dataset, 4)]);
    expect(answers.map(({ body }) => body.code ?? 'ok').toSorted()[1]).toBe('ok');
    expect(await plates(dataset)).toEqual(rowsOf(0, 8).map(({ plate }) => plate).toSorted());
    expect((await resume(dataset)).body.next).toBe(8);
  });
});

describe('an import that is not gone on with', () => {
  it('is refused with another file, and says both', async () => {
    await send(KEYED.id, 0);
    const other = await resume(KEYED.id, { file: { ...file, name: 'other.csv', hash: 'cd'.repeat(32) } });
    expect([other.status, other.body.code, other.body.detail?.includes('bikes.xlsx') && other.body.detail.includes('other.csv')]).toEqual([409, 'SCN_DATA_IMPORT_FILE', true]);
    expect((await send(KEYED.id, 4, { file: { ...file, size: 1 } })).body.code).toBe('SCN_DATA_IMPORT_FILE');
    // The same content under another name is the same file.
    expect((await resume(KEYED.id, { file: { ...file, name: 'renamed.xlsx' } })).body.next).toBe(4);
  });

  it('is for whoever began it; others may leave or undo it', async () => {
    const neighbour = await studio.member('dan', { role: 'designer' });
    await send(KEYED.id, 0);
    expect((await listed(KEYED.id, neighbour))[0]?.unfinished?.mine).toBe(false);
    expect((await resume(KEYED.id, {}, neighbour)).body.code).toBe('SCN_DATA_IMPORT_BATCH');
    expect((await send(KEYED.id, 4, {}, neighbour)).body.code).toBe('SCN_DATA_IMPORT_BATCH');
    expect((await resume(KEYED.id, {}, studio.user)).body.code).toBe('SCN_AUTH_FORBIDDEN');
    expect((await ask('leave', KEYED.id, studio.user)).body.code).toBe('SCN_AUTH_FORBIDDEN');
    expect((await ask('leave', KEYED.id, neighbour)).status).toBe(200);
    expect([(await listed(KEYED.id))[0]?.unfinished, (await ask('leave', KEYED.id)).body.code, (await send(KEYED.id, 4)).body.code]).toEqual([undefined, 'SCN_DATA_IMPORT_OVER', 'SCN_DATA_IMPORT_BATCH']);
    expect((await ask('undo', KEYED.id, neighbour)).body).toEqual({ taken: 4, left: 0 });
    const entries = (await studio.admin.send<{ items: { action: string; details?: object }[] }>('GET', '/api/audit?limit=20')).body.items;
    expect(entries.find(({ action }) => action === 'dataset.import-leave')?.details).toEqual({ import: batch, next: 4 });
    expect(entries.find(({ action }) => action === 'dataset.import')?.details).toEqual({ mode: 'append', written: 4, bad: 0, import: batch, from: 0 });
  });

  it('goes on at another server, and is on record there', async () => {
    await send(LOOSE.id, 0);
    const second = await createTestApp({ store: power.store });
    const person = await loginAs(second, 'dora');
    expect((await resume(LOOSE.id, {}, person)).body.next).toBe(4);
    expect((await send(LOOSE.id, 4, {}, person)).body.written).toBe(4);
    const entries = (await studio.admin.send<{ items: { action: string; details?: object }[] }>('GET', '/api/audit?limit=20')).body.items;
    expect(entries.find(({ action }) => action === 'dataset.import-resume')?.details).toEqual({ import: batch, next: 4 });
  });

  it('is refused once all rows were replaced', async () => {
    await send(KEYED.id, 0);
    await studio.designer.send('POST', '/api/datasets/import', { dataset: KEYED.id, format: 'json', mode: 'replace', text: JSON.stringify(rowsOf(50, 52)) });
    expect((await resume(KEYED.id)).body.code).toBe('SCN_DATA_IMPORT_REPLACED');
  });

  it('counts bad rows as dealt with, also where a whole part is bad, and refuses parts that name too little', async () => {
    const bad = rowsOf(0).map(({ owner }) => ({ plate: '', owner }));
    expect((await send(KEYED.id, 0, { text: JSON.stringify(bad) })).body).toMatchObject({ good: 0, bad: 4, written: 0 });
    expect((await resume(KEYED.id)).body).toMatchObject({ next: 4, written: 0, bad: 4 });
    const mixed = [...bad.slice(0, 1), ...rowsOf(5, 8)];
    expect((await send(KEYED.id, 4, { text: JSON.stringify(mixed) })).body).toMatchObject({ good: 3, bad: 1 });
    expect((await resume(KEYED.id)).body).toMatchObject({ next: 8, written: 3, bad: 5 });
    for (const lacking of [{ batch: undefined }, { from: undefined }, { reading: undefined }]) expect((await send(KEYED.id, 8, lacking)).body.code).toBe('SCN_DATA_IMPORT_PART');
    expect((await send(LOOSE.id, 4)).body.code).toBe('SCN_DATA_IMPORT_PLACE');
  });

  it('leaves no record when a total refuses it, and keeps what came before when a later part is refused', async () => {
    await studio.designer.send('PUT', '/api/datasets', { definition: { ...KEYED, totals: [{ id: 'few', by: [], max: 6 }] } });
    const whole = await studio.designer.send<Report>('POST', '/api/datasets/import', { dataset: KEYED.id, format: 'json', mode: 'append', text: JSON.stringify(rowsOf(0, 7)) });
    expect([whole.body.code, await listed(KEYED.id)]).toEqual(['SCN_DATA_TOTAL', []]);
    expect((await studio.app.studio.store.documents.list('import-part')).length).toBe(0);
    await send(KEYED.id, 0);
    expect((await send(KEYED.id, 4)).body.code).toBe('SCN_DATA_TOTAL');
    const [cut] = await listed(KEYED.id);
    expect([cut?.written, cut?.unfinished?.next, (await plates(KEYED.id)).length]).toEqual([4, 4, 4]);
  });
});
