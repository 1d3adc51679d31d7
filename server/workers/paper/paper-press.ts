import { isScenarioError } from '../../../runtime/errors.ts';
import { fail } from '../../errors.ts';
import { WorkerPool } from '../pool.ts';
import type { PaperJob } from './paper-job.ts';

const LIMIT_MS = 60_000;
const IDLE_MS = 120_000;
const HEAP_MB = 512;

/** Makes documents into files. */
export interface PaperPress {
  /** @throws SCN_PAPER_PAGES, SCN_PAPER_THREAD, SCN_WORK_… */
  readonly make: (job: PaperJob) => Promise<Uint8Array>;
  readonly close: () => Promise<void>;
}

/** The bundle has the thread's program beside it. */
function entry(): URL {
  return import.meta.url.endsWith('.ts') ? new URL('../../build/paper-thread-from-source.js', import.meta.url) : new URL('paper.mjs', import.meta.url);
}

/** One thread, which begins with the first document and ends when nobody has wanted one for two minutes. */
export function createPaperPress(): PaperPress {
  let pool: WorkerPool | undefined;
  const open = () => (pool ??= new WorkerPool({ plugins: [], size: 1, limitMs: LIMIT_MS, idleMs: IDLE_MS, heapMb: HEAP_MB, entry: entry() }));
  return {
    make: async (job) => {
      try {
        return (await open().run('paper', job)) as Uint8Array;
      } catch (error) {
        if (isScenarioError(error)) throw error;
        throw fail('SCN_PAPER_THREAD', { reason: (error instanceof Error ? error.message : String(error)).slice(0, 200) }, error);
      }
    },
    close: async () => pool?.close(),
  };
}
