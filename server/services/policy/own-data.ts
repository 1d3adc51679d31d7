import type { User } from '../../api/account.ts';
import { fail } from '../../errors.ts';
import type { Base } from '../context.ts';
import type { SharingShelf } from '../sharing/shelf.ts';
import { placeKept, type PlaceBase } from '../spaces/place-shelf.ts';
import { inUnit, mayOn, mayWith } from './policy.ts';
import type { PolicyBase } from './policy.ts';

export type NameBase = Base & PolicyBase & { readonly sharing: SharingShelf };

/**
 * Whether a new scenario may have an id: under it there are no datasets, runs or grants of somebody else. By its id a
 * scenario keeps datasets, and by its id it holds grants.
 */
export async function isFreeName(base: NameBase, user: User, id: string): Promise<boolean> {
  if (base.places.isPlaced('scenario', id) && !mayWith(base, user, 'scenario.edit', 'scenario', id)) return false;
  if (base.sharing.grants().some(({ scenario, applicantUnit }) => scenario === id && !mayOn(user, 'scenario.edit', inUnit(base, applicantUnit)))) return false;
  return (await base.store.datasets.list()).every((dataset) => !dataset.id.startsWith(`${id}/`) || mayWith(base, user, 'dataset.edit', 'dataset', dataset.id));
}

/** @throws SCN_API_NAME_KEPT */
export async function demandFreeName(base: NameBase, user: User, id: string): Promise<void> {
  if (!(await isFreeName(base, user, id))) throw fail('SCN_API_NAME_KEPT', { id });
}

/** Whether a release of a scenario may define this dataset: it is where the scenario is, and the scenario's own or to be changed by the publisher. */
function mayDefine(base: PolicyBase, scenario: string, dataset: string, publisher: User | undefined): boolean {
  if (base.places.of('dataset', dataset).unit !== base.places.of('scenario', scenario).unit) return false;
  return base.places.keeperOf(dataset) === scenario || (publisher !== undefined && mayWith(base, publisher, 'dataset.edit', 'dataset', dataset));
}

/**
 * Puts the datasets of a scenario's own where the scenario is, before they are defined.
 * @throws SCN_DATA_ELSEWHERE when one of them is somebody else's; then none is touched
 */
export async function keepDatasets(base: PolicyBase & PlaceBase, scenario: string, datasets: readonly string[], by: string): Promise<void> {
  const { unit } = base.places.of('scenario', scenario);
  const known = await Promise.all(datasets.map(async (id) => ({ id, isThere: (await base.store.datasets.get(id)) !== null })));
  const foreign = known.find(({ id, isThere }) => isThere && !mayDefine(base, scenario, id, base.people.find(by)));
  if (foreign) throw fail('SCN_DATA_ELSEWHERE', { dataset: foreign.id, scenario });
  const fresh = known.filter(({ id, isThere }) => !isThere || base.places.keeperOf(id) !== scenario);
  await placeKept(base, scenario, fresh.map(({ id, isThere }) => ({ id, ...(isThere ? { rights: base.places.of('dataset', id).rights } : {}) })), unit, by);
}
