import type { TSchema } from 'typebox';
import { fieldsRead, isColumn } from '../host/sharing/fields-read.ts';
import { isLambda, type Lambda } from '../language/lambda.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { CompiledFormula, CompileTools } from './compile-tools.ts';
import type { EvaluatedValue } from './define-node.ts';

/** Grouping and measures over rows, in the language's own arithmetic so that decimals stay exact. */
export interface Aggregator {
  readonly toFeel: (row: JsonObject, schema: TSchema) => unknown;
  readonly toJson: (value: unknown) => Json;
  readonly fold: Readonly<Record<MeasureKind, (values: readonly unknown[], scope: Readonly<Record<string, unknown>>) => unknown>>;
}

const KINDS = ['count', 'sum', 'avg', 'median', 'min', 'max'] as const;
type MeasureKind = (typeof KINDS)[number];

/** Null counts as nothing: a sum over no values is 0, an average over none is null. */
export function compileAggregator(tools: CompileTools): Aggregator {
  const compile = (source: string): CompiledFormula => tools.expression(source, { values: { type: 'array', items: {} } });
  const folds: Readonly<Record<Exclude<MeasureKind, 'count'>, CompiledFormula>> = { sum: compile('sum(values)'), avg: compile('mean(values)'), median: compile('median(values)'), min: compile('min(values)'), max: compile('max(values)') };
  const known = (values: readonly unknown[]): readonly unknown[] => values.filter((value) => value !== null && value !== undefined);
  const over = (kind: Exclude<MeasureKind, 'count'>, none: number | null) => (values: readonly unknown[], scope: Readonly<Record<string, unknown>>) => {
    const some = known(values);
    return some.length === 0 ? none : folds[kind].evaluate({ ...scope, values: some });
  };
  return {
    toFeel: (row, schema) => tools.fromJson(row, schema),
    toJson: tools.toJson,
    fold: { count: (values) => values.filter((value) => value === true).length, sum: over('sum', 0), avg: over('avg', null), median: over('median', null), min: over('min', null), max: over('max', null) },
  };
}

/** Columns of the row that groups and measures read; null when one uses the row as a whole. */
export function columnsOfGroups(group: EvaluatedValue | undefined, measures: EvaluatedValue | undefined): ReadonlySet<string> | null {
  const specs = Object.values((measures ?? {}) as Readonly<Record<string, EvaluatedValue>>);
  const lambdas = [...lambdasOf(group), ...specs.flatMap((spec) => lambdasOf(spec))].map(([, lambda]) => fieldsRead(lambda.ir));
  return lambdas.some(({ whole }) => whole) ? null : new Set(lambdas.flatMap(({ own }) => [...own]));
}

/**
 * Measures that are more than a column, and conditions that are counted: they can be made to give what one row holds,
 * so columns that may be counted only must not be in them.
 */
export function tellingMeasures(measures: EvaluatedValue | undefined): readonly Lambda[] {
  const specs = Object.values((measures ?? {}) as Readonly<Record<string, EvaluatedValue>>);
  return specs.flatMap((spec) => lambdasOf(spec)).filter(([kind, lambda]) => kind === 'count' || !isColumn(lambda.ir)).map(([, lambda]) => lambda);
}

export interface GroupWork {
  readonly schema: TSchema;
  readonly group: EvaluatedValue | undefined;
  readonly measures: EvaluatedValue | undefined;
  /** Groups of fewer rows are left out. */
  readonly smallest: number;
}

/** One row per group, in the order groups first appear: the group's values, then the measures. */
export function groupRows(rows: readonly JsonObject[], { schema, group, measures, smallest }: GroupWork, aggregator: Aggregator): { readonly rows: readonly JsonObject[]; readonly hidden: number } {
  const by = lambdasOf(group);
  const groups = new Map<string, { readonly names: JsonObject; readonly rows: unknown[] }>();
  if (by.length === 0) groups.set('[]', { names: {}, rows: [] });
  for (const row of rows) {
    const feel = aggregator.toFeel(row, schema);
    const names = Object.fromEntries(by.map(([name, lambda]) => [name, aggregator.toJson(lambda.call({ row: feel }) ?? null)]));
    const id = JSON.stringify(Object.values(names));
    const known = groups.get(id) ?? { names, rows: [] };
    known.rows.push(feel);
    groups.set(id, known);
  }
  const all = [...groups.values()];
  const shown = all.filter((entry) => entry.rows.length >= smallest);
  return { rows: shown.map((entry) => ({ ...entry.names, ...measure(entry.rows, measures, aggregator) })), hidden: all.length - shown.length };
}

function measure(rows: readonly unknown[], measures: EvaluatedValue | undefined, aggregator: Aggregator): JsonObject {
  const named = Object.entries((measures ?? {}) as Readonly<Record<string, Readonly<Record<string, EvaluatedValue>>>>);
  return Object.fromEntries(
    named.map(([name, spec]): [string, Json] => {
      const kind = KINDS.find((candidate) => isLambda(spec[candidate]));
      const lambda = kind === undefined ? undefined : spec[kind];
      if (kind === undefined || !isLambda(lambda)) return [name, null];
      const json = aggregator.toJson(aggregator.fold[kind](rows.map((row) => lambda.call({ row })), lambda.scope));
      return [name, kind !== 'count' && isDecimal(lambda) && typeof json === 'number' ? String(json) : json];
    }),
  );
}

/** Measures of decimals are decimals, so text in JSON like the column itself. */
function isDecimal(lambda: Lambda): boolean {
  return lambda.ir.type.kind === 'number' && lambda.ir.type.decimal === true;
}

function lambdasOf(record: EvaluatedValue | undefined): readonly (readonly [string, Lambda])[] {
  return Object.entries((record ?? {}) as Readonly<Record<string, EvaluatedValue>>).flatMap(([name, value]) => (isLambda(value) ? [[name, value] as const] : []));
}
