import type { Place, RightName } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { ROOT } from './unit-shelf.ts';

export const PLACE = 'place';
export type Placed = 'scenario' | 'dataset';

/** Where scenarios and datasets belong and who has rights to them, in memory. */
export interface PlaceShelf {
  /** A dataset that a scenario owns belongs where the scenario does, unless it has a place of its own; what was never placed belongs to the root. */
  readonly of: (kind: Placed, id: string) => Place;
  readonly isPlaced: (kind: Placed, id: string) => boolean;
  /** The rights somebody has to anything at all, by how rights name people (`u:`, `g:`, `r:`). */
  readonly rightsOf: (who: string) => ReadonlySet<RightName>;
  /** Another object whenever any place may have changed. */
  readonly state: () => object;
  readonly reload: () => Promise<void>;
}

const NO_RIGHTS: ReadonlySet<RightName> = new Set();
const NOWHERE: Place = { unit: ROOT, rights: [] };

export async function createPlaceShelf(base: Base): Promise<PlaceShelf> {
  let places = new Map<string, Place>();
  let named = new Map<string, Set<RightName>>();
  const reload = async () => {
    const all = await base.store.documents.list<Place>(PLACE);
    places = new Map(all.map(({ id, body }) => [id, body]));
    named = new Map();
    for (const { who, right } of all.flatMap(({ body }) => body.rights)) named.set(who, (named.get(who) ?? new Set()).add(right));
  };
  await reload();
  return {
    of: (kind, id) => places.get(`${kind}:${id}`) ?? (kind === 'dataset' ? places.get(`scenario:${id.split('/')[0] ?? ''}`) : undefined) ?? NOWHERE,
    isPlaced: (kind, id) => places.has(`${kind}:${id}`),
    rightsOf: (who) => named.get(who) ?? NO_RIGHTS,
    state: () => places,
    reload,
  };
}

export interface PlaceBase extends Base {
  readonly places: PlaceShelf;
}

/** The version is 0 for what was never placed. */
export async function placeVersion(base: Base, kind: Placed, id: string): Promise<number> {
  return (await base.store.documents.get(PLACE, `${kind}:${id}`))?.version ?? 0;
}

/** @throws SCN_STORE_CONFLICT when somebody else changed it since `baseVersion` */
export async function setPlace(base: PlaceBase, at: { readonly kind: Placed; readonly id: string }, place: Place, baseVersion: number, by: string): Promise<void> {
  const key = `${at.kind}:${at.id}`;
  if ((await placeVersion(base, at.kind, at.id)) !== baseVersion) throw fail('SCN_STORE_CONFLICT');
  await base.store.documents.put<Place>(PLACE, key, place, { expectedVersion: baseVersion, by });
  await base.places.reload();
  await audit(base, by, 'place.change', key, { unit: place.unit, rights: place.rights.map(({ who, right }) => `${who} ${right}`) });
}

/** Something that is gone leaves no rights behind for another of its name. */
export async function dropPlace(base: PlaceBase, kind: Placed, id: string, by: string): Promise<void> {
  const found = await base.store.documents.get(PLACE, `${kind}:${id}`);
  if (!found) return;
  await base.store.documents.delete(PLACE, found.id, { expectedVersion: found.version, by });
  await base.places.reload();
}
