import { afterAll, beforeAll, expect, it } from 'vitest';
import { axe, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** What helps people who begin: the guide to a first app, done deed by deed; a template tried before it is used; and what people say of an app, answered. */
let studio: BuiltStudio;
let ada: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('home');
  ada = await visit(studio.browser);
  ada.page.setDefaultTimeout(30_000);
  await studio.setUp(ada, '沈工（化名）');
});

afterAll(() => studio.close());

it('waits in the guide for the deeds of a first app, is left and taken up again, and is not offered once it is done', async () => {
  const { page } = ada;
  await page.goto(`${studio.url}/studio/`);
  await page.getByRole('button', { name: '10 分钟做出第一个应用' }).click();
  await page.waitForURL(/\/s\/my-first-app\/canvas/);
  const tour = page.getByRole('complementary', { name: '10 分钟做出第一个应用' });
  const now = (title: string) => tour.locator('[aria-current=step]').filter({ hasText: title }).waitFor();
  const card = (title: string) => page.locator('.react-flow__node').filter({ hasText: title });
  const add = async (title: string) => {
    await page.keyboard.press('/');
    await page.getByRole('combobox', { name: /名称/ }).waitFor();
    await page.keyboard.type(title);
    await page.getByRole('option', { name: new RegExp(title), selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await card(title).waitFor();
  };
  const connect = async (from: string, to: string) => {
    await card(from).focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /目标节点/ }).click();
    await page.getByRole('option', { name: new RegExp(to) }).click();
    await dialog.getByRole('button', { name: '连上' }).click();
    await dialog.waitFor({ state: 'detached' });
  };
  await page.getByText('空白画布').waitFor();
  await now('加一个表单起点');
  await add('表单起点');
  await now('再加一个问题');
  await shot(page, 'tour');
  await tour.getByRole('button', { name: '先放下' }).click();
  await tour.waitFor({ state: 'detached' });
  await page.getByText(/已存/).first().waitFor();
  await page.goto(`${studio.url}/studio/`);
  await page.getByRole('button', { name: '接着做第一个应用' }).click();
  await now('再加一个问题');
  await card('表单起点').click();
  await page.getByRole('button', { name: '打开表单' }).click();
  await page.getByRole('complementary', { name: /找/ }).getByRole('button', { name: '姓名' }).click();
  await now('加一张决策表');
  await tour.getByRole('link', { name: '去画布' }).click();
  await card('表单起点').waitFor();
  await add('决策表');
  await now('加一个结果页');
  await add('结果页');
  await now('连起来');
  expect(await axe(page)).toEqual([]);
  await connect('表单起点', '决策表');
  await connect('决策表', '结果页');
  await now('试运行一次');
  await page.keyboard.press('Control+Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: '自己填' }).click();
  for (const box of await dialog.getByRole('textbox').all()) await box.fill('虞美（化名）');
  await dialog.getByRole('button', { name: '运行' }).click();
  await now('存一个用例');
  await page.getByRole('button', { name: '存为用例' }).click();
  await now('发布');
  await page.getByRole('button', { name: '发布 v1' }).click();
  await dialog.getByRole('textbox').fill('第一版');
  await dialog.getByRole('button', { name: '发布', exact: true }).click();
  await tour.getByText('第一个应用上线了').waitFor();
  await shot(page, 'tour-done');
  await tour.getByRole('button', { name: '完成' }).click();
  await tour.waitFor({ state: 'detached' });
  await page.goto(`${studio.url}/studio/`);
  await page.getByRole('rowheader', { name: '我的第一个应用' }).waitFor();
  expect(await page.getByRole('button', { name: /^(10 分钟做出|接着做)第一个应用/ }).count()).toBe(0);
});
