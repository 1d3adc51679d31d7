import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ImportReport } from '../../../server/api/data.ts';
import type { ImportItem, Resumed } from '../../../server/api/imports.ts';
import type { Store } from '../../../server/stores/store.ts';
import { cuttable } from './cuttable-store.ts';
import { createTestStudio } from './studio.ts';
import type { TestStudio } from './studio.ts';

const ROWS = 12;
const PART = 4;
const file = { name: 'bikes.csv', size: 4711, hash: 'ab'.repeat(32), rows: ROWS };
const reading = { sheet: 0, columns: [{ field: 'plate', at: 0 }, { field: 'owner', at: 1 }] };
const fields = [{ id: 'plate', type: 'string' }, { id: 'owner', type: 'string' }];
const KEYED = { id: 'lab/bike', title: 'Bikes', key: ['plate'], fields };
const LOOSE = { id: 'lab/loose', title: 'Loose', fields };

type Answer = ImportReport & { code?: string };

const rowsOf = (from: number) => Array.from({ length: PART }, (_, i) => ({ plate: `P${from + i}`, owner: `o${from + i}` }));
const OLD = ['OLD', 'P1'];
const NEW = Array.from({ length: ROWS }, (_, n) => `P${n}`);

/** All rows of a dataset replaced by a file that comes in parts, over HTTP. @param open an empty store for each test, and what to do when that is over */
export function runReplaceSuite(name: string, open: () => Promise<{ readonly store: Store; readonly remove: () => Promise<void> }>): void {
  let batch: string;
  let opened: Awaited<ReturnType<typeof open>>;
  let power: ReturnType<typeof cuttable>;
  let studio: TestStudio;
  beforeEach(async () => {
    batch = 'replace-12-rows';
    opened = await open();
    power = cuttable(opened.store);
    studio = await createTestStudio({ store: power.store });
    for (const definition of [KEYED, LOOSE]) {
      await studio.designer.send('PUT', '/api/datasets', { definition });
      await studio.app.studio.store.datasets.load(definition.id, [{ plate: 'OLD', owner: 'x' }, { plate: 'P1', owner: 'y' }], 'x');
    }
  });
  afterEach(async () => {
    await studio.close();
    await opened.store.close();
    await opened.remove();
  });

  const send = async (dataset: string, from: number, rows: readonly object[] = rowsOf(from)) =>
    (await studio.designer.send<Answer>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'replace', accept: 'good-rows', batch, file, from, reading, text: JSON.stringify(rows) })).body;
  const finish = async (dataset: string, more: object = {}, by = studio.designer) => (await by.send<Answer>('POST', '/api/datasets/imports/finish', { dataset, import: batch, ...more })).body;
  /** Somebody else who may change the data. */
  const neighbour = () => studio.member('dan', { role: 'designer' });
  const resume = async (dataset: string) => (await studio.designer.send<Partial<Resumed> & { code?: string }>('POST', '/api/datasets/imports/resume', { dataset, import: batch, file })).body;
  const ask = async (what: 'leave' | 'undo', dataset: string, id = batch) => (await studio.designer.send<{ code?: string; taken?: number; left?: number }>('POST', `/api/datasets/imports/${what}`, { dataset, import: id })).body;
  const listed = async (dataset: string) => (await studio.designer.send<{ items: ImportItem[] }>('GET', `/api/datasets/imports?dataset=${encodeURIComponent(dataset)}`)).body.items;
  const plates = async (dataset: string) => (await studio.app.studio.store.datasets.query(dataset, { limit: 100 })).rows.map(({ data }) => data['plate'] as string);
  const pieces = async (kind: string) => (await studio.app.studio.store.documents.list(kind)).length;

  describe.each([['with a key', KEYED.id], ['without a key', LOOSE.id]])(`${name}: all rows are replaced by a file in parts, %s`, (_name, dataset) => {
    it('only once all of it is there, in one piece, and can be undone', async () => {
      expect(await send(dataset, 0)).toMatchObject({ good: 4, bad: 0, written: 0 });
      expect((await finish(dataset)).code).toBe('SCN_DATA_IMPORT_PLACE');
      const [begun] = await listed(dataset);
      expect([begun?.written, begun?.unfinished?.next, await resume(dataset)]).toEqual([0, 4, { next: 4, written: 0, bad: 0, reading }]);
      await send(dataset, 4);
      expect((await send(dataset, 4)).code).toBe('SCN_DATA_IMPORT_PLACE');
      await send(dataset, 8);
      expect([await plates(dataset), (await resume(dataset)).next]).toEqual([OLD, ROWS]);
      expect(await finish(dataset)).toEqual({ good: ROWS, bad: 0, written: ROWS, problems: [] });
      expect([await plates(dataset), await pieces('import-coming')]).toEqual([NEW, 0]);
      const [done] = await listed(dataset);
      expect([done?.written, done?.mode, done?.unfinished, (await send(dataset, ROWS)).code]).toEqual([ROWS, 'replace', undefined, 'SCN_DATA_IMPORT_BATCH']);
      expect(await ask('undo', dataset)).toEqual({ taken: ROWS, left: 0 });
      expect([await plates(dataset), (await finish(dataset)).code, (await resume(dataset)).code]).toEqual([OLD, 'SCN_DATA_IMPORT_OVER', 'SCN_DATA_IMPORT_OVER']);
    });

    it('once, however often it is asked to: whoever lost the answer is told what was done', async () => {
      for (const from of [0, 4, 8]) await send(dataset, from);
      const first = await finish(dataset);
      const versions = async () => (await studio.app.studio.store.datasets.query(dataset, { limit: 100 })).rows.map(({ version }) => version);
      const before = await versions();
      expect(await resume(dataset)).toEqual({ next: ROWS, written: ROWS, bad: 0, reading });
      expect([await finish(dataset), await finish(dataset, { accept: 'good-rows' }), await versions()]).toEqual([first, first, before]);
      expect((await finish(dataset, {}, await neighbour())).code).toBe('SCN_DATA_IMPORT_BATCH');
    });

    it('with nothing lost or half done, whatever change the power fails after', async () => {
      const steps = [() => send(dataset, 0), () => send(dataset, 4), () => send(dataset, 8), () => finish(dataset)];
      const before = power.changes();
      for (const step of steps) await step();
      const changes = power.changes() - before;
      await ask('undo', dataset);
      for (let after = 0; after <= changes; after += 1) {
        batch = `replace-after-${after}`;
        power.cut(after);
        for (const step of steps) await step().catch(() => undefined);
        power.heal();
        const { next = 0, written = 0 } = await resume(dataset);
        expect(await plates(dataset), batch).toEqual(written > 0 ? NEW : OLD);
        for (let from = next; from < ROWS; from += PART) await send(dataset, from);
        expect(await finish(dataset)).toEqual({ good: ROWS, bad: 0, written: ROWS, problems: [] });
        expect([await plates(dataset), (await listed(dataset))[0]?.written]).toEqual([NEW, ROWS]);
        expect(await ask('undo', dataset)).toEqual({ taken: ROWS, left: 0 });
        expect([await plates(dataset), await pieces('import-coming')]).toEqual([OLD, 0]);
      }
    });

    it('or not at all, when it is left; it keeps nobody from undoing what came before', async () => {
      await studio.designer.send('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'append', batch: 'added-before', text: JSON.stringify([{ plate: 'Z', owner: 'z' }]) });
      await send(dataset, 0);
      expect(await ask('leave', dataset)).toEqual({ ok: true });
      expect([(await listed(dataset)).map(({ id }) => id), await pieces('import-coming'), (await send(dataset, 4)).code, (await finish(dataset)).code]).toEqual([['added-before'], 0, 'SCN_DATA_IMPORT_BATCH', 'SCN_DATA_IMPORT_OVER']);
      expect(await ask('undo', dataset, 'added-before')).toEqual({ taken: 1, left: 0 });
      expect(await plates(dataset)).toEqual(OLD);
    });
  });

  describe(`${name}: a replacement in parts`, () => {
    it('with bad rows asks before it replaces, counting keys that came twice in other parts', async () => {
      await send(KEYED.id, 0);
      await send(KEYED.id, 4, [{ plate: 'P1', owner: 'again' }, { plate: 'P5', owner: 'a' }, { plate: '', owner: 'b' }, { plate: 'P7', owner: 'c' }]);
      await send(KEYED.id, 8);
      const looked = await finish(KEYED.id);
      expect([looked.good, looked.bad, looked.written, looked.problems.map(({ row, code, value }) => [row, code, value])]).toEqual([10, 2, 0, [[5, 'SCN_DATA_DOUBLE_KEY', 'P1']]]);
      expect(await plates(KEYED.id)).toEqual(OLD);
      const done = await finish(KEYED.id, { accept: 'good-rows' });
      expect(done).toEqual({ ...looked, written: 10 });
      expect([await finish(KEYED.id), await pieces('import-told')]).toEqual([done, 1]);
      expect((await listed(KEYED.id))[0]).toMatchObject({ written: 10, bad: 2 });
      expect((await studio.app.studio.store.datasets.row(KEYED.id, 'P1'))?.data).toEqual({ plate: 'P1', owner: 'o1' });
      await ask('undo', KEYED.id);
      expect(await pieces('import-told')).toBe(0);
    });

    it('of bad rows only replaces nothing, also where they are accepted', async () => {
      for (const from of [0, 4, 8]) await send(KEYED.id, from, rowsOf(from).map(({ owner }) => ({ plate: '', owner })));
      expect(await finish(KEYED.id, { accept: 'good-rows' })).toMatchObject({ good: 0, bad: ROWS, written: 0 });
      expect(await plates(KEYED.id)).toEqual(OLD);
    });

    it('is refused once the columns have changed, and for anybody else', async () => {
      for (const from of [0, 4, 8]) await send(KEYED.id, from);
      expect((await finish(KEYED.id, {}, await neighbour())).code).toBe('SCN_DATA_IMPORT_BATCH');
      await studio.designer.send('PUT', '/api/datasets', { definition: { ...KEYED, fields: [...fields, { id: 'note', type: 'string', optional: true }] } });
      expect((await finish(KEYED.id)).code).toBe('SCN_DATA_IMPORT_SHAPE');
      expect(await plates(KEYED.id)).toEqual(OLD);
    });

    it('leaves all as it was when a rule of the dataset refuses its rows', async () => {
      await studio.app.studio.store.datasets.define({ ...KEYED, fields: KEYED.fields as never, unique: [['owner']] });
      for (const from of [0, 4]) await send(KEYED.id, from);
      await send(KEYED.id, 8, rowsOf(8).map(({ plate }) => ({ plate, owner: 'same' })));
      expect((await finish(KEYED.id)).code).toBe('SCN_DATA_UNIQUE');
      expect([await plates(KEYED.id), (await resume(KEYED.id)).next]).toEqual([OLD, ROWS]);
    });
  });
}
