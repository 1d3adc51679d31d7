import fp from 'fastify-plugin';
import type { FastifyInstance } from 'fastify';
import type { Studio } from '../../services/studio.ts';

declare module 'fastify' {
  interface FastifyInstance {
    studio: Studio;
  }
}

async function studio(app: FastifyInstance, options: { studio: Studio }): Promise<void> {
  app.decorate('studio', options.studio);
}

export const studioPlugin = fp(studio, { name: 'studio' });
