import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

type Claims = Readonly<Record<string, unknown>>;

/** How an answer of the provider differs from the right one. */
export interface Lie {
  readonly claims?: (right: Claims) => Claims;
  readonly header?: Claims;
  /** Makes the signature of what is signed. @default with the provider's own key */
  readonly signed?: (text: string, keys: Keys) => Buffer;
  /** What becomes of the finished token. */
  readonly token?: (token: string) => unknown;
  readonly userinfo?: Claims;
  readonly keys?: (keys: readonly Claims[]) => readonly Claims[];
}

interface Keys {
  readonly own: KeyObject;
  readonly ownPublic: KeyObject;
  readonly foreign: KeyObject;
}

export interface Provider {
  readonly issuer: string;
  /** What the next answer holds. */
  readonly tell: (nonce: string, lie: Lie) => void;
  readonly close: () => Promise<void>;
}

export const CLIENT = 'studio';
export const CLIENT_SECRET = 'a secret of the client';
export const SUBJECT = 'sub-attack';
const KID = 'k1';
const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const rs256 = (text: string, key: KeyObject): Buffer => sign('sha256', Buffer.from(text), key);
const hs256 = (text: string, secret: string | Buffer): Buffer => createHmac('sha256', secret).update(text).digest();

/** Signatures that a careless reader takes. */
export const SIGNATURES = {
  none: () => Buffer.alloc(0),
  foreign: (text: string, { foreign }: Keys) => rs256(text, foreign),
  publicKey: (text: string, { ownPublic }: Keys) => hs256(text, ownPublic.export({ type: 'spki', format: 'pem' })),
  secret: (text: string) => hs256(text, CLIENT_SECRET),
  empty: (text: string) => hs256(text, ''),
} as const;

/** A provider for single sign-on on 127.0.0.1 that says what it is told to say. */
export async function startProvider(): Promise<Provider> {
  const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const keys: Keys = { own: own.privateKey, ownPublic: own.publicKey, foreign: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey };
  let now: { readonly nonce: string; readonly lie: Lie } = { nonce: '', lie: {} };
  let issuer = '';

  const idToken = (): unknown => {
    const { claims = (right) => right, header = {}, signed = (text) => rs256(text, keys.own), token = (made) => made } = now.lie;
    const seconds = Math.floor(Date.now() / 1000);
    const text = `${part({ alg: 'RS256', kid: KID, ...header })}.${part(claims({ iss: issuer, aud: CLIENT, sub: SUBJECT, iat: seconds, exp: seconds + 300, nonce: now.nonce }))}`;
    return token(`${text}.${signed(text, keys).toString('base64url')}`);
  };
  const answers: Readonly<Record<string, () => unknown>> = {
    '/.well-known/openid-configuration': () => ({ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/jwks`, userinfo_endpoint: `${issuer}/me`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'], authorization_response_iss_parameter_supported: true }),
    '/jwks': () => ({ keys: (now.lie.keys ?? ((all) => all))([{ ...keys.ownPublic.export({ format: 'jwk' }), kid: KID, use: 'sig', alg: 'RS256' }]) }),
    '/token': () => ({ access_token: 'x', token_type: 'Bearer', expires_in: 300, id_token: idToken() }),
    '/me': () => now.lie.userinfo ?? { sub: SUBJECT, name: '访客' },
  };
  const server = createServer((request, response) => {
    const answer = answers[(request.url ?? '').split('?')[0] ?? ''];
    request.resume().on('end', () => response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(answer?.() ?? {})));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    tell: (nonce, lie) => { now = { nonce, lie }; },
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
