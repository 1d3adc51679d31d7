import { setTimeout as sleep } from 'node:timers/promises';
import { firstAnswer, freePort, startChild } from '../bench/child.ts';
import type { Child } from '../bench/child.ts';
import { ROOT, SERVER } from './product.ts';

export const PASSWORD = 'correct horse 9';

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** A whole server of its own on a data folder. */
export interface StudioProcess {
  readonly url: string;
  readonly pid: number;
  /** Everything it printed. */
  readonly output: () => string;
  readonly send: (method: string, path: string, body?: unknown) => Promise<Reply>;
  readonly cookie: () => string;
  /** Resolves with the exit code, or the name of the signal that ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | string | null>;
}

/** @param store address of a database; absent = the folder is the store, whatever the surroundings say */
export function spawnStudio(data: string, port: number, store?: string): Child {
  const place = store === undefined ? [] : ['--store', store];
  return startChild(process.execPath, [...SERVER, '--port', String(port), '--data', data, ...place], { DATABASE_URL: '' }, ROOT);
}

function ended({ process: child }: Child): Promise<number | string | null> {
  return child.exitCode === null && child.signalCode === null ? new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal))) : Promise.resolve(child.exitCode ?? child.signalCode);
}

/** Waits until it answers, then creates the administrator of a fresh folder or logs in to a used one. */
export async function startStudioProcess(data: string, store?: string): Promise<StudioProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawnStudio(data, port, store);
  await firstAnswer(`${url}/health`, child);
  let cookie = '';
  const send: StudioProcess['send'] = async (method, path, body) => {
    const answer = await fetch(url + path, {
      method,
      headers: { origin: url, ...(cookie === '' ? {} : { cookie }), ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = answer.headers.getSetCookie()[0]?.split(';')[0];
    if (set?.includes('sid=')) cookie = set;
    const text = await answer.text();
    return { status: answer.status, body: text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text } };
  };
  while (!child.output().includes('Scenario Studio http')) await sleep(10);
  const token = /#token=([\w-]+)/.exec(child.output())?.[1];
  const entry = token === undefined ? await send('POST', '/api/login', { login: 'root', password: PASSWORD }) : await send('POST', '/api/setup', { token, login: 'root', name: '管理员', password: PASSWORD });
  if (entry.status !== 200 && entry.status !== 201) throw new Error(`no way in: ${entry.status} ${JSON.stringify(entry.body)}`);
  return {
    url,
    pid: child.process.pid ?? 0,
    output: child.output,
    send,
    cookie: () => cookie,
    end: async (signal) => {
      child.process.kill(signal);
      return ended(child);
    },
  };
}

/** For a start that must be refused. */
export async function refusedStart(data: string, store?: string, port?: number): Promise<{ readonly code: number | string | null; readonly output: string }> {
  const child = spawnStudio(data, port ?? (await freePort()), store);
  const code = await ended(child);
  await sleep(20);
  return { code, output: child.output() };
}
