import { fail, isCoded } from '../../errors.ts';
import type { StoredDocument } from '../../stores/store.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';

const KIND = 'trigger';
const TRIES = 5;

/** What is kept about a trigger beside the scenario, over all its releases. */
export interface TriggerState {
  readonly paused?: { readonly by: string; readonly at: string };
  /** Schedules: the last tick that was dealt with, and the expression it was a tick of. */
  readonly last?: string;
  readonly cron?: string;
}

export async function readTriggerState(base: Base, id: string): Promise<StoredDocument<TriggerState> | null> {
  return base.store.documents.get<TriggerState>(KIND, id);
}

/** Changes what is kept, on top of whatever somebody else just wrote. */
export async function changeTriggerState(base: Base, id: string, by: string, change: (state: TriggerState) => TriggerState): Promise<TriggerState> {
  for (let attempt = 1; ; attempt += 1) {
    const found = await readTriggerState(base, id);
    try {
      return (await base.store.documents.put<TriggerState>(KIND, id, change(found?.body ?? {}), { expectedVersion: found?.version ?? 0, by })).body;
    } catch (error) {
      if (!isCoded(error, 'SCN_STORE_CONFLICT') || attempt === TRIES) throw error;
    }
  }
}

/** Stops a trigger for as long as an administrator wants, or lets it go on: times that passed meanwhile are not made up for. */
export async function pauseTrigger(base: Base, id: string, paused: boolean, by: string): Promise<void> {
  const at = base.now().toISOString();
  const { paused: before } = (await readTriggerState(base, id))?.body ?? {};
  if ((before !== undefined) === paused) return;
  await changeTriggerState(base, id, by, ({ last, cron }) => ({ ...(cron === undefined ? {} : { cron }), ...(paused ? { ...(last === undefined ? {} : { last }), paused: { by, at } } : cron === undefined ? {} : { last: at }) }));
  await audit(base, by, paused ? 'trigger.pause' : 'trigger.resume', id);
}

/** @throws SCN_TRIGGER_PAUSED */
export async function demandRunning(base: Base, id: string): Promise<void> {
  const paused = (await readTriggerState(base, id))?.body.paused;
  if (paused) throw fail('SCN_TRIGGER_PAUSED', { trigger: id, since: paused.at });
}
