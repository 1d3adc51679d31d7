import type { Json, JsonObject } from '../../schema/json.ts';
import { createContext, resetBudget, type EvalContext } from '../context.ts';
import { fromJson } from '../json.ts';
import { ANY } from '../types.ts';
import type { Value } from '../values/value.ts';
import type { Ir } from '../ir.ts';
import { sayColumn, type CellFailure } from './column-problems.ts';
import { HOLDS, storedCell } from './column-type.ts';
import type { ComputedColumn, ComputedColumns } from './compile-columns.ts';

/** Steps one row may cost, over all of its computed columns: a fifth of a millisecond. */
const MOST_STEPS = 2000;

/** How a formula is evaluated: generated code on a server, the interpreter where code must not be generated. */
export type EvaluateCell = (scope: Readonly<Record<string, Value>>, context: EvalContext) => Value;

/** Works out the computed columns of rows of one dataset. */
export interface RowMaker {
  /** The row with every computed column, whatever stood there before. Always a new object. */
  readonly complete: (data: JsonObject) => JsonObject;
  /** Why computed columns of the row are empty, by column. */
  readonly explain: (data: JsonObject) => Readonly<Record<string, CellFailure>>;
  /** Ids of the computed columns. */
  readonly ids: ReadonlySet<string>;
}

interface Cell {
  readonly value: Json;
  readonly failure?: CellFailure;
}

interface Prepared extends ComputedColumn {
  readonly evaluate: EvaluateCell;
  readonly titleOf: ComputedColumns['titleOf'];
}

function whyNull({ reads, titleOf }: Prepared, row: Readonly<Record<string, Value>>, { warnings }: EvalContext): CellFailure {
  const [first] = warnings;
  if (first) return { code: first.code, message: first.message };
  const empty = [...reads].filter((id) => (row[id] ?? null) === null);
  return empty.length > 0 ? sayColumn('SCN_DATA_COMPUTED_EMPTY', { names: empty.map(titleOf).join(', ') }) : sayColumn('SCN_DATA_COMPUTED_NULL');
}

function cellOf(column: Prepared, row: Readonly<Record<string, Value>>, context: EvalContext): Cell {
  context.warnings.length = 0;
  context.stopped = null;
  const value = column.evaluate({ row }, context);
  if (value === null) return { value: null, failure: whyNull(column, row, context) };
  const stored = storedCell(value, column.type, column.feelType);
  if (stored === undefined) return { value: null, failure: sayColumn('SCN_DATA_COMPUTED_VALUE', { wanted: HOLDS[column.type] }) };
  if (column.choices?.some((choice) => choice === stored) === false) return { value: null, failure: sayColumn('SCN_DATA_COMPUTED_CHOICE', { value: typeof stored === 'string' ? stored : JSON.stringify(stored) }) };
  return { value: stored };
}

/**
 * Prepares the work for many rows. Values are those of columns as they are stored, so a value worked out twice is the same;
 * there is no clock and no calendar.
 */
export function createRowMaker({ columns, types, titleOf }: ComputedColumns, compile: (ir: Ir) => EvaluateCell): RowMaker {
  const prepared = columns.map((column): Prepared => ({ ...column, titleOf, evaluate: compile(column.ir) }));
  const ids = new Set(columns.map(({ id }) => id));
  const plain = [...new Set(columns.flatMap(({ reads }) => [...reads]))].filter((id) => !ids.has(id));
  const context = createContext({ maxSteps: MOST_STEPS });
  const work = (data: JsonObject, each: (column: Prepared, cell: Cell) => void): void => {
    const row: Record<string, Value> = {};
    for (const id of plain) row[id] = fromJson(data[id] ?? null, types.get(id) ?? ANY);
    for (const column of prepared) row[column.id] = null;
    resetBudget(context);
    for (const column of prepared) {
      const cell = cellOf(column, row, context);
      row[column.id] = fromJson(cell.value, column.feelType);
      each(column, cell);
    }
  };
  return {
    ids,
    complete: (data) => {
      const made: Record<string, Json> = { ...data };
      work(data, ({ id }, { value }) => {
        made[id] = value;
      });
      return made;
    },
    explain: (data) => {
      const found: Record<string, CellFailure> = {};
      work(data, ({ id }, { failure }) => {
        if (failure) found[id] = failure;
      });
      return found;
    },
  };
}
