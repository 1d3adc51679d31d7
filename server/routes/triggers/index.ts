import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { Json } from '../../../runtime/schema/json.ts';
import { Obj, Ok, Opt, Str } from '../../api/common.ts';
import { DeliveriesBody, DeliveriesDropBody, DeliveryPage, DeliveryResultsSchema, EventAnswerSchema, EventBody, TriggerItemSchema, TriggerPauseBody, TriggerSecretBody, TriggerSecretSchema } from '../../api/triggers.ts';
import { fail } from '../../errors.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { forbidden, mayWith } from '../../services/policy/policy.ts';
import { demandApp } from '../../services/portal.ts';
import { rotateHook } from '../../services/triggers/hooks.ts';
import { dropDeliveries, hookPath, listDeliveries, listTriggers, retryDeliveries } from '../../services/triggers/list-triggers.ts';
import { takeEvent } from '../../services/triggers/take-event.ts';
import { findTrigger } from '../../services/triggers/trigger-book.ts';
import { pauseTrigger } from '../../services/triggers/trigger-state.ts';
import { problemAnswer, typed } from '../typed.ts';
import { hookRoutes } from './hooks.ts';

const tags = ['triggers'];
const params = Obj({ id: Str() });
const look = { access: 'run.view scenario' as const };
const operate = { access: 'scenario.operate scenario' as const };
const manage = { access: 'scenario.trigger scenario' as const };

/** What begins runs by itself, what failed of it, and events from outside. */
export async function triggerRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  await app.register(hookRoutes);

  const demand = (scenario: string, source: string) => {
    const found = findTrigger(studio.live, scenario, source);
    if (!found) throw fail('SCN_API_NOT_FOUND', { what: source });
    return found.trigger;
  };

  api.get('/api/scenarios/:id/triggers', { config: look, schema: { tags, params, response: { 200: Obj({ items: Type.Array(TriggerItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listTriggers(studio, request.params.id, localeOf(request)) }));

  api.post('/api/scenarios/:id/triggers/pause', { config: manage, schema: { tags, params, body: TriggerPauseBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await pauseTrigger(studio, demand(request.params.id, request.body.source).id, request.body.paused, accountOf(request).id);
    studio.bell.ring();
    return { ok: true as const };
  });

  api.post('/api/scenarios/:id/triggers/secret', { config: manage, schema: { tags, params, body: TriggerSecretBody, response: { 200: TriggerSecretSchema, ...problemAnswer } } }, async (request) => {
    const trigger = demand(request.params.id, request.body.source);
    if (trigger.kind !== 'webhook') throw fail('SCN_API_NOT_FOUND', { what: request.body.source });
    const { secret, until } = await rotateHook(studio, { id: trigger.id, scenario: trigger.scenario, source: `${trigger.flow}/${trigger.node}` }, accountOf(request).id);
    return { path: hookPath(trigger.id), secret, ...(until ? { until } : {}) };
  });

  const query = Obj({ status: Opt(Type.Union([Type.Literal('waiting'), Type.Literal('failed')])), cursor: Opt(Str()), limit: Opt(Type.Integer({ minimum: 1, maximum: 100 })) });
  api.get('/api/scenarios/:id/deliveries', { config: look, schema: { tags, params, querystring: query, response: { 200: DeliveryPage, ...problemAnswer } } }, (request) => {
    const { status, cursor, limit } = request.query;
    return listDeliveries(studio, request.params.id, { limit: limit ?? 50, ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }, localeOf(request));
  });
  api.post('/api/scenarios/:id/deliveries/retry', { config: operate, schema: { tags, params, body: DeliveriesBody, response: { 200: DeliveryResultsSchema, ...problemAnswer } } }, async (request) => ({ results: await retryDeliveries(studio, request.params.id, request.body.ids, accountOf(request).id, localeOf(request)) }));
  api.post('/api/scenarios/:id/deliveries/drop', { config: operate, schema: { tags, params, body: DeliveriesDropBody, response: { 200: DeliveryResultsSchema, ...problemAnswer } } }, async (request) => ({ results: await dropDeliveries(studio, request.params.id, request.body.ids, request.body.reason, accountOf(request).id, localeOf(request)) }));

  const description = 'Tells the runs of an app that wait for an event of this name and key. Programs send `Authorization: Bearer` with an API key made for the app. An `Idempotency-Key` header makes a repeat the same event.';
  const security = [{ key: [] }, { session: [] }];
  api.post('/api/apps/:id/events', { config: { access: 'user', machine: true }, schema: { tags: ['published'], description, security, params, body: EventBody, response: { 200: EventAnswerSchema, 202: EventAnswerSchema, ...problemAnswer } } }, async (request, reply) => {
    const user = accountOf(request);
    // Programs hold a key for the app; of people, only those who look after scenarios send events by hand.
    const { scenario } = demandApp(studio, request.params.id);
    if (!user.id.startsWith('k-') && !mayWith(studio, user, 'scenario.operate', 'scenario', scenario.id)) throw forbidden('scenario.operate');
    const { name, key, data } = request.body;
    const clientKey = request.headers['idempotency-key'];
    const answer = await takeEvent(studio, scenario.id, { name, key: (key ?? null) as Json, payload: (data ?? {}) as Json, ...(typeof clientKey === 'string' ? { clientKey: clientKey.slice(0, 64) } : {}) }, user.id);
    return reply.code(answer.reached > 0 ? 200 : 202).send(answer);
  });
}
