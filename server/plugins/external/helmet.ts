import helmet from '@fastify/helmet';
import fp from 'fastify-plugin';

const SHARED = "default-src 'none'; script-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** Portal pages: nothing inline at all. */
export const PORTAL_POLICY = `${SHARED}; style-src 'self'`;
/** Designer pages: Monaco writes inline styles (microsoft/monaco-editor issue 271) and runs workers of ours. */
export const DESIGNER_POLICY = `${SHARED}; worker-src 'self'; style-src 'self' 'unsafe-inline'`;
/** The API documentation page is third-party code with inline styles and data fonts. */
export const DOCUMENTATION_POLICY = `${SHARED}; style-src 'self' 'unsafe-inline'`;

function policyOf(url: string): string {
  if (url.startsWith('/studio')) return DESIGNER_POLICY;
  if (url.startsWith('/documentation')) return DOCUMENTATION_POLICY;
  return PORTAL_POLICY;
}

export const helmetPlugin = fp(async (app) => {
  await app.register(helmet, {
    global: true,
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    strictTransportSecurity: app.studio.secure ? { maxAge: 15_552_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', async (request, reply) => {
    void reply.header('content-security-policy', policyOf(request.url));
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  });
}, { name: 'external-helmet', dependencies: ['studio'] });
