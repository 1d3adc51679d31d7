import { createHash, timingSafeEqual } from 'node:crypto';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role, User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { findUser, userAtHand } from '../../services/accounts.ts';
import { machineOf } from '../../services/api-keys.ts';
import { readSession, sessionAtHand } from '../../services/sessions.ts';
import type { Studio } from '../../services/studio.ts';
import { cookieName, tokenOf } from './session-cookie.ts';
import './studio.ts';

/** Who may call a route: everybody, or at least this role. Nothing is allowed that does not say so. */
export type Access = 'public' | Role;

/** One route and who may call it. */
export interface RouteAccess {
  readonly method: string;
  readonly url: string;
  readonly access: Access;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route of the application; the access table of the tests is held against it. */
    routeAccess: RouteAccess[];
  }
  interface FastifyContextConfig {
    access?: Access;
    /** Also for programs with an API key; the path parameter `id` is the app it must be for. */
    machine?: boolean;
    /** For pages: send an anonymous browser to log-in instead of answering a problem. */
    page?: boolean;
    /** Asked by machines: nobody's session is looked up, so that it answers while the store does not. */
    probe?: boolean;
    /** For a collector of metrics: the server's options may let in others than administrators. */
    scrape?: boolean;
  }
  interface FastifyRequest {
    /** Set before every handler of a route that is not public; null for anonymous. */
    account: User | null;
    sessionToken: string | null;
  }
}

const RANK: Record<Role, number> = { user: 0, designer: 1, admin: 2 };
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** An unsafe request must come from our own pages; programs without a cookie need no origin (they carry no ambient login). */
function refuseForeign(request: FastifyRequest, ownOrigin: string | null, hasCookie: boolean): void {
  if (SAFE.has(request.method)) return;
  const { origin } = request.headers;
  if (origin !== undefined) {
    if (origin !== (ownOrigin ?? `${request.protocol}://${request.host}`)) throw fail('SCN_AUTH_ORIGIN');
    return;
  }
  const site = request.headers['sec-fetch-site'];
  if (site === 'same-origin') return;
  if (hasCookie || site !== undefined) throw fail('SCN_AUTH_ORIGIN');
}

/** SCN_AUTH_REQUIRED or SCN_AUTH_FORBIDDEN; undefined when the account may. */
function refusal(account: User | null, access: Access): Error | undefined {
  if (access === 'public') return undefined;
  if (!account) return fail('SCN_AUTH_REQUIRED');
  return RANK[account.role] < RANK[access] ? fail('SCN_AUTH_FORBIDDEN', { need: access }) : undefined;
}

/** Who a program with an API key is. A key carries no ambient login, so it needs no origin. */
async function machineFor(app: FastifyInstance, request: FastifyRequest, key: string): Promise<User> {
  if (request.routeOptions.config.machine !== true) throw fail('SCN_AUTH_KEY_ROUTE');
  return machineOf(app.studio, key, (request.params as { readonly id?: string }).id ?? '');
}

/** Who a session token stands for; null when nobody. At once when store and session allow it, which saves nearly every request its turns of waiting. */
function visitorOf(studio: Studio, token: string): User | null | Promise<User | null> {
  const id = sessionAtHand(studio, token);
  const user = typeof id === 'string' ? userAtHand(studio, id) : id;
  return user === undefined ? visitorAskedFor(studio, token) : enabled(user);
}

async function visitorAskedFor(studio: Studio, token: string): Promise<User | null> {
  const id = await readSession(studio, token);
  return id === null ? null : enabled(await findUser(studio, id));
}

const enabled = (user: User | null): User | null => (user && !user.disabled ? user : null);

function bearerOf({ headers: { authorization } }: FastifyRequest): string | undefined {
  return authorization === undefined ? undefined : /^Bearer (.+)$/i.exec(authorization)?.[1];
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether a collector of metrics is let in by its key, or because it is on this machine. */
function mayScrape({ metricsAccess }: Studio, request: FastifyRequest): boolean {
  const key = bearerOf(request);
  if (metricsAccess.key !== undefined && key !== undefined) return timingSafeEqual(digest(key), digest(metricsAccess.key));
  // A proxy on this machine speaks for others: whatever it forwards is not local.
  const isForwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined;
  return metricsAccess.loopback === true && !isForwarded && /^(127\.|::1$|::ffff:127\.)/.test(request.socket.remoteAddress ?? '');
}

/** The account of a request that was let in. */
export function accountOf(request: FastifyRequest): User {
  if (!request.account) throw fail('SCN_AUTH_REQUIRED');
  return request.account;
}

async function access(app: FastifyInstance): Promise<void> {
  app.decorate('routeAccess', []);
  app.decorateRequest('account', null);
  app.decorateRequest('sessionToken', null);
  const { secure, baseUrl } = app.studio;
  const ownOrigin = baseUrl ? new URL(baseUrl).origin : null;
  const cookie = cookieName(secure);

  app.addHook('onRoute', (route) => {
    const inDocumentation = route.url.startsWith('/documentation');
    route.config ??= {};
    if (inDocumentation) Object.assign(route.config, { access: 'user', page: true } satisfies { access: Access; page: boolean });
    if (route.config.access === undefined) throw new Error(`Route ${String(route.method)} ${route.url} does not declare config.access`);
    for (const method of [route.method].flat()) if (method !== 'HEAD') app.routeAccess.push({ method, url: route.url, access: route.config.access });
  });

  const identify = (request: FastifyRequest, need: Access): User | null | Promise<User | null> => {
    if (app.studio.sweep.isStopping()) throw fail('SCN_RUN_STOPPING');
    const key = bearerOf(request);
    if (key !== undefined && need !== 'public') return machineFor(app, request, key);
    const token = tokenOf(request.headers.cookie, cookie);
    refuseForeign(request, ownOrigin, token !== null);
    request.sessionToken = token;
    return token === null ? null : visitorOf(app.studio, token);
  };

  app.addHook('onRequest', (request, reply, done) => {
    const { access: need, probe, page, scrape } = request.routeOptions.config;
    if (need === undefined || probe || (scrape && mayScrape(app.studio, request))) return done();
    const admit = (account: User | null): void => {
      request.account = account;
      if (!account && need !== 'public' && page) void reply.redirect('/studio/login');
      else done(refusal(account, need));
    };
    let account: ReturnType<typeof identify>;
    try {
      account = identify(request, need);
    } catch (error) {
      return done(error as Error);
    }
    if (account instanceof Promise) account.then(admit, done);
    else admit(account);
  });
}

export const accessPlugin = fp(access, { name: 'access', dependencies: ['studio'] });
