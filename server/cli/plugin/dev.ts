import { on } from 'node:events';
import { watch } from 'node:fs';
import { sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isScenarioError, ScenarioError } from '../../../runtime/errors.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Me } from '../../api/account.ts';
import type { Problem } from '../../api/common.ts';
import { fail, sayBoth } from '../../errors.ts';
import type { Administrator } from './ask-administrator.ts';
import { packFolder } from './pack.ts';
import { openFolder } from './package-folder.ts';

export interface DevOptions {
  /** Address of a studio on this machine. */
  readonly url: string;
  /** An administrator there. */
  readonly login: string;
  readonly password: string;
  readonly askCode: Administrator['askCode'];
  /** Ends the watching. */
  readonly signal: AbortSignal;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);
/** Editors write a file in several goes. */
const SETTLE_MS = 150;
/** So often a wrong code is asked for again. */
const CODES = 3;
const IGNORED = /(?:^|\/)(?:node_modules|dist|\.git)(?:\/|$)|\.tgz$|~$/;

const refuse = (url: string, reason: string, cause?: unknown): Error => fail('SCN_PLUGIN_STUDIO', { url, reason }, cause);

/** `fetch` says why in its cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { readonly cause?: { readonly code?: string } };
  return cause?.code ?? message;
}

interface Studio {
  readonly send: (path: string, body: object | Buffer) => Promise<Readonly<Record<string, unknown>>>;
}

/** A code that was mistyped or comes too late; the ticket it was sent with is still good. */
const isWrongCode = (error: unknown): boolean => ['SCN_AUTH_CODE', 'SCN_AUTH_CODE_USED', 'SCN_API_INVALID'].some((code) => isScenarioError(error, code));

/**
 * Logs in at a studio of this machine, with a second step where the account has one; a password goes nowhere else.
 * @throws SCN_PLUGIN_STUDIO, SCN_PLUGIN_SECOND, and what the studio refuses
 */
async function enter({ url, login, password, askCode, signal }: DevOptions, print: (line: string) => void): Promise<Studio> {
  if (!URL.canParse(url)) throw refuse(url, 'http://127.0.0.1:4600');
  const { origin, hostname } = new URL(url);
  if (!LOOPBACK.has(hostname)) throw refuse(url, hostname);
  if (login === '' || password === '') throw refuse(url, 'SCENARIO_STUDIO_LOGIN, SCENARIO_STUDIO_PASSWORD');
  let cookie = '';
  const post: Studio['send'] = async (path, body) => {
    let answer: Response;
    let told: Partial<Problem>;
    try {
      answer = await fetch(`${origin}${path}`, { method: 'POST', signal, headers: { origin, 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json', ...(cookie ? { cookie } : {}) }, body: Buffer.isBuffer(body) ? new Uint8Array(body) : JSON.stringify(body) });
      told = (await answer.json()) as typeof told;
    } catch (error) {
      throw refuse(url, reasonOf(error), error);
    }
    if (told.code?.startsWith('SCN_')) throw new ScenarioError(told.code, told.detail ?? '', (told.details ?? {}) as JsonObject);
    if (!answer.ok) throw refuse(url, `${answer.status}`);
    cookie ||= answer.headers.getSetCookie().map((set) => set.split(';')[0]).join('; ');
    return told;
  };
  const signIn = async () => {
    const { second } = (await post('/api/login', { login, password })) as Pick<Me, 'second'>;
    if (second === undefined) return;
    for (let asked = 1; ; asked += 1) {
      const code = await askCode();
      if (code === undefined) throw fail('SCN_PLUGIN_SECOND', { login });
      try {
        await post('/api/login/second', { ticket: second.ticket, code });
        return;
      } catch (error) {
        if (asked === CODES || !isWrongCode(error)) throw error;
        print(sayBoth(error));
      }
    }
  };
  await signIn();
  return {
    send: async (path, body) => {
      try {
        return await post(path, body);
      } catch (error) {
        // Sessions end when nobody changed anything for a while.
        if (!isScenarioError(error, 'SCN_AUTH_REQUIRED')) throw error;
        cookie = '';
        await signIn();
        return post(path, body);
      }
    },
  };
}

/** Packs what is there now and puts it into the studio, unless it is there already. @returns its integrity */
async function install(folder: string, studio: Studio, before: string, print: (line: string) => void): Promise<string> {
  try {
    const { bytes, integrity, held } = await packFolder(await openFolder(folder));
    if (integrity === before) return before;
    const { name, version } = held.manifest;
    await studio.send('/api/plugins', bytes);
    const { nodes } = await studio.send('/api/plugins/approve', { name, integrity });
    print(`${new Date().toLocaleTimeString()} ${name} ${version}: ${String(nodes)}`);
    return integrity;
  } catch (error) {
    print(sayBoth(error));
    return before;
  }
}

/**
 * Puts the plugin into a studio of this machine and does so again after every change. Whoever calls it is an
 * administrator there and the author of the code, so each package is approved as it is.
 */
export async function runDev(folder: string, options: DevOptions, print: (line: string) => void): Promise<number> {
  const { folder: root } = await openFolder(folder);
  const studio = await enter(options, print);
  // Heard from here on, so that what is saved during the first installation is not missed.
  const changes = on(watch(root, { recursive: true, signal: options.signal }), 'change', { signal: options.signal }) as AsyncIterable<[event: string, filename: string | null]>;
  let integrity = await install(root, studio, '', print);
  print('改了就再装一次，Ctrl+C 结束 / installed again after every change, Ctrl+C ends');
  try {
    for await (const [, filename] of changes) {
      if (filename === null || IGNORED.test(filename.split(sep).join('/'))) continue;
      await sleep(SETTLE_MS);
      integrity = await install(root, studio, integrity, print);
    }
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
  return 0;
}
