import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** The structure of a dataset, changed by somebody who does not program. */
let studio: BuiltStudio;
let root: Visit;
let ann: Visit;
const dataset = 'cold/stock';
const shops = { id: 'cold/shop', title: '商户', key: ['code'], fields: [{ id: 'code', type: 'string', title: '编号' }, { id: 'name', type: 'string', title: '店名', optional: true }] };
const definition = {
  id: dataset, title: '库存流水', totals: [{ id: 'stock', title: '库存不为负', sum: 'change', by: ['sku'], min: 0 }],
  fields: [{ id: 'sku', type: 'string', title: '货号' }, { id: 'change', type: 'decimal', title: '数量变动', unit: '公斤' }, { id: 'shop', type: 'string', title: '商户', optional: true }],
};
const send = <Body>(method: string, path: string, body?: unknown) => studio.ask<Body>(root, method, path, body);
const address = () => `${studio.url}/studio/datasets?dataset=${encodeURIComponent(dataset)}`;

beforeAll(async () => {
  studio = await startBuiltStudio('dataset-structure');
  [root, ann] = [await visit(studio.browser), await visit(studio.browser)];
  for (const { page } of [root, ann]) page.setDefaultTimeout(20_000);
  await studio.setUp(root, '数据主管（化名）');
  await send('PUT', '/api/datasets', { definition: shops });
  await send('PUT', '/api/datasets', { definition });
  for (const [sku, change] of [['三文鱼', '12'], ['三文鱼', '3'], ['带鱼', '5']]) await send('POST', '/api/datasets/rows', { dataset, data: { sku, change } });
  const { id } = await send<{ id: string }>('POST', '/api/users', { login: 'ann', name: '小安（化名）', password: PASSWORD, role: 'user', duties: [], unit: { id: 'cold', name: '冷链科（虚构）' } });
  const place = await send<{ unit: string; version: number }>('GET', `/api/datasets/place?dataset=${encodeURIComponent(dataset)}`);
  await send('PUT', `/api/datasets/place?dataset=${encodeURIComponent(dataset)}`, { unit: place.unit, rights: [{ who: `u:${id}`, right: 'viewer' }], baseVersion: place.version });
});

afterAll(() => studio.close());

describe('the structure of a dataset on screen', () => {
  it('collects changes, says what they do to rows, and does not save what rows contradict', async () => {
    const { page } = root;
    await page.goto(address());
    await page.getByRole('tab', { name: '结构' }).click();
    await page.getByRole('button', { name: '加一列', exact: true }).click();
    const column = page.getByRole('dialog', { name: '新的一列' });
    await column.getByRole('textbox', { name: '列名' }).fill('入库日期');
    await column.getByText('必须填写').click();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'structure-column');
    await column.getByRole('button', { name: '好了' }).click();
    await page.getByText('1 处改动还没有保存').waitFor();
    await shot(page, 'structure');
    await page.getByRole('button', { name: '看影响并保存' }).click();
    const effect = page.getByRole('dialog', { name: '改动的影响 · 库存流水' });
    await effect.getByText('3 行的“入库日期”是空的，而它要必填').waitFor();
    expect(await effect.getByRole('button', { name: '保存结构' }).isDisabled()).toBe(true);
    expect(await axe(page)).toEqual([]);
    await shot(page, 'structure-refused');
    await effect.getByRole('button', { name: '回去改' }).click();
    await page.getByRole('button', { name: '改“入库日期”' }).click();
    const edit = page.getByRole('dialog', { name: '列 · 入库日期' });
    await edit.getByText('必须填写').click();
    await edit.getByRole('combobox', { name: '引用的数据集' }).fill('商户');
    await page.getByRole('option', { name: /cold\/shop/ }).click();
    await edit.getByRole('button', { name: '好了' }).click();
    await page.getByRole('button', { name: '看影响并保存' }).click();
    await effect.getByText('加上：入库日期').waitFor();
    await effect.getByRole('button', { name: '保存结构' }).click();
    await page.getByText('结构已保存').waitFor();
    const { items } = await send<{ items: { definition: { id: string; fields: { id: string; ref?: string }[] } }[] }>('GET', '/api/datasets');
    expect(items.find((item) => item.definition.id === dataset)?.definition.fields.at(-1)).toEqual({ id: '入库日期', type: 'string', ref: 'cold/shop', optional: true });
  });

  it('takes a column out with what used it, only after saying so, and can be undone', async () => {
    const { page } = root;
    await page.getByRole('button', { name: '去掉“数量变动”' }).click();
    await page.getByRole('button', { name: '看影响并保存' }).click();
    const effect = page.getByRole('dialog', { name: '改动的影响 · 库存流水' });
    await effect.getByText('去掉“数量变动”：3 行的值不再出现在任何地方', { exact: false }).waitFor();
    await effect.getByText('一起去掉：总量约束 库存不为负').waitFor();
    await shot(page, 'structure-effect');
    await effect.getByRole('button', { name: '保存结构' }).click();
    await page.getByRole('tab', { name: '数据', exact: true }).click();
    await page.getByRole('columnheader', { name: /货号/ }).waitFor();
    expect(await page.getByRole('columnheader', { name: /数量变动/ }).count()).toBe(0);
    await page.getByRole('button', { name: '撤销' }).first().click();
    await page.getByRole('columnheader', { name: /数量变动/ }).waitFor();
    await page.getByText('库存不为负').first().waitFor();
  });

  it('refuses a unique key that rows break and names them, and fits a phone', async () => {
    const { page } = root;
    await page.getByRole('tab', { name: '结构' }).click();
    await page.getByRole('button', { name: '加唯一键' }).click();
    await page.getByRole('dialog', { name: '加唯一键' }).getByText('货号').click();
    await page.getByRole('dialog', { name: '加唯一键' }).getByRole('button', { name: '好了' }).click();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, 'structure-phone');
    await page.getByRole('button', { name: '看影响并保存' }).click();
    await page.getByText('2 行在“货号”上重复').waitFor();
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, 'structure-effect-phone');
    await page.getByRole('button', { name: '回去改' }).click();
    await page.getByRole('button', { name: '放弃改动' }).click();
    await page.getByText('除主键外没有唯一键').waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('is found among others by initials, and none found says so', async () => {
    const { page } = root;
    const list = page.getByRole('region', { name: '数据集' });
    await list.getByPlaceholder('按名称、地址、列或单位找').fill('kcls');
    await list.getByText('2 个中的 1 个').waitFor();
    await list.getByPlaceholder('按名称、地址、列或单位找').fill('没有这样的');
    await list.getByText('没有找到').waitFor();
    await shot(page, 'datasets-none-found');
    await list.getByRole('button', { name: '清除筛选' }).click();
    await list.getByRole('button', { name: /商户/ }).waitFor();
  });

  it('is only read by who may not change it', async () => {
    const { page } = ann;
    await studio.ask(ann, 'POST', '/api/login', { login: 'ann', password: PASSWORD });
    await page.goto(address());
    await page.getByRole('tab', { name: '结构' }).click();
    await page.getByText('改它要有这个数据集的编辑权', { exact: false }).waitFor();
    expect(await page.getByRole('button', { name: /加一列|去掉“|改“/ }).count()).toBe(0);
    await shot(page, 'structure-read');
    await expect(studio.ask(ann, 'POST', '/api/datasets/preview', { definition })).rejects.toThrow('403');
  });
});
