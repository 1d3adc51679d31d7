import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Bar } from '../bench.ts';
import type { StudioSide } from './studio-side.ts';

/** Live bytes: what is left after everything that can go has gone. */
function liveHeap(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}

/** Whether a server grows with the runs it has seen: its live heap after the first tenth of them and after all. */
export async function memoryBars(studio: StudioSide, short: boolean, count: { n: number }): Promise<readonly Bar[]> {
  const runs = short ? 2000 : 50_000;
  const work = async (times: number) => {
    const until = count.n + times;
    await Promise.all(Array.from({ length: 16 }, async () => {
      while (count.n < until) await studio.runOnce((count.n += 1));
    }));
  };
  await work(runs / 10);
  const before = liveHeap();
  await work(runs - runs / 10);
  const after = liveHeap();
  console.log(`live heap after ${runs / 10} and ${runs} runs: ${(before / 2 ** 20).toFixed(1)} and ${(after / 2 ** 20).toFixed(1)} MiB`);
  return [{ name: `heap-over-${runs}-runs`, value: after / before, op: '<=', limit: 1.1, unit: 'x' }];
}
