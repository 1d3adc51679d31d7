import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../../errors.ts';
import { Slots } from '../../services/slots.ts';

const LOOK_MS = 1000;

declare module 'fastify' {
  interface FastifyReply {
    /** Place among those who wait, while the request does. */
    waitsAt: number | null;
  }
}

export interface PatienceOptions {
  /** So long a request may go without an answer. */
  readonly answerWithinMs: number;
}

/**
 * Every request is answered in a bounded time: one that waits for a database, another command or a service that hangs
 * is told so, and that it may be sent again. What was begun goes on. One look a second at all who wait costs a request
 * less than a timer of its own.
 */
async function patience(app: FastifyInstance, { answerWithinMs }: PatienceOptions): Promise<void> {
  const waiting = new Slots<{ readonly reply: FastifyReply; readonly since: number }>();
  const leave = (reply: FastifyReply): void => {
    if (reply.waitsAt === null) return;
    waiting.remove(reply.waitsAt);
    reply.waitsAt = null;
  };
  app.decorateReply('waitsAt', null);
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.unhurried !== true) reply.waitsAt = waiting.add({ reply, since: performance.now() });
    done();
  });
  app.addHook('onResponse', (_request, reply, done) => {
    leave(reply);
    done();
  });
  const look = setInterval(() => {
    const now = performance.now();
    waiting.forEach(({ reply, since }) => {
      if (now - since < answerWithinMs) return;
      leave(reply);
      if (!reply.sent && !reply.raw.headersSent && !reply.raw.destroyed) void reply.send(fail('SCN_API_SLOW', { seconds: Math.round(answerWithinMs / 1000) }));
    });
  }, Math.min(LOOK_MS, answerWithinMs));
  look.unref();
  app.addHook('onClose', async () => clearInterval(look));
}

export const patiencePlugin = fp(patience, { name: 'patience' });
