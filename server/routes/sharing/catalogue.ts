import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { JsonRecord, Obj, Ok, Str } from '../../api/common.ts';
import { CatalogueEntryBody, CatalogueItemSchema, QualitySchema } from '../../api/sharing.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { listCatalogue, qualityOf, saveEntry } from '../../services/sharing/catalogue.ts';
import { dcatOf } from '../../services/sharing/dcat.ts';
import { problemAnswer, typed } from '../typed.ts';

const config = { access: 'designer' as const };
const tags = ['sharing'];

/** What data there are, whose they are and how they may be shared. */
export async function dataCatalogueRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/catalogue', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(CatalogueItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listCatalogue(studio, accountOf(request)) }));

  api.get('/api/catalogue.jsonld', { config, schema: { tags, response: { 200: JsonRecord, ...problemAnswer } } }, async (request, reply) => {
    const document = dcatOf(await listCatalogue(studio, accountOf(request)), studio.baseUrl ?? `${request.protocol}://${request.host}`);
    return reply.header('content-disposition', 'attachment; filename="catalogue.jsonld"').send(document);
  });

  api.get('/api/catalogue/quality', { config: { access: 'dataset.rows dataset' }, schema: { tags, querystring: Obj({ dataset: Str() }), response: { 200: Obj({ items: Type.Array(QualitySchema) }), ...problemAnswer } } }, async (request) => ({ items: await qualityOf(studio, request.query.dataset, accountOf(request)) }));

  api.put('/api/catalogue/entry', { config: { access: 'dataset.edit any' }, schema: { tags, body: CatalogueEntryBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await saveEntry(studio, request.body, accountOf(request));
    studio.plans.clear();
    studio.health.forget();
    return { ok: true as const };
  });
}
