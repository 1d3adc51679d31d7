import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** The studio on a phone. Needs `npm run build`. */
const PHONE = { width: 390, height: 844 };
const DESK = { width: 1440, height: 900 };
let studio: BuiltStudio;
let root: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('studio-phone');
  root = await visit(studio.browser, { viewport: DESK });
  root.page.setDefaultTimeout(30_000);
  await studio.setUp(root, '管理员');
}, 120_000);
afterAll(() => studio.close());

describe('the pages of the studio on a phone', () => {
  it('are behind one button that folds up when a page is chosen, also the one shown, by going back and by Escape', async () => {
    const { page } = root;
    await page.setViewportSize(PHONE);
    await page.goto(`${studio.url}/studio/`);
    const menu = page.getByRole('button', { name: '菜单' });
    await menu.click();
    await page.getByRole('link', { name: '数据集' }).waitFor();
    expect([await menu.getAttribute('aria-expanded'), await axe(page), await overflowsSideways(page)]).toEqual(['true', [], false]);
    await shot(page, 'menu-phone');
    await page.getByRole('link', { name: '数据集' }).focus();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: '数据集' }).waitFor({ state: 'hidden' });
    await expect.poll(() => menu.evaluate((button) => button === document.activeElement), { timeout: 30_000 }).toBe(true);
    await menu.click();
    await page.getByRole('link', { name: '组织' }).click();
    await page.getByRole('heading', { name: '组织' }).waitFor();
    expect([await page.getByRole('link', { name: '数据集' }).isVisible(), await overflowsSideways(page)]).toEqual([false, false]);
    await page.goBack();
    await page.getByRole('heading', { name: '我的场景', level: 1 }).waitFor();
    expect([await menu.getAttribute('aria-expanded'), await page.getByRole('link', { name: '数据集' }).isVisible()]).toEqual(['false', false]);
    await menu.click();
    await page.locator('#shell-pages').getByRole('link', { name: '我的场景' }).click();
    await page.getByRole('link', { name: '数据集' }).waitFor({ state: 'hidden' });
    expect(await menu.getAttribute('aria-expanded')).toBe('false');
    await page.setViewportSize(DESK);
    expect([await page.getByRole('link', { name: '数据集' }).isVisible(), await menu.isVisible()]).toEqual([true, false]);
  });

  it('show lists as cards that a screen reader still has as tables: nothing is cut, each value stands behind the head of its column', async () => {
    const { page } = root;
    const session = await page.context().newCDPSession(page);
    const roles = async () => {
      const { nodes } = await session.send('Accessibility.getFullAXTree');
      return Object.fromEntries(['table', 'row', 'columnheader', 'rowheader', 'cell'].map((role) => [role, nodes.filter((node) => node.role?.value === role && !node.ignored).length]));
    };
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      for (const [path, heads, named] of [['members', 7, 1], ['organisation', 4, 1], ['audit', 6, 0]] as const) {
        await page.goto(`${studio.url}/studio/${path}`);
        const rows = page.locator('.grid-table tbody tr');
        await rows.first().waitFor();
        const count = await rows.count();
        expect([path, await roles()]).toEqual([path, { table: 1, row: count + 1, columnheader: heads, rowheader: named * count, cell: (heads - named) * count }]);
        const cut = await rows.first().evaluate((row) => [...row.querySelectorAll('*')].filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0 && getComputedStyle(part).display !== 'inline').length);
        const [row, cell] = [await rows.first().boundingBox(), await rows.first().getByRole('cell').last().boundingBox()];
        expect([path, cut, (row?.width ?? 999) <= width, (cell?.x ?? 0) + (cell?.width ?? 999) <= width, await overflowsSideways(page), width === 390 ? await axe(page) : []]).toEqual([path, 0, true, true, false, []]);
        await shot(page, `cards-${path}-${width}`);
      }
    }
    const label = await page.locator('.grid-table tbody td').nth(1).evaluate((cell) => [getComputedStyle(cell, '::before').content, cell.getAttribute('data-label')]);
    expect(label).toEqual([expect.stringContaining('时间'), '时间']);
    await page.setViewportSize(DESK);
    expect(await page.locator('.grid-table thead th').first().isVisible()).toBe(true);
  });

  it('are whole at 320 by 256, as a window of 1280 by 1024 is at 400 %: nothing sticks out sideways, and a table is tried out below it', async () => {
    const { page } = root;
    const send = (body: object) => studio.ask<unknown>(root, 'POST', '/api/scenarios', body);
    await send({ template: 'exam-recognition' });
    await page.setViewportSize({ width: 320, height: 256 });
    for (const [path, drawn] of [['', '.home-tags'], ['s/exam-recognition/canvas', '.react-flow__node'], ['s/exam-recognition/versions', '.version-list'], ['s/exam-recognition/table/main/judged', '[role=gridcell]']] as const) {
      await page.goto(`${studio.url}/studio/${path}`);
      await page.locator(drawn).first().waitFor();
      expect([path, await overflowsSideways(page)]).toEqual([path, false]);
    }
    const values = page.getByRole('complementary', { name: '试一试' });
    await values.scrollIntoViewIfNeeded();
    await expect.poll(() => values.boundingBox().then((box) => box !== null && box.x >= 0 && box.x + box.width <= 320), { timeout: 60_000 }).toBe(true);
    expect(await page.getByRole('link', { name: '用例' }).first().isVisible()).toBe(true);
    await page.setViewportSize(DESK);
  });

  it('show rows of a dataset and the tables of the settings as cards: nothing scrolls sideways, rows are ordered and changed as on a desk', async () => {
    const { page } = root;
    const scrolls = () => page.locator('.grid-frame').evaluateAll((frames) => frames.filter((frame) => frame.scrollWidth > frame.clientWidth + 1).length);
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 });
      for (const section of ['parameters', 'lists', 'texts']) {
        await page.goto(`${studio.url}/studio/s/exam-recognition/settings#${section}`);
        await page.locator('.grid-table tbody tr').first().waitFor();
        expect([section, await scrolls(), await overflowsSideways(page), width === 390 ? await axe(page) : []]).toEqual([section, 0, false, []]);
        await shot(page, `cards-settings-${section}-${width}`);
      }
      await page.goto(`${studio.url}/studio/datasets?dataset=health%2Fexam_item`);
      await page.locator('.grid-table tbody tr').first().waitFor();
      expect([await scrolls(), await overflowsSideways(page), width === 390 ? await axe(page) : []]).toEqual([0, false, []]);
      await shot(page, `cards-rows-${width}`);
    }
    const first = page.locator('.grid-table tbody tr').first();
    const before = await first.innerText();
    await page.locator('.row-order button').click();
    await page.getByRole('option', { name: /从小到大$/ }).first().click();
    await expect.poll(() => first.innerText(), { timeout: 30_000 }).not.toBe(before);
    await first.getByRole('button', { name: /^修改/ }).click();
    const name = page.getByRole('dialog').getByRole('textbox').nth(1);
    await name.fill('手机上改的名称');
    await page.getByRole('dialog').getByRole('button', { name: '保存' }).click();
    await first.getByText('手机上改的名称').waitFor();
    await page.setViewportSize(DESK);
    expect(await page.getByRole('button', { name: /^按“.*”排序$/ }).first().isVisible()).toBe(true);
  });

  it('make a dataset in a dialog whose every control is seen by scrolling down and is as high as a finger', async () => {
    const { page } = root;
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 600 });
      await page.goto(`${studio.url}/studio/datasets`);
      await page.getByRole('button', { name: '新建数据集' }).click();
      const dialog = page.getByRole('dialog', { name: '新建数据集' });
      await dialog.getByRole('textbox').first().waitFor();
      const controls = dialog.locator('button, .ui-input, .ui-check');
      const low = await controls.evaluateAll((found) => found.filter((one) => { const { width: w, height } = one.getBoundingClientRect(); return height < 44 || w < 44; }).map((one) => one.outerHTML.slice(0, 120)));
      expect([width, low]).toEqual([width, []]);
      for (const control of await controls.all()) {
        await control.scrollIntoViewIfNeeded();
        const box = await control.boundingBox();
        expect(box !== null && box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= 600).toBe(true);
      }
      expect([await overflowsSideways(page), await axe(page)]).toEqual([false, []]);
      await shot(page, `new-dataset-${width}`);
      await dialog.getByRole('button', { name: '取消' }).click();
    }
    await page.setViewportSize(DESK);
  });
});
