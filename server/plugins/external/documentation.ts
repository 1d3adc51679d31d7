import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { liveApiPaths } from '../../services/release-api.ts';

/** The page asks for a logo while loading; ours is text. */
const LOGO = { type: 'image/svg+xml', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'), href: '/' };

/** The document of the running server: its own routes, and one path for each published scenario. */
export function describeApi(app: FastifyInstance, document: object, request: Pick<FastifyRequest, 'headers'>): object {
  const english = (request.headers['accept-language'] ?? '').startsWith('en');
  const openapi = document as { readonly paths?: object };
  return { ...openapi, paths: { ...openapi.paths, ...liveApiPaths(app.studio, english ? 'en' : 'zh-CN') } };
}

async function documentation(app: FastifyInstance): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Scenario Studio', version: app.studio.version, description: 'Problems are answered as `application/problem+json` with a code, what happened and what to do. Log in with `POST /api/login`; unsafe requests with the session cookie need an `Origin` header equal to this site.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: app.studio.secure ? '__Host-sid' : 'sid' }, key: { type: 'http', scheme: 'bearer', description: 'An API key of this server (administrators make them under API keys): for the published scenarios it was made for, until it expires.' } } },
    },
    hideUntagged: true,
  });
  await app.register(swaggerUi, {
    routePrefix: '/documentation',
    logo: LOGO,
    transformSpecification: (document, request) => describeApi(app, document, request),
    transformSpecificationClone: false,
  });
}

export const documentationPlugin = fp(documentation, { name: 'external-documentation', dependencies: ['studio', 'access'] });
