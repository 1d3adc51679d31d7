import { commandRun, resumeRun } from './runs.ts';
import type { RunBase } from './runs.ts';
import { sweepSessions } from './sessions.ts';

const EVERY_MS = 1000;
const SESSIONS_EVERY = 600;
const AT_ONCE = 100;
const GRACE_MS = 10_000;
const FORGOTTEN_EVERY = 5;
/** A run nobody of this process drives and that did not move for so long was forgotten, say by a store that was away. */
const FORGOTTEN_MS = 60_000;

export interface Sweep {
  /** One round now; tests call it instead of waiting. */
  readonly now: () => Promise<void>;
  /** From the beginning of `stop` on: nothing new is taken. */
  readonly isStopping: () => boolean;
  readonly stop: () => Promise<void>;
}

async function guarded(base: RunBase, run: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    base.log.error({ run, error: error instanceof Error ? error.message : String(error) }, 'run could not be taken further');
  }
}

/** Fires what is due. Missed timers fire once, in due order, because the engine takes all that is due at once. */
async function fireDue(base: RunBase): Promise<void> {
  const due = await base.store.timers.due(base.now().toISOString(), AT_ONCE);
  for (const run of new Set(due.map((timer) => timer.runId))) await guarded(base, run, () => commandRun(base, run, { type: 'timers' }));
}

/** Runs left in the middle by a process that is gone. */
export async function resumeStale(base: RunBase): Promise<void> {
  for (;;) {
    const runs = (await base.store.runs.stale(base.now().toISOString(), AT_ONCE)).filter((run) => !base.locks.isHeld(run));
    const before = runs.length;
    for (const run of runs) await guarded(base, run, () => resumeRun(base, run));
    const left = await base.store.runs.stale(base.now().toISOString(), AT_ONCE);
    if (before < AT_ONCE || left.every((run) => runs.includes(run))) return;
  }
}

/** Runs of servers that are gone, and our own that were dropped in the middle; each at most once in a while, because a retry may lie ahead. */
async function driveForgotten(base: RunBase, tried: Map<string, number>): Promise<void> {
  const now = base.now().getTime();
  for (const [run, at] of tried) if (now - at >= FORGOTTEN_MS) tried.delete(run);
  const runs = await base.store.runs.stale(new Date(now - FORGOTTEN_MS).toISOString(), AT_ONCE);
  for (const run of runs) {
    if (tried.has(run) || base.locks.isHeld(run)) continue;
    tried.set(run, now);
    await guarded(base, run, () => resumeRun(base, run));
  }
}

/** Looks for due timers every second. `stop` lets what is running finish, then parks the rest. */
export function startSweep(base: RunBase): Sweep {
  let running: Promise<void> = Promise.resolve();
  let rounds = 0;
  const tried = new Map<string, number>();
  let stopped = false;
  const round = async () => {
    rounds += 1;
    await fireDue(base);
    if (rounds % FORGOTTEN_EVERY === 0) await driveForgotten(base, tried);
    if (rounds % SESSIONS_EVERY === 0) await sweepSessions(base);
  };
  const now = () => {
    running = running.then(round, round);
    return running;
  };
  let idle = true;
  const timer = setInterval(() => {
    if (!idle || stopped) return;
    idle = false;
    now().catch((error: unknown) => base.log.error({ error: String(error) }, 'sweep failed')).finally(() => {
      idle = true;
    });
  }, EVERY_MS);
  timer.unref();
  return {
    now,
    isStopping: () => stopped,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      const kill = setTimeout(() => base.stop.abort(), GRACE_MS);
      await Promise.allSettled([running, base.locks.idle()]);
      clearTimeout(kill);
    },
  };
}
