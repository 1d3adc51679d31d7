import { mergeOrder } from './merge-order.ts';
import { keysOf } from './list-keys.ts';
import { isRecord, own, same } from './same.ts';

/** Where in a document: member names; a member of a list that has a key of its own is `[key]`. */
export type Place = readonly string[];

/** What comes back with a node that was removed: `edges` by id, `at` in the layout; `bridges` led past it meanwhile and go. */
export interface Along {
  readonly edges: Readonly<Record<string, unknown>>;
  readonly bridges: readonly unknown[];
  readonly at?: unknown;
}

/**
 * A place both sides changed. Theirs, which came first, stands in the document; mine is kept here until somebody
 * decides. Absent = removed.
 */
export interface Clash {
  readonly place: Place;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Of a node I changed and they removed. */
  readonly along?: Along;
}

interface Sides {
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
}

/** Objects that mean another thing when this member is another: they are changed by one side or the other, never half and half. */
const KINDS = ['type', 'kind', 'format'] as const;
/** Records whose members are things of their own, so that two people may each make the first. */
const SHELVES = new Set(['connections', 'annotations', 'layout']);

function isOneThing({ base, mine, theirs }: Sides): boolean {
  return KINDS.some((kind) => !same(own(mine, kind), own(theirs, kind)) || !same(own(base, kind), own(theirs, kind)));
}

function isShelf(place: Place): boolean {
  return place.length <= 2 && SHELVES.has(place[0] ?? '');
}

function isTuple(place: Place): boolean {
  return place.length === 4 && place[0] === 'flows' && place[2] === 'edges';
}

/** Where a card stands is one value. */
function isSpot(place: Place): boolean {
  return place.length === 3 && place[0] === 'layout';
}

function mergeRecords(sides: Sides, place: Place, clashes: Clash[]): unknown {
  const { base, mine, theirs } = sides as { base: object | undefined; mine: object; theirs: object };
  const entries: [string, unknown][] = [];
  for (const key of mergeOrder(Object.keys(base ?? {}), Object.keys(mine), Object.keys(theirs)).order) {
    const value = mergeJson({ base: own(base, key), mine: own(mine, key), theirs: own(theirs, key) }, [...place, key], clashes);
    if (value !== undefined) entries.push([key, value]);
  }
  return Object.fromEntries(entries);
}

function mergeLists({ base, mine, theirs }: Sides, place: Place, clashes: Clash[]): unknown {
  const lists = [base ?? [], mine, theirs] as readonly (readonly unknown[])[];
  const keys = lists.map(keysOf);
  const [baseKeys, mineKeys, theirKeys] = keys;
  if (isTuple(place) || baseKeys === undefined || mineKeys === undefined || theirKeys === undefined) return undefined;
  const by = lists.map((list, side) => new Map(list.map((member, index) => [keys[side]?.[index] ?? '', member])));
  const { order, bothMoved } = mergeOrder(baseKeys, mineKeys, theirKeys);
  const inner: Clash[] = [];
  const merged: unknown[] = [];
  for (const key of order) {
    const value = mergeJson({ base: by[0]?.get(key), mine: by[1]?.get(key), theirs: by[2]?.get(key) }, [...place, `[${key}]`], inner);
    if (value !== undefined) merged.push(value);
  }
  // A list neither side emptied is not empty: what is left of it may be demanded.
  if (merged.length === 0 && mineKeys.length > 0 && theirKeys.length > 0) return undefined;
  clashes.push(...inner);
  if (bothMoved) clashes.push({ place, mine, theirs });
  return merged;
}

/**
 * Both changes of one value on top of each other. Whatever only one side changed is as that side has it; what both
 * changed, to different values, is as they have it, and mine is a clash.
 */
export function mergeJson(sides: Sides, place: Place, clashes: Clash[]): unknown {
  const { base, mine, theirs } = sides;
  if (same(mine, theirs) || same(base, mine)) return theirs;
  if (same(base, theirs)) return mine;
  const grown = (base !== undefined || isShelf(place)) && !isSpot(place);
  if (grown && isRecord(mine) && isRecord(theirs) && (base === undefined || isRecord(base)) && !isOneThing(sides)) return mergeRecords(sides, place, clashes);
  if (Array.isArray(base) && Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeLists(sides, place, clashes);
    if (merged !== undefined) return merged;
  }
  // Nobody placed a card that both found unplaced: the places were computed.
  if (!isSpot(place) || base !== undefined) clashes.push({ place, mine, theirs });
  return theirs;
}
