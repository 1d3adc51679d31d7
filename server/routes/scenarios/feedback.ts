import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { FeedbackDeedBody, FeedbackItemSchema, FeedbackListSchema, FeedbackQuery, WaitingFeedbackListSchema, WaitingFeedbackQuery } from '../../api/feedback.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { changeFeedback, listFeedback, listWaitingFeedback } from '../../services/feedback-inbox.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['feedback'];
const PAGE = 50;

/** What people who use an app say about it, for the task force that makes it. */
export async function feedbackRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/feedback', { config: { access: 'scenario.view any' }, schema: { tags, querystring: WaitingFeedbackQuery, response: { 200: WaitingFeedbackListSchema, ...problemAnswer } } }, (request) => listWaitingFeedback(studio, accountOf(request), request.query.limit ?? PAGE));

  api.get('/api/scenarios/:id/feedback', { config: { access: 'run.view scenario' }, schema: { tags, params: Obj({ id: Str() }), querystring: FeedbackQuery, response: { 200: FeedbackListSchema, ...problemAnswer } } }, (request) => listFeedback(studio, request.params.id, { limit: PAGE, ...request.query }));

  api.post('/api/scenarios/:id/feedback/:item', { config: { access: 'scenario.operate scenario' }, schema: { tags, params: Obj({ id: Str(), item: Str({ maxLength: 200 }) }), body: FeedbackDeedBody, response: { 200: FeedbackItemSchema, ...problemAnswer } } }, (request) => changeFeedback(studio, request.params.id, request.params.item, request.body, accountOf(request)));
}
