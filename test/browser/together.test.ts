import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import type { Draft } from '../../server/api/scenario.ts';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { change, NODES, start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** Two people at one draft as they see it: company, live edits, a clash after a cut line; and somebody who may only look. */
const PASSWORD = 'a-long-password-1';
let studio: BuiltStudio;
let owner: Visit;
const people = new Map<string, Visit>();
const draft = { ...change(start, { path: `${NODES}/a/title`, value: '填车牌' }), id: 'shared', title: '电动车登记' };
const path = '/api/scenarios/shared';

async function enter(login: string): Promise<Page> {
  const made = await visit(studio.browser);
  people.set(login, made);
  await made.page.goto(`${studio.url}/studio/`);
  await made.page.getByLabel('账号').fill(login);
  await made.page.getByLabel('密码').fill(PASSWORD);
  await made.page.getByRole('button', { name: '登录' }).click();
  await made.page.getByLabel('密码').waitFor({ state: 'detached' });
  return made.page;
}

const read = async (page: Page): Promise<Draft> => (await send(page, 'GET', path)).body as Draft;

/** A save of somebody else, of what is on the server now. */
async function saveTitle(page: Page, title: string): Promise<void> {
  const { scenario, version } = await read(page);
  const answer = await send(page, 'PUT', path, { scenario: change(scenario as typeof start, { path: `${NODES}/a/title`, value: title }), baseVersion: version });
  expect(answer.status).toBe(200);
}

beforeAll(async () => {
  studio = await startBuiltStudio('together');
  owner = await visit(studio.browser);
  await firstAccount(owner.page, studio.server);
  expect((await send(owner.page, 'POST', '/api/scenarios', { scenario: draft })).status).toBe(201);
  for (const [login, role] of [['wang', 'designer'], ['kan', 'user']] as const) {
    const made = await send(owner.page, 'POST', '/api/users', { login, name: login === 'wang' ? '王芳（化名）' : '阚阅（化名）', password: PASSWORD, role, duties: [], unit: { id: 'home', name: '' } });
    const id = (made.body as { id: string }).id;
    if (login !== 'kan') continue;
    const place = (await send(owner.page, 'GET', `${path}/place`)).body as { unit: string; version: number; rights: { who: string; right: string }[] };
    const given = await send(owner.page, 'PUT', `${path}/place`, { unit: place.unit, rights: [...place.rights.map(({ who, right }) => ({ who, right })), { who: `u:${id}`, right: 'viewer' }], baseVersion: place.version });
    expect(given.status).toBe(200);
  }
});
afterAll(() => studio.close());

describe('two people at one draft', () => {
  it('see each other and each other’s saved edits, and choose place by place after a cut', async () => {
    const { page, context } = owner;
    const other = await enter('wang');
    for (const one of [page, other]) await one.goto(`${studio.url}/studio/s/shared/canvas`);
    await other.locator('.react-flow__node[data-id="a"]').click();
    await page.getByText('王芳（化名） 在这里').first().waitFor({ state: 'attached' });
    await page.getByRole('button', { name: '也在这个场景里：王芳（化名）' }).waitFor();
    await saveTitle(other, '王芳改的');
    await page.locator('.card', { hasText: '王芳改的' }).waitFor();
    await page.getByRole('button', { name: '合入了 1 处别人的改动' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '知道了' }).click();
    await page.locator('.react-flow__node[data-id="a"]').click();
    await page.locator('.panel-title').waitFor();
    await context.setOffline(true);
    await page.locator('.panel-title').fill('我离线改的');
    await page.keyboard.press('Tab');
    await page.getByText('未存（离线）').waitFor();
    await saveTitle(other, '王芳又改了');
    // Under a hand that drags, the canvas stays where it is: the bar comes when the hand lets go.
    const canvas = page.locator('.react-flow');
    const pane = await canvas.boundingBox();
    await page.mouse.move((pane?.x ?? 0) + 60, (pane?.y ?? 0) + 300);
    await page.mouse.down();
    await context.setOffline(false);
    await page.getByText('未存（离线）').waitFor({ state: 'detached' });
    await page.waitForTimeout(1000);
    expect([await page.getByRole('button', { name: '逐处选择' }).count(), (await canvas.boundingBox())?.y]).toEqual([0, pane?.y]);
    await page.mouse.up();
    await page.getByRole('button', { name: '逐处选择' }).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: /^用我的/ }).click();
    await expect.poll(async () => ((await read(other)).scenario as typeof start).flows['main']?.nodes['a']?.title, { timeout: 10_000 }).toBe('我离线改的');
    await other.locator('.card', { hasText: '我离线改的' }).waitFor();
    expect(owner.misdeeds).toEqual({ violations: [], errors: [] });
  });

  it('what a closed page had not saved is offered by the names of what it changes', async () => {
    const page = await owner.context.newPage();
    await page.route(`**${path}`, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await page.goto(`${studio.url}/studio/s/shared/canvas`);
    await page.locator('.react-flow__node[data-id="a"]').click();
    await page.locator('.panel-title').fill('没存上的标题');
    await page.keyboard.press('Tab');
    await page.getByText('未存（离线）').waitFor();
    await page.reload();
    const offer = page.getByRole('alertdialog', { name: '有没存上的改动' });
    await offer.getByRole('heading', { name: /没存上的标题/ }).waitFor();
    const told = await offer.innerText();
    expect([/标题[\s\S]*我离线改的[\s\S]*没存上的标题/.test(told), told.includes('/flows')]).toEqual([true, false]);
    expect(await axe(page)).toEqual([]);
    await offer.getByRole('button', { name: '丢弃' }).click();
    await offer.waitFor({ state: 'detached' });
    await page.close();
  });

  it('who may only look sees neither publish nor test run, and why', async () => {
    const page = await enter('kan');
    await page.goto(`${studio.url}/studio/s/shared/canvas`);
    await page.getByText('只能看。').waitFor();
    expect(await page.getByRole('button', { name: /发布|送审|试运行/ }).count()).toBe(0);
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowsSideways(page)).toBe(false);
  });

  it('a unit says who must review before anything in it is published', async () => {
    const { page } = owner;
    await page.goto(`${studio.url}/studio/organisation`);
    await page.getByRole('button', { name: /的复核要求$/ }).first().click();
    await page.getByRole('button', { name: /要几人同意/ }).click();
    await page.getByRole('option').nth(1).click();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('的复核要求已保存').first().waitFor();
    expect(((await send(page, 'GET', '/api/units/home/review-rule')).body as { approvals: number }).approvals).toBe(1);
  });
});
