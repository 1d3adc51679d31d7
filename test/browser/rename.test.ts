import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CaseFile } from '../../runtime/schema/case.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import { visit, type Misdeeds } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** The dialog of a new name fits a phone, and half-written JSON outlives a reload. Needs `npm run build`. */
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
const dialog = () => page.getByRole('dialog', { name: /^给“/u });

beforeAll(async () => {
  studio = await startBuiltStudio('rename');
  ({ page, misdeeds } = await visit(studio.browser));
  page.setDefaultTimeout(60_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { template: 'exam-recognition', id: 'exam' })).status).toBe(201);
});
afterAll(() => studio.close());

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
