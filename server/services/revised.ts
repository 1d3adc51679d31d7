import { isScenarioError } from '../../runtime/errors.ts';
import type { Base } from './context.ts';

interface Entry<T> {
  readonly revision: string;
  readonly value: Promise<T>;
  readonly until: number;
}

/** Values computed from rows, kept until the rows change; the least used go first. */
export interface RevisedCache<T> {
  /** The kept value of `key`, else what `make` gives. `datasets` are addresses. */
  readonly get: (base: Base, key: string, datasets: readonly string[], make: () => Promise<T>) => Promise<T>;
}

/** Of the rows of a dataset, by address; empty for one that nobody filled yet. */
export async function revisionOf(base: Base, dataset: string): Promise<string> {
  try {
    return await base.store.datasets.revision(dataset);
  } catch (error) {
    if (isScenarioError(error, 'SCN_DATA_UNKNOWN')) return '';
    throw error;
  }
}

/** @param limits `kept` entries at most, each for `ms` at most */
export function createRevisedCache<T>(limits: { readonly kept: number; readonly ms: number }): RevisedCache<T> {
  const entries = new Map<string, Entry<T>>();
  return {
    get: async (base, key, datasets, make) => {
      const revision = (await Promise.all(datasets.map((dataset) => revisionOf(base, dataset)))).join('|');
      const now = base.now().getTime();
      const known = entries.get(key);
      const fresh = known?.revision === revision && now < known.until ? known : undefined;
      const entry = fresh ?? { revision, value: make(), until: now + limits.ms };
      entries.delete(key);
      entries.set(key, entry);
      if (entries.size > limits.kept) entries.delete(entries.keys().next().value as string);
      if (!fresh) entry.value.catch(() => entries.get(key) === entry && entries.delete(key));
      return entry.value;
    },
  };
}
