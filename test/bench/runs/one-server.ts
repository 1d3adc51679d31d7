import { openPostgresStore } from '../../../server/stores/postgres/postgres-store.ts';
import { rate, warmUp } from './rate.ts';
import { openStudioSide } from './studio-side.ts';

export interface Ask {
  readonly clients: number;
  readonly ms: number;
}

/** A server of its own, told by its parent how long to work; answers how many runs a second it started and finished. */
const [url = '', first = '0', ownMs = '0'] = process.argv.slice(2);
const store = await openPostgresStore(url);
const studio = await openStudioSide(store);
const count = { n: Number(first) };
const still = new Int32Array(new SharedArrayBuffer(4));

/** The event loop is held as by work, without taking anything of the processors that the database needs. */
const run = async (n: number): Promise<string> => {
  Atomics.wait(still, 0, 0, Number(ownMs));
  return studio.runOnce(n);
};

await warmUp(studio.runOnce, 300, count);
process.on('message', ({ clients, ms }: Ask) => {
  void rate(clients, ms, run, count).then((perSecond) => process.send?.(perSecond));
});
process.on('disconnect', () => {
  void studio.close().then(() => store.close()).then(() => process.exit(0));
});
process.send?.('ready');
