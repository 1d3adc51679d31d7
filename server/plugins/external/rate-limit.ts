import rateLimit from '@fastify/rate-limit';
import fp from 'fastify-plugin';
import { fail } from '../../errors.ts';

/** Off unless a route asks for it in `config.rateLimit`: log-in and set-up, counted per address. */
export const rateLimitPlugin = fp(async (app) => {
  await app.register(rateLimit, {
    global: false,
    errorResponseBuilder: (_request, context) => fail('SCN_API_RATE', { seconds: Math.ceil(context.ttl / 1000) }),
  });
}, { name: 'external-rate-limit' });
