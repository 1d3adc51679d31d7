import { fork, type ChildProcess } from 'node:child_process';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { startCanary, type Canary } from '../server/support/closed-net.ts';
import type { Answer } from './answer.ts';
import type { TargetFacts } from './target.ts';

export const PASSWORD = 'correct horse 9';

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
}

export interface Sent {
  readonly method?: string;
  readonly path: string;
  /** Text as it is; anything else as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The person's cookie, and with it the origin of our own pages. */
  readonly as?: string;
  /** Another address of this machine, so that limits per address count apart. */
  readonly from?: string;
}

/** Where the attacks happen: the server under attack, people with cookies, and what the score keeper knows. */
export interface Ground {
  readonly port: number;
  readonly url: string;
  /** False while everything goes to a server without any guard. */
  readonly guarded: boolean;
  readonly canary: Canary;
  readonly send: (sent: Sent) => Promise<Reply>;
  /** Bytes as they are; what came back until the other side closed or the time was over. */
  readonly raw: (bytes: string | Buffer, waitMs?: number) => Promise<string>;
  readonly facts: () => Promise<TargetFacts>;
  readonly people: Readonly<Record<'admin' | 'designer' | 'user' | 'other', string>>;
  readonly login: (name: string, password: string, from?: string) => Promise<Reply>;
  /** What a server without any guard would answer to the inputs of a class: they must call that "got through". */
  readonly unguarded: (answer: Answer) => void;
  /** Done when the ground is left. */
  readonly afterwards: (work: () => Promise<unknown>) => void;
  readonly stop: () => Promise<void>;
}

export function cookieOf(reply: Reply): string {
  const given = reply.headers['set-cookie'];
  return String(Array.isArray(given) ? given[0] : (given ?? '')).split(';')[0] ?? '';
}

/** Bodies of more bytes may be refused unread. */
const LARGE = 1_048_576;

export function senderTo(port: number): Ground['send'] {
  const origin = `http://127.0.0.1:${port}`;
  return ({ method = 'GET', path, body, headers = {}, as, from }) => new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const request = httpRequest({
      port, method, path, host: '127.0.0.1', agent: false, ...(from === undefined ? {} : { localAddress: from }),
      headers: { ...(as === undefined ? {} : { cookie: as, origin }), ...(text === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }), ...headers },
    }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString(), headers: response.headers }));
      response.on('error', reject);
    });
    // A server that refuses a body may close before it has read it all: that is an answer, too.
    request.on('error', () => resolve({ status: 0, text: '', headers: {} }));
    if (text === undefined || text.length < LARGE) {
      request.end(text);
      return;
    }
    // What is too large is refused by its length: the answer is there before the rest is sent.
    request.flushHeaders();
    const rest = setTimeout(() => request.end(text), 1000);
    request.once('response', (response) => {
      clearTimeout(rest);
      response.once('end', () => request.destroy());
    });
  });
}

export function rawTo(port: number): Ground['raw'] {
  return (bytes, waitMs = 3000) => new Promise((resolve) => {
    let got = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    const end = () => {
      socket.destroy();
      resolve(got);
    };
    const timer = setTimeout(end, waitMs);
    socket.on('data', (chunk: Buffer) => (got += chunk.toString('latin1')));
    socket.on('error', () => undefined);
    socket.on('close', () => {
      clearTimeout(timer);
      end();
    });
  });
}

/** The link to the next page that a request wants to be given; empty for the last one. */
function nextPage(asked: URLSearchParams): string | null {
  const [next, round, endless] = [asked.get('next'), asked.get('round'), asked.get('endless')];
  if (asked.has('self')) return '/open/self?self=1';
  if (round !== null) return `${round}?round=${round === '/open/a' ? '/open/b' : '/open/a'}`;
  return endless === null ? next : `/open/endless?endless=${Number(endless) + 1}`;
}

interface Begun { readonly port: number; readonly token: string | null }

function said<T>(child: ChildProcess, key: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error('the server under attack has died'));
    const onMessage = (message: unknown) => {
      if (typeof message !== 'object' || message === null || !(key in message)) return;
      child.off('exit', onExit);
      child.off('message', onMessage);
      resolve(message as T);
    };
    child.on('message', onMessage);
    child.once('exit', onExit);
  });
}

/** A fresh server with an administrator, a designer and two users. @param builder folder of the built pages */
export async function openGround(builder?: string): Promise<Ground> {
  const leaving: (() => Promise<unknown>)[] = [];
  const canary = await startCanary((request, response) => {
    const asked = new URL(request.url ?? '/', 'http://x').searchParams;
    const [to, next] = [asked.get('to'), nextPage(asked)];
    if (next !== null) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ items: [1], ...(next === '' ? {} : { next }) }));
    else if (to === null) response.writeHead(200, { 'content-type': 'application/json' }).end('{"reached":true}');
    else response.writeHead(302, { location: Buffer.from(to).toString('latin1') }).end();
  });
  const child = fork(new URL('target.ts', import.meta.url), [String(canary.port), builder ?? ''], { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const { port, token } = await said<Begun>(child, 'port');
  const send = senderTo(port);
  const login: Ground['login'] = (name, password, from) => send({ method: 'POST', path: '/api/login', body: { login: name, password }, headers: { origin: `http://127.0.0.1:${port}` }, ...(from ? { from } : {}) });
  const admin = cookieOf(await send({ method: 'POST', path: '/api/setup', body: { token, login: 'root', name: '管理员', password: PASSWORD }, headers: { origin: `http://127.0.0.1:${port}` } }));
  const add = async (name: string, role: string): Promise<string> => {
    const made = await send({ method: 'POST', path: '/api/users', as: admin, body: { login: name, name, password: PASSWORD, role, duties: ['doctor'], unit: { id: `U-${name}`, name: `单位 ${name}`, attributes: {} } } });
    if (made.status !== 201 && made.status !== 200) throw new Error(`person ${name}: ${made.status} ${made.text}`);
    return cookieOf(await login(name, PASSWORD));
  };
  const people = { admin, designer: await add('dora', 'designer'), user: await add('he', 'user'), other: await add('wu', 'user') };
  return {
    port, url: `http://127.0.0.1:${port}`, guarded: true, canary, send, raw: rawTo(port), people, login,
    facts: async () => {
      const answer = said<{ facts: TargetFacts }>(child, 'facts');
      child.send('facts');
      return (await answer).facts;
    },
    unguarded: () => undefined,
    afterwards: (work) => leaving.push(work),
    stop: async () => {
      for (const work of leaving) await work();
      child.kill('SIGKILL');
      await canary.close();
    },
  };
}
