import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** The canvas by the keyboard alone. Needs `npm run build`. */
let studio: BuiltStudio;
let page: Page;
const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const focused = () => page.evaluate(() => document.activeElement?.closest('.react-flow__node')?.getAttribute('data-id'));

beforeAll(async () => {
  studio = await startBuiltStudio('canvas-keys');
  ({ page } = await visit(studio.browser));
  page.setDefaultTimeout(60_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario: { ...start, id: 'keys', title: '键' } })).status).toBe(201);
});
beforeEach(async () => {
  await page.goto(`${studio.url}/studio/s/keys/canvas`);
  await card('a').waitFor();
  await page.getByRole('region', { name: '问题' }).waitFor();
});
afterAll(() => studio.close());

it('Enter opens the panel of the card that has the focus, and edges are followed from it', async () => {
  await card('a').focus();
  await page.keyboard.press('Tab');
  await expect.poll(focused).toBe('b');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node.selected[data-id="b"]').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('.side-panel') !== null)).toBe(true);
  await card('a').focus();
  await page.keyboard.press('Alt+ArrowDown');
  await page.locator('.react-flow__node.selected[data-id="b"]').waitFor();
  await expect.poll(focused).toBe('b');
  await page.keyboard.press('Alt+ArrowDown');
  await expect.poll(focused).toBe('c');
});

it('letters typed in a row are the name of a node, and a letter alone is its command', async () => {
  await page.locator('.canvas-holder').focus();
  await page.keyboard.type('huo');
  await expect.poll(() => page.getByRole('combobox', { name: /名称/ }).inputValue()).toBe('huo');
  await page.keyboard.press('Escape');
  await page.locator('.canvas-holder').focus();
  await page.keyboard.press('h');
  await page.getByRole('button', { name: /拖动画布/, pressed: true }).waitFor();
  await page.keyboard.press('v');
  await page.getByRole('button', { name: /拖动画布/, pressed: false }).waitFor();
});

it('an added node that is taken back leaves the focus on the canvas, and equal words are told again', async () => {
  await page.locator('.canvas-holder').focus();
  await page.keyboard.type('/');
  await page.getByRole('combobox', { name: /名称/ }).fill('公式');
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node:focus').waitFor();
  await page.keyboard.press('Control+z');
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toContain('canvas-holder');
  await card('a').click();
  const said = page.locator('.workbench ~ output');
  await page.keyboard.press('ArrowDown');
  const once = await said.textContent();
  await page.keyboard.press('ArrowDown');
  await expect.poll(async () => [(await said.textContent())?.trim() === once?.trim(), (await said.textContent()) === once]).toEqual([true, false]);
  await page.getByText(/已存$/u).waitFor();
});

it('each further paste of the same lies beside the one before', async () => {
  const places = async () => Object.values(((await send(page, 'GET', '/api/scenarios/keys')).body as { scenario: { layout: { main: object } } }).scenario.layout.main);
  const part = { 'scenario-studio': 'flow-part', nodes: { x: { node: { type: 'output.page', config: { text: 'x' } }, at: { x: 300, y: 0 } } }, edges: [], texts: {} };
  for (let turn = 0; turn < 3; turn += 1) {
    await page.evaluate((text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.querySelector('.canvas')?.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, JSON.stringify(part));
  }
  await expect.poll(async () => (await places()).length).toBe(6);
  expect(new Set((await places()).map((place) => JSON.stringify(place))).size).toBe(6);
});
