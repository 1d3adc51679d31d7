import { ownDatasetAddress } from '../../runtime/engine/local-datasets.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { SeedBook } from './seed-book.ts';

/** How far the sample data that a scenario reads are: there, being loaded, or one that could not be loaded. */
export type SampleData = { readonly state: 'ready' } | { readonly state: 'loading'; readonly percent: number } | { readonly state: 'missing'; readonly dataset: string };

export function sampleDataOf(seeds: SeedBook, { id, datasets }: Scenario): SampleData {
  const addresses = Object.entries(datasets).map(([local, dataset]) => ('use' in dataset ? dataset.use : ownDatasetAddress(id, local)));
  const missing = addresses.find((address) => seeds.stateOf(address) === 'not-loaded');
  if (missing !== undefined) return { state: 'missing', dataset: missing };
  return addresses.some((address) => seeds.stateOf(address) !== 'ready') ? { state: 'loading', percent: seeds.percent(addresses) } : { state: 'ready' };
}
