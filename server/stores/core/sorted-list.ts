import { storeError } from '../errors.ts';
import type { Page } from '../store.ts';

/** Place of an item in a list: first by the number or text, then by id. */
export type SortKey = readonly [number | string, string];

export function compareKeys(a: SortKey, b: SortKey): number {
  if (a[0] !== b[0]) return a[0] < b[0] ? -1 : 1;
  if (a[1] === b[1]) return 0;
  return a[1] < b[1] ? -1 : 1;
}

/** An array kept in ascending order; adding at the end, the usual case, is cheap. */
export class SortedList<T> {
  readonly items: T[] = [];
  readonly keyOf: (item: T) => SortKey;

  constructor(keyOf: (item: T) => SortKey) {
    this.keyOf = keyOf;
  }

  /** Index of the first item whose key is not before `key`. */
  indexOf(key: SortKey): number {
    return this.#indexWithin(key, 0, this.items.length);
  }

  #indexWithin(key: SortKey, from: number, to: number): number {
    let low = from;
    let high = to;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compareKeys(this.keyOf(this.items[middle] as T), key) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  add(item: T): void {
    const key = this.keyOf(item);
    const { items } = this;
    const last = items[items.length - 1];
    if (last === undefined || compareKeys(this.keyOf(last), key) < 0) {
      items.push(item);
      return;
    }
    // What comes late is rarely much too late: looked for from the end, in growing strides.
    let stride = 1;
    while (stride < items.length && compareKeys(this.keyOf(items[items.length - stride] as T), key) >= 0) stride *= 2;
    items.splice(this.#indexWithin(key, Math.max(0, items.length - stride), items.length), 0, item);
  }

  remove(item: T): void {
    const key = this.keyOf(item);
    const index = this.indexOf(key);
    const found = this.items[index];
    if (found !== undefined && compareKeys(this.keyOf(found), key) === 0) this.items.splice(index, 1);
  }
}

/** Sorted lists by name, made at first use. */
export class ListsByName<T> {
  readonly lists = new Map<string, SortedList<T>>();
  readonly keyOf: (item: T) => SortKey;

  constructor(keyOf: (item: T) => SortKey) {
    this.keyOf = keyOf;
  }

  add(name: string, item: T): void {
    let list = this.lists.get(name);
    if (!list) this.lists.set(name, (list = new SortedList(this.keyOf)));
    list.add(item);
  }

  remove(name: string, item: T): void {
    const list = this.lists.get(name);
    list?.remove(item);
    if (list?.items.length === 0) this.lists.delete(name);
  }

  get(name: string): SortedList<T> {
    return this.lists.get(name) ?? new SortedList(this.keyOf);
  }
}

export interface PageQuery<T> {
  readonly lists: readonly SortedList<T>[];
  /** Descending: newest first. */
  readonly reverse: boolean;
  readonly cursor: string | undefined;
  readonly limit: number;
  readonly keep?: (item: T) => boolean;
  /** Ascending only: keys from here, without a cursor, and before there. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** One page over the union of lists that share a key; an item in several of them comes once. */
export function pageOf<T>({ lists, reverse, cursor, limit, keep, from, to }: PageQuery<T>): Page<T> {
  const begin: SortKey | null = from === undefined ? null : [from, ''];
  const after = cursor === undefined ? begin : decodeCursor(cursor);
  const found = new Map<string, { key: SortKey; item: T }>();
  for (const list of lists) {
    let taken = 0;
    for (const item of walk(list, after, reverse)) {
      const key = list.keyOf(item);
      if (to !== undefined && Number(key[0]) >= to) break;
      if (keep && !keep(item)) continue;
      found.set(key[1], { key, item });
      taken += 1;
      if (taken > limit) break;
    }
  }
  const sorted = [...found.values()].sort((a, b) => (reverse ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map((x) => x.item), ...(sorted.length > limit && last ? { next: encodeCursor(last.key) } : {}) };
}

/** As `pageOf`, in an order no list is kept in: everything between `from` and `to` is looked at. */
export function sortedPage<T>({ lists, keyOf, reverse, cursor, limit, from, to }: Omit<PageQuery<T>, 'keep'> & { readonly keyOf: (item: T) => SortKey }): Page<T> {
  const after = cursor === undefined ? undefined : decodeCursor(cursor);
  if (after && lists.some(({ items: [first] }) => first !== undefined && typeof keyOf(first)[0] !== typeof after[0])) throw storeError('SCN_STORE_CURSOR', {});
  const found = new Map<string, { key: SortKey; item: T }>();
  for (const list of lists) {
    for (const item of walk(list, from === undefined ? null : [from, ''], false)) {
      if (to !== undefined && Number(list.keyOf(item)[0]) >= to) break;
      const key = keyOf(item);
      if (after === undefined || (reverse ? compareKeys(key, after) < 0 : compareKeys(key, after) > 0)) found.set(key[1], { key, item });
    }
  }
  const sorted = [...found.values()].sort((a, b) => (reverse ? compareKeys(b.key, a.key) : compareKeys(a.key, b.key)));
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return { items: items.map(({ item }) => item), ...(sorted.length > limit && last ? { next: encodeCursor(last.key) } : {}) };
}

function* walk<T>(list: SortedList<T>, after: SortKey | null, reverse: boolean): Generator<T> {
  const { items } = list;
  if (reverse) {
    for (let i = (after ? list.indexOf(after) : items.length) - 1; i >= 0; i -= 1) yield items[i] as T;
    return;
  }
  let start = after ? list.indexOf(after) : 0;
  const first = items[start];
  if (after && first !== undefined && compareKeys(list.keyOf(first), after) === 0) start += 1;
  for (let i = start; i < items.length; i += 1) yield items[i] as T;
}

export function encodeCursor(key: SortKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws SCN_STORE_CURSOR for a text we did not make. */
export function decodeCursor(cursor: string): SortKey {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(value) && value.length === 2 && typeof value[1] === 'string' && (typeof value[0] === 'string' || typeof value[0] === 'number')) {
      return [value[0], value[1]];
    }
  } catch {
    // Not JSON: refused below like any other foreign text.
  }
  throw storeError('SCN_STORE_CURSOR', {});
}
