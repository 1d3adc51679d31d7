import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DatasetItem, ImportReport } from '../../server/api/data.ts';
import type { RunView } from '../../server/api/portal.ts';
import type { NewDatasetUnits, StructurePreview } from '../../server/api/structure.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const shop = { id: 'market/shop', title: '商户', key: ['code'], fields: [{ id: 'code', type: 'string' }, { id: 'name', type: 'string', optional: true }] };
const deal = {
  id: 'market/deal', title: '交易',
  fields: [{ id: 'no', type: 'string' }, { id: 'shop', type: 'string', optional: true, ref: shop.id }, { id: 'sum', type: 'decimal', optional: true, unit: '元' }, { id: 'note', type: 'string', optional: true }],
  totals: [{ id: 'sums', title: '合计不为负', sum: 'sum', by: ['shop'], min: 0 }],
};
const scenario = {
  format: 1, id: 'dealing', title: '登记交易', purpose: '登记', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { moves: { own: { title: '流水', fields: [{ id: 'shop', type: 'string', ref: shop.id }] } }, deals: { use: deal.id, fields: ['no', 'note'] } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'shop', type: 'string', title: '商户' }] } },
      book: { type: 'data.insert', title: '记账', config: { dataset: 'moves', values: { shop: 'ask.shop' } } },
      done: { type: 'output.page', title: '完成', config: { text: '记好了' } },
      unknown: { type: 'output.page', title: '没有', config: { text: '没有这家商户' } },
    },
    edges: { e1: ['ask.out', 'book'], e2: ['book.out', 'done'], e3: ['book.error', 'unknown'] },
  } },
};

let studio: TestStudio;
const send = <Body = { code?: string; detail?: string }>(method: string, path: string, body?: unknown) => studio.designer.send<Body>(method as 'POST', path, body);
const define = (definition: object, more: object = {}) => send<{ code?: string; detail?: string; errors?: { path: string }[] }>('PUT', '/api/datasets', { definition, ...more });
const preview = async (definition: object) => (await send<StructurePreview>('POST', '/api/datasets/preview', { definition })).body;
const rowsOf = async (dataset: string) => (await send<{ rows: { id: string; version: number; data: Record<string, unknown> }[] }>('GET', `/api/datasets/rows?dataset=${dataset}`)).body.rows;
const without = (...gone: string[]) => ({ ...deal, fields: deal.fields.filter(({ id }) => !gone.includes(id)) });

beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  await define(shop);
  await define(deal);
  for (const code of ['a', 'b']) await send('POST', '/api/datasets/rows', { dataset: shop.id, data: { code } });
  for (const [no, sum, note] of [['1', '5', 'x'], ['2', '7', null], ['2', '1', 'y']]) await send('POST', '/api/datasets/rows', { dataset: deal.id, data: { no, shop: 'a', sum, note } });
  await studio.designer.send('POST', '/api/scenarios', { scenario });
});
afterAll(() => studio.close());

describe('references', () => {
  it('are held to by rows by hand, with the key and the dataset', async () => {
    const bad = await send('POST', '/api/datasets/rows', { dataset: deal.id, data: { no: '9', shop: 'zz' } });
    expect([bad.status, bad.body.code]).toEqual([409, 'SCN_DATA_REF']);
    expect(bad.body.detail).toContain('market/shop');
    const [first] = await rowsOf(shop.id);
    const gone = await send('DELETE', `/api/datasets/rows?dataset=${shop.id}&id=${first?.id}&version=1`);
    expect([gone.status, gone.body.code]).toEqual([409, 'SCN_DATA_REFERRED']);
    expect(gone.body.detail).toContain('3');
  });

  it('are told cell by cell when a file is read, and good rows go in', async () => {
    const rows = [{ no: '10', shop: 'b' }, { no: '11', shop: 'zz' }, { no: '12' }];
    const looked = await send<ImportReport>('POST', '/api/datasets/import', { dataset: deal.id, format: 'json', mode: 'append', accept: 'nothing', text: JSON.stringify(rows) });
    expect([looked.body.good, looked.body.bad, looked.body.problems.map(({ row, field, value, code }) => [row, field, value, code])]).toEqual([2, 1, [[2, 'shop', 'zz', 'SCN_DATA_REF_MISSING']]]);
    const done = await send<ImportReport>('POST', '/api/datasets/import', { dataset: deal.id, format: 'json', mode: 'append', accept: 'good-rows', text: JSON.stringify(rows) });
    expect([done.body.written, (await rowsOf(deal.id)).length]).toEqual([2, 5]);
  });

  it('let a step of a run leave by its error port', async () => {
    await studio.designer.send('POST', '/api/scenarios/dealing/publish', { note: '', baseVersion: 1 });
    const start = async (code: string) => JSON.stringify((await studio.user.send<RunView>('POST', '/api/portal/apps/dealing/runs', { clientKey: `key-of-dealing-${code}`, input: { shop: code } })).body);
    expect(await start('zz')).toContain('没有这家商户');
    expect(await start('a')).toContain('记好了');
  });

  it('go only to datasets that are there and have a key', async () => {
    const to = (ref: string) => define({ ...deal, fields: [...deal.fields, { id: 'more', type: 'string', optional: true, ref }] });
    const [none, keyless] = [await to('no/such'), await to(deal.id)];
    expect([none.status, none.body.code, none.body.errors?.map(({ path }) => path)]).toEqual([422, 'SCN_DATA_STRUCTURE', ['/definition/fields/4/ref']]);
    expect(keyless.body.code).toBe('SCN_DATA_STRUCTURE');
  });
});

describe('the structure of a dataset', () => {
  it('names only columns that it has', async () => {
    expect((await define({ ...deal, unique: [['gone']] })).body.code).toBe('SCN_DATA_STRUCTURE');
    expect((await define({ ...deal, fields: [...deal.fields, deal.fields[0]] })).body.code).toBe('SCN_DATA_STRUCTURE');
  });

  it('tells what a change would do before it is done, and changes nothing', async () => {
    const after = { ...without('note', 'sum'), totals: [], unique: [['no']], fields: [...without('note', 'sum').fields, { id: 'place', type: 'string' }] };
    const found = await preview(after);
    expect(found).toMatchObject({ rows: 5, added: ['place'], others: 0, parts: [{ kind: 'total', id: 'sums' }], removed: [{ field: 'sum', rows: 3 }, { field: 'note', rows: 2 }], scenarios: [{ id: 'dealing', title: '登记交易', fields: ['note'] }] });
    expect(found.misfits.map(({ kind, fields, rows, refused }) => [kind, fields, rows, refused])).toEqual(expect.arrayContaining([['missing', ['place'], 5, true], ['unique', ['no'], 2, true]]));
    expect(found.misfits.find(({ kind }) => kind === 'unique')?.examples.map(({ value }) => value)).toEqual(['2', '2']);
    expect((await send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.find(({ definition }) => definition.id === deal.id)).toMatchObject({ mayChange: true, definition: { fields: deal.fields } });
  });

  it('is refused while rows contradict it, with how many', async () => {
    const typed = await define({ ...deal, fields: deal.fields.map((field) => (field.id === 'note' ? { ...field, type: 'integer' } : field)) });
    expect([typed.status, typed.body.code]).toEqual([409, 'SCN_DATA_ROWS_BREAK']);
    expect((await define({ ...deal, fields: [...deal.fields, { id: 'place', type: 'string' }] })).body.code).toBe('SCN_DATA_ROWS_BREAK');
    expect((await define({ ...deal, unique: [['no']] })).body.code).toBe('SCN_DATA_NOT_UNIQUE');
  });

  it('keeps what a removed column held, and shows it nowhere', async () => {
    const gone = { ...without('note'), totals: deal.totals };
    expect((await define(gone)).status).toBe(200);
    const rows = await rowsOf(deal.id);
    expect(rows.some(({ data }) => 'note' in data)).toBe(false);
    expect((await send<string>('GET', `/api/datasets/rows/export?dataset=${deal.id}`)).body.includes('note')).toBe(false);
    const history = await send<object>('GET', `/api/datasets/history?dataset=${deal.id}&id=${rows[0]?.id}`);
    expect(JSON.stringify(history.body)).not.toContain('note');
    await define(deal);
    expect((await rowsOf(deal.id)).filter(({ data }) => data['note'] === 'x' || data['note'] === 'y')).toHaveLength(2);
  });

  it('loses a total only when somebody says so', async () => {
    const after = { ...without('sum'), totals: [] };
    const silent = await define(after);
    expect([silent.status, silent.body.code]).toEqual([409, 'SCN_DATA_TOTAL_USED']);
    expect((await define(after, { drops: ['sums'] })).status).toBe(200);
    expect((await define(deal)).status).toBe(200);
  });

  it('is nothing for who may not change it', async () => {
    for (const [method, path] of [['PUT', '/api/datasets'], ['POST', '/api/datasets/preview']] as const) {
      expect((await studio.user.send(method, path, { definition: deal })).status).toBe(403);
    }
    expect((await studio.user.send('GET', '/api/datasets/units')).status).toBe(403);
    expect((await send<NewDatasetUnits>('GET', '/api/datasets/units')).body.items.length).toBeGreaterThan(0);
  });
});
