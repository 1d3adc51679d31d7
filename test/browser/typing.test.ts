import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Draft } from '../../server/api/scenario.ts';
import { visit, type Visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { change, NODES, start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** Text that is being typed in the designer, and nobody leaves its field: it is kept all the same. Needs `npm run build`. */
let studio: BuiltStudio;
let guest: Visit;
const path = '/api/scenarios/typing';
const draft = { ...change(start, { path: `${NODES}/a/title`, value: '填车牌' }, { path: `${NODES}/a/config/fields`, value: [{ id: 'plate', type: 'text', title: '车牌' }] }, { path: `${NODES}/q`, value: { type: 'data.sql', title: '查库', config: { connection: 'db', sql: 'select 1' } } }), id: 'typing', title: '打字' };

const read = async (page: Page): Promise<typeof start> => ((await send(page, 'GET', path)).body as Draft).scenario as typeof start;
const nodeOf = async (page: Page, id: string) => (await read(page)).flows['main']?.nodes[id];
const open = async (page: Page, node: string): Promise<void> => {
  await page.goto(`${studio.url}/studio/s/typing/canvas`);
  await page.locator(`.react-flow__node[data-id="${node}"]`).click();
  await page.locator('.panel-title').waitFor();
};

beforeAll(async () => {
  studio = await startBuiltStudio('typing');
  guest = await visit(studio.browser);
  await firstAccount(guest.page, studio.server);
  expect((await send(guest.page, 'POST', '/api/scenarios', { scenario: draft })).status).toBe(201);
});
afterAll(() => studio.close());

describe('what is being typed', () => {
  it('counts as unsaved at once and is saved after a pause, blanks at its end stay in the field', async () => {
    const { page } = guest;
    await open(page, 'a');
    await page.getByText(/已存$/u).waitFor();
    await page.locator('.panel-title').press('End');
    await page.keyboard.type('和车主 ');
    expect(await page.locator('.save-mark').textContent()).not.toMatch(/已存/u);
    await expect.poll(async () => (await nodeOf(page, 'a'))?.title).toMatch(/^填车牌和车主/u);
    await page.getByText(/已存$/u).waitFor();
    await page.keyboard.type('姓名');
    expect(await page.locator('.panel-title').inputValue()).toBe('填车牌和车主 姓名');
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await nodeOf(page, 'a'))?.title).toBe('填车牌');
  });

  it('makes leaving ask first, and is there after staying', async () => {
    const { page } = guest;
    await open(page, 'a');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => {
        resolve(dialog.type());
        void dialog.dismiss();
      });
    });
    await page.locator('.panel-title').press('End');
    await page.keyboard.type('！');
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe('beforeunload');
    await expect.poll(async () => (await nodeOf(page, 'a'))?.title).toBe('填车牌！');
  });

  it('a question of a form, a note and a statement are saved without leaving them', async () => {
    const { page } = guest;
    await open(page, 'q');
    await page.getByRole('textbox', { name: '语句' }).press('End');
    await page.keyboard.type(' as one');
    await expect.poll(async () => (await nodeOf(page, 'q'))?.config['sql']).toBe('select 1 as one');
    await page.locator('.react-flow__pane').click({ position: { x: 20, y: 20 } });
    await page.keyboard.press('n');
    await page.locator('.note textarea:focus').waitFor();
    await page.keyboard.type('问过车管所');
    await expect.poll(async () => JSON.stringify(await read(page))).toContain('问过车管所');
    await page.goto(`${studio.url}/studio/s/typing/form/main/a`);
    await page.getByRole('textbox', { name: '问题' }).first().press('End');
    await page.keyboard.type('号');
    await expect.poll(async () => JSON.stringify((await nodeOf(page, 'a'))?.config)).toContain('车牌号');
  });

  it('is not taken from under the fingers by another person’s edit of the same field, which is told as a clash', async () => {
    const { page } = guest;
    const other = await guest.context.newPage();
    await other.goto(`${studio.url}/studio/`);
    await open(page, 'a');
    await page.locator('.panel-title').press('End');
    await page.keyboard.type('我');
    const { scenario, version } = (await send(other, 'GET', path)).body as Draft;
    const theirs = change(scenario as typeof start, { path: `${NODES}/a/title`, value: '他改的' });
    // Typing goes on while their edit comes in.
    const saved = send(other, 'PUT', path, { scenario: theirs, baseVersion: version });
    for (let key = 0; key < 12; key += 1) {
      await page.keyboard.type('写');
      await page.waitForTimeout(120);
    }
    expect((await saved).status).toBe(200);
    expect(await page.locator('.panel-title').inputValue()).toContain('写'.repeat(12));
    await page.getByRole('button', { name: '逐处选择' }).waitFor();
    expect(guest.misdeeds).toEqual({ violations: [], errors: [] });
  });
});
