import type { FastifyReply, FastifyRequest } from 'fastify';
import { PassThrough } from 'node:stream';
import type { User } from '../api/account.ts';
import { findUser } from '../services/accounts.ts';
import { readSession } from '../services/sessions.ts';
import type { Studio } from '../services/studio.ts';

/** A line now and then keeps proxies from closing the stream, and ends it with the session. */
const BEAT_MS = 25_000;

export interface Streamed {
  /** Begins to listen; `tell` sends one event `change`, the answer ends it. */
  readonly listen: (tell: (change: object) => void, ended: () => void) => () => void;
  /** Whether the person, as they are now, may go on listening. */
  readonly mayHear?: (user: User) => boolean;
}

/** Answers with server-sent events until the session ends or the page goes; 204 for who asks for anything else. */
export function sendEvents(studio: Studio, request: FastifyRequest, reply: FastifyReply, { listen, mayHear }: Streamed): FastifyReply {
  if (!request.headers.accept?.includes('text/event-stream')) return reply.code(204).send();
  const stream = new PassThrough();
  const isOpen = async () => {
    const session = await readSession(studio, request.sessionToken ?? '');
    const account = session === null ? null : await findUser(studio, session.user);
    if (session === null || account === null || account.disabled) return false;
    return mayHear?.(studio.personView(account, session.acting ?? account.unit.id)) ?? true;
  };
  const beat = setInterval(() => {
    isOpen().then((open) => (open ? stream.write(': beat\n\n') : stream.end()), () => stream.end());
  }, BEAT_MS);
  beat.unref();
  const stop = listen((change) => stream.write(`event: change\ndata: ${JSON.stringify(change)}\n\n`), () => stream.end());
  stream.once('close', () => {
    clearInterval(beat);
    stop();
  });
  stream.write('retry: 5000\n\n');
  // The connection ends with the stream: kept alive, it would hold up a shutdown.
  return reply.header('connection', 'close').header('content-type', 'text/event-stream; charset=utf-8').header('cache-control', 'no-store').header('x-accel-buffering', 'no').send(stream);
}
