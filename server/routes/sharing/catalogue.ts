import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { JsonRecord, Obj, Ok, Opt, Str } from '../../api/common.ts';
import { CheckNowBody, ChecksBody, QualityReportSchema, WrongRowsSchema } from '../../api/quality.ts';
import { CatalogueEntryBody, CatalogueItemSchema } from '../../api/sharing.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { qualityStates } from '../../services/quality/state.ts';
import { checkNow, qualityReport, saveChecks, wrongRows } from '../../services/quality/view.ts';
import { listCatalogue, saveEntry } from '../../services/sharing/catalogue.ts';
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
    const states = new Map([...(await qualityStates(studio))].flatMap(([id, { state }]) => (state ? [[id, state] as const] : [])));
    const document = dcatOf(await listCatalogue(studio, accountOf(request)), states, studio.baseUrl ?? `${request.protocol}://${request.host}`);
    return reply.header('content-disposition', 'attachment; filename="catalogue.jsonld"').send(document);
  });

  const report = { response: { 200: QualityReportSchema, ...problemAnswer } };
  api.get('/api/catalogue/quality', { config, schema: { tags, querystring: Obj({ dataset: Str() }), ...report } }, (request) => qualityReport(studio, request.query.dataset, accountOf(request)));

  api.post('/api/catalogue/quality/run', { config: { access: 'dataset.rows dataset', unhurried: true }, schema: { tags, body: CheckNowBody, ...report } }, (request) =>
    checkNow(studio, request.body.dataset, accountOf(request), () => studio.sweep.isStopping()));

  const wrongQuery = Obj({ dataset: Str(), check: Str({ maxLength: 40 }), offset: Opt(Type.Integer({ minimum: 0, maximum: 1_000_000 })), limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) });
  api.get('/api/catalogue/quality/rows', { config: { access: 'dataset.rows dataset', unhurried: true }, schema: { tags, querystring: wrongQuery, response: { 200: WrongRowsSchema, ...problemAnswer } } }, (request) => {
    const { dataset, check, offset = 0, limit = 50 } = request.query;
    return wrongRows(studio, { dataset, check, offset, limit }, accountOf(request));
  });

  api.put('/api/catalogue/checks', { config: { access: 'dataset.edit any' }, schema: { tags, body: ChecksBody, ...report } }, (request) =>
    saveChecks(studio, request.body, accountOf(request), localeOf(request)));

  api.put('/api/catalogue/entry', { config: { access: 'dataset.edit any' }, schema: { tags, body: CatalogueEntryBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await saveEntry(studio, request.body, accountOf(request));
    studio.plans.clear();
    studio.health.forget();
    return { ok: true as const };
  });
}
