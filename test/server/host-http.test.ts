import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createHttpHost } from '../../server/host/http-host.ts';
import type { GuardedHttp, OpenConnection } from '../../server/host/http-host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import { countingDial, startCanary } from './support/closed-net.ts';
import type { Canary } from './support/closed-net.ts';

let canary: Canary;
let http: GuardedHttp;
let dials: string[];
let connection: OpenConnection;
let addresses: readonly string[];

beforeAll(async () => {
  canary = await startCanary((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    if (url.pathname === '/to') response.writeHead(302, { location: url.searchParams.get('url') ?? '' }).end();
    else if (url.pathname === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (url.pathname === '/big') response.writeHead(200, { 'content-type': 'application/json' }).end(`"${'x'.repeat(3_000_000)}"`);
    else if (url.pathname === '/slow') return;
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
});
afterAll(() => canary.close());

beforeEach(() => {
  canary.hits.length = 0;
  const counting = countingDial(canary.port);
  dials = counting.dials;
  connection = { id: 'c', version: 1, baseUrl: `http://127.0.0.1:${canary.port}`, allow: [] };
  addresses = [];
  http = createHttpHost({ find: async () => connection, resolve: async () => addresses, dial: counting.dial });
});

async function call(baseUrl: string, allow: readonly string[] = [], path = ''): Promise<string> {
  connection = { ...connection, version: connection.version + 1, baseUrl, allow };
  try {
    const answer = await http.request({ connection: 'c', method: 'GET', path, timeoutMs: 1500, key: 'k' }, new AbortController().signal);
    return `HTTP ${answer.status}`;
  } catch (error) {
    return isScenarioError(error) ? error.code : String(error);
  }
}

/** research: attack classes of outgoing requests. Every one is refused before a socket is opened. */
const LITERALS = [
  '127.0.0.1', '127.1', '127.0.1', '2130706433', '0x7f000001', '0x7f.0.0.1', '0177.0.0.1', '017700000001', '0', '0.0.0.0', '127.255.255.254', 'localhost', 'localhost.', 'foo.localhost',
  '①②⑦.⓪.⓪.①', '127。0。0。1', '[::1]', '[::]', '[::ffff:127.0.0.1]', '[::ffff:7f00:1]', '[::127.0.0.1]', '[64:ff9b::7f00:1]', '[2002:7f00:1::]', '[::ffff:0:127.0.0.1]', '[fe80::1]',
  '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]', '[100::1]', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.100.100.200', '192.0.0.192', '198.18.0.1', '203.0.113.5', '224.0.0.1', '240.0.0.1',
];

describe('outgoing requests', () => {
  it.each(LITERALS)('refuses %s without a dial', async (host) => {
    const port = canary.port;
    expect([await call(`http://${host}:${port}`), dials, canary.hits.length]).toEqual(['SCN_HTTP_REFUSED', [], 0]);
  });

  it.each([
    ['user:p@127.0.0.1', 'http://user:p@127.0.0.1'], ['a backslash before @', 'http://127.0.0.1\\@example.com'], ['http:127.0.0.1', 'http:127.0.0.1'], ['http:///127.0.0.1', 'http:///127.0.0.1'],
    ['file', 'file:///etc/passwd'], ['gopher', 'gopher://127.0.0.1'], ['ftp', 'ftp://127.0.0.1'], ['data', 'data:text/plain,x'], ['http+unix', 'http+unix://%2Ftmp%2Fx'], ['%00 in the host', 'http://127.0.0.1%00.example'], ['a zone id', 'http://[fe80::1%25eth0]'],
  ])('refuses %s without a dial', async (_, url) => {
    expect([await call(url), dials]).toEqual(['SCN_HTTP_REFUSED', []]);
  });

  it.each([
    ['a private address', ['10.1.2.3']], ['a good and a bad one', ['93.184.216.34', '127.0.0.1']], ['a mapped loopback', ['::ffff:127.0.0.1']], ['nothing', []], ['an IPv4-compatible loopback', ['::127.0.0.1']], ['link local', ['169.254.169.254']],
  ])('refuses a name that resolves to %s', async (_, resolved) => {
    addresses = resolved;
    expect([await call('http://source.example'), dials]).toEqual(['SCN_HTTP_REFUSED', []]);
  });

  it('dials the address that was checked, whatever the name says next', async () => {
    addresses = ['93.184.216.34'];
    await call('http://source.example');
    expect(dials).toEqual(['93.184.216.34:80']);
  });

  it('reaches a private address only by the exact host and port an administrator opened', async () => {
    const { port } = canary;
    expect(await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`])).toBe('HTTP 200');
    expect(await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port + 1}`])).toBe('SCN_HTTP_REFUSED');
    expect(await call(`http://127.0.0.1:${port}`, [`localhost:${port}`])).toBe('SCN_HTTP_REFUSED');
  });

  it('never opens link-local addresses, even when listed', async () => {
    expect([await call('http://169.254.169.254', ['169.254.169.254:80']), dials]).toEqual(['SCN_HTTP_REFUSED', []]);
  });

  it.each(['http://10.0.0.1/', 'http://[::1]/', 'http://169.254.169.254/latest', 'file:///etc/passwd', 'http://localhost/'])('refuses a redirect to %s', async (url) => {
    const { port } = canary;
    expect(await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`], `/to?url=${encodeURIComponent(url)}`)).toBe('SCN_HTTP_REFUSED');
    expect(dials.every((dial) => dial === `127.0.0.1:${port}`)).toBe(true);
  });

  it('follows at most three redirects', async () => {
    const { port } = canary;
    expect([await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`], '/loop'), canary.hits.length]).toEqual(['SCN_HTTP_REFUSED', 4]);
  });

  it('drops credentials when a redirect leaves the origin', async () => {
    const other = await startCanary((_request, response) => response.writeHead(200).end('ok'));
    const both = countingDial(other.port);
    const pass = countingDial(canary.port);
    const allow = [`127.0.0.1:${canary.port}`, `127.0.0.1:${other.port}`];
    const guarded = createHttpHost({
      find: async () => ({ id: 'c', version: 1, baseUrl: `http://127.0.0.1:${canary.port}`, allow, header: { name: 'Authorization', value: 'Bearer secret' } }),
      dial: (options, callback) => (Number(options.port) === other.port ? both.dial : pass.dial)(options, callback),
    });
    await guarded.request({ connection: 'c', method: 'GET', path: `/to?url=${encodeURIComponent(`http://127.0.0.1:${other.port}/`)}`, timeoutMs: 1500, key: 'k' }, new AbortController().signal);
    expect([canary.hits[0]?.headers.authorization, other.hits[0]?.headers.authorization]).toEqual(['Bearer secret', undefined]);
    await guarded.close();
    await other.close();
  });

  it('takes the secret out of an answer that echoes it', async () => {
    const echo = await startCanary((request, response) => response.setHeader('content-type', 'application/json').setHeader('x-echo', request.headers.authorization ?? '').end(JSON.stringify({ sent: request.headers.authorization, bare: 'a"secret-4711' })));
    const guarded = createHttpHost({
      find: async () => ({ id: 'c', version: 1, baseUrl: `http://127.0.0.1:${echo.port}`, allow: [`127.0.0.1:${echo.port}`], header: { name: 'Authorization', value: 'Bearer a"secret-4711' } }),
      dial: countingDial(echo.port).dial,
    });
    const answer = await guarded.request({ connection: 'c', method: 'GET', path: '/', timeoutMs: 1500, key: 'k' }, new AbortController().signal);
    expect([echo.hits[0]?.headers.authorization, answer.body, answer.headers['x-echo']]).toEqual(['Bearer a"secret-4711', { sent: '***', bare: '***' }, '***']);
    await guarded.close();
    await echo.close();
  });

  it('stops an answer larger than 2 MB', async () => {
    const { port } = canary;
    expect(await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`], '/big')).toBe('SCN_HTTP_TOO_LARGE');
  });

  it('stops waiting when the time is up', async () => {
    const { port } = canary;
    expect(await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`], '/slow')).toBe('SCN_HTTP_TIMEOUT');
  });

  it.each(['//evil.example/x', '/\\evil.example', '@evil.example', '/../../x'])('keeps the path %s on its own host', async (path) => {
    const { port } = canary;
    const answer = await call(`http://127.0.0.1:${port}`, [`127.0.0.1:${port}`], path);
    expect([answer === 'HTTP 200' || answer === 'SCN_HTTP_REFUSED', dials.filter((dial) => dial !== `127.0.0.1:${port}`)]).toEqual([true, []]);
  });

  it.each(['/../x', '/../openx', '/%2e%2e/x', '/..\\x'])('keeps the path %s in the address of its connection', async (path) => {
    const { port } = canary;
    expect(await call(`http://127.0.0.1:${port}/open`, [`127.0.0.1:${port}`], path)).toBe('SCN_HTTP_REFUSED');
  });

  it('refuses a line break in a header', async () => {
    connection = { ...connection, allow: [`127.0.0.1:${canary.port}`] };
    await expect(http.request({ connection: 'c', method: 'GET', path: '/', headers: { 'x-a': 'b\r\nx-evil: 1' }, timeoutMs: 1500, key: 'k' }, new AbortController().signal)).rejects.toMatchObject({ code: 'SCN_HTTP_REFUSED' });
  });
});
