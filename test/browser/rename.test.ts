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

it('a node: first what goes by its name, then the name and all of them at once, and back in one step', async () => {
  await page.goto(`${studio.url}/studio/s/exam/canvas`);
  const flow = (await draft()).scenario.flows['main'];
  const nodes = Object.entries(flow?.nodes ?? {});
  const [id] = nodes.find(([name, { lock }]) => lock === undefined && nodes.some(([other, { config }]) => other !== name && JSON.stringify(config).includes(`${name}.`))) ?? [''];
  const uses = async (name: string): Promise<number> => JSON.stringify((await draft()).scenario.flows).replaceAll(/"event":"[^"]*"/gu, '').split(new RegExp(`(?<![@\\p{L}\\p{N}_.])${name}\\.`, 'u')).length - 1;
  const before = await uses(id);
  expect(before).toBeGreaterThan(0);
  await page.locator(`.react-flow__node[data-id="${id}"]`).click();
  await page.locator('.panel-head').getByRole('button', { name: '更多' }).click();
  await page.getByRole('menuitem', { name: '改编号' }).click();
  await dialog().getByRole('textbox', { name: '新名称' }).fill('判定结论');
  await dialog().getByText(/会一起改 \d+ 处/u).waitFor();
  await dialog().getByText(/连线：\d+ 条跟着改/u).waitFor();
  await shot(page, 'rename-node');
  expect(await uses('判定结论')).toBe(0);
  await dialog().getByRole('button', { name: /改名并更新 \d+ 处/u }).click();
  await dialog().waitFor({ state: 'detached' });
  await page.locator('.react-flow__node[data-id="判定结论"]').waitFor();
  await expect.poll(async () => [await uses(id), await uses('判定结论')]).toEqual([0, before]);
  expect(Object.keys((await draft()).scenario.flows['main']?.nodes ?? {})).toContain('判定结论');
  await page.getByText('错误 0').waitFor();
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 320 } });
  await page.keyboard.press('Control+z');
  await page.locator(`.react-flow__node[data-id="${id}"]`).waitFor();
  await expect.poll(() => uses(id)).toBe(before);
});

it('a question of the form: typed where it is edited, its uses shown before anything changes', async () => {
  await page.goto(`${studio.url}/studio/s/exam/canvas`);
  const nodes = Object.entries((await draft()).scenario.flows['main']?.nodes ?? {});
  const [node, form] = nodes.find(([, { type }]) => type === 'start.form') ?? [];
  const fields = (form?.config['fields'] ?? []) as readonly { readonly id: string }[];
  const rest = JSON.stringify(nodes.filter(([id]) => id !== node));
  const field = fields.map(({ id }) => id).find((id) => rest.includes(`${node}.${id}`)) ?? '';
  expect(field).not.toBe('');
  const uses = async (name: string): Promise<number> => JSON.stringify((await draft()).scenario.flows).split(new RegExp(`(?<![@\\p{L}\\p{N}_.])${node}\\.${name}(?![\\p{L}\\p{N}_])`, 'u')).length - 1;
  const before = await uses(field);
  await page.goto(`${studio.url}/studio/s/exam/form/main/${node}`);
  await page.locator('.field-card').nth(fields.findIndex(({ id }) => id === field)).click();
  const name = page.locator('.form-props').getByRole('textbox', { name: '名称', exact: true });
  await name.fill('改过的问题');
  await name.press('Enter');
  await dialog().getByText(/会一起改 \d+ 处/u).waitFor();
  await shot(page, 'rename-question');
  expect(await uses(field)).toBe(before);
  await dialog().getByRole('button', { name: /改名并更新 \d+ 处/u }).click();
  await dialog().waitFor({ state: 'detached' });
  await expect.poll(async () => [await uses(field), await uses('改过的问题')]).toEqual([0, before]);
});

it('breaks no security policy and logs no error on the way', () => {
  expect([misdeeds.violations, misdeeds.errors]).toEqual([[], []]);
});
