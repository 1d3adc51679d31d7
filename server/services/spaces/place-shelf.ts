import type { Place, RightName } from '../../api/units.ts';
import { fail } from '../../errors.ts';
import { audit } from '../context.ts';
import type { Base } from '../context.ts';
import { ROOT } from './unit-shelf.ts';

export const PLACE = 'place';
export type Placed = 'scenario' | 'dataset';

/** A place as it is kept. */
export interface StoredPlace {
  readonly unit: string;
  /** Absent: whoever has rights to the keeper has them here. */
  readonly rights?: Place['rights'];
  /** The scenario whose own dataset this is. */
  readonly keeper?: string;
}

/** Where scenarios and datasets belong and who has rights to them, in memory. */
export interface PlaceShelf {
  /** What was never placed belongs to the root: no address makes anything somebody's. */
  readonly of: (kind: Placed, id: string) => Place;
  readonly isPlaced: (kind: Placed, id: string) => boolean;
  /** The scenario whose own dataset this is, if it is one's. */
  readonly keeperOf: (dataset: string) => string | undefined;
  /** The datasets of a scenario's own. */
  readonly keptBy: (scenario: string) => readonly Kept[];
  /** The rights somebody has to anything at all, by how rights name people (`u:`, `g:`, `r:`). */
  readonly rightsOf: (who: string) => ReadonlySet<RightName>;
  /** Another object whenever any place may have changed. */
  readonly state: () => object;
  readonly reload: () => Promise<void>;
}

const NO_RIGHTS: ReadonlySet<RightName> = new Set();
const NOWHERE: Place = { unit: ROOT, rights: [] };

/** Where something is, as everybody asks for it; a dataset has the rights of its keeper only while both are of one unit. */
function wholePlace({ unit, rights, keeper }: StoredPlace, stored: ReadonlyMap<string, StoredPlace>): Place {
  const scenario = keeper === undefined ? undefined : stored.get(`scenario:${keeper}`);
  return { unit, rights: rights ?? (scenario?.unit === unit ? (scenario.rights ?? []) : []) };
}

export async function createPlaceShelf(base: Base): Promise<PlaceShelf> {
  let stored = new Map<string, StoredPlace>();
  let places = new Map<string, Place>();
  let named = new Map<string, Set<RightName>>();
  const reload = async () => {
    const all = await base.store.documents.list<StoredPlace>(PLACE);
    stored = new Map(all.map(({ id, body }) => [id, body]));
    places = new Map(all.map(({ id, body }) => [id, wholePlace(body, stored)]));
    named = new Map();
    for (const { who, right } of all.flatMap(({ body }) => body.rights ?? [])) named.set(who, (named.get(who) ?? new Set()).add(right));
  };
  await reload();
  return {
    of: (kind, id) => places.get(`${kind}:${id}`) ?? NOWHERE,
    isPlaced: (kind, id) => places.has(`${kind}:${id}`),
    keeperOf: (dataset) => stored.get(`dataset:${dataset}`)?.keeper,
    keptBy: (scenario) => [...stored].flatMap(([key, { keeper, rights }]) => (keeper === scenario && key.startsWith('dataset:') ? [{ id: key.slice('dataset:'.length), rights }] : [])),
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

interface At {
  readonly kind: Placed;
  readonly id: string;
}

async function write(base: PlaceBase, at: At, place: StoredPlace, baseVersion: number, by: string): Promise<void> {
  const key = `${at.kind}:${at.id}`;
  await base.store.documents.put<StoredPlace>(PLACE, key, place, { expectedVersion: baseVersion, by });
  await audit(base, by, 'place.change', key, { unit: place.unit, rights: (place.rights ?? []).map(({ who, right }) => `${who} ${right}`) });
}

/** Datasets of a scenario's own stay its own wherever they are put. @throws SCN_STORE_CONFLICT when somebody else changed it since `baseVersion` */
export async function setPlace(base: PlaceBase, at: At, place: Place, baseVersion: number, by: string): Promise<void> {
  if ((await placeVersion(base, at.kind, at.id)) !== baseVersion) throw fail('SCN_STORE_CONFLICT');
  const keeper = at.kind === 'dataset' ? base.places.keeperOf(at.id) : undefined;
  await write(base, at, { ...place, ...(keeper === undefined ? {} : { keeper }) }, baseVersion, by);
  await base.places.reload();
}

/** A dataset of a scenario's own; without rights of its own, whoever has rights to the scenario has them to it. */
export interface Kept {
  readonly id: string;
  readonly rights?: Place['rights'] | undefined;
}

/** Puts datasets of a scenario's own into a unit. */
export async function placeKept(base: PlaceBase, keeper: string, datasets: readonly Kept[], unit: string, by: string): Promise<void> {
  for (const { id, rights } of datasets) {
    await write(base, { kind: 'dataset', id }, { unit, keeper, ...(rights ? { rights } : {}) }, await placeVersion(base, 'dataset', id), by);
  }
  if (datasets.length > 0) await base.places.reload();
}

/** Something that is gone leaves no rights behind for another of its name. */
export async function dropPlace(base: PlaceBase, kind: Placed, id: string, by: string): Promise<void> {
  const found = await base.store.documents.get(PLACE, `${kind}:${id}`);
  if (!found) return;
  await base.store.documents.delete(PLACE, found.id, { expectedVersion: found.version, by });
  await base.places.reload();
}
