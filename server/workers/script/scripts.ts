import { availableParallelism } from 'node:os';
import { hostErrors } from '../../../runtime/host/host-errors.ts';
import type { ScriptHost } from '../../../runtime/host/host.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { PoolUnusable, WorkerPool } from '../pool.ts';
import { depthOf, MOST_DEPTH, MOST_TEXT, SCRIPT_MEMORY_MB, sizeError } from './script-job.ts';

/** Loops inside the engine's own functions do not look at the clock: the thread is ended so long after the limit. */
const GRACE_MS = 500;
const MOST_THREADS = 2;
const IDLE_MS = 60_000;
/** Room for the engine around its memory. */
const HEAP_MB = 96;
const START_MS = 10_000;

export interface Scripts extends ScriptHost {
  readonly close: () => Promise<void>;
}

/** The bundle has the thread's program beside it. */
function entry(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('../../build/script-thread-from-source.js', import.meta.url) : new URL('script.mjs', import.meta.url);
}

/** Scripts of scenarios in threads of their own, which begin with the first script. Nothing is ever run where the server is. */
export function createScripts(): Scripts {
  let pool: WorkerPool | undefined;
  const open = () => (pool ??= new WorkerPool({ plugins: [], size: Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1)), limitMs: START_MS, idleMs: IDLE_MS, heapMb: HEAP_MB, entry: entry() }));
  return {
    run: async ({ code, input, now, limitMs }, signal) => {
      const text = JSON.stringify(input);
      if (text.length > MOST_TEXT || depthOf(text) > MOST_DEPTH) throw sizeError('input');
      const answer = await answered(open().run('script', { code, input: text, now, limitMs }, { limitMs: limitMs + GRACE_MS, signal }), limitMs);
      if (depthOf(answer) > MOST_DEPTH) throw sizeError('result');
      return JSON.parse(answer) as Json;
    },
    close: async () => pool?.close(),
  };
}

/** What can go wrong with the thread, in the words of a script. */
async function answered(work: Promise<unknown>, limitMs: number): Promise<string> {
  try {
    return (await work) as string;
  } catch (error) {
    if (isScenarioError(error, 'SCN_WORK_TOO_LONG')) throw hostErrors.SCN_SCRIPT_TIME({ limitMs });
    if (isScenarioError(error, 'SCN_WORK_FAILED')) throw hostErrors.SCN_SCRIPT_MEMORY({ limitMb: SCRIPT_MEMORY_MB });
    if (isScenarioError(error)) throw error;
    if (error instanceof PoolUnusable) throw hostErrors.SCN_SCRIPT_NONE({});
    throw hostErrors.SCN_SCRIPT_FAILED({ line: 1, reason: (error instanceof Error ? error.message : String(error)).slice(0, 200) });
  }
}
