import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { pasteInto } from '../support/paste.ts';

/** What nobody would put in, put in: on the canvas, into forms, as photos. Needs `npm run build`. */
let studio: BuiltStudio;
let root: Visit;
let page: Page;

const TURNED = '标题😀مرحبا\u202E反向Ａ！';
const scenarioOf = (id: string, nodes: Readonly<Record<string, object>>, edges: Readonly<Record<string, readonly string[]>>) => ({
  format: 1, id, title: '坏东西', purpose: '试坏东西', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: {}, lists: {}, datasets: {}, pages: {}, texts: {}, layout: {}, flows: { main: { nodes, edges } },
});
const END = { type: 'output.page', title: '结果', config: { text: '办好了' } };
const FORM = scenarioOf('things', {
  apply: { type: 'start.form', title: TURNED, config: { fields: [
    { id: 'name', type: 'string', title: TURNED }, { id: 'note', type: 'string', widget: 'textarea', title: '说明', maxLength: 12_000, optional: true }, { id: 'photos', type: 'list', widget: 'photo', max: 3, title: '照片', optional: true },
  ] } },
  end: END,
}, { e1: ['apply.out', 'end'] });

/** 2,000 nodes: the most a scenario may have. */
const FULL = scenarioOf('full', {
  apply: { type: 'start.form', title: '申请', config: { fields: [{ id: 'age', type: 'integer', title: '年龄' }] } },
  ...Object.fromEntries(Array.from({ length: 1998 }, (_unused, at) => [`n${at}`, { type: 'rule.expression', title: `算 ${at}`, config: { values: [{ id: 'v', type: 'number', expr: `apply.age + ${at}` }] } }])),
  end: END,
}, Object.fromEntries(Array.from({ length: 1999 }, (_unused, at) => [`e${at}`, [at === 0 ? 'apply.out' : `n${at - 1}.out`, at === 1998 ? 'end' : `n${at}`]])));

const toast = (words: RegExp) => page.locator('.ui-toast').filter({ hasText: words }).first().waitFor();

/** Ctrl V with this on the clipboard. */
const paste = (text: string, pictures = 0) => pasteInto(page.locator('.canvas-holder'), { text, pictures });

const nodesOnServer = async (id: string) => {
  const { scenario } = await studio.ask<{ scenario: typeof FORM }>(root, 'GET', `/api/scenarios/${id}`);
  return Object.keys(scenario.flows.main.nodes).length;
};

beforeAll(async () => {
  studio = await startBuiltStudio('bad-input-things');
  root = await visit(studio.browser);
  ({ page } = root);
  page.setDefaultTimeout(60_000);
  await studio.setUp(root, '管理员');
  for (const scenario of [FORM, FULL]) await studio.ask(root, 'POST', '/api/scenarios', { scenario });
  await studio.ask(root, 'POST', '/api/scenarios/things/publish', { note: '', baseVersion: 1 });
});
afterAll(() => studio.close());

describe('the canvas', () => {
  it.each([
    ['a sentence', 'hello', 0, /没有节点/], ['HTML', '<table><tr><td>1</td></tr></table>', 0, /没有节点/], ['a picture', '', 1, /贴不了文件和图片/], ['JSON of another tool', '[{"id":"n1","type":"inject"}]', 0, /不是从工坊的画布复制的/],
    ['half a copy', '{"scenario-studio": "flow-part", "nodes": {', 0, /不完整/], ['altered nodes', '{"scenario-studio":"flow-part","nodes":{"a":{"node":{"type":1},"at":{"x":0,"y":0}}},"edges":[]}', 0, /“a”这一处不对/],
    ['a scenario', JSON.stringify(FORM), 0, /一整个场景/], ['a scenario of a newer studio', '{"format":9,"id":"a","flows":{}}', 0, /格式 9/], ['6 MB', `{"a":"${'x'.repeat(6 * 1_048_576)}"}`, 0, /6\.0 MB，超过 5 MB/],
  ])('given %s, takes nothing and says what to do', async (_, text, files, words) => {
    await page.goto(`${studio.url}/studio/s/things/canvas`);
    await page.locator('.react-flow__node').first().waitFor();
    await paste(text, files);
    await toast(words);
    expect(await nodesOnServer('things')).toBe(2);
  });

  it('opens 2,000 nodes, takes no more by paste, and can take one away and back', async () => {
    await page.goto(`${studio.url}/studio/s/full/canvas`);
    await page.locator('.react-flow__node').first().waitFor();
    await paste(JSON.stringify({ 'scenario-studio': 'flow-part', nodes: { more: { node: END, at: { x: 0, y: 0 } } }, edges: [] }));
    await toast(/贴上以后有 2001 个节点，一个场景最多 2000 个/);
    await page.locator('.react-flow__node').first().click();
    await page.keyboard.press('Delete');
    await expect.poll(() => nodesOnServer('full'), { timeout: 60_000, interval: 1_000 }).toBe(1999);
    await page.keyboard.press('Control+z');
    await expect.poll(() => nodesOnServer('full'), { timeout: 60_000, interval: 1_000 }).toBe(2000);
  }, 300_000);
});

describe('a form', () => {
  it('takes 10,000 characters of every kind at 320 pixels, and shows and keeps them whole', async () => {
    const long = `${'👩‍👩‍👧😀Ａé\u200Bمرحبا长'.repeat(600)}\u202Eabc`;
    await page.setViewportSize({ width: 320, height: 700 });
    await page.goto(`${studio.url}/portal/apps/things`);
    await page.locator('.pf input').first().fill('张三');
    await page.locator('.pf textarea').fill(long);
    expect(await overflowsSideways(page)).toBe(false);
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
    expect([await overflowsSideways(page), await page.getByText('abc', { exact: false }).count()]).toEqual([false, 1]);
    await shot(page, 'things-check');
    await page.reload();
    await page.locator('.pf textarea').waitFor();
    expect(await page.locator('.pf textarea').inputValue()).toBe(long);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it('open in two windows says so in the one, which may take over what is in the other', async () => {
    await page.goto(`${studio.url}/portal/apps/things`);
    await page.locator('.pf input').first().fill('在这里');
    const other = await root.context.newPage();
    other.setDefaultTimeout(60_000);
    await other.goto(`${studio.url}/portal/apps/things`);
    await other.locator('.pf input').first().fill('在那里');
    await page.getByText('在另一个窗口也开着').waitFor();
    expect(await page.locator('.pf input').first().inputValue()).toBe('在这里');
    await shot(page, 'things-two-windows');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: '这里改用那边填的' }).click();
    await expect.poll(() => page.locator('.pf input').first().inputValue(), { timeout: 60_000 }).toBe('在那里');
    await other.close();
  });

  it.each([
    ['of Apple’s kind', 'a.heic', Buffer.from('ftypheic'), /HEIC/],
    ['that is broken', 'a.jpg', Buffer.from('ffd8ffe000104a464946', 'hex'), /打不开/],
    ['that is none', 'a.mp4', Buffer.from('x'), /请选|不是照片/],
    ['of more points than a device has room for', 'a.png', Buffer.from('89504e470d0a1a0a0000000d49484452000075300000753008060000000000000000', 'hex'), /像素太多/],
  ])('takes no photo %s and says what to do', async (_, name, buffer, words) => {
    await page.goto(`${studio.url}/portal/apps/things`);
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'image/jpeg', buffer });
    await page.getByText(words).first().waitFor();
  });

  it('breaks no security policy on the way, and no page fails', () => {
    expect([root.misdeeds.violations, root.misdeeds.errors]).toEqual([[], []]);
  });
});
