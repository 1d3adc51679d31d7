import type { Place } from './merge-json.ts';
import { isRecord, own, same } from './same.ts';

type Loose = Record<string, unknown>;

/** An id of the same stem that none of the records has. */
export function freeId(id: string, taken: readonly unknown[]): string {
  const stem = id.replace(/\d+$/u, '') || id;
  let number = 2;
  while (taken.some((record) => own(record, `${stem}${number}`) !== undefined)) number += 1;
  return `${stem}${number}`;
}

/** Ids that both sides gave to things of their own. */
function twins(base: unknown, mine: unknown, theirs: unknown): ReadonlyMap<string, string> {
  const fresh: Loose = {};
  const ids = new Map<string, string>();
  if (!isRecord(mine) || !isRecord(theirs)) return ids;
  for (const [id, value] of Object.entries(mine)) {
    if (own(base, id) !== undefined || own(theirs, id) === undefined || same(value, own(theirs, id))) continue;
    const to = freeId(id, [base, mine, theirs, fresh]);
    fresh[to] = true;
    ids.set(id, to);
  }
  return ids;
}

function withKeys(record: unknown, ids: ReadonlyMap<string, string>): unknown {
  if (!isRecord(record) || ids.size === 0) return record;
  return Object.fromEntries(Object.entries(record).map(([id, value]) => [ids.get(id) ?? id, value]));
}

function at(document: unknown, ...place: string[]): unknown {
  return place.reduce(own, document);
}

/**
 * Mine with new ids where both sides drew something of one id: both stay. Only what no formula names: two nodes of one id
 * are for people to tell apart.
 */
export function renumber(base: unknown, mine: unknown, theirs: unknown): unknown {
  let document = mine;
  const free = (place: Place): void => {
    const ids = twins(at(base, ...place), at(document, ...place), at(theirs, ...place));
    if (ids.size > 0) document = setAt(document, place, withKeys(at(document, ...place), ids));
  };
  const flows = at(mine, 'flows');
  for (const flow of isRecord(flows) ? Object.keys(flows) : []) {
    free(['flows', flow, 'edges']);
    free(['annotations', flow]);
  }
  return document;
}

/** A copy with one member set; parents that are absent become objects. Undefined removes. */
export function setAt(root: unknown, place: Place, value: unknown): unknown {
  const [key, ...rest] = place;
  if (key === undefined) return value;
  const record = isRecord(root) ? root : {};
  if (rest.length > 0) return { ...record, [key]: setAt(own(record, key), rest, value) };
  if (value !== undefined) return { ...record, [key]: value };
  return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
}
