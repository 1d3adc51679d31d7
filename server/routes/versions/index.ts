import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok, Str } from '../../api/common.ts';
import { ReleaseSchema } from '../../api/scenario.ts';
import { NewPointBody, PointBodySchema, RollBackBody, SavedPointSchema, ScheduleBody, ScheduledAnswer } from '../../api/versions.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { rollBack } from '../../services/versions/publish.ts';
import { dropPoint, getPoint, listPoints, savePoint } from '../../services/versions/saved-points.ts';
import { cancelSchedule, scheduledView, schedulePublish } from '../../services/versions/scheduled.ts';
import { problemAnswer, typed } from '../typed.ts';

const view = { access: 'scenario.view scenario' as const };
const edit = { access: 'scenario.edit scenario' as const };
const publish = { access: 'scenario.publish scenario' as const };
const tags = ['versions'];
const params = Obj({ id: Str() });
const pointParams = Obj({ id: Str(), point: Str() });

/** Saved points of a draft, publishing at a set time, and going back. */
export async function versionRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/scenarios/:id/points', { config: view, schema: { tags, params, response: { 200: Obj({ items: Type.Array(SavedPointSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listPoints(studio, request.params.id) }));

  api.post('/api/scenarios/:id/points', { config: edit, schema: { tags, params, body: NewPointBody, response: { 201: SavedPointSchema, ...problemAnswer } } }, async (request, reply) => reply.code(201).send(await savePoint(studio, request.params.id, request.body, accountOf(request).id)));

  api.get('/api/scenarios/:id/points/:point', { config: view, schema: { tags, params: pointParams, response: { 200: PointBodySchema, ...problemAnswer } } }, (request) => getPoint(studio, request.params.id, request.params.point));

  api.delete('/api/scenarios/:id/points/:point', { config: edit, schema: { tags, params: pointParams, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await dropPoint(studio, request.params.id, request.params.point, accountOf(request).id);
    return { ok: true as const };
  });

  api.get('/api/scenarios/:id/scheduled', { config: view, schema: { tags, params, response: { 200: ScheduledAnswer, ...problemAnswer } } }, (request) => scheduledView(studio, request.params.id, localeOf(request)));

  api.put('/api/scenarios/:id/scheduled', { config: publish, schema: { tags, params, body: ScheduleBody, response: { 200: ScheduledAnswer, ...problemAnswer } } }, async (request) => {
    await schedulePublish(studio, request.params.id, request.body, accountOf(request).id);
    return scheduledView(studio, request.params.id, localeOf(request));
  });

  api.delete('/api/scenarios/:id/scheduled', { config: publish, schema: { tags, params, response: { 200: ScheduledAnswer, ...problemAnswer } } }, async (request) => {
    await cancelSchedule(studio, request.params.id, accountOf(request).id);
    return scheduledView(studio, request.params.id, localeOf(request));
  });

  api.post('/api/scenarios/:id/roll-back', { config: { ...publish, unhurried: true }, schema: { tags, params, body: RollBackBody, response: { 201: ReleaseSchema, ...problemAnswer } } }, async (request, reply) => reply.code(201).send((await rollBack(studio, request.params.id, request.body, accountOf(request).id)).release));
}
