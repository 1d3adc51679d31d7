import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { ThemeBody, ThemeViewSchema } from '../../api/theme.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { previewTheme, saveTheme, themeView } from '../../services/theme/themes.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['units'];
const params = Obj({ id: Str() });
const response = { 200: ThemeViewSchema, ...problemAnswer };

/** How the portal of a space looks. */
export async function themeRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/units/:id/theme', { config: { access: 'unit.view unit' }, schema: { tags, params, response } }, (request) => themeView(studio, request.params.id, accountOf(request)));
  api.post('/api/units/:id/theme/preview', { config: { access: 'unit.manage unit' }, schema: { tags, params, body: ThemeBody, response } }, (request) => previewTheme(studio, request.params.id, request.body, accountOf(request)));
  api.put('/api/units/:id/theme', { config: { access: 'unit.manage unit' }, schema: { tags, params, body: ThemeBody, response } }, (request) => saveTheme(studio, request.params.id, request.body, accountOf(request)));
}
