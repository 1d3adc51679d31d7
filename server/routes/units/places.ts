import type { FastifyInstance } from 'fastify';
import { Obj, Str } from '../../api/common.ts';
import { PlaceBody, PlaceViewSchema } from '../../api/units.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { getDraft } from '../../services/drafts.ts';
import { demandDataset } from '../../services/datasets.ts';
import { changePlace, placeView } from '../../services/spaces/place-view.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['units'];
const params = Obj({ id: Str() });
const querystring = Obj({ dataset: Str() });
const response = { 200: PlaceViewSchema, ...problemAnswer };

/** Where scenarios and datasets belong, and who has rights to them. */
export async function placeRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/scenarios/:id/place', { config: { access: 'scenario.view scenario' }, schema: { tags, params, response } }, async (request) => {
    await getDraft(studio, request.params.id);
    return placeView(studio, { kind: 'scenario', id: request.params.id }, accountOf(request));
  });
  api.put('/api/scenarios/:id/place', { config: { access: 'scenario.share scenario' }, schema: { tags, params, body: PlaceBody, response } }, async (request) => {
    await getDraft(studio, request.params.id);
    const { baseVersion, ...place } = request.body;
    return changePlace(studio, { kind: 'scenario', id: request.params.id }, place, baseVersion, accountOf(request));
  });
  api.get('/api/datasets/place', { config: { access: 'dataset.view dataset' }, schema: { tags, querystring, response } }, async (request) => {
    await demandDataset(studio, request.query.dataset);
    return placeView(studio, { kind: 'dataset', id: request.query.dataset }, accountOf(request));
  });
  api.put('/api/datasets/place', { config: { access: 'dataset.share dataset' }, schema: { tags, querystring, body: PlaceBody, response } }, async (request) => {
    await demandDataset(studio, request.query.dataset);
    const { baseVersion, ...place } = request.body;
    return changePlace(studio, { kind: 'dataset', id: request.query.dataset }, place, baseVersion, accountOf(request));
  });
}
