import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { vi } from 'vitest';
import { isBuilt } from '../../server/build/source-hash.js';
import { firstAnswer, freePort, startChild, type Child } from '../bench/child.ts';

const ROOT = new URL('../..', import.meta.url).pathname;
const PASSWORD = 'a-long-password-1';

export interface Said {
  readonly code: number | null;
  readonly text: string;
}

/** A command, with all it printed. */
export function say(command: string, args: readonly string[], cwd: string, env: Readonly<Record<string, string>> = {}): Promise<Said> {
  return new Promise((resolve) => {
    const child = spawn(command, [...args], { cwd, env: { ...process.env, NO_COLOR: '1', ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (text += part.toString()));
    child.once('close', (code) => resolve({ code, text }));
  });
}

/** A folder of a stranger in which the packed product is installed, without a network: what else they would install is lent. */
export interface Shop {
  readonly folder: string;
  /** Where the package lies. */
  readonly product: string;
  /** Paths in the package, and its size. */
  readonly files: readonly string[];
  readonly bytes: number;
  /** `npx scenario-studio …` */
  readonly studio: (args: readonly string[], cwd?: string) => Promise<Said>;
  readonly bin: string;
}

/** @param lent packages that the stranger has installed beside the product */
export async function installPacked(folder: string, lent: readonly string[]): Promise<Shop> {
  // Packing builds; what is built needs no second time.
  const packed = await say('npm', ['pack', '--json', '--pack-destination', folder, ...(isBuilt(ROOT) ? ['--ignore-scripts'] : [])], ROOT);
  if (packed.code !== 0) throw new Error(packed.text);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
  const tgz = join(folder, `scenario-studio-${version}.tgz`);
  const modules = join(folder, 'node_modules');
  const product = join(modules, 'scenario-studio');
  mkdirSync(product, { recursive: true });
  spawnSync('tar', ['xzf', tgz, '-C', product, '--strip-components=1']);
  const { dependencies } = JSON.parse(readFileSync(join(product, 'package.json'), 'utf8')) as { readonly dependencies: Readonly<Record<string, string>> };
  for (const name of [...Object.keys(dependencies), ...lent]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const bin = join(product, 'server', 'studio.js');
  const files = spawnSync('tar', ['tzf', tgz], { encoding: 'utf8' }).stdout.split('\n').filter((path) => path !== '').map((path) => path.replace('package/', ''));
  return { folder, product, bin, files, bytes: readFileSync(tgz).length, studio: (args, cwd = folder) => say(process.execPath, [bin, ...args], cwd) };
}

export interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

/** The installed product, running, with its first administrator at the door. */
export interface PackedStudio {
  readonly url: string;
  readonly server: Child;
  /** Who may install plugins, as `plugin dev` reads it. */
  readonly administrator: Readonly<Record<string, string>>;
  readonly send: <Body>(method: string, path: string, body?: object) => Promise<Reply<Body>>;
}

export async function startPacked({ folder, bin }: Shop): Promise<PackedStudio> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = startChild(process.execPath, [bin, 'start', '--port', String(port)], { DATABASE_URL: '' }, folder);
  await firstAnswer(`${url}/health`, server);
  let cookie = '';
  const send = async <Body>(method: string, path: string, body?: object): Promise<Reply<Body>> => {
    const isBytes = Buffer.isBuffer(body);
    const type = body === undefined ? {} : { 'content-type': isBytes ? 'application/octet-stream' : 'application/json' };
    const answer = await fetch(url + path, { method, headers: { origin: url, cookie, ...type }, ...(body === undefined ? {} : { body: isBytes ? new Uint8Array(body) : JSON.stringify(body) }) });
    cookie ||= answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    return { status: answer.status, body: (answer.headers.get('content-type')?.includes('json') === true ? await answer.json() : await answer.text()) as Body };
  };
  const token = await vi.waitUntil(() => /#token=([\w-]+)/.exec(server.output())?.[1], { timeout: 20_000 });
  await send('POST', '/api/setup', { token, login: 'root', name: '陌生人', password: PASSWORD });
  return { url, server, send, administrator: { SCENARIO_STUDIO_LOGIN: 'root', SCENARIO_STUDIO_PASSWORD: PASSWORD } };
}
