import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Release } from '../../server/api/scenario.ts';
import { scenarioCalled } from '../server/versions/support.ts';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/**
 * From a draft to a release and back, as the people do it: a version is named, the draft compared with it and a node taken
 * back; somebody of the law is asked, comments and approves; publishing is set to a time and cancelled, done, and undone.
 */
let studio: BuiltStudio;
const people = new Map<string, Visit>();

const who = (name: string): Visit => {
  const found = people.get(name);
  if (!found) throw new Error(`nobody is called ${name}`);
  return found;
};

const send = <Body>(name: string, method: string, path: string, body?: unknown) => studio.ask<Body>(who(name), method, path, body);

const releases = async () => (await send<{ items: Release[] }>('ada', 'GET', '/api/scenarios/bike/releases')).items;
const UNIT = { id: 'bikes', name: '车管所（虚构）' };

/** The draft as somebody else left it: another title of a node, a question before the first, which has a hint now, and a node that is gone. */
function changed() {
  const { flows, ...rest } = scenarioCalled('电动车登记');
  const { main } = flows;
  return { ...rest, flows: { main: { nodes: { ask: { ...main.nodes.ask, title: '填写车牌', config: { roles: [], fields: [{ id: 'owner', type: 'string', title: '车主' }, { ...main.nodes.ask.config.fields[0], hint: '照行驶证写', optional: true }] } }, extra: { type: 'output.page', title: '新结果', config: { text: '办好了' } } }, edges: { e2: ['ask.out', 'extra'] } } }, layout: { main: { ask: { x: 0, y: 0 }, extra: { x: 0, y: 240 } } } };
}

beforeAll(async () => {
  studio = await startBuiltStudio('versions');
  for (const name of ['root', 'ada', 'lin']) people.set(name, await visit(studio.browser, { viewport: { width: 1440, height: 900 } }));
  for (const { page } of people.values()) page.setDefaultTimeout(20_000);
  await studio.setUp(who('root'), '管理员（化名）');
  for (const [login, name, role, duties] of [['ada', '沈工（化名）', 'designer', []], ['lin', '林法制（化名）', 'designer', ['legal']]] as const) {
    await send('root', 'POST', '/api/users', { login, name, password: PASSWORD, role, duties, unit: UNIT });
    await send(login, 'POST', '/api/login', { login, password: PASSWORD });
  }
  await send('ada', 'POST', '/api/scenarios', { scenario: { ...scenarioCalled('电动车登记'), layout: { main: { ask: { x: 0, y: 0 }, end: { x: 0, y: 120 } } } } });
  await send('ada', 'POST', '/api/scenarios/bike/publish', { note: '第一版', baseVersion: 1 });
});

afterAll(() => studio.close());

describe('a version', () => {
  it('is named, and stands between the releases', async () => {
    const { page } = who('ada');
    await page.goto(`${studio.url}/studio/s/bike/versions`);
    await page.getByRole('button', { name: '存这一版' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: '存下' }).click();
    await dialog.getByText('请写名称').waitFor();
    await dialog.getByRole('textbox', { name: '名称' }).fill('给法制看的');
    await dialog.getByRole('textbox', { name: '说明' }).fill('只问车牌');
    await dialog.getByRole('button', { name: '存下' }).click();
    await page.getByRole('button', { name: /给法制看的 ?命名/ }).waitFor();
  });

  it('is compared with the draft by sign and word, and one node of it is taken back as one step of undo', async () => {
    const { page } = who('ada');
    await send('ada', 'PUT', '/api/scenarios/bike', { scenario: changed(), baseVersion: 1 });
    await page.reload();
    await page.getByText('加 1').waitFor();
    expect([await page.getByText('改 2').count() > 0, await page.getByText('删 1').count() > 0]).toEqual([true, true]);
    await shot(who('ada').page, 'versions-compare');
    await page.getByRole('radio', { name: '清单' }).click();
    // The question that came is one line, and the one behind it differs by what was changed in it alone.
    expect(await page.locator('[data-group="node:main/ask"] .change-place').allTextContents()).toEqual(['标题', '问题 › 车主', '问题 › 车牌 › 提示', '问题 › 车牌 › 可以不填']);
    await shot(page, 'versions-questions');
    await page.getByRole('heading', { name: /填写车牌/ }).getByRole('button', { name: '取回 v1 的' }).click();
    await page.getByText('草稿里的“填写车牌”已换成 v1 的').waitFor();
    await page.getByRole('heading', { name: /结果/ }).first().getByRole('button', { name: '取回 v1 的' }).waitFor();
    await vi.waitFor(async () => {
      const draft = await send<{ scenario: { flows: { main: { nodes: Record<string, { title: string }> } } } }>('ada', 'GET', '/api/scenarios/bike');
      expect(draft.scenario.flows.main.nodes['ask']?.title).toBe('填写');
    }, { timeout: 10_000 });
    expect(await page.getByRole('button', { name: '撤销：取回 v1 的填写车牌' }).count()).toBe(1);
    await shot(who('ada').page, 'versions-list');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('radio', { name: '整图' }).click();
    await page.getByRole('radio', { name: '画面' }).click();
  });
});

describe('a review', () => {
  it('is demanded, asked for, and told to whom it concerns', async () => {
    const { page } = who('ada');
    // Only whoever owns a scenario says what it needs.
    await page.getByRole('button', { name: '改要求' }).click();
    const rule = page.getByRole('dialog');
    await rule.getByRole('checkbox', { name: '法制审核' }).check({ force: true });
    await shot(who('ada').page, 'versions-rule');
    await rule.getByRole('button', { name: '保存' }).click();
    await page.getByText('还没有人同意：法制审核').waitFor();
    expect(await page.getByRole('complementary').getByRole('button', { name: '发布', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: '请人复核' }).click();
    const ask = page.getByRole('dialog');
    await ask.getByRole('combobox', { name: '请谁看' }).fill('法制');
    await page.getByRole('option', { name: /法制审核/ }).click();
    await ask.getByRole('textbox', { name: '想请对方看什么' }).fill('只看车牌这一问');
    await shot(who('ada').page, 'versions-ask');
    expect(await axe(page)).toEqual([]);
    await ask.getByRole('button', { name: '发出' }).click();
    await page.getByText('等回复').waitFor();
    await shot(who('ada').page, 'versions-asked');
  });

  it('is answered by a comment on a node and an approval', async () => {
    const { page } = who('lin');
    await page.goto(`${studio.url}/studio/`);
    await page.getByRole('button', { name: '通知，1 条未读' }).click();
    await shot(who('lin').page, 'notices');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: /沈工（化名） 来请复核/ }).click();
    await page.getByText('这份草稿等着复核').waitFor();
    await page.getByRole('tab', { name: '批注' }).click();
    await page.getByRole('combobox', { name: '关于' }).fill('填写');
    await page.getByRole('option', { name: '填写', exact: true }).click();
    await page.getByRole('textbox', { name: '写批注' }).fill('车牌要不要校验格式？');
    await page.getByRole('button', { name: '发出' }).click();
    await page.getByText('车牌要不要校验格式？').waitFor();
    await shot(who('lin').page, 'versions-comments');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('tab', { name: /发布 v2/ }).click();
    await page.getByRole('button', { name: '要求修改' }).click();
    await page.getByText('要求修改时，要写明改什么。').waitFor();
    await page.getByRole('textbox', { name: '意见' }).fill('可以，校验下次加');
    await page.getByRole('button', { name: '同意' }).click();
    await page.getByText(/同意 .*\d/).waitFor();
  });

  it('shows the comment on the card of the node, where it is answered and closed', async () => {
    const { page } = who('ada');
    await page.goto(`${studio.url}/studio/s/bike/canvas`);
    await page.locator('.comment-badge', { hasText: '1 条没解决的批注' }).waitFor();
    await page.locator('.react-flow__node').filter({ hasText: '填写' }).click();
    await page.getByRole('tab', { name: '批注' }).click();
    await shot(who('ada').page, 'canvas-comment');
    await page.getByRole('button', { name: '回复' }).click();
    await page.getByRole('textbox', { name: '回复林法制（化名）' }).fill('下次加');
    await page.getByRole('button', { name: '发出' }).last().click();
    await page.getByText('下次加').waitFor();
    await page.getByRole('button', { name: '已解决' }).click();
    await page.getByText('没有未解决的批注').waitFor();
    await page.locator('.comment-badge').waitFor({ state: 'detached' });
  });
});

describe('publishing', () => {
  it('is set to a time in the zone of the scenario, seen, changed and cancelled', async () => {
    const { page } = who('ada');
    await page.goto(`${studio.url}/studio/s/bike/versions`);
    const side = page.getByRole('complementary');
    await side.getByText('林法制（化名）').waitFor();
    await side.getByRole('radio', { name: '定时' }).check({ force: true });
    await side.getByRole('button', { name: '定时间' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('场景的时区：Asia/Shanghai').waitFor();
    await dialog.getByLabel('日期').fill('2001-01-01');
    await dialog.getByRole('textbox', { name: '说明' }).fill('夜里发布');
    await dialog.getByRole('button', { name: '定下' }).click();
    await dialog.getByText(/不能用来定时发布/).waitFor();
    const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    await dialog.getByLabel('日期').fill(tomorrow);
    await dialog.getByLabel('时间').fill('20:30');
    await shot(who('ada').page, 'versions-plan');
    expect(await axe(page)).toEqual([]);
    await dialog.getByRole('button', { name: '定下' }).click();
    await side.getByText(/20:30 发布，沈工（化名）定的/).waitFor();
    await side.getByRole('button', { name: '改时间' }).click();
    await dialog.getByLabel('时间').fill('21:00');
    await dialog.getByRole('button', { name: '定下' }).click();
    await side.getByText(/21:00 发布，沈工（化名）定的/).waitFor();
    await shot(who('ada').page, 'versions-planned');
    await side.getByRole('button', { name: '不发布了' }).click();
    await page.getByText('定时发布已取消').waitFor();
  });

  it('is done once the reviewer approved, and rolled back with a reason', async () => {
    const { page } = who('ada');
    const side = page.getByRole('complementary');
    await side.getByRole('radio', { name: '马上发布' }).check({ force: true });
    await side.getByRole('textbox', { name: '说明' }).fill('车牌一问');
    await side.getByRole('button', { name: '发布', exact: true }).click();
    await page.getByText('v2 已发布，办事端现在用这一版').waitFor();
    expect((await releases())[0]).toMatchObject({ number: 2, approvedBy: [{ name: '林法制（化名）' }] });
    await page.getByRole('button', { name: '回退到 v1' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: '回退', exact: true }).click();
    await dialog.getByText('请写为什么回退').waitFor();
    await dialog.getByRole('textbox', { name: '原因' }).fill('窗口打不开');
    await shot(who('ada').page, 'versions-back');
    await dialog.getByRole('button', { name: '回退', exact: true }).click();
    await page.getByText('已回退，办事端现在用 v1 的内容').waitFor();
    await page.getByText('回退到 v1', { exact: true }).waitFor();
    await page.getByRole('banner').getByRole('button', { name: '发布 v4' }).waitFor();
    expect((await releases()).map(({ number, restores, current }) => [number, restores, current])).toEqual([[3, 1, true], [2, undefined, false], [1, undefined, false]]);
    await shot(who('ada').page, 'versions-after');
    expect(await axe(page)).toEqual([]);
  });
});

it('fits a phone, in English and in the dark', async () => {
  const { page } = who('ada');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('heading', { name: '版本' }).waitFor();
  await shot(who('ada').page, 'versions-phone');
  expect(await overflowsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.evaluate(() => {
    localStorage.setItem('scenario-studio.locale', 'en');
    localStorage.setItem('scenario-studio.theme', 'dark');
  });
  await page.reload();
  await page.getByRole('radiogroup', { name: /When to publish|什么时候发布/ }).waitFor();
  await shot(who('ada').page, 'versions-dark');
  expect(await axe(page)).toEqual([]);
  for (const name of ['ada', 'lin']) expect(who(name).misdeeds.errors).toEqual([]);
});
