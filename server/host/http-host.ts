import { createHash } from 'node:crypto';
import { lookup } from 'node:dns/promises';
import type * as Undici from 'undici';
import type { Agent, Dispatcher } from 'undici';
import type { HttpAnswer, HttpHost, HttpRequest } from '../../runtime/host/host.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { Json } from '../../runtime/schema/json.ts';
import { fail } from '../errors.ts';
import { parseJson } from '../services/json-scan.ts';
import { signedHeaders } from '../services/webhook-signature.ts';
import { createAnswerCache, keyOf } from './answer-cache.ts';
import { createBreaker } from './breaker.ts';
import type { Breaker, BreakerFacts } from './breaker.ts';
import { createDial, createGuardedConnect } from './guarded-connect.ts';
import type { Dial, Resolve } from './guarded-connect.ts';

const MAX_BYTES = 2 * 1_048_576;
const MAX_REDIRECTS = 3;
const CONNECT_MS = 10_000;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Never set by a scenario: they decide where a message goes or who it is from. */
const OWN_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding', 'authorization', 'cookie', 'proxy-authorization', 'upgrade', 'te', 'trailer', 'expect', 'keep-alive']);

/** A connection as the host needs it; the secret is already plain here and goes nowhere else. */
export interface OpenConnection {
  readonly id: string;
  readonly version: number;
  readonly baseUrl: string;
  readonly allow: readonly string[];
  readonly header?: { readonly name: string; readonly value: string };
  /** @default 'http' */
  readonly kind?: 'http' | 'smtp' | 'webhook' | 'postgres' | 'mysql';
  /** Signs webhooks. */
  readonly signing?: string;
  /** Mail servers and databases: who logs in; mail servers: whom letters are from. */
  readonly user?: string;
  readonly password?: string;
  readonly from?: string;
}

export interface HttpOptions {
  readonly find: (connection: string) => Promise<OpenConnection | null>;
  readonly resolve?: Resolve;
  readonly dial?: Dial;
  /** Milliseconds. @default Date.now */
  readonly now?: () => number;
  /** Shared with other hosts of the same connections. @default one of its own */
  readonly breaker?: Breaker;
}

const systemResolve: Resolve = async (hostname) => (await lookup(hostname, { all: true, verbatim: true })).map((entry) => entry.address);

function checkedUrl(text: string, base?: URL): URL {
  const trimmed = text.replaceAll('\\', '/');
  if (!URL.canParse(trimmed, base)) throw fail('SCN_HTTP_REFUSED', { reason: 'not a valid URL' });
  const url = new URL(trimmed, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw fail('SCN_HTTP_REFUSED', { reason: `scheme ${url.protocol}` });
  if (url.username !== '' || url.password !== '') throw fail('SCN_HTTP_REFUSED', { reason: 'credentials in the address' });
  return url;
}

/** Neither another host than that of the connection nor another part of it. */
function keptInside(base: URL, url: URL, what: string): URL {
  if (url.origin !== base.origin) throw fail('SCN_HTTP_REFUSED', { reason: `${what} leads to another host (${url.host.slice(0, 80)})` });
  const folder = base.pathname.replace(/\/$/, '');
  if (url.pathname !== folder && !url.pathname.startsWith(`${folder}/`)) throw fail('SCN_HTTP_REFUSED', { reason: `${what} leads out of the address of the connection` });
  return url;
}

/** A path of a scenario is added to the address of the connection, and what an answer calls its next page is held to it: neither can lead out of it. */
function targetOf(connection: OpenConnection, wanted: HttpRequest): URL {
  const base = checkedUrl(connection.baseUrl);
  if (wanted.link !== undefined) return keptInside(base, checkedUrl(wanted.link, base), 'the next page');
  const path = wanted.path.startsWith('/') || wanted.path === '' ? wanted.path : `/${wanted.path}`;
  const url = keptInside(base, checkedUrl(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`), 'the path');
  for (const [name, value] of Object.entries(wanted.query ?? {})) url.searchParams.set(name, value);
  return url;
}

function headersOf(connection: OpenConnection, wanted: HttpRequest, withCredentials: boolean): Record<string, string> {
  const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'scenario-studio' };
  for (const [name, value] of Object.entries(wanted.headers ?? {})) {
    if (!OWN_HEADERS.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  if (wanted.body !== undefined) headers['content-type'] = 'application/json';
  if (wanted.method !== 'GET') headers['idempotency-key'] = wanted.key;
  if (withCredentials && connection.header) headers[connection.header.name.toLowerCase()] = connection.header.value;
  return headers;
}

/** A webhook is signed anew at every try, under the id of its effect. @throws SCN_HTTP_REFUSED without a secret */
function signatureOf(connection: OpenConnection, wanted: HttpRequest, body: string): Readonly<Record<string, string>> {
  if (wanted.signed !== true) return {};
  if (connection.signing === undefined) throw fail('SCN_HTTP_UNSIGNED', { connection: wanted.connection });
  const id = `msg_${createHash('sha256').update(wanted.key).digest('hex').slice(0, 32)}`;
  return signedHeaders(connection.signing, id, Math.floor(Date.now() / 1000), body);
}

async function readCapped(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BYTES) {
      body.destroy();
      throw fail('SCN_HTTP_TOO_LARGE', { limit: '2 MB' });
    }
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Shorter ones occur by chance, and are no secrets. */
const SECRET_LENGTH = 8;

/** Takes out of an answer the secret it was asked with: what a careless service echoes must not reach a trace. */
function withoutSecret(connection: OpenConnection): (text: string) => string {
  const value = connection.header?.value ?? connection.signing ?? '';
  const parts = [value, value.split(' ').at(-1) ?? ''].filter((part) => part.length >= SECRET_LENGTH);
  const told = [...new Set(parts.flatMap((part) => [part, JSON.stringify(part).slice(1, -1)]))];
  return (text) => told.reduce((rest, part) => rest.replaceAll(part, '***'), text);
}

/** @throws SCN_HTTP_BAD_JSON */
function bodyOf(text: string, connection: string): Json {
  try {
    return parseJson(text) as Json;
  } catch (cause) {
    const told = isScenarioError(cause, 'SCN_API_JSON') ? cause.details['reason'] : undefined;
    const reason = typeof told === 'string' ? told : cause instanceof Error ? cause.message : '';
    throw fail('SCN_HTTP_BAD_JSON', { connection, reason: reason.slice(0, 200) }, cause);
  }
}

async function answerOf(response: Dispatcher.ResponseData, connection: OpenConnection, wanted: HttpRequest): Promise<HttpAnswer> {
  const clean = withoutSecret(connection);
  const text = clean(await readCapped(response.body));
  const headers = Object.fromEntries(Object.entries(response.headers).flatMap(([name, value]) => (value === undefined || name === 'set-cookie' ? [] : [[name, clean(Array.isArray(value) ? value.join(', ') : value)]])));
  const isJson = /[/+]json\b/.test(headers['content-type'] ?? '') || (wanted.json === true && /^\s*[[{]/.test(text));
  const status = response.statusCode;
  // What is no success says so by its status; its text need not be what it claims to be.
  const isSuccess = status >= 200 && status < 300;
  return { status, headers, body: isSuccess && isJson && text !== '' ? bodyOf(text, wanted.connection) : isJson ? readable(text) : text };
}

function readable(text: string): Json {
  try {
    return parseJson(text) as Json;
  } catch {
    return text;
  }
}

/** Failures that say a connection is not well; a refusal or an odd answer says nothing about that. */
const UNWELL: ReadonlySet<string> = new Set(['SCN_HTTP_TIMEOUT', 'SCN_HTTP_FAILED']);
const UNWELL_STATUS = new Set([429, 500, 502, 503, 504]);

const TIMEOUTS: ReadonlySet<string> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

function translate(error: unknown, connection: string, seconds: number): Error {
  if (isScenarioError(error)) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (TIMEOUTS.has(code) || (error instanceof Error && error.name === 'TimeoutError')) return fail('SCN_HTTP_TIMEOUT', { seconds }, error);
  if (error instanceof Error && code === 'UND_ERR_INVALID_ARG') return fail('SCN_HTTP_REFUSED', { reason: error.message }, error);
  if (error instanceof Error && error.name === 'AbortError') return error;
  return fail('SCN_HTTP_FAILED', { connection, reason: code === '' ? 'no connection' : code }, error);
}

interface Pool {
  readonly version: number;
  readonly agent: Agent;
}

/** HTTP for scenarios: only through connections, guarded at the socket, capped in time and bytes. */
export interface GuardedHttp {
  /** `scope` says who asks, for answers that are kept; without it nothing is. */
  readonly request: (request: HttpRequest, signal: AbortSignal, scope?: string) => ReturnType<HttpHost['request']>;
  /** Asks once with these credentials, without what is kept and without counting: for trying a step. */
  readonly ask: (connection: OpenConnection, request: HttpRequest, signal: AbortSignal) => Promise<HttpAnswer>;
  /** How a connection does, as far as this process knows; nothing when all is well. */
  readonly health: (connection: string, version: number) => BreakerFacts | undefined;
  readonly close: () => Promise<void>;
}

export function createHttpHost(options: HttpOptions): GuardedHttp {
  const pools = new Map<string, Pool>();
  const now = options.now ?? Date.now;
  const breaker = options.breaker ?? createBreaker(now);
  const kept = createAnswerCache(now);

  // A kept-alive socket skips the check, so a changed allow-list needs an agent of its own.
  const agentOf = (connection: OpenConnection, { Agent: Connections }: typeof Undici): Agent => {
    const known = pools.get(connection.id);
    if (known?.version === connection.version) return known.agent;
    if (known) void known.agent.close();
    const connect = createGuardedConnect({
      allow: new Set(connection.allow.map((pair) => pair.toLowerCase())),
      resolve: options.resolve ?? systemResolve,
      dial: options.dial ?? createDial(CONNECT_MS),
    });
    const agent = new Connections({ connect, connections: 16, pipelining: 1, maxHeaderSize: 16_384 });
    pools.set(connection.id, { version: connection.version, agent });
    return agent;
  };

  const send = async (connection: OpenConnection, wanted: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    // Loaded with the first request, not with the server.
    const undici = await import('undici');
    const first = targetOf(connection, wanted);
    let url = first;
    let method: HttpRequest['method'] = wanted.method;
    for (let hop = 0; hop <= MAX_REDIRECTS; hop += 1) {
      const body = method === 'GET' || wanted.body === undefined ? null : JSON.stringify(wanted.body);
      const isOurs = url.origin === first.origin;
      const response = await undici.request(url, { method, headers: { ...headersOf(connection, wanted, isOurs), ...(isOurs ? signatureOf(connection, wanted, body ?? '') : {}) }, body, dispatcher: agentOf(connection, undici), signal, headersTimeout: wanted.timeoutMs, bodyTimeout: wanted.timeoutMs });
      const { location } = response.headers;
      if (!REDIRECTS.has(response.statusCode) || typeof location !== 'string') return answerOf(response, connection, wanted);
      await response.body.dump();
      if (response.statusCode === 303 || (method === 'POST' && response.statusCode < 303)) method = 'GET';
      url = checkedUrl(location, url);
    }
    throw fail('SCN_HTTP_REFUSED', { reason: `more than ${MAX_REDIRECTS} redirects` });
  };

  const ask = async (connection: OpenConnection, wanted: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const whole = AbortSignal.any([signal, AbortSignal.timeout(wanted.timeoutMs)]);
    try {
      return await send(connection, wanted, whole);
    } catch (error) {
      throw translate(error, wanted.connection, Math.ceil(wanted.timeoutMs / 1000));
    }
  };

  /** Asks unless the connection rests, and takes note of how it went. */
  const watched = async (connection: OpenConnection, wanted: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> => {
    const { id, version } = connection;
    const until = breaker.refusedUntil(id, version);
    if (until !== null) throw fail('SCN_HTTP_RESTING', { connection: wanted.connection, until, failures: breaker.health(id, version)?.failures ?? 0 });
    try {
      const answer = await ask(connection, wanted, signal);
      if (UNWELL_STATUS.has(answer.status)) breaker.failed(id, version, `HTTP ${answer.status}`);
      else breaker.succeeded(id);
      return answer;
    } catch (error) {
      if (!signal.aborted && isScenarioError(error) && UNWELL.has(error.code)) breaker.failed(id, version, error.code);
      else breaker.gaveUp(id);
      throw error;
    }
  };

  return {
    request: async (wanted, signal, scope) => {
      const connection = await options.find(wanted.connection);
      if (!connection) throw fail('SCN_HTTP_REFUSED', { reason: `connection ${wanted.connection}` });
      if (scope === undefined || wanted.cacheS === undefined || wanted.method !== 'GET') return watched(connection, wanted, signal);
      const key = keyOf(scope, connection.version, wanted);
      const known = kept.get(key, wanted.cacheS);
      if (known) return known;
      const answer = await watched(connection, wanted, signal);
      kept.put(key, answer);
      return answer;
    },
    ask,
    health: breaker.health,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.agent.close()));
    },
  };
}
