import type { Base } from '../context.ts';

const KIND = 'dataset-read';

const DAY_MS = 86_400_000;

/** So long a dataset that was noted is not looked at again: asking the clock costs more than finding a row. */
const STILL_MS = 1000;

interface Noted {
  /** Days since 1970 this server has noted already. */
  readonly days: Map<string, number>;
  /** Noted a moment ago. */
  readonly still: Set<string>;
}

const noted = new WeakMap<Base['store'], Noted>();

/** Notes on which day a dataset was last read. Best effort: a day that could not be noted is noted by the next read. */
export function noteRead(base: Pick<Base, 'now' | 'store'>, dataset: string): void {
  const known = noted.get(base.store);
  if (known?.still.has(dataset) !== true) noteDay(base, known ?? { days: new Map(), still: new Set() }, dataset);
}

function noteDay(base: Pick<Base, 'now' | 'store'>, known: Noted, dataset: string): void {
  noted.set(base.store, known);
  if (known.still.size === 0) setTimeout(() => known.still.clear(), STILL_MS).unref();
  known.still.add(dataset);
  const now = base.now();
  const days = Math.floor(now.getTime() / DAY_MS);
  if (known.days.get(dataset) === days) return;
  known.days.set(dataset, days);
  const day = now.toISOString().slice(0, 10);
  const put = async () => {
    const old = await base.store.documents.get<{ day: string }>(KIND, dataset);
    if (old?.body.day !== day) await base.store.documents.put(KIND, dataset, { day }, { expectedVersion: old?.version ?? 0, by: 'system' });
  };
  put().catch(() => known.days.delete(dataset));
}

/** The day each dataset was last read on. */
export async function lastReads(base: Base): Promise<ReadonlyMap<string, string>> {
  return new Map((await base.store.documents.list<{ day: string }>(KIND)).map(({ id, body }) => [id, body.day]));
}
