import type { CaseResult } from '../../../../server/api/scenario.ts';
import type { Explanation } from '../../../../runtime/schema/explanation.ts';

/** What took one rule: cases by id, and how many subjects of the last test run. */
export interface RowHits {
  readonly cases: readonly string[];
  readonly run: number;
  /** Of the largest number of cases any rule has, for the bar: 0 to 1. */
  readonly share: number;
}

export interface Coverage {
  readonly of: (rule: string) => RowHits;
  readonly total: number;
  /** Rules that no case takes. */
  readonly untouched: readonly string[];
}

function runCounts(explanation: unknown): ReadonlyMap<string, number> {
  const known = explanation as Explanation | undefined;
  const counts = new Map<string, number>();
  if (known?.kind !== 'table') return counts;
  for (const { rules } of known.judgements) for (const rule of rules) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Which rules of a node the cases and the last test run have taken. */
export function coverageOfTable(rules: readonly string[], { flow, node }: { readonly flow: string; readonly node: string }, results: readonly CaseResult[], explanation: unknown): Coverage {
  const runs = runCounts(explanation);
  const cases = new Map<string, string[]>();
  for (const result of results) {
    for (const rule of new Set(result.covered.flows[flow]?.rules[node] ?? [])) {
      const list = cases.get(rule);
      if (list === undefined) cases.set(rule, [result.id]);
      else list.push(result.id);
    }
  }
  const most = Math.max(1, ...[...cases.values()].map((list) => list.length));
  const made = new Map(rules.map((rule) => [rule, { cases: cases.get(rule) ?? [], run: runs.get(rule) ?? 0, share: (cases.get(rule)?.length ?? 0) / most }] as const));
  const none: RowHits = { cases: [], run: 0, share: 0 };
  return { of: (rule) => made.get(rule) ?? none, total: results.length, untouched: rules.filter((rule) => !cases.has(rule)) };
}
