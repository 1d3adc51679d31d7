import { ownDatasetAddress } from '../../../runtime/engine/local-datasets.ts';
import { isCoded } from '../../errors.ts';
import { PLACE, type PlaceBase, type StoredPlace } from './place-shelf.ts';
import { ROOT } from './unit-shelf.ts';

/** What tells whose the datasets are. */
export interface Known {
  readonly live: readonly { readonly scenario: object }[];
  /** Those that came with a template and are no scenario's own. */
  readonly shared: ReadonlySet<string>;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Addresses of the datasets a document says are its own. */
function ownIn(document: object): readonly string[] {
  const { id, datasets } = document as { readonly id?: unknown; readonly datasets?: unknown };
  if (typeof id !== 'string' || !isObject(datasets)) return [];
  return Object.entries(datasets).flatMap(([local, entry]) => (isObject(entry) && 'own' in entry ? [ownDatasetAddress(id, local)] : []));
}

/** What a dataset of before is to be written down as; undefined when it is already. */
function wantedPlace({ places }: PlaceBase, id: string, released: ReadonlySet<string>, shared: ReadonlySet<string>): StoredPlace | undefined {
  const scenario = id.split('/')[0] ?? '';
  const { unit } = places.of('scenario', scenario);
  if (!places.isPlaced('dataset', id)) return (released.has(id) || places.isPlaced('scenario', scenario)) && !shared.has(id) ? { unit, keeper: scenario } : { unit: ROOT, rights: [] };
  const known = places.of('dataset', id);
  // One of a scenario's own that was given rights of its own.
  return places.keeperOf(id) === undefined && released.has(id) && known.unit === unit ? { ...known, keeper: scenario } : undefined;
}

/**
 * Writes down where every dataset of a store from before belongs, so that nothing changes for anybody: what has the id of
 * a scenario in its address goes where the scenario is, unless it came with a template for the whole house; any other to
 * the root. Done twice, or by two servers at once, it changes nothing.
 */
export async function plantPlaces(base: PlaceBase, { live, shared }: Known): Promise<void> {
  const released = new Set(live.flatMap(({ scenario }) => ownIn(scenario)));
  let planted = false;
  for (const { id } of await base.store.datasets.list()) {
    const wanted = wantedPlace(base, id, released, shared);
    if (!wanted) continue;
    const key = `dataset:${id}`;
    const version = (await base.store.documents.get(PLACE, key))?.version ?? 0;
    try {
      await base.store.documents.put<StoredPlace>(PLACE, key, wanted, { expectedVersion: version, by: 'system' });
    } catch (error) {
      // Another server began at the same moment.
      if (!isCoded(error, 'SCN_STORE_CONFLICT')) throw error;
    }
    planted = true;
  }
  if (planted) await base.places.reload();
}
