import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { SpaceThemeSchema } from '../../api/theme.ts';
import { fail } from '../../errors.ts';
import { appIcon, ICON_SIDES } from '../../services/theme/app-icon.ts';
import { logoOf, themeOf } from '../../services/theme/shown.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'public' as const };
const tags = ['public'];
const params = Obj({ id: Str({ maxLength: 64 }) });
/** The address changes with what it shows. */
const KEPT = 'public, max-age=86400';

/** How portals look, for whoever comes: it stands on pages anybody may open. A space that is not known looks as the house does. */
export async function lookRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/public/spaces/:id/theme', { config, schema: { tags, params, response: { 200: SpaceThemeSchema, ...problemAnswer } } }, async (request) => {
    const theme = themeOf(studio, request.params.id);
    return theme ? { theme } : {};
  });

  api.get('/api/public/spaces/:id/logo', { config, schema: { tags, params } }, async (request, reply) => {
    const logo = logoOf(studio, request.params.id);
    if (!logo) throw fail('SCN_API_NOT_FOUND', { what: request.params.id });
    return reply.header('content-type', logo.type).header('cache-control', KEPT).header('content-security-policy', "sandbox; default-src 'none'").send(Buffer.from(logo.data, 'base64'));
  });

  for (const side of ICON_SIDES) {
    api.get(`/api/public/spaces/:id/icon-${side}.png`, { config, schema: { tags, params } }, async (request, reply) => {
      const colours = themeOf(studio, request.params.id)?.colours;
      if (!colours) return reply.redirect(`/icon-${side}.png`);
      return reply.header('content-type', 'image/png').header('cache-control', KEPT).send(appIcon(side, colours.light));
    });
  }
}
