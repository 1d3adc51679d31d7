import type { Explanation } from '../schema/explanation.ts';
import type { JsonObject } from '../schema/json.ts';
import { explainTable, nearestRules } from './explain-table.ts';
import type { TableResult } from './judge.ts';
import { recordOf, resultOf, type RecordedRun, type TableRecord } from './record.ts';
import type { RowTable, RowTables } from './row-tables.ts';
import type { RuleFacts } from './rule-tools.ts';
import type { TableRule } from './table-schema.ts';

/** Rows change after a run, so its record holds those that mattered: the ones that hit, or else the ones that nearly did. */
export interface RowTableRecord extends TableRecord {
  readonly rules: readonly { readonly rule: TableRule; readonly row: JsonObject }[];
  readonly total: number;
  readonly faulty?: number;
}

/** Subjects without a hit that are told the nearest rows; looking for those takes every row. */
const MOST_NEARLY = 20;

export function recordRows(rows: RowTable, result: TableResult, scope: Readonly<Record<string, unknown>>): RowTableRecord {
  const { table, faults, factsOf } = rows;
  const record = recordOf(table, result);
  const missed = result.subjects.filter((subject) => subject.rows.length === 0).slice(0, MOST_NEARLY);
  const nearly = missed.flatMap((subject) => nearestRules(table, result, subject, scope));
  const told = new Set([...record.subjects.flatMap(({ rules, undecided }) => [...rules, ...(undecided === undefined ? [] : [undecided])]), ...nearly]);
  const rules = told.size === 0 ? [] : table.rules.filter(({ rule }) => told.has(rule.id)).map(({ rule }) => ({ rule, row: factsOf(rule.id) }));
  return { ...record, rules, total: table.rules.length, ...(faults.length === 0 ? {} : { faulty: faults.length }) };
}

/** Why the rows of that day gave their answer, from the record alone. */
export function explainRows(tables: RowTables, record: RowTableRecord, run: RecordedRun, facts: RuleFacts): Explanation {
  const table = tables.withRules(record.rules.map(({ rule }) => rule));
  const explanation = explainTable(table, resultOf(table, record, run), facts);
  if (explanation.kind !== 'table') return explanation;
  const rowOf = new Map(record.rules.map(({ rule, row }) => [rule.id, row]));
  const named = (rule: string | undefined): { readonly row?: JsonObject } => {
    const row = rowOf.get(rule ?? '');
    return row === undefined ? {} : { row };
  };
  return {
    ...explanation,
    judgements: explanation.judgements.map((judgement) => ({
      ...judgement,
      ...named(judgement.rules[0]),
      ...(judgement.others === undefined ? {} : { others: judgement.others.map((other) => ({ ...other, ...named(other.rule) })) }),
      nearMisses: judgement.rules.length > 0 ? [] : judgement.nearMisses.map((near) => ({ ...near, ...named(near.rule) })),
    })),
    total: record.total,
    dataset: tables.config.dataset,
    ...(record.faulty === undefined ? {} : { faulty: record.faulty }),
  };
}
