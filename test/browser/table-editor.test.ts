import { writeXlsx } from 'hucre/xlsx';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';
import { pasteInto } from '../support/paste.ts';

/**
 * A clerk's job on the built product under its real security policy: paste twelve rules from Excel, see the rule that
 * is missing, add it, and read why a value hits. Each step goes on where the one before stopped.
 */
let studio: BuiltStudio;
let clerk: Visit;

/** As Excel puts it on the clipboard: merged cells, signs of a Chinese keyboard, a note above the titles. */
const SHEET = `<table><tr><td colspan=4>补贴标准（2022 年）</td></tr>
<tr><td>年龄</td><td>就诊类型</td><td>本市户籍</td><td>补贴结果</td></tr>
<tr><td rowspan=3>＜6</td><td>门诊</td><td>不限</td><td>全额</td></tr><tr><td>急诊</td><td>—</td><td>全额</td></tr><tr><td>住院</td><td>—</td><td>全额</td></tr>
<tr><td>6～17</td><td>门诊、急诊</td><td>是</td><td>全额</td></tr><tr><td>6～17</td><td>门诊、急诊</td><td>否</td><td>半额</td></tr>
<tr><td>6～17</td><td>住院</td><td>/</td><td>全额</td></tr><tr><td>18-59</td><td>门诊</td><td>是</td><td>半额</td></tr><tr><td>18-59</td><td>门诊</td><td>否</td><td>不补</td></tr>
<tr><td>18-59</td><td>急诊</td><td>—</td><td>半额</td></tr><tr><td>60岁以上</td><td>门诊、急诊</td><td>—</td><td>半额</td></tr>
<tr><td>60岁以上</td><td>住院</td><td>是</td><td>全额</td></tr><tr><td>60岁以上</td><td>住院</td><td>否</td><td>半额</td></tr></table>`;

const SCENARIO = {
  format: 1, id: 'subsidy', title: '就诊补贴', purpose: '', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {},
  flows: { main: { nodes: {
    apply: { type: 'start.form', title: '申请', config: { fields: [
      { id: 'age', type: 'integer', title: '年龄', error: '请填年龄' },
      { id: 'setting', type: 'string', widget: 'radio', enum: ['门诊', '急诊', '住院'], title: '就诊类型', error: '请选一个' },
      { id: 'local', type: 'boolean', widget: 'checkbox', optional: true, title: '本市户籍', default: 'false' },
    ] } },
    judged: { type: 'rule.table', title: '补贴判定', config: { hitPolicy: 'FIRST', inputs: [{ id: 'adult', expr: 'run.id != null' }], outputs: [{ id: 'result', type: 'string' }], rules: [] } },
  }, edges: { e1: ['apply.out', 'judged'] } } },
  layout: { main: { apply: { x: 0, y: 0 }, judged: { x: 0, y: 140 } } },
};

/** The texts of a row's cells. */
async function row(page: Page, at: number, columns: number): Promise<string[]> {
  return Promise.all(Array.from({ length: columns }, (_, column) => page.locator(`#cell-${at}-${column}`).innerText()));
}

beforeAll(async () => {
  studio = await startBuiltStudio('table-editor');
  clerk = await visit(studio.browser, { viewport: { width: 1440, height: 900 } });
  const { page } = clerk;
  page.setDefaultTimeout(20_000);
});

afterAll(() => studio.close());

describe('a clerk with an Excel sheet', () => {
  it('opens an empty table', async () => {
    const { page } = clerk;
    await firstAccount(page, studio.server);
    const status = await page.evaluate(async (scenario) => (await fetch('/api/scenarios', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scenario }) })).status, SCENARIO);
    expect(status).toBe(201);
    await page.goto(`${studio.url}/studio/s/subsidy/table/main/judged`);
    await page.getByRole('grid').waitFor();
  });

  it('pastes twelve rules, sees how each cell is understood and takes them over', async () => {
    const { page } = clerk;
    await expect.poll(() => page.getByText('没有问题').or(page.getByText(/处提醒/)).count()).toBeGreaterThan(0);
    await page.getByRole('button', { name: '从表格粘贴' }).click();
    await pasteInto(page.locator('.import-paste'), { html: SHEET, text: 'not this' });
    await page.getByText('每一格都看懂了').waitFor();
    await page.getByRole('button', { name: '导入 12 条' }).click();
    await expect.poll(() => row(page, 3, 4)).toEqual(['[6..17]', '门诊,急诊', '是', '全额']);
    expect(await row(page, 2, 4)).toEqual(['< 6', '住院', '–', '全额']);
    expect(await page.locator('.head-row code').first().innerText()).toBe('apply.age');
  });

  it('picks a field in the settings of a column: the list shows above the dialog, and Escape closes the list alone', async () => {
    const { page } = clerk;
    await page.locator('.head-row button').first().click();
    await page.getByRole('menuitem', { name: /列的设置/ }).click();
    const dialog = page.getByRole('dialog', { name: /编辑列/ });
    await dialog.getByRole('textbox', { name: '取值' }).click();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('apply.a');
    const list = page.locator('.cm-tooltip-autocomplete');
    await list.waitFor();
    // It is put in far away and moved to its place a little later.
    await expect.poll(() => list.evaluate((box) => {
      const { left, top, width, height } = box.getBoundingClientRect();
      return box.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    }), { timeout: 20_000 }).toBe(true);
    await page.keyboard.press('Escape');
    await list.waitFor({ state: 'detached' });
    expect(await dialog.count()).toBe(1);
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.locator('.head-row code').first().innerText()).toBe('apply.age');
  });

  it('sees the rule that is missing where it belongs, adds it, and the table is whole', async () => {
    const { page } = clerk;
    const gap = page.locator('[data-gap]').filter({ hasText: '住院' });
    await gap.first().waitFor();
    const gaps = await page.locator('[data-gap]').count();
    await page.locator('[data-gap]').filter({ hasText: '18' }).filter({ hasText: '住院' }).first().getByRole('button', { name: '补上这条' }).click();
    await page.keyboard.type('不补');
    await page.keyboard.press('Enter');
    await expect.poll(() => page.locator('[data-gap]').count()).toBeLessThan(gaps);
    await page.getByText(/13 条 · 3 个条件 · 1 个结论/).waitFor();
  });

  it('moves, chooses, copies, fills and takes back like a spreadsheet', async () => {
    const { page } = clerk;
    await page.locator('#cell-0-3').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.type('半');
    await page.keyboard.press('Escape');
    expect((await row(page, 1, 4))[3]).toBe('全额');
    await page.locator('#cell-4-3').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await expect.poll(async () => (await row(page, 5, 4))[3]).toBe('半额');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await row(page, 5, 4))[3]).toBe('全额');
    await page.locator('#cell-0-3').click();
    await pasteInto(page.locator('#table-grid'), { html: '<table><tr><td>半额</td></tr><tr><td>不补</td></tr></table>', text: 'not this' });
    await expect.poll(async () => [(await row(page, 0, 4))[3], (await row(page, 1, 4))[3]]).toEqual(['半额', '不补']);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await row(page, 0, 4))[3]).toBe('全额');
  });

  it('composes Chinese in a cell and commits nothing half-typed', async () => {
    const { page } = clerk;
    const input = await page.context().newCDPSession(page);
    await page.locator('#cell-1-1').dblclick();
    await page.keyboard.press('Control+a');
    await input.send('Input.imeSetComposition', { text: 'men zhen', selectionStart: 8, selectionEnd: 8 });
    await page.locator('.cell-editor').getByText('men zhen').waitFor();
    // It counts as unsaved, and stays so for longer than a pause of typing.
    await page.waitForTimeout(1500);
    await page.getByText('正在存').first().waitFor();
    const saved = await page.evaluate(async () => ((await (await fetch('/api/scenarios/subsidy')).json()) as { scenario: unknown }).scenario);
    expect(JSON.stringify(saved)).not.toContain('men zhen');
    await input.send('Input.insertText', { text: '门诊' });
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await row(page, 1, 4))[1]).toBe('门诊');
    await page.locator('#table-grid').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await row(page, 1, 4))[1]).toBe('急诊');
  });

  it('tries values and reads which rule hits and why the others do not', async () => {
    const { page } = clerk;
    const strip = page.getByRole('complementary', { name: '试一试' });
    await strip.getByRole('textbox', { name: '年龄' }).fill('12');
    await strip.getByRole('textbox', { name: '就诊类型' }).fill('急诊');
    await strip.getByRole('textbox', { name: '本市户籍' }).fill('否');
    await page.keyboard.press('Enter');
    await strip.getByText('半额').first().waitFor();
    expect(await strip.innerText()).toMatch(/R5/);
    expect(await strip.innerText()).toMatch(/本市户籍 是 否，要 是/);
    expect(await axe(page)).toEqual([]);
  });

  it('keeps the values tried as a case, which a row then counts', async () => {
    const { page } = clerk;
    await page.getByRole('complementary', { name: '试一试' }).getByRole('button', { name: '存成用例' }).click();
    await page.getByText(/已加成用例，预期是规则 R5/).waitFor();
    const kept = await page.evaluate(async () => ((await (await fetch('/api/scenarios/subsidy')).json()) as { cases: { cases: { start: unknown; expect: unknown }[] } }).cases.cases);
    expect(kept.map(({ start, expect: wanted }) => [start, wanted])).toEqual([[{ age: 12, setting: '急诊', local: false }, { rules: { judged: 'R5' } }]]);
  });

  it('writes a cell line by line, and sees the formula it becomes', async () => {
    const { page } = clerk;
    await page.locator('#cell-3-0').click();
    await page.getByRole('button', { name: '按条件写' }).click();
    const dialog = page.getByRole('dialog', { name: 'R4 年龄 的条件' });
    await dialog.getByRole('textbox', { name: '到' }).fill('16');
    await page.keyboard.press('Tab');
    await dialog.getByText('年龄 在 6 到 16 之间（含两端）').waitFor();
    expect(await dialog.getByText(/单元格里写成/).innerText()).toContain('[6..16]');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '用它' }).click();
    await expect.poll(async () => (await row(page, 3, 1))[0]).toBe('[6..16]');
    await page.locator('#table-grid').focus();
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await row(page, 3, 1))[0]).toBe('[6..17]');
  });

  it('reads a workbook in a worker: stops a large one, refuses a forged one, takes a good one', async () => {
    const { page } = clerk;
    const open = async (name: string, bytes: Uint8Array) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name: '选文件' }).click()]);
      await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
    };
    await page.getByRole('button', { name: '从表格粘贴' }).click();
    await open('large.xlsx', await writeXlsx({ sheets: [{ name: 'a', rows: Array.from({ length: 15_000 }, (_unused, at) => [at, ...Array.from({ length: 40 }, (_other, column) => `值${at * column}`)]) }] }));
    await page.getByRole('button', { name: '停止读取' }).click();
    await page.getByRole('button', { name: '选文件' }).waitFor();
    await open('broken.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]));
    await page.getByText('SCN_TABLE_FILE_BROKEN').waitFor();
    await open('good.xlsx', await writeXlsx({ sheets: [{ name: 'a', rows: [['年龄', '就诊类型', '补贴结果'], ['70岁以上', '住院', '全额'], ['大约 60 岁，或者更大', '住院', '全额']] }] }));
    await page.getByText('1 格没看懂').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).last().click();
    await page.getByText(/13 条 · 3 个条件/).waitFor();
  });

  it('sees in the versions which rules were added, changed and moved', async () => {
    const { page } = clerk;
    const published = await page.evaluate(async () => {
      const draft = (await (await fetch('/api/scenarios/subsidy')).json()) as { version: number; scenario: { flows: { main: { nodes: { judged: { config: { rules: { id: string; then: object; when: object }[] } } } } } } };
      const [first] = draft.scenario.flows.main.nodes.judged.config.rules;
      const outputs = first?.then ?? {};
      // The rule that was added to close the gap has no result yet.
      const rules = draft.scenario.flows.main.nodes.judged.config.rules.map((one) => (Object.keys(one.then).length === 0 ? { ...one, then: outputs } : one));
      draft.scenario.flows.main.nodes.judged.config.rules = rules;
      const send = (method: string, path: string, body: object) => fetch(path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      const { version } = (await (await send('PUT', '/api/scenarios/subsidy', { scenario: draft.scenario, baseVersion: draft.version })).json()) as { version: number };
      return (await send('POST', '/api/scenarios/subsidy/publish', { note: '第一版', baseVersion: version })).status;
    });
    expect(published).toBe(201);
    await page.reload();
    await page.getByRole('grid').waitFor();
    await page.locator('#cell-0-0').click();
    await page.keyboard.press('Alt+ArrowDown');
    await page.locator('#cell-4-0').click();
    await page.keyboard.press('Control+Backspace');
    await page.locator('#cell-5-3').click();
    await pasteInto(page.locator('#table-grid'), { html: '<table><tr><td>不补</td></tr></table>', text: 'not this' });
    await page.getByText(/已存/).first().waitFor();
    await page.getByRole('link', { name: '版本' }).click();
    const diff = page.getByRole('table').filter({ hasText: '年龄' });
    await diff.waitFor();
    const told = await diff.innerText();
    expect([/R5\s*删/.test(told), /R7\s*改/.test(told), told.includes('不补'), told.includes('换了位置')]).toEqual([true, true, true, true]);
    await page.getByText(/10 条没有变/).waitFor();
  });

  it('draws of 1,000 rules those in sight, also in a narrow window where values are tried below', async () => {
    const { page } = clerk;
    const { nodes } = SCENARIO.flows.main;
    const rules = Array.from({ length: 1000 }, (_unused, at) => ({ id: `R${at + 1}`, when: { age: String(at) }, then: { result: '"全额"' } }));
    const long = { ...SCENARIO, id: 'long', flows: { main: { ...SCENARIO.flows.main, nodes: { ...nodes, judged: { ...nodes.judged, config: { ...nodes.judged.config, inputs: [{ id: 'age', expr: 'apply.age' }], rules } } } } } };
    expect(await page.evaluate(async (scenario) => (await fetch('/api/scenarios', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scenario }) })).status, long)).toBe(201);
    await page.setViewportSize({ width: 900, height: 900 });
    await page.goto(`${studio.url}/studio/s/long/table/main/judged`);
    await page.locator('#cell-0-0').waitFor();
    await expect.poll(() => page.locator('.sheet').evaluate((sheet) => [sheet.scrollHeight > 20_000, sheet.clientHeight <= 900]), { timeout: 60_000 }).toEqual([true, true]);
    expect(await page.locator('.grid-slot').count()).toBeLessThan(200);
  });

  it('breaks no security policy and logs no error on the way', () => {
    expect([clerk.misdeeds.violations, clerk.misdeeds.errors]).toEqual([[], []]);
  });
});
