import type { TSchema } from 'typebox';
import type { Figure, FigureGroup, QueryRequest } from '../host/host.ts';
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
  const lambdas = [...lambdasOf(group).map(([, lambda]) => lambda), ...lambdasIn(measures)].map((lambda) => fieldsRead(lambda.ir));
  return lambdas.some(({ whole }) => whole) ? null : new Set(lambdas.flatMap(({ own }) => [...own]));
}

const lambdasIn = (specs: EvaluatedValue | undefined): readonly Lambda[] => Object.values((specs ?? {}) as Readonly<Record<string, EvaluatedValue>>).flatMap((spec) => lambdasOf(spec)).map(([, lambda]) => lambda);

/** What tells groups apart, and what measures are made of. */
export function groupFormulas(group: EvaluatedValue | undefined, measures: EvaluatedValue | undefined): Pick<QueryRequest, 'keys' | 'measured'> {
  return { keys: lambdasOf(group).map(([, lambda]) => lambda), measured: lambdasIn(measures) };
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

/** A group of enough rows: what they have in common, which they are by place, and what is measured of them. */
export interface RowGroup extends FigureGroup {
  readonly names: JsonObject;
}

/** In the order groups first appear. */
export function groupRows(rows: readonly JsonObject[], { schema, group, measures, smallest }: GroupWork, aggregator: Aggregator): { readonly groups: readonly RowGroup[]; readonly hidden: number } {
  const by = lambdasOf(group);
  const groups = new Map<string, { readonly names: JsonObject; readonly places: number[]; readonly rows: unknown[] }>();
  if (by.length === 0) groups.set('[]', { names: {}, places: [], rows: [] });
  for (const [place, row] of rows.entries()) {
    const feel = aggregator.toFeel(row, schema);
    const names = Object.fromEntries(by.map(([name, lambda]) => [name, aggregator.toJson(lambda.call({ row: feel }) ?? null)]));
    const id = JSON.stringify(Object.values(names));
    const known = groups.get(id) ?? { names, places: [], rows: [] };
    known.rows.push(feel);
    known.places.push(place);
    groups.set(id, known);
  }
  const all = [...groups.values()];
  const shown = all.filter((entry) => entry.rows.length >= smallest);
  return { groups: shown.map(({ names, places, rows: some }) => ({ names, rows: places, figures: measure(some, measures, aggregator) })), hidden: all.length - shown.length };
}

function measure(rows: readonly unknown[], measures: EvaluatedValue | undefined, aggregator: Aggregator): FigureGroup['figures'] {
  const named = Object.entries((measures ?? {}) as Readonly<Record<string, Readonly<Record<string, EvaluatedValue>>>>);
  return Object.fromEntries(
    named.map(([name, spec]): [string, Figure] => {
      const kind = KINDS.find((candidate) => isLambda(spec[candidate]));
      const lambda = kind === undefined ? undefined : spec[kind];
      if (kind === undefined || !isLambda(lambda)) return [name, { value: null }];
      const values = rows.map((row) => lambda.call({ row }));
      const json = aggregator.toJson(aggregator.fold[kind](values, lambda.scope));
      const of = questionOf(kind, lambda, values.length === 0 ? null : aggregator.toJson(values[0] ?? null));
      return [name, { value: kind !== 'count' && isDecimal(lambda) && typeof json === 'number' ? String(json) : json, ...(of === undefined ? {} : { of }) }];
    }),
  );
}

/** What a measure asks, when it is of one column or of none. */
function questionOf(kind: MeasureKind, { ir, source }: Lambda, value: Json): string | undefined {
  if (isColumn(ir)) return `${kind} ${source.replaceAll(/\s/gu, '')}`;
  const { own, joined, whole } = fieldsRead(ir);
  return !whole && own.size === 0 && joined.size === 0 ? `${kind} ${JSON.stringify(value)}` : undefined;
}

/** Measures of decimals are decimals, so text in JSON like the column itself. */
function isDecimal(lambda: Lambda): boolean {
  return lambda.ir.type.kind === 'number' && lambda.ir.type.decimal === true;
}

function lambdasOf(record: EvaluatedValue | undefined): readonly (readonly [string, Lambda])[] {
  return Object.entries((record ?? {}) as Readonly<Record<string, EvaluatedValue>>).flatMap(([name, value]) => (isLambda(value) ? [[name, value] as const] : []));
}
