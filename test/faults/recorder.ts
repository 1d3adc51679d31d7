import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Random } from '../support/random.ts';

/**
 * The outside service that runs write to, on 127.0.0.1. It does what a keyed service does: once per Idempotency-Key,
 * and the same answer again to the same key. It also loses answers and takes its time.
 */
export interface Recorder {
  readonly port: number;
  /** Keys under which something was done, by the number it was done for. */
  readonly done: ReadonlyMap<number, ReadonlySet<string>>;
  /** Requests in all, repeats included. */
  readonly hits: () => number;
  readonly close: () => Promise<void>;
}

export async function startRecorder(random: Random): Promise<Recorder> {
  const done = new Map<number, Set<string>>();
  let hits = 0;
  const answer = (response: ServerResponse, status: number, body: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      hits += 1;
      if (request.url === '/poison') return void answer(response, 500, { poison: true });
      const { n } = JSON.parse(Buffer.concat(chunks).toString()) as { n: number };
      const keys = done.get(n) ?? new Set();
      done.set(n, keys.add(String(request.headers['idempotency-key'])));
      // Done, but the answer is lost: the caller has to ask again under the same key.
      if (random() < 0.05) return void request.socket.destroy();
      return void setTimeout(() => answer(response, 200, { n }), random() < 0.3 ? random() * 300 : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    done,
    hits: () => hits,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
