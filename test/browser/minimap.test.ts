import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';

let studio: BuiltStudio;
let guest: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('minimap');
  guest = await visit(studio.browser);
  await studio.setUp(guest, '管理员');
  await studio.ask(guest, 'POST', '/api/scenarios', { scenario: { ...start, id: 'small' } });
});
afterAll(() => studio.close());

it('the small map holds still while what is seen is dragged over its edge, and takes it in afterwards', async () => {
  const { page, misdeeds } = guest;
  await page.goto(`${studio.url}/studio/s/small/canvas`);
  const map = page.locator('.canvas-minimap svg');
  const seen = page.locator('.canvas-minimap-seen');
  await page.locator('.react-flow__node').first().waitFor();
  const place = async () => ({ x: Number(await seen.getAttribute('x')), shown: await map.getAttribute('viewBox') });
  let last = '';
  // The flow is fitted into the window first.
  await expect.poll(async () => {
    const [now, then] = [JSON.stringify(await place()), last];
    last = now;
    return now === then;
  }, { timeout: 20_000 }).toBe(true);
  const frame = await seen.boundingBox();
  const box = await map.boundingBox();
  if (!frame || !box) throw new Error('no map');
  const [x, y] = [frame.x + frame.width / 2, frame.y + frame.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await place();
  const perPixel = Number(before.shown?.split(' ')[2]) / box.width;
  for (const step of [20, 40, 60, 80]) await page.mouse.move(x - step, y);
  await expect.poll(async () => Math.abs((await place()).x - before.x + 80 * perPixel) < 2, { timeout: 20_000 }).toBe(true);
  expect((await place()).shown).toBe(before.shown);
  await page.mouse.up();
  await expect.poll(async () => (await place()).shown, { timeout: 20_000 }).not.toBe(before.shown);
  expect(misdeeds).toEqual({ violations: [], errors: [] });
});
