import type { Json, JsonObject } from '../schema/json.ts';
import { ruleErrors } from './rule-errors.ts';
import type { Aggregator, HitPolicy, TableOutput } from './table-schema.ts';

/** A rule that hit, with its outputs as FEEL values and as JSON. */
export interface Hit {
  readonly row: number;
  readonly rule: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly outputs: JsonObject;
}

/** Whether a policy gives one result or a list of them. */
export const SINGLE_POLICIES: ReadonlySet<HitPolicy> = new Set(['UNIQUE', 'FIRST', 'ANY', 'PRIORITY']);

type Order = (hits: readonly Hit[], outputs: readonly TableOutput[], index: number) => readonly Hit[];

const byPriority: Order = (hits, outputs) => [...hits].sort((a, b) => comparePriority(a.outputs, b.outputs, outputs));

/** DMN 1.5, 8.2.10: which hits count, and in what order. Single policies leave one. */
export const applyHitPolicy: Readonly<Record<HitPolicy, Order>> = {
  UNIQUE: (hits, _outputs, index) => {
    if (hits.length > 1) throw ruleErrors.SCN_RULE_NOT_UNIQUE({ rules: hits.map((hit) => hit.rule), index });
    return hits;
  },
  FIRST: (hits) => hits.slice(0, 1),
  ANY: (hits, _outputs, index) => {
    const first = hits[0];
    const text = first === undefined ? '' : JSON.stringify(first.outputs);
    if (hits.some((hit) => JSON.stringify(hit.outputs) !== text)) throw ruleErrors.SCN_RULE_NOT_SAME({ rules: hits.map((hit) => hit.rule), index });
    return hits.slice(0, 1);
  },
  PRIORITY: (hits, outputs, index) => byPriority(hits, outputs, index).slice(0, 1),
  COLLECT: (hits) => hits,
  RULE_ORDER: (hits) => hits,
  OUTPUT_ORDER: byPriority,
};

/** Position of a value in its output's order; values outside it come last. */
export function rank(output: TableOutput | undefined, value: Json | undefined): number {
  const order = output?.priority ?? output?.enum ?? [];
  const index = order.findIndex((allowed) => allowed === value);
  return index === -1 ? order.length : index;
}

function comparePriority(a: JsonObject, b: JsonObject, outputs: readonly TableOutput[]): number {
  for (const output of outputs) {
    const difference = rank(output, a[output.id]) - rank(output, b[output.id]);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** An aggregate works on FEEL numbers through the language, so that decimals stay exact. */
export const AGGREGATE_FORMULA: Readonly<Record<Aggregator, string>> = {
  SUM: 'if count(values) = 0 then 0 else sum(values)',
  MIN: 'min(values)',
  MAX: 'max(values)',
  COUNT: 'count(values)',
};
