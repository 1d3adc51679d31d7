import { availableParallelism } from 'node:os';
import type { FastifyBaseLogger } from 'fastify';
import type { ScriptHost } from '../../runtime/host/host.ts';
import type { Registry } from '../../runtime/nodes/registry.ts';
import { createCheckMemories } from './check-memories.ts';
import { RUN, type JobKind, type Jobs, type JobTools } from './jobs.ts';
import { PoolUnusable, WorkerPool, type JobOptions, type PoolOptions } from './pool.ts';

/** Where work goes that takes long: to a thread, so that no request waits for it. */
export interface Heavy {
  readonly run: <Kind extends JobKind>(kind: Kind, input: Jobs[Kind]['input'], options?: JobOptions) => Promise<Jobs[Kind]['output']>;
  /** From now on threads load these plugins. */
  readonly refresh: (plugins: readonly string[]) => void;
  readonly close: () => Promise<void>;
}

const LIMIT_MS = 60_000;
const IDLE_MS = 300_000;
const MOST_THREADS = 4;

export interface HeavyOptions extends Partial<Pick<PoolOptions, 'size' | 'limitMs' | 'idleMs' | 'entry'>> {
  readonly registry: Registry;
  readonly scripts: ScriptHost;
  readonly plugins: readonly string[];
  readonly log: Pick<FastifyBaseLogger, 'warn'>;
}

/** Does the work where it is: for tests with node types of their own, which cannot cross to a thread. */
export function createInlineWork(tools: JobTools): Heavy {
  return { run: async (kind, input) => RUN[kind](tools, input), refresh: () => undefined, close: async () => undefined };
}

/** Threads, with the same work done in place where they cannot be used; the log says so once. */
export function createHeavy({ registry, scripts, plugins, log, ...options }: HeavyOptions): Heavy {
  const inline = createInlineWork({ registry, scripts, memoryOf: createCheckMemories() });
  const pool = new WorkerPool({ size: Math.min(MOST_THREADS, Math.max(1, availableParallelism() - 1)), limitMs: LIMIT_MS, idleMs: IDLE_MS, plugins, ...options });
  let isUsable = true;
  return {
    run: async <Kind extends JobKind>(kind: Kind, input: Jobs[Kind]['input'], job?: JobOptions) => {
      if (!isUsable) return inline.run(kind, input);
      try {
        return (await pool.run(kind, input, job)) as Jobs[Kind]['output'];
      } catch (error) {
        if (!(error instanceof PoolUnusable)) throw error;
        if (isUsable) log.warn({ reason: error.message }, 'worker threads cannot be used; heavy work is done between requests');
        isUsable = false;
        return inline.run(kind, input);
      }
    },
    refresh: (next) => pool.refresh(next),
    close: () => pool.close(),
  };
}
