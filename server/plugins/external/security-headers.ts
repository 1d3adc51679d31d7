import fp from 'fastify-plugin';
import helmet from 'helmet';
import type { HelmetOptions } from 'helmet';
import type { IncomingMessage, ServerResponse } from 'node:http';

const SHARED = "default-src 'none'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Portal pages: nothing inline at all; installable, with a worker that keeps the page for when there is no network. */
const PORTAL_POLICY = `${SHARED}; worker-src 'self'; manifest-src 'self'; style-src 'self'`;
/** Designer pages: Monaco writes inline styles (microsoft/monaco-editor issue 271) and runs workers of ours. */
const DESIGNER_POLICY = `${SHARED}; worker-src 'self'; style-src 'self' 'unsafe-inline'`;
/** The API documentation page is third-party code with inline styles and data fonts. */
const DOCUMENTATION_POLICY = `${SHARED}; style-src 'self' 'unsafe-inline'`;
/** Data is no page: nothing of it may run or be framed, whatever a browser takes it for. */
const DATA_POLICY = "default-src 'none'; frame-ancestors 'none'";

/** For the embed address of one form: as every page of the portal, but framed by the sites its scenario lists. */
export function embedPolicy(origins: readonly string[]): string {
  return PORTAL_POLICY.replace("frame-ancestors 'none'", `frame-ancestors ${origins.join(' ')}`);
}

type Headers = Readonly<Record<string, string>>;

/** What helmet sets for these options; asked once, because the answer never changes and every request needs it. */
function headersOf(options: HelmetOptions, more: Headers): Headers {
  const headers: Record<string, string> = {};
  const response = { setHeader: (name: string, value: string) => (headers[name.toLowerCase()] = value), removeHeader: () => undefined } as unknown as ServerResponse;
  helmet(options)({} as IncomingMessage, response, (error) => {
    if (error instanceof Error) throw error;
  });
  return { ...headers, ...more };
}

/** Headers by kind of address: pages get all of them, data what the OWASP REST security cheat sheet asks for. */
export const securityHeadersPlugin = fp(async (app) => {
  const common = {
    contentSecurityPolicy: false,
    strictTransportSecurity: app.studio.secure ? { maxAge: 15_552_000 } : false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  } satisfies HelmetOptions;
  const page = { ...common, crossOriginEmbedderPolicy: false, crossOriginOpenerPolicy: { policy: 'same-origin' }, referrerPolicy: { policy: 'same-origin' } } satisfies HelmetOptions;
  const data = { ...common, crossOriginEmbedderPolicy: false, crossOriginOpenerPolicy: false, originAgentCluster: false, referrerPolicy: false, xDnsPrefetchControl: false, xDownloadOptions: false, xPermittedCrossDomainPolicies: false, xXssProtection: false } satisfies HelmetOptions;
  const kinds = [
    ['/api', headersOf(data, { 'content-security-policy': DATA_POLICY, 'cache-control': 'no-store' })],
    ['/studio', headersOf(page, { 'content-security-policy': DESIGNER_POLICY })],
    ['/documentation', headersOf(page, { 'content-security-policy': DOCUMENTATION_POLICY })],
    ['', headersOf(page, { 'content-security-policy': PORTAL_POLICY })],
  ] as const;
  app.addHook('onRequest', (request, reply, done) => {
    for (const [start, headers] of kinds) {
      if (!request.url.startsWith(start)) continue;
      void reply.headers(headers);
      break;
    }
    done();
  });
}, { name: 'external-security-headers', dependencies: ['studio'] });
