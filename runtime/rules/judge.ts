import type { Json, JsonObject } from '../schema/json.ts';
import type { CompiledRule, CompiledTable, Formulas } from './compile-table.ts';
import { applyHitPolicy, rank, SINGLE_POLICIES, type Hit } from './hit-policy.ts';
import { dayOf, rulesInForce } from './in-force.ts';
import type { Match } from './match.ts';
import { ruleErrors } from './rule-errors.ts';
import { isNull, type LocalScope, type RuleFacts, type RuleFormula } from './rule-tools.ts';
import type { TableOutput } from './table-schema.ts';

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
  readonly values: readonly unknown[];
  readonly match: Match;
  readonly hits: readonly Hit[];
  /** Input ids without a value; empty when decided. */
  readonly incomplete: readonly string[];
  readonly output: JsonObject;
}

export interface TableResult {
  readonly output: JsonObject;
  readonly subjects: readonly Subject[];
  readonly picked: number | null;
  readonly inForce: readonly boolean[] | null;
}

/**
 * Runs a table. Without `each`: `{...outputs, rule, incomplete}` (policies with several results: see
 * `table-output.ts`). With `each`: `{rows, best?, incomplete}`, where a row also carries its element under the `as` name.
 * @throws SCN_RULE_NOT_UNIQUE, SCN_RULE_NOT_SAME, SCN_RULE_NOT_A_LIST, SCN_RULE_TOO_MANY_ITEMS, SCN_RULE_AGGREGATE
 */
export function judgeTable(table: CompiledTable, facts: RuleFacts): TableResult {
  const inForce = rulesInForce(table.config.rules, () => dayOf(facts.asOf, facts.zone));
  const scope: LocalScope = { ...facts.scope };
  if (table.each === null) {
    const subject = judgeOne(table, scope, inForce, { index: 0, value: undefined, json: null });
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

function judgeOne(table: CompiledTable, scope: LocalScope, inForce: readonly boolean[] | null, element: Element): Subject {
  const { index } = element;
  if (table.each !== null) scope[table.as] = element.value;
  const lets: Record<string, unknown> = {};
  for (const [name, formula] of table.lets) {
    lets[name] = formula.evaluate(scope);
    scope[name] = lets[name];
  }
  const values = table.inputs.map((input) => input.evaluate(scope));
  const match = table.match(values, scope, inForce);
  for (const [column, name] of table.inputNames.entries()) if (name !== null) scope[name] = values[column];
  const undecided = match.undecided !== -1;
  const incomplete = undecided ? match.missing.map((column) => table.config.inputs[column]?.id ?? '') : [];
  const hits = undecided ? [] : chooseHits(table, match, scope, index);
  const judged = { hits, incomplete };
  const own = SINGLE_POLICIES.has(table.config.hitPolicy) ? singleOutput(table, scope, judged) : manyOutput(table, scope, judged);
  const output = table.each === null ? own : { ...own, [table.as]: element.json };
  return { index, element: element.value, lets, values, match, hits, incomplete, output };
}

interface Judged {
  readonly hits: readonly Hit[];
  readonly incomplete: readonly string[];
}

function chooseHits(table: CompiledTable, match: Match, scope: LocalScope, index: number): readonly Hit[] {
  const hits = match.hits.flatMap((row) => {
    const compiled = table.rules[row];
    return compiled === undefined ? [] : [hitOf(table, compiled, scope)];
  });
  return applyHitPolicy[table.config.hitPolicy](hits, table.config.outputs, index);
}

function hitOf(table: CompiledTable, { rule, results }: CompiledRule, scope: LocalScope): Hit {
  return { rule: rule.id, ...evaluateAll(table, results, scope) };
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
      return [output.id, counting ? hits.length : toOutput(output, aggregate, total)];
    }),
  );
}

/** Every output column gets a value, null when nothing says otherwise: readers never meet a missing key. */
function evaluateAll(table: CompiledTable, formulas: Formulas, scope: Readonly<Record<string, unknown>>): { values: Record<string, unknown>; outputs: JsonObject } {
  const known = new Map(formulas);
  const values = Object.fromEntries(formulas.map(([id, formula]) => [id, formula.evaluate(scope)]));
  const outputs = Object.fromEntries(table.config.outputs.map((output) => [output.id, toOutput(output, known.get(output.id) ?? null, values[output.id])]));
  return { values, outputs };
}

/** Decimals are text in JSON whatever the formula gave. */
function toOutput(output: TableOutput, formula: RuleFormula | null, value: unknown): Json {
  const json = isNull(value) || formula === null ? null : formula.toJson(value);
  if (output.type === 'decimal' && typeof json === 'number') return String(json);
  return json;
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
