import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDial } from '../../../server/host/guarded-connect.ts';
import type { Dial } from '../../../server/host/guarded-connect.ts';

/** A dialler that counts and never opens a socket except to the canary on 127.0.0.1. */
export function countingDial(port: number): { readonly dial: Dial; readonly dials: string[] } {
  const real = createDial(2000);
  const dials: string[] = [];
  return {
    dials,
    dial: (options, callback) => {
      dials.push(`${options.hostname}:${options.port}`);
      if (options.hostname === '127.0.0.1' && Number(options.port) === port) real(options, callback);
      else callback(new Error('the test dialler goes nowhere'), null);
    },
  };
}

export interface Canary {
  readonly port: number;
  readonly hits: { path: string; headers: IncomingMessage['headers'] }[];
  readonly close: () => Promise<void>;
}

export async function startCanary(handle: (request: IncomingMessage, response: ServerResponse) => void): Promise<Canary> {
  const hits: Canary['hits'] = [];
  const server: Server = createServer((request, response) => {
    hits.push({ path: request.url ?? '', headers: request.headers });
    handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    hits,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
