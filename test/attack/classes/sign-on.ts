import type { AttackClass, Hostile } from '../attack.ts';
import type { Ground, Reply } from '../ground.ts';
import { CLIENT, CLIENT_SECRET, SIGNATURES, startProvider, SUBJECT, type Lie, type Provider } from './sign-on-provider.ts';

const without = (name: string) => (right: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(right).filter(([key]) => key !== name));
const says = (more: object) => (right: object) => ({ ...right, ...more });
const ago = (seconds: number): number => Math.floor(Date.now() / 1000) - seconds;

/** What a provider, or who stands between, could say of somebody. */
const LIES: readonly (readonly [title: string, lie: Lie])[] = [
  ['another nonce', { claims: says({ nonce: 'x'.repeat(43) }) }], ['no nonce', { claims: without('nonce') }], ['an empty nonce', { claims: says({ nonce: '' }) }], ['a list of nonces', { claims: (right) => ({ ...right, nonce: [right['nonce']] }) }],
  ['another audience', { claims: says({ aud: 'other' }) }], ['no audience', { claims: without('aud') }], ['others in the audience, and one of them named', { claims: says({ aud: [CLIENT, 'other'], azp: 'other' }) }], ['an audience that begins like ours', { claims: says({ aud: `${CLIENT}x` }) }],
  ['another issuer', { claims: says({ iss: 'https://evil.example' }) }], ['no issuer', { claims: without('iss') }], ['our issuer with a slash', { claims: (right) => ({ ...right, iss: `${String(right['iss'])}/` }) }],
  ['an end long ago', { claims: says({ iat: ago(7200), exp: ago(3600) }) }], ['no end', { claims: without('exp') }], ['an end that is a text', { claims: says({ exp: 'never' }) }], ['no beginning', { claims: without('iat') }], ['a time before which it is none', { claims: says({ nbf: ago(-3600) }) }], ['no subject', { claims: without('sub') }], ['a subject that is a number', { claims: says({ sub: 1 }) }],
  ['no signature and alg none', { header: { alg: 'none' }, signed: SIGNATURES.none }], ['alg None', { header: { alg: 'None' }, signed: SIGNATURES.none }], ['alg nOnE', { header: { alg: 'nOnE' }, signed: SIGNATURES.none }], ['alg none, signed', { header: { alg: 'none' } }], ['no alg', { header: { alg: undefined } }], ['no signature', { signed: SIGNATURES.none }],
  ['the public key as a secret', { header: { alg: 'HS256' }, signed: SIGNATURES.publicKey }], ['the secret of the client as a key', { header: { alg: 'HS256', kid: undefined }, signed: SIGNATURES.secret }], ['an empty secret', { header: { alg: 'HS256' }, signed: SIGNATURES.empty }], ['another key under our name', { signed: SIGNATURES.foreign }], ['a key nobody knows', { header: { kid: 'k2' }, signed: SIGNATURES.foreign }], ['no key at all', { keys: () => [] }],
  ['another alg than its own', { header: { alg: 'PS256' } }], ['a word of the header that must be understood', { header: { crit: ['evil'], evil: true } }], ['a key from elsewhere', { header: { jku: 'http://127.0.0.1:1/keys', kid: 'k2' }, signed: SIGNATURES.foreign }], ['a key for ciphers', { keys: ([key]) => [{ ...key, use: 'enc' }] }],
  ['half a signature', { token: (token) => token.slice(0, -40) }], ['a changed word', { token: (token) => token.replace(/\.[^.]+\./, (body) => `.${Buffer.from(Buffer.from(body.slice(1, -1), 'base64url').toString().replace(SUBJECT, 'sub-root')).toString('base64url')}.`) }], ['two parts', { token: (token) => token.split('.').slice(0, 2).join('.') }], ['a token that is none', { token: () => 'x' }], ['no token', { token: () => undefined }], ['a list of tokens', { token: (token) => [token] }],
  ['somebody else told further on', { userinfo: { sub: 'sub-root', name: 'x' } }], ['nobody told further on', { userinfo: { name: 'x' } }],
];

interface Away {
  readonly state: string;
  readonly nonce: string;
  readonly cookie: string;
}

const setCookies = ({ headers }: Reply): readonly string[] => [headers['set-cookie'] ?? []].flat().map((one) => one.split(';')[0] ?? '');

async function begin(ground: Ground, from: string): Promise<Away> {
  const reply = await ground.send({ path: '/api/oidc/start', from });
  const sent = URL.canParse(String(reply.headers['location'])) ? new URL(String(reply.headers['location'])).searchParams : new URLSearchParams();
  return { state: sent.get('state') ?? 'open', nonce: sent.get('nonce') ?? 'open', cookie: setCookies(reply).join('; ') };
}

/** Blocked: sent back to the log-in with a code of this door, and without a session. */
async function cameBack(ground: Ground, from: string, cookie: string, query: string): Promise<true | string> {
  const reply = await ground.send({ path: `/api/oidc/callback?${query}`, headers: { cookie }, from });
  const isIn = (await ground.send({ path: '/api/me', headers: { cookie: setCookies(reply).join('; ') } })).text.includes('"user":');
  if (isIn) return 'it is logged in';
  const to = String(reply.headers['location']);
  return /^\/studio\/login#problem=SCN_OIDC_(STATE|PROVIDER)$/.test(to) ? true : `${reply.status} ${to} ${reply.text.slice(0, 100)}`;
}

const queryOf = (provider: Provider, { state }: Away, more: Readonly<Record<string, string | undefined>> = {}): string => new URLSearchParams(Object.entries({ code: 'c', state, iss: provider.issuer, ...more }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))).toString();

/** What is wrong with the way back, while the provider tells the truth. */
function waysBack(ground: Ground, provider: Provider, next: () => string): readonly Hostile[] {
  const back = (title: string, query: (away: Away) => string, cookie: (away: Away, from: string) => string | Promise<string> = (away) => away.cookie): Hostile => ({ title: `back with ${title}`, try: async () => {
    const from = next();
    const away = await begin(ground, from);
    provider.tell(away.nonce, {});
    return cameBack(ground, from, await cookie(away, from), query(away));
  } });
  const right = (away: Away): string => queryOf(provider, away);
  const word = 'x'.repeat(43);
  return [
    back('another state', (away) => queryOf(provider, away, { state: word })), back('no state', (away) => queryOf(provider, away, { state: undefined })), back('an empty state', (away) => queryOf(provider, away, { state: '' })), back('two states', (away) => `${right(away)}&state=${word}`), back('a state in capitals', (away) => queryOf(provider, away, { state: away.state.toUpperCase() })), back('__proto__ for a state', (away) => queryOf(provider, away, { state: '__proto__' })),
    back('another issuer', (away) => queryOf(provider, away, { iss: 'https://evil.example' })), back('no issuer', (away) => queryOf(provider, away, { iss: undefined })), back('no code', (away) => queryOf(provider, away, { code: undefined })), back('a failure beside the code', (away) => queryOf(provider, away, { error: 'access_denied' })),
    back('the cookie of nobody', right, () => ''), back('the cookie of another browser', right, async (_away, from) => (await begin(ground, from)).cookie), back('a cookie that was made up', right, (away) => away.cookie.replace(/=.*/, `=${word}`)),
    back('the same answer twice', right, async (away, from) => {
      await ground.send({ path: `/api/oidc/callback?${right(away)}`, headers: { cookie: away.cookie }, from });
      return away.cookie;
    }),
  ];
}

/** Single sign-on with a provider that lies, and with answers that others brought. */
export const signOn: AttackClass = {
  name: 'sign-on',
  inputs: async (ground) => {
    const provider = await startProvider();
    ground.afterwards(provider.close);
    const known = JSON.parse((await ground.send({ path: '/api/sign-in/oidc', as: ground.people.admin })).text) as Readonly<Record<string, unknown>>;
    const { secretSet: _set, redirectUri: _uri, version, ...facts } = known;
    const saved = await ground.send({ method: 'PUT', path: '/api/sign-in/oidc', as: ground.people.admin, body: { ...facts, enabled: true, issuer: provider.issuer, clientId: CLIENT, secret: CLIENT_SECRET, create: 'everybody', baseVersion: version } });
    let address = 0;
    const next = (): string => `127.0.5.${(address += 1)}`;
    const away = await begin(ground, next());
    provider.tell(away.nonce, {});
    const works = await cameBack(ground, '127.0.5.250', away.cookie, queryOf(provider, away));
    if (works !== 'it is logged in') throw new Error(`the truth does not log in, so nothing is proved: ${saved.status} ${saved.text.slice(0, 200)} ${String(works)}`);
    ground.unguarded(({ path }) => (path.startsWith('/api/me') ? { body: { user: { login: 'taken' } } } : { status: 302, headers: { location: '/', 'set-cookie': 'sid=open' } }));
    const lies = LIES.map(([title, lie]): Hostile => ({ title: `a token with ${title}`, try: async () => {
      const from = next();
      const gone = await begin(ground, from);
      provider.tell(gone.nonce, lie);
      return cameBack(ground, from, gone.cookie, queryOf(provider, gone));
    } }));
    return [...lies, ...waysBack(ground, provider, next)];
  },
};
