import { setImmediate } from 'node:timers/promises';
import swagger, { type FastifyDynamicSwaggerOptions } from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { liveApiPaths } from '../../services/release-api.ts';

/** The page asks for a logo while loading; ours is text. */
const LOGO = { type: 'image/svg+xml', content: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'), href: '/' };

declare module 'fastify' {
  interface FastifyInstance {
    /** The routes of this server as an OpenAPI document, made when it is first asked for. */
    describeRoutes(): Promise<object>;
  }
}

/** Routes are described in so many pieces, and requests are answered in between. */
const PIECES = 8;

interface Paths {
  readonly paths?: Readonly<Record<string, object>>;
}

/** Describes the routes piece by piece, once. */
async function describePieces(app: FastifyInstance, options: FastifyDynamicSwaggerOptions): Promise<() => Promise<object>> {
  const places = new Map<string, number>();
  const nameOf = (piece: number) => `describePiece${piece}`;
  const place = (url: string): number => {
    const at = places.get(url) ?? places.size;
    places.set(url, at);
    return at;
  };
  for (let piece = 0; piece < PIECES; piece += 1) {
    // oxlint-disable-next-line no-await-in-loop -- a few, one after the other
    await app.register(swagger, { ...options, decorator: nameOf(piece), transform: ({ schema, url }) => ({ schema: place(url) % PIECES === piece ? schema : { hide: true }, url }) });
  }
  return async () => {
    let whole: Paths = {};
    for (let piece = 0; piece < PIECES; piece += 1) {
      const part = app.getDecorator<() => Paths>(nameOf(piece))();
      whole = { ...whole, ...part, paths: { ...whole.paths, ...part.paths } };
      // oxlint-disable-next-line no-await-in-loop -- others have their turn
      await setImmediate();
    }
    const inOrder = Object.keys(whole.paths ?? {}).toSorted((a, b) => orderOf(places, a) - orderOf(places, b));
    return { ...whole, paths: Object.fromEntries(inOrder.map((url) => [url, whole.paths?.[url]])) };
  };
}

/** Where the routes have a path of the document. */
function orderOf(places: ReadonlyMap<string, number>, path: string): number {
  return places.get(path.replace(/\{(\w+)\}/g, ':$1')) ?? 0;
}

/** The document of the running server: its own routes, and one path for each published scenario. */
export function describeApi(app: FastifyInstance, document: object, request: Pick<FastifyRequest, 'headers'>): object {
  const english = (request.headers['accept-language'] ?? '').startsWith('en');
  const openapi = document as { readonly paths?: object };
  return { ...openapi, paths: { ...openapi.paths, ...liveApiPaths(app.studio, english ? 'en' : 'zh-CN') } };
}

async function documentation(app: FastifyInstance): Promise<void> {
  const describe = await describePieces(app, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Scenario Studio', version: app.studio.version, description: 'Problems are answered as `application/problem+json` with a code, what happened and what to do. Log in with `POST /api/login`; unsafe requests with the session cookie need an `Origin` header equal to this site.' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: app.studio.secure ? '__Host-sid' : 'sid' }, key: { type: 'http', scheme: 'bearer', description: 'An API key of this server (administrators make them under API keys): for the published scenarios it was made for, until it expires.' } } },
    },
    hideUntagged: true,
  });
  let made: Promise<object> | undefined;
  let ready: object = {};
  const describeRoutes = async (): Promise<object> => (ready = await (made ??= describe()));
  app.decorate('describeRoutes', describeRoutes);
  // What the page asks for once the hook below has seen to it.
  app.decorate('swagger', (() => ready) as typeof app.swagger);
  await app.register(swaggerUi, {
    routePrefix: '/documentation',
    logo: LOGO,
    uiHooks: {
      preHandler: (request, reply, done) => {
        const { url } = request.routeOptions;
        if (url !== '/documentation/json' && url !== '/documentation/yaml') {
          done();
          return;
        }
        void describeRoutes().then((document) => {
          // JSON is YAML, too, and does not take a second to make.
          if (url === '/documentation/yaml') void reply.type('application/x-yaml').serializer(JSON.stringify).send(describeApi(app, document, request));
          else done();
        }, (error: Error) => done(error));
      },
    },
    transformSpecification: (document, request) => describeApi(app, document, request),
    transformSpecificationClone: false,
  });
}

export const documentationPlugin = fp(documentation, { name: 'external-documentation', dependencies: ['studio', 'access'] });
