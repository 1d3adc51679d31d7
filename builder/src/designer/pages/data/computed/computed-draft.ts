import { compileColumns, inferColumn } from '../../../../../../runtime/language/columns/compile-columns.ts';
import type { CellFailure, ColumnProblem } from '../../../../../../runtime/language/columns/column-problems.ts';
import { createRowMaker } from '../../../../../../runtime/language/columns/compute-row.ts';
import { interpret } from '../../../../../../runtime/language/interpret.ts';
import type { DatasetDefinition } from '../../../../../../runtime/schema/dataset.ts';
import type { DatasetField, FieldType } from '../../../../../../runtime/schema/field.ts';
import { NAME_PATTERN } from '../../../../../../runtime/schema/ids.ts';
import type { Json, JsonObject } from '../../../../../../runtime/schema/json.ts';
import type { Locale } from '../../../../../../runtime/schema/text.ts';
import { valueSchema } from '../../../../../../runtime/schema/value-schema.ts';
import type { RowsAnswer } from '../../../../../../server/api/data.ts';
import type { FormulaScope } from '../../../formula/formula-scope.ts';
import { fieldTitle } from '../dataset-title.ts';
import { editableFields } from '../row-entry.ts';

export type SampleRow = RowsAnswer['rows'][number];

/** A computed column as it is being written; without `type` it is what the formula gives. */
export interface ColumnDraft {
  readonly id: string;
  readonly title: string;
  readonly formula: string;
  readonly type?: FieldType | undefined;
}

export type DraftFault = 'needName' | 'badId' | 'takenId' | 'needFormula' | 'needType';

/** What one column comes to in one row. */
export interface Sample {
  readonly row: string;
  readonly value: Json;
  readonly failure?: CellFailure;
}

export interface Judged {
  readonly inferred: FieldType | undefined;
  readonly faults: readonly DraftFault[];
  readonly problems: readonly ColumnProblem[];
  readonly samples: readonly Sample[];
  /** The column as it would be saved; undefined while something is wrong. */
  readonly field?: DatasetField;
}

/** The definition with the column in the place it had, or at the end. */
export function withColumn(definition: DatasetDefinition, old: string | undefined, field: DatasetField): DatasetDefinition {
  const at = definition.fields.findIndex(({ id }) => id === old);
  return { ...definition, fields: at < 0 ? [...definition.fields, field] : definition.fields.map((each, index) => (index === at ? field : each)) };
}

function faultsOf({ fields }: DatasetDefinition, old: string | undefined, draft: ColumnDraft, type: FieldType | undefined, isRead: boolean): readonly DraftFault[] {
  return [
    ...(draft.title.trim() === '' ? ['needName' as const] : []),
    ...(new RegExp(NAME_PATTERN, 'u').test(draft.id) ? [] : ['badId' as const]),
    ...(fields.some(({ id }) => id === draft.id && id !== old) ? ['takenId' as const] : []),
    ...(draft.formula.trim() === '' ? ['needFormula' as const] : type === undefined && isRead ? ['needType' as const] : []),
  ];
}

/** Looks at a column while it is written: its type, what is wrong, and what it comes to in the first rows. */
export function judgeColumn(definition: DatasetDefinition, old: string | undefined, draft: ColumnDraft, rows: readonly SampleRow[]): Judged {
  const others = { ...definition, fields: definition.fields.filter(({ id }) => id !== old) };
  const inferred = draft.formula.trim() === '' ? undefined : inferColumn(others, draft.formula);
  const type = draft.type ?? inferred;
  const kept = definition.fields.find(({ id }) => id === old);
  const field: DatasetField = { ...kept, id: draft.id, type: type ?? 'any', title: draft.title.trim(), optional: true, compute: draft.formula.trim() };
  const next = withColumn(definition, old, field);
  const compiled = draft.formula.trim() === '' ? undefined : compileColumns(next);
  const problems = compiled?.problems.filter(({ column }) => column === draft.id) ?? [];
  const faults = faultsOf(definition, old, draft, type, problems.length === 0);
  const isSound = compiled !== undefined && !problems.some(({ severity }) => severity === 'error');
  return {
    inferred, faults, problems,
    samples: isSound ? samplesOf(compiled, draft.id, rows) : [],
    ...(isSound && faults.length === 0 ? { field } : {}),
  };
}

function samplesOf(compiled: ReturnType<typeof compileColumns>, id: string, rows: readonly SampleRow[]): readonly Sample[] {
  const maker = createRowMaker(compiled, (ir) => (scope, context) => interpret(ir, scope, context));
  return rows.map(({ id: row, data }) => {
    const failure = maker.explain(data as JsonObject)[id];
    return { row, value: maker.complete(data as JsonObject)[id] ?? null, ...(failure ? { failure } : {}) };
  });
}

/** What a formula of a column may read: the other columns of the row, with the first row as the sample. */
export function scopeOfColumn(definition: DatasetDefinition, id: string | undefined, rows: readonly SampleRow[], locale: Locale): FormulaScope {
  const fields = editableFields(definition).filter((field) => field.id !== id);
  const properties = Object.fromEntries(fields.map((field) => [field.id, { ...valueSchema(field.type), title: fieldTitle(field, locale) }]));
  return { names: { row: { type: 'object', properties, additionalProperties: false } }, samples: { row: rows[0]?.data ?? null }, titles: Object.fromEntries(fields.map((field) => [`row.${field.id}`, fieldTitle(field, locale)])) };
}

/** A free name made of a heading: letters and digits of it. */
export function nameOfTitle(title: string, taken: readonly string[]): string {
  const base = title.trim().replaceAll(/[^\p{L}\p{N}_]+/gu, '_').replace(/^(\p{N})/u, '_$1').slice(0, 60) || 'computed';
  let name = base;
  for (let number = 2; taken.includes(name); number += 1) name = `${base}_${number}`;
  return name;
}
