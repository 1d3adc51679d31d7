import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import { freshDatabase } from '../../support/postgres-database.ts';
import { startPostgres } from '../../support/postgres-server.ts';
import type { Bar, Bench } from '../bench.ts';
import { openMemoryHand, openPostgresHand, type HandSide } from './hand-side.ts';
import { importBars } from './imports.ts';
import { grantCheckBar, readBars } from './reads.ts';
import { REPORTS, reports } from './rows.ts';
import { openDataSide } from './studio-side.ts';

/** Connections of the pool by hand; the store's own number. */
const CONNECTIONS = 10;

async function measure(name: string, store: Store, hand: HandSide, short: boolean): Promise<readonly Bar[]> {
  await store.datasets.define(REPORTS);
  await store.datasets.load(REPORTS.id, reports(), 'bench');
  const side = await openDataSide(store);
  try {
    const bars = await readBars(name, side, hand, short);
    return name === 'embedded' ? [...bars, grantCheckBar(side, short)] : bars;
  } finally {
    await side.close();
    await store.close();
    await hand.close();
  }
}

/** Reads of 200,000 rows as a step of a scenario makes them, and their import, on both stores. */
export const data: Bench = async ({ short }) => {
  const folder = mkdtempSync(join(tmpdir(), 'data-bench-'));
  const server = await startPostgres({ durable: true });
  try {
    const embedded = await measure('embedded', await openEmbeddedStore(join(folder, 'store')), await openMemoryHand(join(folder, 'access.log')), short);
    const [ours, theirs, imported] = await Promise.all([freshDatabase(server.url), freshDatabase(server.url), freshDatabase(server.url)]);
    const postgres = await measure('postgres', await openPostgresStore(ours.url), await openPostgresHand(theirs.url, CONNECTIONS), short);
    return [...embedded, ...postgres, ...(await importBars('embedded')), ...(await importBars('postgres', imported.url))];
  } finally {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
};
