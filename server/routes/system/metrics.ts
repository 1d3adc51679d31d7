import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../../services/metrics.ts';
import { typed } from '../typed.ts';

/** Figures for Prometheus. */
export async function metricsRoutes(app: FastifyInstance, { metrics }: { readonly metrics: Metrics }): Promise<void> {
  typed(app).get('/metrics', { config: { access: 'admin', scrape: true }, schema: { tags: ['system'], description: 'Figures in the text format of Prometheus' } }, async (_request, reply) => {
    const { type, body } = await metrics.text();
    return reply.type(type).serializer(String).send(body);
  });
}
