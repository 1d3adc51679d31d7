import type { DatasetField, FieldType } from '../../schema/field.ts';
import { compileExpression, hasErrors, type Compiled, type Names } from '../compile.ts';
import type { Ir } from '../ir.ts';
import { typeName, type FeelType } from '../types.ts';
import { columnProblem, MOST_COLUMNS, type ColumnProblem } from './column-problems.ts';
import { columnTypeOf, HOLDS, mayFill, typeOfColumn } from './column-type.ts';

/** A column whose values are worked out from others of the row. */
export interface ComputedColumn {
  readonly id: string;
  readonly type: FieldType;
  readonly feelType: FeelType;
  readonly ir: Ir;
  /** Values it may have, where they are listed. */
  readonly choices?: readonly (string | number)[];
  /** Columns its formula names, computed ones among them. */
  readonly reads: ReadonlySet<string>;
}

/** The computed columns of a dataset that can be worked out, each after those it reads, and what is wrong with the others. */
export interface ComputedColumns {
  readonly columns: readonly ComputedColumn[];
  readonly problems: readonly ColumnProblem[];
  /** Types of all columns, as formulas see them. */
  readonly types: ReadonlyMap<string, FeelType>;
  /** What people call the columns. */
  readonly titleOf: (id: string) => string;
}

/** What of a dataset's definition its computed columns depend on. */
export interface ColumnsOf {
  readonly fields: readonly DatasetField[];
  readonly key?: readonly string[];
  readonly dated?: boolean;
}

const VALIDITY: readonly DatasetField[] = [{ id: 'valid_from', type: 'date', optional: true }, { id: 'valid_to', type: 'date', optional: true }];

/** Columns a formula may read: those of the definition, and the days of validity of dated rows. */
function allFields({ fields, dated }: ColumnsOf): readonly DatasetField[] {
  return dated === true ? [...fields, ...VALIDITY.filter(({ id }) => !fields.some((field) => field.id === id))] : fields;
}

/** Types of all columns, as formulas see them. */
export function typesOf(dataset: ColumnsOf): ReadonlyMap<string, FeelType> {
  return new Map(allFields(dataset).map(({ id, type }) => [id, typeOfColumn(type)]));
}

export function namesOf(types: ReadonlyMap<string, FeelType>): Names {
  return { row: { kind: 'context', fields: Object.fromEntries(types) } };
}

/** The column type that fits what a formula over these columns gives; undefined when only its values will tell, or it cannot be read. */
export function inferColumn(dataset: ColumnsOf, source: string): FieldType | undefined {
  const compiled = compileExpression(source, { names: namesOf(typesOf(dataset)) });
  return hasErrors(compiled) ? undefined : columnTypeOf(compiled.type);
}

/** A reference into texts of a scenario, which are not here, says less than the id. */
function titleOfField(field: DatasetField | undefined, id: string): string {
  return field?.title === undefined || field.title.startsWith('@') ? id : field.title;
}

/** What changes by itself: values are stored, so they must not depend on it. */
const CLOCKED: ReadonlySet<string> = new Set(['now', 'today', 'working days between', 'add working days', 'is working day']);

/** The first call of one of these functions in a formula. */
export function callOf(names: ReadonlySet<string>, value: unknown): { readonly name: string; readonly at: readonly [number, number] } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const node = value as { readonly op?: unknown; readonly name?: unknown; readonly at?: readonly [number, number] };
  if ((node.op === 'builtin' || node.op === 'builtin-value') && typeof node.name === 'string' && names.has(node.name)) return { name: node.name, at: node.at ?? [0, 0] };
  for (const [key, part] of Object.entries(value)) {
    const found = key === 'type' || key === 'at' ? undefined : callOf(names, part);
    if (found) return found;
  }
  return undefined;
}

/** What makes a formula null in every row: such a column is never meant. */
const ALWAYS_NULL: ReadonlySet<string> = new Set(['SCN_RULE_TYPE_MISMATCH', 'SCN_RULE_ARGUMENT_TYPE', 'SCN_RULE_UNKNOWN_FIELD']);

/** What is wrong with the columns a formula names, and what the language says of it. */
export function readingProblems(id: string, compiled: Compiled, known: ReadonlySet<string>): readonly ColumnProblem[] {
  const found: ColumnProblem[] = [];
  for (const { path, from, to } of compiled.refs) {
    const [head, name] = path;
    if (head !== 'row') continue;
    if (name === undefined) found.push(columnProblem(id, 'SCN_DATA_COMPUTED_WHOLE', [from, to]));
    else if (!known.has(name)) found.push(columnProblem(id, 'SCN_DATA_COMPUTED_UNKNOWN', [from, to], { name }));
  }
  const said = compiled.diagnostics.filter(({ from }) => !found.some((problem) => problem.from <= from && from <= problem.to));
  return [...found, ...said.map(({ code, severity, from, to, message }): ColumnProblem => ({ column: id, code, severity: ALWAYS_NULL.has(code) ? 'error' : severity, from, to, message }))];
}

/** What is wrong with one formula by itself. */
function formulaProblems(field: DatasetField, compiled: Compiled, known: ReadonlySet<string>): readonly ColumnProblem[] {
  const found = [...readingProblems(field.id, compiled, known)];
  const clock = callOf(CLOCKED, compiled.ir);
  if (clock) found.push(columnProblem(field.id, 'SCN_DATA_COMPUTED_CLOCK', clock.at, { name: clock.name }));
  if (!hasErrors(compiled) && !mayFill(compiled.type, field.type)) found.push(columnProblem(field.id, 'SCN_DATA_COMPUTED_TYPE', [0, compiled.source.length], { found: { 'zh-CN': typeName(compiled.type, 'zh-CN'), en: typeName(compiled.type, 'en') }, wanted: HOLDS[field.type] }));
  return found;
}

export function readsOf(compiled: Compiled): ReadonlySet<string> {
  return new Set(compiled.refs.flatMap(({ path }) => (path[0] === 'row' && path[1] !== undefined ? [path[1]] : [])));
}

/** Columns that lead from one back to itself, itself first and last; undefined when none do. */
function circleOf(id: string, reads: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] | undefined {
  const seen = new Set<string>();
  const walk = (at: string, way: readonly string[]): readonly string[] | undefined => {
    for (const next of reads.get(at) ?? []) {
      if (next === id) return [...way, next];
      if (seen.has(next) || !reads.has(next)) continue;
      seen.add(next);
      const found = walk(next, [...way, next]);
      if (found) return found;
    }
    return undefined;
  };
  return walk(id, [id]);
}

/** Each after those it reads; of columns without a circle. */
function inOrder(columns: readonly ComputedColumn[]): readonly ComputedColumn[] {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const done = new Set<ComputedColumn>();
  const add = (column: ComputedColumn): void => {
    if (done.has(column)) return;
    for (const id of column.reads) {
      const before = byId.get(id);
      if (before && before !== column) add(before);
    }
    done.add(column);
  };
  columns.forEach(add);
  return [...done];
}

/**
 * Compiles the formulas of a dataset's computed columns, such as `row.price * row.pieces`. Never throws: what is wrong is in
 * `problems`, with column and place, and a column with an error is left out of `columns`.
 */
export function compileColumns(dataset: ColumnsOf): ComputedColumns {
  const types = typesOf(dataset);
  const computed = dataset.fields.filter(({ compute }) => compute !== undefined);
  const titleOf = (id: string): string => titleOfField(dataset.fields.find((field) => field.id === id), id);
  if (computed.length === 0) return { columns: [], problems: [], types, titleOf };
  const names = namesOf(types);
  const known = new Set(types.keys());
  const compiled = new Map(computed.map((field) => [field.id, compileExpression(field.compute ?? '', { names })]));
  const reads = new Map([...compiled].map(([id, each]) => [id, readsOf(each)]));
  const problems = computed.flatMap((field, index): readonly ColumnProblem[] => {
    const each = compiled.get(field.id) as Compiled;
    const circle = circleOf(field.id, reads);
    const place = each.refs.find(({ path }) => path[1] === circle?.[1]);
    return [
      ...(index >= MOST_COLUMNS ? [columnProblem(field.id, 'SCN_DATA_COMPUTED_MANY', [0, each.source.length])] : []),
      ...((dataset.key ?? []).includes(field.id) || VALIDITY.some(({ id }) => dataset.dated === true && id === field.id) ? [columnProblem(field.id, 'SCN_DATA_COMPUTED_KEY', [0, each.source.length])] : []),
      ...(circle ? [columnProblem(field.id, 'SCN_DATA_COMPUTED_CYCLE', [place?.from ?? 0, place?.to ?? each.source.length], { way: circle.join(' → ') })] : []),
      ...formulaProblems(field, each, known),
    ];
  });
  const broken = new Set(problems.filter(({ severity }) => severity === 'error').map(({ column }) => column));
  const sound = computed.filter(({ id }) => !broken.has(id)).map(({ id, type, enum: choices }): ComputedColumn => ({ id, type, feelType: typeOfColumn(type), ir: (compiled.get(id) as Compiled).ir, reads: reads.get(id) ?? new Set(), ...(choices ? { choices } : {}) }));
  return { columns: inOrder(sound), problems, types, titleOf };
}

/** All columns a computed one depends on, through others that are computed; computed ones among them. */
export function sourcesOf({ columns }: ComputedColumns, id: string): ReadonlySet<string> {
  const byId = new Map(columns.map((column) => [column.id, column]));
  const found = new Set<string>();
  const walk = (at: string): void => {
    for (const next of byId.get(at)?.reads ?? []) {
      if (found.has(next)) continue;
      found.add(next);
      walk(next);
    }
  };
  walk(id);
  return found;
}
