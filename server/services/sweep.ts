import type { Accounts } from './accounts.ts';
import { createClockGuard } from './clock-guard.ts';
import { followComputed } from './computed-columns.ts';
import { recomputeDeadlines } from './deadline-work.ts';
import { sweepErasures } from './erasure/carry-out.ts';
import type { Secrets } from './secrets.ts';
import { sweepRetention } from './retention/carry-out.ts';
import { checkByNight } from './quality/by-night.ts';
import type { SeedBook } from './seed-book.ts';
import { commandRun, resumeRun } from './runs.ts';
import { createDrivers, type Drivers } from './drivers.ts';
import type { RunBase } from './runs.ts';
import { sweepFiles } from './file-sweep.ts';
import { settleCut } from './imports/settle.ts';
import { settleGroups } from './scim/groups.ts';
import { settleObjections } from './objections/act.ts';
import { settleGrants } from './sharing/grants.ts';
import { sweepSessions } from './sessions.ts';
import { takeDueRefreshes } from './sources/refresh.ts';
import { sweepOneTime } from './sign-in/one-time.ts';
import { takeDuePlans } from './versions/due-plans.ts';

const EVERY_MS = 1000;
const SESSIONS_EVERY = 600;
const FILES_EVERY = 3600;
const GRANTS_EVERY = 30;
const GROUPS_EVERY = 60;
const PLANS_EVERY = 3;
const RETENTION_EVERY = 60;
const ERASURES_EVERY = 10;
const COMPUTED_EVERY = 2;
const QUALITY_EVERY = 10;
const SOURCES_EVERY = 10;
const IMPORTS_EVERY = 30;
const AT_ONCE = 100;
const GRACE_MS = 10_000;
const FORGOTTEN_EVERY = 5;
/** A run nobody of this process drives and that did not move for so long was forgotten, say by a store that was away. */
const FORGOTTEN_MS = 60_000;
/** After every moment a clock may have said: at the start nobody of this process drives anything yet. */
const ALWAYS = '9999-12-31T00:00:00.000Z';

export interface Sweep {
  /** One round now, until all that it began has ended; tests call it instead of waiting. */
  readonly now: () => Promise<void>;
  /** Takes up what a process that is gone left in the middle. Resolves when it is begun. */
  readonly resume: () => Promise<void>;
  /** From the beginning of `stop` on: nothing new is taken. */
  readonly isStopping: () => boolean;
  readonly stop: () => Promise<void>;
}

/** Fires what is due. Missed timers fire once, in due order, because the engine takes all that is due at once. */
async function fireDue(base: RunBase, drivers: Drivers): Promise<void> {
  const due = await base.store.timers.due(base.now().toISOString(), AT_ONCE + drivers.passedOver());
  for (const run of new Set(due.map((timer) => timer.runId))) drivers.take(run, () => commandRun(base, run, { type: 'timers' }));
}

/**
 * Takes up runs left in the middle, each at most once in a while, because a retry may lie ahead.
 * @param before not touched since
 */
async function driveForgotten(base: RunBase, drivers: Drivers, tried: Map<string, number>, before: string): Promise<void> {
  const now = performance.now();
  for (const [run, at] of tried) if (now - at >= FORGOTTEN_MS) tried.delete(run);
  const seen = new Set(tried.keys());
  for (let more = true; more; ) {
    const runs = (await base.store.runs.stale(before, AT_ONCE + seen.size)).filter((run) => !seen.has(run));
    for (const run of runs) {
      seen.add(run);
      if (base.locks.isHeld(run)) continue;
      tried.set(run, now);
      drivers.take(run, () => resumeRun(base, run));
    }
    more = runs.length >= AT_ONCE;
  }
}

/** Looks for due timers every second. `stop` lets what is running finish, then parks the rest. */
export function startSweep(base: RunBase & Accounts & { readonly secrets: Secrets; readonly seeds: SeedBook }, isOnDemand = false): Sweep {
  const drivers = createDrivers(base.log);
  const tried = new Map<string, number>();
  let running: Promise<void> = Promise.resolve();
  let rounds = 0;
  let stopped = false;
  const guard = createClockGuard(() => base.now().getTime(), () => performance.now());
  const round = async (mayFire: boolean) => {
    rounds += 1;
    if (mayFire) await fireDue(base, drivers);
    if (rounds % FORGOTTEN_EVERY === 0) await recomputeDeadlines(base, () => stopped);
    if (rounds % FORGOTTEN_EVERY === 0) await driveForgotten(base, drivers, tried, new Date(base.now().getTime() - FORGOTTEN_MS).toISOString());
    if (mayFire && rounds % PLANS_EVERY === 0) await takeDuePlans(base, drivers.take);
    if (mayFire && rounds % GRANTS_EVERY === 0) await settleGrants(base);
    if (mayFire && rounds % GRANTS_EVERY === 0) await settleObjections(base);
    if (rounds % GROUPS_EVERY === 0) await settleGroups(base);
    if (mayFire && rounds % RETENTION_EVERY === 0) await sweepRetention(base, drivers.take, () => stopped);
    if (rounds % ERASURES_EVERY === 0) await sweepErasures(base, drivers.take, () => stopped);
    if (rounds % COMPUTED_EVERY === 0) await followComputed(base, drivers.take, () => stopped);
    if (mayFire && rounds % QUALITY_EVERY === 0) await checkByNight(base, (dataset) => base.seeds.stateOf(dataset) === 'ready', drivers.take, () => stopped);
    if (mayFire && rounds % SOURCES_EVERY === 0) await takeDueRefreshes(base, drivers.take);
    if (rounds % IMPORTS_EVERY === 0) await settleCut(base);
    if (rounds % SESSIONS_EVERY === 0) await Promise.all([sweepSessions(base), sweepOneTime(base)]);
    if (rounds % FILES_EVERY === 0) await sweepFiles(base, () => stopped);
  };
  const next = (mayFire: boolean) => {
    const work = () => round(mayFire);
    running = running.then(work, work);
    return running;
  };
  /** Whether deadlines may be met by what the clock says now; a jump is told. */
  const isTrusted = (): boolean => {
    const { jumpedMs, mayFire } = guard.look();
    if (jumpedMs !== 0) base.log.warn({ jumpedMs, mayFire }, 'the clock jumped');
    return mayFire;
  };
  let idle = true;
  const timer = setInterval(() => {
    if (!idle || stopped || isOnDemand) return;
    idle = false;
    next(isTrusted()).catch((error: unknown) => base.log.error({ error: String(error) }, 'sweep failed')).finally(() => {
      idle = true;
    });
  }, EVERY_MS);
  timer.unref();
  return {
    now: async () => {
      await next(true);
      await drivers.idle();
    },
    resume: () => driveForgotten(base, drivers, tried, ALWAYS),
    isStopping: () => stopped,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      const kill = setTimeout(() => base.stop.abort(), GRACE_MS);
      await Promise.allSettled([running, drivers.idle(), base.locks.idle()]);
      clearTimeout(kill);
    },
  };
}
