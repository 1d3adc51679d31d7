import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { median, spread, type Bar } from '../bench.ts';
import type { Ask } from './one-server.ts';

/** Of a server's own per run, as if each had a slow machine to itself. */
const OWN_MS = 4;
const CLIENTS = 16;

async function startServer(program: string, url: string, number: number): Promise<ChildProcess> {
  const child = fork(program, [url, String(number * 10_000_000), String(OWN_MS)]);
  await once(child, 'message');
  return child;
}

/** Runs a second of all servers together, each with as many clients. */
async function together(servers: readonly ChildProcess[], ms: number): Promise<number> {
  const told = await Promise.all(servers.map((server) => {
    server.send({ clients: CLIENTS, ms } satisfies Ask);
    return once(server, 'message') as Promise<[number]>;
  }));
  return told.reduce((sum, [perSecond]) => sum + perSecond, 0);
}

/**
 * Whether servers on one database are in each other's way. Here they share two processors with it, and would only show
 * that these are full; so the event loop of each server stands still for 4 ms a run, which makes the server itself the
 * limit and leaves the processors to the database.
 *
 * @param program path of `one-server.ts` as the product is shipped
 */
export async function twoServerBars(program: string, url: string, short: boolean): Promise<readonly Bar[]> {
  const first = await startServer(program, url, 2);
  const servers = [first, await startServer(program, url, 3)];
  const [one, two]: [number[], number[]] = [[], []];
  for (let round = 0; round < (short ? 2 : 5); round += 1) {
    one.push(await together([first], short ? 1500 : 4000));
    two.push(await together(servers, short ? 1500 : 4000));
  }
  for (const server of servers) {
    server.disconnect();
    await once(server, 'exit');
  }
  const ratios = two.map((value, i) => value / (one[i] ?? Number.NaN));
  console.log(`servers whose event loop stands still for ${OWN_MS} ms a run, ${CLIENTS} clients each, runs per second, min / median / max: one ${spread(one)}, two ${spread(two)}; ratio ${ratios.map((value) => value.toFixed(2)).join(' ')}`);
  return [{ name: 'two-servers', value: median(ratios), op: '>=', limit: 1.6, unit: 'x' }];
}
