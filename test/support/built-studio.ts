import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { vi } from 'vitest';
import { firstAnswer, freePort, startChild, type Child } from '../bench/child.ts';
import { launchBrowser, type Visit } from './browser.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

export const PASSWORD = 'a-long-password-1';
/** Where somebody wants to look at the pages afterwards. */
const SHOTS = process.env['SCENARIO_STUDIO_SHOTS'];

/** The built product on a data folder of its own, and a browser beside it. Needs `npm run build`. */
export interface BuiltStudio {
  readonly url: string;
  readonly data: string;
  readonly browser: Browser;
  readonly server: Child;
  /** A request with the session of a visit. @throws Error with what the server said when it refused */
  readonly ask: <Body>(guest: Visit, method: string, path: string, body?: unknown) => Promise<Body>;
  /** Makes the first account, the administrator `root`, without the pages. */
  readonly setUp: (guest: Visit, name: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startBuiltStudio(name: string): Promise<BuiltStudio> {
  const data = mkdtempSync(join(tmpdir(), `${name}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startChild(process.execPath, ['dist/server.mjs', '--port', String(port), '--data', data], { DATABASE_URL: '' }, ROOT);
  const [browser] = await Promise.all([launchBrowser(), firstAnswer(`${url}/health`, server)]);
  const ask = async <Body>({ context }: Visit, method: string, path: string, body?: unknown): Promise<Body> => {
    const answer = await context.request.fetch(url + path, { method, headers: { origin: url, 'content-type': 'application/json' }, ...(body === undefined ? {} : { data: body }) });
    if (!answer.ok()) throw new Error(`${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return (await answer.json()) as Body;
  };
  return {
    url, data, browser, server, ask,
    setUp: async (guest, name) => {
      const token = await vi.waitUntil(() => /#token=([\w-]+)/.exec(server.output())?.[1], { timeout: 10_000 });
      await ask(guest, 'POST', '/api/setup', { token, login: 'root', name, password: PASSWORD });
    },
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** Keeps a picture of the page where `SCENARIO_STUDIO_SHOTS` says so. */
export async function shot(page: Page, file: string): Promise<void> {
  if (SHOTS !== undefined) await page.screenshot({ path: join(SHOTS, `${file}.png`) });
}

/** A request as the person of the page makes it. @returns status and JSON, null when there is none */
export async function send(page: Page, method: string, path: string, body?: unknown): Promise<{ readonly status: number; readonly body: unknown }> {
  return page.evaluate(
    async ([how, where, what]) => {
      const answer = await fetch(where, what === undefined ? { method: how } : { method: how, headers: { 'content-type': 'application/json' }, body: JSON.stringify(what) });
      const text = await answer.text();
      return { status: answer.status, body: /^[[{]/.test(text) ? (JSON.parse(text) as unknown) : null };
    },
    [method, path, body] as const,
  );
}
