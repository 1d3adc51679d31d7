import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

const SCENARIO = {
  format: 1, id: 'plus', title: '加号', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, datasets: {},
  flows: { main: { nodes: {
    ask: { type: 'start.form', title: '填', config: { fields: [{ id: 'size', type: 'integer', title: '面积' }] } },
    sum: { type: 'rule.expression', title: '算', config: { values: [{ id: 'double', expr: 'ask.size * 2' }] } },
    end: { type: 'output.page', title: '结果', config: { text: '{sum.double}' } },
  }, edges: { e1: ['ask.out', 'sum'], e2: ['sum.out', 'end'] } } },
  layout: { main: { ask: { x: 0, y: 0 }, sum: { x: 0, y: 140 }, end: { x: 0, y: 280 } } },
};

interface Draft { readonly scenario: { readonly flows: { readonly main: { readonly nodes: Record<string, { readonly config: unknown }>; readonly edges: Record<string, readonly string[]> } } } }

let studio: BuiltStudio;
let page: Page;
const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const main = async () => ((await send(page, 'GET', '/api/scenarios/plus')).body as Draft).scenario.flows.main;

beforeAll(async () => {
  studio = await startBuiltStudio('edge-plus');
  ({ page } = await visit(studio.browser));
  page.setDefaultTimeout(60_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario: SCENARIO })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/plus/canvas`);
  await page.getByText('错误 0').waitFor();
});
afterAll(() => studio.close());

it('the plus in the middle of an edge takes a click wherever it is drawn', async () => {
  const [from, to] = [await card('ask').boundingBox(), await card('sum').boundingBox()];
  if (from === null || to === null) throw new Error('the cards are not drawn');
  const [x, y] = [from.x + from.width / 2, (from.y + from.height + to.y) / 2];
  await page.mouse.move(x, y);
  await page.locator('.wire-plus').waitFor();
  // Between the two lines of the sign and its ring.
  await page.mouse.click(x - 5, y - 5);
  await page.getByRole('combobox', { name: /名称/ }).waitFor();
  await page.keyboard.type('gs');
  await page.getByRole('option', { name: /公式/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => Object.values((await main()).edges).filter(([source, target]) => source === 'ask.out' && target === 'sum').length, { timeout: 60_000 }).toBe(0);
  expect(Object.keys((await main()).nodes)).toHaveLength(4);
});

it('another id is typed at once over the old one, and what names it follows', async () => {
  await card('sum').click();
  await page.locator('.panel-head').getByRole('button').click();
  await page.getByRole('menuitem', { name: '改编号' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '新编号' }).waitFor();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString()), { timeout: 60_000 }).toBe('sum');
  await page.keyboard.type('total');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify((await main()).nodes['end']?.config ?? ''), { timeout: 60_000 }).toContain('{total.double}');
});
