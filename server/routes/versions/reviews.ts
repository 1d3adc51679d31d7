import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok, Str } from '../../api/common.ts';
import { AskReviewBody, DesignNoticeSchema, NewThreadBody, ReadNoticesBody, ReviewersSchema, ReviewRuleAnswer, ReviewRuleBody, ReviewViewSchema, ThreadChangeBody, ThreadSchema, UnaskBody, VerdictBody } from '../../api/versions.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { addThread, changeThread } from '../../services/versions/comments.ts';
import { listDesignNotices, readDesignNotices } from '../../services/versions/design-notices.ts';
import { readRule, saveRule } from '../../services/versions/review-rule.ts';
import { reviewersOf, reviewView } from '../../services/versions/review-view.ts';
import { askReview, giveVerdict, unaskReview } from '../../services/versions/reviews.ts';
import { problemAnswer, typed } from '../typed.ts';

const view = { access: 'scenario.view scenario' as const };
const edit = { access: 'scenario.edit scenario' as const };
const tags = ['versions'];
const params = Obj({ id: Str() });
const answer = { response: { 200: ReviewViewSchema, ...problemAnswer } };

/** Asking for a look at a draft, comments on it, the word of those asked, and what the rules demand. */
export async function reviewRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const seen = (request: Parameters<typeof accountOf>[0], id: string) => reviewView(studio, id, accountOf(request), localeOf(request));

  api.get('/api/scenarios/:id/review', { config: view, schema: { tags, params, ...answer } }, (request) => seen(request, request.params.id));

  api.get('/api/scenarios/:id/reviewers', { config: view, schema: { tags, params, response: { 200: ReviewersSchema, ...problemAnswer } } }, (request) => reviewersOf(studio, request.params.id, accountOf(request), localeOf(request)));

  api.post('/api/scenarios/:id/reviews', { config: edit, schema: { tags, params, body: AskReviewBody, ...answer } }, async (request) => {
    await askReview(studio, request.params.id, request.body, accountOf(request).id);
    return seen(request, request.params.id);
  });

  api.delete('/api/scenarios/:id/reviews', { config: edit, schema: { tags, params, querystring: UnaskBody, ...answer } }, async (request) => {
    await unaskReview(studio, request.params.id, request.query.who, accountOf(request).id);
    return seen(request, request.params.id);
  });

  api.post('/api/scenarios/:id/verdict', { config: view, schema: { tags, params, body: VerdictBody, ...answer } }, async (request) => {
    await giveVerdict(studio, request.params.id, request.body, accountOf(request));
    return seen(request, request.params.id);
  });

  api.post('/api/scenarios/:id/comments', { config: view, schema: { tags, params, body: NewThreadBody, response: { 201: ThreadSchema, ...problemAnswer } } }, async (request, reply) => reply.code(201).send(await addThread(studio, request.params.id, request.body, accountOf(request))));

  api.post('/api/scenarios/:id/comments/:thread', { config: view, schema: { tags, params: Obj({ id: Str(), thread: Str() }), body: ThreadChangeBody, response: { 200: ThreadSchema, ...problemAnswer } } }, (request) => changeThread(studio, request.params.id, request.params.thread, request.body, accountOf(request)));

  const ruleAnswer = { response: { 200: ReviewRuleAnswer, ...problemAnswer } };
  api.put('/api/scenarios/:id/review-rule', { config: { access: 'scenario.share scenario' }, schema: { tags, params, body: ReviewRuleBody, ...ruleAnswer } }, (request) => {
    const { baseVersion, ...rule } = request.body;
    return saveRule(studio, `scenario:${request.params.id}`, rule, baseVersion, accountOf(request).id);
  });

  api.get('/api/units/:id/review-rule', { config: { access: 'unit.view unit' }, schema: { tags, params, ...ruleAnswer } }, (request) => readRule(studio, `unit:${request.params.id}`));

  api.put('/api/units/:id/review-rule', { config: { access: 'unit.manage unit' }, schema: { tags, params, body: ReviewRuleBody, ...ruleAnswer } }, (request) => {
    const { baseVersion, ...rule } = request.body;
    return saveRule(studio, `unit:${request.params.id}`, rule, baseVersion, accountOf(request).id);
  });

  api.get('/api/design-notices', { config: { access: 'designer' }, schema: { tags, response: { 200: Obj({ items: Type.Array(DesignNoticeSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listDesignNotices(studio, accountOf(request), localeOf(request)) }));

  api.post('/api/design-notices/read', { config: { access: 'designer' }, schema: { tags, body: ReadNoticesBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await readDesignNotices(studio, accountOf(request), request.body.ids);
    return { ok: true as const };
  });
}
