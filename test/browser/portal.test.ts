import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, launchBrowser, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { buildPortal } from '../support/build-portal.ts';
import { fakeApps } from '../support/fake-portal/runs.ts';
import { createFakeState, startFakePortal, type FakePortal } from '../support/fake-portal-api.ts';

const START = '/portal/apps/exam-recognition';
const PHONE = { width: 390, height: 844 };

let dist: string;
let browser: Browser;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'portal-'));
  [browser] = await Promise.all([launchBrowser(), buildPortal(dist)]);
});
afterAll(async () => {
  await browser?.close();
  await rm(dist, { recursive: true, force: true });
});

interface Scene extends Visit {
  readonly fake: FakePortal;
}

/** Runs `act` against a fresh server and a fresh person; afterwards the page must have broken no rule. */
async function scene(path: string, act: (scene: Scene) => Promise<void>, options: Parameters<typeof visit>[1] = {}): Promise<void> {
  const fake = await startFakePortal({ dist, state: createFakeState() });
  const guest = await visit(browser, { viewport: PHONE, ...options });
  try {
    await guest.page.goto(fake.url + path);
    await guest.page.locator('h1').waitFor();
    await act({ ...guest, fake });
    expect(guest.misdeeds).toEqual({ violations: [], errors: [] });
  } finally {
    await guest.context.close();
    await fake.close();
  }
}

async function pick(page: Page, label: string, typed: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(typed);
  await page.getByRole('option', { name: choice }).click();
}

async function fillDate(page: Page, y: string, m: string, d: string): Promise<void> {
  await page.getByLabel('年', { exact: true }).fill(y);
  await page.getByLabel('月', { exact: true }).fill(m);
  await page.getByLabel('日', { exact: true }).fill(d);
}

async function fillStart(page: Page, year = '2022'): Promise<void> {
  await pick(page, '患者', '戴', '戴女士');
  await pick(page, '检查项目', '胸部', '胸部CT平扫');
  await page.getByText('门诊', { exact: true }).click();
  await fillDate(page, year, '1', '20');
}

const next = (page: Page) => page.getByRole('button', { name: '下一步，核对' });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.className ?? '');

describe('the main job', () => {
  it('a doctor fills in, checks, opens the report, recognises, and reads why', async () => {
    await scene(START, async ({ page, fake }) => {
      await fillStart(page);
      await next(page).click();
      await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
      expect(await page.locator('.chk dd:first-of-type').allTextContents()).toEqual(['戴女士', '胸部CT平扫', '门诊', '2022年1月20日', '否']);
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByRole('heading', { name: '这份CT能不能互认，请您决定' }).waitFor();
      await page.getByText('要选“互认”，先打开“云栖医院（虚构）胸部CT平扫报告”').waitFor();
      await page.getByRole('button', { name: /打开来看/ }).click();
      await page.getByText('双肺纹理清晰').waitFor();
      await page.getByRole('button', { name: '看完了' }).last().click();
      await page.getByRole('button', { name: /^互认/ }).click();
      await page.getByRole('heading', { name: '胸部CT不用重做了' }).waitFor();
      expect(await page.locator('.save .m dd').innerText()).toBe('180.00 元');
      const sent = fake.state.sent.filter(({ what }) => /runs$|submit$/.test(what)).map(({ what, body }) => ({ what, ...(body as object), clientKey: '' }));
      expect(sent).toEqual([
        { what: 'POST /api/portal/apps/exam-recognition/runs', clientKey: '', release: 'exam-recognition@12', input: { pid: 'P-00418', item_code: 'CT-CHEST', setting: '门诊', at: '2022-01-20', pre_procedure: false } },
        { what: 'POST /api/portal/tasks/T-decide/submit', clientKey: '', outcome: 'recognise', data: { viewed: true, told: false } },
      ]);
    });
  });
});

describe('mistakes', () => {
  it('an empty form shows every missing answer, takes focus and marks the title', async () => {
    await scene(START, async ({ page }) => {
      await next(page).click();
      expect(await page.locator('.pf-summary a').allTextContents()).toEqual(['请选“患者”', '请选“检查项目”', '请选“就诊类型”', '请填“开单日期”']);
      expect(await focused(page)).toBe('pf-summary');
      expect(await page.title()).toBe('错误：开检查单前，先查能不能互认 · 场景门户');
    });
  });

  it('a line of the summary leads to its field, and what was typed stays', async () => {
    await scene(START, async ({ page }) => {
      await fillStart(page, '2021');
      await next(page).click();
      await page.locator('.pf-summary a').click();
      expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('2021');
      expect(await page.locator('.pf-field .pf-error').innerText()).toBe('开单日期不能早于这次就诊 2022年1月20日，请改年份');
    });
  });

  it('an outcome whose condition is not met is refused in words', async () => {
    await scene('/portal/tasks/T-decide', async ({ page, fake }) => {
      await page.getByRole('button', { name: '不互认' }).click();
      expect(await page.locator('.pf-summary a').allTextContents()).toEqual(['要选“不互认”，先打开“云栖医院（虚构）胸部CT平扫报告”', '要选“不互认”，先填“不互认的理由”', '要选“不互认”，先勾“已向患者说明”']);
      expect(fake.state.sent.filter(({ what }) => what.endsWith('submit'))).toEqual([]);
    });
  });

  it('a field the server refuses is marked with the server\'s words', async () => {
    await scene(START, async ({ page, fake }) => {
      fake.state.refuse.set('POST /api/portal/apps', { status: 422, times: 1, problem: { type: 'about:blank', title: '', status: 422, code: 'SCN_FORM_INVALID', detail: '有 1 处不对', errors: [{ path: '/input/pid', message: '这位患者今天没有挂号' }] } });
      await fillStart(page);
      await next(page).click();
      await page.getByRole('button', { name: '提交', exact: true }).click();
      expect(await page.locator('.pf-summary a').allTextContents()).toEqual(['这位患者今天没有挂号']);
      expect(await page.getByLabel('年', { exact: true }).inputValue()).toBe('2022');
    });
  });

  it('a task is handed over from the keyboard: the question says what is missing and keeps what was typed', async () => {
    await scene('/portal/tasks/T-decide', async ({ page, fake }) => {
      await page.getByRole('button', { name: '转办' }).press('Enter');
      const dialog = page.getByRole('dialog', { name: '转办给别人' });
      await dialog.getByLabel('原因').fill('不归我科');
      await dialog.getByRole('button', { name: '转办' }).press('Enter');
      await dialog.getByText('请选人。').waitFor();
      expect(await axe(page)).toEqual([]);
      await dialog.getByLabel(/章敏/).press('Space');
      expect(await dialog.getByLabel('原因').inputValue()).toBe('不归我科');
      await dialog.getByRole('button', { name: '转办' }).press('Enter');
      await page.waitForURL(/\/portal\/tasks$/);
      expect(fake.state.sent.find(({ what }) => what.endsWith('hand-over'))).toMatchObject({ what: 'POST /api/portal/tasks/T-decide/hand-over' });
    });
  });

  it('Escape closes a question and gives the focus back to its button', async () => {
    await scene('/portal/tasks/T-decide', async ({ page }) => {
      const button = page.getByRole('button', { name: '退回' });
      await button.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('退回');
    });
  });

  it('a task somebody else has done says who and when', async () => {
    await scene('/portal/tasks/T-decide', async ({ page, fake }) => {
      fake.state.refuse.set('POST /api/portal/tasks/T-decide/submit', { status: 409, times: 1, problem: { type: 'about:blank', title: '', status: 409, code: 'SCN_TASK_DONE', detail: '已办', details: { by: 'u-zhang', byName: '章敏', at: '2022-01-20T06:32:00Z' } } });
      await page.getByRole('button', { name: /打开来看/ }).click();
      await page.getByText('双肺纹理清晰').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^互认/ }).click();
      await page.getByText('章敏 2022年1月20日 14:32 已经办过这件事。您填的没有提交。').waitFor();
    });
  });
});

describe('nothing is lost', () => {
  it('a lost network keeps the answers and sends them again with the same key', async () => {
    await scene(START, async ({ page, fake, context }) => {
      await fillStart(page);
      await next(page).click();
      await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
      fake.state.refuse.set('POST /api/portal/apps', { status: 503, times: 1, problem: { type: 'about:blank', title: '', status: 503, code: 'SCN_API_BUSY', detail: '忙' } });
      await page.getByRole('button', { name: '提交', exact: true }).click();
      const told = page.getByRole('alert').filter({ hasText: '没提交上去：网络断了' });
      await told.waitFor();
      // It stands by the button that was pressed, not above the answers.
      const [note, button] = await Promise.all([told.boundingBox(), page.getByRole('button', { name: '提交', exact: true }).boundingBox()]);
      expect(Math.abs((button?.y ?? 0) - (note?.y ?? 0) - (note?.height ?? 0))).toBeLessThan(60);
      await context.setOffline(true);
      await page.getByText('网络断了。您填的都在本机').waitFor();
      await context.setOffline(false);
      await page.getByRole('heading', { name: '这份CT能不能互认，请您决定' }).waitFor();
      const keys = fake.state.sent.filter(({ what }) => what.endsWith('/runs')).map(({ body }) => (body as { clientKey: string }).clientKey);
      expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    });
  });

  it('what was typed comes back after the page is opened again', async () => {
    await scene(START, async ({ page, fake }) => {
      await fillDate(page, '2022', '1', '20');
      await page.goto(`${fake.url}${START}`);
      await page.getByText(/已放回您/).waitFor();
      expect(await page.getByLabel('年', { exact: true }).inputValue()).toBe('2022');
    });
  });

  it('开始重填 empties the form', async () => {
    await scene(START, async ({ page, fake }) => {
      await fillDate(page, '2022', '1', '20');
      await page.goto(`${fake.url}${START}`);
      await page.getByRole('button', { name: '清空重填' }).click();
      expect(await page.getByLabel('年', { exact: true }).inputValue()).toBe('');
    });
  });

  it('log-out wipes drafts from the device', async () => {
    await scene(START, async ({ page }) => {
      await fillDate(page, '2022', '1', '20');
      await page.getByRole('button', { name: /何医师/ }).click();
      await page.getByRole('button', { name: '退出登录' }).click();
      await page.getByRole('heading', { name: '登录' }).waitFor();
      expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('draft')))).toEqual([]);
    });
  });
});

describe('one question a page', () => {
  const goOn = (page: Page) => page.getByRole('button', { name: '保存并继续' });
  const asked = (page: Page) => page.locator('h1').innerText();

  it('asks by itself, refuses where the mistake is, goes back, is mended from 核对 and turned to what the server refuses', async () => {
    await scene('/portal/', async ({ page, fake }) => {
      fake.state.pages = 'question';
      fake.state.refuse.set('POST /api/portal/apps', { status: 422, times: 1, problem: { type: 'about:blank', title: '', status: 422, code: 'SCN_FORM_INVALID', detail: '有 1 处不对', errors: [{ path: '/input/setting', message: '急诊请到窗口办' }] } });
      await page.goto(fake.url + START);
      await page.getByText('第 1 步，后面几步看您怎么填').waitFor();
      await goOn(page).click();
      expect(await page.locator('.pf-summary a').allTextContents()).toEqual(['请选“患者”']);
      await pick(page, '患者', '戴', '戴女士');
      await goOn(page).click();
      await page.getByRole('heading', { name: '检查项目' }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
      expect(await axe(page)).toEqual([]);
      await pick(page, '检查项目', '胸部', '胸部CT平扫');
      await goOn(page).click();
      await page.getByText('急诊', { exact: true }).click();
      await page.getByText('第 3 步，共 6 步').waitFor();
      await goOn(page).click();
      await page.getByRole('button', { name: '上一步' }).click();
      expect(await asked(page)).toBe('就诊类型');
      await page.goBack();
      await page.getByRole('heading', { name: '开单日期' }).waitFor();
      await fillDate(page, '2022', '1', '20');
      await page.keyboard.press('Enter');
      await goOn(page).click();
      await next(page).click();
      await page.getByRole('button', { name: '修改检查项目' }).click();
      expect(await asked(page)).toBe('检查项目');
      await next(page).click();
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('第 3 步，共 6 步').waitFor();
      expect(await page.locator('.pf-summary a').allTextContents()).toEqual(['急诊请到窗口办']);
      expect(await overflowsSideways(page)).toBe(false);
    });
  });
});

describe('conditions', () => {
  it('a field shows only when its formula is true', async () => {
    await scene(START, async ({ page }) => {
      expect(await page.getByLabel('补充说明').count()).toBe(0);
      await page.getByText('急诊', { exact: true }).click();
      await page.getByLabel(/补充说明/).waitFor();
    });
  });
});

describe('moving about', () => {
  it('a page that came by navigation puts focus on its heading', async () => {
    await scene('/portal/', async ({ page }) => {
      await page.getByRole('navigation', { name: '底部导航' }).getByRole('link', { name: /我提交的/ }).click();
      await page.getByRole('heading', { name: '我提交的', level: 1 }).waitFor();
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    });
  });

  it('a wrong password says what to do', async () => {
    await scene('/portal/', async ({ page, fake }) => {
      fake.state.loggedIn = false;
      await page.goto(`${fake.url}/portal/`);
      await page.getByLabel('账号').fill('he');
      await page.getByLabel('密码').fill('wrong');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByText('账号或密码不对。请检查大小写').waitFor();
      await page.getByLabel('密码').fill('correct horse battery');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByRole('heading', { name: '您要办什么事？' }).waitFor();
    });
  });

  it('a session that ended while somebody was typing is begun again in place, and nothing typed is lost', async () => {
    await scene(START, async ({ page, fake }) => {
      await fillDate(page, '2022', '1', '5');
      fake.state.loggedIn = false;
      await fillDate(page, '2023', '4', '6');
      await page.getByText('填过的内容还在这台设备上').waitFor();
      await page.getByLabel('账号').fill('he');
      await page.getByLabel('密码').fill('correct horse battery');
      await page.getByRole('button', { name: '登录' }).click();
      await page.getByLabel('年', { exact: true }).waitFor();
      expect([page.url(), await Promise.all(['年', '月', '日'].map((part) => page.getByLabel(part, { exact: true }).inputValue()))]).toEqual([fake.url + START, ['2023', '4', '6']]);
    });
  });

  it('a long list of apps is narrowed down by kind, says how many are left, and is whole again', async () => {
    await scene('/portal/', async ({ page }) => {
      const tags = [['医疗'], ['医疗', '出行'], ['出行'], ['医疗'], ['只此一个'], [], []];
      const items = tags.map((own, index) => ({ ...fakeApps(false)[0], id: `app-${index}`, title: `应用 ${index}`, tags: own }));
      await page.route('**/api/portal/apps', (route) => route.fulfill({ json: { items } }));
      await page.reload();
      const kinds = page.getByRole('group', { name: '按类别看' });
      const apps = page.locator('.apps > li');
      await kinds.waitFor();
      expect([await kinds.getByRole('button').allTextContents(), await apps.count()]).toEqual([['医疗', '出行', '全部 7'], 7]);
      await kinds.getByRole('button', { name: '医疗' }).click();
      await page.getByText('找到 3 个应用').waitFor({ state: 'attached' });
      expect([await apps.count(), await kinds.getByRole('button', { pressed: true }).allTextContents(), await axe(page), await overflowsSideways(page)]).toEqual([3, ['医疗'], [], false]);
      await page.getByRole('searchbox').fill('应用 5');
      await kinds.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '看全部应用' }).click();
      await kinds.getByRole('button', { name: '全部 7' }).click();
      await expect.poll(() => apps.count(), { timeout: 30_000 }).toBe(7);
    });
  });

  it('a row without a name is opened by a word, not by a dash', async () => {
    await scene('/portal/', async ({ page, fake }) => {
      const block = { id: 'rows', block: 'list', title: '网格事件', open: 'one', columns: [{ id: 'name', title: '名称', type: 'string' }, { id: 'town', title: '乡镇', type: 'string' }] };
      await page.route('**/api/portal/apps/exam-recognition/pages/desk', (route) => route.fulfill({ json: { title: '处置台', asOf: '2022-02-28T09:00:00Z', tiles: [], blocks: [block] } }));
      await page.route('**/pages/desk/rows/rows*', (route) => route.fulfill({ json: { rows: [{ id: 'a', version: 1, cells: ['井盖松动', ''] }, { id: 'b', version: 1, cells: ['', '灵桥镇'] }], count: 2, more: false, today: '2022-02-28' } }));
      await page.goto(`${fake.url}/portal/apps/exam-recognition/pages/desk`);
      const table = page.getByRole('table', { name: '网格事件' });
      await table.waitFor();
      expect([await table.getByRole('link').allTextContents(), await table.getByText('—').count()]).toEqual([['井盖松动', '查看'], 1]);
    });
  });

  it('a search without a match names the nearest apps', async () => {
    await scene('/portal/', async ({ page }) => {
      await page.getByRole('searchbox').fill('电瓶车');
      await page.getByText('没有叫“电瓶车”的应用').waitFor();
      expect(await page.locator('.app b').first().innerText()).toBe('电动自行车上牌');
    });
  });

  it('taking a task says so and marks it as yours', async () => {
    await scene('/portal/tasks', async ({ page }) => {
      await page.getByRole('button', { name: /我来办/ }).first().click();
      await page.getByText('接手了，10 分钟内为您保留。').waitFor();
    });
  });
});
