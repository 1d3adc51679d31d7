import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Store } from '../../../server/stores/store.ts';
import type { Bar } from '../bench.ts';
import { median } from '../bench.ts';
import { openStudioSide, LASTING, type StudioSide } from './studio-side.ts';

const EVENTS = 500;
/** One task more than needed: each leaves three events. */
const TASKS = Math.ceil(EVENTS / 3) + 1;

/** As many tasks one after the other. */
function chain(): JsonObject & { readonly id: string } {
  const { main } = LASTING['flows'] as { readonly main: { readonly nodes: Readonly<Record<string, JsonObject>> } };
  const { ask, decide, end } = main.nodes;
  const ids = Array.from({ length: TASKS }, (_, i) => `step${i}`);
  const nodes = { ask, ...Object.fromEntries(ids.map((id) => [id, decide])), end };
  const edges = { e: ['ask.out', ids[0]], ...Object.fromEntries(ids.map((id, i) => [`e${i}`, [`${id}.yes`, ids[i + 1] ?? 'end']])) };
  return { ...LASTING, id: 'long', flows: { main: { nodes, edges } } } as JsonObject & { readonly id: string };
}

/** Opens a run of 500 events, that this process does not remember, as the portal shows it. */
export async function longRunBars(store: Store, writer: StudioSide, short: boolean): Promise<readonly Bar[]> {
  await writer.publish(chain());
  const { run, events } = await writer.answerAll('long', EVENTS);
  const reader = await openStudioSide(store);
  // A release is compiled once, when the first of its runs is opened.
  await reader.open(run);
  const times: number[] = [];
  for (let n = 0; n < (short ? 10 : 100); n += 1) {
    const began = performance.now();
    const seen = await reader.open(run);
    times.push(performance.now() - began);
    if (seen !== events) throw new Error(`run ${run} opens with ${seen} events, not ${events}`);
  }
  await reader.close();
  const slowest = Math.max(...times);
  console.log(`a run of ${events} events opens in ms, median ${median(times).toFixed(1)}, slowest ${slowest.toFixed(1)}`);
  return [{ name: 'open-500-events', value: slowest, op: '<=', limit: 100, unit: 'ms' }];
}
