import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HttpRequest } from '../../runtime/host/host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { createHttpHost } from '../../server/host/http-host.ts';
import type { GuardedHttp, OpenConnection } from '../../server/host/http-host.ts';
import { countingDial, startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';

let canary: Canary;
let http: GuardedHttp;
let connection: OpenConnection;
let clock = 0;
let status = 200;
let answered = 0;

beforeAll(async () => {
  canary = await startCanary((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://x');
    const json = { 'content-type': 'application/json' };
    if (pathname === '/never') return;
    if (pathname === '/half') response.writeHead(200, json).end('{"rows":[{"id":1},');
    else if (pathname === '/html') response.writeHead(200, { 'content-type': 'text/html' }).end('<html>log in</html>');
    else if (pathname === '/says-json') response.writeHead(200, json).end('<html>log in</html>');
    else if (pathname === '/untold') response.writeHead(200, { 'content-type': 'text/plain' }).end(' {"ok":true}');
    else if (pathname === '/sad') response.writeHead(500, json).end('{"half":');
    else if (pathname === '/flood') {
      // Far more than anybody wants, until the reader hangs up.
      const chunk = Buffer.alloc(65_536, 'x');
      const pour = (): void => { while (!response.destroyed && response.write(chunk)); };
      response.writeHead(200, json).on('drain', pour);
      pour();
    } else if (pathname === '/private') response.writeHead(200, { ...json, 'cache-control': 'private, max-age=60' }).end(`{"n":${(answered += 1)}}`);
    else response.writeHead(status, json).end(`{"n":${(answered += 1)}}`);
  });
});
afterAll(() => canary.close());

beforeEach(() => {
  clock = 1_000_000;
  status = 200;
  answered = 0;
  canary.hits.length = 0;
  connection = { id: 'c', version: 1, baseUrl: `http://127.0.0.1:${canary.port}/`, allow: [`127.0.0.1:${canary.port}`], header: { name: 'authorization', value: 'Bearer one-secret' } };
  http = createHttpHost({ find: async () => connection, dial: countingDial(canary.port).dial, now: () => clock });
});

async function ask(more: Partial<HttpRequest> = {}, scope = 'release 1', signal = new AbortController().signal): Promise<unknown> {
  try {
    return (await http.request({ connection: 'c', method: 'GET', path: '/n', timeoutMs: 1500, key: 'k', ...more }, signal, scope)).body;
  } catch (error) {
    return isScenarioError(error) ? error.code : String(error);
  }
}

describe('answers nobody can use', () => {
  it.each([
    ['half a JSON', '/half', 'SCN_HTTP_BAD_JSON'],
    ['HTML that says it is JSON', '/says-json', 'SCN_HTTP_BAD_JSON'],
    ['an endless one', '/flood', 'SCN_HTTP_TOO_LARGE'],
    ['none at all', '/never', 'SCN_HTTP_TIMEOUT'],
  ])('%s is a coded error', async (_, path, code) => {
    expect(await ask({ path, json: true, timeoutMs: 600 })).toBe(code);
  });
  it('HTML reaches the node as text; JSON that nobody called so is read when it is wanted', async () => {
    expect([await ask({ path: '/html', json: true }), await ask({ path: '/untold', json: true }), await ask({ path: '/untold' })]).toEqual(['<html>log in</html>', { ok: true }, ' {"ok":true}']);
  });
  it('an error page with broken JSON keeps its status', async () => {
    const answer = await http.request({ connection: 'c', method: 'GET', path: '/sad', timeoutMs: 1500, key: 'k' }, new AbortController().signal);
    expect([answer.status, answer.body]).toEqual([500, '{"half":']);
  });
});

describe('links to the next page', () => {
  it('may be relative or whole, under the address of the connection', async () => {
    const { port } = canary;
    await ask({ link: '/n?page=2' });
    await ask({ link: `http://127.0.0.1:${port}/n?page=3` });
    expect(canary.hits.map((hit) => hit.path)).toEqual(['/n?page=2', '/n?page=3']);
  });
  it.each(['http://evil.example/x', '//evil.example/x', 'file:///etc/passwd', 'http://u:p@127.0.0.1/'])('never leave it: %s', async (link) => {
    expect([await ask({ link }), canary.hits.length]).toEqual(['SCN_HTTP_REFUSED', 0]);
  });
  it('never leave its folder', async () => {
    connection = { ...connection, baseUrl: `${connection.baseUrl}api/v1` };
    expect([await ask({ link: '/api/v1/rows?page=2' }), await ask({ link: '/api/v10' }), await ask({ link: '/api/v1/../../admin' })]).toEqual([{ n: 1 }, 'SCN_HTTP_REFUSED', 'SCN_HTTP_REFUSED']);
  });
});

describe('answers that are kept', () => {
  it('an equal question within its time is not asked again', async () => {
    const first = await ask({ cacheS: 60, query: { a: '1', b: '2' } });
    clock += 59_000;
    expect([first, await ask({ cacheS: 60, query: { b: '2', a: '1' } }), canary.hits.length]).toEqual([{ n: 1 }, { n: 1 }, 1]);
    clock += 2_000;
    expect([await ask({ cacheS: 60, query: { a: '1', b: '2' } }), canary.hits.length]).toEqual([{ n: 2 }, 2]);
  });
  it('another release, question, secret or nobody in particular asks anew', async () => {
    await ask({ cacheS: 60 });
    await ask({ cacheS: 60 }, 'release 2');
    await ask({ cacheS: 60, query: { a: '1' } });
    await ask({ cacheS: 60, headers: { 'x-unit': 'b' } });
    connection = { ...connection, version: 2, header: { name: 'authorization', value: 'Bearer another-secret' } };
    await ask({ cacheS: 60 });
    await http.request({ connection: 'c', method: 'GET', path: '/n', timeoutMs: 1500, key: 'k', cacheS: 60 }, new AbortController().signal);
    expect(canary.hits).toHaveLength(6);
  });
  it('never the answer to a change, a failure, or what the far side calls private', async () => {
    for (const more of [{ method: 'POST' as const }, { path: '/private' }]) {
      await ask({ cacheS: 60, ...more });
      await ask({ cacheS: 60, ...more });
    }
    status = 500;
    await ask({ cacheS: 60 });
    await ask({ cacheS: 60 });
    expect(canary.hits).toHaveLength(6);
  });
});

describe('a connection that does not answer', () => {
  const fail = async (times: number): Promise<void> => {
    status = 503;
    for (let at = 0; at < times; at += 1) await ask();
  };

  it('rests after five failures in a row and says until when', async () => {
    await fail(5);
    expect([await ask(), canary.hits.length, http.health('c', 1)]).toEqual(['SCN_HTTP_RESTING', 5, { state: 'resting', failures: 5, until: new Date(clock + 30_000).toISOString(), code: 'HTTP 503' }]);
  });
  it('one request tries when the rest is over; success ends it, failure begins it anew', async () => {
    await fail(5);
    clock += 31_000;
    expect(http.health('c', 1)?.state).toBe('trying');
    expect([await ask(), await ask(), canary.hits.length]).toEqual([{ n: 6 }, 'SCN_HTTP_RESTING', 6]);
    clock += 31_000;
    status = 200;
    expect([await ask(), await ask(), http.health('c', 1)]).toEqual([{ n: 7 }, { n: 8 }, undefined]);
  });
  it('only one of many tries at once', async () => {
    await fail(5);
    clock += 31_000;
    status = 200;
    const all = await Promise.all([ask(), ask(), ask()]);
    expect(all.filter((one) => one === 'SCN_HTTP_RESTING')).toHaveLength(2);
  });
  it('a success in between starts the count anew, and a refusal of our own counts for nothing', async () => {
    await fail(4);
    status = 200;
    await ask();
    await fail(4);
    for (let at = 0; at < 3; at += 1) await ask({ link: 'http://evil.example/' });
    expect(http.health('c', 1)).toMatchObject({ state: 'working', failures: 4 });
  });
  it('whoever stops waiting says nothing about the far side, and does not keep its trial', async () => {
    await fail(5);
    clock += 31_000;
    await ask({ path: '/never' }, 'release 1', AbortSignal.timeout(50));
    status = 200;
    expect(await ask()).toEqual({ n: 6 });
  });
  it('a changed connection gets a new chance at once', async () => {
    await fail(5);
    connection = { ...connection, version: 2 };
    status = 200;
    expect([await ask(), http.health('c', 2)]).toEqual([{ n: 6 }, undefined]);
  });
});
