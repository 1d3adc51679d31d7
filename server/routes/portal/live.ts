import type { FastifyInstance } from 'fastify';
import { sendEvents } from '../event-stream.ts';
import { readerOf } from './reader.ts';

const description = 'Server-sent events (`text/event-stream`): `change` says that tasks, notices or a run of the caller may have changed; what changed is asked for as usual. Ends with the session.';

/** Live updates of one person. */
export async function portalLiveRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  app.addHook('preClose', () => studio.changes.close());

  app.get('/api/portal/live', { config: { access: 'user' }, schema: { tags: ['portal'], description } }, (request, reply) => {
    const { user } = readerOf(request);
    return sendEvents(studio, request, reply, { listen: (tell, ended) => studio.changes.listen(user, tell, ended) });
  });
}
