import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import { accessPlugin } from './plugins/app/access.ts';
import { jsonPlugin } from './plugins/app/json.ts';
import { problemsPlugin } from './plugins/app/problems.ts';
import { studioPlugin } from './plugins/app/studio.ts';
import { cookiePlugin } from './plugins/external/cookie.ts';
import { helmetPlugin } from './plugins/external/helmet.ts';
import { pagesPlugin } from './plugins/external/pages.ts';
import { rateLimitPlugin } from './plugins/external/rate-limit.ts';
import { accountRoutes } from './routes/account/index.ts';
import { scenarioRoutes } from './routes/scenarios/index.ts';
import { userRoutes } from './routes/users/index.ts';
import { createPasswords } from './services/passwords.ts';
import type { Studio } from './services/studio.ts';
import type { Store } from './stores/store.ts';

export interface AppOptions {
  /** Closed by whoever made it, not by the app. */
  readonly store: Store;
  readonly version: string;
  readonly templatesFolder: string;
  /** Built pages; absent = only the API. */
  readonly builderFolder?: string;
  /** Address people use, e.g. `https://studio.example`; absent = whatever Host says. */
  readonly baseUrl?: string;
  /** Log lines to stdout; `false` for tests. */
  readonly log: boolean;
  /** `quick` only in tests. @default 'strong' */
  readonly passwords?: 'strong' | 'quick';
  /** Holds every answer against its schema. Tests only. */
  readonly checkAnswers?: boolean;
  readonly now?: () => Date;
}

/** Log lines (JSON on stdout; a terminal shows only warnings) carry what operators need and nothing a person typed: no bodies, headers, cookies or query strings. */
const logger = {
  level: process.stdout.isTTY ? 'warn' : 'info',
  serializers: {
    req: (request: { method: string; url: string; id: string }) => ({ method: request.method, path: request.url.split('?')[0], id: request.id }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
  },
};

/** The HTTP application, not yet listening; `inject` works at once. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: options.log ? logger : false,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: false,
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
  });
  const studio: Studio = {
    store: options.store,
    now: options.now ?? (() => new Date()),
    log: app.log,
    passwords: createPasswords(options.passwords ?? 'strong'),
    version: options.version,
    secure: options.baseUrl?.startsWith('https:') ?? false,
    baseUrl: options.baseUrl,
    templatesFolder: options.templatesFolder,
  };
  await app.register(problemsPlugin);
  await app.register(jsonPlugin, { checkAnswers: options.checkAnswers ?? false });
  await app.register(studioPlugin, { studio });
  await app.register(cookiePlugin);
  await app.register(helmetPlugin);
  await app.register(rateLimitPlugin);
  await app.register(accessPlugin);
  for (const routes of [accountRoutes, userRoutes, scenarioRoutes]) await app.register(routes);
  if (options.builderFolder) await app.register(pagesPlugin, { folder: options.builderFolder });
  return app;
}
