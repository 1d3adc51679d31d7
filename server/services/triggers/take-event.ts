import { createHash } from 'node:crypto';
import type { Json } from '../../../runtime/schema/json.ts';
import type { DeliveryRecord } from '../../stores/store.ts';
import { newId } from '../context.ts';
import type { RunBase } from '../runs.ts';
import { deliverEvent } from './send-event.ts';

const KEPT_MS = 10 * 60_000;

export interface TakenEvent {
  readonly name: string;
  readonly key: Json;
  readonly payload: Json;
  /** The same key of the same caller is the same event. */
  readonly clientKey?: string;
}

/** An event for the runs of an app, on disk before it is answered; kept for a while when nobody waits for it yet. */
export async function takeEvent(base: RunBase, scenario: string, event: TakenEvent, by: string): Promise<{ readonly id: string; readonly reached: number }> {
  const now = base.now();
  const at = now.toISOString();
  const id = event.clientKey === undefined ? newId(now) : `a${createHash('sha256').update(`${scenario} ${by} ${event.clientKey}`).digest('hex').slice(0, 24)}`;
  const delivery: DeliveryRecord = {
    id, kind: 'event', status: 'waiting', scenario, source: by, at, dueAt: new Date(now.getTime() + 5_000).toISOString(), attempts: 0,
    payload: { name: event.name, key: event.key, payload: event.payload, until: new Date(now.getTime() + KEPT_MS).toISOString() },
  };
  await base.store.deliveries.add([delivery]);
  const held = (await base.store.deliveries.get(id)) ?? delivery;
  const reached = await deliverEvent(base, held);
  if (reached > 0) await base.store.deliveries.settle(held, null);
  return { id, reached };
}
