import { compileExpression, hasErrors } from '../compile.ts';
import type { Ir } from '../ir.ts';
import { typeName, type FeelType } from '../types.ts';
import { columnProblem, type ColumnProblem } from './column-problems.ts';
import { mayFill } from './column-type.ts';
import { callOf, namesOf, readingProblems, readsOf, typesOf, type ColumnsOf } from './compile-columns.ts';

/** A condition over one row, ready to be evaluated with `row` in scope. */
export interface RowCondition {
  readonly ir: Ir;
  /** Columns it names, with their types. */
  readonly reads: ReadonlyMap<string, FeelType>;
}

const WORKING: ReadonlySet<string> = new Set(['working days between', 'add working days', 'is working day']);

/** Compiles what must hold in every row, such as `row.due >= row.signed`. Never throws: with an error among the problems there is no condition. */
export function compileCondition(dataset: ColumnsOf, source: string): { readonly condition?: RowCondition; readonly problems: readonly ColumnProblem[] } {
  const types = typesOf(dataset);
  const compiled = compileExpression(source, { names: namesOf(types) });
  const calendar = callOf(WORKING, compiled.ir);
  const problems = [
    ...readingProblems('', compiled, new Set(types.keys())),
    ...(calendar ? [columnProblem('', 'SCN_DATA_CHECK_CALENDAR', calendar.at, { name: calendar.name })] : []),
    ...(hasErrors(compiled) || mayFill(compiled.type, 'boolean') ? [] : [columnProblem('', 'SCN_DATA_CHECK_CONDITION', [0, source.length], { found: { 'zh-CN': typeName(compiled.type, 'zh-CN'), en: typeName(compiled.type, 'en') } })]),
  ];
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  return { condition: { ir: compiled.ir, reads: new Map([...readsOf(compiled)].flatMap((id) => { const type = types.get(id); return type ? [[id, type]] : []; })) }, problems };
}
