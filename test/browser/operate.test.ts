import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { firstAnswer, freePort, startChild, type Child } from '../bench/child.ts';
import { startCanary, type Canary } from '../server/support/closed-net.ts';
import { scenarioOf } from '../server/support/trigger-scenario.ts';
import { axe, launchBrowser, visit, type Visit } from '../support/browser.ts';

/**
 * A run that stopped because the other side refused, as an operator meets it on the built product: it appears by
 * itself, says its cause, takes a mended input, goes on, and is gone from the list. Needs `npm run build`.
 */
const ROOT = new URL('../..', import.meta.url).pathname;
const data = mkdtempSync(join(tmpdir(), 'operate-'));
const SHOTS = process.env['SCENARIO_STUDIO_SHOTS'];
const DESK = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };
let server: Child;
let far: Canary;
let browser: Browser;
let operator: Visit;
let doctor: Visit;
let url = '';

const calls = scenarioOf('calls', {
  ask: { type: 'start.form', config: { roles: ['doctor'], fields: [{ id: 'no', type: 'string' }] } },
  call: { type: 'data.http', title: '报对方系统', config: { connection: 'far', method: 'POST', path: '"/" + ask.no' } },
  end: { type: 'output.page', config: { text: '好' } },
}, { e1: ['ask.out', 'call'], e2: ['call.out', 'end'] }, { connections: { far: { use: 'far' } } });

async function send(guest: Visit, method: string, path: string, body: unknown): Promise<void> {
  const answer = await guest.context.request.fetch(`${url}${path}`, { method, headers: { origin: url }, data: body });
  if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
}

beforeAll(async () => {
  // The other side has moved to /v2.
  far = await startCanary((request, response) => response.writeHead(request.url === '/v2' ? 200 : 503, { 'content-type': 'application/json' }).end('{}'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  server = startChild(process.execPath, ['dist/server.mjs', '--port', String(port), '--data', data], { DATABASE_URL: '' }, ROOT);
  [browser] = await Promise.all([launchBrowser(), firstAnswer(`${url}/health`, server)]);
  const token = await vi.waitFor(() => {
    const printed = /#token=([\w-]+)/.exec(server.output())?.[1];
    if (printed === undefined) throw new Error('no set-up link yet');
    return printed;
  }, { timeout: 10_000 });
  operator = await visit(browser, { viewport: DESK });
  doctor = await visit(browser);
  operator.page.setDefaultTimeout(20_000);
  await send(operator, 'POST', '/api/setup', { token, login: 'root', name: '沈工（化名）', password: 'a-long-password-1' });
  await send(operator, 'POST', '/api/users', { login: 'he', name: '何医师（化名）', password: 'a-long-password-1', role: 'user', duties: ['doctor'], unit: { id: 'H', name: '医院（虚构）' } });
  await send(doctor, 'POST', '/api/login', { login: 'he', password: 'a-long-password-1' });
  await send(operator, 'PUT', '/api/connections?id=far', { title: '对方', baseUrl: `http://127.0.0.1:${far.port}`, allow: [`127.0.0.1:${far.port}`], baseVersion: 0 });
  await send(operator, 'POST', '/api/scenarios', { scenario: calls });
  await send(operator, 'POST', '/api/scenarios/calls/publish', { note: '', baseVersion: 1 });
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  await far.close();
  rmSync(data, { recursive: true, force: true });
});

/** True when what the page shows below its top bar is wider than its place. */
const contentOverflows = (page: Page) => page.locator('#main').evaluate((main) => main.scrollWidth > main.clientWidth);

/** The page as it stands breaks no rule, at a desk and on a phone. */
async function isFine(page: Page, file: string): Promise<void> {
  for (const [size, viewport] of Object.entries({ desk: DESK, phone: PHONE })) {
    await page.setViewportSize(viewport);
    if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${file}-${size}.png`) });
    expect([file, size, await axe(page), await contentOverflows(page)]).toEqual([file, size, [], false]);
  }
  await page.setViewportSize(DESK);
}

describe('the page of an operator', () => {
  it('says that nothing has stopped, until a run does: it appears without a reload, with its cause', async () => {
    const { page } = operator;
    await page.goto(`${url}/studio/s/calls/operate`);
    await page.getByText('没有停下的办件').waitFor();
    expect(await contentOverflows(page)).toBe(false);
    const opened = Date.now();
    await send(doctor, 'POST', '/api/apps/calls', { no: 'v1' });
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
