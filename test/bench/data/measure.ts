import { join } from 'node:path';
import { openEmbeddedStore } from '../../../server/stores/embedded/embedded-store.ts';
import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import type { Store } from '../../../server/stores/store.ts';
import type { Bar } from '../bench.ts';
import { openMemoryHand, openPostgresHand, type HandSide } from './hand-side.ts';
import { grantCheckBar, readBars } from './reads.ts';
import { REPORTS, reports } from './rows.ts';
import { openDataSide } from './studio-side.ts';

/** Connections of the pool by hand; the store's own number. */
const CONNECTIONS = 20;

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

export async function measureEmbedded(folder: string, short: boolean): Promise<readonly Bar[]> {
  return measure('embedded', await openEmbeddedStore(join(folder, 'store')), await openMemoryHand(join(folder, 'access.log')), short);
}

export async function measurePostgres(ours: string, theirs: string, short: boolean): Promise<readonly Bar[]> {
  return measure('postgres', await openPostgresStore(ours), await openPostgresHand(theirs, CONNECTIONS), short);
}
