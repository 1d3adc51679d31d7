import type { Base } from '../context.ts';

const KIND = 'dataset-read';

const DAY_MS = 86_400_000;

/** Days since 1970 this server has noted already, so that a read costs a look at a map. */
const noted = new WeakMap<Base['store'], Map<string, number>>();

/** Notes on which day a dataset was last read. Best effort: a day that could not be noted is noted by the next read. */
export function noteRead(base: Pick<Base, 'now' | 'store'>, dataset: string): void {
  const now = base.now();
  const days = Math.floor(now.getTime() / DAY_MS);
  const known = noted.get(base.store) ?? new Map<string, number>();
  if (known.get(dataset) === days) return;
  noted.set(base.store, known);
  known.set(dataset, days);
  const day = now.toISOString().slice(0, 10);
  const put = async () => {
    const old = await base.store.documents.get<{ day: string }>(KIND, dataset);
    if (old?.body.day !== day) await base.store.documents.put(KIND, dataset, { day }, { expectedVersion: old?.version ?? 0, by: 'system' });
  };
  put().catch(() => known.delete(dataset));
}

/** The day each dataset was last read on. */
export async function lastReads(base: Base): Promise<ReadonlyMap<string, string>> {
  return new Map((await base.store.documents.list<{ day: string }>(KIND)).map(({ id, body }) => [id, body.day]));
}
