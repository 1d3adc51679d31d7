import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCanary, type Canary } from '../server/support/closed-net.ts';
import { scenarioOf } from '../server/support/trigger-scenario.ts';
import { axe, visit, type Visit } from '../support/browser.ts';
import { PASSWORD, shot, startBuiltStudio, type BuiltStudio } from '../support/built-studio.ts';

/**
 * A run that stopped because the other side refused, as an operator meets it on the built product: it appears by
 * itself, says its cause, takes a mended input, goes on, and is gone from the list. Needs `npm run build`.
 */
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
let studio: BuiltStudio;
let far: Canary;
let operator: Visit;
let doctor: Visit;

const calls = scenarioOf('calls', {
  ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } },
  call: { type: 'data.http', title: '报对方系统', config: { connection: 'far', method: 'POST', path: '"/" + ask.no' } },
  end: { type: 'output.page', config: { text: '好' } },
}, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { far: { use: 'far' } } });

beforeAll(async () => {
  // The other side has moved to /v2.
  far = await startCanary((request, response) => response.writeHead(request.url === '/v2' ? 200 : 503, { 'content-type': 'application/json' }).end('{}'));
  studio = await startBuiltStudio('operate');
  operator = await visit(studio.browser, { viewport: DESK });
  doctor = await visit(studio.browser);
  operator.page.setDefaultTimeout(20_000);
  await studio.setUp(operator, '沈工（化名）');
  await studio.ask(operator, 'POST', '/api/users', { login: 'he', name: '何医师（化名）', password: PASSWORD, role: 'user', duties: ['doctor'], unit: { id: 'H', name: '医院（虚构）' } });
  await studio.ask(doctor, 'POST', '/api/login', { login: 'he', password: PASSWORD });
  await studio.ask(operator, 'PUT', '/api/connections?id=far', { title: '对方', users: 'all', baseUrl: `http://127.0.0.1:${far.port}`, allow: [`127.0.0.1:${far.port}`], baseVersion: 0 });
  await studio.ask(operator, 'POST', '/api/scenarios', { scenario: calls });
  await studio.ask(operator, 'POST', '/api/scenarios/calls/publish', { note: '', baseVersion: 1 });
});

afterAll(async () => {
  await far.close();
  await studio.close();
});

/** True when what the page shows below its top bar is wider than its place. */
const contentOverflows = (page: Page) => page.locator('#main').evaluate((main) => main.scrollWidth > main.clientWidth);

/** The page as it stands breaks no rule, at a desk and on a phone. */
async function isFine(page: Page, file: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(viewport);
    await shot(page, `${file}-${size}`);
    expect([file, size, await axe(page), await contentOverflows(page)]).toEqual([file, size, [], false]);
  }
  await page.setViewportSize(DESK);
}

describe('the page of an operator', () => {
  it('says that nothing has stopped, until a run does: it appears without a reload, with its cause', async () => {
    const { page } = operator;
    await page.goto(`${studio.url}/studio/s/calls/operate`);
    await page.getByText('没有停下的办件').waitFor();
    expect(await contentOverflows(page)).toBe(false);
    const opened = Date.now();
    await studio.ask(doctor, 'POST', '/api/apps/calls', { no: 'v1' });
    await page.getByText('SCN_HTTP_STATUS').waitFor();
    // By the word of the server, sooner than the page looks by itself.
    expect(Date.now() - opened).toBeLessThan(10_000);
    await page.locator('.operate-group').getByText(/报对方系统 · .*503/).waitFor();
    await page.getByText('1 件', { exact: false }).first().waitFor();
    await page.getByText('列出办件').click();
    await isFine(page, 'operate-incident');
  });

  it('does it again when asked, and says when it stopped again', async () => {
    const { page } = operator;
    await page.getByRole('button', { name: '重试 1 件' }).click();
    await page.locator('.operate-progress').getByText('0 件走下去了，1 件又停下').waitFor();
    await page.getByText('SCN_HTTP_STATUS').waitFor();
  });

  it('takes a mended input with a reason, not without, does the step again, and the run is gone from the list', async () => {
    const { page } = operator;
    await page.getByRole('button', { name: '改输入' }).click();
    const dialog = page.getByRole('dialog');
    await expect.poll(() => dialog.getByRole('textbox', { name: '现在的输入' }).inputValue()).toContain('"/v1"');
    await dialog.getByRole('textbox', { name: '改成' }).fill('{"path": ');
    await dialog.getByRole('button', { name: '重试' }).click();
    await dialog.getByText('要一个 JSON 对象').waitFor();
    await dialog.getByText('请写一句原因').waitFor();
    await dialog.getByRole('textbox', { name: '改成' }).fill('{"path": "/v2"}');
    await dialog.getByRole('textbox', { name: '原因' }).fill('对方换了地址');
    await isFine(page, 'operate-edit');
    await dialog.getByRole('button', { name: '重试' }).click();
    await page.getByText('没有停下的办件').waitFor();
    expect(await page.getByText('SCN_HTTP_STATUS').count()).toBe(0);
    expect(far.hits.at(-1)?.path).toBe('/v2');
    expect(await contentOverflows(page)).toBe(false);
  });

  it('broke no rule of the pages', () => {
    expect([operator.misdeeds.violations, operator.misdeeds.errors]).toEqual([[], []]);
  });
});
