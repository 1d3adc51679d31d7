import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyInstance } from 'fastify';
import { ProblemSchema } from '../api/common.ts';

/** The same instance with types inferred from the schemas of each route. */
export function typed(app: FastifyInstance) {
  return app.withTypeProvider<TypeBoxTypeProvider>();
}

/** Every route may answer a problem. */
export const problemAnswer = { '4xx': ProblemSchema, '5xx': ProblemSchema } as const;
