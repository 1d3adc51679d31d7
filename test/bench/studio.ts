import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { firstAnswer, freePort, startChild, type Child } from './child.ts';

const ROOT = new URL('../..', import.meta.url).pathname;

export interface Studio {
  readonly url: string;
  readonly child: Child;
  /** Milliseconds from spawn to the first 200 of `/health`. */
  readonly startedMs: number;
  readonly call: (method: string, path: string, body?: unknown) => Promise<{ status: number; json: Record<string, unknown> }>;
  /** Cookie of the first account. */
  readonly cookie: () => string;
  readonly stop: () => Promise<void>;
}

/** The link is printed just after the port opens. */
async function setupToken(child: Child): Promise<string> {
  for (let tries = 0; tries < 200; tries += 1) {
    const token = /#token=([\w-]+)/.exec(child.output())?.[1];
    if (token !== undefined) return token;
    await sleep(20);
  }
  throw new Error(`no set-up link was printed: ${child.output()}`);
}

/** The built server on an empty folder of its own, or on one that is given and kept. `account: true` also creates the first account; `database` is the address of a PostgreSQL to keep everything in. */
export async function startStudio({ account, data: given, database }: { readonly account: boolean; readonly data?: string; readonly database?: string }): Promise<Studio> {
  const data = given ?? mkdtempSync(join(tmpdir(), 'studio-bench-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = startChild(process.execPath, ['dist/server.mjs', '--port', String(port), '--data', data], { NODE_ENV: 'production', DATABASE_URL: database ?? '', ...(database === undefined ? {} : { SCENARIO_STUDIO_KEY: Buffer.alloc(32, 1).toString('base64') }) }, ROOT);
  const startedMs = await firstAnswer(`${url}/health`, child);
  let cookie = '';
  // A bench may compute for longer than the server keeps an idle connection; one that the server has just closed breaks the next request.
  const call: Studio['call'] = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { origin: url, connection: 'close', ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '').find((pair) => pair.includes('sid='));
    if (set !== undefined) cookie = set;
    const text = await answer.text();
    return { status: answer.status, json: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>) };
  };
  if (account) {
    const token = await setupToken(child);
    const made = await call('POST', '/api/setup', { token, login: 'bench', name: 'Bench', password: 'bench-bench-bench' });
    if (made.status !== 200 && made.status !== 201) throw new Error(`set-up answered ${made.status}: ${JSON.stringify(made.json)}`);
  }
  return {
    url, child, startedMs, call,
    cookie: () => cookie,
    stop: async () => {
      await child.stop();
      if (given === undefined) rmSync(data, { recursive: true, force: true });
    },
  };
}
