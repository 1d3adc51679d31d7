import { bundleAsServer } from '../../../server/build/build.js';
import { freshDatabase } from '../../support/postgres-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import type { Bar, Bench } from '../bench.ts';
import type * as Measure from './measure.ts';
import { twoServerBars } from './two-servers.ts';

/**
 * Runs with one human task, started and finished through the services behind the portal, per second, against bare
 * BEGIN–INSERT–UPDATE–COMMIT transactions in the same database; rounds of both sides take turns. Then two servers against
 * one, and what grows: a long run, the heap of the server, and the database.
 */
export const runs: Bench = async ({ short }): Promise<readonly Bar[]> => {
  // Both sides as the product is shipped: run from source, every function that is made costs a call more.
  const { lastingBars, grownBars } = (await import(await bundleAsServer('test/bench/runs/measure.ts', { out: 'bench-runs' }))) as typeof Measure;
  const oneServer = await bundleAsServer('test/bench/runs/one-server.ts', { out: 'bench-one-server' });
  const server = await startPostgres({ durable: true });
  try {
    const database = await freshDatabase(server.url);
    const [version] = await database.query('SELECT version() AS version');
    console.log(`${String(version?.['version']).split(' on ')[0]}, fsync and synchronous_commit on, on this machine; no HTTP in between`);
    const lasting = await lastingBars(database, short);
    const two = await twoServerBars(oneServer, (await freshDatabase(server.url)).url, short);
    return [...lasting, ...two, ...(await grownBars(server.url, short))];
  } finally {
    await server.stop();
  }
};
