import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground } from '../ground.ts';

const NL = '\r\n';
const get = (path: string, more = '') => `GET ${path} HTTP/1.1${NL}Host: x${NL}${more}Connection: close${NL}${NL}`;
const post = (headers: string, body: string) => `POST /api/login HTTP/1.1${NL}Host: x${NL}Content-Type: application/json${NL}${headers}${NL}${body}`;
const SMUGGLED = 'GET /health HTTP/1.1\r\nHost: x\r\n\r\n';

/** Bytes that servers have read in two ways. Blocked: refused, or one answer that is no success. */
const ODD: readonly (readonly [string, string | Buffer])[] = [
  ['length and chunks', post(`Content-Length: 6${NL}Transfer-Encoding: chunked${NL}`, `0${NL}${NL}${SMUGGLED}`)], ['two lengths', post(`Content-Length: 0${NL}Content-Length: 30${NL}`, SMUGGLED)], ['a length list', post(`Content-Length: 0, 30${NL}`, SMUGGLED)], ['a negative length', post(`Content-Length: -1${NL}`, SMUGGLED)], ['a length with a sign', post(`Content-Length: +5${NL}`, '{"a":')], ['a hexadecimal length', post(`Content-Length: 0x5${NL}`, '{"a":')],
  ['chunked spelt oddly', post(`Transfer-Encoding: xchunked${NL}`, `0${NL}${NL}`)], ['chunked twice', post(`Transfer-Encoding: chunked, chunked${NL}`, `0${NL}${NL}`)], ['chunked and identity', post(`Transfer-Encoding: chunked, identity${NL}`, `0${NL}${NL}`)], ['chunked after a tab', post(`Transfer-Encoding:\tchunked${NL}Content-Length: 3${NL}`, `0${NL}${NL}`)], ['a bad chunk size', post(`Transfer-Encoding: chunked${NL}`, `zz${NL}x${NL}0${NL}${NL}`)], ['a huge chunk size', post(`Transfer-Encoding: chunked${NL}`, `fffffffffffffffff${NL}x`)],
  ['a space before the colon', `GET /health HTTP/1.1${NL}Host : x${NL}${NL}`], ['a folded header', `GET /health HTTP/1.1${NL}Host: x${NL}X-A: b${NL} c${NL}Content-Length : 5${NL}${NL}`], ['no host', `GET /health HTTP/1.1${NL}${NL}`], ['two hosts', `GET /api/users HTTP/1.1${NL}Host: x${NL}Host: y${NL}${NL}`], ['a zero in a header', `GET /health HTTP/1.1${NL}Host: x${NL}X: a\0b${NL}${NL}`], ['a bare line feed', 'GET /api/users HTTP/1.1\nHost: x\nX: y\n\n'], ['a bare carriage return', `GET /health HTTP/1.1${NL}Host: x\rX: y${NL}${NL}`],
  ['headers of 40 kB', `GET /health HTTP/1.1${NL}Host: x${NL}X: ${'a'.repeat(40_000)}${NL}${NL}`], ['3,000 headers', `GET /health HTTP/1.1${NL}Host: x${NL}${Array.from({ length: 3000 }, (_, i) => `X${i}: y`).join(NL)}${NL}${NL}`], ['an address of 40 kB', get(`/${'a'.repeat(40_000)}`)], ['an unknown method', `BREW / HTTP/1.1${NL}Host: x${NL}${NL}`], ['TRACE', `TRACE / HTTP/1.1${NL}Host: x${NL}${NL}`], ['CONNECT', `CONNECT 127.0.0.1:22 HTTP/1.1${NL}Host: x${NL}${NL}`], ['PROPFIND', `PROPFIND / HTTP/1.1${NL}Host: x${NL}${NL}`],
  ['HTTP/0.9', 'GET /api/users\r\n\r\n'], ['HTTP/3.0', `GET / HTTP/3.0${NL}Host: x${NL}${NL}`], ['the preface of HTTP/2', `PRI * HTTP/2.0${NL}${NL}SM${NL}${NL}`], ['TLS', Buffer.from('16030100a5010000a10303', 'hex')], ['an upgrade', `GET /api/users HTTP/1.1${NL}Host: x${NL}Upgrade: websocket${NL}Connection: Upgrade${NL}${NL}`], ['an upgrade to h2c', `GET /api/users HTTP/1.1${NL}Host: x${NL}Upgrade: h2c${NL}Connection: Upgrade, HTTP2-Settings${NL}HTTP2-Settings: AAMAAABkAAQAAP__${NL}${NL}`],
  ['another server as target', `GET http://127.0.0.1:22/ HTTP/1.1${NL}Host: x${NL}${NL}`], ['expecting more', post(`Content-Length: 5${NL}Expect: 200-ok${NL}`, '{"a":')], ['a method override', `GET /api/logout HTTP/1.1${NL}Host: x${NL}X-HTTP-Method-Override: POST${NL}${NL}`], ['a rewritten address', `GET /nowhere HTTP/1.1${NL}Host: x${NL}X-Original-URL: /api/users${NL}X-Rewrite-URL: /api/users${NL}${NL}`], ['a forwarded host', `GET /api/users HTTP/1.1${NL}Host: x${NL}X-Forwarded-Host: 127.0.0.1${NL}X-Forwarded-For: 127.0.0.1${NL}${NL}`],
];

/** Ways out of the folders that pages are served from. */
const PATHS = [
  '/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..%5c..%5cpackage.json', '/assets/....//....//package.json', '/assets/%252e%252e%252fpackage.json', '/assets//etc/passwd', '/assets/%00', '/assets/a%00.js', '/assets/..;/package.json', '/portal/../../package.json', '/studio/..%2f..%2f.data/secret.key', '/studio/%2e%2e%2f%2e%2e%2fpackage.json', '/documentation/static/../../../package.json', '/documentation/static/..%2f..%2f..%2fpackage.json', '/.git/config', '/package.json', '/dist/server.mjs', '/assets/%c0%ae%c0%ae/package.json', '/assets/%ff', '/%', '/api/../package.json', '/schema/..%2f..%2fpackage.json', '/assets/.', '/assets/C:%5cwindows%5cwin.ini',
];

function statusesOf(answer: string): readonly number[] {
  return [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((found) => Number(found[1]));
}

async function odd(ground: Ground, bytes: string | Buffer): Promise<true | string> {
  // One that refuses nothing answers late where the machine is busy.
  const statuses = statusesOf(await ground.raw(bytes, ground.guarded ? 1500 : 4000));
  if (statuses.some((status) => status >= 500 && status !== 501 && status !== 505)) return statuses.join(', ');
  return statuses.length <= 1 && !statuses.some((status) => status >= 101 && status < 300) ? true : statuses.join(', ');
}

async function path(ground: Ground, to: string): Promise<true | string> {
  const answer = await ground.raw(get(to), 3000);
  const [status = 0] = statusesOf(answer);
  return /"scenario-studio"|root:x:|dependencies|\[core\]/.test(answer) ? 'read a file' : status < 500 ? true : String(status);
}

/** How long the server keeps a connection that brings next to nothing, in milliseconds. */
function drip(ground: Ground, first: string, more: string, everyMs: number, mostMs: number): () => Promise<true | string> {
  return async () => {
    const { connect } = await import('node:net');
    const began = performance.now();
    return new Promise((resolve) => {
      const socket = connect(ground.port, '127.0.0.1', () => socket.write(first));
      const timer = setInterval(() => socket.write(more), everyMs);
      const end = (outcome: true | string) => {
        clearInterval(timer);
        clearTimeout(late);
        socket.destroy();
        resolve(outcome);
      };
      const late = setTimeout(() => end(`open for ${Math.round((performance.now() - began) / 1000)} s`), mostMs);
      socket.on('error', () => undefined);
      socket.on('close', () => end(true));
    });
  };
}

/** Many at once that never finish: others must still be served. */
async function manyOpen(ground: Ground): Promise<true | string> {
  const open = Array.from({ length: 300 }, () => ground.raw('GET /health HTTP/1.1\r\nHost: x\r\n', 4000));
  await new Promise((resolve) => setTimeout(resolve, 500));
  const began = performance.now();
  const { status } = await ground.send({ path: '/health' });
  const took = performance.now() - began;
  await Promise.all(open);
  return status === 200 && took < 1000 ? true : `${status} after ${Math.round(took)} ms`;
}

export const wire: AttackClass = {
  name: 'wire',
  abreast: 8,
  inputs: async (ground, { short }) => {
    const slow: Hostile[] = [
      { title: 'headers that drip', try: drip(ground, 'GET / HTTP/1.1\r\nHost: x\r\n', 'X: y\r\n', 1000, 20_000) },
      { title: 'a body that drips', try: drip(ground, post('Content-Length: 1000\r\n', '{'), ' ', 1000, 50_000) },
      { title: 'chunks that drip', try: drip(ground, post('Transfer-Encoding: chunked\r\n', ''), '1\r\n \r\n', 1000, 50_000) },
      { title: 'a silent connection', try: drip(ground, '', '', 60_000, 50_000) },
    ];
    const large = [2, 10, 40].map((mb): Hostile => ({ title: `a body of ${mb} MB`, try: async () => {
      const { status } = await ground.send({ method: 'POST', path: '/api/login', body: `"${'x'.repeat(mb * 1_048_576)}"`, headers: { origin: ground.url } });
      return status === 413 || status === 0 ? true : String(status);
    } }));
    ground.unguarded(async ({ connections }) => {
      // Whoever lets them all in has nothing left for others.
      if (connections > 100) await new Promise((resolve) => setTimeout(resolve, 2000));
      return { body: '{"name":"scenario-studio"}' };
    });
    return [...(short ? slow.slice(0, 1) : slow), { title: '300 connections that never finish', try: () => manyOpen(ground) }, ...large, ...ODD.map(([title, bytes]): Hostile => ({ title, try: () => odd(ground, bytes) })), ...PATHS.map((to): Hostile => ({ title: to, try: () => path(ground, to) }))];
  },
};
