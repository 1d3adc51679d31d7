import type { FastifyReply } from 'fastify';

/**
 * Sends what is ready within one turn of the event loop at its end, one answer right after the other. Every write wakes
 * the reader at the other end; spread over the turn each of them pays for that, side by side only the first does.
 * @param later calls at the end of whatever makes answers ready
 */
export function createTogether(later: (send: () => void) => void): (reply: FastifyReply, body: object) => void {
  let ready: { readonly reply: FastifyReply; readonly text: ReturnType<FastifyReply['serialize']> }[] = [];
  const send = (): void => {
    const now = ready;
    ready = [];
    for (const { reply, text } of now) void reply.header('content-type', 'application/json; charset=utf-8').send(text);
  };
  return (reply, body) => {
    if (ready.push({ reply, text: reply.serialize(body) }) === 1) later(send);
  };
}
