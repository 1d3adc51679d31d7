import { Type, type TSchema } from 'typebox';
import type { JsonObject } from '../schema/json.ts';
import { columnCells, type Cell } from './cell.ts';
import { ownText } from './cell-text.ts';
import { AGGREGATE_FORMULA } from './hit-policy.ts';
import { datedRules, type InForce } from './in-force.ts';
import { readLiteral } from './literal.ts';
import { lookedUpBy, type LookedUp } from './lookups.ts';
import { readOutputs, wholeOutput, type FixedResult } from './results.ts';
import type { RuleFormula, RuleTools } from './rule-tools.ts';
import { createRunner, type Runner } from './run-rows.ts';
import { sourcesOf, type Source } from './sources.ts';
import type { TableConfig, TableOutput, TableRule } from './table-schema.ts';

export type Formulas = readonly (readonly [string, RuleFormula])[];

/** One row ready to run. `cells` are aligned with the columns; null = any value. */
export interface CompiledRule {
  readonly rule: TableRule;
  readonly cells: readonly (Cell | null)[];
  /** The formulas of the results, or what they always give. */
  readonly results: Formulas | FixedResult;
}

/** A table whose formulas are compiled; `judge.ts` runs it, `explain-table.ts` explains it. */
export interface CompiledTable {
  readonly config: TableConfig;
  readonly each: RuleFormula | null;
  readonly as: string;
  readonly lets: Formulas;
  readonly inputs: readonly RuleFormula[];
  /** The name results read a column by; null where the name already means something else. */
  readonly inputNames: readonly (string | null)[];
  readonly nullable: readonly boolean[];
  readonly rules: readonly CompiledRule[];
  /** By rule: the whole output of one that always gives the same, else null. One look instead of three, on memory that is seldom near. */
  readonly wholes: readonly (JsonObject | null)[];
  readonly defaults: Formulas;
  readonly incomplete: Formulas | null;
  readonly empty: Formulas | null;
  readonly aggregate: RuleFormula | null;
  /** Which rules count at an instant; null when all always do. */
  readonly inForce: ((instant: string, zone: string) => InForce) | null;
  readonly run: Runner;
  /** Whether something in it writes names into its scope, so that it needs a copy. */
  readonly usesLocals: boolean;
  /** Where the values of each column come from, for explanations. */
  readonly sources: readonly (readonly Source[])[];
  /** Entries of parameter tables that a formula looked up. */
  readonly lookedUp: LookedUp;
  /** Schemas of the names a row may use besides the node's scope. */
  readonly locals: Readonly<Record<string, TSchema>>;
}

export const DEFAULT_ITEM_NAME = 'item';

/** The schema of one element of a list schema; `{}` when not known. */
export function elementSchema(list: TSchema): TSchema {
  const items = (list as { readonly items?: unknown }).items;
  return typeof items === 'object' && items !== null && !Array.isArray(items) ? items : Type.Unsafe({});
}

/** Compiles every formula of a table once; run it many times with `judgeTable`. */
export function compileTable(config: TableConfig, tools: RuleTools): CompiledTable {
  const each = config.each === undefined ? null : tools.expression(config.each);
  const as = config.as ?? DEFAULT_ITEM_NAME;
  const locals: Record<string, TSchema> = each === null ? {} : { [as]: elementSchema(each.schema) };
  const lets = Object.entries(config.let ?? {}).map(([name, source]) => {
    const formula = tools.expression(source, { ...locals });
    locals[name] = formula.schema;
    return [name, formula] as const;
  });
  const inputs = config.inputs.map((input) => tools.expression(input.expr, locals));
  const inputNames = config.inputs.map(({ id }) => (Object.hasOwn(tools.names, id) || Object.hasOwn(locals, id) ? null : id));
  const resultLocals: Record<string, TSchema> = { ...locals };
  for (const [column, name] of inputNames.entries()) if (name !== null) resultLocals[name] = inputs[column]?.schema ?? Type.Unsafe({});
  const formulas = (record: Readonly<Record<string, string>>, scope = resultLocals): Formulas => Object.entries(record).map(([id, source]) => [id, tools.expression(source, scope)] as const);
  const rules = compileRules(config, tools, { inputs, locals, formulas });
  const table = {
    config,
    each,
    as,
    lets,
    inputs,
    inputNames,
    nullable: config.inputs.map((input) => input.nullable === true),
    rules,
    wholes: rules.map(({ results }) => ('whole' in results ? results.whole : null)),
    defaults: formulas(defaultsOf(config.outputs)),
    incomplete: config.incomplete === undefined ? null : formulas(config.incomplete),
    empty: config.empty === undefined ? null : formulas(config.empty, {}),
    aggregate: config.aggregator === undefined ? null : tools.expression(AGGREGATE_FORMULA[config.aggregator], { values: Type.Array(Type.Number()) }),
    inForce: datedRules(config.rules),
    locals,
    lookedUp: lookedUpBy((source) => tools.expression(source, resultLocals)),
    sources: inputs.map((input) => sourcesOf(input.source, { scope: new Set(Object.keys(tools.names)), element: each === null ? null : { as, from: each.source }, lets: config.let ?? {} })),
  };
  const usesLocals = each !== null || lets.length > 0 || rules.some((rule) => !('outputs' in rule.results) || rule.cells.some((cell) => cell !== null && cell.set === null));
  return { ...table, usesLocals, run: createRunner(table, tools) };
}

interface Parts {
  readonly inputs: readonly RuleFormula[];
  readonly locals: Readonly<Record<string, TSchema>>;
  readonly formulas: (record: Readonly<Record<string, string>>) => Formulas;
}

function compileRules(config: TableConfig, tools: RuleTools, { inputs, locals, formulas }: Parts): readonly CompiledRule[] {
  const columns = config.inputs.map(({ id }, column) => {
    const schema = inputs[column]?.schema ?? Type.Unsafe({});
    return { id, cellOf: columnCells(schema, { ...tools.names, ...locals }, (source) => tools.unaryTests(source, schema, locals)) };
  });
  return config.rules.map((rule) => ({
    rule,
    cells: columns.map(({ id, cellOf }) => cellOf(ownText(rule.when, id))),
    results: fixedResult(config, rule) ?? formulas(rule.then),
  }));
}

/** Results without a formula are the same on every run, so they are made once and never changed. */
function fixedResult(config: TableConfig, rule: TableRule): FixedResult | null {
  const values: Record<string, unknown> = {};
  for (const [id, source] of Object.entries(rule.then)) {
    const literal = readLiteral(source);
    if (literal === undefined) return null;
    values[id] = literal.value;
  }
  const outputs = readOutputs(config.outputs, values, (_id, value) => value as never);
  return { values, outputs, whole: wholeOutput(outputs, rule.id) };
}

function defaultsOf(outputs: readonly TableOutput[]): Record<string, string> {
  return Object.fromEntries(outputs.flatMap((output) => (output.default === undefined ? [] : [[output.id, output.default]])));
}
