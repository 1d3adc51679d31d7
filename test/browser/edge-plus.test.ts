import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { visit } from '../support/browser.ts';
import { send, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { firstAccount } from '../support/first-account.ts';

const SCENARIO = {
  format: 1, id: 'plus', title: '加号', purpose: 'x', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, pages: {}, texts: {}, datasets: {},
  flows: { main: { nodes: {
    ask: { type: 'start.form', title: '填', config: { fields: [{ id: 'size', type: 'integer', title: '面积' }] } },
    sum: { type: 'rule.expression', title: '算', config: { values: [{ id: 'double', expr: 'ask.size * 2' }] } },
    end: { type: 'output.page', title: '结果', config: { text: '{sum.double}' } },
  }, edges: { e1: ['ask.out', 'sum'], e2: ['sum.out', 'end'] } } },
  layout: { main: { ask: { x: 0, y: 0 }, sum: { x: 0, y: 140 }, end: { x: 0, y: 280 } } },
};

interface Draft { readonly scenario: { readonly layout: { readonly main: Record<string, object> }; readonly flows: { readonly main: { readonly nodes: Record<string, { readonly config: unknown }>; readonly edges: Record<string, readonly string[]> } } } }

let studio: BuiltStudio;
let page: Page;
const card = (id: string) => page.locator(`.react-flow__node[data-id="${id}"]`);
const saved = async () => ((await send(page, 'GET', '/api/scenarios/plus')).body as Draft).scenario;
const main = async () => (await saved()).flows.main;
const layout = async () => (await saved()).layout.main;

beforeAll(async () => {
  studio = await startBuiltStudio('edge-plus');
  ({ page } = await visit(studio.browser));
  page.setDefaultTimeout(60_000);
  await firstAccount(page, studio.server);
  expect((await send(page, 'POST', '/api/scenarios', { scenario: SCENARIO })).status).toBe(201);
  await page.goto(`${studio.url}/studio/s/plus/canvas`);
  await page.getByText('错误 0').waitFor();
});
afterAll(() => studio.close());

it('the plus in the middle of an edge takes a click wherever it is drawn', async () => {
  const [from, to] = [await card('ask').boundingBox(), await card('sum').boundingBox()];
  if (from === null || to === null) throw new Error('the cards are not drawn');
  const [x, y] = [from.x + from.width / 2, (from.y + from.height + to.y) / 2];
  await page.mouse.move(x, y);
  await page.locator('.wire-plus').waitFor();
  // Between the two lines of the sign and its ring.
  await page.mouse.click(x - 5, y - 5);
  await page.getByRole('combobox', { name: /名称/ }).waitFor();
  await page.keyboard.type('gs');
  await page.getByRole('option', { name: /公式/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(async () => Object.values((await main()).edges).filter(([source, target]) => source === 'ask.out' && target === 'sum').length, { timeout: 60_000 }).toBe(0);
  expect(Object.keys((await main()).nodes)).toHaveLength(4);
});

it('another id is typed at once over the old one, and what names it follows', async () => {
  await card('sum').click();
  await page.locator('.panel-head').getByRole('button').click();
  await page.getByRole('menuitem', { name: '改编号' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: '新名称' }).waitFor();
  await expect.poll(() => page.evaluate(() => getSelection()?.toString()), { timeout: 60_000 }).toBe('sum');
  await page.keyboard.type('total');
  await page.keyboard.press('Enter');
  await expect.poll(async () => JSON.stringify((await main()).nodes['end']?.config ?? ''), { timeout: 60_000 }).toContain('{total.double}');
});

it('a loose card dragged onto an edge goes into it, in one step that is taken back', async () => {
  const edges = async () => Object.values((await main()).edges).map((edge) => edge.join());
  await page.locator('.react-flow__pane').click({ position: { x: 40, y: 40 } });
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 420 } });
  await page.getByRole('combobox', { name: /名称/ }).fill('公式');
  await page.getByRole('option', { name: /公式/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  const loose = page.locator('.react-flow__node.selected');
  await loose.waitFor();
  const id = (await loose.getAttribute('data-id')) ?? '';
  await expect.poll(async () => Object.keys((await main()).nodes), { timeout: 60_000 }).toContain(id);
  const before = await edges();
  const places = await layout();
  // The new card brought itself into view; all of the flow is shown again.
  await page.keyboard.press('1');
  await Promise.all(['total', 'end', id].map((one) => card(one).waitFor()));
  const boxes = () => Promise.all([card('total'), card('end'), loose].map((one) => one.boundingBox()));
  let [seen, last] = [await boxes(), ''];
  await expect.poll(async () => {
    [last, seen] = [JSON.stringify(seen), await boxes()];
    return JSON.stringify(seen) === last;
  }, { timeout: 60_000 }).toBe(true);
  const [from, to, held] = seen;
  if (!from || !to || !held) throw new Error('the cards are not drawn');
  await page.mouse.move(held.x + 40, held.y + 20);
  await page.mouse.down();
  await page.mouse.move(held.x + 80, held.y + 30, { steps: 4 });
  const middle = from.x + from.width / 2;
  await page.mouse.move(middle, (from.y + from.height + to.y) / 2, { steps: 8 });
  await page.locator('.wire[data-drop]').waitFor({ state: 'attached' });
  // Above another card it goes into no edge, though one may pass below.
  await page.mouse.move(middle, from.y + from.height / 2, { steps: 4 });
  await page.locator('.wire[data-drop]').waitFor({ state: 'detached' });
  await page.mouse.move(from.x + from.width / 2, (from.y + from.height + to.y) / 2, { steps: 8 });
  await page.locator('.wire[data-drop]').waitFor({ state: 'attached' });
  await shot(page, 'drop-on-edge');
  await page.mouse.up();
  await expect.poll(edges, { timeout: 60_000 }).toEqual(expect.arrayContaining([`total.out,${id}`, `${id}.out,end`]));
  await page.keyboard.press('Control+z');
  await expect.poll(edges, { timeout: 60_000 }).toEqual(before);
  expect(await layout()).toEqual(places);
  // The same without a mouse.
  await card(id).focus();
  await page.keyboard.press('e');
  await page.getByRole('button', { name: '或者插进一条连线' }).click();
  await page.getByRole('option', { name: /→ 结果/ }).click();
  await page.getByRole('button', { name: '连上' }).click();
  await expect.poll(edges, { timeout: 60_000 }).toEqual(expect.arrayContaining([`total.out,${id}`, `${id}.out,end`]));
});

it('a problem told in the middle of a drag moves nothing: what is dragged goes where it is let go', async () => {
  await page.getByText('从起点走不到').waitFor({ state: 'detached' });
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 420 } });
  await page.getByRole('combobox', { name: /名称/ }).fill('公式');
  await page.getByRole('option', { name: /公式/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.problem').filter({ hasText: '从起点走不到' }).waitFor();
  const loose = (await page.locator('.react-flow__node.selected').getAttribute('data-id')) ?? '';
  await expect.poll(async () => Object.keys((await main()).nodes), { timeout: 60_000 }).toContain(loose);
  // The first check is held back, and the drag begins before it is told.
  let tell = (): void => undefined;
  const held = new Promise<void>((resolve) => (tell = resolve));
  await page.route('**/api/scenarios/check', async (route) => { await held; await route.continue(); });
  await page.reload();
  await card(loose).waitFor();
  const holder = page.locator('.canvas-holder');
  const [room, target] = [await holder.boundingBox(), await card('end').boundingBox()];
  if (!room || !target) throw new Error('the canvas is not drawn');
  // The card to drop on is brought where the problems are going to stand, above the rim at which the canvas scrolls by itself.
  await page.mouse.move(room.x + 20, room.y + 60);
  const low = room.y + room.height - 44 - target.height;
  // Half of what the wheel turns is how far the canvas goes.
  await page.mouse.wheel(0, 2 * (target.y - low));
  await expect.poll(async () => Math.abs(((await card('end').boundingBox())?.y ?? 0) - low) < 2, { timeout: 60_000 }).toBe(true);
  const port = await card(loose).locator('.react-flow__handle.source').boundingBox();
  const aim = await card('end').boundingBox();
  if (!port || !aim) throw new Error('the cards are not drawn');
  await page.mouse.move(port.x + port.width / 2, port.y + port.height / 2);
  await page.mouse.down();
  await page.mouse.move(aim.x + aim.width / 2, aim.y + aim.height / 2 - 60, { steps: 6 });
  tell();
  await page.locator('.problem').filter({ hasText: '从起点走不到' }).waitFor({ state: 'attached' });
  expect([await holder.boundingBox(), await card('end').boundingBox()]).toEqual([room, aim]);
  await page.mouse.move(aim.x + aim.width / 2, aim.y + aim.height / 2, { steps: 4 });
  await shot(page, 'problem-in-a-drag');
  await page.mouse.up();
  await expect.poll(async () => Object.values((await main()).edges).map((edge) => edge.join()), { timeout: 60_000 }).toContain(`${loose}.out,end`);
  await expect.poll(async () => ((await holder.boundingBox())?.height ?? 0) < room.height, { timeout: 60_000 }).toBe(true);
  await page.unroute('**/api/scenarios/check');
  await page.keyboard.press('Control+z');
  await card(loose).click();
  await page.keyboard.press('Delete');
  await card(loose).waitFor({ state: 'detached' });
});

it('a sub-flow is renamed with what runs it, refused while it runs, and deleted and brought back', async () => {
  const flows = async () => ((await send(page, 'GET', '/api/scenarios/plus')).body as { scenario: { flows: Record<string, { nodes: Record<string, { config: { flow?: string } }> }> } }).scenario.flows;
  await page.locator('.react-flow__pane').dblclick({ position: { x: 60, y: 300 } });
  await page.getByRole('combobox', { name: /名称/ }).fill('调用子流程');
  await page.getByRole('option', { name: /调用子流程/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '新建子流程' }).click();
  await page.getByRole('button', { name: '子流程“子流程”' }).click();
  await page.getByRole('menuitem', { name: '改名' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('1 个节点在用它').waitFor();
  await dialog.getByRole('textbox', { name: '名称' }).fill('核实');
  const id = dialog.getByRole('textbox', { name: '编号' });
  await id.fill('verify');
  // Enter that takes a word of an input method saves nothing.
  await id.dispatchEvent('keydown', { key: 'Enter', isComposing: true, bubbles: true });
  expect(await id.inputValue()).toBe('verify');
  await shot(page, 'rename-flow');
  await dialog.getByRole('button', { name: '改名' }).click();
  await expect.poll(async () => [Object.keys(await flows()), Object.values((await flows())['main']?.nodes ?? {}).map(({ config }) => config.flow).filter(Boolean)], { timeout: 60_000 }).toEqual([['main', 'verify'], ['verify']]);
  await page.getByRole('button', { name: '子流程“核实”' }).click();
  await page.getByRole('menuitem', { name: '删除子流程' }).click();
  await page.getByText('“核实”还在用，不能删').waitFor();
  await page.getByRole('button', { name: /^去看/ }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.locator('.react-flow__node.selected:focus').waitFor();
  await page.keyboard.press('Delete');
  await page.locator('.flow-switcher').getByRole('button').click();
  await page.getByRole('option', { name: '核实' }).click();
  await page.getByRole('button', { name: '子流程“核实”' }).click();
  await page.getByRole('menuitem', { name: '删除子流程' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: '删除子流程' }).click();
  await expect.poll(async () => Object.keys(await flows()), { timeout: 60_000 }).toEqual(['main']);
  await page.getByRole('alertdialog').filter({ hasText: '子流程“核实”已删' }).getByRole('button', { name: '撤销' }).click();
  await expect.poll(async () => Object.keys(await flows()), { timeout: 60_000 }).toEqual(['main', 'verify']);
});

it('the search finds a node by pinyin initials and leads to the pages', async () => {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: /找节点、命令、页面/ });
  await box.fill('jg');
  await page.getByRole('option', { name: /结果/ }).first().waitFor();
  await box.fill('sjj');
  await shot(page, 'search');
  await page.getByRole('option', { name: '数据集 工作台', exact: true, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/studio/datasets');
});

it('the search is on every page of the studio: pages, scenarios, the look; and a button opens it too', async () => {
  const box = page.getByRole('combobox', { name: /找场景/ });
  await page.keyboard.press('Control+k');
  await box.fill('kjj');
  await page.getByRole('option', { name: '快捷键 工作台', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('查找和命令：页面、场景').waitFor();
  await page.getByRole('textbox', { name: '搜快捷键' }).press('Control+k');
  await box.fill('shense');
  await page.getByRole('option', { name: /换成深色/, selected: true }).click();
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset['theme']), { timeout: 60_000 }).toBe('dark');
  await page.getByRole('button', { name: /^查找/ }).click();
  await box.fill('xjcj');
  await page.getByRole('option', { name: '新建场景 命令', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '新建场景' }).waitFor();
});

it('the search is on the page of the own account as well, by its keys and by its button', async () => {
  await page.goto(`${studio.url}/studio/account`);
  await page.getByRole('heading', { name: '我的账号' }).waitFor();
  const box = page.getByRole('combobox', { name: /找场景/ });
  await page.keyboard.press('Control+k');
  await box.waitFor();
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^查找/ }).click();
  await box.fill('xjcj');
  await page.getByRole('option', { name: '新建场景 命令', selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: '新建场景' }).waitFor();
});

it('what is typed before a new canvas is there is typed into its list of nodes', async () => {
  await page.getByRole('textbox', { name: '场景名称' }).fill('打字快');
  const made = page.getByRole('dialog', { name: '新建场景' });
  await expect.poll(() => made.getByRole('textbox', { name: '标识' }).inputValue(), { timeout: 60_000 }).not.toBe('');
  await page.route('**/assets/canvas-page-*.js', async (route) => { await new Promise((resolve) => setTimeout(resolve, 300)); await route.continue(); });
  await page.getByRole('textbox', { name: '场景名称' }).press('Enter');
  await made.waitFor({ state: 'hidden' });
  await page.keyboard.type('/bdqd');
  await page.getByRole('option', { name: /表单/, selected: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node').waitFor();
  // A page of the scenario that is no canvas leads to a node as well.
  await page.getByRole('link', { name: '设置' }).first().click();
  await page.getByRole('heading', { name: '基本' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: /找节点/ }).fill('bd');
  await page.getByRole('option', { name: /表单/, selected: true }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.react-flow__node.selected').waitFor();
});
