import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axe, visit, type Visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/**
 * The tour as somebody walks it who does what it says and nothing else: from an empty house to an app that answers in
 * the portal. Each step goes on where the one before stopped.
 */
const SLOW = { timeout: 120_000 };
let studio: BuiltStudio;
let guest: Visit;

const tour = (page: Page) => page.getByRole('complementary', { name: '10 分钟做出第一个应用' });
/** Waits until the tour asks for a step, by its title. */
const asked = (page: Page, step: string) => tour(page).locator('[aria-current=step]').filter({ hasText: step }).waitFor();

/** Adds a node as the tour says: a slash, its name, Enter; at the speed of a keyboard, not of the list. */
async function addByName(page: Page, name: string): Promise<void> {
  await page.keyboard.press('/');
  await page.getByRole('combobox', { name: '名称、拼音首字母或英文' }).waitFor();
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node.selected').filter({ hasText: name }).waitFor();
}

beforeAll(async () => {
  studio = await startBuiltStudio('tour');
  guest = await visit(studio.browser);
  guest.page.setDefaultTimeout(60_000);
  await firstAccount(guest.page, studio.server);
});

afterAll(() => studio.close());

describe('the tour from nothing to a published app', () => {
  it('begins on the empty home with a scenario of its own', SLOW, async () => {
    const { page } = guest;
    await page.getByRole('button', { name: '10 分钟做出第一个应用' }).click();
    await page.waitForURL(/\/studio\/s\/my-first-app\/canvas/);
    await asked(page, '加一个表单起点');
    await page.getByText('空白画布').waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it('a start form by typing its name', SLOW, async () => {
    const { page } = guest;
    await addByName(page, '表单起点');
    await asked(page, '再加一个问题');
    expect(await tour(page).locator('[aria-live]').textContent()).toBe('已做完：加一个表单起点。下一步：再加一个问题');
  });

  it('a second question in the form editor, which the tour does not cover', SLOW, async () => {
    const { page } = guest;
    await page.getByRole('button', { name: '打开表单' }).click();
    await page.getByRole('button', { name: '手机号', exact: true }).click();
    await asked(page, '加一张决策表');
    const fields = page.getByRole('listitem', { name: /第 \d 个，共 2 个/ });
    expect(await fields.count()).toBe(2);
    const [low, high] = await Promise.all([fields.first().boundingBox(), tour(page).boundingBox()]);
    expect((low?.y ?? 0) + (low?.height ?? 0)).toBeLessThan(high?.y ?? 0);
    await shot(page, 'tour-form');
  });

  it('a table and a page, connected as they are added', SLOW, async () => {
    const { page } = guest;
    await tour(page).getByRole('link', { name: '去画布' }).click();
    await page.locator('.react-flow__node').filter({ hasText: '表单起点' }).click();
    await addByName(page, '决策表');
    await asked(page, '加一个结果页');
    await addByName(page, '结果页');
    await asked(page, '试运行一次');
    expect(await page.locator('.react-flow__edge').count()).toBe(2);
  });

  it('a test run by hand that comes to a result', SLOW, async () => {
    const { page } = guest;
    await page.keyboard.press('Control+Enter');
    const dialog = page.getByRole('dialog', { name: '试运行' });
    await dialog.getByRole('textbox', { name: '姓名' }).fill('张三（化名）');
    await dialog.getByRole('textbox', { name: '手机号' }).fill('13800000000');
    await dialog.getByRole('button', { name: '运行', exact: true }).click();
    await page.getByText('走过 3 步').waitFor();
    await asked(page, '存一个用例');
    await shot(page, 'tour-run');
  });

  it('a case of it by one press, run on the save', SLOW, async () => {
    const { page } = guest;
    await page.getByRole('button', { name: '存为用例' }).click();
    await asked(page, '发布');
    await page.getByRole('link', { name: /用例/ }).getByText('1 个用例都通过').waitFor({ state: 'attached' });
  });

  it('and it is published: no problem stands against it', SLOW, async () => {
    const { page } = guest;
    await page.getByRole('button', { name: '发布 v1' }).click();
    const dialog = page.getByRole('dialog', { name: '发布 v1' });
    await dialog.getByRole('textbox', { name: '说明' }).fill('第一版');
    await dialog.getByRole('button', { name: '发布', exact: true }).click();
    await tour(page).getByText('第一个应用上线了').first().waitFor();
    await shot(page, 'tour-done');
    expect(await axe(page)).toEqual([]);
  });

  it('the app answers in the portal, where the tour leads', SLOW, async () => {
    const { page } = guest;
    await tour(page).getByRole('link', { name: '到办事端看看' }).click();
    await page.waitForURL(/\/portal\/apps\/my-first-app/);
    await page.getByLabel('姓名').fill('张三（化名）');
    await page.getByLabel('手机号').fill('13800000000');
    await page.getByRole('button', { name: /下一步/ }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByText('已办结').first().waitFor();
    const runs = (await send(page, 'GET', '/api/scenarios/my-first-app/runs')).body as { items: readonly { status: string }[] };
    expect(runs.items.map(({ status }) => status)).toEqual(['completed']);
  });

  it('is found in the search and in the help when there are scenarios too', SLOW, async () => {
    const { page } = guest;
    await page.goto(`${studio.url}/studio/`);
    await page.getByRole('link', { name: '我的第一个应用' }).first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('tour');
    await page.getByRole('option', { name: /接着做第一个应用/ }).click();
    await page.waitForURL(/\/studio\/s\/my-first-app\/canvas/);
    await page.locator('.react-flow__node').first().waitFor();
    await page.getByRole('button', { name: '帮助' }).click();
    const help = page.getByRole('dialog', { name: '帮助' });
    await shot(page, 'tour-help');
    await help.getByRole('button', { name: '接着做第一个应用' }).click();
    await help.waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/\/studio\/s\/my-first-app\/canvas/);
  });

  it('breaks no security policy and logs no error on the way', () => {
    expect([guest.misdeeds.violations, guest.misdeeds.errors]).toEqual([[], []]);
  });
});
