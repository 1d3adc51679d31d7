import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, visit, type Visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { change, NODES, start } from '../support/draft-deeds.ts';
import { firstAccount } from '../support/first-account.ts';

/** A test run of a form whose answers are more than a line of text. Needs `npm run build`. */
let studio: BuiltStudio;
let guest: Visit;

const QUESTIONS = [
  { id: 'name', type: 'string', title: '姓名' },
  { id: 'signature', type: 'list', widget: 'signature', title: '签名' },
  { id: 'region', type: 'context', widget: 'region', depth: 'county', title: '地区' },
  { id: 'photos', type: 'list', widget: 'photo', title: '照片', max: 9 },
  { id: 'date', type: 'date', title: '日期' },
];
const draft = (id: string, fields: readonly unknown[]) => ({
  ...change(start, { path: `${NODES}/b` }, { path: '/flows/main/edges', value: { e1: ['a.out', 'c'] } }, { path: `${NODES}/a/title`, value: '填写' }, { path: `${NODES}/a/config/fields`, value: fields }, { path: '/layout/main', value: { a: { x: 0, y: 0 }, c: { x: 0, y: 120 } } }),
  id,
});

const dialog = () => guest.page.getByRole('dialog', { name: '试运行' });
async function openDialog(id: string): Promise<void> {
  await guest.page.goto(`${studio.url}/studio/s/${id}/canvas`);
  await guest.page.locator('.react-flow__node').first().waitFor();
  await guest.page.keyboard.press('Control+Enter');
  await dialog().waitFor();
}

beforeAll(async () => {
  studio = await startBuiltStudio('test-run');
  guest = await visit(studio.browser);
  guest.page.setDefaultTimeout(60_000);
  await firstAccount(guest.page, studio.server);
  for (const [id, fields] of [['signed', QUESTIONS], ['odd', [{ id: 'odd', type: 'string', title: '怪码', pattern: '^ZZ[0-9]{7}Q$' }]]] as const) {
    expect((await send(guest.page, 'POST', '/api/scenarios', { scenario: draft(id, fields) })).status).toBe(201);
  }
});
afterAll(() => studio.close());

describe('a test run typed by hand', () => {
  it('fills a signature, a region, a photo and a day with examples, and runs to the end', async () => {
    const { page } = guest;
    await openDialog('signed');
    await dialog().getByRole('button', { name: '空的填上示例值' }).click();
    await shot(page, 'test-run-samples');
    expect(await axe(page)).toEqual([]);
    await dialog().getByRole('button', { name: '运行', exact: true }).click();
    await page.getByText('走过 2 步').waitFor();
    await dialog().waitFor({ state: 'detached' });
    await page.getByText('走完了').waitFor();
  });

  it('keeps the dialog and says which answer is missing where nothing could begin', async () => {
    const { page } = guest;
    await openDialog('odd');
    await dialog().getByRole('button', { name: '空的填上示例值' }).click();
    await dialog().getByRole('button', { name: '运行', exact: true }).click();
    await dialog().getByRole('alert').getByText('没有运行：“怪码”还没有填').waitFor();
    await shot(page, 'test-run-refused');
    await dialog().getByRole('textbox', { name: '怪码' }).fill('ZZ1234567Q');
    await dialog().getByRole('button', { name: '运行', exact: true }).click();
    await page.getByText('走过 2 步').waitFor();
    await dialog().waitFor({ state: 'detached' });
  });

  it('breaks no security policy and logs no error on the way', () => {
    expect([guest.misdeeds.violations, guest.misdeeds.errors]).toEqual([[], []]);
  });
});
