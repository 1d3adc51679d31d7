import { localDay } from '../../runtime/engine/time.ts';
import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { RowSource } from '../../runtime/host/query.ts';
import { isScenarioError } from '../../runtime/errors.ts';
import type { Store } from '../stores/store.ts';

/** More rows than a dataset may hold. */
const ALL = 10_000_000;
const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;

/** The stored rows a scenario may read, by its local dataset names. A dataset of its own that nobody filled yet is empty. */
export function createDatasetSource(store: Store, plan: Plan): RowSource {
  return {
    definition: (dataset) => plan.datasets[dataset],
    rows: async (dataset, filter) => {
      const definition = plan.datasets[dataset];
      if (!definition) return [];
      try {
        return (await store.datasets.query(definition.id, { filter, limit: ALL })).rows;
      } catch (error) {
        if (isScenarioError(error, 'SCN_DATA_UNKNOWN')) return [];
        throw error;
      }
    },
    decode: (value, schema) => plan.language.fromJson(value, schema),
    dayOf: (moment) => (DAY_ONLY.test(moment) ? moment : localDay(moment, plan.scenario.zone)),
  };
}
