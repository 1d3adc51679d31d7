import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { DatasetItem, ImportReport, RowsAnswer } from '../../server/api/data.ts';
import type { RunView } from '../../server/api/portal.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const dataset = 'shop/lines';
const fields = (total: string, type = 'decimal') => [
  { id: 'id', type: 'string' }, { id: 'price', type: 'decimal' }, { id: 'pieces', type: 'integer', optional: true }, { id: 'total', type, title: '金额', optional: true, compute: total },
];
const definition = (total: string, type?: string) => ({ id: 'shop/orders', title: '订单', key: ['id'], fields: fields(total, type) });
const scenario = (own: readonly object[], values: Record<string, string> = { id: 'ask.id', price: '19.9', pieces: 'ask.pieces' }) => ({
  format: 1, id: 'shop', title: '开单', purpose: '登记', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { lines: { own: { title: '明细', fields: [...own] } } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'id', type: 'string', title: '单号' }, { id: 'pieces', type: 'integer', title: '数量' }] } },
      book: { type: 'data.insert', title: '记账', config: { dataset: 'lines', values } },
      large: { type: 'data.query', title: '大单', config: { dataset: 'lines', where: 'row.total > 100', fields: ['id', 'total'], orderBy: [['total', 'desc']] } },
      done: { type: 'output.page', title: '完成', config: { text: '好了' } },
    },
    edges: { e1: ['ask.out', 'book'], e2: ['book.out', 'large'], e3: ['large.out', 'done'] },
  } },
});

interface Problem { readonly code: string; readonly errors: readonly { readonly path: string; readonly code: string; readonly from?: number; readonly to?: number; readonly message: string }[] }

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns, sweepsOnDemand: true });
});
afterAll(() => studio.close());

const define = (total: string, type?: string) => studio.designer.send<Problem>('PUT', '/api/datasets', { definition: definition(total, type) });
const rows = async (query = '') => (await studio.designer.send<RowsAnswer>('GET', `/api/datasets/rows?dataset=shop/orders${query}`)).body;
const totals = async () => (await rows('&sort=id')).rows.map(({ data }) => data['total']);
const item = async () => (await studio.designer.send<{ items: DatasetItem[] }>('GET', '/api/datasets')).body.items.find(({ definition: { id } }) => id === 'shop/orders');
const importText = (text: string, more: object = {}) => studio.designer.send<ImportReport>('POST', '/api/datasets/import', { dataset: 'shop/orders', format: 'csv', mode: 'append', text, ...more });
const followed = async () => {
  for (let round = 0; round < 4; round += 1) await studio.app.studio.sweep.now();
};

describe('computed columns of a dataset', () => {
  it('are refused with column, code and place, in the language of the reader', async () => {
    const unknown = await define('row.price * row.count');
    expect([unknown.status, unknown.body.code, unknown.body.errors]).toMatchObject([422, 'SCN_DATA_COMPUTED', [{ path: '/definition/fields/3/compute', code: 'SCN_DATA_COMPUTED_UNKNOWN', from: 12, to: 21 }]]);
    expect((await define('row.id', 'decimal')).body.errors[0]).toMatchObject({ code: 'SCN_DATA_COMPUTED_TYPE' });
    expect((await define('row.total')).body.errors[0]).toMatchObject({ code: 'SCN_DATA_COMPUTED_CYCLE' });
    expect(await item()).toBeUndefined();
  });

  it('come with rows by hand, and nobody may fill them in', async () => {
    expect((await define('row.price * row.pieces')).status).toBe(200);
    expect((await studio.designer.send('POST', '/api/datasets/rows', { dataset: 'shop/orders', data: { id: 'a', price: '19.90', pieces: 3 } })).status).toBe(201);
    const filled = await studio.designer.send<Problem>('POST', '/api/datasets/rows', { dataset: 'shop/orders', data: { id: 'b', price: '1', pieces: 1, total: '9' } });
    expect([filled.status, filled.body.errors]).toMatchObject([422, [{ path: '/data/total', code: 'computed' }]]);
    expect((await studio.designer.send('PUT', '/api/datasets/rows', { dataset: 'shop/orders', id: 'a', version: 1, data: { id: 'a', price: '19.90', pieces: 4 } })).status).toBe(200);
    expect(await totals()).toEqual(['79.6']);
  });

  it('are passed over in a file, which is said', async () => {
    const report = (await importText('id,price,pieces,金额\nb,2.5,2,999\nc,10,,1\n')).body;
    expect(report).toMatchObject({ written: 2, computed: ['金额'], problems: [] });
    expect(await totals()).toEqual(['79.6', '5', null]);
  });

  it('say of an empty cell why it is empty, and are filtered and sorted', async () => {
    const answer = await rows('&sort=-total');
    expect([answer.rows.map(({ id }) => id), answer.reasons]).toEqual([['a', 'b', 'c'].toSorted((x, y) => 'abc'.indexOf(x) - 'abc'.indexOf(y)), { c: { total: { code: 'SCN_DATA_COMPUTED_EMPTY', message: '这一行的 pieces 为空，所以算不出来。' } } }]);
    expect((await rows('&field=total&op=>=&value=6')).rows.map(({ id }) => id)).toEqual(['a']);
  });

  it('are followed by rows that are there when the formula changes, and what stands in the way is said', async () => {
    await define('row.price');
    expect((await item())?.computing).toMatchObject({ rows: 0 });
    await followed();
    expect([await totals(), (await item())?.computing]).toEqual([['19.90', '2.5', '10'].map((text) => String(Number(text))), undefined]);
    await importText('id,price,pieces\nd,2.5,1\n');
    // Unique as they are, and not any more by another formula.
    const unique = (total: string) => studio.designer.send('PUT', '/api/datasets', { definition: { ...definition(total), unique: [['total']] } });
    await unique('row.price + row.pieces');
    await followed();
    await unique('5');
    await followed();
    expect((await item())?.computing).toMatchObject({ failed: { code: 'SCN_DATA_UNIQUE', what: 'total' } });
    await define('row.price');
    await followed();
    expect((await item())?.computing).toBeUndefined();
  });

  it('are worked out for rows that came while the same formula was away', async () => {
    const without = definition('row.price').fields.filter(({ compute }) => compute === undefined);
    await studio.designer.send('PUT', '/api/datasets', { definition: { ...definition('row.price'), fields: without } });
    await importText('id,price,pieces\ne,7,1\n');
    await define('row.price');
    await followed();
    expect((await rows('&field=id&value=e')).rows.map(({ data }) => data['total'])).toEqual(['7']);
  });
});

describe('the work of letting rows follow a formula', () => {
  const note = async (change: object) => {
    const { store } = studio.app.studio;
    const kept = (await store.documents.get<Record<string, unknown>>('computed-columns', 'shop/orders'))!;
    const { heldBy: _, heldUntil: __, ...body } = kept.body;
    await store.documents.put('computed-columns', 'shop/orders', { ...body, ...change }, { expectedVersion: kept.version, by: 'test' });
  };
  const isDone = async () => (await item())?.computing === undefined;

  it('is left to the server that is at it, and taken up when that is gone', async () => {
    await note({ done: false, heldBy: 'another', heldUntil: '2999-01-01T00:00:00.000Z' });
    await followed();
    expect(await isDone()).toBe(false);
    await note({ done: false, heldBy: 'another', heldUntil: '2001-01-01T00:00:00.000Z' });
    await followed();
    expect(await isDone()).toBe(true);
  });
});

describe('computed columns of a scenario’s own dataset', () => {
  it('are checked with the scenario, written by no step, and read by every one', async () => {
    const good = scenario(fields('row.price * row.pieces'));
    await studio.designer.send('POST', '/api/scenarios', { scenario: scenario(fields('row.nope'), { id: 'ask.id', price: '1', total: '5' }) });
    const health = (await studio.designer.send<{ diagnostics: { code: string; place: { path: string } }[] }>('POST', '/api/scenarios/check', { scenario: scenario(fields('row.nope'), { id: 'ask.id', price: '1', total: '5' }) })).body.diagnostics;
    expect(health.map(({ code, place }) => [code, place.path])).toEqual(expect.arrayContaining([
      ['SCN_DATA_COMPUTED_UNKNOWN', '/datasets/lines/own/fields/3/compute'],
      ['SCN_DATA_COMPUTED_WRITE', '/flows/main/nodes/book/config/values/total'],
    ]));
    await studio.designer.send('PUT', '/api/scenarios/shop', { scenario: good, baseVersion: 1 });
    expect((await studio.designer.send('POST', '/api/scenarios/shop/publish', { note: '', baseVersion: 2 })).status).toBe(201);
    const run = (await studio.user.send<RunView>('POST', '/api/portal/apps/shop/runs', { clientKey: 'key-of-the-shop-1', input: { id: 'x', pieces: 10 } })).body;
    const trace = (await studio.designer.send<{ nodes: Record<string, { output?: unknown }> }>('GET', `/api/runs/${run.id}`)).body;
    expect(trace.nodes['large']?.output).toMatchObject({ rows: [{ id: 'x', total: '199' }] });
    expect((await studio.app.studio.store.datasets.query(dataset, { limit: 9 })).rows.map(({ data }) => data['total'])).toEqual(['199']);
  });
});
