import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';
import { pasteInto } from '../support/paste.ts';

/**
 * Bad input as people meet it: files that are no scenario, text in the editor that is none, a server whose disk is full.
 * Each is told in words that say what, where and what to do; what was there stays, and the page goes on. Over HTTP:
 * `test/server/bad-input.test.ts`. Needs `npm run build`.
 */
let studio: BuiltStudio;
let clerk: Visit;
let page: Page;

const SCENARIO = {
  format: 1, id: 'bad', title: '坏输入', purpose: '试坏输入', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {},
  flows: { main: { nodes: {
    apply: { type: 'start.form', title: '申请', config: { roles: [], fields: [{ id: 'age', type: 'integer', title: '年龄', error: '请填年龄' }] } },
    end: { type: 'output.page', title: '结果', config: { text: '办好了' } },
  }, edges: { e1: ['apply.out', 'end'] } } },
  layout: { main: { apply: { x: 0, y: 0 }, end: { x: 0, y: 140 } } },
};
const source = JSON.stringify(SCENARIO, null, 2);
/** One id twice: whoever reads this keeps one of the two nodes. */
const TWICE = source.replace('"end": {', '"apply": { "type": "output.page", "title": "另一个", "config": {} },\n        "end": {');
const NEWER = source.replace('"format": 1', '"format": 2');

interface Draft {
  readonly version: number;
  readonly scenario: typeof SCENARIO;
}
const draft = async () => (await send(page, 'GET', '/api/scenarios/bad')).body as Draft;

/** The server as it is when its disk is full, for whoever writes there; ends when the answer is called. */
async function fillDisk(on: Page, path: string): Promise<() => Promise<void>> {
  const detail = '服务器的磁盘满了：这次没有存下，以前存的都在。请管理员腾出或加大空间，然后再做一次。（00000001.log）';
  const body = JSON.stringify({ type: '/documentation#SCN_STORE_FULL', title: 'SCN_STORE_FULL', status: 507, code: 'SCN_STORE_FULL', detail });
  await on.route(path, (route) => (route.request().method() === 'GET' ? route.fallback() : route.fulfill({ status: 507, contentType: 'application/problem+json', body })));
  return () => on.unroute(path);
}

/** As from the clipboard: typed text is indented and completed on its way. */
async function write(text: string): Promise<void> {
  await page.locator('.monaco-editor .view-lines').first().click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+a');
  await pasteInto(page.locator(':focus'), { text });
}

beforeAll(async () => {
  studio = await startBuiltStudio('bad-input');
  clerk = await visit(studio.browser);
  ({ page } = clerk);
  page.setDefaultTimeout(20_000);
  await firstAccount(page, studio.server);
});
afterAll(() => studio.close());

describe('bad input in the pages', () => {
  it.each([
    ['that breaks off', '{\n  "format": 1,\n  "id"', /读到第 3 行第 \d+ 列就读不下去了.*再选一次/],
    ['of a newer format', NEWER, /格式是 2.*请先升级/],
    ['with an id twice', TWICE, /第 \d+ 行第 \d+ 列：同一个对象里已经有 apply.*换个名字/],
    ['that is something else', '[1, 2]', /文件里不是场景/],
  ])('a file %s is refused in words, and nothing is made of it', async (name, text, words) => {
    await page.goto(`${studio.url}/studio/`);
    await page.getByRole('button', { name: /^导入/ }).first().click();
    const dialog = page.getByRole('dialog');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: '选文件' }).click()]);
    await chooser.setFiles({ name: 'bad.json', mimeType: 'application/json', buffer: Buffer.from(text) });
    await dialog.getByRole('alert').filter({ hasText: words }).waitFor();
    await shot(page, `bad-input-file-${name}`);
    expect(((await send(page, 'GET', '/api/scenarios')).body as { items: unknown[] }).items).toEqual([]);
  });

  it('text in the editor that is no scenario is said to be none, the draft stays, and whole text counts again', async () => {
    expect((await send(page, 'POST', '/api/scenarios', { scenario: SCENARIO })).status).toBe(201);
    expect((await send(page, 'POST', '/api/scenarios/bad/publish', { note: '', baseVersion: 1 })).status).toBe(201);
    await page.goto(`${studio.url}/studio/s/bad/json`);
    await page.getByText('和画布一致').waitFor();
    await page.locator('.monaco-editor .view-line').first().waitFor();
    for (const [text, words] of [['{"format": 1,', /第 1 行第 \d+ 列还不是完整的 JSON/], [TWICE, /同一个对象里已经有 apply/], [NEWER, /格式 2 比本机支持的新/]] as const) {
      await write(text);
      await page.locator('.json-state').filter({ hasText: words }).waitFor();
      await shot(page, `bad-input-editor-${words.source.slice(0, 4)}`);
    }
    expect((await draft()).scenario).toEqual(SCENARIO);
    await write(source.replace('坏输入', '好输入'));
    await page.getByText('和画布一致').waitFor();
    await expect.poll(async () => (await draft()).scenario.title, { timeout: 20_000 }).toBe('好输入');
  });

  it('a full disk is told as one to who designs, and what was changed is saved by itself when there is room', async () => {
    await page.goto(`${studio.url}/studio/s/bad/canvas`);
    await page.locator('.react-flow__node[data-id="end"]').click();
    await page.locator('.panel-title').waitFor();
    const empty = await fillDisk(page, '**/api/scenarios/bad');
    await page.locator('.panel-title').fill('满盘时改的');
    await page.keyboard.press('Tab');
    await page.locator('.save-mark').filter({ hasText: /没存上：服务器的磁盘满了/ }).waitFor();
    await shot(page, 'bad-input-full-designer');
    await empty();
    await page.locator('.save-mark').filter({ hasText: /已存/ }).waitFor();
    expect((await draft()).scenario.flows.main.nodes.end.title).toBe('满盘时改的');
  });

  it('a full disk is told as one to who fills in a form on a phone; what was filled in stays and is submitted again', async () => {
    const { page: phone, context } = await visit(studio.browser, { viewport: { width: 390, height: 844 }, storageState: await clerk.context.storageState() });
    phone.setDefaultTimeout(20_000);
    await phone.goto(`${studio.url}/portal/apps/bad`);
    const [check, submit] = [phone.getByRole('button', { name: /下一步/ }), phone.getByRole('button', { name: '提交', exact: true })];
    await phone.getByLabel('年龄').fill('3.5');
    await check.click();
    await phone.getByRole('alert').first().waitFor();
    await shot(phone, 'bad-input-form');
    await phone.getByLabel('年龄').fill('31');
    await check.click();
    const empty = await fillDisk(phone, '**/api/portal/apps/bad/runs');
    await submit.click();
    await phone.getByRole('alert').filter({ hasText: /服务器的磁盘满了.*您填的都还在/ }).waitFor();
    expect(await phone.getByText('服务器的磁盘满了').count()).toBe(1);
    await shot(phone, 'bad-input-full-portal');
    expect(await phone.getByLabel('年龄').inputValue()).toBe('31');
    await empty();
    await check.click();
    await submit.click();
    await phone.getByText('办好了').first().waitFor();
    await context.close();
  });

  it('has broken no page on the way', () => expect(clerk.misdeeds).toEqual({ violations: [], errors: [] }));
});
