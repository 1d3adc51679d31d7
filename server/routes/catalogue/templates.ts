import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Str } from '../../api/common.ts';
import { TemplateItemSchema } from '../../api/scenario.ts';
import { TemplateDepartmentsSchema, TemplateOptionsQuery, TemplateOptionsSchema, TemplateQuery, TemplateViewSchema, TryTemplateAnswerSchema, TryTemplateBody } from '../../api/templates.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { templateItem } from '../../services/catalogue.ts';
import { openSandbox } from '../../services/template-sandbox.ts';
import { viewDepartments } from '../../services/template-departments.ts';
import { templateOptions, tryTemplate, viewTemplate } from '../../services/template-view.ts';
import { listTemplates, readTemplate } from '../../services/templates.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'designer' as const };
const tags = ['catalogue'];
const params = Obj({ slug: Str({ maxLength: 64 }) });

/** Templates, and trying them without making anything that stays. */
export async function templateRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/templates', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(TemplateItemSchema) }), ...problemAnswer } } }, async () => ({ items: (await listTemplates(studio.templatesFolder)).map((template) => templateItem(template, studio.load)) }));

  api.get('/api/templates/:slug', { config, schema: { tags, params, querystring: TemplateQuery, response: { 200: TemplateViewSchema, ...problemAnswer } } }, async (request) => viewTemplate(await openSandbox(studio, request.params.slug), request.query.sample, accountOf(request), localeOf(request)));

  api.get('/api/templates/:slug/departments', { config: { access: 'scenario.create any' }, schema: { tags, params, response: { 200: TemplateDepartmentsSchema, ...problemAnswer } } }, async (request) => {
    const template = await readTemplate(studio.templatesFolder, request.params.slug);
    const known = new Set((await studio.store.datasets.list()).map(({ id }) => id));
    return viewDepartments(studio, template, known, accountOf(request));
  });

  api.get('/api/templates/:slug/options', { config, schema: { tags, params, querystring: TemplateOptionsQuery, response: { 200: TemplateOptionsSchema, ...problemAnswer } } }, async (request) => templateOptions(await openSandbox(studio, request.params.slug), request.query, accountOf(request), localeOf(request)));

  api.post('/api/templates/:slug/try', { config, schema: { tags, params, body: TryTemplateBody, response: { 200: TryTemplateAnswerSchema, ...problemAnswer } } }, async (request) => {
    const { start, sample } = request.body;
    return tryTemplate(await openSandbox(studio, request.params.slug), { start: start as JsonObject, ...(sample === undefined ? {} : { sample }) }, accountOf(request), localeOf(request));
  });
}
