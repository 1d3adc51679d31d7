import type { Condition, Explanation, Judgement } from '../schema/explanation.ts';
import type { JsonObject } from '../schema/json.ts';
import type { CompiledRule, CompiledTable } from './compile-table.ts';
import type { Subject, TableResult } from './judge.ts';
import { testCell } from './cell.ts';
import { ownText } from './cell-text.ts';
import type { InForce } from './in-force.ts';
import { nearnessOf, type Nearness } from './nearness.ts';
import type { LocalScope, RuleFacts } from './rule-tools.ts';
import type { Source } from './sources.ts';

const MAX_NEAR_MISSES = 5;
const MAX_OTHERS = 20;
/** A list longer than this is explained for its first elements and the picked one. */
const MAX_JUDGEMENTS = 200;

/** Says why a table answered as it did (E12): data only. Call it with the facts the table was judged with. */
export function explainTable(table: CompiledTable, result: TableResult, facts: RuleFacts): Explanation {
  const explained = result.subjects.filter((subject) => isExplained(subject, result));
  const explain = { table, inForce: result.inForce };
  return {
    kind: 'table',
    judgements: explained.map((subject) => judgementOf(explain, subject, scopeOf(table, subject, facts.scope))),
    ...(result.picked === null ? {} : { picked: result.picked }),
    total: table.rules.length,
  };
}

/** Whether an explanation tells of a subject at all. */
export function isExplained({ index }: Subject, { picked }: TableResult): boolean {
  return index < MAX_JUDGEMENTS || index === picked;
}

/** Ids of the rules that nearly hit a subject, the nearest first. */
export function nearestRules(table: CompiledTable, result: TableResult, subject: Subject, scope: Readonly<Record<string, unknown>>): readonly string[] {
  return nearMissesOf({ table, inForce: result.inForce }, subject, scopeOf(table, subject, scope)).map(({ rule }) => rule);
}

interface Explaining {
  readonly table: CompiledTable;
  readonly inForce: InForce | null;
}

function scopeOf(table: CompiledTable, subject: Subject, scope: Readonly<Record<string, unknown>>): LocalScope {
  return { ...scope, ...(table.each === null ? {} : { [table.as]: subject.element }), ...subject.lets };
}

function judgementOf(explaining: Explaining, subject: Subject, scope: LocalScope): Judgement {
  const { table } = explaining;
  const shown = table.rules[subject.rows[0] ?? subject.undecided];
  return {
    index: subject.index,
    rules: subject.rows.map((row) => table.rules[row]?.rule.id ?? ''),
    ...(subject.incomplete.length === 0 ? {} : { incomplete: [...subject.incomplete] }),
    conditions: shown === undefined ? [] : conditionsOf(explaining, shown, subject, scope),
    ...(subject.rows.length < 2 ? {} : { others: othersOf(explaining, subject, scope) }),
    nearMisses: nearMissesOf(explaining, subject, scope),
    lets: Object.fromEntries(table.lets.map(([name, formula]) => [name, formula.toJson(subject.lets[name] ?? null)])),
    outputs: outputsOf(table, subject.output),
  };
}

/** What a collecting table found beside its first hit. */
function othersOf(explaining: Explaining, subject: Subject, scope: LocalScope): NonNullable<Judgement['others']> {
  return subject.rows.slice(1, MAX_OTHERS + 1).flatMap((row) => {
    const compiled = explaining.table.rules[row];
    return compiled === undefined ? [] : [{ rule: compiled.rule.id, conditions: conditionsOf(explaining, compiled, subject, scope) }];
  });
}

/** The element is in the run already; an explanation need not hold it twice. */
function outputsOf(table: CompiledTable, output: JsonObject): JsonObject {
  return table.each === null ? output : Object.fromEntries(Object.entries(output).filter(([id]) => id !== table.as));
}

/** A row without conditions ("otherwise") is explained by what the table looked at before it got there. */
function conditionsOf(explaining: Explaining, compiled: CompiledRule, subject: Subject, scope: LocalScope): Condition[] {
  if (compiled.cells.every((cell) => cell === null)) return explaining.table.config.inputs.map((_input, column) => conditionAt(explaining, compiled, column, subject, { met: true, scope }));
  return explaining.table.config.inputs.flatMap((_input, column) => {
    const met = metAt(explaining, compiled, column, subject, scope);
    return met === undefined ? [] : [conditionAt(explaining, compiled, column, subject, { met, scope })];
  });
}

/** Whether a cell holds; undefined for an empty one. */
function metAt({ table }: Explaining, { cells }: CompiledRule, column: number, subject: Subject, scope: LocalScope): Condition['met'] | undefined {
  const cell = cells[column] ?? null;
  if (cell === null) return undefined;
  return testCell(cell, subject.values[column], table.config.nulls === 'dmn' || table.nullable[column] === true, scope);
}

function conditionAt({ table }: Explaining, { rule, cells }: CompiledRule, column: number, subject: Subject, { met, scope }: { readonly met: Condition['met']; readonly scope: LocalScope }): Condition {
  const input = table.config.inputs[column];
  return {
    input: input?.id ?? '',
    expr: input?.expr ?? '',
    value: table.inputs[column]?.toJson(subject.values[column] ?? null) ?? null,
    test: ownText(rule.when, input?.id ?? '') ?? '-',
    met,
    sources: withKeys(table.sources[column] ?? [], [table.inputs[column], cells[column]?.set === null ? cells[column].formula() : undefined].flatMap((formula) => (formula === undefined ? [] : table.lookedUp(formula, scope)))),
  };
}

/** Parameter tables are named with the key that was looked up. */
function withKeys(sources: readonly Source[], lookedUp: readonly Source[]): Source[] {
  return [...sources.filter(({ kind, path }) => kind !== 'param' || !lookedUp.some((one) => one.path === path)), ...lookedUp];
}

const distances = new WeakMap<CompiledRule, Map<number, Nearness>>();

/** A cell is read the first time it is a near miss, and never again. */
function distanceOf(compiled: CompiledRule, column: number, { test, value }: Condition): number {
  const known = distances.get(compiled) ?? new Map<number, Nearness>();
  distances.set(compiled, known);
  const measure = known.get(column) ?? nearnessOf(test);
  known.set(column, measure);
  return measure(value);
}

/** Rules that would have hit but for one condition; the nearest first. */
function nearMissesOf(explaining: Explaining, subject: Subject, scope: LocalScope): Judgement['nearMisses'] {
  const misses = explaining.table.rules.flatMap((compiled, index) => {
    if (explaining.inForce !== null && explaining.inForce.rows[index] !== 1) return [];
    // Most rules fail by more than one test, so nothing is built before it is known that this one does not.
    let met = 0;
    let failed: { readonly column: number; readonly met: Condition['met'] } | null = null;
    for (let column = 0; column < compiled.cells.length; column += 1) {
      const holds = metAt(explaining, compiled, column, subject, scope);
      if (holds === undefined) continue;
      if (holds === true) met += 1;
      else if (failed) return [];
      else failed = { column, met: holds };
    }
    if (!failed) return [];
    const only = conditionAt(explaining, compiled, failed.column, subject, { met: failed.met, scope });
    return [{ rule: compiled.rule.id, failed: only, met, distance: distanceOf(compiled, failed.column, only) }];
  });
  return misses
    .sort((a, b) => b.met - a.met || a.distance - b.distance)
    .slice(0, MAX_NEAR_MISSES)
    .map(({ rule, failed }) => ({ rule, failed }));
}
