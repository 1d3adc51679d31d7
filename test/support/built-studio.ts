import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { firstAnswer, freePort, startChild, type Child } from '../bench/child.ts';
import { launchBrowser } from './browser.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The built product on a data folder of its own, and a browser beside it. Needs `npm run build`. */
export interface BuiltStudio {
  readonly url: string;
  readonly data: string;
  readonly browser: Browser;
  readonly server: Child;
  readonly close: () => Promise<void>;
}

export async function startBuiltStudio(name: string): Promise<BuiltStudio> {
  const data = mkdtempSync(join(tmpdir(), `${name}-`));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startChild(process.execPath, ['dist/server.mjs', '--port', String(port), '--data', data], {}, ROOT);
  const [browser] = await Promise.all([launchBrowser(), firstAnswer(`${url}/health`, server)]);
  return {
    url, data, browser, server,
    close: async () => {
      await browser.close();
      await server.stop();
      rmSync(data, { recursive: true, force: true });
    },
  };
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
