import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { RunView } from '../../server/api/portal.ts';
import type { Paper } from '../../server/api/paper.ts';
import { axe, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** Documents on the built product: from the result to the sheet, the file, and whoever verifies it. Needs `npm run build`. */
let studio: BuiltStudio;
let doctor: Visit;
let run: RunView;

beforeAll(async () => {
  studio = await startBuiltStudio('papers');
  const root = await visit(studio.browser);
  await studio.setUp(root, '管理员');
  await studio.ask(root, 'POST', '/api/login', { login: 'root', password: PASSWORD });
  await studio.ask(root, 'POST', '/api/scenarios', { template: 'exam-recognition' });
  await studio.ask(root, 'POST', '/api/scenarios/exam-recognition/publish', { note: '', baseVersion: 1 });
  await studio.ask(root, 'POST', '/api/users', { login: 'he', name: '何医师（化名）', password: PASSWORD, role: 'user', duties: ['doctor'], unit: { id: 'H002', name: '富春医院（虚构）', attributes: { inst_id: 'H002' } } });
  doctor = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
  doctor.page.setDefaultTimeout(20_000);
  await studio.ask(doctor, 'POST', '/api/login', { login: 'he', password: PASSWORD });
  await vi.waitUntil(async () => (await studio.ask<{ loading?: number }>(doctor, 'GET', '/api/portal/apps/exam-recognition')).loading === undefined, { timeout: 60_000, interval: 200 });
  const begun = await studio.ask<RunView>(doctor, 'POST', '/api/portal/apps/exam-recognition/runs', { clientKey: 'key-papers-1', release: 'exam-recognition@1', input: { order_id: 'R-7', pid: 'P-000001', item_code: 'CT-CHEST', inst: 'H002', at: '2022-01-20T09:30:00+08:00', setting: '门诊', pre_procedure: false, forensic: false } });
  if (begun.next.kind !== 'task') throw new Error(`no task: ${JSON.stringify(begun.next)}`);
  run = await studio.ask<RunView>(doctor, 'POST', `/api/portal/tasks/${begun.next.taskId}/submit`, { clientKey: 'key-papers-2', outcome: 'recognise', data: { viewed: true, told: true } });
});
afterAll(() => studio.close());

/** The start page without its script. @returns what lets the script come */
async function withoutScript(page: Page): Promise<() => void> {
  let goOn = (): void => undefined;
  const held = new Promise<void>((resolve) => { goOn = resolve; });
  await page.route(/assets\/portal-.*\.js/, async (route) => {
    await held;
    await route.continue();
  });
  return goOn;
}

describe('the start page', () => {
  it('is drawn by the server, for its reader alone, and answers what was pressed before its script came', async () => {
    const { page, misdeeds } = doctor;
    const goOn = await withoutScript(page);
    const answer = await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    expect([answer?.headers()['cache-control'], answer?.headers()['vary']]).toEqual(['private, no-store', expect.stringContaining('cookie')]);
    const app = page.locator('a.app').first();
    await page.locator(`a[href="/portal/runs/${run.id}"]`).waitFor();
    await app.click();
    expect(await app.getAttribute('data-held')).toBe('');
    goOn();
    await page.getByLabel('申请单号').waitFor();
    await page.unrouteAll();
    // Whoever is not logged in, and the copy that is kept for when there is no network, get the bare page.
    expect(await (await fetch(`${studio.url}/portal/`)).text()).toContain('<div id="root"></div>');
    expect(misdeeds).toEqual({ violations: [], errors: [] });
  });

  it('is shown as this device wants it before its script comes, which then finds what was typed meanwhile', async () => {
    const { page, misdeeds } = doctor;
    await page.goto(`${studio.url}/portal/`);
    await page.getByRole('button', { name: '大字版' }).click();
    await page.locator('html[data-size=big]').waitFor();
    const goOn = await withoutScript(page);
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    const search = page.getByRole('searchbox');
    await search.fill('没有这样的应用');
    await search.press('Enter');
    expect([await page.getByRole('button', { name: '搜索' }).getAttribute('data-held'), await page.locator('html').getAttribute('data-size'), await axe(page)]).toEqual(['', 'big', []]);
    goOn();
    await page.getByText('没有叫“没有这样的应用”的应用').waitFor();
    expect([await search.inputValue(), await search.evaluate((input) => input === document.activeElement), await page.locator('html').getAttribute('data-size'), await page.locator('[data-held]').count()]).toEqual(['没有这样的应用', true, 'big', 0]);
    await page.unrouteAll();
    await page.getByRole('button', { name: '大字版', pressed: true }).click();
    await page.locator('html[data-size=normal]').waitFor();
    expect(misdeeds).toEqual({ violations: [], errors: [] });
  });

  it('leads to the log-in when the session ends before its script has come', async () => {
    const { page, context, misdeeds } = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
    page.setDefaultTimeout(20_000);
    await context.request.post(`${studio.url}/api/login`, { headers: { origin: studio.url }, data: { login: 'he', password: PASSWORD } });
    const goOn = await withoutScript(page);
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'commit' });
    await page.locator('a.app').first().waitFor();
    await context.request.post(`${studio.url}/api/logout`, { headers: { origin: studio.url } });
    await page.locator('a.app').first().click();
    goOn();
    await page.getByLabel('密码').waitFor();
    expect(await page.locator('a.app').count()).toBe(0);
    // A device that was logged in when it was last seen asks for nothing that would be refused.
    const refused: string[] = [];
    page.on('response', (answer) => void (answer.status() === 401 && refused.push(answer.url())));
    await page.evaluate(() => localStorage.setItem('scenario-portal.signed-in', '1'));
    await page.goto(`${studio.url}/portal/`, { waitUntil: 'networkidle' });
    await page.getByLabel('密码').waitFor();
    expect([refused, misdeeds]).toEqual([[], { violations: [], errors: [] }]);
    await context.close();
  });
});

describe('a document', () => {
  it('is offered with the result and among one’s matters', async () => {
    const { page } = doctor;
    await page.goto(`${studio.url}/portal/runs/${run.id}`);
    await page.getByRole('link', { name: '打印：检查检验结果互认告知书' }).waitFor();
    await page.goto(`${studio.url}/portal/mine`);
    await page.getByRole('button', { name: '下载 DOCX：检查检验结果互认告知书' }).waitFor();
    expect(await axe(page)).toEqual([]);
  });

  it('is seen as it will look, also on a phone, and taken away as a file', async () => {
    const { page } = doctor;
    await page.goto(`${studio.url}/portal/runs/${run.id}/documents/notice`);
    const sheet = page.getByRole('article', { name: '检查检验结果互认告知书' });
    await sheet.getByText('富春医院（虚构）').first().waitFor();
    await sheet.getByRole('img', { name: /二维码/ }).waitFor();
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    await shot(page, 'paper-phone');
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '下载 PDF：检查检验结果互认告知书' }).click()]);
    expect(file.suggestedFilename()).toMatch(/^检查检验结果互认告知书-\d{8}-\w{8}\.pdf$/);
    await page.getByText('“检查检验结果互认告知书”已下载。').waitFor({ state: 'attached' });
  });

  it('is verified by whoever follows its code, and a wrong code is told as such', async () => {
    const stranger = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
    const { page } = stranger;
    page.setDefaultTimeout(20_000);
    const paper = await studio.ask<Paper>(doctor, 'GET', `/api/portal/runs/${run.id}/documents/notice`);
    await page.goto(paper.verify);
    await page.getByRole('heading', { name: '这份文书是真的' }).waitFor();
    await page.getByText(paper.number).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '核验另一份' }).click();
    await page.getByLabel('编号').fill(paper.number);
    await page.getByLabel('校验码').fill('AAAAAAAAAA');
    await page.getByRole('button', { name: '核验', exact: true }).click();
    await page.getByText('没有这份文书').waitFor();
    expect([doctor.misdeeds.violations, stranger.misdeeds.violations]).toEqual([[], []]);
  });
});
