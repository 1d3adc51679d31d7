import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Str } from '../../api/common.ts';
import { NewUnitBody, UnitChangeBody, UnitItemSchema, UnitNodeSchema } from '../../api/units.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { demand, inUnit } from '../../services/policy/policy.ts';
import { listUnits } from '../../services/spaces/unit-list.ts';
import { addUnit, changeUnit } from '../../services/spaces/unit-work.ts';
import { problemAnswer, typed } from '../typed.ts';
import { explainRoutes } from './explain.ts';
import { organisationRoutes } from './organisation.ts';
import { placeRoutes } from './places.ts';
import { themeRoutes } from './theme.ts';

const tags = ['units'];

/** The tree of units, and what belongs where. */
export async function unitRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  await app.register(placeRoutes);
  await app.register(themeRoutes);
  await app.register(organisationRoutes);
  await app.register(explainRoutes);

  api.get('/api/units', { config: { access: 'unit.view any' }, schema: { tags, response: { 200: Obj({ items: Type.Array(UnitItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listUnits(studio, accountOf(request)) }));

  api.post('/api/units', { config: { access: 'unit.manage parent' }, schema: { tags, body: NewUnitBody, response: { 201: UnitNodeSchema, ...problemAnswer } } }, async (request, reply) => {
    const made = await addUnit(studio, request.body, accountOf(request).id);
    await studio.people.reload();
    return reply.code(201).send(made);
  });

  api.patch('/api/units/:id', { config: { access: 'unit.manage unit' }, schema: { tags, params: Obj({ id: Str() }), body: UnitChangeBody, response: { 200: UnitNodeSchema, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    if (request.body.parent !== undefined) demand(user, 'unit.manage', inUnit(studio, request.body.parent));
    const changed = await changeUnit(studio, request.params.id, request.body, user.id);
    await studio.people.reload();
    return changed;
  });
}
