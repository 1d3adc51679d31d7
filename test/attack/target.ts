import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { AddressInfo } from 'node:net';
import { createApp } from '../../server/app.ts';
import { offerSetup } from '../../server/services/setup.ts';
import { createMemoryStore } from '../../server/stores/memory/memory-store.ts';
import { builtIns } from '../../runtime/nodes/built-in/index.ts';
import { generateTemplateRows } from '../../server/stores/rows/template-rows.ts';
import { countingDial } from '../server/support/closed-net.ts';

/**
 * The server under attack, in a process of its own: real routes and threads, a memory for a store, and a net that goes
 * nowhere: names are answered from a list, and whatever is dialled is counted; only the canary can be reached.
 */
const canary = Number(process.argv[2]);
const builderFolder = process.argv[3];

/** What names resolve to, time after time; the last answer stays. */
const NAMES: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'private.example': [['10.1.2.3']], 'mixed.example': [['93.184.216.34', '127.0.0.1']], 'mapped.example': [['::ffff:127.0.0.1']], 'nothing.example': [[]], 'compat.example': [['::127.0.0.1']],
  'metadata.example': [['169.254.169.254']], 'ula.example': [['fd00::1']], 'nat64.example': [['64:ff9b::7f00:1']], 'sixtofour.example': [['2002:7f00:1::']], 'cgnat.example': [['100.64.0.1']], 'zero.example': [['0.0.0.0']],
  'multicast.example': [['224.0.0.1']], 'rebind.example': [['93.184.216.34'], ['127.0.0.1'], ['10.0.0.1']], 'late.example': [['127.0.0.1'], ['93.184.216.34']],
};
const asked = new Map<string, number>();
const { dial, dials } = countingDial(canary);

const delay = monitorEventLoopDelay({ resolution: 5 });
const app = await createApp({
  store: createMemoryStore(),
  version: '0.0.0-attack',
  templatesFolder: new URL('../../templates', import.meta.url).pathname,
  nodeTypes: builtIns,
  generate: generateTemplateRows,
  threads: true,
  passwords: 'quick',
  log: false,
  network: {
    dial,
    resolve: async (name) => {
      const answers = NAMES[name] ?? [[]];
      const time = asked.get(name) ?? 0;
      asked.set(name, time + 1);
      return answers[Math.min(time, answers.length - 1)] ?? [];
    },
  },
  ...(builderFolder ? { builderFolder } : {}),
});
await app.listen({ port: 0, host: '127.0.0.1' });

/** What the attacker cannot see, for whoever keeps the score. */
export interface TargetFacts {
  readonly dials: readonly string[];
  /** Longest time nothing else could happen since the last question, in milliseconds, and what of it was work of this thread: the rest it waited for a processor. */
  readonly blockedMs: number;
  readonly workedMs: number;
  /** Names that somebody put on every object. */
  readonly polluted: readonly string[];
}

/** Processor time of this thread in milliseconds, where the system tells; else the clock. */
function workedSoFar(): number {
  try {
    return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'latin1').split(' ')[0]) / 1e6;
  } catch {
    return performance.now();
  }
}

let longestWork = 0;
let last = workedSoFar();
const looking = setInterval(() => {
  const now = workedSoFar();
  longestWork = Math.max(longestWork, now - last);
  last = now;
}, 2);
looking.unref();

const CLEAN = new Set(Object.getOwnPropertyNames(Object.prototype));
process.on('message', (message) => {
  if (message === 'facts') {
    const facts: TargetFacts = { dials: dials.splice(0), blockedMs: Math.max(0, delay.max / 1e6 - 5), workedMs: longestWork, polluted: Object.getOwnPropertyNames(Object.prototype).filter((name) => !CLEAN.has(name)) };
    delay.reset();
    longestWork = 0;
    process.send?.({ facts });
  }
});
delay.enable();
process.send?.({ port: (app.server.address() as AddressInfo).port, token: await offerSetup(app.studio) });
