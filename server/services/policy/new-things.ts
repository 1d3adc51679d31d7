import type { User } from '../../api/account.ts';
import { SCENARIO } from '../drafts.ts';
import { placeKept, placeVersion, setPlace } from '../spaces/place-shelf.ts';
import type { PlaceBase } from '../spaces/place-shelf.ts';
import { ROOT } from '../spaces/unit-shelf.ts';
import { demandOpenUnit } from '../spaces/unit-work.ts';
import { demand, inUnit, mayOn, mayWith, placed, subjectOf } from './policy.ts';
import type { PolicyBase } from './policy.ts';
import type { Action } from './roles.ts';

type Making = Extract<Action, 'scenario.create' | 'dataset.edit'>;

/** The unit a new thing belongs to: the wanted one, else the maker's own, else the first in which they may make things. @throws SCN_API_NOT_FOUND, SCN_AUTH_FORBIDDEN, SCN_UNIT_CLOSED */
export function newPlace(base: PolicyBase, user: User, action: Making, wanted: string | undefined): string {
  const own = [user.unit.id, ...subjectOf(user).roles.map(({ unit }) => unit)].find((unit) => base.units.find(unit)?.closedAt === undefined && mayOn(user, action, inUnit(base, unit)));
  const unit = wanted ?? own ?? ROOT;
  demand(user, action, inUnit(base, unit));
  return demandOpenUnit(base.units, unit).id;
}

/** Whose a dataset is, and whether a person may change its definition. */
export function datasetFacts(base: PolicyBase, user: User, id: string): { readonly mayChange: boolean; readonly unit?: { readonly id: string; readonly name: string } } {
  const { unit } = base.places.of('dataset', id);
  return { mayChange: mayWith(base, user, 'dataset.edit', 'dataset', id), ...(unit === ROOT ? {} : { unit: { id: unit, name: base.units.find(unit)?.name ?? unit } }) };
}

/** Units in which a person may make datasets, first the one where a dataset goes that names none. */
export function unitsForNew(base: PolicyBase, user: User): readonly { readonly id: string; readonly name: string }[] {
  const open = base.units.all().filter(({ id, closedAt }) => closedAt === undefined && mayOn(user, 'dataset.edit', inUnit(base, id)));
  const usual = [user.unit.id, ...subjectOf(user).roles.map(({ unit }) => unit)].find((id) => open.some((unit) => unit.id === id)) ?? ROOT;
  return open.toSorted((one, other) => Number(other.id === usual) - Number(one.id === usual)).map(({ id, name }) => ({ id, name }));
}

/** Puts a new dataset where it belongs. One under the id of a scenario is for whoever may edit that, and goes with it unless it is wanted elsewhere. @throws as `newPlace` */
export async function placeNew(base: PolicyBase & PlaceBase, user: User, id: string, wanted: string | undefined): Promise<void> {
  const [scenario = '', ...local] = id.split('/');
  const isUnder = local.length > 0 && (base.places.isPlaced('scenario', scenario) || (await base.store.documents.get(SCENARIO, scenario)) !== null);
  if (isUnder) demand(user, 'scenario.edit', placed(base, 'scenario', scenario));
  const home = base.places.of('scenario', scenario).unit;
  if (isUnder && (wanted ?? home) === home) return placeKept(base, scenario, [{ id }], home, user.id);
  const unit = newPlace(base, user, 'dataset.edit', wanted);
  await setPlace(base, { kind: 'dataset', id }, { unit, rights: [] }, await placeVersion(base, 'dataset', id), user.id);
}
