import { afterAll, describe, expect, it } from 'vitest';
import type { FastifyInstance } from 'fastify';
import { readOptions } from '../../server/options.ts';
import type { TrustProxy } from '../../server/trust-proxy.ts';
import { createTestApp, HOST, ORIGIN } from './support/studio.ts';

const apps: FastifyInstance[] = [];
afterAll(() => Promise.all(apps.map((app) => app.close())));

/** The status of log-in guesses, each as `forwarded` says, from the proxy at 10.0.0.5 or from `from`. */
async function guesses(trustProxy: TrustProxy, forwarded: (n: number) => string | undefined, from = '10.0.0.5'): Promise<number[]> {
  const app = await createTestApp({ baseUrl: ORIGIN, trustProxy });
  apps.push(app);
  const statuses: number[] = [];
  for (let n = 0; n < 45; n += 1) {
    const value = forwarded(n);
    const reply = await app.inject({ method: 'POST', url: '/api/login', remoteAddress: from, headers: { host: HOST, origin: ORIGIN, 'content-type': 'application/json', ...(value === undefined ? {} : { 'x-forwarded-for': value }) }, payload: JSON.stringify({ login: `x${n}`, password: 'wrong horse 1' }) });
    statuses.push(reply.statusCode);
  }
  return statuses;
}
const isLimited = (statuses: readonly number[]) => statuses.at(-1) === 429;

describe('where a request comes from', () => {
  it('is the connection, whatever the header says, unless a proxy is trusted', async () => {
    expect(isLimited(await guesses(false, (n) => `203.0.113.${n}`))).toBe(true);
  });

  it.each([['its address', ['10.0.0.5']], ['its network', ['10.0.0.0/8']]] as const)('is what a trusted proxy says: %s', async (_, trust) => {
    expect(isLimited(await guesses(trust, (n) => `203.0.113.${n}`))).toBe(false);
    expect(isLimited(await guesses(trust, () => '203.0.113.7'))).toBe(true);
  });

  it.each([
    ['a visitor wrote an address before the one the proxy added', ['10.0.0.5'], (n: number) => `198.51.100.${n}, 203.0.113.7`, undefined],
    ['a visitor wrote many', ['10.0.0.5'], (n: number) => `${Array.from({ length: 20 }, (_, i) => `198.51.100.${(n + i) % 250}`).join(', ')}, 203.0.113.7`, undefined],
    ['a visitor names the trusted proxy', ['10.0.0.5'], (n: number) => `198.51.100.${n}, 203.0.113.7, 10.0.0.5`, undefined],
    ['somebody goes round the proxy', ['10.0.0.5'], (n: number) => `198.51.100.${n}`, '10.9.9.9'],
    ['two proxies are before it and a visitor wrote a third', ['10.0.0.5', '10.0.0.4'], (n: number) => `198.51.100.${n}, 203.0.113.7, 10.0.0.4`, undefined],
  ] as const)('cannot be made up: %s', async (_, trust, forwarded, from) => {
    expect(isLimited(await guesses(trust, forwarded, from))).toBe(true);
  });

  it('a forwarded name or protocol does not make a foreign origin ours', async () => {
    const app = await createTestApp({ baseUrl: ORIGIN, trustProxy: ['10.0.0.5'] });
    apps.push(app);
    const reply = await app.inject({ method: 'POST', url: '/api/login', remoteAddress: '10.0.0.5', headers: { host: HOST, origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9', 'content-type': 'application/json' }, payload: '{"login":"a","password":"wrong horse 1"}' });
    expect(reply.json<{ code: string }>().code).toBe('SCN_AUTH_ORIGIN');
  });

  it('is trusted in words that say whom, never everybody', () => {
    const read = (value: string, base = 'https://studio.example') => readOptions(['--trust-proxy', value, ...(base === '' ? [] : ['--base-url', base])], {}).trustProxy;
    expect([readOptions([], {}).trustProxy, read('off'), read('10.0.0.5, fd00::/8,loopback')]).toEqual([false, false, ['10.0.0.5', 'fd00::/8', 'loopback']]);
    expect(readOptions(['--base-url', 'https://x'], { SCENARIO_STUDIO_TRUST_PROXY: 'loopback' }).trustProxy).toEqual(['loopback']);
    for (const wrong of ['0', '1', '2', '11', 'true', '*', 'all', '', '0.0.0.0/0', '::/0', '10.0.0.0/33', '10.0.0.0/1', 'proxy.example', '10.0.0.5,', '1e1', '10.0.0.5/8/8', '-1']) expect(() => read(wrong), wrong).toThrow(/--trust-proxy/);
    expect(() => read('loopback', '')).toThrow(/--base-url/);
  });
});
