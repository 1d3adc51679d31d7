import { createHash } from 'node:crypto';
import { lastTime, nextTimes } from '../../../runtime/schema/cron.ts';
import { isCoded } from '../../errors.ts';
import type { Base } from '../context.ts';
import type { LiveReleases } from '../releases.ts';
import { triggersOf } from './trigger-book.ts';
import type { Trigger } from './trigger-book.ts';
import { readTriggerState } from './trigger-state.ts';

export interface ScheduleBase extends Base {
  readonly live: LiveReleases;
}

/** A tick that is dealt with later than this was missed: the system was off, or away. */
const LATE_MS = 90_000;
/** Missed ticks are counted up to here. */
const COUNTED = 1000;

interface Known {
  readonly cron: string;
  readonly zone: string;
  next: number;
}

/** One tick of one trigger has one id, whoever finds it due. */
function tickId(trigger: Trigger, at: string): string {
  return `t${createHash('sha256').update(`${trigger.id} ${at}`).digest('hex').slice(0, 24)}`;
}

/** Finds ticks that are due and hands each on once, also when several servers find it. */
export interface Schedules {
  /** True when something was handed on. */
  readonly look: () => Promise<boolean>;
}

export function createSchedules(base: ScheduleBase): Schedules {
  const known = new Map<string, Known>();

  const nextAfter = (cron: string, zone: string, at: string): number => Date.parse(nextTimes(cron, zone, at, 1)[0] ?? '9999-12-31T00:00:00Z');

  const first = async (trigger: Trigger, cron: string, zone: string, publishedAt: string): Promise<Known> => {
    const state = (await readTriggerState(base, trigger.id))?.body;
    return { cron, zone, next: nextAfter(cron, zone, state?.cron === cron && state.last !== undefined ? state.last : publishedAt) };
  };

  const fire = async (trigger: Trigger, entry: Known, publishedAt: string): Promise<boolean> => {
    const now = base.now();
    const { cron, zone } = entry;
    const found = await readTriggerState(base, trigger.id);
    const since = found?.body.cron === cron && found.body.last !== undefined ? found.body.last : publishedAt;
    const times = nextTimes(cron, zone, since, COUNTED).filter((time) => Date.parse(time) <= now.getTime());
    const at = lastTime(cron, zone, now.toISOString());
    const next = nextAfter(cron, zone, now.toISOString());
    if (times.length === 0 || at === null) {
      entry.next = next;
      return false;
    }
    const isLate = now.getTime() - Date.parse(at) > LATE_MS;
    const goes = found?.body.paused === undefined && !(isLate && trigger.config['missed'] === 'skip');
    if (goes) {
      const { id: _, scenario, flow, node } = trigger;
      await base.store.deliveries.add([{ id: tickId(trigger, at), kind: 'run', status: 'waiting', scenario, source: `${flow}/${node}`, at: now.toISOString(), dueAt: now.toISOString(), attempts: 0, payload: { trigger: 'schedule', at, missed: times.length - 1 } }]);
    }
    try {
      await base.store.documents.put('trigger', trigger.id, { ...found?.body, cron, last: at }, { expectedVersion: found?.version ?? 0, by: 'system' });
    } catch (error) {
      // Another server has dealt with the same tick.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
    // Only now: a store that was away meanwhile is asked again in a second, not at the next tick.
    entry.next = next;
    return goes;
  };

  return {
    look: async () => {
      let handedOn = false;
      for (const { scenario, release } of base.live.all()) {
        for (const trigger of triggersOf(scenario)) {
          const cron = trigger.config['cron'];
          if (trigger.kind !== 'schedule' || typeof cron !== 'string') continue;
          const before = known.get(trigger.id);
          const entry = before?.cron === cron && before.zone === scenario.zone ? before : await first(trigger, cron, scenario.zone, release.publishedAt);
          known.set(trigger.id, entry);
          if (entry.next <= base.now().getTime()) handedOn = (await fire(trigger, entry, release.publishedAt)) || handedOn;
        }
      }
      return handedOn;
    },
  };
}
