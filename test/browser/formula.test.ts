import type { CDPSession, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** Conditions and formulas as a clerk makes them: by keyboard, with an input method, and tried at once. Needs `npm run build`. */
let studio: BuiltStudio;
let designer: Visit;
let page: Page;
let cdp: CDPSession;

const formulas = Array.from({ length: 30 }, (_, index) => ({ id: `v${index}`, expr: `申请.年龄 * ${index} + 1` }));
const scenario = {
  format: 1, id: 'editors', title: '编辑器', purpose: '试编辑器', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {},
  flows: {
    main: {
      nodes: {
        申请: { type: 'start.form', title: '申请', config: { fields: [{ id: '年龄', type: 'integer', title: '年龄' }, { id: '类别', type: 'string', enum: ['门诊', '急诊'], title: '就诊类别' }, { id: '日期', type: 'date', title: '申请日期' }] } },
        判断: { type: 'flow.switch', title: '判断', config: { cases: [{ port: 'yes', when: '申请.年龄 >= 18' }], else: 'no' } },
        算: { type: 'rule.expression', title: '算', config: { values: formulas } },
      },
      edges: { a: ['申请', '判断'], b: ['判断.yes', '算'] },
    },
  },
  pages: {}, texts: {}, layout: { main: { 申请: { x: 0, y: 0 }, 判断: { x: 0, y: 120 }, 算: { x: 0, y: 240 } } },
};

beforeAll(async () => {
  studio = await startBuiltStudio('formula');
  designer = await visit(studio.browser);
  ({ page } = designer);
  page.setDefaultTimeout(15_000);
  cdp = await designer.context.newCDPSession(page);
  await firstAccount(page, studio.server);
  const made = await page.evaluate(async (body) => (await fetch('/api/scenarios', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ scenario: body }) })).status, scenario);
  expect(made).toBeLessThan(300);
  await page.goto(`${studio.url}/studio/s/editors/canvas`);
  await page.getByText(/错误 \d+/).waitFor();
});

afterAll(() => studio.close());

const panel = () => page.locator('.side-panel');
const stored = () => page.evaluate(async () => ((await (await fetch('/api/scenarios/editors')).json()) as { scenario: typeof scenario }).scenario.flows.main.nodes.判断.config.cases[0]?.when);

/** Opens a list by Enter and goes to its second choice, at the pace of the page. */
async function chooseSecond(list: Locator): Promise<void> {
  await list.focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('option').first().evaluate((option) => option === document.activeElement)).toBe(true);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => page.getByRole('option').nth(1).evaluate((option) => option === document.activeElement)).toBe(true);
  await page.keyboard.press('Enter');
  await expect.poll(() => page.getByRole('option').count()).toBe(0);
}

describe('a condition', () => {
  it('is built by keyboard and said in words', async () => {
    await page.locator('.react-flow__node[data-id="判断"]').click();
    await panel().getByText('年龄 不少于 18').waitFor();
    await panel().getByRole('button', { name: '再加一条' }).focus();
    await page.keyboard.press('Enter');
    await panel().getByRole('button', { name: '字段', exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByRole('searchbox', { name: '字段' }).evaluate((field) => field === document.activeElement)).toBe(true);
    await page.keyboard.type('jzlb');
    await expect.poll(() => page.getByRole('option').count()).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.locator('[role=option][data-focused]').waitFor();
    await page.keyboard.press('Enter');
    await panel().getByRole('button', { name: /就诊类别/ }).waitFor();
    await chooseSecond(panel().locator('.condition-values .ui-select-button').last());
    await panel().getByText('年龄 不少于 18，且就诊类别 是 急诊').waitFor();
    await expect.poll(stored).toBe('申请.年龄 >= 18 and 申请.类别 = "急诊"');
  });

  it('is tried with typed values, line by line', async () => {
    await panel().getByRole('button', { name: '试一试' }).focus();
    await page.keyboard.press('Enter');
    await panel().getByRole('textbox', { name: '年龄' }).fill('20');
    await page.keyboard.press('Enter');
    await chooseSecond(panel().locator('.try-line .ui-select-button'));
    await expect.poll(() => panel().locator('.try-outcome').innerText()).toMatch(/结果\s+是/);
    await panel().getByRole('textbox', { name: '年龄' }).fill('3');
    await page.keyboard.press('Enter');
    await expect.poll(() => panel().locator('.try-outcome').innerText()).toMatch(/结果\s+否/);
    await expect.poll(() => panel().locator('.condition-mark').allInnerTexts()).toEqual([expect.stringMatching(/不成立.*现在是 3/s), expect.stringMatching(/成立/)]);
    expect(await axe(page)).toEqual([]);
  });

  it('shows as a formula, and says why when only a formula can say it', async () => {
    await panel().getByText('ƒ 公式').click();
    await panel().locator('.formula-light').first().focus();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('if 申请.年龄 > 1 then true else false ');
    await page.keyboard.press('Enter');
    await panel().getByText('“如果…那么…”只能用公式写。').waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('申请.年龄=1');
    await page.keyboard.press('Shift+Alt+f');
    await page.keyboard.press('Enter');
    await expect.poll(stored).toBe('申请.年龄 = 1');
  });
});

describe('an input method', () => {
  it('composes without a list popping up or half a word being kept, and full-width signs become plain with a hint', async () => {
    await page.keyboard.press('Control+a');
    await page.keyboard.type('申请.类别 = ');
    await cdp.send('Input.imeSetComposition', { text: "men'zhen", selectionStart: 8, selectionEnd: 8 });
    await page.waitForTimeout(700);
    expect([await page.locator('.formula-list').count(), await stored()]).toEqual([0, '申请.年龄 = 1']);
    await cdp.send('Input.insertText', { text: '“门诊”' });
    await expect.poll(() => panel().locator('.cm-line').first().innerText()).toBe('申请.类别 = "门诊"');
    await panel().getByText(/已改成半角/).waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(stored).toBe('申请.类别 = "门诊"');
  });
});

describe('thirty formulas on a page', () => {
  it('have no editor until one is entered, which a field can then be dragged into', async () => {
    await page.locator('.react-flow__node[data-id="算"]').click();
    await panel().locator('.formula-light').nth(29).waitFor();
    expect([await panel().locator('.formula-light').count(), await panel().locator('.cm-editor').count()]).toEqual([30, 0]);
    const first = panel().locator('.formula-light').first();
    await first.focus();
    await page.keyboard.press('End');
    expect(await panel().locator('.cm-editor').count()).toBe(1);
    await page.keyboard.type(' + ');
    await panel().getByRole('button', { name: '插入字段' }).first().click();
    await page.getByRole('searchbox', { name: '插入字段' }).waitFor();
    const box = await panel().locator('.cm-content').first().boundingBox();
    const line = page.getByRole('option', { name: '年龄' }).locator('[draggable=true]');
    await line.hover();
    await page.mouse.down();
    await page.mouse.move((box?.x ?? 0) + (box?.width ?? 0) - 30, (box?.y ?? 0) + 10, { steps: 6 });
    await page.mouse.up();
    await expect.poll(() => panel().locator('.cm-line').first().innerText()).toContain('+ 申请.年龄');
  });

  it('break no security policy and log no error on the way', () => {
    expect([designer.misdeeds.violations, designer.misdeeds.errors]).toEqual([[], []]);
  });
});
