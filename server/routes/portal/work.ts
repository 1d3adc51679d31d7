import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Ok, Opt, Paged, Str } from '../../api/common.ts';
import { DUE_GROUPS, DraftBody, FeedbackBody, InboxCountsSchema, NoticeSchema, RunViewSchema, SubmitTaskBody, TaskItemSchema, TaskViewSchema } from '../../api/portal.ts';
import { giveFeedback } from '../../services/feedback.ts';
import { noticeBody } from '../../services/notice-words.ts';
import { demandRun, viewOf } from '../../services/portal.ts';
import { dropDraft, saveDraft } from '../../services/portal-drafts.ts';
import { countInbox, listInbox } from '../../services/inbox.ts';
import { loadRun } from '../../services/runs.ts';
import { claimTask, releaseTask, submitTask, viewTask } from '../../services/tasks.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const params = Obj({ id: Str() });
const cursorQuery = { cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 100 })) };

/** Tasks, runs, drafts and notices of one person. */
export async function portalWorkRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  const tasksQuery = Obj({
    /** `state=done` is the older word for `view=done`. */
    state: Opt(Type.Enum(['open', 'done'])), view: Opt(Type.Enum(['all', 'mine', 'unit', 'done', 'copied'])), due: Opt(Type.Enum([...DUE_GROUPS])), app: Opt(Str({ maxLength: 80 })), q: Opt(Str({ maxLength: 200 })), order: Opt(Type.Enum(['due', 'newest', 'oldest', 'app'])), ...cursorQuery,
  });
  api.get('/api/portal/tasks', { config, schema: { tags, querystring: tasksQuery, response: { 200: Paged(TaskItemSchema), ...problemAnswer } } }, (request) => {
    const { state, view, limit, ...rest } = request.query;
    return listInbox(studio, readerOf(request), { view: view ?? (state === 'done' ? 'done' : 'all'), limit: limit ?? 50, ...rest });
  });
  api.get('/api/portal/tasks/counts', { config, schema: { tags, response: { 200: InboxCountsSchema, ...problemAnswer } } }, (request) => countInbox(studio, readerOf(request)));

  api.get('/api/portal/tasks/:id', { config, schema: { tags, params, response: { 200: TaskViewSchema, ...problemAnswer } } }, (request) => viewTask(studio, request.params.id, readerOf(request)));
  api.post('/api/portal/tasks/:id/claim', { config, schema: { tags, params, response: { 200: TaskItemSchema, ...problemAnswer } } }, (request) => claimTask(studio, request.params.id, readerOf(request)));
  api.post('/api/portal/tasks/:id/release', { config, schema: { tags, params, response: { 200: TaskItemSchema, ...problemAnswer } } }, (request) => releaseTask(studio, request.params.id, readerOf(request)));

  api.post('/api/portal/tasks/:id/submit', { config, schema: { tags, params, body: SubmitTaskBody, response: { 200: RunViewSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const { clientKey, outcome, data } = request.body;
    const run = await submitTask(studio, request.params.id, reader, { clientKey, outcome, data: data as JsonObject });
    await dropDraft(studio, reader.user.id, `task:${request.params.id}`);
    return viewOf(studio, run, reader);
  });

  api.get('/api/portal/runs', { config, schema: { tags, querystring: Obj(cursorQuery), response: { 200: Paged(RunViewSchema), ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    const { cursor, limit } = request.query;
    const page = await studio.store.runs.list({ starter: reader.user.id, limit: limit ?? 20, ...(cursor ? { cursor } : {}) });
    const items = await Promise.all(page.items.map(async (record) => viewOf(studio, await loadRun(studio, record.id), reader, 'brief')));
    return { items, ...(page.next ? { next: page.next } : {}) };
  });

  api.get('/api/portal/runs/:id', { config, schema: { tags, params, response: { 200: RunViewSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await demandRun(studio, request.params.id, reader.user), reader);
  });

  api.post('/api/portal/runs/:id/feedback', { config, schema: { tags, params, body: FeedbackBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { user } = readerOf(request);
    const run = await demandRun(studio, request.params.id, user);
    const { page: _, ...given } = request.body;
    await giveFeedback(studio, { app: run.scenario.id, run: run.state.id }, user.id, given);
    return { ok: true as const };
  });

  const draftParams = Obj({ key: Str({ pattern: '^(app|task):[\\w@.#/-]{1,150}$' }) });
  api.put('/api/portal/drafts/:key', { config, schema: { tags, params: draftParams, body: DraftBody, response: { 200: Obj({ savedAt: Str() }), ...problemAnswer } } }, async (request) => {
    const { savedAt } = await saveDraft(studio, readerOf(request).user.id, request.params.key, request.body.values);
    return { savedAt };
  });
  api.delete('/api/portal/drafts/:key', { config, schema: { tags, params: draftParams, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await dropDraft(studio, readerOf(request).user.id, request.params.key);
    return { ok: true as const };
  });

  api.get('/api/portal/notices', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(NoticeSchema) }), ...problemAnswer } } }, async (request) => {
    const { user, locale } = readerOf(request);
    const notices = await studio.store.notices.list(user.id, 50);
    return { items: notices.map(({ to: _to, ...notice }) => ({ ...notice, body: noticeBody(notice.body, locale) })) };
  });
  api.post('/api/portal/notices/:id/read', { config, schema: { tags, params, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await studio.store.notices.markRead(readerOf(request).user.id, [request.params.id], studio.now().toISOString());
    return { ok: true as const };
  });
}
