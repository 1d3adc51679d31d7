import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, overflowsSideways, visit } from '../support/browser.ts';
import { buildPortal } from '../support/build-portal.ts';
import { createFakeState, startFakePortal, type FakePortal } from '../support/fake-portal-api.ts';

/** No network, a server that is away, a battery that dies: nothing is lost, nothing is sent twice, nothing of anybody is kept for others. */
const START = '/portal/apps/exam-recognition';
const PHONE = { width: 390, height: 844 };

let dist: string;
let browser: Browser;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'portal-offline-'));
  [browser] = await Promise.all([launchBrowser(), buildPortal(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(dist, { recursive: true, force: true });
});

/** The battery dies: no handler of the page gets a last word. */
async function die(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await Promise.race([session.send('Page.crash').catch(() => undefined), page.waitForEvent('crash')]);
  await page.close();
}

async function reopen(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(url);
  await page.locator('h1').waitFor();
  return page;
}

const runsSent = (fake: FakePortal) => fake.state.sent.filter(({ what }) => what.endsWith('/runs')).map(({ body }) => (body as { clientKey: string }).clientKey);
const day = (page: Page) => page.getByLabel('日', { exact: true });

async function pick(page: Page, label: string, typed: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: choice }).click();
}

describe('a battery that dies', () => {
  it('between any two answers, on 核对 and right after 提交 loses no answer and starts no second run', async () => {
    const fake = await startFakePortal({ dist, state: createFakeState() });
    const { context, page: first } = await visit(browser, { viewport: PHONE });
    first.setDefaultTimeout(20_000);
    try {
      const steps: readonly (readonly [fill: (page: Page) => Promise<unknown>, kept: (page: Page) => Promise<unknown>, expected: unknown])[] = [
        [(page) => pick(page, '患者', '戴', '戴女士'), (page) => page.getByText('戴女士').first().isVisible(), true],
        [(page) => pick(page, '检查项目', '胸部', '胸部CT平扫'), (page) => page.getByText('胸部CT平扫').first().isVisible(), true],
        [(page) => page.getByText('门诊', { exact: true }).click(), (page) => page.getByRole('radio', { name: '门诊' }).isChecked(), true],
        [async (page) => { await page.getByLabel('年', { exact: true }).fill('2022'); await page.getByLabel('月', { exact: true }).fill('1'); await day(page).fill('20'); }, (page) => day(page).inputValue(), '20'],
      ];
      let page = first;
      await page.goto(fake.url + START);
      for (const [fill, kept, expected] of steps) {
        await fill(page);
        await die(page);
        page = await reopen(context, fake.url + START);
        await page.getByText(/已放回您/).waitFor();
        expect(await kept(page)).toEqual(expected);
      }
      await page.getByRole('button', { name: '下一步，核对' }).click();
      await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
      await die(page);
      page = await reopen(context, fake.url + START);
      await page.getByRole('button', { name: '下一步，核对' }).click();
      fake.state.refuse.set('POST /api/portal/apps', { status: 503, times: 1, problem: { type: 'about:blank', title: '', status: 503, code: 'SCN_API_BUSY', detail: '忙' } });
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('没提交上去').waitFor();
      await die(page);
      page = await reopen(context, fake.url + START);
      await page.getByRole('button', { name: '下一步，核对' }).click();
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByRole('heading', { name: '这份CT能不能互认，请您决定' }).waitFor();
      const keys = runsSent(fake);
      expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    } finally {
      await context.close();
      await fake.close();
    }
  });
});

describe('without a network', () => {
  it('the installed portal opens, says so, shows the drafts of this device, goes on by itself, and keeps nothing of anybody', async () => {
    const state = createFakeState();
    let fake = await startFakePortal({ dist, state });
    const port = Number(new URL(fake.url).port);
    const { context, page: first, misdeeds } = await visit(browser, { viewport: PHONE, serviceWorkers: 'allow' });
    first.setDefaultTimeout(20_000);
    try {
      await first.goto(fake.url + START);
      await day(first).fill('20');
      await first.evaluate(async () => { await navigator.serviceWorker.ready; });
      const kept = await first.evaluate(async () => {
        const caught = await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()));
        return caught.flat().map(({ url }) => new URL(url).pathname);
      });
      expect(kept.length).toBeGreaterThan(10);
      expect(kept.filter((path) => path !== '/portal/' && !/^\/assets\/[\w.-]+\.(js|css)$/.test(path))).toEqual([]);
      await first.close();
      await fake.close();

      const page = await reopen(context, `${fake.url}/portal/tasks`);
      await page.getByRole('heading', { name: '现在连不上服务器', level: 1 }).waitFor();
      await page.getByText('开检查单').or(page.getByText('检查结果互认')).first().waitFor();
      expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);

      fake = await startFakePortal({ dist, port, state });
      await page.getByRole('button', { name: '再试一次' }).click();
      await page.getByRole('heading', { name: '待办', level: 1 }).waitFor();
      await page.goto(fake.url + START);
      expect(await day(page).inputValue()).toBe('20');

      await page.getByRole('button', { name: /何医师/ }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByRole('heading', { name: '登录' }).waitFor();
      await page.close();
      await fake.close();
      const next = await reopen(context, `${fake.url}/portal/`);
      await next.getByText('本机没有没交的草稿。').waitFor();
      expect(misdeeds.violations).toEqual([]);
    } finally {
      await context.close();
      await fake.close().catch(() => undefined);
    }
  });
});
