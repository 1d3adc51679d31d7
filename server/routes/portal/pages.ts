import { Type } from 'typebox';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Obj, Opt, Str } from '../../api/common.ts';
import { MovedRowSchema, MoveRowBody, PageRowsQuery, PageRowsSchema } from '../../api/pages.ts';
import { DashboardSchema } from '../../api/portal.ts';
import { fail } from '../../errors.ts';
import { exportRows } from '../../services/pages/export-rows.ts';
import { moveRow } from '../../services/pages/move-row.ts';
import { demandPage, demandRowsBlock, mayDo, type OpenPage } from '../../services/pages/page-access.ts';
import { openRows } from '../../services/pages/page-rows.ts';
import { pageView } from '../../services/pages/page-view.ts';
import { showRows } from '../../services/pages/show-rows.ts';
import { planOf } from '../../services/runs.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const onePage = { id: Str(), page: Str() };
const oneBlock = { ...onePage, block: Str() };

interface BlockParams {
  readonly id: string;
  readonly page: string;
  readonly block: string;
}

/** Pages of an app: figures, and rows block by block. */
export async function portalPageRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  const opened = (request: FastifyRequest, { id, page }: { readonly id: string; readonly page: string }): OpenPage => demandPage(studio, id, page, readerOf(request));
  const rowsOf = async (request: FastifyRequest, params: BlockParams, view?: 'board' | 'list') => {
    const page = opened(request, params);
    const block = demandRowsBlock(page, params.block, view);
    return { block, work: { ...(await openRows(studio, { plan: await planOf(studio, page.live.release.id), page: page.id, block, reader: readerOf(request) })), base: studio } };
  };

  api.get('/api/portal/apps/:id/pages/:page', { config, schema: { tags, params: Obj(onePage), response: { 200: DashboardSchema, ...problemAnswer } } }, async (request) => {
    const page = opened(request, request.params);
    return pageView(studio, await planOf(studio, page.live.release.id), page, readerOf(request));
  });

  const paging = { offset: Opt(Type.Integer({ minimum: 0, maximum: 10_000_000 })), limit: Opt(Type.Integer({ minimum: 1, maximum: 200 })) };
  api.get('/api/portal/apps/:id/pages/:page/rows/:block', { config, schema: { tags, params: Obj(oneBlock), querystring: Obj({ ...PageRowsQuery, ...paging }), response: { 200: PageRowsSchema, ...problemAnswer } } }, async (request) => {
    const { work } = await rowsOf(request, request.params);
    return showRows(work, request.query);
  });

  api.get('/api/portal/apps/:id/pages/:page/rows/:block/export', { config, schema: { tags, params: Obj(oneBlock), querystring: Obj(PageRowsQuery), produces: ['text/csv'] } }, async (request, reply) => {
    const { work, block } = await rowsOf(request, request.params, 'list');
    if (!mayDo(work.reader, block.export)) throw fail('SCN_PAGE_EXPORT', { block: block.id });
    const file = await exportRows(work, request.query);
    // Ids hold no quotes, slashes or control characters, so they make a safe name.
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${encodeURIComponent(work.plan.scenario.id)}.csv"; filename*=UTF-8''${encodeURIComponent(`${work.plan.scenario.id}-${work.page}-${block.id}`)}.csv`).send(file);
  });

  api.post('/api/portal/apps/:id/pages/:page/rows/:block/move', { config, schema: { tags, params: Obj(oneBlock), body: MoveRowBody, response: { 200: MovedRowSchema, ...problemAnswer } } }, async (request) => {
    const { work } = await rowsOf(request, request.params, 'board');
    return moveRow(work, request.body);
  });
}
