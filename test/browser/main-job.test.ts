import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/**
 * The main job as people do it, on the built product under its real security policy: set up, template, test run,
 * publish, a doctor on a phone, the run in the designer, the same decision over HTTP. Each step goes on where the
 * one before stopped. Needs `npm run build`, which `npm test` runs first.
 */
let studio: BuiltStudio;
let designer: Visit;
let doctor: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('main-job');
  designer = await visit(studio.browser, { viewport: { width: 1440, height: 900 } });
  doctor = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
  for (const { page } of [designer, doctor]) page.setDefaultTimeout(20_000);
});

afterAll(() => studio.close());

async function addDoctor(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const answer = await fetch('/api/users', {
      method: 'POST', headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login: 'he', name: '何医师（化名）', password: 'doctor-password-1', role: 'user', duties: ['doctor'], unit: { id: 'H002', name: '富春医院（虚构）', attributes: { inst_id: 'H002' } } }),
    });
    return answer.status;
  });
}

/** Where both are once they stand still: the canvas may still be moving to what was added. */
async function standing(page: Page, ...things: readonly Locator[]) {
  const look = () => Promise.all(things.map((thing) => thing.boundingBox()));
  let boxes = await look();
  for (;;) {
    await page.waitForTimeout(150);
    const next = await look();
    if (JSON.stringify(next) === JSON.stringify(boxes)) return boxes;
    boxes = next;
  }
}

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [start, end] = await standing(page, from, to);
  if (!start || !end) throw new Error('nothing to drag');
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.up();
}

describe('the main job', () => {
  it('sets up the first account by the printed link and shows an empty home that says what to do', async () => {
    const { page } = designer;
    await firstAccount(page, studio.server);
    expect(await axe(page)).toEqual([]);
  });

  it('makes a scenario from the template and shows it on the canvas without a problem', async () => {
    const { page } = designer;
    // What a template brings is asked for when it is opened: a server that is slow and then fails is told, and asked again.
    let fail = (): void => undefined;
    const held = new Promise<void>((resolve) => (fail = resolve));
    await page.route('**/api/templates/exam-recognition*', async (route) => { await held; await route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ code: 'SCN_WORK_BUSY', detail: '服务器忙', hint: '请稍后再试' }) }); }, { times: 1 });
    await page.getByRole('button', { name: /检查检验结果互认/ }).click();
    const template = page.getByRole('dialog');
    for (const tab of ['试用', '介绍']) {
      await template.getByRole('tab', { name: tab }).click();
      await template.locator('[aria-busy=true]').filter({ hasText: '正在读取' }).waitFor();
    }
    await shot(page, 'template-loading');
    fail();
    await template.getByRole('alert').getByText('服务器忙').waitFor();
    await shot(page, 'template-failed');
    expect(await axe(page)).toEqual([]);
    await template.getByRole('tab', { name: '试用' }).click();
    await template.getByRole('alert').getByText('服务器忙').waitFor();
    await template.getByRole('button', { name: '再试一次' }).click();
    await template.getByRole('alert').waitFor({ state: 'detached' });
    await template.getByRole('tab', { name: '介绍' }).click();
    await template.getByRole('heading', { name: '依据' }).waitFor();
    await template.getByRole('button', { name: '用这个模板' }).click();
    await page.getByRole('dialog').getByRole('button', { name: '建场景' }).click();
    await page.waitForURL(/\/studio\/s\/exam-recognition\/canvas/);
    await page.getByText('互认判定').first().waitFor();
    await page.getByText('错误 0').waitFor();
  });

  it('adds a node by typing, drags an edge, tells a broken formula at once and undoes it all', async () => {
    const { page } = designer;
    const cards = page.locator('.react-flow__node');
    const edges = page.locator('.react-flow__edge');
    // A flow opens at its beginning, and only what is seen is drawn.
    await page.getByRole('button', { name: '看全图' }).click();
    await cards.filter({ hasText: '登记互认' }).waitFor();
    const before = [await cards.count(), await edges.count()];
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /名称/ }).waitFor();
    await page.keyboard.type('gs');
    await page.getByRole('option', { name: /公式/, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    const added = page.locator('.react-flow__node.selected');
    await added.getByText('公式').first().waitFor();
    // That it is loose is told below the canvas, which leaves less of it: not in the middle of the drag.
    await page.getByText('从起点走不到').first().waitFor();
    await page.getByRole('button', { name: '看全图' }).click();
    await drag(page, added.locator('.react-flow__handle.source'), cards.filter({ hasText: '登记互认' }));
    await expect.poll(() => edges.count()).toBe((before[1] ?? 0) + 1);
    await page.locator('.side-panel .formula-light').first().click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('orde.order_id +');
    await page.getByText('错误 1').waitFor();
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 320 } });
    const undo = page.getByRole('button', { name: /撤销/ }).first();
    for (let steps = 0; steps < 9 && (await undo.isEnabled()); steps += 1) await undo.click();
    await page.getByText('错误 0').waitFor();
    expect([await cards.count(), await edges.count()]).toEqual(before);
  });

  it('changes a cell of a decision table and takes it back', async () => {
    const { page } = designer;
    await page.locator('.react-flow__node').filter({ hasText: '核定结果' }).click();
    await page.getByRole('button', { name: '打开表格' }).click();
    const cell = page.getByRole('gridcell', { name: /忽略/ }).first();
    await cell.dblclick();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('"互认"');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('gridcell', { name: /忽略/ }).count()).toBe(0);
    await page.getByRole('button', { name: /撤销/ }).first().click();
    await cell.waitFor();
  });

  it('groups cards and leaves a note, both by key, and takes them back', async () => {
    const { page } = designer;
    await page.getByRole('link', { name: '画布' }).click();
    const cards = page.locator('.react-flow__node');
    // The canvas comes back to the card that was left.
    await cards.filter({ hasText: '核定结果' }).waitFor();
    await page.getByRole('button', { name: '看全图' }).click();
    await cards.filter({ hasText: '查开单医院' }).click();
    await cards.filter({ hasText: '查互认目录' }).click({ modifiers: ['Shift'] });
    await page.keyboard.press('Control+g');
    await page.getByRole('textbox', { name: '分组名称' }).fill('查数据');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: '分组“查数据”，2 个节点' }).waitFor();
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 320 } });
    await page.keyboard.press('n');
    await page.getByRole('textbox', { name: '便签内容' }).fill('阈值来自目录');
    await page.locator('.react-flow__pane').click({ position: { x: 30, y: 320 } });
    // The panel of the note slides away; the page is judged as it comes to rest.
    await expect.poll(() => axe(page), { timeout: 10_000, interval: 500 }).toEqual([]);
    const undo = page.getByRole('button', { name: /撤销/ }).first();
    for (let steps = 0; steps < 9 && (await undo.isEnabled()); steps += 1) await undo.click();
    expect(await page.locator('.annotation').count()).toBe(0);
    await page.getByText('错误 0').waitFor();
  });

  it('opens the scenario as JSON', { timeout: 120_000 }, async () => {
    const { page } = designer;
    await page.getByRole('link', { name: 'JSON' }).click();
    // The editor is a megabyte that a busy machine takes its time to read.
    await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: 80_000 });
    await page.getByText('和画布一致').waitFor();
  });

  it('test-runs a case and shows the rule that hit and the path not taken', async () => {
    const { page } = designer;
    await page.getByRole('link', { name: '画布' }).click();
    await page.getByText('错误 0').waitFor();
    await page.getByRole('button', { name: /试运行/ }).first().click();
    await page.getByRole('dialog').getByRole('button', { name: '运行' }).click();
    await page.getByText(/走过 11 步/).waitFor();
    expect(await page.getByText('未走到').count()).toBeGreaterThan(0);
    expect(await page.getByText(/R7/).count()).toBeGreaterThan(0);
  });

  it('makes a dataset from a spreadsheet, leaves out what does not fit, and changes and deletes a row', async () => {
    const { page } = designer;
    const draft = page.url();
    await page.goto(`${studio.url}/studio/datasets`);
    await page.getByRole('button', { name: '新建数据集' }).click();
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选文件' }).click()]);
    await chooser.setFiles({ name: '限价表.csv', mimeType: 'text/csv', buffer: Buffer.from('编号,品名,限价\n001,大米,5.80\n002,鸡蛋,面议\n003,青菜,3.20\n') });
    await page.getByText('限价表.csv · 3 行').waitFor();
    await page.getByRole('row', { name: /面议/ }).getByRole('button', { name: /文字/ }).click();
    await page.getByRole('option', { name: '金额、小数' }).click();
    await page.getByText('1 格不合，如第 3 行').waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '建数据集并导入 2 行' }).click();
    await page.getByText('导入 2 行，1 行没有导入，原因在下面。').waitFor();
    await page.getByRole('button', { name: '完成' }).click();
    await page.getByRole('button', { name: '修改 001' }).click();
    await page.getByRole('textbox', { name: '限价' }).fill('便宜');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByText('“限价”要写成小数，例如 180.00').waitFor();
    await page.getByRole('textbox', { name: '限价' }).fill('6.10');
    await page.getByRole('button', { name: '保存' }).click();
    await page.getByRole('cell', { name: '6.10' }).waitFor();
    await page.getByRole('button', { name: '修改 003' }).click();
    await page.getByRole('button', { name: '删除这一行' }).click();
    await page.getByRole('button', { name: '确定删除' }).click();
    await page.getByText('第 1–1 行，共 1 行').waitFor();
    await page.goto(draft);
    await page.getByText('错误 0').waitFor();
  });

  it('publishes release 1 after its cases pass', async () => {
    const { page } = designer;
    await page.getByRole('button', { name: '发布 v1' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('第一版');
    await dialog.getByRole('button', { name: /发布/ }).last().click();
    await page.getByText(/v1 已发布/).waitFor();
    expect(await addDoctor(page)).toBe(201);
  });

  it('lets a doctor on a phone find the report and recognise it', { timeout: 90_000 }, async () => {
    const { page } = doctor;
    await page.goto(`${studio.url}/portal/`);
    await page.getByLabel('账号').fill('he');
    await page.getByLabel('密码').first().fill('doctor-password-1');
    await page.getByRole('button', { name: '登录' }).click();
    await page.getByText('检查检验结果互认').first().waitFor();
    // The made-up data load in the background at first use.
    await expect.poll(() => page.evaluate(async () => ((await (await fetch('/health')).json()) as { store: { rows: number } }).store.rows), { timeout: 40_000 }).toBeGreaterThan(229_000);
    await page.goto(`${studio.url}/portal/apps/exam-recognition`);
    await page.getByLabel('申请单号').fill('R-20220120-01');
    await page.getByRole('combobox', { name: '患者' }).fill('戴女士');
    await page.getByRole('option', { name: /戴女士/ }).first().click();
    await page.getByLabel('检查检验项目').selectOption({ label: '胸部CT平扫' });
    await page.getByLabel('年', { exact: true }).fill('2022');
    await page.getByLabel('月', { exact: true }).fill('1');
    await page.getByLabel('日', { exact: true }).fill('20');
    await page.getByText('门诊', { exact: true }).click();
    await page.getByRole('button', { name: /下一步/ }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('button', { name: /打开来看/ }).click();
    await page.getByRole('dialog').getByRole('button').last().click();
    await page.getByRole('button', { name: /^互认/ }).click();
    await page.getByRole('heading', { name: '结论：互认' }).waitFor();
    await page.getByText('180.00').first().waitFor();
    expect(await page.getByText(/第 7 条/).count()).toBeGreaterThan(0);
    expect(await page.getByText(/国卫医发/).count()).toBeGreaterThan(0);
  });

  it('lists the run in the designer and opens its path', async () => {
    const { page } = designer;
    await page.goto(`${studio.url}/studio/s/exam-recognition/runs`);
    await page.getByText('R-20220120-01').first().click();
    await page.getByText('核定结果').first().waitFor();
    await page.getByText('互认判定').first().waitFor();
  });

  it('makes a case of that run with one press, renames it and takes it back', async () => {
    const { page } = designer;
    const tab = page.getByRole('link', { name: /^用例/ }).first();
    const before = await tab.innerText();
    await page.getByRole('button', { name: '存成用例' }).click();
    const said = page.getByRole('alertdialog').filter({ hasText: '用例“R-20220120-01”已存' });
    await said.getByRole('button', { name: '改名' }).click();
    await page.getByRole('textbox', { name: '用例名称' }).fill('重复检查');
    await page.getByRole('dialog').getByRole('button', { name: '改名' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '存成用例' }).click();
    await said.getByRole('button', { name: '撤销' }).click();
    await page.getByText('用例“R-20220120-01”已撤销').waitFor();
    await tab.click();
    await page.getByText('重复检查').first().waitFor();
    expect(Number(/\d+/.exec(await tab.innerText())?.[0])).toBe(Number(/\d+/.exec(before)?.[0]) + 1);
  });

  it.each(['', 's/exam-recognition/canvas', 's/exam-recognition/table/main/judged', 's/exam-recognition/forms', 's/exam-recognition/cases', 's/exam-recognition/versions', 's/exam-recognition/runs'])('is free of barriers that axe finds: /studio/%s', async (path) => {
    const { page } = designer;
    await page.goto(`${studio.url}/studio/${path}`);
    await page.getByRole('main').first().waitFor();
    await page.waitForLoadState('networkidle');
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight > document.documentElement.clientHeight)).toBe(false);
  });

  it('gives the same decision over HTTP, documented by OpenAPI', async () => {
    const { page } = doctor;
    const answer = await page.evaluate(async () => {
      const body = { order_id: 'R-2', pid: 'P-000001', item_code: 'CT-CHEST', inst: 'H002', at: '2022-01-20T09:30:00+08:00', setting: '门诊', pre_procedure: false, forensic: false };
      const made = await fetch('/api/apps/exam-recognition', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const document = (await (await fetch('/api/openapi')).json()) as { paths: Record<string, unknown> };
      return { answer: (await made.json()) as { outputs: { judged: { best: { class: string; rule: string } } } }, documented: Object.keys(document.paths) };
    });
    expect([answer.answer.outputs.judged.best.class, answer.answer.outputs.judged.best.rule]).toEqual(['prompt', 'R7']);
    expect(answer.documented).toContain('/api/apps/exam-recognition');
  });

  it('breaks no security policy and logs no error on the way', () => {
    expect([designer.misdeeds.violations, doctor.misdeeds.violations]).toEqual([[], []]);
    expect([designer.misdeeds.errors, doctor.misdeeds.errors]).toEqual([[], []]);
  });
});
