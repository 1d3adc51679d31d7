import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** A dataset in the hands of whoever looks after it. */
let studio: BuiltStudio;
let root: Visit;
const dataset = 'cold/stock';
const definition = { id: dataset, title: '库存流水', fields: [{ id: 'sku', type: 'string', title: '货号' }, { id: 'change', type: 'decimal', title: '数量变动' }] };
const send = <Body>(method: string, path: string, body?: unknown) => studio.ask<Body>(root, method, path, body);
/** A tool of the menu that holds it. */
const openTool = async (menu: string, name: string) => {
  await root.page.getByRole('button', { name: menu, exact: true }).click();
  await root.page.getByRole('menuitem', { name }).click();
};

beforeAll(async () => {
  studio = await startBuiltStudio('data-care');
  root = await visit(studio.browser);
  root.page.setDefaultTimeout(20_000);
  await studio.setUp(root, '数据主管（化名）');
  await send('PUT', '/api/datasets', { definition });
  const { id } = await send<{ id: string }>('POST', '/api/datasets/rows', { dataset, data: { sku: '三文鱼', change: '12' } });
  await send('PUT', '/api/datasets/rows', { dataset, id, version: 1, data: { sku: '三文鱼', change: '10' } });
  const gone = await send<{ id: string }>('POST', '/api/datasets/rows', { dataset, data: { sku: '带鱼', change: '5' } });
  await send('DELETE', `/api/datasets/rows?dataset=${encodeURIComponent(dataset)}&id=${gone.id}&version=1`);
});

afterAll(() => studio.close());

describe('a dataset and whoever looks after it', () => {
  it('is called in English what its owner says, everywhere, and in Chinese where nothing is said', async () => {
    const { page } = root;
    await page.goto(`${studio.url}/studio/datasets?dataset=${encodeURIComponent(dataset)}`);
    await openTool('规则和检查', '英文名称');
    const dialog = page.getByRole('dialog', { name: '“库存流水”的英文名称' });
    await dialog.getByRole('textbox', { name: '名称', exact: true }).fill('Stock moves');
    await dialog.getByRole('textbox', { name: '包含什么' }).fill('What came in and went out');
    await dialog.getByRole('textbox', { name: '货号' }).fill(' Article ');
    expect(await axe(page)).toEqual([]);
    await shot(page, 'english-names');
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, 'english-names-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('heading', { name: '库存流水' }).waitFor();
    const english = await studio.browser.newContext({ locale: 'en-GB', storageState: await root.context.storageState(), viewport: { width: 1440, height: 900 } });
    const read = await english.newPage();
    await read.goto(`${studio.url}/studio/datasets?dataset=${encodeURIComponent(dataset)}`);
    await read.getByRole('heading', { name: 'Stock moves' }).waitFor();
    await read.getByRole('columnheader', { name: /Article/ }).waitFor();
    await read.getByRole('columnheader', { name: /数量变动/ }).waitFor();
    await read.goto(`${studio.url}/studio/catalogue?dataset=${encodeURIComponent(dataset)}`);
    await read.getByRole('heading', { name: 'Stock moves' }).waitFor();
    await read.getByText('What came in and went out').waitFor();
    await english.close();
  });

  it('shows who changed a row, from what to what, also of a deleted one', async () => {
    const { page } = root;
    await page.goto(`${studio.url}/studio/datasets?dataset=${encodeURIComponent(dataset)}`);
    await page.getByRole('button', { name: /看第 .* 行的改动/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('row').filter({ hasText: '修改' }).filter({ hasText: '数量变动' }).filter({ hasText: '10' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'history');
    await dialog.getByRole('button', { name: '关闭' }).last().click();
    await openTool('记录', '删掉的行');
    await dialog.getByRole('button', { name: /看第 .* 行的改动/ }).click();
    await dialog.getByRole('row').filter({ hasText: '删除' }).filter({ hasText: '带鱼' }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, 'gone-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('takes a total, says why a row that breaks it is not saved, and keeps what was typed', async () => {
    const { page } = root;
    const dialog = page.getByRole('dialog');
    await openTool('规则和检查', '总量约束');
    await dialog.getByRole('textbox', { name: '叫什么' }).fill('库存不能为负');
    await dialog.getByText('货号', { exact: true }).click();
    await dialog.getByRole('button', { name: '加上' }).click();
    await dialog.getByText('“最少”和“最多”至少写一个', { exact: false }).waitFor();
    await dialog.getByRole('textbox', { name: '最少' }).fill('0');
    await dialog.getByRole('button', { name: '加上' }).click();
    await dialog.getByText('同一货号的数量变动合计不小于 0').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'totals');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('list', { name: '总量约束' }).getByText('库存不能为负').waitFor();
    await page.getByRole('button', { name: '加一行' }).click();
    await dialog.getByRole('textbox', { name: '货号' }).fill('三文鱼');
    await dialog.getByRole('textbox', { name: '数量变动' }).fill('-10.5');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.getByText('货号 = 三文鱼 的合计会是 -0.5', { exact: false }).waitFor();
    await shot(page, 'total-broken');
    await dialog.getByRole('textbox', { name: '数量变动' }).fill('-10');
    await dialog.getByRole('button', { name: '保存' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect([root.misdeeds.violations, root.misdeeds.errors]).toEqual([[], []]);
  });

  it('goes on with an import that the line cut, in a page opened later, and takes no other file for it', async () => {
    const { page } = root;
    const dialog = page.getByRole('dialog');
    const rows = Array.from({ length: 25_000 }, (_, n) => `车${n},${n % 90}`).join('\n');
    const bikes = { name: '车辆清单.csv', mimeType: 'text/csv', buffer: Buffer.from(`车牌,辆数\n${rows}\n`) };
    let parts = 0;
    await page.route('**/api/datasets/import', async (route) => {
      parts += 1;
      await (parts > 1 ? route.abort() : route.continue());
    });
    await page.goto(`${studio.url}/studio/datasets`);
    // The table that spells names comes late; whoever is quicker must not wait for it.
    let spelling: () => void = () => undefined;
    const spelled = new Promise<void>((resolve) => { spelling = resolve; });
    await page.getByRole('button', { name: '新建数据集' }).click();
    await page.route('**/assets/*.js', async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      if (body.includes('nonZh')) await spelled;
      await route.fulfill({ response, body });
    });
    const choose = async (name: string, file: { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name }).click()]);
      await chooser.setFiles(file);
    };
    await choose('选文件', bikes);
    await page.getByRole('textbox', { name: '地址' }).fill('lab/bikes');
    await page.getByRole('button', { name: '建数据集并导入 25,000 行' }).click();
    await dialog.getByText('和服务器的连接断了。').waitFor();
    await dialog.getByText('导入停在第 10,000 行，共 25,000 行', { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'import-cut');
    await page.unroute('**/api/datasets/import');
    spelling();

    await page.goto(`${studio.url}/studio/datasets?dataset=lab%2Fbikes`);
    const notice = page.getByRole('region', { name: '“车辆清单.csv”的导入停在第 10,000 行，共 25,000 行。' });
    await notice.waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'import-notice');
    await choose('接着导入：选原来的文件', { ...bikes, name: '别的.csv', buffer: Buffer.from('车牌,辆数\n车1,1\n') });
    await notice.getByText('请选原来的文件，内容改过的也不行', { exact: false }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await overflowsSideways(page)).toBe(false);
    await shot(page, 'import-notice-phone');
    await page.setViewportSize({ width: 1440, height: 900 });
    await choose('接着导入：选原来的文件', bikes);
    await dialog.getByText('导入 25,000 行', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await notice.waitFor({ state: 'hidden' });
    await page.getByText('第 1–50 行，共 25,000 行').waitFor();
    expect(root.misdeeds.violations).toEqual([]);
  });

  it('replaces all rows only when the whole file has come, which the line may cut, and a JSON file is read like a sheet', async () => {
    const { page } = root;
    const dialog = page.getByRole('dialog');
    const rows = Array.from({ length: 11_000 }, (_, n) => `新${n},${n % 90}`).join('\n');
    const whole = { name: '全部车辆.csv', mimeType: 'text/csv', buffer: Buffer.from(`车牌,辆数\n${rows}\n`) };
    const choose = async (name: string, file: typeof whole) => {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name }).click()]);
      await chooser.setFiles(file);
    };
    const replaceBy = async (file: typeof whole, told: string) => {
      await page.getByRole('button', { name: '导入', exact: true }).click();
      await choose('选 Excel、CSV 或 JSON 文件', file);
      await dialog.getByText(told, { exact: true }).waitFor();
      await dialog.getByText('换掉全部', { exact: true }).click();
      await dialog.getByRole('button', { name: '检查并导入' }).click();
    };
    let parts = 0;
    await page.route('**/api/datasets/import', async (route) => {
      parts += 1;
      await (parts > 1 ? route.abort() : route.continue());
    });
    await page.goto(`${studio.url}/studio/datasets?dataset=lab%2Fbikes`);
    await replaceBy(whole, '全部车辆.csv，11,000 行');
    await dialog.getByText('停在第 10,000 行，共 11,000 行。什么都没有替换', { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'replace-cut');
    await page.unroute('**/api/datasets/import');

    await page.goto(`${studio.url}/studio/datasets?dataset=lab%2Fbikes`);
    const notice = page.getByRole('region', { name: '用“全部车辆.csv”替换全部：收到第 10,000 行，共 11,000 行；原来的行都在。' });
    await notice.waitFor();
    await page.getByText('第 1–50 行，共 25,000 行').waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'replace-notice');
    await choose('接着导入：选原来的文件', whole);
    await dialog.getByText('导入 11,000 行', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await notice.waitFor({ state: 'hidden' });
    await page.getByText('第 1–50 行，共 11,000 行').waitFor();

    // The rows are put in place, and the line breaks before anybody hears of it.
    let finished = 0;
    await page.route('**/api/datasets/imports/finish', async (route) => {
      await route.fetch();
      finished += 1;
      await (finished > 1 ? route.continue() : route.abort());
    });
    const few = Array.from({ length: 12 }, (_, n) => `末${n},${n}`).join('\n');
    await replaceBy({ name: '十二辆.csv', mimeType: 'text/csv', buffer: Buffer.from(`车牌,辆数\n${few}\n`) }, '十二辆.csv，12 行');
    await dialog.getByText('12 行都收到了，但没等到服务器说换好了没有', { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await shot(page, 'replace-unheard');
    await dialog.getByRole('button', { name: '接着导入' }).click();
    await dialog.getByText('导入 12 行', { exact: true }).waitFor();
    await dialog.getByRole('button', { name: '完成' }).click();
    await page.unroute('**/api/datasets/imports/finish');
    await page.getByText('第 1–12 行，共 12 行').waitFor();

    const heads = (await send<{ items: { definition: { id: string; fields: { id: string }[] } }[] }>('GET', '/api/datasets')).items.find((item) => item.definition.id === 'lab/bikes')?.definition.fields.map(({ id }) => id) ?? [];
    const json = [['甲', 1], ['乙', '不是数'], ['丙', 3]].map((row) => Object.fromEntries(heads.map((head, at) => [head, row[at]])));
    await replaceBy({ name: '三行.json', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(json)) }, '三行.json，3 行');
    await dialog.getByText('2 行没问题，1 行有问题，还没有写入', { exact: false }).waitFor();
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '取消' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByText('第 1–12 行，共 12 行').waitFor();
    await page.getByRole('region', { name: '用“三行.json”替换全部', exact: false }).waitFor({ state: 'hidden' });
    expect(root.misdeeds.violations).toEqual([]);
  });
});
