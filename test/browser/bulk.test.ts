import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, overflowsSideways, visit } from '../support/browser.ts';
import { send, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

/** Several tasks done at once, as the person with the inbox does it. */
const scenario = {
  format: 1, id: 'leave', title: '请假', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, layout: {}, datasets: {},
  flows: {
    main: {
      nodes: {
        ask: { type: 'start.form', title: '申请', config: { roles: [], fields: [{ id: 'who', type: 'string', title: '谁' }] } },
        decide: { type: 'human.approval', title: '审批请假', config: { assign: { user: 'run.starter' }, mode: 'any', noSelf: false } },
        end: { type: 'output.page', title: '结果', config: { text: '好' } },
      },
      edges: { e1: ['ask.out', 'decide'], e2: ['decide.approve', 'end'], e3: ['decide.reject', 'end'] },
    },
  },
};
let studio: BuiltStudio;
let page: Page;

beforeAll(async () => {
  studio = await startBuiltStudio('bulk');
  ({ page } = await visit(studio.browser, { viewport: { width: 1440, height: 900 } }));
  page.setDefaultTimeout(20_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario })).status).toBe(201);
  expect((await send(page, 'POST', '/api/scenarios/leave/publish', { note: '', baseVersion: 1 })).status).toBe(201);
  for (const who of ['赵', '钱', '孙', '李']) expect((await send(page, 'POST', '/api/portal/apps/leave/runs', { clientKey: `key-of-${who}`, input: { who } })).status).toBe(200);
});
afterAll(() => studio.close());

const boxes = () => page.getByRole('checkbox', { name: /^选“审批请假/ });

it('several tasks are picked, asked about once, done together, and each result is said; one that was done meanwhile too', async () => {
  await page.goto(`${studio.url}/portal/tasks`);
  await boxes().first().waitFor();
  expect(await boxes().count()).toBe(4);
  for (const index of [0, 1, 2]) await boxes().nth(index).check();
  const bar = page.getByRole('region', { name: '一起办选中的' });
  await bar.getByText('已选 3 件').waitFor();
  await bar.getByRole('button', { name: '同意 3 件', exact: true }).waitFor();
  expect(await axe(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await overflowsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
  const { body } = await send(page, 'GET', '/api/portal/tasks');
  const [first] = (body as { items: { id: string }[] }).items;
  await bar.getByRole('button', { name: '同意 3 件', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('审批请假 · 赵').waitFor();
  // On another screen the same person has just done one of them.
  expect((await send(page, 'POST', `/api/portal/tasks/${first?.id ?? ''}/submit`, { clientKey: 'key-elsewhere', outcome: 'reject', data: {} })).status).toBe(200);
  await dialog.getByRole('button', { name: '同意', exact: true }).click();
  await page.getByText(/办好 2 件，1 件没有办成/).waitFor();
  await page.getByText(/已由 沈工（化名） 在/).waitFor();
  await expect.poll(() => boxes().count()).toBe(1);
});
