import { fromJson } from '../language/json.ts';
import { typeFromSchema, type FeelType } from '../language/types.ts';
import { kindOf } from '../language/values/contexts.ts';
import type { Value } from '../language/values/value.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { CompiledTable } from './compile-table.ts';
import { isExplained } from './explain-table.ts';
import type { Subject, TableResult } from './judge.ts';

/** What is worth keeping of one judged subject: with it and the table everything else of an explanation can be worked out later. */
export interface SubjectRecord {
  readonly index: number;
  /** Ids of the rules that count, in the order of the hit policy. */
  readonly rules: readonly string[];
  /** JSON values, one per column. */
  readonly values: readonly Json[];
  /** Kinds of values that the schema of their column does not tell, by column number: `{"2": "date"}`. */
  readonly kinds?: Readonly<Record<string, string>>;
  /** The rule a missing value left open. */
  readonly undecided?: string;
  readonly incomplete?: readonly string[];
  readonly lets?: JsonObject;
}

/** A judged table in plain JSON. */
export interface TableRecord {
  readonly subjects: readonly SubjectRecord[];
  readonly picked?: number;
}

/** The compact record of a result; outputs are not in it, because the run has them already. */
export function recordOf(table: CompiledTable, result: TableResult): TableRecord {
  return { subjects: result.subjects.filter((subject) => isExplained(subject, result)).map((subject) => recordSubject(table, subject)), ...(result.picked === null ? {} : { picked: result.picked }) };
}

function recordSubject(table: CompiledTable, { index, rows, values, undecided, incomplete, lets }: Subject): SubjectRecord {
  const idOf = (row: number): string => table.rules[row]?.rule.id ?? '';
  const kinds = kindsOf(table, values);
  return {
    index,
    rules: rows.map(idOf),
    values: table.inputs.map((input, column) => input.toJson(values[column] ?? null)),
    ...(kinds === null ? {} : { kinds }),
    ...(undecided === -1 ? {} : { undecided: idOf(undecided) }),
    ...(incomplete.length === 0 ? {} : { incomplete }),
    ...(table.lets.length === 0 ? {} : { lets: Object.fromEntries(table.lets.map(([name, formula]) => [name, formula.toJson(lets[name] ?? null)])) }),
  };
}

/** Null when the columns tell it all, which is the usual case and must cost nothing. */
function kindsOf(table: CompiledTable, values: readonly unknown[]): Record<string, string> | null {
  let kinds: Record<string, string> | null = null;
  for (const [column, value] of values.entries()) {
    if (typeof value !== 'object' || value === null) continue;
    const kind = kindOf(value as Value);
    const input = table.inputs[column];
    if (input && TAGGED.has(kind) && typeFromSchema(input.schema).kind !== kind) (kinds ??= {})[String(column)] = kind;
  }
  return kinds;
}

/** Values that look like text in JSON. */
const TAGGED: ReadonlySet<string> = new Set(['date', 'time', 'date-time', 'days-time-duration', 'years-months-duration']);

export interface RecordedRun {
  /** The output the table gave, as the run keeps it. */
  readonly output: JsonObject;
  /** FEEL values of the judged list; needed only by cells that read the element. */
  readonly elements?: readonly unknown[];
  readonly asOf: string;
  readonly zone: string;
}

/** The result a record was made of, as far as an explanation needs it. */
export function resultOf(table: CompiledTable, record: TableRecord, run: RecordedRun): TableResult {
  const rowOf = new Map(table.rules.map(({ rule }, row) => [rule.id, row]));
  const outputs = Array.isArray(run.output['rows']) ? (run.output['rows'] as readonly JsonObject[]) : [run.output];
  const subjects = record.subjects.map((one): Subject => ({
    index: one.index,
    element: run.elements?.[one.index],
    lets: Object.fromEntries(table.lets.map(([name, formula]) => [name, fromJson(one.lets?.[name] ?? null, typeFromSchema(formula.schema))])),
    values: table.inputs.map((input, column) => fromJson(one.values[column] ?? null, typeOf(one.kinds?.[String(column)]) ?? typeFromSchema(input.schema))),
    rows: one.rules.map((id) => rowOf.get(id) ?? -1),
    undecided: rowOf.get(one.undecided ?? '') ?? -1,
    incomplete: one.incomplete ?? [],
    output: (table.each === null ? run.output : outputs[one.index]) ?? {},
  }));
  return { output: run.output, subjects, picked: record.picked ?? null, inForce: table.inForce?.(run.asOf, run.zone) ?? null };
}

function typeOf(kind: string | undefined): FeelType | undefined {
  return kind === undefined ? undefined : ({ kind } as FeelType);
}
