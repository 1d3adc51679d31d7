import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { demandApp } from '../../services/portal.ts';
import type { Reader } from '../../services/portal.ts';
import type { InstantRun } from '../../services/runs.ts';
import { decideApp, recordApp } from '../../services/start-app.ts';
import type { StartedApp } from '../../services/start-app.ts';
import type { Studio } from '../../services/studio.ts';
import { readerOf } from '../portal/reader.ts';

export interface Asked {
  readonly id: string;
  readonly release: string | undefined;
  readonly input: JsonObject;
  readonly explain: boolean;
  readonly clientKey: string | undefined;
}

/** A request for a run. */
export interface Arrived {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly asked: Asked;
}

interface Ready {
  readonly reply: FastifyReply;
  readonly text: ReturnType<FastifyReply['serialize']>;
}

export interface InstantWays {
  readonly answerOf: (reply: FastifyReply, asked: Asked, reader: Reader, started: StartedApp) => object;
  /** The long way, for a run that does not end where it begins. */
  readonly start: (arrived: Arrived) => void;
}

/**
 * Runs that end where they begin, those that were asked for in one turn of the event loop one right after the other, and
 * then their answers likewise. In between requests that are read each would find the code of the one before pushed out
 * of the processor's caches, which costs more than a run; and a write wakes the reader at the other end, which side by
 * side only the first of them does.
 */
export function createInstantStarts(studio: Studio, { answerOf, start }: InstantWays): (arrived: Arrived) => void {
  let ready: Ready[] = [];
  const sendAll = (): void => {
    const now = ready;
    ready = [];
    for (const { reply, text } of now) void reply.header('content-type', 'application/json; charset=utf-8').send(text);
  };
  const make = ({ reply, asked }: Arrived, reader: Reader, started: StartedApp): number => ready.push({ reply, text: reply.serialize(answerOf(reply, asked, reader, started)) });
  const record = (one: Arrived, reader: Reader, instant: InstantRun): void => {
    const { reply } = one;
    const refused = (error: unknown): void => void reply.send(error);
    const started = (done: StartedApp): void => {
      try {
        // All that one sync covers are told in one go.
        if (make(one, reader, done) === 1) process.nextTick(sendAll);
      } catch (error) {
        refused(error);
      }
    };
    recordApp(studio, instant, { started, refused });
  };
  const begin = (one: Arrived): void => {
    const { request, reply, asked } = one;
    try {
      const reader = readerOf(request);
      const instant = decideApp(studio, demandApp(studio, asked.id), reader.user, asked.input);
      if (!instant) start(one);
      else if (instant.isRecorded) record(one, reader, instant);
      else make(one, reader, { run: instant.run, settled: true });
    } catch (error) {
      void reply.send(error);
    }
  };
  let arrived: Arrived[] = [];
  const beginAll = (): void => {
    const all = arrived;
    arrived = [];
    for (const one of all) begin(one);
    sendAll();
  };
  return (one) => {
    if (arrived.push(one) === 1) setImmediate(beginAll);
  };
}
