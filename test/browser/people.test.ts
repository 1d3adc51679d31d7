import { Secret, TOTP } from 'otpauth';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FactorBegun, Me, User } from '../../server/api/account.ts';
import { visitScenario } from '../server/support/visit-scenario.ts';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** What an administrator does for people, on the pages: a link for a new password, sessions, second factors, units and roles, a directory's key. */
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
let studio: BuiltStudio;
let root: Visit;
let li: Visit;

/** The page as it stands keeps the rules, on a desk and on a phone; with `part`, that part is what must fit a phone. */
async function looksRight(page: Page, file: string, part?: string): Promise<void> {
  expect(await axe(page)).toEqual([]);
  await shot(page, file);
  await page.setViewportSize(PHONE);
  await shot(page, `${file}-phone`);
  const tooWide = part === undefined ? await overflowsSideways(page) : await page.locator(part).evaluate((shown) => shown.scrollWidth > shown.clientWidth || shown.getBoundingClientRect().right > innerWidth);
  expect([await axe(page), tooWide]).toEqual([[], false]);
  await page.setViewportSize(DESK);
}

async function ask(name: string): Promise<Locator> {
  await root.page.goto(`${studio.url}/studio/members`);
  await root.page.getByRole('button', { name: '李医生 的账号操作' }).click();
  await root.page.getByRole('menuitem', { name }).click();
  return root.page.locator('.ui-dialog');
}

const logIn = (password = PASSWORD) => studio.ask<Me>(li, 'POST', '/api/login', { login: 'li', password });
const liNow = async (): Promise<User | undefined> => (await studio.ask<{ items: User[] }>(root, 'GET', '/api/users')).items.find(({ login }) => login === 'li');

beforeAll(async () => {
  studio = await startBuiltStudio('people');
  root = await visit(studio.browser, { viewport: DESK, permissions: ['clipboard-read', 'clipboard-write'] });
  li = await visit(studio.browser, { viewport: PHONE });
  for (const { page } of [root, li]) page.setDefaultTimeout(20_000);
  await firstAccount(root.page, studio.server);
  await studio.ask(root, 'POST', '/api/users', { login: 'li', name: '李医生', password: PASSWORD, role: 'user', duties: [], unit: { id: 'health', name: '卫健局（虚构）' } });
  await studio.ask(root, 'POST', '/api/units', { id: 'traffic', name: '交通局（虚构）', level: 'department', parent: 'health' });
});

afterAll(() => studio.close());

describe('the people of a house', () => {
  it('belong to two units and have roles in units', async () => {
    const { page } = root;
    await page.goto(`${studio.url}/studio/members`);
    await page.getByRole('row', { name: /李医生/ }).getByRole('button', { name: '改', exact: true }).click();
    const dialog = page.locator('.ui-dialog');
    await dialog.getByRole('button', { name: '加兼任单位' }).click();
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('请选单位，或去掉这一行').waitFor();
    const post = dialog.getByRole('group', { name: '兼任单位' }).last();
    await post.getByRole('button', { name: /选单位/ }).click();
    await page.getByRole('option', { name: /交通局/ }).click();
    await dialog.getByRole('group', { name: '交通局（虚构）' }).getByText('单位负责人').click();
    await dialog.getByRole('button', { name: '加单位角色' }).click();
    await dialog.getByRole('group', { name: '在单位里的角色' }).getByRole('button', { name: /选单位/ }).click();
    await page.getByRole('option', { name: /卫健局/ }).click();
    await dialog.getByRole('group', { name: '在单位里的角色' }).getByRole('button', { name: /^设计/ }).click();
    await page.getByRole('option', { name: '审计' }).click();
    await looksRight(page, 'member-posts');
    await dialog.getByRole('button', { name: '保存' }).click();
    await page.getByText('李医生 已保存').waitFor();
    await page.getByText('卫健局（虚构） 审计').waitFor();
    const saved = await liNow();
    expect([saved?.further, saved?.spaces]).toEqual([[{ unit: { id: 'traffic', name: '交通局（虚构）' }, duties: [], head: true }], [{ unit: 'health', role: 'auditor' }]]);
    await shot(page, 'members');
  });

  it('get a link for a new password, told once', async () => {
    const { page } = root;
    const dialog = await ask('发重设密码链接');
    await looksRight(page, 'link-ask');
    await dialog.getByRole('button', { name: '生成链接' }).click();
    await dialog.getByText('再也看不到它').waitFor();
    await looksRight(page, 'link-told');
    await dialog.getByRole('button', { name: '复制链接' }).click();
    await dialog.getByText('已复制').waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/studio\/recover#[\w-]{20,}$/);
    await dialog.getByRole('button', { name: '已经发出，关闭' }).click();
    await li.page.goto(link);
    await li.page.getByLabel('新密码').fill('another-long-password-2');
    await li.page.getByRole('button', { name: '保存' }).click();
    await li.page.getByText('新密码已设好').waitFor();
    expect((await logIn('another-long-password-2')).user?.login).toBe('li');
  });

  it('have their sessions ended, and the page says so', async () => {
    const { page } = root;
    const dialog = await ask('结束会话');
    await dialog.getByRole('cell', { name: '127.0.0.1' }).first().waitFor();
    await looksRight(page, 'sessions');
    await dialog.getByRole('button', { name: '全部结束' }).click();
    await page.getByText(/已结束 李医生 的 \d+ 个会话/).waitFor();
    expect((await studio.ask<Me>(li, 'GET', '/api/me')).user).toBeUndefined();
    await (await ask('结束会话')).getByText('现在没有登录的地方').waitFor();
  });

  it('have a lost second factor reset, and only one that is there', async () => {
    const { page } = root;
    await (await ask('重置两步验证')).getByText('没有设置两步验证').waitFor();
    await logIn('another-long-password-2');
    const { secret } = await studio.ask<FactorBegun>(li, 'POST', '/api/me/factor/begin', { password: 'another-long-password-2' });
    await studio.ask(li, 'POST', '/api/me/factor/confirm', { code: new TOTP({ algorithm: 'SHA1', digits: 6, period: 30, secret: Secret.fromBase32(secret) }).generate() });
    expect((await logIn('another-long-password-2')).second).toBeDefined();
    const dialog = await ask('重置两步验证');
    await dialog.getByText('验证器和恢复码马上失效').waitFor();
    await looksRight(page, 'factor');
    await dialog.getByRole('button', { name: '重置两步验证' }).click();
    await page.getByText('李医生 的两步验证已重置').waitFor();
    expect((await logIn('another-long-password-2')).user?.login).toBe('li');
  });

  it('get rights to one scenario in its settings, and lose them there', async () => {
    const { page } = root;
    await studio.ask(root, 'POST', '/api/scenarios', { scenario: { ...visitScenario, id: 'visit' } });
    const look = async () => (await li.context.request.get(`${studio.url}/api/scenarios/visit`)).ok();
    expect(await look()).toBe(false);
    await page.goto(`${studio.url}/studio/s/visit/settings#rights`);
    await page.getByRole('row', { name: /沈工（化名）.*所有者/ }).waitFor();
    await page.getByRole('button', { name: '给权利' }).click();
    await page.getByText('请选人').waitFor();
    await page.getByRole('combobox', { name: '人', exact: true }).fill('李');
    await page.getByRole('option', { name: /李医生/ }).click();
    await page.getByRole('button', { name: /编辑：看/ }).click();
    await page.getByRole('option', { name: /查看：只看/ }).click();
    await page.getByRole('button', { name: '给权利' }).click();
    await page.getByText('李医生 有了“查看”权利').waitFor();
    expect(await look()).toBe(true);
    await looksRight(page, 'rights', '.settings-body');
    await page.getByRole('button', { name: '去掉 李医生 的“查看”权利' }).click();
    await looksRight(page, 'rights-remove', '.ui-dialog');
    await page.locator('.ui-dialog').getByRole('button', { name: '去掉' }).click();
    await page.getByText('李医生 的“查看”权利已去掉').waitFor();
    expect(await look()).toBe(false);
  });

  it('come from a directory whose key is told once', async () => {
    const { page } = root;
    await page.goto(`${studio.url}/studio/keys`);
    await page.getByRole('button', { name: '新建目录密钥' }).click();
    const dialog = page.locator('.ui-dialog');
    await dialog.getByRole('button', { name: '新建目录密钥' }).click();
    await dialog.getByText('请填名称').waitFor();
    await dialog.getByLabel('名称').fill('统一身份目录');
    await looksRight(page, 'scim-key');
    await dialog.getByRole('button', { name: '新建目录密钥' }).click();
    await dialog.getByText(`${studio.url}/scim/v2`).waitFor();
    await looksRight(page, 'scim-told');
    const token = await dialog.locator('.key-token code').innerText();
    const answer = await fetch(`${studio.url}/scim/v2/Users?filter=${encodeURIComponent('userName eq "li"')}`, { headers: { authorization: `Bearer ${token}` } });
    expect([answer.status, ((await answer.json()) as { totalResults: number }).totalResults]).toEqual([200, 1]);
    await dialog.getByRole('button', { name: '已经存好，关闭' }).click();
    await page.getByRole('cell', { name: '目录（SCIM）' }).waitFor();
    await looksRight(page, 'keys');
    for (const { misdeeds } of [root, li]) expect(misdeeds).toEqual({ violations: [], errors: [] });
  });
});
