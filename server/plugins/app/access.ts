import { createHash, timingSafeEqual } from 'node:crypto';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Role, User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import { findUser, userAtHand } from '../../services/accounts.ts';
import { directoryOf, machineOf } from '../../services/api-keys.ts';
import { readSession, sessionAtHand } from '../../services/sessions.ts';
import type { SessionBody } from '../../services/sessions.ts';
import type { Action } from '../../services/policy/roles.ts';
import type { Studio } from '../../services/studio.ts';
import { demandAsked, demandSomewhere } from './asked.ts';
import type { About } from './asked.ts';
import { cookieName, tokenOf } from './session-cookie.ts';
import './studio.ts';

/**
 * Who may call a route: everybody, whoever is logged in, or whoever the policy lets do an action to what the route is
 * about. `designer` and `admin` are short for what is about no thing in particular. Nothing is allowed that does not say so.
 */
export type Access = 'public' | Role | `${Action} ${About}`;

interface Question {
  readonly action: Action;
  readonly about: About;
}

/** What the policy is asked for a route; undefined when being logged in is enough. */
function questionOf(access: Access): Question | undefined {
  if (access === 'public' || access === 'user') return undefined;
  if (access === 'designer') return { action: 'house.look', about: 'any' };
  if (access === 'admin') return { action: 'house.manage', about: 'house' };
  const [action, about] = access.split(' ') as [Action, About];
  return { action, about };
}

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
    machine?: boolean | 'scim';
    /** For pages: send an anonymous browser to log-in instead of answering a problem. */
    page?: boolean;
    /** Asked by machines: nobody's session is looked up, so that it answers while the store does not. */
    probe?: boolean;
    /** Also for who must set up a second factor before anything else. */
    enrolling?: boolean;
    /** For a collector of metrics: the server's options may let in others than administrators. */
    scrape?: boolean;
    /** Takes as long as what it is given is large: not cut off by the limit every other answer has. */
    unhurried?: boolean;
  }
  interface FastifyRequest {
    /** Set before every handler of a route that is not public; null for anonymous. */
    account: User | null;
    sessionToken: string | null;
    sessionMust: SessionBody['must'];
  }
}

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

/** SCN_AUTH_REQUIRED or SCN_AUTH_FORBIDDEN; undefined when the account may go on, as far as is known before the request is read. */
function refusal(studio: Studio, account: User | null, access: Access): Error | undefined {
  if (access === 'public') return undefined;
  if (!account) return fail('SCN_AUTH_REQUIRED');
  const question = questionOf(access);
  if (!question) return undefined;
  try {
    demandSomewhere(studio, account, question.action, question.about);
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** Who a program with an API key is. A key carries no ambient login, so it needs no origin. */
async function machineFor(app: FastifyInstance, request: FastifyRequest, key: string): Promise<User> {
  if (request.routeOptions.config.machine === 'scim') return directoryOf(app.studio, key);
  if (request.routeOptions.config.machine !== true) throw fail('SCN_AUTH_KEY_ROUTE');
  return machineOf(app.studio, key, (request.params as { readonly id?: string }).id ?? '');
}

/** Who a session token stands for; null when nobody. At once when store and session allow it, which saves nearly every request its turns of waiting. */
function visitorOf(studio: Studio, request: FastifyRequest, token: string): User | null | Promise<User | null> {
  const session = sessionAtHand(studio, token);
  const user = session ? userAtHand(studio, session.user) : session;
  return user === undefined ? visitorAskedFor(studio, request, token) : visitor(studio, request, user, session ?? null);
}

async function visitorAskedFor(studio: Studio, request: FastifyRequest, token: string): Promise<User | null> {
  const session = await readSession(studio, token);
  return session === null ? null : visitor(studio, request, await findUser(studio, session.user), session);
}

/** Whoever is logged in acts for one unit at a time: their main one, or the one they chose. @throws SCN_AUTH_ENROL */
function visitor({ personView }: Studio, request: FastifyRequest, user: User | null, session: SessionBody | null): User | null {
  if (!user || user.disabled) return null;
  request.sessionMust = session?.must;
  if (session?.must !== undefined && request.routeOptions.config.enrolling !== true && request.routeOptions.config.access !== 'public') throw fail('SCN_AUTH_ENROL');
  return personView(user, session?.acting ?? user.unit.id);
}

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
  app.decorateRequest('sessionMust', undefined);
  const { secure, baseUrl } = app.studio;
  const ownOrigin = baseUrl ? new URL(baseUrl).origin : null;
  const cookie = cookieName(secure);

  app.addHook('onRoute', (route) => {
    const inDocumentation = route.url.startsWith('/documentation');
    route.config ??= {};
    if (inDocumentation) Object.assign(route.config, { access: 'user', page: true } satisfies { access: Access; page: boolean });
    if (route.config.access === undefined) throw new Error(`Route ${String(route.method)} ${route.url} does not declare config.access`);
    const question = questionOf(route.config.access);
    if (question && question.about !== 'any' && question.about !== 'house') {
      const asked = async (request: FastifyRequest) => demandAsked(app.studio, request, accountOf(request), question.action, question.about);
      // Before the body is held against its schema: who may not ask learns nothing from mistakes in the question.
      route.preValidation = [asked, ...[route.preValidation ?? []].flat()];
    }
    for (const method of [route.method].flat()) if (method !== 'HEAD') app.routeAccess.push({ method, url: route.url, access: route.config.access });
  });

  const identify = (request: FastifyRequest, need: Access): User | null | Promise<User | null> => {
    if (app.studio.sweep.isStopping()) throw fail('SCN_RUN_STOPPING');
    const key = bearerOf(request);
    if (key !== undefined && need !== 'public') return machineFor(app, request, key);
    const token = tokenOf(request.headers.cookie, cookie);
    refuseForeign(request, ownOrigin, token !== null);
    request.sessionToken = token;
    return token === null ? null : visitorOf(app.studio, request, token);
  };

  app.addHook('onRequest', (request, reply, done) => {
    const { access: need, probe, page, scrape } = request.routeOptions.config;
    if (need === undefined || probe || (scrape && mayScrape(app.studio, request))) return done();
    const admit = (account: User | null): void => {
      request.account = account;
      if (!account && need !== 'public' && page) void reply.redirect('/studio/login');
      else done(refusal(app.studio, account, need));
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
