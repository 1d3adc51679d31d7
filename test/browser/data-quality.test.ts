import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** What a data steward does to a dataset without programming: a column that is worked out, and checks of its quality. */
let studio: BuiltStudio;
let root: Visit;
let page: Page;
let dialog: Locator;
const dataset = 'shop/orders';
const fields = [{ id: 'no', type: 'string', title: '单号' }, { id: 'price', type: 'decimal', title: '单价' }, { id: 'pieces', type: 'integer', title: '数量', optional: true }, { id: 'state', type: 'string', title: '状态', optional: true }];
const ROWS = [['A1', '10', 3, '已付'], ['A2', '5', null, '已付'], ['A2', '2.5', 4, '未知']] as const;
const send = <Body>(method: string, path: string, body?: unknown) => studio.ask<Body>(root, method, path, body);
/** A tool of the menu that holds it. */
const openTool = async (menu: string, name: string) => {
  await page.getByRole('button', { name: menu, exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};

beforeAll(async () => {
  studio = await startBuiltStudio('data-quality');
  root = await visit(studio.browser);
  ({ page } = root);
  page.setDefaultTimeout(30_000);
  dialog = page.getByRole('dialog');
  await studio.setUp(root, '数据主管（化名）');
  await send('PUT', '/api/datasets', { definition: { id: dataset, title: '订单', fields } });
  for (const [no, price, pieces, state] of ROWS) await send('POST', '/api/datasets/rows', { dataset, data: { no, price, pieces, state } });
  await page.goto(`${studio.url}/studio/datasets?dataset=${encodeURIComponent(dataset)}`);
  await page.getByText('第 1–3 行，共 3 行').waitFor();
});

afterAll(() => studio.close());

/** Types over what stands in a formula. */
async function write(text: string): Promise<void> {
  await dialog.locator('.formula-light, .cm-content').first().focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

async function choose(label: string, option: string): Promise<void> {
  await dialog.getByRole('button', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The same place in the dark, in English, on a phone. */
async function looks(name: string): Promise<void> {
  const [zh, en] = ['zh-CN', 'en'];
  for (const [theme, locale, width] of [['dark', zh, 1440], ['light', en, 1440], ['dark', en, 390]] as const) {
    await page.evaluate(([shade, language]) => {
      localStorage.setItem('scenario-studio.theme', shade ?? '');
      localStorage.setItem('scenario-studio.locale', language ?? '');
    }, [theme, locale]);
    await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
    await page.reload();
    await page.getByRole('region', { name: locale === 'en' ? 'Data quality' : '数据质量' }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, `${name}-${theme}-${locale}-${width}`);
  }
  await page.evaluate(() => localStorage.clear());
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.reload();
}

describe('a dataset in the hands of a data steward', () => {
  it('gets a column that is worked out: an error for a bad formula, a value for a good one', async () => {
    await openTool('规则和检查', '计算列');
    await dialog.getByRole('button', { name: '加一列' }).click();
    await dialog.getByRole('textbox', { name: '列名' }).fill('金额');
    await write('row.price * row.count');
    await dialog.getByText('“row”没有字段“count”', { exact: false }).first().waitFor();
    await dialog.getByRole('button', { name: '好了' }).click();
    await shot(page, 'computed-error');
    expect(await axe(page)).toEqual([]);
    await write('row.price * row.pieces');
    await dialog.getByText('30', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '按公式：金额、小数', exact: false }).waitFor();
    await shot(page, 'computed-value');
    await dialog.getByRole('button', { name: '好了' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    const cells = page.getByRole('table').getByRole('row').filter({ hasText: 'A1' }).getByRole('cell');
    await expect.poll(() => cells.allTextContents(), { timeout: 30_000 }).toContain('30');
    await page.getByRole('cell', { name: '数量 为空', exact: false }).waitFor();
    await shot(page, 'computed-rows');
  });

  it('is checked: what is missing is said, a condition is read while it is written, and wrong rows are mended on the spot', async () => {
    await openTool('规则和检查', '质量检查');
    await dialog.getByText('还没有质量检查').waitFor();
    await dialog.getByRole('button', { name: '加一条检查' }).click();
    await dialog.getByRole('button', { name: '好了' }).click();
    await dialog.getByText('请选列').waitFor();
    await choose('列', '数量');
    await dialog.getByText('数量必填').waitFor();
    await dialog.getByRole('button', { name: '好了' }).click();

    await dialog.getByRole('button', { name: '加一条检查' }).click();
    await choose('查什么', '唯一：不重复');
    await dialog.getByText('单号', { exact: true }).click();
    await dialog.getByRole('button', { name: '好了' }).click();

    await dialog.getByRole('button', { name: '加一条检查' }).click();
    await choose('查什么', '条件：每行都成立的公式');
    await write('row.price');
    await dialog.getByText('检查要一个“成立 / 不成立”的条件', { exact: false }).first().waitFor();
    await shot(page, 'check-error');
    await write('row.price > 3');
    await dialog.getByRole('textbox', { name: '叫什么', exact: false }).fill('单价高于三元');
    await dialog.getByRole('textbox', { name: '允许不合格的百分比' }).fill('50');
    await dialog.getByRole('button', { name: '好了' }).click();
    await dialog.getByText('单价高于三元').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'checks');
    await dialog.getByRole('button', { name: '保存并检查' }).click();
    await dialog.waitFor({ state: 'hidden' });

    const card = page.getByRole('region', { name: '数据质量' });
    await card.getByText('3 条检查里有 2 条不合格，看了 3 行').waitFor();
    await card.getByText('3 行里 1 行不合格（33.33%），在允许的 50% 之内', { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'quality');
    await card.getByRole('listitem').filter({ hasText: '数量必填' }).getByRole('button', { name: '看不合格的行' }).click();
    await dialog.getByRole('row').filter({ hasText: 'A2' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'wrong-rows');
    await dialog.getByRole('button', { name: '修改', exact: false }).click();
    await dialog.getByRole('textbox', { name: '数量' }).fill('6');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('现在没有不合格的行').waitFor();
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await card.getByRole('button', { name: '现在检查' }).click();
    await card.getByText('3 条检查里有 1 条不合格，看了 3 行').waitFor();
    await card.getByText('3 行都合格', { exact: false }).waitFor();
    await looks('quality');
  }, 300_000);

  it('shows it in the catalogue, where others see the counts', async () => {
    await page.goto(`${studio.url}/studio/catalogue?dataset=${encodeURIComponent(dataset)}`);
    await page.getByText('1 条检查不合格', { exact: true }).waitFor({ state: 'attached' });
    await page.getByRole('region', { name: '数据质量' }).getByText('单号不重复').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'quality-catalogue');
    expect([root.misdeeds.violations, root.misdeeds.errors]).toEqual([[], []]);
  });
});
