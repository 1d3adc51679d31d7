import type { User } from '../../api/account.ts';
import type { Place, PlaceView } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import type { Base } from '../context.ts';
import { demand, inUnit, mayWith } from '../policy/policy.ts';
import type { PolicyBase } from '../policy/policy.ts';
import type { GrantBase } from '../sharing/grants.ts';
import { endGrantsOf } from '../sharing/moved.ts';
import { placeKept, placeVersion, setPlace } from './place-shelf.ts';
import type { Placed } from './place-shelf.ts';
import { demandOpenUnit } from './unit-work.ts';

interface At {
  readonly kind: Placed;
  readonly id: string;
}

/** What an entry of a list of rights is called: a person, a unit, or a duty as it is. */
function nameOf(base: PolicyBase, who: string): string {
  const id = who.slice(2);
  if (who.startsWith('u:')) return base.people.find(id)?.name ?? id;
  return who.startsWith('g:') ? (base.units.find(id)?.name ?? id) : id;
}

export async function placeView(base: Base & PolicyBase, { kind, id }: At, reader: User): Promise<PlaceView> {
  const { unit, rights } = base.places.of(kind, id);
  return { unit, unitName: base.units.find(unit)?.name ?? unit, rights: rights.map((entry) => ({ ...entry, name: nameOf(base, entry.who) })), version: await placeVersion(base, kind, id), mayShare: mayWith(base, reader, `${kind}.share`, kind, id) };
}

/**
 * Moves something to another unit or gives rights to it. Nothing is pushed into a unit in which the person may not make such things.
 * @throws SCN_API_NOT_FOUND for a unit or person that is not there, SCN_AUTH_FORBIDDEN, SCN_UNIT_CLOSED, SCN_STORE_CONFLICT
 */
export async function changePlace(base: GrantBase, at: At, place: Place, baseVersion: number, by: User): Promise<PlaceView> {
  const before = base.places.of(at.kind, at.id).unit;
  if (place.unit !== before) {
    demand(by, at.kind === 'scenario' ? 'scenario.create' : 'dataset.edit', inUnit(base, place.unit));
    demandOpenUnit(base.units, place.unit);
  }
  for (const { who } of place.rights) {
    const id = who.slice(2);
    const isKnown = who.startsWith('u:') ? base.people.find(id) : who.startsWith('g:') ? base.units.find(id) : true;
    if (!isKnown) throw fail('SCN_API_NOT_FOUND', { what: id });
  }
  await setPlace(base, at, place, baseVersion, by.id);
  // Its own data go with a scenario, but for those that were put elsewhere.
  if (at.kind === 'scenario' && place.unit !== before) await placeKept(base, at.id, base.places.keptBy(at.id).filter(({ id }) => base.places.of('dataset', id).unit === before), place.unit, by.id);
  if (at.kind === 'scenario' && place.unit !== before) await endGrantsOf(base, at.id, 'moved', by.id);
  return placeView(base, at, by);
}
