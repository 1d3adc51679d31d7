import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj, Ok, Opt, Str } from '../../api/common.ts';
import { ColumnValuesSchema, DatasetBody, DatasetItemSchema, ImportReportSchema, NewRowBody, RowChangeBody, RowsAnswerSchema, RowTestSchema, RowSavedSchema } from '../../api/data.ts';
import { FinishImportBody, ImportBody, ImportItemSchema, ResumedSchema, ResumeImportBody, LeaveImportBody, UndoImportBody, UndoneSchema } from '../../api/imports.ts';
import { NewDatasetUnitsSchema, PreviewBody, StructurePreviewSchema } from '../../api/structure.ts';
import { GoneRowSchema, RowHistorySchema } from '../../api/row-past.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { accountOf } from '../../plugins/app/access.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { changeDataset, deleteRow, demandDataset, insertRow, listDatasets, readRows, updateRow } from '../../services/datasets.ts';
import { datasetFile } from '../../services/dataset-file.ts';
import { columnValues } from '../../services/column-values.ts';
import { demand, mayWith, placed } from '../../services/policy/policy.ts';
import { datasetFacts, placeNew, unitsForNew } from '../../services/policy/new-things.ts';
import { refuseKept } from '../../services/owned-structure.ts';
import { importRows } from '../../services/imports/import-rows.ts';
import { finishImport } from '../../services/imports/stage.ts';
import { leaveImport, listImports, resumeImport } from '../../services/imports/resume.ts';
import { undoImport } from '../../services/imports/undo.ts';
import { previewStructure } from '../../services/structure/preview.ts';
import { refuseBadNames, refuseBroken } from '../../services/structure/refuse.ts';
import { readGoneRows, readRowPast } from '../../services/row-past.ts';
import { withEntry } from '../../services/sharing/catalogue.ts';
import { problemAnswer, typed } from '../typed.ts';

/** An import may be as large as this, in bytes. */
const IMPORT_LIMIT = 32 * 1_048_576;
const read = { access: 'dataset.rows dataset' as const };
const write = { access: 'dataset.write dataset' as const };
const tags = ['datasets'];

export async function datasetRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;

  api.get('/api/datasets', { config: { access: 'dataset.view any' }, schema: { tags, response: { 200: Obj({ items: Type.Array(DatasetItemSchema) }), ...problemAnswer } } }, async (request) => ({ items: await listDatasets(studio, (id) => mayWith(studio, accountOf(request), 'dataset.view', 'dataset', id), (id) => datasetFacts(studio, accountOf(request), id)) }));

  api.put('/api/datasets', { config: { access: 'dataset.edit any' }, schema: { tags, body: DatasetBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    const { id } = request.body.definition;
    const before = await studio.store.datasets.get(id);
    if (before) demand(user, 'dataset.edit', placed(studio, 'dataset', id));
    await refuseKept(studio, request.body.definition);
    await refuseBadNames(studio, request.body.definition, { before, isSeen: (other) => mayWith(studio, user, 'dataset.view', 'dataset', other), locale: localeOf(request) });
    if (before) await refuseBroken(studio, before, withEntry(request.body.definition, before), request.body.drops ?? []);
    else await placeNew(studio, user, id, request.body.unit);
    await changeDataset(studio, id, { change: (before) => withEntry(request.body.definition, before), by: user.id, locale: localeOf(request) });
    await studio.sharing.reload();
    studio.plans.clear();
    return { ok: true as const };
  });

  api.post('/api/datasets/preview', { config: { access: 'dataset.edit any', unhurried: true }, schema: { tags, body: PreviewBody, response: { 200: StructurePreviewSchema, ...problemAnswer } } }, async (request) => {
    const user = accountOf(request);
    const { definition } = request.body;
    const before = await demandDataset(studio, definition.id);
    demand(user, 'dataset.edit', placed(studio, 'dataset', definition.id));
    await refuseBadNames(studio, definition, { before, isSeen: (other) => mayWith(studio, user, 'dataset.view', 'dataset', other), locale: localeOf(request) });
    return previewStructure(studio, before, withEntry(definition, before), { user, locale: localeOf(request) });
  });

  api.get('/api/datasets/units', { config: { access: 'dataset.edit any' }, schema: { tags, response: { 200: NewDatasetUnitsSchema, ...problemAnswer } } }, (request) => ({ items: [...unitsForNew(studio, accountOf(request))] }));

  const wish = { dataset: Str(), field: Opt(Str()), op: Opt(RowTestSchema), value: Opt(Str()), where: Opt(Str({ maxLength: 8000, description: 'Further tests as JSON text, all of which must hold: [{"field","op","value"}], 10 at most' })), sort: Opt(Str({ description: 'Column; `-` before it for backwards' })) };
  const rowsQuery = Obj({ ...wish, offset: Opt(Type.Integer({ minimum: 0, maximum: 1_000_000 })), limit: Opt(Type.Integer({ minimum: 1, maximum: 500 })) });
  api.get('/api/datasets/rows', { config: read, schema: { tags, querystring: rowsQuery, response: { 200: RowsAnswerSchema, ...problemAnswer } } }, async (request) => {
    const { offset, limit, ...wanted } = request.query;
    const found = await readRows(studio, { ...wanted, offset: offset ?? 0, limit: limit ?? 50 }, accountOf(request), localeOf(request));
    return { ...found, rows: found.rows.map((row) => ({ ...row })) };
  });

  api.get('/api/datasets/rows/export', { config: { ...read, unhurried: true }, schema: { tags, querystring: Obj(wish), produces: ['text/csv'] } }, async (request, reply) => {
    const parts = await datasetFile(studio, request.query, accountOf(request), localeOf(request));
    return reply.type('text/csv; charset=utf-8').header('content-disposition', `attachment; filename="${request.query.dataset.replaceAll('/', '-')}.csv"`).send(Readable.from(parts));
  });

  api.get('/api/datasets/history', { config: read, schema: { tags, querystring: Obj({ dataset: Str(), id: Str() }), response: { 200: RowHistorySchema, ...problemAnswer } } }, (request) =>
    readRowPast(studio, request.query.dataset, request.query.id, accountOf(request)));

  api.get('/api/datasets/gone', { config: read, schema: { tags, querystring: Obj({ dataset: Str() }), response: { 200: Obj({ items: Type.Array(GoneRowSchema) }), ...problemAnswer } } }, async (request) => ({
    items: [...(await readGoneRows(studio, request.query.dataset, accountOf(request)))],
  }));

  api.get('/api/datasets/values', { config: read, schema: { tags, querystring: Obj({ dataset: Str(), field: Str() }), response: { 200: ColumnValuesSchema, ...problemAnswer } } }, async (request) => ({
    values: [...(await columnValues(studio, request.query, accountOf(request)))],
  }));

  api.post('/api/datasets/rows', { config: write, schema: { tags, body: NewRowBody, response: { 201: RowSavedSchema, ...problemAnswer } } }, async (request, reply) =>
    reply.code(201).send(await insertRow(studio, request.body.dataset, request.body.data as JsonObject, accountOf(request).id, localeOf(request))));

  api.put('/api/datasets/rows', { config: write, schema: { tags, body: RowChangeBody, response: { 200: RowSavedSchema, ...problemAnswer } } }, (request) => {
    const { dataset, id, version, data } = request.body;
    return updateRow(studio, dataset, { id, version, data: data as JsonObject }, accountOf(request).id, localeOf(request));
  });

  api.delete('/api/datasets/rows', { config: write, schema: { tags, querystring: Obj({ dataset: Str(), id: Str(), version: Type.Integer() }), response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    const { dataset, id, version } = request.query;
    await deleteRow(studio, dataset, id, version, accountOf(request).id);
    return { ok: true as const };
  });

  api.post('/api/datasets/import', { config: { ...write, unhurried: true }, bodyLimit: IMPORT_LIMIT, schema: { tags, body: ImportBody, response: { 200: ImportReportSchema, ...problemAnswer } } }, (request) =>
    importRows(studio, request.body, accountOf(request).id, localeOf(request)));

  api.get('/api/datasets/imports', { config: write, schema: { tags, querystring: Obj({ dataset: Str() }), response: { 200: Obj({ items: Type.Array(ImportItemSchema) }), ...problemAnswer } } }, async (request) => ({
    items: await listImports(studio, request.query.dataset, accountOf(request).id, (id) => studio.people.find(id)?.name ?? id),
  }));

  api.post('/api/datasets/imports/resume', { config: write, schema: { tags, body: ResumeImportBody, response: { 200: ResumedSchema, ...problemAnswer } } }, (request) =>
    resumeImport(studio, request.body, accountOf(request).id));

  api.post('/api/datasets/imports/finish', { config: { ...write, unhurried: true }, schema: { tags, body: FinishImportBody, response: { 200: ImportReportSchema, ...problemAnswer } } }, (request) =>
    finishImport(studio, request.body, accountOf(request).id, localeOf(request)));

  api.post('/api/datasets/imports/leave', { config: write, schema: { tags, body: LeaveImportBody, response: { 200: Ok, ...problemAnswer } } }, async (request) => {
    await leaveImport(studio, request.body.dataset, request.body.import, accountOf(request).id);
    return { ok: true as const };
  });

  api.post('/api/datasets/imports/undo', { config: { ...write, unhurried: true }, schema: { tags, body: UndoImportBody, response: { 200: UndoneSchema, ...problemAnswer } } }, (request) =>
    undoImport(studio, request.body, accountOf(request).id));
}
