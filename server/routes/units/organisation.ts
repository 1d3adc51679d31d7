import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Str } from '../../api/common.ts';
import { OrganisationBody, OrganisationReportSchema } from '../../api/organisation.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { exportPeople, exportUnits } from '../../services/organisation/export-organisation.ts';
import { importOrganisation, previewOrganisation, undoOrganisation } from '../../services/organisation/import-organisation.ts';
import { problemAnswer, typed } from '../typed.ts';

const tags = ['units'];
const config = { access: 'person.manage any' as const };
const LIMIT = 16 * 1_048_576;

/** A whole organisation in and out as CSV. */
export async function organisationRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  const schema = { tags, body: OrganisationBody, response: { 200: OrganisationReportSchema, ...problemAnswer } };

  api.post('/api/organisation/preview', { config, bodyLimit: LIMIT, schema }, (request) => previewOrganisation(studio, request.body, accountOf(request), localeOf(request)));
  api.post('/api/organisation/import', { config, bodyLimit: LIMIT, schema }, (request) => importOrganisation(studio, request.body, accountOf(request), localeOf(request)));
  api.post('/api/organisation/undo', { config, schema: { tags, body: Obj({ undo: Str({ maxLength: 40 }) }), response: { 200: Obj({ undone: Type.Integer(), kept: Type.Integer() }), ...problemAnswer } } }, (request) => undoOrganisation(studio, request.body.undo, accountOf(request)));

  for (const [name, write] of [['units', exportUnits], ['people', exportPeople]] as const) {
    api.get(`/api/organisation/${name}.csv`, { config: { access: name === 'units' ? 'unit.view any' : 'person.view any' }, schema: { tags } }, (request, reply) =>
      reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${name}.csv"`).serializer(String).send(write(studio, accountOf(request))));
  }
}
