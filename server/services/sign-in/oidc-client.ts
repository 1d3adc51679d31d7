import { lookup } from 'node:dns/promises';
import * as oidc from 'openid-client';
import type { Agent, fetch as UndiciFetch } from 'undici';
import { isScenarioError } from '../../../runtime/errors.ts';
import { fail } from '../../errors.ts';
import { createDial, createGuardedConnect } from '../../host/guarded-connect.ts';
import type { OpenOidc } from './oidc-settings.ts';

const ANSWER_MS = 10_000;
const MOST_BYTES = 1_048_576;

/** Host and port of an address, as the guard writes them. */
function doorOf(url: URL): string {
  return `${url.hostname.toLowerCase()}:${url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port}`;
}

/** Everything asked of the provider goes to the issuer and nowhere else, whatever its own documents say. */
function fetchFrom(issuer: URL, undiciFetch: typeof UndiciFetch, agent: Agent): oidc.CustomFetch {
  return async (url, options) => {
    if (new URL(url).origin !== issuer.origin) throw fail('SCN_HTTP_REFUSED', { reason: `${new URL(url).origin} ≠ ${issuer.origin}` });
    const { body, headers, method } = options;
    const answer = await undiciFetch(url, { method, headers, ...(body === undefined || body === null ? {} : { body: body as string }), redirect: 'manual', signal: AbortSignal.timeout(ANSWER_MS), dispatcher: agent });
    return answer as unknown as Response;
  };
}

/** Runs work with a client of the provider; its connections end with it. @throws SCN_OIDC_PROVIDER, SCN_HTTP_REFUSED */
export async function withProvider<T>(settings: OpenOidc, work: (config: oidc.Configuration) => Promise<T>): Promise<T> {
  const issuer = new URL(settings.issuer);
  const undici = await import('undici');
  const connect = createGuardedConnect({ allow: new Set([doorOf(issuer)]), resolve: async (host) => (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address), dial: createDial(ANSWER_MS) });
  const agent = new undici.Agent({ connect, connections: 4, maxResponseSize: MOST_BYTES });
  const ask = fetchFrom(issuer, undici.fetch, agent);
  try {
    const client = settings.clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(settings.clientSecret);
    const config = await oidc.discovery(issuer, settings.clientId, undefined, client, { [oidc.customFetch]: ask, ...(issuer.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {}) });
    config[oidc.customFetch] = ask;
    // Also what comes straight from the provider is held against its keys: an issuer may be reached without TLS.
    oidc.enableNonRepudiationChecks(config);
    return await work(config);
  } catch (error) {
    throw translated(error);
  } finally {
    void agent.close();
  }
}

/** What the provider or the library said is not shown to whoever logs in; its code is. */
function translated(error: unknown): unknown {
  const cause = error instanceof Error && isScenarioError(error.cause) ? error.cause : error;
  if (isScenarioError(cause)) return cause;
  const reason = error instanceof Error ? ('code' in error && typeof error.code === 'string' ? error.code : error.name) : 'unknown';
  return fail('SCN_OIDC_PROVIDER', { reason }, error);
}
