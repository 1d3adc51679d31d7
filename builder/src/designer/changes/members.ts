import { keysOf } from '../../../../runtime/schema/merge/list-keys.ts';
import { mergeOrder } from '../../../../runtime/schema/merge/merge-order.ts';
import { differences, type Difference } from '../document/diff.ts';
import { sameJson } from '../document/equal.ts';
import { isContainer, isRecord, pointer } from '../document/pointer.ts';
import { stayed } from './stayed.ts';

/** A difference between two versions. In lists whose members have keys, the path names a member by its key. */
export interface ContentDifference extends Difference {
  /** A whole member that came or went, or one that stands at another place: then `before` and `after` are the places, counted from 1. */
  readonly kind?: 'member' | 'moved';
}

/** What tells the members of a list apart wherever they stand: their ids or ports. Undefined when not every member has one of its own. */
export function memberKeys(list: unknown): readonly string[] | undefined {
  return Array.isArray(list) && list.every(isRecord) ? keysOf(list) : undefined;
}

function isFlat(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !value.some(isContainer);
}

interface Sides {
  readonly before: readonly unknown[];
  readonly after: readonly unknown[];
  readonly oldKeys: readonly string[];
  readonly newKeys: readonly string[];
}

function collectMembers({ before, after, oldKeys, newKeys }: Sides, at: readonly string[], into: ContentDifference[]): void {
  const old = new Map(oldKeys.map((key, place) => [key, place] as const));
  const now = new Map(newKeys.map((key, place) => [key, place] as const));
  const common = newKeys.filter((key) => old.has(key));
  const kept = stayed(common.map((key) => old.get(key) ?? 0));
  const moved = new Set(common.filter((_, place) => !kept.has(place)));
  for (const key of mergeOrder(oldKeys, oldKeys, newKeys).order) {
    const [was, is] = [old.get(key), now.get(key)];
    const path = pointer(...at, key);
    if (was === undefined || is === undefined) {
      into.push({ path, before: was === undefined ? undefined : before[was], after: is === undefined ? undefined : after[is], kind: 'member' });
      continue;
    }
    if (moved.has(key)) into.push({ path, before: was + 1, after: is + 1, kind: 'moved' });
    collect(before[was], after[is], [...at, key], into);
  }
}

function collect(before: unknown, after: unknown, at: readonly string[], into: ContentDifference[]): void {
  if (before === after) return;
  const [oldKeys, newKeys] = [memberKeys(before), memberKeys(after)];
  if (oldKeys !== undefined && newKeys !== undefined) {
    collectMembers({ before: before as readonly unknown[], after: after as readonly unknown[], oldKeys, newKeys }, at, into);
  } else if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      collect(Object.hasOwn(before, key) ? before[key] : undefined, Object.hasOwn(after, key) ? after[key] : undefined, [...at, key], into);
    }
  } else if (isFlat(before) && isFlat(after)) {
    if (!sameJson(before, after)) into.push({ path: pointer(...at), before, after });
  } else {
    into.push(...differences(before, after).map((inner) => ({ ...inner, path: pointer(...at) + inner.path })));
  }
}

/**
 * The smallest places where two documents differ. Members of lists are matched by their ids, so that one question less is
 * one change and not a change of all that follow; a list of plain values differs as a whole.
 */
export function contentDifferences(before: unknown, after: unknown): readonly ContentDifference[] {
  const into: ContentDifference[] = [];
  collect(before, after, [], into);
  return into;
}
