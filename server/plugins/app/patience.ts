import fp from 'fastify-plugin';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { fail } from '../../errors.ts';

const LOOK_MS = 1000;

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
  const waiting = new Map<FastifyReply, number>();
  let now = performance.now();
  app.addHook('onRequest', (request, reply, done) => {
    if (request.routeOptions.config.unhurried !== true) waiting.set(reply, now);
    done();
  });
  app.addHook('onResponse', (_request, reply, done) => {
    waiting.delete(reply);
    done();
  });
  const look = setInterval(() => {
    now = performance.now();
    for (const [reply, since] of waiting) {
      // In the order they came.
      if (now - since < answerWithinMs) return;
      waiting.delete(reply);
      if (!reply.sent && !reply.raw.headersSent && !reply.raw.destroyed) void reply.send(fail('SCN_API_SLOW', { seconds: Math.round(answerWithinMs / 1000) }));
    }
  }, Math.min(LOOK_MS, answerWithinMs));
  look.unref();
  app.addHook('onClose', async () => clearInterval(look));
}

export const patiencePlugin = fp(patience, { name: 'patience' });
