import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import type { RunView } from '../../server/api/portal.ts';
import { createTestStudio } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const dataset = 'stock/moves';
const totals = [{ id: 'stock', title: '库存不能为负', sum: 'change', by: ['sku'], min: 0 }];
const fields = [{ id: 'sku', type: 'string' }, { id: 'change', type: 'decimal' }];

const scenario = {
  format: 1, id: 'stock', title: '出入库', purpose: '登记', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, layout: {}, texts: {},
  datasets: { moves: { own: { title: '流水', fields, totals } } },
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '填写', config: { roles: [], fields: [{ id: 'sku', type: 'string', title: '货号' }, { id: 'change', type: 'decimal', title: '数量' }] } },
      book: { type: 'data.insert', title: '记账', config: { dataset: 'moves', values: { sku: 'ask.sku', change: 'ask.change' } } },
      done: { type: 'output.page', title: '完成', config: { text: '记好了' } },
      short: { type: 'output.page', title: '不够', config: { text: '库存不够' } },
    },
    edges: { e1: ['ask.out', 'book'], e2: ['book.out', 'done'], e3: ['book.error', 'short'] },
  } },
};

let studio: TestStudio;
beforeAll(async () => {
  studio = await createTestStudio({ nodeTypes: builtIns });
  await studio.designer.send('POST', '/api/scenarios', { scenario });
  await studio.designer.send('POST', '/api/scenarios/stock/publish', { note: '', baseVersion: 1 });
});
afterAll(() => studio.close());

let key = 0;
const book = async (sku: string, change: string) => {
  const { body } = await studio.user.send<RunView>('POST', '/api/portal/apps/stock/runs', { clientKey: `key-of-book-${(key += 1)}`, input: { sku, change } });
  return JSON.stringify(body);
};
const count = async () => (await studio.app.studio.store.datasets.query(dataset, { limit: 1 })).count;

describe('a total of a dataset', () => {
  it('lets a step of a run leave by its error port, and of two at once only one through', async () => {
    expect(await book('fish', '5')).toContain('记好了');
    const answers = await Promise.all([book('fish', '-4'), book('fish', '-4')]);
    expect(answers.filter((answer) => answer.includes('记好了')).length).toBe(1);
    expect(answers.filter((answer) => answer.includes('库存不够')).length).toBe(1);
    expect(await count()).toBe(2);
  });

  it('refuses a row by hand and an import whole, with the group and the value', async () => {
    const byHand = await studio.designer.send<{ code: string; detail: string }>('POST', '/api/datasets/rows', { dataset, data: { sku: 'fish', change: '-2' } });
    expect([byHand.status, byHand.body.code]).toEqual([409, 'SCN_DATA_TOTAL']);
    expect(byHand.body.detail).toContain('sku = fish 的合计会是 -1');
    const imported = await studio.designer.send<{ code: string }>('POST', '/api/datasets/import', { dataset, format: 'json', mode: 'append', text: JSON.stringify([{ sku: 'crab', change: '1' }, { sku: 'fish', change: '-9' }]) });
    expect([imported.body.code, await count()]).toEqual(['SCN_DATA_TOTAL', 2]);
  });

  it('is refused when it names columns that are not there, and outlasts a release that is silent about it', async () => {
    const definition = (await studio.app.studio.store.datasets.get(dataset))!;
    const wrong = await studio.designer.send<{ code: string }>('PUT', '/api/datasets', { definition: { ...definition, totals: [{ id: 'x', by: ['gone'], min: 0 }] } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'SCN_DATA_TOTAL_WRONG']);
    const silent = { ...scenario, datasets: { moves: { own: { title: '流水', fields } } } };
    await studio.designer.send('PUT', '/api/scenarios/stock', { scenario: silent, baseVersion: 1 });
    await studio.designer.send('POST', '/api/scenarios/stock/publish', { note: '', baseVersion: 2 });
    expect((await studio.app.studio.store.datasets.get(dataset))?.totals).toEqual(totals);
  });
});
