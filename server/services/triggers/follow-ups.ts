import { createHash } from 'node:crypto';
import type { SentEvent } from '../../../runtime/engine/batch.ts';
import type { DeliveryRecord, NoticeRecord, RowOperation } from '../../stores/store.ts';
import { personalMessages } from '../notice-settings.ts';
import { changedRows, rowDeliveries } from './row-deliveries.ts';
import type { RowBase } from './row-deliveries.ts';

/** So long an event is kept for somebody who begins to wait for it. */
const KEPT_MS = 10 * 60_000;

export interface Committed {
  readonly scenario: string;
  readonly rows: readonly RowOperation[];
  readonly sent: readonly SentEvent[];
  readonly notices: readonly NoticeRecord[];
  /** How long the chain of causes of the run is. */
  readonly links: number;
}

/** The same effect sends the same event, however often it is tried. */
function idOf(key: string): string {
  return `e${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
}

function eventDelivery(base: RowBase, scenario: string, { id, path, name, key, payload }: SentEvent): DeliveryRecord {
  const now = base.now();
  const at = now.toISOString();
  return { id: idOf(id), kind: 'event', status: 'waiting', scenario, source: path, at, dueAt: at, attempts: 0, payload: { name, key, payload, from: scenario, until: new Date(now.getTime() + KEPT_MS).toISOString() } };
}

/** What follows from a commit of a run, to be committed with it. */
export async function followUps(base: RowBase, { scenario, rows, sent, notices, links }: Committed): Promise<readonly DeliveryRecord[]> {
  return [
    ...(rows.length > 0 ? rowDeliveries(base, await changedRows(base, rows), links) : []),
    ...sent.map((event) => eventDelivery(base, scenario, event)),
    ...(notices.length > 0 ? await personalMessages(base, scenario, notices) : []),
  ];
}
