import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { Obj } from '../../api/common.ts';
import { NodeTypeItemSchema } from '../../api/scenario.ts';
import { nodeTypeItems } from '../../services/catalogue.ts';
import { problemAnswer, typed } from '../typed.ts';
import { templateRoutes } from './templates.ts';

const config = { access: 'designer' as const };
const tags = ['catalogue'];

/** What a designer can build with: node types and templates. */
export async function catalogueRoutes(app: FastifyInstance): Promise<void> {
  const api = typed(app);
  const { studio } = app;
  api.get('/api/node-types', { config, schema: { tags, response: { 200: Obj({ items: Type.Array(NodeTypeItemSchema) }), ...problemAnswer } } }, async () => ({ items: nodeTypeItems(studio.load) }));
  await app.register(templateRoutes);
}
