import type { DeliveryRecord } from '../../stores/store.ts';
import type { RunBase } from '../runs.ts';
import { attempt } from './attempt.ts';
import { createSchedules } from './schedules.ts';

const EVERY_MS = 1000;
const AT_ONCE = 50;
const TOGETHER = 8;
/** A store that takes nothing is left alone for so long. */
const REST_MS = 5_000;

/** Takes deliveries where they must go: soon after they were committed, else once a second. */
export interface Courier {
  /** Ticks that are due, then everything that is due; tests call it instead of waiting. */
  readonly now: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function inPieces<T>(items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = [...items];
  await Promise.all(Array.from({ length: Math.min(TOGETHER, left.length) }, async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  }));
}

export function startCourier(base: RunBase): Courier {
  const schedules = createSchedules(base);
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  let wanted = false;
  let restUntil = 0;
  const isResting = () => {
    const left = restUntil - base.now().getTime();
    return left > 0 && left <= REST_MS;
  };
  const take = async (delivery: DeliveryRecord) => {
    if (isResting()) return;
    const { stuck } = await attempt(base, delivery);
    if (stuck) restUntil = base.now().getTime() + REST_MS;
  };

  const round = async () => {
    await schedules.look();
    for (;;) {
      const due = stopped || isResting() ? [] : await base.store.deliveries.due(base.now().toISOString(), AT_ONCE);
      await inPieces(due, take);
      if (due.length < AT_ONCE) return;
    }
  };
  const now = () => {
    running = running.then(round, round);
    return running;
  };
  const soon = () => {
    if (wanted || stopped) return;
    wanted = true;
    running = running.catch(() => undefined).then(async () => {
      wanted = false;
      if (!stopped) await round();
    });
    running.catch((error: unknown) => base.log.error({ error: error instanceof Error ? error.message : String(error) }, 'deliveries could not be looked at'));
  };
  const timer = setInterval(soon, EVERY_MS);
  timer.unref();
  base.bell.onRing(soon);
  return {
    now,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      await running.catch(() => undefined);
    },
  };
}
