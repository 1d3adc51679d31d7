import fastifyStatic from '@fastify/static';
import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Obj, Opt, Str } from '../../api/common.ts';
import { embeddingOrigins } from '../../services/public/public-form.ts';
import { mayAnywhere } from '../../services/policy/policy.ts';
import { logoOf, themeOf } from '../../services/theme/shown.ts';
import { themedManifest } from '../../services/theme/manifest.ts';
import type { Manifest } from '../../services/theme/manifest.ts';
import { localeOf } from '../app/locale.ts';
import { firstPageOf } from './first-page.ts';
import { embedPolicy } from './security-headers.ts';

const YEAR = 'public, max-age=31536000, immutable';

function sendPage(reply: FastifyReply, folder: string, page: string): FastifyReply {
  if (!existsSync(join(folder, page))) return reply.code(503).type('text/plain; charset=utf-8').send('页面还没有构建：npm run build\nThe pages are not built yet: npm run build\n');
  void reply.header('cache-control', 'no-cache');
  return reply.sendFile(page, folder);
}

/** The portal tells its script when nobody is logged in, which then does not ask for what would be refused. */
async function sendPortal(request: FastifyRequest, reply: FastifyReply, folder: string): Promise<FastifyReply> {
  const page = join(folder, 'portal.html');
  void reply.header('vary', 'cookie, accept-language, accept-encoding');
  if (request.account || !existsSync(page)) return sendPage(reply, folder, 'portal.html');
  const html = await readFile(page, 'utf8');
  return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(html.replace('<html ', '<html data-nobody="" '));
}

/** The built designer and portal: two single-page applications, each under its own path and policy. */
async function pages(app: FastifyInstance, options: { folder: string }): Promise<void> {
  const { folder } = options;
  const assets = join(folder, 'assets');
  await app.register(fastifyStatic, {
    root: folder, serve: false, cacheControl: false, preCompressed: true,
    // Only of a file that is there: what is missing now may be there after the next start.
    setHeaders: (response, path) => {
      if (!path.startsWith(assets)) return;
      response.setHeader('cache-control', YEAR);
      response.setHeader('vary', 'accept-encoding');
    },
  });
  const config = { access: 'public' as const };
  const schema: FastifySchema & { hide: boolean } = { hide: true };
  for (const path of ['/studio', '/studio/*']) app.get(path, { config, schema }, (_request, reply) => sendPage(reply, folder, 'designer.html'));
  app.get('/portal/*', { config, schema }, (request, reply) => sendPortal(request, reply, folder));
  const sendFirst = firstPageOf(app, folder);
  for (const path of ['/portal', '/portal/']) {
    app.get(path, { config, schema }, async (request, reply) => ((await sendFirst(request, reply)) ? reply : sendPortal(request, reply, folder)));
  }
  app.get<{ Params: { '*': string } }>('/portal/embed/*', { config, schema }, (request, reply) => {
    const origins = embeddingOrigins(app.studio, request.params['*'].split('/')[0] ?? '');
    // Without a listed site the headers of every other page stand: no frame at all.
    if (origins.length > 0) void reply.header('content-security-policy', embedPolicy(origins)).removeHeader('x-frame-options');
    return sendPage(reply, folder, 'portal.html');
  });
  app.get<{ Params: { '*': string } }>('/assets/*', { config, schema }, (request, reply) => reply.sendFile(request.params['*'], assets));
  const manifest = join(folder, 'portal.webmanifest');
  app.get<{ Querystring: { readonly space?: string } }>('/portal.webmanifest', { config, schema: { ...schema, querystring: Obj({ space: Opt(Str({ maxLength: 64 })) }) } }, (request, reply) => {
    const { space } = request.query;
    const theme = space === undefined ? undefined : themeOf(app.studio, space);
    void reply.header('cache-control', space === undefined ? 'public, max-age=86400' : 'no-cache').header('vary', 'accept-language');
    if (space === undefined || !theme || !existsSync(manifest)) return reply.sendFile('portal.webmanifest', folder);
    const built = JSON.parse(readFileSync(manifest, 'utf8')) as Manifest;
    return reply.type('application/manifest+json').send(JSON.stringify(themedManifest(built, theme, localeOf(request), logoOf(app.studio, space)?.type)));
  });
  for (const file of ['icon-192.png', 'icon-512.png'] as const) app.get(`/${file}`, { config, schema }, (_request, reply) => reply.header('cache-control', 'public, max-age=86400').sendFile(file, folder));
  app.get('/portal-worker.js', { config, schema }, (_request, reply) => sendPage(reply, folder, 'portal-worker.js'));
  app.get('/icon.svg', { config, schema }, (_request, reply) => reply.header('cache-control', 'public, max-age=86400').sendFile('icon.svg', folder));
  app.get('/', { config, schema }, (request, reply) => reply.redirect(request.account && !mayAnywhere(app.studio, request.account, 'house.look') ? '/portal/' : '/studio/'));
}

export const pagesPlugin = fp(pages, { name: 'external-pages' });
