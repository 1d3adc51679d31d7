import Fastify, { LogController } from 'fastify';
import type { FastifyHttpOptions, FastifyInstance, FastifyPluginAsync } from 'fastify';
import { randomBytes, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { pino } from 'pino';
import type { AnyNodeType } from '../runtime/nodes/define-node.ts';
import { accessPlugin } from './plugins/app/access.ts';
import { jsonPlugin } from './plugins/app/json.ts';
import { patiencePlugin } from './plugins/app/patience.ts';
import { problemsPlugin } from './plugins/app/problems.ts';
import { studioPlugin } from './plugins/app/studio.ts';
import { documentationPlugin } from './plugins/external/documentation.ts';
import { pagesPlugin } from './plugins/external/pages.ts';
import { rateLimitPlugin } from './plugins/external/rate-limit.ts';
import { securityHeadersPlugin } from './plugins/external/security-headers.ts';
import { appRoutes } from './routes/apps/index.ts';
import { accountRoutes } from './routes/account/index.ts';
import { auditRoutes } from './routes/audit/index.ts';
import { calendarRoutes } from './routes/calendars/index.ts';
import { catalogueRoutes } from './routes/catalogue/index.ts';
import { pluginRoutes } from './routes/catalogue/plugins.ts';
import { connectionRoutes } from './routes/connections/index.ts';
import { datasetRoutes } from './routes/datasets/index.ts';
import { sourceRoutes } from './routes/datasets/sources.ts';
import { portalAppRoutes } from './routes/portal/apps.ts';
import { portalPageRoutes } from './routes/portal/pages.ts';
import { portalPaperRoutes } from './routes/portal/papers.ts';
import { portalLiveRoutes } from './routes/portal/live.ts';
import { portalTaskTimeRoutes } from './routes/portal/task-time.ts';
import { portalFileRoutes } from './routes/portal/files.ts';
import { portalPeopleRoutes } from './routes/portal/people.ts';
import { portalWorkRoutes } from './routes/portal/work.ts';
import { erasureRoutes } from './routes/privacy/erasure.ts';
import { retentionRoutes } from './routes/privacy/retention.ts';
import { publicRoutes } from './routes/public/index.ts';
import { accessRoutes } from './routes/sharing/access.ts';
import { objectionRoutes } from './routes/sharing/objections.ts';
import { dataCatalogueRoutes } from './routes/sharing/catalogue.ts';
import { grantRoutes } from './routes/sharing/grants.ts';
import { keyRoutes } from './routes/keys/index.ts';
import { releaseRoutes } from './routes/releases/index.ts';
import { runRoutes } from './routes/runs/index.ts';
import { scenarioRoutes } from './routes/scenarios/index.ts';
import { noticeSettingsRoutes } from './routes/portal/notice-settings.ts';
import { metricsRoutes } from './routes/system/metrics.ts';
import { operateRoutes } from './routes/operate/index.ts';
import { operateLiveRoutes } from './routes/operate/live.ts';
import { systemRoutes } from './routes/system/index.ts';
import { triggerRoutes } from './routes/triggers/index.ts';
import { groupRoutes } from './routes/scim/groups.ts';
import { scimRoutes } from './routes/scim/index.ts';
import { signInRoutes } from './routes/sign-in/index.ts';
import { unitRoutes } from './routes/units/index.ts';
import { userRoutes } from './routes/users/index.ts';
import { versionRoutes } from './routes/versions/index.ts';
import { reviewRoutes } from './routes/versions/reviews.ts';
import { anchorAudit } from './services/audit-anchors.ts';
import { createMetrics } from './services/metrics.ts';
import { openStudio } from './services/open-studio.ts';
import { resumeSeeds } from './services/seeds.ts';
import type { GenerateRows } from './services/seeds.ts';
import type { MetricsAccess } from './services/studio.ts';
import type { HttpOptions } from './host/http-host.ts';
import { readTemplate } from './services/templates.ts';
import type { TrustProxy } from './trust-proxy.ts';
import type { Store } from './stores/store.ts';

export interface AppOptions {
  /** Closed by whoever made it, not by the app. */
  readonly store: Store;
  readonly version: string;
  readonly templatesFolder: string;
  readonly nodeTypes: readonly AnyNodeType[];
  /** Folders of packages that may be plugins. @default none */
  readonly plugins?: readonly string[];
  /** Whether administrators may upload plugins. @default true */
  readonly pluginUpload?: boolean;
  readonly generate: GenerateRows;
  /** Heavy work in threads, which know the built-in node types and `plugins` only. @default false */
  readonly threads?: boolean;
  /** @default administrators only */
  readonly metricsAccess?: MetricsAccess;
  /** Built pages; absent = only the API. */
  readonly builderFolder?: string;
  /** Address people use, e.g. `https://studio.example`; absent = whatever Host says. */
  readonly baseUrl?: string;
  /** Whose word is taken for where a request came from. @default nobody’s: the address of the connection counts */
  readonly trustProxy?: TrustProxy;
  /** 32 bytes that seal secrets at rest. @default random, for stores that forget */
  readonly secretKey?: Buffer;
  /** 32 bytes that outlive a change of the key. @default the key */
  readonly seed?: Buffer;
  /** Log lines to stdout; `false` for tests. */
  readonly log: boolean;
  /** `quick` only in tests. @default 'strong' */
  readonly passwords?: 'strong' | 'quick';
  /** Holds every answer against its schema. Tests only. */
  readonly checkAnswers?: boolean;
  /** A request that takes longer is answered with SCN_API_SLOW. @default 40 s */
  readonly answerWithinMs?: number;
  /** @default the clock of the store, else that of the system */
  readonly now?: () => Date;
  /** Replaces resolver and dialler of outgoing requests. Tests only. */
  readonly network?: Pick<HttpOptions, 'resolve' | 'dial'>;
  /** Nothing is swept but on demand; tests only. @default false */
  readonly sweepsOnDemand?: boolean;
}

/** While the listener closes, connections that have become idle are closed this often. */
const CLOSE_IDLE_MS = 50;

/** Whoever connects and says nothing for so long is let go: the limits on headers begin with their first byte. */
const SILENT_MS = 10_000;

/** How often a server looks whether the audit of the day has its anchor. */
const ANCHOR_MS = 3_600_000;

/** Requests that take longer are logged, also when they are answered well. */
const SLOW_MS = 1000;

/** Below the minute after which most proxies give up. */
const ANSWER_WITHIN_MS = 40_000;

/** Log lines (JSON on stdout; a terminal shows only warnings) carry what operators need and nothing a person typed: no bodies, headers, cookies or query strings. */
const logger = {
  level: process.stdout.isTTY ? 'warn' : 'info',
  serializers: {
    req: (request: { method: string; url: string; id: string }) => ({ method: request.method, path: request.url.split('?')[0], id: request.id }),
    res: (reply: { statusCode: number }) => ({ status: reply.statusCode }),
    err: (error: Error & { code?: string }) => ({ name: error.name, code: error.code }),
  },
};

/** Fastify searches everything loaded for the name of a plugin that does not bring one. */
const DISPLAY_NAME = Symbol.for('fastify.display-name');

const ROUTES: readonly FastifyPluginAsync[] = [
  accountRoutes, userRoutes, unitRoutes, signInRoutes, scimRoutes, groupRoutes, keyRoutes, scenarioRoutes, releaseRoutes, versionRoutes, reviewRoutes, runRoutes, portalAppRoutes, portalPageRoutes, portalPaperRoutes, portalWorkRoutes, portalTaskTimeRoutes, portalPeopleRoutes, portalFileRoutes, portalLiveRoutes, publicRoutes, appRoutes, catalogueRoutes, pluginRoutes, datasetRoutes, sourceRoutes, grantRoutes, dataCatalogueRoutes, accessRoutes, objectionRoutes, retentionRoutes, erasureRoutes, connectionRoutes, calendarRoutes, auditRoutes, operateRoutes, operateLiveRoutes, triggerRoutes, noticeSettingsRoutes, systemRoutes,
];

function createFastify(log: boolean, trustProxy: TrustProxy): FastifyInstance {
  const options: FastifyHttpOptions<Server> = {
    ...(log ? { loggerInstance: pino(logger) } : { logger: false }),
    // One line per request would cost a tenth of an instant run; refused, failed and slow ones have theirs.
    logController: new LogController({ disableRequestLogging: true }),
    childLoggerFactory: (parent) => parent,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    trustProxy: trustProxy === false ? false : [...trustProxy],
    bodyLimit: 1_048_576,
    requestTimeout: 30_000,
    // Also the time a closing hook may take: longer than the grace that running runs get, else the process would die in it.
    pluginTimeout: 30_000,
    http: { headersTimeout: 10_000, connectionsCheckingInterval: 2_000 },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: 'idle',
    // The access hook refuses with a code and what to do.
    return503OnClosing: false,
  };
  return Fastify(options);
}

/** The HTTP application, not yet listening; `inject` works at once. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const app = createFastify(options.log, options.trustProxy ?? false);
  const secretKey = options.secretKey ?? randomBytes(32);
  const seed = options.seed ?? secretKey;
  const studio = await openStudio({
    store: options.store,
    now: options.now ?? (() => options.store.now?.() ?? new Date()),
    log: app.log,
    passwords: options.passwords ?? 'strong',
    version: options.version,
    templatesFolder: options.templatesFolder,
    nodeTypes: options.nodeTypes,
    plugins: options.plugins ?? [],
    pluginUpload: options.pluginUpload ?? true,
    generate: options.generate,
    threads: options.threads ?? false,
    secretKey,
    seed,
    ...(options.baseUrl ? { baseUrl: options.baseUrl } : {}),
    ...(options.metricsAccess ? { metricsAccess: options.metricsAccess } : {}),
    ...(options.network ? { network: options.network } : {}),
    sweepsOnDemand: options.sweepsOnDemand ?? false,
  });
  await app.register(problemsPlugin);
  await app.register(patiencePlugin, { answerWithinMs: options.answerWithinMs ?? ANSWER_WITHIN_MS });
  await app.register(jsonPlugin, { checkAnswers: options.checkAnswers ?? false });
  await app.register(studioPlugin, { studio });
  await app.register(securityHeadersPlugin);
  await app.register(rateLimitPlugin);
  await app.register(accessPlugin);
  await app.register(documentationPlugin);
  const metrics = createMetrics(studio, options.version);
  await app.register(metricsRoutes, { metrics });
  for (const routes of ROUTES) await app.register(Object.assign(routes, { [DISPLAY_NAME]: routes.name }));
  app.addHook('onResponse', (request, reply, done) => {
    metrics.answered(request.routeOptions.url ?? 'none', request.method, reply.statusCode, reply.elapsedTime / 1000);
    if (reply.statusCode >= 400 || reply.elapsedTime > SLOW_MS) request.log.info({ req: request, res: reply, ms: Math.round(reply.elapsedTime) }, 'request');
    done();
  });
  app.addHook('onReady', async () => {
    await resumeSeeds(studio, (slug) => readTemplate(studio.templatesFolder, slug));
    // Begun only: a service that is slow to answer must not keep the server from answering.
    await studio.sweep.resume();
  });
  const anchor = () => anchorAudit(studio, studio.anchors).catch((error: unknown) => app.log.warn({ error: error instanceof Error ? error.message : String(error) }, 'audit anchor'));
  const anchoring = setInterval(() => void anchor(), ANCHOR_MS).unref();
  app.addHook('onReady', () => void anchor());
  app.server.on('connection', (socket) => setTimeout(() => void (socket.bytesRead === 0 && socket.destroy()), SILENT_MS).unref());
  let closer: NodeJS.Timeout | undefined;
  // What is running ends or is parked before the listener is gone and the store is closed.
  app.addHook('preClose', async () => {
    await studio.courier.stop();
    await studio.sweep.stop();
    // An answer still on its way when the listener closes leaves its connection idle, for the 72 s that one is kept alive.
    closer = setInterval(() => app.server.closeIdleConnections(), CLOSE_IDLE_MS);
  });
  app.addHook('onClose', async () => {
    clearInterval(closer);
    clearInterval(anchoring);
    metrics.stop();
    await studio.http.close();
    studio.sql.close();
    await studio.heavy.close();
    await studio.scripts.close();
    await studio.press.close();
    await studio.load.close();
    studio.seeds.stop();
    await studio.seeds.idle();
  });
  if (options.builderFolder) await app.register(pagesPlugin, { folder: options.builderFolder });
  return app;
}
