import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** The start page as the server draws it, before and without the script that answers for it. */
const PHONE = { width: 390, height: 844 };
const SCRIPT = /\/assets\/portal-[^/]*\.js$/;

let studio: BuiltStudio;

beforeAll(async () => {
  studio = await startBuiltStudio('portal-drawn');
  const root = await visit(studio.browser);
  await studio.setUp(root, '管理员');
  await root.context.close();
});
afterAll(() => studio.close());

async function logIn(login: string, password: string): Promise<Visit> {
  const guest = await visit(studio.browser, { viewport: PHONE });
  guest.page.setDefaultTimeout(20_000);
  await studio.ask(guest, 'POST', '/api/login', { login, password });
  return guest;
}

/** Keeps the portal's script back until it is let go. */
async function holdScript(page: Page): Promise<() => void> {
  let letGo = (): void => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(SCRIPT, async (route) => {
    await held;
    await route.continue();
  });
  return () => letGo();
}

const late = (page: Page) => page.getByRole('alert').filter({ hasText: '这一页没有下载完' });
const big = (page: Page) => page.getByRole('button', { name: '大字版' });

describe('the drawn start page without its script', () => {
  it('says at once in both languages that the script is lost, leads whoever presses a button to the way on, and lets links lead on', async () => {
    const { page, context, misdeeds } = await logIn('root', 'a-long-password-1');
    await page.route(SCRIPT, (route) => route.abort());
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await late(page).getByText('its buttons do not work yet').waitFor();
    expect(await late(page).getByText('网络慢可以再等一等').isVisible()).toBe(false);
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    await shot(page, 'portal-script-lost');
    await big(page).click();
    const reload = late(page).getByRole('link', { name: '刷新' });
    expect(await reload.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.unroute(SCRIPT);
    await reload.click();
    await late(page).waitFor({ state: 'detached' });
    await big(page).click();
    await page.locator('html[data-size=big]').waitFor();
    await page.route(SCRIPT, (route) => route.abort());
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await late(page).waitFor();
    await page.getByRole('link', { name: '我提交的' }).last().click();
    await page.waitForURL('**/portal/mine');
    await late(page).waitFor();
    expect(misdeeds.violations).toEqual([]);
    await context.close();
  });

  it('says after a while that the script is late, keeps what was pressed marked, and answers it once the script has come', async () => {
    const { page, context, misdeeds } = await logIn('root', 'a-long-password-1');
    const letGo = await holdScript(page);
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await big(page).click();
    expect(await late(page).count()).toBe(0);
    await late(page).getByText('网络慢可以再等一等').waitFor();
    expect(await big(page).getAttribute('data-held')).toBe('');
    expect(await axe(page)).toEqual([]);
    await shot(page, 'portal-script-late');
    letGo();
    await page.locator('html[data-size=big]').waitFor();
    expect([await page.locator('#late').count(), await page.locator('[data-held]').count(), misdeeds]).toEqual([0, 0, { violations: [], errors: [] }]);
    await context.close();
  });

  it('says so even where no script came at all', async () => {
    const { page, context } = await logIn('root', 'a-long-password-1');
    await page.route(/\/assets\/[^/]*\.js$/, (route) => route.abort());
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await late(page).getByText('网络慢可以再等一等').waitFor();
    await context.close();
  });
});
