import type { Change } from './change.ts';
import { sameJson } from './equal.ts';
import { isContainer, pointer } from './pointer.ts';

/** One difference between two documents, by JSON pointer. `before` or `after` is undefined when absent. */
export interface Difference {
  readonly path: string;
  readonly before: unknown;
  readonly after: unknown;
}

function alike(one: unknown, other: unknown): boolean {
  if (!isContainer(one) || !isContainer(other)) return false;
  return Array.isArray(one) ? Array.isArray(other) && one.length === other.length : !Array.isArray(other);
}

function collect(one: unknown, other: unknown, at: readonly string[], into: Difference[]): void {
  if (one === other) return;
  if (!alike(one, other)) {
    if (!sameJson(one, other)) into.push({ path: pointer(...at), before: one, after: other });
    return;
  }
  const left = one as Record<string, unknown>;
  const right = other as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const before = Object.hasOwn(left, key) ? left[key] : undefined;
    const after = Object.hasOwn(right, key) ? right[key] : undefined;
    collect(before, after, [...at, key], into);
  }
}

/** The smallest places where two JSON documents differ; arrays of different length differ as a whole. */
export function differences(one: unknown, other: unknown): readonly Difference[] {
  const into: Difference[] = [];
  collect(one, other, [], into);
  return into;
}

export function changesOf(list: readonly Difference[]): readonly Change[] {
  return list.map(({ path, after }) => ({ path, ...(after === undefined ? {} : { value: after }) }));
}
