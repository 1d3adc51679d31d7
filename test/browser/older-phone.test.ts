import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type Node } from 'acorn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visit } from '../support/browser.ts';
import { PASSWORD, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/** The portal on a phone that was never updated: what its browser lacks is taken out of this one. Tried by hand on Chromium 88, 92 and 107 too. */
const APP = {
  format: 1, id: 'ask', title: '登记', purpose: '试一试', zone: 'Asia/Shanghai', calendar: 'cn', bases: {}, parameters: {}, roles: { clerk: '窗口' }, lists: {}, datasets: {}, pages: {}, layout: {}, texts: {},
  flows: { main: { nodes: {
    ask: { type: 'start.form', title: '填写', config: { roles: ['clerk'], fields: [{ id: 'name', type: 'string', title: '名字' }, { id: 'day', type: 'date', title: '哪天' }, { id: 'kind', type: 'string', title: '类型', enum: ['新车', '旧车'] }] } },
    end: { type: 'output.page', title: '结果', config: { text: '好' } },
  }, edges: { e1: ['ask.out', 'end'] } } },
};

let studio: BuiltStudio;
let clerk: Visit;

beforeAll(async () => {
  studio = await startBuiltStudio('older-phone');
  const root = await visit(studio.browser);
  await studio.setUp(root, '管理员');
  await studio.ask(root, 'POST', '/api/users', { login: 'li', name: '李四', password: PASSWORD, role: 'user', duties: ['clerk'], unit: { id: 'health', name: '卫健局（虚构）' } });
  await studio.ask(root, 'POST', '/api/scenarios', { scenario: APP });
  await studio.ask(root, 'POST', '/api/scenarios/ask/publish', { note: '', baseVersion: 1 });
  await root.context.close();
  clerk = await visit(studio.browser, { viewport: { width: 390, height: 844 } });
  clerk.page.setDefaultTimeout(20_000);
});
afterAll(() => studio.close());

const older = (page: Visit['page']) => page.locator('script[src*="/older-"]').count();

describe('an older phone', () => {
  it('gets what its browser lacks before anything else, and goes from the log-in to the result', async () => {
    const { page, context, misdeeds } = clerk;
    await context.addInitScript(() => {
      for (const name of ['at', 'findLast', 'findLastIndex', 'toReversed', 'toSorted', 'toSpliced', 'with']) Reflect.deleteProperty(Array.prototype, name);
      for (const name of ['at', 'replaceAll']) Reflect.deleteProperty(String.prototype, name);
      Reflect.deleteProperty(Object, 'hasOwn');
      for (const name of ['timeout', 'any']) Reflect.deleteProperty(AbortSignal, name);
    });
    await page.goto(`${studio.url}/portal/`);
    await page.getByRole('textbox', { name: '账号' }).fill('li');
    await page.getByLabel('密码').fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('link', { name: /登记/ }).first().click();
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.locator('.pf-summary a').first().waitFor();
    await page.getByRole('textbox', { name: '名字' }).fill('王五');
    for (const [part, text] of [['年', '2026'], ['月', '1'], ['日', '20']] as const) await page.getByLabel(part, { exact: true }).fill(text);
    await page.getByText('旧车').click();
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.getByRole('button', { name: '提交', exact: true }).click();
    await page.getByText('好', { exact: true }).first().waitFor();
    await page.goto(`${studio.url}/portal/mine`);
    await page.getByText('登记').first().waitFor();
    expect([await older(page), await page.evaluate(() => 'toSorted' in Array.prototype), misdeeds.violations, misdeeds.errors]).toEqual([1, true, [], []]);
    await context.close();
  });

  it('is the only one to get it', async () => {
    const { page, context } = await visit(studio.browser);
    await page.goto(`${studio.url}/portal/`);
    await page.getByRole('textbox', { name: '账号' }).waitFor();
    expect(await older(page)).toBe(0);
    await context.close();
  });

  it('reads every script of the portal: none is written in words it does not know', () => {
    const folder = join('dist', 'builder');
    const page = readFileSync(join(folder, 'portal.html'), 'utf8');
    const wanted = [...page.matchAll(/assets\/[\w-]+\.js/g)].map(([name]) => name);
    const seen = new Set<string>();
    while (wanted.length > 0) {
      const name = wanted.pop() as string;
      if (seen.has(name)) continue;
      seen.add(name);
      const source = readFileSync(join(folder, name), 'utf8');
      expect([name, newer(source)]).toEqual([name, []]);
      for (const file of readdirSync(join(folder, 'assets'))) if (file.endsWith('.js') && source.includes(file)) wanted.push(`assets/${file}`);
    }
    expect(seen.size).toBeGreaterThan(10);
  });
});

/** Parts of a script that came after Chrome 86. */
function newer(source: string): readonly string[] {
  const found: string[] = [];
  const look = (value: unknown, inFunction: boolean): void => {
    if (Array.isArray(value)) for (const one of value) look(one, inFunction);
    else if (typeof value === 'object' && value !== null && 'type' in value) {
      const node = value as Node & { readonly await?: boolean; readonly operator?: string; readonly left?: Node; readonly regex?: { readonly flags: string; readonly pattern: string } };
      if (node.type === 'StaticBlock') found.push('static block');
      if (node.type === 'BinaryExpression' && node.operator === 'in' && (node.left?.type as string) === 'PrivateIdentifier') found.push('#name in');
      if (!inFunction && (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await === true))) found.push('await outside of a function');
      if (node.regex && /[dv]/.test(node.regex.flags)) found.push(`/${node.regex.pattern}/${node.regex.flags}`);
      const within = inFunction || node.type.includes('Function');
      for (const part of Object.values(node)) look(part, within);
    }
  };
  look(parse(source, { ecmaVersion: 2022, sourceType: 'module' }), false);
  return found;
}
