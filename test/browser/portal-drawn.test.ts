import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** The start page as the server draws it, before and without the script that answers for it. */
const PHONE = { width: 390, height: 844 };
const SCRIPT = /\/assets\/portal-[^/]*\.js$/;

const NAMES = { an: '安医师', bo: '薄医师' } as const;
const APPS = { an: '安医师的应用', bo: '薄医师的应用' } as const;
/** An app that one of them alone can see. */
const appOf = (who: keyof typeof NAMES) => ({
  format: 1, id: `for-${who}`, title: APPS[who], purpose: '试一试', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { [who]: NAMES[who] }, lists: {}, datasets: {}, pages: {}, layout: {}, texts: {},
  flows: { main: { nodes: { ask: { type: 'start.form', title: '填写', config: { roles: [who], fields: [{ id: 'name', type: 'string', title: '名字' }] } }, end: { type: 'output.page', title: '结果', config: { text: '好' } } }, edges: { e1: ['ask.out', 'end'] } } },
});

let studio: BuiltStudio;

beforeAll(async () => {
  studio = await startBuiltStudio('portal-drawn');
  const root = await visit(studio.browser);
  await studio.setUp(root, '管理员');
  for (const who of ['an', 'bo'] as const) {
    await studio.ask(root, 'POST', '/api/users', { login: who, name: NAMES[who], password: PASSWORD, role: 'user', duties: [who], unit: { id: 'health', name: '卫健局（虚构）' } });
    await studio.ask(root, 'POST', '/api/scenarios', { scenario: appOf(who) });
    await studio.ask(root, 'POST', `/api/scenarios/for-${who}/publish`, { note: '', baseVersion: 1 });
  }
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
    const { page, context, misdeeds } = await logIn('root', PASSWORD);
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
    const { page, context, misdeeds } = await logIn('root', PASSWORD);
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
    const { page, context } = await logIn('root', PASSWORD);
    await page.route(/\/assets\/[^/]*\.js$/, (route) => route.abort());
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await late(page).getByText('网络慢可以再等一等').waitFor();
    await context.close();
  });
});

describe('two tabs of one browser at the drawn start page', () => {
  const open = async (context: BrowserContext) => {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const letGo = await holdScript(page);
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    return { page, letGo };
  };
  const app = (page: Page, who: keyof typeof APPS) => page.getByRole('link', { name: APPS[who] });
  const menu = (page: Page, who: keyof typeof NAMES) => page.getByRole('button', { name: NAMES[who] });
  /** Notes every time that the page shows somebody's words, from now on. */
  const watchFor = (page: Page, words: string) => page.evaluate((what) => {
    const seen: string[] = [];
    (window as unknown as { seen: string[] }).seen = seen;
    new MutationObserver(() => {
      if (document.body.innerText.includes(what)) seen.push(what);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  }, words);
  const seen = (page: Page) => page.evaluate(() => (window as unknown as { seen: string[] }).seen.length);

  it('both become usable', async () => {
    const guest = await logIn('an', PASSWORD);
    const [one, other] = [await open(guest.context), await open(guest.context)];
    for (const { page, letGo } of [other, one]) {
      await app(page, 'an').waitFor();
      letGo();
      await page.locator('#late').waitFor({ state: 'detached' });
      await menu(page, 'an').click();
      await page.getByRole('button', { name: '退出登录' }).waitFor();
      await page.keyboard.press('Escape');
      await app(page, 'an').click();
      await page.getByRole('textbox', { name: '名字' }).waitFor();
    }
    await guest.context.close();
  });

  it('logged out in one, the other asks to log in, and shows the next person nothing of the one before', async () => {
    const guest = await logIn('an', PASSWORD);
    const [one, other] = [await open(guest.context), await open(guest.context)];
    await app(one.page, 'an').waitFor();
    await app(other.page, 'an').waitFor();
    one.letGo();
    await menu(one.page, 'an').click();
    await one.page.getByRole('button', { name: '退出登录' }).click();
    await one.page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    other.letGo();
    await other.page.getByRole('link', { name: '待办' }).last().click();
    await other.page.getByRole('heading', { level: 1, name: '登录' }).waitFor();
    expect(await other.page.getByText(APPS.an).count()).toBe(0);
    await watchFor(other.page, APPS.an);
    await other.page.getByLabel('账号').fill('bo');
    await other.page.getByLabel('密码').fill(PASSWORD);
    await other.page.getByRole('button', { name: '登录', exact: true }).click();
    await menu(other.page, 'bo').waitFor();
    await other.page.getByRole('link', { name: '应用' }).last().click();
    await app(other.page, 'bo').waitFor();
    expect(await seen(other.page)).toBe(0);
    await guest.context.close();
  });

  it('somebody else logged in meanwhile, both turn to that person', async () => {
    const guest = await logIn('an', PASSWORD);
    const [one, other] = [await open(guest.context), await open(guest.context)];
    await app(one.page, 'an').waitFor();
    await app(other.page, 'an').waitFor();
    await studio.ask(guest, 'POST', '/api/logout', {});
    await studio.ask(guest, 'POST', '/api/login', { login: 'bo', password: PASSWORD });
    for (const { page, letGo } of [one, other]) {
      letGo();
      await page.bringToFront();
      await menu(page, 'bo').waitFor();
      await app(page, 'bo').waitFor();
      expect(await page.getByText(APPS.an).count()).toBe(0);
      await menu(page, 'bo').click();
      await page.getByRole('button', { name: '退出登录' }).waitFor();
    }
    await guest.context.close();
  });
});
