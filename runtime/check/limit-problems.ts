import { countProblems } from '../schema/count-problems.ts';
import type { Diagnostic } from '../schema/diagnostic.ts';
import { problem } from './problem.ts';

/** Problems of one kind that are named one by one, and problems in all. */
export const SAME_PROBLEMS = 200;
export const ALL_PROBLEMS = 1000;

const GRADES = ['error', 'warning', 'info'] as const;

/** Stands for those of one severity that are not named. */
function more(hidden: readonly Diagnostic[], facts: { readonly code?: string }): readonly Diagnostic[] {
  const [first] = hidden;
  return first === undefined ? [] : [{ ...problem('SCN_SCHEMA_MORE', { path: '' }, { ...facts, count: countProblems(hidden) }), severity: first.severity, count: countProblems(hidden) }];
}

/**
 * Names at most so many problems, the first ones of each kind, and says how many more there are: after those of their
 * kind, or at the end. `sorted`: errors first.
 */
export function limitProblems(sorted: readonly Diagnostic[]): readonly Diagnostic[] {
  if (sorted.length <= SAME_PROBLEMS) return sorted;
  const kindOf = ({ code, severity }: Diagnostic): string => `${severity} ${code}`;
  const kinds = new Map<string, Diagnostic[]>();
  for (const one of sorted) {
    const same = kinds.get(kindOf(one));
    if (same) same.push(one);
    else kinds.set(kindOf(one), [one]);
  }
  const last = new Map([...kinds.values()].flatMap((same) => (same.length > SAME_PROBLEMS ? [[same[SAME_PROBLEMS - 1], same.slice(SAME_PROBLEMS)] as const] : [])));
  const hidden = new Set([...last.values()].flat());
  const listed = sorted.flatMap((one) => (hidden.has(one) ? [] : [one, ...more(last.get(one) ?? [], { code: one.code })]));
  const rest = listed.length <= ALL_PROBLEMS ? [] : listed.slice(ALL_PROBLEMS - GRADES.length);
  return [...listed.slice(0, listed.length - rest.length), ...GRADES.flatMap((grade) => more(rest.filter(({ severity }) => severity === grade), {}))];
}
