import type { DeliveryRecord, Page } from '../store.ts';
import { canonicalJson, undoAll, type Undo } from './journal.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import { pageOf, SortedList } from './sorted-list.ts';

/** Whether a delivery is still as somebody saw it; the last try makes two states differ. */
export function isSame(a: DeliveryRecord | undefined | null, b: DeliveryRecord): boolean {
  return a !== undefined && a !== null && canonicalJson(a as unknown as Json) === canonicalJson(b as unknown as Json);
}

/** Deliveries by id, those that wait by when they are due, all by when they arose. */
export class DeliveryIndex {
  readonly byId = new Map<string, DeliveryRecord>();
  /** New ones whose line is not on disk yet: nobody acts on them. */
  readonly #unsettled = new Set<string>();
  readonly #due = new SortedList<DeliveryRecord>((delivery) => [Date.parse(delivery.dueAt), delivery.id]);
  readonly #all = new SortedList<DeliveryRecord>((delivery) => [delivery.at, delivery.id]);

  /** Those whose id is not known yet. */
  fresh(deliveries: readonly DeliveryRecord[]): readonly DeliveryRecord[] {
    return deliveries.filter(({ id }, index) => !this.byId.has(id) && deliveries.findIndex((other) => other.id === id) === index);
  }

  set(id: string, next: DeliveryRecord | undefined): Undo {
    const before = this.byId.get(id);
    this.#swap(id, before, next);
    return () => this.#swap(id, next, before);
  }

  setAll(deliveries: readonly DeliveryRecord[]): Undo {
    const steps = deliveries.map((delivery) => this.set(delivery.id, delivery));
    return () => undoAll(steps);
  }

  due(now: string, limit: number): readonly DeliveryRecord[] {
    const due = this.#due.items.slice(0, this.#due.indexOf([Date.parse(now) + 1, '']));
    return due.filter(({ id }) => !this.#unsettled.has(id)).slice(0, limit);
  }

  /** Holds new ones back until `durable` resolves. */
  async follow(deliveries: readonly DeliveryRecord[], durable: Promise<void>): Promise<void> {
    for (const { id } of deliveries) this.#unsettled.add(id);
    try {
      await durable;
    } finally {
      for (const { id } of deliveries) this.#unsettled.delete(id);
    }
  }

  list({ scenario, status, cursor, limit }: { scenario?: string; status?: DeliveryRecord['status']; cursor?: string; limit: number }): Page<DeliveryRecord> {
    const keep = (delivery: DeliveryRecord) => (scenario === undefined || delivery.scenario === scenario) && (status === undefined || delivery.status === status);
    return pageOf({ lists: [this.#all], reverse: true, cursor, limit, keep });
  }

  counts(): { readonly waiting: number; readonly failed: number; readonly oldestDue?: string } {
    const waiting = this.#due.items.length;
    const oldest = this.#due.items[0];
    return { waiting, failed: this.byId.size - waiting, ...(oldest ? { oldestDue: oldest.dueAt } : {}) };
  }

  #swap(id: string, from: DeliveryRecord | undefined, to: DeliveryRecord | undefined): void {
    if (from) {
      this.#all.remove(from);
      if (from.status === 'waiting') this.#due.remove(from);
    }
    if (!to) {
      this.byId.delete(id);
      return;
    }
    this.byId.set(id, to);
    this.#all.add(to);
    if (to.status === 'waiting') this.#due.add(to);
  }
}
