/** From the rules that hit to the value of the table: hit policies, aggregation and defaults (DMN 1.5, 8.2.8 to 8.2.11). */
import { builtinNamed } from '../../language/builtins/registry.ts';
import { invoke } from '../../language/builtins/invoke.ts';
import { equals } from '../../language/values/compare.ts';
import { contextFrom } from '../../language/values/contexts.ts';
import type { Value } from '../../language/values/value.ts';
import { TESTED } from '../../rules/rule-tools.ts';
import type { Aggregator, HitPolicy } from '../../rules/table-schema.ts';
import type { DmnDecisionTable } from '../model.ts';
import { finding } from '../session.ts';
import type { Scope, Session } from '../session.ts';
import type { Output } from './table-outputs.ts';

/** The output values of one rule that hit, by column. */
export type HitValues = readonly Value[];

/** A table being evaluated. */
export interface TableRun {
  readonly table: DmnDecisionTable;
  readonly outputs: readonly Output[];
  readonly scope: Scope;
  readonly session: Session;
  readonly of: string;
}

export function chooseResult(run: TableRun, hits: readonly HitValues[]): Value {
  return hits.length === 0 ? fallback(run) : POLICIES[run.table.hitPolicy](run, hits);
}

/** The one value, or a context by output name. */
function shape({ outputs }: TableRun, values: HitValues): Value {
  return outputs.length === 1 ? (values[0] ?? null) : contextFrom(outputs.map((output, index): [string, Value] => [output.name, values[index] ?? null]));
}

function fallback(run: TableRun): Value {
  if (run.outputs.every((output) => output.fallback === null)) return null;
  return shape(run, run.outputs.map((output) => output.fallback?.run(run.scope, run.session) ?? null));
}

type Choose = (run: TableRun, hits: readonly HitValues[]) => Value;

const POLICIES: Readonly<Record<HitPolicy, Choose>> = {
  UNIQUE: (run, hits) => (hits.length === 1 ? shape(run, hits[0] ?? []) : uncertain(run, '命中了不止一行', 'more than one rule hits')),
  FIRST: (run, hits) => shape(run, hits[0] ?? []),
  ANY: (run, hits) => {
    const [first = []] = hits;
    const same = hits.every((hit) => hit.every((value, index) => equals(value, first[index] ?? null) === true));
    return same ? shape(run, first) : uncertain(run, '命中的行结果不同', 'the rules that hit give different results');
  },
  PRIORITY: (run, hits) => shape(run, byPriority(run, hits)[0] ?? []),
  COLLECT: (run, hits) => (run.table.aggregation === undefined ? hits.map((hit) => shape(run, hit)) : aggregate(run, hits, run.table.aggregation)),
  RULE_ORDER: (run, hits) => hits.map((hit) => shape(run, hit)),
  OUTPUT_ORDER: (run, hits) => byPriority(run, hits).map((hit) => shape(run, hit)),
};

function uncertain(run: TableRun, zh: string, en: string): null {
  finding(run.session, 'SCN_DMN_TABLE', { of: run.of, zh, en });
  return null;
}

/** Stable: rules of the same priority keep their order. */
function byPriority(run: TableRun, hits: readonly HitValues[]): readonly HitValues[] {
  const ranked = hits.map((hit) => ({ hit, ranks: run.outputs.map((output, index) => rank(run, output, hit[index] ?? null)) }));
  ranked.sort((a, b) => a.ranks.map((place, index) => place - (b.ranks[index] ?? 0)).find((difference) => difference !== 0) ?? 0);
  return ranked.map(({ hit }) => hit);
}

/** Position of a value among the allowed ones; others come last. */
function rank(run: TableRun, { priorities }: Output, value: Value): number {
  const index = priorities.findIndex((test) => test.run({ ...run.scope, [TESTED]: value }, run.session) === true);
  return index === -1 ? priorities.length : index;
}

const BUILT_INS: Readonly<Record<Aggregator, string>> = { SUM: 'sum', MIN: 'min', MAX: 'max', COUNT: 'count' };

/** Each output by itself. `count` counts the rules that hit. */
function aggregate(run: TableRun, hits: readonly HitValues[], aggregation: Aggregator): Value {
  const made = builtinNamed(BUILT_INS[aggregation]);
  if (made === undefined || aggregation === 'COUNT') return hits.length;
  return shape(run, run.outputs.map((_, index) => invoke(made, -1, [hits.map((hit) => hit[index] ?? null)], run.session.context)));
}
