import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** A list and a figure from nothing, by choosing. Needs `npm run build`. */
let studio: BuiltStudio;
let page: Page;

const scenario = {
  ...start, id: 'register', title: '登记', roles: { clerk: '窗口' },
  flows: { main: { ...start.flows['main'], nodes: { ...start.flows['main']?.nodes, a: { type: 'start.form', title: '申请', config: { roles: ['clerk'], fields: [{ id: 'where', type: 'context', widget: 'region', title: '地区' }, { id: 'sign', type: 'list', widget: 'signature', title: '签名' }] } } } } },
  datasets: { car: { own: { title: '登记簿', fields: [{ id: 'no', type: 'string', title: '身份证号' }, { id: 'kind', type: 'string', title: '车型' }, { id: 'price', type: 'decimal', title: '价格' }, { id: 'day', type: 'date', title: '日期' }] } } },
};
const pick = async (label: string, option: string, at = 0) => {
  await page.getByRole('complementary', { name: '属性' }).getByRole('button', { name: new RegExp(label, 'u') }).nth(at).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};
const draft = async () => ((await send(page, 'GET', '/api/scenarios/register')).body as { scenario: { pages: Record<string, { roles?: string[]; blocks: { columns?: string[]; masks?: object; tile?: object }[] }> } }).scenario.pages;

beforeAll(async () => {
  studio = await startBuiltStudio('page-editor');
  ({ page } = await visit(studio.browser));
  page.setDefaultTimeout(30_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/register/pages`);
});
afterAll(() => studio.close());

it('a new page is for nobody, and its list shows nobody’s identity number', async () => {
  await page.getByRole('button', { name: '新建页面' }).click();
  await page.getByRole('menuitem', { name: '屏幕上看的页面' }).click();
  await page.getByText(/还没有选谁能看/u).first().waitFor();
  await page.getByRole('checkbox', { name: '窗口' }).first().click({ force: true });
  await page.getByRole('button', { name: '加一块' }).click();
  await page.getByRole('menuitem', { name: '列表' }).click();
  await shot(page, 'page-editor-list');
  await expect.poll(async () => (await draft())['page']).toMatchObject({ roles: ['clerk'], blocks: [{ columns: ['kind', 'price', 'day'] }] });
  await page.getByRole('checkbox', { name: '身份证号' }).click({ force: true });
  await expect.poll(async () => (await draft())['page']?.blocks[0]).toMatchObject({ columns: ['kind', 'price', 'day', 'no'], masks: { no: 'id-card' } });
});

it('a figure is a sum by month without a formula', async () => {
  await page.getByRole('button', { name: '加一块' }).click();
  await page.getByRole('menuitem', { name: '指标或图表' }).click();
  await pick('怎么算', '合计');
  await pick('哪一列', '价格');
  await pick('按什么分组', '日期');
  await shot(page, 'page-editor-tile');
  await expect.poll(async () => (await draft())['page']?.blocks[1]).toMatchObject({ tile: { measures: { n: { sum: 'row.price' } }, groupBy: expect.stringContaining('row.day.month') } });
});
