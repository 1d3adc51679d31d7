import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { ScenarioSchema } from '../../../runtime/schema/scenario.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { Obj, Str } from '../../api/common.ts';
import { describe } from '../../errors.ts';
import { localeOf } from '../../plugins/app/locale.ts';
import { describeApi } from '../../plugins/external/documentation.ts';
import { typed } from '../typed.ts';
import { backupRoutes } from './backup.ts';

const StoreSchema = Obj({ kind: Str(), rows: Type.Integer(), bytes: Type.Integer(), warnings: Type.Array(Str()) });
const HealthSchema = Obj({ status: Type.Literal('ok'), version: Str(), store: StoreSchema });
const DownSchema = Obj({ status: Type.Literal('down'), version: Str(), problem: Obj({ code: Str(), detail: Str() }) });

/** What machines ask: is it alive, what does a scenario file look like, what can be called. */
export async function systemRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  await app.register(backupRoutes);
  api.get('/health', { config: { access: 'public', probe: true }, schema: { tags: ['system'], response: { 200: HealthSchema, 503: DownSchema } } }, async (request, reply) => {
    const { version, store } = app.studio;
    try {
      const facts = await store.status();
      return { status: 'ok' as const, version, store: { ...facts, warnings: [...facts.warnings] } };
    } catch (error) {
      if (!isScenarioError(error)) throw error;
      return reply.code(503).send({ status: 'down' as const, version, problem: { code: error.code, detail: describe(error, localeOf(request)).detail } });
    }
  });

  const published = JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...ScenarioSchema }, null, 1);
  api.get('/schema/scenario-1.json', { config: { access: 'public' }, schema: { tags: ['system'], description: 'JSON Schema of the scenario document, format 1' } }, (_request, reply) =>
    reply.type('application/schema+json; charset=utf-8').header('cache-control', 'public, max-age=300').header('access-control-allow-origin', '*').send(published));

  api.get('/api/openapi', { config: { access: 'user' }, schema: { tags: ['system'], description: 'This document' } }, async (request, reply) =>
    reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(describeApi(app, await app.describeRoutes(), request)));
}
