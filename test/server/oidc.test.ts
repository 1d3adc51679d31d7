import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Me } from '../../server/api/account.ts';
import type { OidcSettings } from '../../server/api/oidc.ts';
import { createTestStudio, HOST, ORIGIN, personOf } from './support/studio.ts';
import type { TestStudio } from './support/studio.ts';

const REDIRECT = `${ORIGIN}/api/oidc/callback`;
const SECRET = 'a secret of the client';
/** What the provider says of each of its people. */
const PEOPLE: Record<string, Record<string, unknown>> = {
  'sub-1': { preferred_username: 'wang', name: '王科长', department: 'D-100', groups: ['studio-designers', 'other'] },
  'sub-2': { preferred_username: 'root', name: '冒名', department: 'D-999' },
  'sub-3': { preferred_username: 'li', name: '李干事', department: 'fy' },
};

let provider: Server;
let issuer = '';
let studio: TestStudio;

async function startProvider(): Promise<void> {
  provider = createServer();
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  const oidc = new Provider(issuer, {
    clients: [{ client_id: 'studio', client_secret: SECRET, redirect_uris: [REDIRECT], post_logout_redirect_uris: [ORIGIN], token_endpoint_auth_method: 'client_secret_post' }],
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'department', 'groups'], email: ['email'] },
    findAccount: (_context: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
    features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  });
  provider.on('request', oidc.callback());
}

beforeAll(async () => {
  await startProvider();
  studio = await createTestStudio();
  await studio.admin.send('POST', '/api/units', { id: 'fy', name: '富阳区', level: 'county', parent: 'home' });
}, 60_000);
afterAll(async () => {
  await studio.close();
  provider.closeAllConnections();
  await new Promise((resolve) => provider.close(resolve));
});

/** Cookies of one browser, by where they are sent. */
class Browser {
  readonly #jar = new Map<string, string>();
  keep(headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = ''] = header.split(';');
      const [name = '', value = ''] = pair.split(/=(.*)/s);
      if (value === '') this.#jar.delete(name);
      else this.#jar.set(name, value);
    }
  }
  get cookie(): string {
    return [...this.#jar].map(([name, value]) => `${name}=${value}`).join('; ');
  }
}

async function studioGet(browser: Browser, url: string): Promise<{ status: number; location: string }> {
  const reply = await studio.app.inject({ method: 'GET', url, headers: { host: HOST, cookie: browser.cookie } });
  browser.keep([reply.headers['set-cookie'] ?? []].flat());
  return { status: reply.statusCode, location: reply.headers.location ?? '' };
}

/** Goes through the provider's own log-in and consent as a browser does, until it is sent back to the studio. */
async function passProvider(start: string, account: string): Promise<string> {
  const browser = new Browser();
  let url = start;
  let body: string | undefined;
  for (let hop = 0; hop < 20; hop += 1) {
    if (url.startsWith(REDIRECT)) return url;
    const reply = await fetch(url, { method: body === undefined ? 'GET' : 'POST', redirect: 'manual', headers: { cookie: browser.cookie, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }, ...(body === undefined ? {} : { body }) });
    browser.keep(reply.headers.getSetCookie());
    body = undefined;
    const location = reply.headers.get('location');
    if (location !== null) {
      url = new URL(location, url).href;
      continue;
    }
    const page = await reply.text();
    const action = /<form[^>]*action="([^"]+)"/.exec(page)?.[1];
    if (action === undefined) throw new Error(`no way on from ${url}: ${page.slice(0, 300)}`);
    body = page.includes('name="login"') ? `prompt=login&login=${account}&password=x` : 'prompt=consent';
    url = new URL(action.replaceAll('&amp;', '&'), url).href;
  }
  throw new Error('the provider sends in circles');
}

async function configure(more: Partial<OidcSettings> & { secret?: string } = {}): Promise<number> {
  const { body } = await studio.admin.send<OidcSettings>('GET', '/api/sign-in/oidc');
  const { secretSet: _set, redirectUri: _uri, version, ...facts } = body;
  const saved = await studio.admin.send('PUT', '/api/sign-in/oidc', { ...facts, enabled: true, issuer, clientId: 'studio', secret: SECRET, create: 'nobody', units: [{ value: 'D-100', unit: 'fy' }], roles: [{ value: 'studio-designers', role: 'designer', unit: 'fy' }], ...more, baseVersion: version });
  return saved.status;
}

async function signIn(account: string, browser = new Browser(), start = '/api/oidc/start'): Promise<{ location: string; browser: Browser; back: string }> {
  const away = await studioGet(browser, start);
  const back = await passProvider(away.location, account);
  const { location } = await studioGet(browser, back.slice(ORIGIN.length));
  return { location, browser, back };
}

const meOf = async (browser: Browser) => (await personOf(studio.app, '', browser.cookie).send<Me>('GET', '/api/me')).body;

describe('single sign-on', () => {
  it('is off until an administrator sets it up, and says nothing of its secret', async () => {
    expect((await studio.anyone.send('GET', '/api/sign-in/ways')).body).toEqual({});
    expect((await studioGet(new Browser(), '/api/oidc/start')).location).toBe('/studio/login#problem=SCN_OIDC_OFF');
    expect(await configure()).toBe(200);
    const settings = await studio.admin.send<OidcSettings>('GET', '/api/sign-in/oidc');
    expect([settings.body.secretSet, settings.body.redirectUri, JSON.stringify(settings.body).includes(SECRET), JSON.stringify(await studio.app.studio.store.documents.list('setting')).includes(SECRET)]).toEqual([true, REDIRECT, false, false]);
    expect((await studio.anyone.send('GET', '/api/sign-in/ways')).body).toEqual({ oidc: { title: '单点登录' } });
    expect((await studio.admin.send('POST', '/api/sign-in/oidc/try')).body).toEqual({ issuer });
  });

  it('sends a browser away with PKCE, state and nonce', async () => {
    const { location } = await studioGet(new Browser(), '/api/oidc/start');
    const sent = new URL(location).searchParams;
    expect([sent.get('response_type'), sent.get('code_challenge_method'), (sent.get('code_challenge') ?? '').length, (sent.get('state') ?? '').length, (sent.get('nonce') ?? '').length > 20, sent.get('redirect_uri')]).toEqual(['code', 'S256', 43, 43, true, REDIRECT]);
  });

  it('makes nobody an account unless the rules say so', async () => {
    expect((await signIn('sub-1')).location).toBe('/studio/login#problem=SCN_OIDC_NO_ACCOUNT');
  });

  it('makes an account in the unit and with the roles that the claims say, once', async () => {
    await configure({ create: 'known-unit' });
    const first = await signIn('sub-1');
    const me = await meOf(first.browser);
    expect([first.location, me.user?.name, me.user?.login, me.user?.unit.id, me.user?.role, me.user?.spaces]).toEqual(['/', '王科长', 'wang', 'fy', 'user', [{ unit: 'fy', role: 'designer' }]]);
    expect((await meOf((await signIn('sub-1')).browser)).user?.id).toBe(me.user?.id);
    expect((await signIn('sub-2')).location).toBe('/studio/login#problem=SCN_OIDC_NO_ACCOUNT');
  });

  it('takes roles away that the claims no longer say', async () => {
    PEOPLE['sub-1'] = { ...PEOPLE['sub-1'], groups: [], name: '王处长' };
    const me = await meOf((await signIn('sub-1')).browser);
    expect([me.user?.spaces, me.user?.name, me.can?.design]).toEqual([undefined, '王处长', false]);
  });

  it('gives nobody the account of another because a name is the same', async () => {
    await configure({ create: 'everybody' });
    const me = await meOf((await signIn('sub-2')).browser);
    expect([me.user?.id === studio.admin.id, me.user?.login.startsWith('sso-'), me.user?.role, me.user?.unit.id]).toEqual([false, true, 'user', 'home']);
  });

  it('ties an account to a subject when its owner asks for it, and no subject to two', async () => {
    const own = new Browser();
    own.keep([studio.user.cookie]);
    expect((await signIn('sub-3', own, '/api/oidc/start?link=1')).location).toBe('/');
    expect((await meOf((await signIn('sub-3')).browser)).user?.id).toBe(studio.user.id);
    const other = new Browser();
    other.keep([studio.designer.cookie]);
    expect((await signIn('sub-3', other, '/api/oidc/start?link=1')).location).toBe('/studio/login#problem=SCN_OIDC_LINKED');
  });

  it.each([
    ['the code was used already', (back: string) => back, true],
    ['the state is another', (back: string) => back.replace(/state=[^&]+/, `state=${'x'.repeat(43)}`), false],
    ['the state is missing', (back: string) => back.replace(/&?state=[^&]+/, ''), false],
  ])('refuses to come back when %s', async (_, change, isRepeat) => {
    const browser = new Browser();
    const away = await studioGet(browser, '/api/oidc/start');
    const back = (await passProvider(away.location, 'sub-3')).slice(ORIGIN.length);
    const held = browser.cookie;
    if (isRepeat) await studioGet(browser, back);
    const again = new Browser();
    again.keep(held.split('; '));
    expect((await studioGet(again, change(back))).location).toBe('/studio/login#problem=SCN_OIDC_STATE');
  });

  it('refuses another issuer in the answer, and an answer that another browser began', async () => {
    const browser = new Browser();
    const away = await studioGet(browser, '/api/oidc/start');
    const back = (await passProvider(away.location, 'sub-3')).slice(ORIGIN.length);
    expect((await studioGet(new Browser(), back)).location).toBe('/studio/login#problem=SCN_OIDC_STATE');
    const second = new Browser();
    const secondBack = (await passProvider((await studioGet(second, '/api/oidc/start')).location, 'sub-3')).slice(ORIGIN.length);
    expect((await studioGet(second, secondBack.replace(/iss=[^&]+/, 'iss=https%3A%2F%2Fevil.example'))).location).toBe('/studio/login#problem=SCN_OIDC_PROVIDER');
  });

  it('ends the session at the provider too', async () => {
    const { browser } = await signIn('sub-3');
    const out = await personOf(studio.app, '', browser.cookie).send<{ next?: string }>('POST', '/api/logout');
    const next = new URL(out.body.next ?? '');
    expect([next.origin, next.searchParams.get('post_logout_redirect_uri'), next.searchParams.get('client_id')]).toEqual([issuer, ORIGIN, 'studio']);
    expect((await studio.designer.send<{ next?: string }>('GET', '/api/me')).body.next).toBeUndefined();
  });

  it.each(['http://idp.example', 'https://u:p@idp.example', 'ftp://127.0.0.1', 'https://idp.example?x=1'])('refuses %s as an issuer', async (bad) => {
    expect([400, 422]).toContain(await configure({ issuer: bad }));
  });

  it('asks nobody but the issuer, also when its document names other places', async () => {
    const asked: string[] = [];
    const other = createServer((request, reply) => {
      asked.push(request.url ?? '');
      reply.end('{}');
    });
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
    const liar = createServer((_request, reply) => {
      const own = `http://127.0.0.1:${(liar.address() as AddressInfo).port}`;
      reply.setHeader('content-type', 'application/json');
      reply.end(JSON.stringify({ issuer: own, authorization_endpoint: `${own}/auth`, token_endpoint: `${elsewhere}/token`, jwks_uri: `${elsewhere}/jwks`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] }));
    });
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    await configure({ issuer: `http://127.0.0.1:${(liar.address() as AddressInfo).port}` });
    const browser = new Browser();
    const away = await studioGet(browser, '/api/oidc/start');
    const state = new URL(away.location).searchParams.get('state') ?? '';
    expect((await studioGet(browser, `/api/oidc/callback?code=x&state=${state}`)).location).toBe('/studio/login#problem=SCN_HTTP_REFUSED');
    expect(asked).toEqual([]);
    for (const server of [other, liar]) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    await configure();
  });
});
