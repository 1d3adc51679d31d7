import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { start } from '../support/draft-deeds.ts';

/** Two rules over an answer; the condition has no title of its own. */
const judging = {
  ...start, id: 'judging', flows: { main: { nodes: {
    apply: { type: 'start.form', title: '申请', config: { fields: [{ id: 'kind', type: 'string', title: '车型', enum: ['国标', '非标'] }] } },
    judged: { type: 'rule.table', title: '判定', config: { hitPolicy: 'FIRST', inputs: [{ id: 'kind', expr: 'apply.kind' }], outputs: [{ id: 'result', type: 'string' }], rules: [{ id: 'R1', when: { kind: '"国标"' }, then: { result: '"通过"' } }, { id: 'R2', when: {}, then: { result: '"不通过"' } }] } },
  }, edges: { e1: ['apply.out', 'judged'] } } },
};

let studio: BuiltStudio;
let guest: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('first-look');
  guest = await visit(studio.browser);
  await studio.setUp(guest, '管理员');
  await studio.ask(guest, 'POST', '/api/scenarios', { scenario: { ...start, id: 'small' } });
  await studio.ask(guest, 'POST', '/api/scenarios', { scenario: judging });
});
afterAll(() => studio.close());

it('the canvas stays where somebody has moved it when the first check comes later', async () => {
  const { page, misdeeds } = guest;
  let answer = (): void => undefined;
  const held = new Promise<void>((resolve) => (answer = resolve));
  await page.route('**/api/scenarios/check', async (route) => { await held; await route.continue(); });
  await page.goto(`${studio.url}/studio/s/small/canvas`);
  await page.locator('.react-flow__node').first().waitFor();
  const seen = () => page.locator('.react-flow__viewport').evaluate((element) => (element as HTMLElement).style.transform);
  const opened = await seen();
  await page.mouse.move(500, 500);
  for (let turn = 0; turn < 4; turn += 1) await page.mouse.wheel(0, 120);
  await expect.poll(seen).not.toBe(opened);
  let [last, now] = ['', await seen()];
  while (last !== now) {
    await page.waitForTimeout(200);
    [last, now] = [now, await seen()];
  }
  const checked = page.waitForResponse('**/api/scenarios/check');
  answer();
  await (await checked).finished();
  // Long enough for a look that should not be taken.
  await page.waitForTimeout(1000);
  expect(await seen()).toBe(now);
  expect(misdeeds).toEqual({ violations: [], errors: [] });
});

it('a table opened from the canvas shows its rules, and calls a condition as the question it tests', async () => {
  const { page, misdeeds } = guest;
  await page.goto(`${studio.url}/studio/s/judging/canvas`);
  await page.locator('.react-flow__node').filter({ hasText: '判定' }).click();
  await page.getByText('车型 是 国标').first().waitFor();
  await page.getByRole('button', { name: '打开表格' }).click();
  await page.getByRole('gridcell', { name: /不通过/ }).waitFor();
  await page.getByRole('columnheader', { name: /车型/ }).waitFor();
  expect(misdeeds).toEqual({ violations: [], errors: [] });
});
