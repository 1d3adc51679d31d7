import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstAnswer, freePort, startChild, type Child } from '../bench/child.ts';
import { axe, launchBrowser, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { templateCases, templateDatasets, templateScenario } from '../support/template.ts';

/**
 * The manhole covers of 基层治理 141, played by five people in five browsers, on the built product: the server is killed
 * while the department is about to report back, comes again on the same folder, and the matter goes on to its rating.
 * Each step goes on where the one before stopped. Needs `npm run build`.
 */
const ROOT = new URL('../..', import.meta.url).pathname;
const PASSWORD = 'a-long-password-1';
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
const PEOPLE = {
  wang: { name: '王女士（化名）', duties: ['resident'], unit: '居民', viewport: PHONE },
  shen: { name: '沈清（化名）', duties: ['grid'], unit: 'WG-1', viewport: PHONE },
  yu: { name: '余敏（化名）', duties: ['desk'], unit: '云溪镇', viewport: DESK },
  lin: { name: '林工（化名）', duties: ['dept'], unit: '综合行政执法局', viewport: DESK },
  he: { name: '何核（化名）', duties: ['grid'], unit: 'WG-1', viewport: DESK },
} as const;
type Who = keyof typeof PEOPLE;

const folder = mkdtempSync(join(tmpdir(), 'manhole-'));
const photo = join(folder, '井盖.jpg');
let server: Child;
let browser: Browser;
let url = '';
const guests = new Map<Who, Visit>();
const pageOf = (who: Who): Page => {
  const guest = guests.get(who);
  if (!guest) throw new Error(who);
  return guest.page;
};

async function startServer(port: number): Promise<void> {
  server = startChild(process.execPath, ['dist/server.mjs', '--port', String(port), '--data', join(folder, 'data')], { DATABASE_URL: '' }, ROOT);
  await firstAnswer(`${url}/health`, server);
}

/** What an administrator did before the day began. */
async function prepare(): Promise<void> {
  let cookie = '';
  const send = async (method: string, path: string, body: unknown): Promise<void> => {
    const answer = await fetch(url + path, { method, headers: { origin: url, 'content-type': 'application/json', ...(cookie === '' ? {} : { cookie }) }, body: JSON.stringify(body) });
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  };
  const tokenNow = () => /#token=([\w-]+)/.exec(server.output())?.[1];
  while (tokenNow() === undefined) await sleep(20);
  const token = tokenNow();
  await send('POST', '/api/setup', { token, login: 'root', name: '管理员', password: PASSWORD });
  const scenario = templateScenario('grassroots-141');
  for (const definition of templateDatasets('grassroots-141')) {
    await send('PUT', '/api/datasets', { definition });
    const local = Object.entries(scenario.datasets).find(([, dataset]) => 'use' in dataset && dataset.use === definition.id)?.[0] ?? '';
    for (const data of templateCases('grassroots-141').rows?.[local] ?? []) await send('POST', '/api/datasets/rows', { dataset: definition.id, data: local === 'unit' ? { ...data, platform: '综合执法', duty: '处置本领域事件' } : data });
  }
  await send('POST', '/api/scenarios', { scenario });
  await send('POST', '/api/scenarios/grassroots-141/publish', { note: '', baseVersion: 1 });
  for (const [login, { name, duties, unit }] of Object.entries(PEOPLE)) await send('POST', '/api/users', { login, name, password: PASSWORD, role: 'user', duties, unit: { id: unit, name: unit } });
}

async function enter(who: Who): Promise<void> {
  const guest = await visit(browser, { viewport: PEOPLE[who].viewport });
  guest.page.setDefaultTimeout(15_000);
  guests.set(who, guest);
  await guest.page.goto(`${url}/portal/`);
  await guest.page.getByLabel('账号').fill(who);
  await guest.page.getByLabel('密码').fill(PASSWORD);
  await guest.page.getByRole('button', { name: '登录' }).click();
  await guest.page.locator('.who').waitFor();
}

/** Opens a task by its name; a list that shows it live needs no reload. */
async function openTask(who: Who, title: string): Promise<Page> {
  const page = pageOf(who);
  if (!page.url().endsWith('/portal/tasks')) await page.goto(`${url}/portal/tasks`);
  await page.getByRole('link', { name: title, exact: true }).first().click();
  await page.getByRole('heading', { name: title, level: 1 }).waitFor();
  return page;
}

const decide = (page: Page, outcome: string) => page.getByRole('button', { name: new RegExp(`^${outcome}`) }).first().click();

/** A picture as a phone takes it: the portal opens it to make it smaller. */
async function takePhoto(): Promise<Buffer> {
  const page = await browser.newPage();
  const data = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [800, 600];
    canvas.getContext('2d')?.fillRect(100, 100, 300, 200);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  await page.close();
  return Buffer.from(data, 'base64');
}

beforeAll(async () => {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  browser = await launchBrowser();
  writeFileSync(photo, await takePhoto());
  await startServer(port);
  await prepare();
  for (const who of Object.keys(PEOPLE) as Who[]) await enter(who);
}, 120_000);

afterAll(async () => {
  await browser.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('manhole covers missing before a school', () => {
  it('are reported by a citizen on a phone, with a photo', async () => {
    const page = pageOf('wang');
    await page.goto(`${url}/portal/apps/grassroots-141`);
    await page.getByLabel('什么事').selectOption({ label: '井盖缺损' });
    // Six places are cards to choose from; a whole county is a list to search.
    await page.getByText('云溪镇中心小学校门口', { exact: true }).click();
    await page.getByLabel('看到了什么').fill('4 个井盖不见了，小学门口');
    await page.getByLabel('现在有人身危险').check();
    await page.locator('input[type=file]').setInputFiles(photo);
    await page.getByRole('link', { name: /井盖\.jpg/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await overflowsSideways(page)).toBe(false);
    await page.getByRole('button', { name: /下一步/ }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('受理').first().waitFor();
  });

  it('are guarded by the grid worker on a phone, and assigned by the town at a desk', async () => {
    const grid = await openTask('shen', '现场守护');
    await grid.getByRole('link', { name: /井盖\.jpg/ }).waitFor();
    await grid.getByText('警戒围挡', { exact: true }).click();
    await decide(grid, '已守护');
    const town = await openTask('yu', '指挥室交办');
    // The department of the power list stands there already.
    expect(await town.getByLabel('交给哪个部门').inputValue()).toBe('"综合行政执法局"');
    await decide(town, '交办');
  });

  it('are signed for by the department, whose report survives that the server is killed', async () => {
    const page = await openTask('lin', '部门签收');
    await decide(page, '签收');
    await openTask('lin', '处置并反馈');
    await page.getByLabel('怎么处置的').fill('补装 4 个井盖并加防坠网');
    await page.locator('input[type=file]').first().setInputFiles(photo);
    await page.getByRole('link', { name: /井盖\.jpg/ }).last().waitFor();
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    await decide(page, '反馈');
    await page.locator('.note, [role=alert]').filter({ hasText: /网络|连不上|没有/ }).first().waitFor();
    expect(await page.getByLabel('怎么处置的').inputValue()).toBe('补装 4 个井盖并加防坠网');
    await startServer(Number(new URL(url).port));
    await decide(page, '反馈');
    await page.waitForURL(/\/portal\/(runs|tasks)/);
  });

  it('are checked by a colleague of the grid, and rated by the citizen, who sees what was done', async () => {
    const check = await openTask('he', '现场核查');
    await check.getByRole('link', { name: /井盖\.jpg/ }).first().waitFor();
    await decide(check, '通过');
    const page = await openTask('wang', '评价');
    await page.getByText('5 很满意').click();
    await decide(page, '提交评价');
    await page.waitForURL(/\/portal\/runs\//);
    await page.getByText('办结', { exact: true }).last().waitFor();
    expect(await page.locator('.events').innerText()).toMatch(/王女士.*提交[\s\S]*沈清[\s\S]*余敏[\s\S]*林工[\s\S]*何核[\s\S]*办结/);
    expect(await axe(page)).toEqual([]);
    expect(await overflowsSideways(page)).toBe(false);
  });

  it('broke no rule of the pages', () => {
    for (const [who, { misdeeds }] of guests) expect([who, misdeeds.violations, misdeeds.errors]).toEqual([who, [], []]);
  });
});
