import type { Base } from './context.ts';

/** More than this many at once is memory, not speed; what a service outside may take at once its connection limits. */
const MOST = 500;
/** A run that could not be taken further is left alone for so long, then twice as long, up to the last. */
const FIRST_PAUSE_MS = 2000;
const LAST_PAUSE_MS = 300_000;

/** Runs that the server takes further by itself, side by side: one that waits for a slow service holds up none of the others. */
export interface Drivers {
  /** Begins unless the run is under way already, failed a moment ago, or there are too many. */
  readonly take: (run: string, work: () => Promise<unknown>) => void;
  /** Runs that `take` passes over at present; so many more to ask the store for. */
  readonly passedOver: () => number;
  /** Resolves when all that were begun have ended. */
  readonly idle: () => Promise<void>;
}

interface Failure {
  readonly pauseMs: number;
  readonly since: number;
}

/** @param ticks a clock that only goes forward */
export function createDrivers(log: Base['log'], ticks: () => number = () => performance.now()): Drivers {
  const underWay = new Map<string, Promise<void>>();
  const failed = new Map<string, Failure>();
  const isPaused = (run: string) => {
    const failure = failed.get(run);
    return failure !== undefined && ticks() - failure.since < failure.pauseMs;
  };
  const guarded = async (run: string, work: () => Promise<unknown>) => {
    try {
      await work();
      failed.delete(run);
    } catch (error) {
      const before = failed.get(run)?.pauseMs ?? FIRST_PAUSE_MS / 2;
      failed.set(run, { pauseMs: Math.min(before * 2, LAST_PAUSE_MS), since: ticks() });
      log.error({ run, error: error instanceof Error ? error.message : String(error) }, 'run could not be taken further');
    } finally {
      underWay.delete(run);
    }
  };
  return {
    take: (run, work) => {
      if (underWay.size >= MOST || underWay.has(run) || isPaused(run)) return;
      underWay.set(run, guarded(run, work));
    },
    passedOver: () => underWay.size + failed.size,
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay.values());
    },
  };
}
