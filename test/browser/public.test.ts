import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axe, overflowsSideways, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';
import { spokenAnswer } from '../support/spoken-answer.ts';

/** A form open to the public, filled in on a phone by somebody without an account. Needs `npm run build`. */
const PHONE = { width: 390, height: 844 };
const both = (zh: string, en: string) => ({ 'zh-CN': zh, en });
const scenarioOf = (id: string, fields: readonly object[], more: object = {}) => ({
  format: 1, id, title: '@t', purpose: '@p', zone: 'Asia/Shanghai', calendar: 'cn', synthetic: true, bases: {}, parameters: {}, roles: { clerk: '@clerk' }, lists: {}, datasets: {}, pages: {}, layout: {},
  flows: { main: {
    nodes: {
      ask: { type: 'start.form', title: '@t', config: { roles: ['clerk'], public: true, fields, ...more } },
      handle: { type: 'human.form', title: '@handle', stage: '@handle', config: { assign: { role: 'clerk' }, fields: [], outcomes: [{ port: 'done', title: '@handle' }] } },
      end: { type: 'output.page', title: '@t', config: { text: '@t' } },
    },
    edges: { e1: ['ask.out', 'handle'], e2: ['handle.done', 'end'] },
  } },
  texts: { t: both('群众建议', 'Suggestions'), p: both('给城市提一条建议。', 'Suggest something to the city.'), clerk: both('经办', 'Clerk'), handle: both('经办答复', 'Reply by the staff'), 'ask.words': both('您的建议', 'Your suggestion'), 'ask.place': both('在哪里', 'Where'), 'ask.photos': both('照片', 'Photos') },
});
const WORDS = [{ id: 'words', type: 'string', widget: 'textarea', maxLength: 500 }, { id: 'place', type: 'string', optional: true }];
const PHOTOS = [{ id: 'photos', type: 'list', widget: 'photo' }];

let studio: BuiltStudio;
let guest: Visit;
let sites: readonly Server[];
const originOf = (site: Server | undefined): string => `http://127.0.0.1:${(site?.address() as AddressInfo | undefined)?.port}`;

/** Another site, with the snippet of the designer in its page. */
async function openSite(): Promise<Server> {
  const site = createServer((_request, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(`<!doctype html><title>site</title><iframe id="framed" src="${studio.url}/portal/embed/framed" title="form" height="10" style="width:100%;border:0"></iframe><script>window.heard = 0; addEventListener('message', ({ origin, data }) => { if (origin !== '${studio.url}' || data?.source !== 'scenario-studio' || data.app !== 'framed') return; window.heard += 1; document.getElementById('framed').height = Number(data.height); });</script>`);
  });
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  return site;
}

beforeAll(async () => {
  studio = await startBuiltStudio('public');
  const root = await visit(studio.browser);
  await studio.setUp(root, '管理员');
  await studio.ask(root, 'POST', '/api/users', { login: 'clerk', name: '经办', password: PASSWORD, role: 'user', duties: ['clerk'], unit: { id: 'U', name: '服务中心' } });
  sites = await Promise.all([openSite(), openSite()]);
  for (const scenario of [scenarioOf('ideas', WORDS), scenarioOf('photos', PHOTOS), scenarioOf('framed', WORDS, { embed: [originOf(sites[0])] })]) {
    await studio.ask(root, 'POST', '/api/scenarios', { scenario });
    await studio.ask(root, 'POST', `/api/scenarios/${scenario.id}/publish`, { note: '', baseVersion: 1 });
  }
  await root.context.close();
  guest = await visit(studio.browser, { viewport: PHONE });
}, 120_000);
afterAll(async () => {
  for (const site of sites) site.close();
  await studio.close();
});

const answerInWords = async (page: Page, turn: string, confirm: string) => {
  await page.getByRole('img').waitFor();
  await page.getByRole('button', { name: turn }).click();
  const label = page.locator('.chal label', { hasText: /等于多少|What is/ });
  await page.getByLabel(/等于多少|What is/).fill(spokenAnswer((await label.textContent()) ?? ''));
  await page.getByRole('button', { name: confirm, exact: true }).click();
};

describe('a form open to the public', () => {
  it('is filled in on a phone without an account, kept on the device, and submitted after a challenge', async () => {
    const { page } = guest;
    await page.goto(`${studio.url}/portal/open/ideas`);
    await page.getByLabel('您的建议').fill('小区门口的路灯不亮');
    await page.getByText(/^已存/).waitFor();
    await shot(page, 'public-form-phone');
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    await page.reload();
    expect(await page.getByLabel('您的建议').inputValue()).toBe('小区门口的路灯不亮');
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.getByRole('heading', { name: '核对您填的内容' }).waitFor();
    await page.getByRole('img').waitFor();
    expect(await page.getByRole('button', { name: '提交' }).getAttribute('aria-disabled')).toBe('true');
    await shot(page, 'public-check-phone');
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    await page.getByLabel('图里的 5 个字母和数字').fill('wrong');
    await page.getByRole('button', { name: '确定', exact: true }).click();
    await page.getByText('验证答案不对。').waitFor();
    await answerInWords(page, '看不清，换成文字题', '确定');
    await page.getByText('已通过验证，可以提交。').waitFor();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '已提交' }).waitFor();
    await shot(page, 'public-receipt-phone');
    expect([await axe(page), await overflowsSideways(page)]).toEqual([[], false]);
    const [number, code] = await page.locator('.receipt dd').allTextContents();
    // Another person on another device, in the dark, in English.
    const other = await visit(studio.browser, { viewport: PHONE, locale: 'en', colorScheme: 'dark' });
    await other.page.goto(`${studio.url}/portal/receipt`);
    await other.page.getByLabel('Number').fill(number ?? '');
    await other.page.getByLabel('Code').fill('0000000000');
    await other.page.getByRole('button', { name: 'Look up', exact: true }).click();
    await other.page.getByText('Not found: the number or the code is wrong.').waitFor();
    await other.page.getByLabel('Code').fill((code ?? '').toLowerCase());
    await other.page.getByRole('button', { name: 'Look up', exact: true }).click();
    await other.page.getByText('Now with: Reply by the staff').waitFor();
    await shot(other.page, 'public-lookup-phone-dark-en');
    expect([await axe(other.page), await overflowsSideways(other.page), other.misdeeds]).toEqual([[], false, { violations: [], errors: [] }]);
    await other.context.close();
  }, 180_000);

  it('asks before it takes a file, and says when a form is not open', async () => {
    const { page, misdeeds } = guest;
    await page.goto(`${studio.url}/portal/open/photos`);
    await page.getByText('这张表可以传材料，所以先验证，再填写。').waitFor();
    await answerInWords(page, '看不清，换成文字题', '确定');
    const chosen = page.waitForEvent('filechooser');
    await page.getByText('拍照或选照片').click();
    await (await chosen).setFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64') });
    await page.getByText('a.png').waitFor();
    await page.locator('.pf-going').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: '下一步，核对' }).click();
    await page.getByRole('button', { name: '提交' }).click();
    await page.getByRole('heading', { name: '已提交' }).waitFor();
    await page.goto(`${studio.url}/portal/open/nothing`);
    await page.getByRole('heading', { name: '这张表没有对外公开' }).waitFor();
    expect(misdeeds).toEqual({ violations: [], errors: [] });
  }, 180_000);

  it('is shown and measured in a page of a listed site, and refused to every other', async () => {
    const listed = await visit(studio.browser, { viewport: PHONE });
    await listed.page.goto(originOf(sites[0]));
    const frame = listed.page.frameLocator('iframe');
    await frame.getByLabel('您的建议').fill('从别的网站来');
    await listed.page.waitForFunction(() => Number(document.querySelector('iframe')?.getAttribute('height')) > 200);
    await shot(listed.page, 'public-embed-phone');
    expect([await frame.getByRole('banner').count(), await overflowsSideways(listed.page)]).toEqual([0, false]);
    await frame.getByRole('button', { name: '下一步，核对' }).click();
    await frame.getByRole('img').waitFor();
    await frame.getByRole('button', { name: '看不清，换成文字题' }).click();
    const question = frame.getByText(/等于多少/);
    await frame.getByLabel(/等于多少/).fill(spokenAnswer((await question.textContent()) ?? ''));
    await frame.getByRole('button', { name: '确定', exact: true }).click();
    await frame.getByText('已通过验证，可以提交。').waitFor();
    await frame.getByRole('button', { name: '提交' }).click();
    await frame.getByRole('heading', { name: '已提交' }).waitFor();
    expect(listed.misdeeds).toEqual({ violations: [], errors: [] });
    await listed.context.close();
    const other = await visit(studio.browser);
    await other.page.goto(originOf(sites[1]), { waitUntil: 'load' });
    expect([other.page.frames()[1]?.url(), await other.page.evaluate(() => (window as unknown as { heard: number }).heard), await other.page.frameLocator('iframe').getByLabel('您的建议').count()]).toEqual(['chrome-error://chromewebdata/', 0, 0]);
    await other.context.close();
  }, 180_000);
});
