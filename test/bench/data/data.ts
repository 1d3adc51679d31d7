import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleAsServer } from '../../../server/build/build.js';
import { freshDatabase } from '../../support/postgres-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import type { Bench } from '../bench.ts';
import { importBars } from './imports.ts';
import type * as Measure from './measure.ts';

/** Reads of 200,000 rows as a step of a scenario makes them, and their import, on both stores. */
export const data: Bench = async ({ short }) => {
  const folder = mkdtempSync(join(tmpdir(), 'data-bench-'));
  // Both sides as the product is shipped: run from source, every function that is made costs a call more.
  const { measureEmbedded, measurePostgres } = (await import(await bundleAsServer('test/bench/data/measure.ts', { out: 'bench-data' }))) as typeof Measure;
  const server = await startPostgres({ durable: true });
  try {
    const embedded = await measureEmbedded(folder, short);
    const [ours, theirs, imported] = await Promise.all([freshDatabase(server.url), freshDatabase(server.url), freshDatabase(server.url)]);
    const postgres = await measurePostgres(ours.url, theirs.url, short);
    return [...embedded, ...postgres, ...(await importBars('embedded')), ...(await importBars('postgres', imported.url))];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
