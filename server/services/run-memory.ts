import type { RunEvent } from '../../runtime/engine/run-event.ts';
import type { RunState } from '../../runtime/engine/state.ts';

/** Events kept in all: some tens of megabytes. */
const MOST_EVENTS = 20_000;

/** A run as it was when this process last committed to it. */
export interface Remembered {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
}

/**
 * Runs this process has just parked, so that their next command need not read them again. Others may have moved them
 * meanwhile, so what is remembered is a guess, and only a commit, which compares, proves it right.
 */
export interface RunMemory {
  readonly keep: (run: Remembered) => void;
  /** Gives it away: whoever takes it puts back what it has become. */
  readonly take: (run: string) => Remembered | undefined;
}

export function createRunMemory(most = MOST_EVENTS): RunMemory {
  const runs = new Map<string, Remembered>();
  let events = 0;
  const take = (id: string): Remembered | undefined => {
    const found = runs.get(id);
    if (!found) return undefined;
    runs.delete(id);
    events -= found.events.length;
    return found;
  };
  return {
    take,
    keep: (run) => {
      take(run.state.id);
      if (run.state.phase !== 'live') return;
      runs.set(run.state.id, run);
      events += run.events.length;
      // The one that waits longest goes first.
      for (const id of runs.keys()) {
        if (events <= most) break;
        take(id);
      }
    },
  };
}
