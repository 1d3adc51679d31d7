import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { Obj, Opt, Str } from '../../api/common.ts';
import { BulkAnswerSchema, BulkBody, BulkHandOverBody, BulkOfferSchema, BulkTasksBody, CommentBody, CopiesBody, DelegationsSchema, HandOverBody, NewDelegationBody, PeopleAnswerSchema, ReturnBody, SignersBody, WithdrawBody } from '../../api/people.ts';
import { RunViewSchema } from '../../api/portal.ts';
import { claimAll, handOverAll, offerBulk, submitAll } from '../../services/bulk.ts';
import { addDelegation, endDelegation, ownDelegations } from '../../services/delegations.ts';
import { viewOf, type Reader } from '../../services/portal.ts';
import { addSigners, copyTo, handOver, peopleFor, remark, sendBack, withdrawRun } from '../../services/task-actions.ts';
import { textOf } from '../../services/texts.ts';
import { problemAnswer, typed } from '../typed.ts';
import { readerOf } from './reader.ts';

const config = { access: 'user' as const };
const tags = ['portal'];
const params = Obj({ id: Str() });
const answer = { 200: RunViewSchema, ...problemAnswer };

/** What people do with tasks besides answering them, and who acts for whom. */
export async function portalPeopleRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  const wanted = Obj({ for: Type.Enum(['handOver', 'addSigner', 'copy', 'delegate']), task: Opt(Str()), q: Opt(Str({ maxLength: 60 })) });
  api.get('/api/portal/people', { config, schema: { tags, querystring: wanted, response: { 200: PeopleAnswerSchema, ...problemAnswer } } }, (request) => peopleFor(studio, readerOf(request), request.query));

  api.post('/api/portal/tasks/:id/hand-over', { config, schema: { tags, params, body: HandOverBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await handOver(studio, request.params.id, reader, request.body), reader);
  });
  api.post('/api/portal/tasks/:id/signers', { config, schema: { tags, params, body: SignersBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await addSigners(studio, request.params.id, reader, request.body), reader);
  });
  api.post('/api/portal/tasks/:id/copies', { config, schema: { tags, params, body: CopiesBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await copyTo(studio, request.params.id, reader, request.body), reader);
  });
  api.post('/api/portal/tasks/:id/return', { config, schema: { tags, params, body: ReturnBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await sendBack(studio, request.params.id, reader, request.body), reader);
  });
  api.post('/api/portal/tasks/bulk', { config, schema: { tags, body: BulkBody, response: { 200: BulkAnswerSchema, ...problemAnswer } } }, (request) => {
    const { data, ...given } = request.body;
    return submitAll(studio, readerOf(request), { ...given, data: data as JsonObject });
  });
  api.post('/api/portal/tasks/bulk/offer', { config, schema: { tags, body: BulkTasksBody, response: { 200: BulkOfferSchema, ...problemAnswer } } }, (request) => offerBulk(studio, readerOf(request), request.body.ids));
  api.post('/api/portal/tasks/bulk/claim', { config, schema: { tags, body: BulkTasksBody, response: { 200: BulkAnswerSchema, ...problemAnswer } } }, (request) => claimAll(studio, readerOf(request), request.body.ids));
  api.post('/api/portal/tasks/bulk/hand-over', { config, schema: { tags, body: BulkHandOverBody, response: { 200: BulkAnswerSchema, ...problemAnswer } } }, (request) => handOverAll(studio, readerOf(request), request.body));
  api.post('/api/portal/runs/:id/comments', { config, schema: { tags, params, body: CommentBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await remark(studio, request.params.id, reader, { text: request.body.text, files: request.body.files ?? [] }), reader);
  });
  api.post('/api/portal/runs/:id/withdraw', { config, schema: { tags, params, body: WithdrawBody, response: answer } }, async (request) => {
    const reader = readerOf(request);
    return viewOf(studio, await withdrawRun(studio, request.params.id, reader, request.body.reason), reader);
  });

  const delegations = async ({ user, locale }: Reader) => ({
    items: [...(await ownDelegations(studio, user.id))],
    forMe: studio.people.principalsOf(user.id, studio.now().toISOString()).map(({ user: away, apps }) => ({
      name: away.name,
      apps: apps.map((id) => {
        const live = studio.live.get(id);
        return live ? textOf(live.scenario, live.scenario.title, locale) : id;
      }),
    })),
  });
  api.get('/api/portal/delegations', { config, schema: { tags, response: { 200: DelegationsSchema, ...problemAnswer } } }, (request) => delegations(readerOf(request)));
  api.post('/api/portal/delegations', { config, schema: { tags, body: NewDelegationBody, response: { 200: DelegationsSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    await addDelegation(studio, reader.user, request.body);
    return delegations(reader);
  });
  api.delete('/api/portal/delegations/:id', { config, schema: { tags, params, response: { 200: DelegationsSchema, ...problemAnswer } } }, async (request) => {
    const reader = readerOf(request);
    await endDelegation(studio, reader.user, request.params.id);
    return delegations(reader);
  });
}
