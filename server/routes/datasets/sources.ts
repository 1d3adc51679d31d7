import type { FastifyInstance } from 'fastify';
import { Obj, Ok, Str } from '../../api/common.ts';
import { SourceBody, SourceRefreshBody, SourceSampleBody, SourceSampleSchema, SourceViewSchema } from '../../api/sources.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { refreshDataset } from '../../services/sources/refresh.ts';
import { sampleSource } from '../../services/sources/sample.ts';
import { removeSource, saveSource, viewSource } from '../../services/sources/sources.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['datasets'];
const querystring = Obj({ dataset: Str() });

/** Rows that a dataset gets from a connection. */
export async function sourceRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/datasets/source', { config: { access: 'dataset.write dataset' }, schema: { tags, querystring, response: { 200: SourceViewSchema, ...problemAnswer } } }, (request) => viewSource(studio, request.query.dataset, localeOf(request)));

  api.put('/api/datasets/source', { config: { access: 'dataset.edit dataset' }, schema: { tags, body: SourceBody, response: { 200: SourceViewSchema, ...problemAnswer } } }, async (request) => {
    const { dataset, source } = request.body;
    await saveSource(studio, dataset, source, accountOf(request));
    return viewSource(studio, dataset, localeOf(request));
  });

  api.delete('/api/datasets/source', { config: { access: 'dataset.edit dataset' }, schema: { tags, querystring, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await removeSource(studio, request.query.dataset, accountOf(request).id);
    return { ok: true as const };
  });

  api.post('/api/datasets/source/refresh', { config: { access: 'dataset.write dataset', unhurried: true }, schema: { tags, body: SourceRefreshBody, response: { 200: SourceViewSchema, ...problemAnswer } } }, async (request) => {
    const { dataset } = request.body;
    await refreshDataset(studio, dataset, accountOf(request).id);
    return viewSource(studio, dataset, localeOf(request));
  });

  api.post('/api/datasets/source/sample', { config: { access: 'dataset.edit any', unhurried: true }, schema: { tags, body: SourceSampleBody, response: { 200: SourceSampleSchema, ...problemAnswer } } }, (request) =>
    sampleSource(studio, request.body, { user: accountOf(request), locale: localeOf(request) }));
}
