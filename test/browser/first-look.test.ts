import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';

let studio: BuiltStudio;
let guest: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('first-look');
  guest = await visit(studio.browser);
  await studio.setUp(guest, '管理员');
  await studio.ask(guest, 'POST', '/api/scenarios', { scenario: { ...start, id: 'small' } });
});
afterAll(() => studio.close());

it('the canvas stays where somebody has moved it when the first check comes later', async () => {
  const { page, misdeeds } = guest;
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/scenarios/check', async (route) => { await held; await route.continue(); });
  await page.goto(`${studio.url}/studio/s/small/canvas`);
  await page.locator('.react-flow__node').first().waitFor();
  const seen = () => page.locator('.react-flow__viewport').evaluate((element) => (element as HTMLElement).style.transform);
  const opened = await seen();
  await page.mouse.move(500, 500);
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, 120);
  await expect.poll(seen).not.toBe(opened);
  let [last, now] = ['', await seen()];
  while (last !== now) {
    await page.waitForTimeout(200);
    [last, now] = [now, await seen()];
  }
  const checked = page.waitForResponse('**/api/scenarios/check');
  answer();
  await (await checked).finished();
  // Long enough for a look that should not be taken.
  await page.waitForTimeout(1000);
  expect(await seen()).toBe(now);
  expect(misdeeds).toEqual({ violations: [], errors: [] });
});
