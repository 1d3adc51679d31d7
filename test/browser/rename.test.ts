import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { axe, visit, type Misdeeds } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** Everything can be renamed with its uses shown first, and half-written JSON outlives a reload. Needs `npm run build`. */
let studio: BuiltStudio;
let page: Page;
let misdeeds: Misdeeds;

interface Draft {
  readonly scenario: Scenario;
  readonly cases: CaseFile;
}

const draft = async (): Promise<Draft> => (await send(page, 'GET', '/api/scenarios/exam')).body as Draft;
/** How often the flows say a word; keys of texts that are named where they are used keep it. */
const said = async (word: string): Promise<number> => JSON.stringify((await draft()).scenario.flows).split(new RegExp(`(?<![@\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'u')).length - 1;
const inCases = async (word: string): Promise<number> => JSON.stringify((await draft()).cases).split(`"${word}"`).length - 1;
/** The name of the question that is chosen. */
const name = () => page.locator('.field-properties').getByLabel('名称', { exact: true }).first();
const dialog = () => page.getByRole('dialog', { name: /^给“/u });

beforeAll(async () => {
  studio = await startBuiltStudio('rename');
  ({ page, misdeeds } = await visit(studio.browser));
  page.setDefaultTimeout(60_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { template: 'exam-recognition', id: 'exam' })).status).toBe(201);
});
afterAll(() => studio.close());

it('a node: the dialog lists each use in words, leads to it, and one step of undo takes all back', async () => {
  await page.goto(`${studio.url}/studio/s/exam/canvas`);
  await page.locator('[data-id="order"]').click();
  await page.getByRole('button', { name: '更多', exact: true }).click();
  await page.getByRole('menuitem', { name: '改编号' }).click();
  await dialog().getByRole('listitem').getByRole('button').first().waitFor();
  await page.keyboard.type('开单');
  await dialog().locator('ins', { hasText: '开单' }).first().waitFor();
  await shot(page, 'rename-node');
  expect(await axe(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect.poll(() => said('开单'), { timeout: 30_000 }).toBeGreaterThan(5);
  expect(await said('order')).toBe(0);
  await expect.poll(() => inCases('order'), { timeout: 30_000 }).toBe(0);
  await page.locator('.react-flow__pane').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(() => said('开单'), { timeout: 30_000 }).toBe(0);
  expect(await said('order')).toBeGreaterThan(5);
});

it('a question: typing another id in the form offers to carry it along, or to change it here alone', async () => {
  await page.goto(`${studio.url}/studio/s/exam/form/main/order`);
  const field = name();
  const id = await field.inputValue();
  const before = await said(id);
  const cases = await inCases(id);
  expect(cases).toBeGreaterThan(0);
  await field.fill('题目');
  await field.press('Enter');
  await dialog().getByRole('button', { name: '只改这里' }).waitFor();
  await shot(page, 'rename-question');
  await dialog().getByRole('button', { name: '取消' }).click();
  await expect.poll(() => name().inputValue()).toBe(id);
  await name().fill('题目');
  await name().press('Enter');
  await dialog().getByRole('button', { name: /^改名并更新/u }).click();
  await expect.poll(() => said('题目'), { timeout: 30_000 }).toBe(before);
  await expect.poll(() => inCases('题目'), { timeout: 30_000 }).toBe(cases);
});

it('on a phone the dialog fits', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${studio.url}/studio/s/exam/settings#parameters`);
  await page.getByRole('button', { name: /^给 .* 改名$/u }).first().click();
  await dialog().waitFor();
  await shot(page, 'rename-phone');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  await page.keyboard.press('Escape');
  await page.setViewportSize({ width: 1440, height: 900 });
});

it('half-written JSON is there after a reload, and can be dropped', async () => {
  await page.goto(`${studio.url}/studio/s/exam/json`);
  const editor = page.locator('.monaco-editor textarea, .monaco-editor .native-edit-context').first();
  await page.locator('.monaco-editor .view-line').first().click();
  await editor.press('ControlOrMeta+Home');
  await page.keyboard.type('halfway');
  await page.getByText(/没写完的内容先存在这台电脑上/u).waitFor();
  await shot(page, 'json-half');
  await page.reload();
  await page.getByText(/没写完的 JSON 还在/u).waitFor();
  await shot(page, 'json-half-again');
  await page.locator('.view-line', { hasText: 'halfway' }).waitFor();
  await page.getByRole('button', { name: '丢掉，回到草稿' }).click();
  await page.getByText('和画布一致').waitFor();
  expect(await page.locator('.view-line', { hasText: 'halfway' }).count()).toBe(0);
  expect(await said('halfway')).toBe(0);
});

it('a blank scenario begins without an error, and is not published', async () => {
  expect((await send(page, 'POST', '/api/scenarios', { scenario: { ...(await draft()).scenario, id: 'blank', flows: { main: { nodes: {}, edges: {} } }, pages: {}, layout: {}, datasets: {}, connections: {}, roles: {}, lists: {}, parameters: {}, bases: {}, texts: {}, title: '空', purpose: '空' } })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/blank/canvas`);
  const strip = page.getByRole('region', { name: '问题' });
  await strip.getByText('还没有内容').waitFor();
  await shot(page, 'blank-hint');
  expect(await strip.getByText('错误 0').count()).toBe(1);
  expect(misdeeds).toEqual({ violations: [], errors: [] });
});
