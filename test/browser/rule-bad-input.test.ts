import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';
import { pasteInto } from '../support/paste.ts';

/** What no table can hold is refused where it is put in, with a code and what to do; what was there stays. Needs `npm run build`. */
let studio: BuiltStudio;
let clerk: Visit;
let page: Page;

const SCENARIO = {
  format: 1, id: 'bad', title: '坏输入', purpose: '试坏输入', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {},
  flows: { main: { nodes: {
    apply: { type: 'start.form', title: '申请', config: { fields: [{ id: 'age', type: 'integer', title: '年龄', error: '请填年龄' }, { id: 'day', type: 'date', title: '日期', error: '请填日期' }] } },
    judged: { type: 'rule.table', title: '判定', config: { hitPolicy: 'FIRST', inputs: [{ id: 'age', expr: 'apply.age' }, { id: 'day', expr: 'apply.day' }], outputs: [{ id: 'result', type: 'string' }], rules: [{ id: 'R1', when: { age: '> 5' }, then: { result: '"甲"' } }] } },
  }, edges: { e1: ['apply.out', 'judged'] } } },
  layout: { main: { apply: { x: 0, y: 0 }, judged: { x: 0, y: 140 } } },
};

const toast = (words: RegExp) => page.locator('.ui-toast').filter({ hasText: words }).first();
const cell = (row: number, column: number) => page.locator(`#cell-${row}-${column}`);
const draft = async () => (await send(page, 'GET', '/api/scenarios/bad')).body as { readonly version: number; readonly scenario: typeof SCENARIO };
const kept = async () => (await draft()).scenario.flows.main.nodes.judged.config.rules;

beforeAll(async () => {
  studio = await startBuiltStudio('rule-bad-input');
  clerk = await visit(studio.browser);
  ({ page } = clerk);
  page.setDefaultTimeout(20_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario: SCENARIO })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/bad/table/main/judged`);
  await page.getByRole('grid').waitFor();
});
afterAll(() => studio.close());

describe('a table', () => {
  it.each([
    ['broken XML', '<definitions><decision></definitions>', 'SCN_DMN_XML'],
    ['an external entity', '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]><definitions name="&x;"/>', 'SCN_DMN_DOCTYPE'],
    ['more than can be read', `<definitions>${' '.repeat(5_000_001)}</definitions>`, 'SCN_DMN_TOO_LARGE'],
  ])('takes no DMN file with %s', async (_, text, code) => {
    await page.getByRole('button', { name: '导入导出' }).click();
    await page.getByRole('menuitem', { name: '导入 DMN…' }).click();
    const dialog = page.getByRole('dialog');
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), dialog.getByRole('button', { name: '选 DMN 文件' }).click()]);
    await chooser.setFiles({ name: 'model.dmn', mimeType: 'text/xml', buffer: Buffer.from(text) });
    await dialog.getByText(code).waitFor();
    expect(await dialog.getByRole('button', { name: '导入这张表' }).isDisabled()).toBe(true);
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  it('takes no 100,000 rows, pasted into the dialog or into its cells', async () => {
    const lines = Array.from({ length: 100_000 }, (_unused, at) => `> ${at}\t2022-01-01\tx${at}`).join('\n');
    await page.getByRole('button', { name: '从表格粘贴' }).click();
    await pasteInto(page.locator('.import-paste'), { text: `年龄\t日期\t结果\n${lines}` });
    await page.getByText('SCN_TABLE_FILE_ROWS').waitFor();
    await page.getByRole('dialog').getByRole('button', { name: '取消' }).last().click();
    await cell(0, 0).click();
    await pasteInto(page.locator('#table-grid'), { text: lines });
    await toast(/决策表最多这么多条规则.*SCN_TABLE_FILE_ROWS/).waitFor();
    expect(await kept()).toEqual(SCENARIO.flows.main.nodes.judged.config.rules);
  });

  it.each([
    ['a formula of 100 kB', '> 1 or '.repeat(15_000)],
    ['brackets 10,000 deep', `${'('.repeat(10_000)}1${')'.repeat(10_001)}`],
  ])('lets %s into no cell, and the cell keeps what it held', async (_, text) => {
    await cell(0, 0).click();
    await page.keyboard.press('F2');
    await page.locator('.cm-content').waitFor();
    await pasteInto(page.locator('.cm-content'), { text });
    await toast(/公式最多 4,000 个.*SCN_RULE_TOO_LONG/).waitFor();
    expect(await page.locator('.cm-line').innerText()).toBe('> 5');
    await page.keyboard.press('Escape');
    await cell(0, 0).getByText('> 5').waitFor();
  });

  it.each([
    ['a text among numbers', 0, '"abc"', /文字|文本/],
    ['a number among days', 1, '> 5', /日期/],
    ['a day that does not exist', 1, 'date("2022-02-30")', /2022-02-30/],
    ['a name of the machine', 0, 'constructor', /constructor/],
    ['its prototype', 0, '__proto__.x', /__proto__/],
    ['open brackets', 0, '((1', /.+/],
  ])('says at the cell what is wrong with %s, and takes it back', async (_, column, text, words) => {
    await cell(0, column).click();
    await page.keyboard.press('F2');
    await page.locator('.cm-content').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
    await page.locator(`#cell-0-${column}[data-severity=error]`).waitFor();
    await cell(0, column).click();
    await page.locator('.formula-wrong').getByText(words).waitFor();
    // What is missing is never told by a value that is a mistake.
    expect(await page.locator('[data-gap]').filter({ hasText: /2022-02-30|日期.*5/ }).count()).toBe(0);
    await page.locator('#table-grid').focus();
    await page.keyboard.press('Control+z');
    await page.locator('.formula-wrong').waitFor({ state: 'detached' });
  });

  it('opens with a cell of 100 kB that came another way, and draws its beginning', async () => {
    // What was typed last may still be on its way, and makes the draft another one.
    await expect.poll(async () => {
      const { scenario, version } = await draft();
      const [rule] = scenario.flows.main.nodes.judged.config.rules;
      Object.assign(rule?.when ?? {}, { age: '> 1 or '.repeat(15_000) });
      return (await send(page, 'PUT', '/api/scenarios/bad', { scenario, baseVersion: version })).status;
    }, { timeout: 60_000 }).toBe(200);
    await page.reload();
    await page.getByRole('grid').waitFor();
    expect((await cell(0, 0).innerText()).length).toBeLessThan(500);
    await page.getByText('1 处错误').waitFor();
  });

  it('breaks no security policy and logs no error on the way', () => {
    expect([clerk.misdeeds.violations, clerk.misdeeds.errors]).toEqual([[], []]);
  });
});
