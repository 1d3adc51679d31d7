import type { FastifyInstance } from 'fastify';
import { PassThrough } from 'node:stream';
import type { LiveChange } from '../../api/portal.ts';
import { findUser } from '../../services/accounts.ts';
import { readSession } from '../../services/sessions.ts';
import { readerOf } from './reader.ts';

/** A line now and then keeps proxies from closing the stream, and ends it with the session. */
const BEAT_MS = 25_000;

const description = 'Server-sent events (`text/event-stream`): `change` says that tasks, notices or a run of the caller may have changed; what changed is asked for as usual. Ends with the session.';

/** Live updates of one person. */
export async function portalLiveRoutes(app: FastifyInstance): Promise<void> {
  const { studio } = app;
  app.addHook('preClose', () => studio.changes.close());

  app.get('/api/portal/live', { config: { access: 'user' }, schema: { tags: ['portal'], description } }, (request, reply) => {
    if (!request.headers.accept?.includes('text/event-stream')) return reply.code(204).send();
    const { user } = readerOf(request);
    const stream = new PassThrough();
    const isOpen = async () => {
      const session = await readSession(studio, request.sessionToken ?? '');
      const account = session === null ? null : await findUser(studio, session.user);
      return account !== null && !account.disabled;
    };
    const beat = setInterval(() => {
      isOpen().then((open) => (open ? stream.write(': beat\n\n') : stream.end()), () => stream.end());
    }, BEAT_MS);
    beat.unref();
    const stop = studio.changes.listen(user, (change: LiveChange) => stream.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`), () => stream.end());
    stream.once('close', () => {
      clearInterval(beat);
      stop();
    });
    stream.write('retry: 5000\n\n');
    // The connection ends with the stream: kept alive, it would hold up a shutdown.
    return reply.header('connection', 'close').header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(stream);
  });
}
