import type { Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** A line that is cut, a gateway that answers for the server, a server that was upgraded while a page slept. Needs `npm run build`. */
let studio: BuiltStudio;
let root: Visit;
let page: Page;

const FORM = {
  format: 1, id: 'ask', title: '登记', purpose: '试断线', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {},
  flows: { main: { nodes: {
    apply: { type: 'start.form', title: '登记表', config: { fields: [{ id: 'name', type: 'string', title: '姓名' }, { id: 'papers', type: 'list', widget: 'file', title: '材料', optional: true }, { id: 'where', type: 'context', widget: 'location', title: '位置', optional: true }] } },
    end: { type: 'output.page', title: '结果', config: { text: '办好了' } },
  }, edges: { e1: ['apply.out', 'end'] } } },
};

const html = (status: number) => (route: Route) => route.fulfill({ status, contentType: 'text/html', body: '<html><h1>gateway</h1></html>' });
const gone = (route: Route) => route.fulfill({ status: 404, contentType: 'text/html', body: 'not found' });
/** Answers everything as `how`, until the answer is called. */
async function instead(where: string | RegExp, how: (route: Route) => unknown): Promise<() => Promise<void>> {
  await page.route(where, how as (route: Route) => Promise<void>);
  return () => page.unroute(where, how as (route: Route) => Promise<void>);
}
const mark = (words: RegExp) => page.locator('.save-mark').filter({ hasText: words }).waitFor();
const addNote = async () => {
  await page.locator('.react-flow__pane').click({ position: { x: 30, y: 300 } });
  await page.keyboard.press('n');
  await page.locator('.note-text').last().waitFor();
  await page.keyboard.press('Escape');
};
const onServer = async () => (await studio.ask<{ scenario: { layout: { annotations?: unknown } } }>(root, 'GET', '/api/scenarios/ask')).scenario;
const runs = async () => (await studio.ask<{ items: readonly unknown[] }>(root, 'GET', '/api/portal/runs?limit=50')).items.length;

beforeAll(async () => {
  studio = await startBuiltStudio('bad-input-line');
  root = await visit(studio.browser);
  ({ page } = root);
  page.setDefaultTimeout(30_000);
  await studio.setUp(root, '管理员');
  await studio.ask(root, 'POST', '/api/scenarios', { scenario: FORM });
  await studio.ask(root, 'POST', '/api/scenarios/ask/publish', { note: '', baseVersion: 1 });
});
afterAll(() => studio.close());

describe('the designer', () => {
  it.each<[string, (route: Route) => unknown]>([
    ['a page of the network with status 200', html(200)],
    ['a 502 of a gateway', html(502)],
    ['half an answer', (route) => route.fulfill({ status: 200, contentType: 'application/json', body: '{"version":' })],
    ['nothing', (route) => route.abort()],
  ])('a save answered with %s is said not to be saved, and is saved when the server is back', async (_, how) => {
    await page.goto(`${studio.url}/studio/s/ask/canvas`);
    await mark(/已存/);
    const back = await instead('**/api/scenarios/ask', (route) => (route.request().method() === 'PUT' ? how(route) : route.continue()));
    await addNote();
    await mark(/未存（离线）/);
    await back();
    await mark(/已存/);
  });

  it('a part that cannot be had while the server is away says so, and opens by itself', async () => {
    await page.goto(`${studio.url}/studio/`);
    await page.getByRole('link', { name: '登记' }).first().waitFor();
    await page.goto(`${studio.url}/studio/s/ask/canvas`);
    await mark(/已存/);
    const back = await instead(/\/(api|assets|health)/, html(502));
    await addNote();
    await mark(/未存（离线）/);
    await page.getByRole('link', { name: 'JSON' }).first().click();
    await page.getByText('连上后自己打开').waitFor();
    await shot(page, 'line-part-waits');
    await back();
    await page.locator('.monaco-editor').first().waitFor();
    await mark(/已存/);
    expect(JSON.stringify(await onServer())).toContain('note');
  });

  it('a part of a server upgraded meanwhile asks to be opened again, and nothing is lost', async () => {
    await page.goto(`${studio.url}/studio/s/ask/canvas`);
    await mark(/已存/);
    const back = await instead(/\/assets\/(audit|runs|versions|json)-page/, gone);
    await page.getByRole('link', { name: 'JSON' }).first().click();
    await page.getByText('这一部分没下载下来，要重新打开').waitFor();
    await shot(page, 'line-part-gone');
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    await back();
    await page.getByRole('button', { name: '重新打开' }).click();
    await page.locator('.monaco-editor').first().waitFor();
  });

  it.each(['table/main/nobody', 'form/none/apply'])('an address of a node that is not there, %s, says so and leads back', async (where) => {
    await page.goto(`${studio.url}/studio/s/ask/${where}`);
    await page.getByRole('heading', { name: /^没有“.+”这个节点$/ }).waitFor();
    await page.getByRole('link', { name: '回到画布' }).click();
    await page.locator('.react-flow__node').first().waitFor();
  });

  it('a gateway that refuses says which number to tell the administrator', async () => {
    const back = await instead('**/api/scenarios?**', html(403));
    const all = await instead('**/api/scenarios', html(403));
    await page.goto(`${studio.url}/studio/`);
    await page.getByText('被中间的网关拦下了（403）').waitFor();
    await back();
    await all();
  });
});

describe('the portal', () => {
  const start = async () => {
    await page.goto(`${studio.url}/portal/apps/ask`);
    await page.getByRole('textbox', { name: '姓名' }).waitFor();
  };
  const toCheck = async () => {
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
  };

  it.each<[string, (route: Route) => unknown]>([
    ['with a gateway’s 502', html(502)],
    ['with a page of the network', html(200)],
    ['by the server, which the sender never hears', async (route) => {
      await route.fetch();
      await route.abort();
    }],
  ])('a submit that is answered %s is sent again with the same key: one run', async (_, how) => {
    const before = await runs();
    await start();
    await page.getByRole('textbox', { name: '姓名' }).fill(`张三${before}`);
    await toCheck();
    const back = await instead('**/api/portal/apps/ask/runs', how);
    await page.getByRole('button', { name: '提交', exact: true }).dblclick();
    await page.getByText('没提交上去').waitFor();
    await back();
    await page.getByRole('button', { name: '再试一次' }).click();
    await page.getByText('办好了').first().waitFor();
    expect(await runs()).toBe(before + 1);
  });

  it('a file answered by a gateway says so and is sent again', async () => {
    await start();
    const back = await instead('**/api/portal/files?**', html(200));
    await page.locator('input[type=file]').setInputFiles({ name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('x') });
    await page.getByRole('button', { name: /再传一次/ }).waitFor();
    await shot(page, 'line-file');
    await back();
    await page.getByRole('button', { name: /再传一次/ }).click();
    await page.getByRole('button', { name: '删除“a.txt”' }).or(page.getByRole('link', { name: /a\.txt/ })).first().waitFor();
  });

  it('a page of a server upgraded meanwhile says to reload, and what was typed is there again', async () => {
    await page.goto(`${studio.url}/portal/`);
    await page.getByRole('link', { name: /登记/ }).first().waitFor();
    const back = await instead(/\/assets\/form-[\w-]{8}\.js/, gone);
    await page.getByRole('link', { name: /登记/ }).first().click();
    await page.getByRole('heading', { name: '这一页没下载下来' }).waitFor();
    await shot(page, 'line-portal-gone');
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    await back();
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByRole('textbox', { name: '姓名' }).waitFor();
  });

  it('a question whose drawing did not come leaves the rest of the form usable', async () => {
    const back = await instead(/\/assets\/location-widget/, gone);
    await start();
    await page.getByText('这一项没下载下来').waitFor();
    await page.getByRole('textbox', { name: '姓名' }).fill('李四');
    await shot(page, 'line-portal-field');
    await back();
    await page.getByRole('button', { name: '刷新' }).click();
    await page.getByRole('textbox', { name: '什么地方' }).waitFor();
    expect(await page.getByRole('textbox', { name: '姓名' }).inputValue()).toBe('李四');
  });

  it('breaks no security policy on the way, and no page fails', () => {
    expect([root.misdeeds.violations, root.misdeeds.errors.filter((words) => !/Failed to (load|fetch)|preload|dynamically imported/.test(words))]).toEqual([[], []]);
  });
});
