import { Type, type TSchema } from 'typebox';
import { AGGREGATE_FORMULA } from './hit-policy.ts';
import { createMatcher, type Matcher } from './match.ts';
import type { RuleFormula, RuleTools } from './rule-tools.ts';
import { sourcesOf, type Source } from './sources.ts';
import type { TableConfig, TableOutput, TableRule } from './table-schema.ts';

export type Formulas = readonly (readonly [string, RuleFormula])[];

/** One row ready to run. `cells` are aligned with the columns; null = any value. */
export interface CompiledRule {
  readonly rule: TableRule;
  readonly cells: readonly (RuleFormula | null)[];
  readonly results: Formulas;
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
  readonly defaults: Formulas;
  readonly incomplete: Formulas | null;
  readonly empty: Formulas | null;
  readonly aggregate: RuleFormula | null;
  readonly match: Matcher;
  /** Where the values of each column come from, for explanations. */
  readonly sources: readonly (readonly Source[])[];
  /** Schemas of the names a row may use besides the node's scope. */
  readonly locals: Readonly<Record<string, TSchema>>;
}

export const DEFAULT_ITEM_NAME = 'item';

/** A cell that accepts anything: absent, blank or `-`. */
export function isAny(cell: string | undefined): boolean {
  return cell === undefined || cell.trim() === '' || cell.trim() === '-';
}

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
  const formulas = (record: Readonly<Record<string, string>>, scope: Readonly<Record<string, TSchema>> = locals): Formulas =>
    Object.entries(record).map(([id, source]) => [id, tools.expression(source, scope)] as const);
  const inputs = config.inputs.map((input) => tools.expression(input.expr, locals));
  const inputNames = config.inputs.map(({ id }) => (Object.hasOwn(tools.names, id) || Object.hasOwn(locals, id) ? null : id));
  const resultLocals: Record<string, TSchema> = { ...locals };
  for (const [column, name] of inputNames.entries()) if (name !== null) resultLocals[name] = inputs[column]?.schema ?? Type.Unsafe({});
  const rules = config.rules.map((rule): CompiledRule => ({
    rule,
    cells: config.inputs.map((input, column) => {
      const cell = rule.when[input.id];
      return cell === undefined || isAny(cell) ? null : tools.unaryTests(cell, inputs[column]?.schema ?? Type.Unsafe({}), locals);
    }),
    results: formulas(rule.then, resultLocals),
  }));
  const nullable = config.inputs.map((input) => input.nullable === true);
  return {
    config,
    each,
    as,
    lets,
    inputs,
    inputNames,
    nullable,
    rules,
    defaults: formulas(defaultsOf(config.outputs), resultLocals),
    incomplete: config.incomplete === undefined ? null : formulas(config.incomplete, resultLocals),
    empty: config.empty === undefined ? null : formulas(config.empty, {}),
    aggregate: config.aggregator === undefined ? null : tools.expression(AGGREGATE_FORMULA[config.aggregator], { values: Type.Array(Type.Number()) }),
    match: createMatcher({ rows: rules.map((rule) => rule.cells), nullable, nullsMiss: config.nulls === 'dmn', stopAtFirst: config.hitPolicy === 'FIRST' }),
    locals,
    sources: inputs.map((input) => sourcesOf(input.source, { scope: new Set(Object.keys(tools.names)), element: each === null ? null : { as, from: each.source }, lets: config.let ?? {} })),
  };
}

function defaultsOf(outputs: readonly TableOutput[]): Record<string, string> {
  return Object.fromEntries(outputs.flatMap((output) => (output.default === undefined ? [] : [[output.id, output.default]])));
}
