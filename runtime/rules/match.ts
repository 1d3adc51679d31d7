import { isNull, TESTED, type LocalScope, type RuleFormula } from './rule-tools.ts';

/** What a back end is built from: rows of cells, `null` = any value. */
export interface MatchTable {
  readonly rows: readonly (readonly (RuleFormula | null)[])[];
  /** Columns where null is an ordinary value. */
  readonly nullable: readonly boolean[];
  /** DMN's own meaning: what cannot be decided does not match. */
  readonly nullsMiss: boolean;
  /** FIRST: the search ends at the first hit. */
  readonly stopAtFirst: boolean;
}

/** Row indexes that hit, in table order, and what could not be decided before the search ended. */
export interface Match {
  readonly hits: readonly number[];
  /** First undecided row, or -1. */
  readonly undecided: number;
  /** Columns whose missing value left a row undecided. */
  readonly missing: readonly number[];
}

/** `values`: one per column. `scope`: names for cells that mention more than their own value; its `?` is overwritten. */
export type Matcher = (values: readonly unknown[], scope: LocalScope, inForce: readonly boolean[] | null) => Match;

/** One cell: true, false, or null when it cannot be decided. A null value is decided only in a nullable column. */
export function testCell(cell: RuleFormula | null, value: unknown, nullable: boolean, scope: LocalScope): boolean | null {
  if (cell === null) return true;
  if (isNull(value) && !nullable) return null;
  scope[TESTED] = value;
  const met = cell.evaluate(scope);
  return met === true ? true : met === false ? false : null;
}

/**
 * The back end of a table: the row loop. An index over the columns may take its place for large tables; it must
 * give the same `Match`. A row is a three-valued conjunction: any false cell decides it, whatever is missing.
 */
export function createMatcher({ rows, nullable, nullsMiss, stopAtFirst }: MatchTable): Matcher {
  return (values, scope, inForce) => {
    const hits: number[] = [];
    const missing = new Set<number>();
    let undecided = -1;
    for (const [index, cells] of rows.entries()) {
      if (inForce !== null && inForce[index] !== true) continue;
      const open: number[] = [];
      let failed = false;
      for (const [column, cell] of cells.entries()) {
        const met = testCell(cell, values[column], nullsMiss || nullable[column] === true, scope);
        if (met === false || (met === null && nullsMiss)) {
          failed = true;
          break;
        }
        if (met === null) open.push(column);
      }
      if (failed) continue;
      if (open.length === 0) {
        hits.push(index);
        if (stopAtFirst) break;
        continue;
      }
      if (undecided === -1) undecided = index;
      for (const column of open) missing.add(column);
      // The first undecided row decides the answer: nothing after it may be reached past a missing value.
      if (stopAtFirst) break;
    }
    return { hits, undecided, missing: [...missing].sort((a, b) => a - b) };
  };
}
