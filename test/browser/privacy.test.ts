import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CARDS } from '../server/retention/support.ts';
import { visitScenario } from '../server/support/visit-scenario.ts';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** What whoever protects data does on the pages: how long things are kept, what stays, and erasing a person with a second one. */
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const CARD = 'CANARY-330106';
/** Used lately, whenever this is run: a rule of three years keeps it. */
const LATELY = new Date(Date.now() - 28 * 86_400_000).toISOString().slice(0, 10);
let studio: BuiltStudio;
let root: Visit;
let officer: Visit;

async function looksRight(page: Page, file: string): Promise<void> {
  expect(await axe(page)).toEqual([]);
  await shot(page, file);
  await page.setViewportSize(PHONE);
  await shot(page, `${file}-phone`);
  expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
  await page.setViewportSize(DESK);
}

beforeAll(async () => {
  studio = await startBuiltStudio('privacy');
  root = await visit(studio.browser, { viewport: DESK });
  officer = await visit(studio.browser, { viewport: DESK });
  for (const { page } of [root, officer]) page.setDefaultTimeout(20_000);
  await studio.setUp(root, '管理员');
  await studio.ask(root, 'POST', '/api/users', { login: 'bao', name: '保护员', password: PASSWORD, role: 'user', duties: [], unit: { id: 'home', name: '' }, spaces: [{ unit: 'home', role: 'protector' }] });
  await studio.ask(officer, 'POST', '/api/login', { login: 'bao', password: PASSWORD });
  await studio.ask(root, 'PUT', '/api/datasets', { definition: CARDS });
  for (const [no, used] of [[CARD, '2019-05-06'], ['C-2', '2020-01-01'], ['C-3', LATELY]]) await studio.ask(root, 'POST', '/api/datasets/rows', { dataset: CARDS.id, data: { no, used, seen: null } });
  await studio.ask(root, 'POST', '/api/scenarios', { scenario: { ...visitScenario, id: 'visit' } });
});
afterAll(() => studio.close());

describe('whoever protects data', () => {
  it('sees what a rule would remove before saying it, and holds a row', async () => {
    const { page } = officer;
    await page.goto(`${studio.url}/studio/retention`);
    await page.getByRole('row', { name: /就诊卡/ }).getByText('永久保存').waitFor();
    await looksRight(page, 'retention-empty');
    await page.getByRole('button', { name: '规定“就诊卡”的保存期限' }).click();
    const dialog = page.locator('.ui-dialog');
    await dialog.getByRole('button', { name: '保存规定' }).click();
    await dialog.getByText('请写依据。').waitFor();
    await dialog.getByRole('button', { name: '会删除什么' }).click();
    await dialog.getByText('现在执行会删除 2 件').waitFor();
    await dialog.getByRole('textbox', { name: '依据' }).fill('示例：就诊卡管理办法');
    await looksRight(page, 'retention-rule');
    await dialog.getByRole('button', { name: '保存规定' }).click();
    await page.getByRole('row', { name: /就诊卡/ }).getByText('3 年').waitFor();
    await page.getByRole('button', { name: '冻结', exact: true }).click();
    await page.locator('.ui-dialog').getByRole('button', { name: /办件/ }).click();
    await page.getByRole('option', { name: '数据行' }).click();
    await page.locator('.ui-dialog').getByRole('textbox', { name: '行的编号' }).fill('C-2');
    await page.locator('.ui-dialog').getByRole('textbox', { name: '原因' }).fill('信访核查');
    await page.locator('.ui-dialog').getByRole('button', { name: '冻结', exact: true }).click();
    await page.getByRole('row', { name: /信访核查/ }).waitFor();
    await looksRight(page, 'retention');
  });

  it('finds a person, asks, and a second one confirms; a server erases, and the certificate names nobody', async () => {
    const { page } = officer;
    await page.goto(`${studio.url}/studio/erasure`);
    await page.getByRole('textbox', { name: '此人的编号' }).fill(CARD);
    await page.getByRole('button', { name: '查找', exact: true }).click();
    await page.getByText('数据集“就诊卡”中的 1 行').waitFor();
    await looksRight(page, 'erasure-found');
    await page.getByRole('button', { name: '申请删除' }).click();
    await page.locator('.ui-dialog').getByRole('textbox', { name: '原因' }).fill(`${CARD} 要求`);
    await page.locator('.ui-dialog').getByRole('button', { name: '申请删除' }).click();
    await page.locator('.ui-dialog').getByText('原因里写了这个人的编号').waitFor();
    await page.locator('.ui-dialog').getByRole('textbox', { name: '原因' }).fill('本人要求，受理单 12 号');
    await page.locator('.ui-dialog').getByRole('button', { name: '申请删除' }).click();
    await page.getByRole('row', { name: /受理单 12 号/ }).getByText('待确认').waitFor();
    expect(await page.getByRole('button', { name: '确认删除' }).count()).toBe(0);
    await root.page.goto(`${studio.url}/studio/erasure`);
    await root.page.getByRole('button', { name: '确认删除' }).click();
    await looksRight(root.page, 'erasure-confirm');
    await root.page.getByRole('alertdialog').getByRole('button', { name: '确认删除' }).click();
    await root.page.getByRole('row', { name: /受理单 12 号/ }).getByText('已删除', { exact: true }).waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([root.page.waitForEvent('download'), root.page.getByRole('link', { name: /证明/ }).click()]);
    const text = await readFile(await download.path(), 'utf8');
    expect([text.includes('person.erase'), text.includes('保护员'), text.includes(CARD)]).toEqual([true, true, false]);
    await looksRight(root.page, 'erasure-done');
    expect(studio.server.output()).not.toContain(CARD);
  });

  it('reads the pages in English and in the dark', async () => {
    const { page } = officer;
    await page.evaluate(() => {
      localStorage.setItem('scenario-studio.locale', 'en');
      localStorage.setItem('scenario-studio.theme', 'dark');
    });
    for (const name of ['retention', 'erasure']) {
      await page.goto(`${studio.url}/studio/${name}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('table').first().waitFor();
      await looksRight(page, `${name}-dark`);
    }
    expect([officer.misdeeds.violations, root.misdeeds.violations]).toEqual([[], []]);
  });
});

describe('whoever keeps accounts in step with a directory', () => {
  it('says what its groups give, and sees nobody’s power in the choice', async () => {
    const { page } = root;
    const { token } = await studio.ask<{ token: string }>(root, 'POST', '/api/keys/scim', { title: '目录', days: 30 });
    await page.goto(`${studio.url}/studio/sign-in`);
    await page.getByText('目录还没有建组').waitFor();
    const made = await root.context.request.fetch(`${studio.url}/scim/v2/Groups`, { method: 'POST', headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }, data: JSON.stringify({ displayName: '审批组', members: [] }) });
    expect(made.status()).toBe(201);
    await page.reload();
    await page.getByRole('button', { name: '规定角色：审批组' }).click();
    const dialog = page.locator('.ui-dialog');
    await dialog.getByRole('button', { name: /加/ }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText(/选单位/).first().waitFor();
    await looksRight(page, 'groups-dialog');
    await dialog.getByRole('button', { name: '取消' }).click();
    await page.getByRole('row', { name: /审批组/ }).scrollIntoViewIfNeeded();
    await looksRight(page, 'groups');
  });
});
