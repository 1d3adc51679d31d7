import type { SharedDataset } from '../../../runtime/check/check-context.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { readShared, type SharingShelf } from './shelf.ts';

/** Addresses a document of any shape names as datasets of the catalogue. */
function addressesIn(document: unknown): readonly string[] {
  const { datasets } = (typeof document === 'object' && document !== null ? document : {}) as { readonly datasets?: unknown };
  if (typeof datasets !== 'object' || datasets === null) return [];
  return Object.values(datasets).flatMap((entry: unknown) => {
    const use = typeof entry === 'object' && entry !== null && 'use' in entry ? entry.use : undefined;
    return typeof use === 'string' ? [use] : [];
  });
}

/** What the scenario may read now of each dataset of another unit it names, as plain data for the checker. */
export function sharedDatasets(sharing: SharingShelf, document: unknown, catalogue: Readonly<Record<string, DatasetDefinition>>, now: Date): Readonly<Record<string, SharedDataset>> {
  const { id } = (typeof document === 'object' && document !== null ? document : {}) as { readonly id?: unknown };
  const scenario = typeof id === 'string' ? id : '';
  const reader = sharing.unitOf('scenario', scenario);
  const found: Record<string, SharedDataset> = {};
  for (const address of addressesIn(document)) {
    const definition = Object.hasOwn(catalogue, address) ? catalogue[address] : undefined;
    const owner = sharing.unitOf('dataset', address);
    if (!definition || owner === ROOT || owner === reader) continue;
    const reading = readShared(definition, sharing.grants().filter((grant) => grant.dataset === address && grant.scenario === scenario && grant.applicantUnit === reader), 0);
    const isOver = reading.kind === 'shared' && now.getTime() >= reading.untilMs;
    if (reading.kind !== 'shared' || isOver) found[address] = {};
    else found[address] = { fields: Object.fromEntries([...reading.access.fields].map(([field, { as }]) => [field, as])), ...(reading.grant?.given ? { until: reading.grant.given.until } : {}) };
  }
  return found;
}
