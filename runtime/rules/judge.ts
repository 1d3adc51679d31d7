import type { Json, JsonObject } from '../schema/json.ts';
import type { CompiledTable, Formulas } from './compile-table.ts';
import { applyHitPolicy, rank, SINGLE_POLICIES, type Hit } from './hit-policy.ts';
import type { InForce } from './in-force.ts';
import type { Match } from './match.ts';
import { COMPLETE, readOutputs, toOutput, type FixedResult } from './results.ts';
import { ruleErrors } from './rule-errors.ts';
import { isNull, type LocalScope, type RuleFacts } from './rule-tools.ts';

/** Most elements `each` may judge in one run of a table. */
export const MAX_ITEMS = 10_000;

/** The name by which a missing list is reported. */
export const MISSING_LIST = 'each';

/** How one subject was judged: everything an explanation needs, nothing computed for it yet. */
export interface Subject {
  readonly index: number;
  /** FEEL value of the element; undefined without `each`. */
  readonly element: unknown;
  readonly lets: Readonly<Record<string, unknown>>;
  /** FEEL values, one per column. */
  readonly values: readonly unknown[];
  /** Rows that count after the hit policy, in its order. */
  readonly rows: readonly number[];
  /** First row a missing value left open, or -1. */
  readonly undecided: number;
  /** Input ids without a value; empty when decided. */
  readonly incomplete: readonly string[];
  readonly output: JsonObject;
}

export interface TableResult {
  readonly output: JsonObject;
  readonly subjects: readonly Subject[];
  readonly picked: number | null;
  readonly inForce: InForce | null;
}

/**
 * Runs a table. Without `each`: `{...outputs, rule, incomplete}` (policies with several results: see
 * `table-output.ts`). With `each`: `{rows, best?, incomplete}`, where a row also carries its element under the `as` name.
 * Outputs may be shared between runs, so they are frozen. Nothing is worked out for an explanation: see `explainTable`.
 * @throws SCN_RULE_NOT_UNIQUE, SCN_RULE_NOT_SAME, SCN_RULE_NOT_A_LIST, SCN_RULE_TOO_MANY_ITEMS, SCN_RULE_AGGREGATE
 */
export function judgeTable(table: CompiledTable, facts: RuleFacts): TableResult {
  const inForce = table.inForce === null ? null : table.inForce(facts.asOf, facts.zone);
  const scope: LocalScope = table.usesLocals ? { ...facts.scope } : facts.scope;
  if (table.each === null) {
    const subject = judgeOne(table, scope, inForce, WHOLE);
    return { output: subject.output, subjects: [subject], picked: null, inForce };
  }
  const value = table.each.evaluate(facts.scope);
  const list = elementsOf(table, value);
  const json = list === null ? [] : (table.each.toJson(value) as readonly Json[]);
  const subjects = (list ?? []).map((element, index) => judgeOne(table, scope, inForce, { index, value: element, json: json[index] ?? null }));
  const picked = pickBest(table, subjects);
  const incomplete = list === null ? [MISSING_LIST] : [...new Set(subjects.flatMap((subject) => subject.incomplete))];
  const best = table.config.pick === undefined ? {} : { best: subjects[picked ?? -1]?.output ?? withoutRows(table, facts.scope, list === null) };
  return { output: { rows: subjects.map((subject) => subject.output), ...best, incomplete }, subjects, picked, inForce };
}

function elementsOf(table: CompiledTable, value: unknown): readonly unknown[] | null {
  if (isNull(value)) return null;
  if (!Array.isArray(value)) throw ruleErrors.SCN_RULE_NOT_A_LIST({ source: table.config.each ?? '' });
  if (value.length > MAX_ITEMS) throw ruleErrors.SCN_RULE_TOO_MANY_ITEMS({ count: value.length, limit: MAX_ITEMS });
  return value;
}

/** An empty list gives `empty`; a list that is itself missing is a missing value, so it gives `incomplete`. */
function withoutRows(table: CompiledTable, scope: Readonly<Record<string, unknown>>, listMissing: boolean): JsonObject | null {
  const formulas = listMissing ? table.incomplete : table.empty;
  if (formulas === null && !listMissing) return null;
  const incomplete = listMissing ? [MISSING_LIST] : [];
  const evaluated = evaluateAll(table, formulas ?? [], { ...scope, [table.as]: null });
  return { ...evaluated.outputs, rule: null, incomplete, [table.as]: null };
}

interface Element {
  readonly index: number;
  readonly value: unknown;
  readonly json: Json;
}

/** The only subject of a table without `each`. */
const WHOLE: Element = { index: 0, value: undefined, json: null };
const NO_LETS: Readonly<Record<string, unknown>> = Object.freeze({});

function judgeOne(table: CompiledTable, scope: LocalScope, inForce: InForce | null, element: Element): Subject {
  if (table.each !== null) scope[table.as] = element.value;
  const lets = table.lets.length === 0 ? NO_LETS : evaluateLets(table, scope);
  const values: unknown[] = [];
  const match = table.run(scope, values, inForce);
  const { undecided } = match;
  const quick = quickOutput(table, match);
  if (quick !== null) return { index: element.index, element: element.value, lets, values, rows: match.hits, undecided, incomplete: COMPLETE, output: quick };
  const incomplete = undecided === -1 ? COMPLETE : match.missing.map((column) => table.config.inputs[column]?.id ?? '');
  const local = withColumns(table, scope, values);
  const hits = undecided === -1 ? chooseHits(table, match, local, element.index) : [];
  const judged = { hits, incomplete };
  const own = SINGLE_POLICIES.has(table.config.hitPolicy) ? singleOutput(table, local, judged) : manyOutput(table, local, judged);
  const output = table.each === null ? own : { ...own, [table.as]: element.json };
  return { index: element.index, element: element.value, lets, values, rows: hits.map((hit) => hit.row), undecided, incomplete, output };
}

/** The output of the usual case, one hit with fixed results, is made already. */
function quickOutput(table: CompiledTable, match: Match): JsonObject | null {
  if (match.hits.length !== 1 || match.undecided !== -1 || table.each !== null || !SINGLE_POLICIES.has(table.config.hitPolicy)) return null;
  return table.wholes[match.hits[0] ?? -1] ?? null;
}

function evaluateLets(table: CompiledTable, scope: LocalScope): Readonly<Record<string, unknown>> {
  const lets: Record<string, unknown> = {};
  for (const [name, formula] of table.lets) {
    lets[name] = formula.evaluate(scope);
    scope[name] = lets[name];
  }
  return lets;
}

/** Results read the columns by name. A scope that is nobody else's is written to, any other copied. */
function withColumns(table: CompiledTable, scope: LocalScope, values: readonly unknown[]): LocalScope {
  const local = table.usesLocals ? scope : { ...scope };
  for (const [column, name] of table.inputNames.entries()) if (name !== null) local[name] = values[column];
  return local;
}

interface Judged {
  readonly hits: readonly Hit[];
  readonly incomplete: readonly string[];
}

function chooseHits(table: CompiledTable, match: Match, scope: LocalScope, index: number): readonly Hit[] {
  const hits = match.hits.flatMap((row) => {
    const compiled = table.rules[row];
    return compiled === undefined ? [] : [{ row, rule: compiled.rule.id, ...resultsOf(table, compiled.results, scope) }];
  });
  return applyHitPolicy[table.config.hitPolicy](hits, table.config.outputs, index);
}

function resultsOf(table: CompiledTable, results: Formulas | FixedResult, scope: LocalScope): Pick<Hit, 'values' | 'outputs'> {
  return 'outputs' in results ? { values: results.values, outputs: results.outputs } : evaluateAll(table, results, scope);
}

/** What counts when no rule does: the `incomplete` outputs, or the defaults of the columns. */
function fallback(table: CompiledTable, scope: LocalScope, incomplete: readonly string[]): JsonObject {
  return evaluateAll(table, incomplete.length > 0 ? (table.incomplete ?? []) : table.defaults, scope).outputs;
}

function singleOutput(table: CompiledTable, scope: LocalScope, { hits, incomplete }: Judged): JsonObject {
  const hit = hits[0];
  return { ...(hit?.outputs ?? fallback(table, scope, incomplete)), rule: hit?.rule ?? null, incomplete };
}

function manyOutput(table: CompiledTable, scope: LocalScope, { hits, incomplete }: Judged): JsonObject {
  const rules = hits.map((hit) => hit.rule);
  if (table.aggregate !== null) {
    const totals = incomplete.length > 0 ? fallback(table, scope, incomplete) : aggregateHits(table, scope, hits);
    return { ...totals, rules, incomplete };
  }
  const rows = hits.length === 0 && (incomplete.length > 0 ? table.incomplete !== null : table.defaults.length > 0)
    ? [{ ...fallback(table, scope, incomplete), rule: null }]
    : hits.map((hit) => ({ ...hit.outputs, rule: hit.rule }));
  return { hits: rows, rules, count: hits.length, incomplete };
}

function aggregateHits(table: CompiledTable, scope: LocalScope, hits: readonly Hit[]): JsonObject {
  const { aggregate } = table;
  const counting = table.config.aggregator === 'COUNT';
  return Object.fromEntries(
    table.config.outputs.map((output) => {
      for (const hit of hits) {
        if (!counting && isNull(hit.values[output.id])) throw ruleErrors.SCN_RULE_AGGREGATE({ output: output.id, rule: hit.rule });
      }
      const total = aggregate?.evaluate({ ...scope, values: hits.map((hit) => hit.values[output.id]) });
      if (isNull(total) && hits.length > 0) throw ruleErrors.SCN_RULE_AGGREGATE({ output: output.id, rule: hits[0]?.rule ?? '' });
      return [output.id, counting ? hits.length : isNull(total) ? null : toOutput(output, aggregate?.toJson(total) ?? null)];
    }),
  );
}

function evaluateAll(table: CompiledTable, formulas: Formulas, scope: Readonly<Record<string, unknown>>): { values: Record<string, unknown>; outputs: JsonObject } {
  const known = new Map(formulas);
  const values = Object.fromEntries(formulas.map(([id, formula]) => [id, formula.evaluate(scope)]));
  return { values, outputs: readOutputs(table.config.outputs, values, (id, value) => known.get(id)?.toJson(value) ?? null) };
}

/** The first subject whose output is best in the order of its column. */
function pickBest(table: CompiledTable, subjects: readonly Subject[]): number | null {
  const by = table.config.pick?.by;
  const output = table.config.outputs.find((candidate) => candidate.id === by);
  if (by === undefined || subjects.length === 0) return null;
  let best = 0;
  for (const subject of subjects) {
    if (rank(output, subject.output[by]) < rank(output, subjects[best]?.output[by])) best = subject.index;
  }
  return best;
}
