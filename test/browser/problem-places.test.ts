import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** Problems lead to what they are about, from the strip under the canvas and from the gate. Needs `npm run build`. */
let studio: BuiltStudio;
let page: Page;

const scenario = {
  ...start, id: 'faulty', title: '有错的',
  flows: { main: { ...start.flows['main'], nodes: { ...start.flows['main']?.nodes, a: { type: 'start.form', title: '申请', config: { fields: [{ id: 'kind', type: 'string', title: '类别', options: { list: 'gone' } }] } } } } },
  pages: { board: { type: 'blocks', title: '看板', roles: ['ghost'], blocks: [] } },
};

beforeAll(async () => {
  studio = await startBuiltStudio('problem-places');
  ({ page } = await visit(studio.browser));
  page.setDefaultTimeout(30_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/faulty/canvas`);
});
afterAll(() => studio.close());

it('the gate names the question of the form and leads to the form', async () => {
  await page.getByRole('button', { name: '发布 v1' }).click();
  const dialog = page.getByRole('dialog', { name: '发布 v1' });
  await dialog.getByRole('link', { name: '看板' }).waitFor();
  await shot(page, 'gate-problems');
  await dialog.getByRole('link', { name: '申请 › 类别' }).first().click();
  await page.waitForURL(/\/s\/faulty\/form\/main\/a$/u);
  await dialog.waitFor({ state: 'detached' });
});

it('the strip names the page and leads to it', async () => {
  await page.goto(`${studio.url}/studio/s/faulty/canvas`);
  const strip = page.getByRole('region', { name: '问题' });
  await strip.getByText('申请 › 类别').first().waitFor();
  await shot(page, 'strip-problems');
  await strip.getByRole('button', { name: /看板/u }).first().click();
  await page.waitForURL(/\/s\/faulty\/pages\/board/u);
});
