import { testCell, type Cell } from './cell.ts';
import type { InForce } from './in-force.ts';
import type { LocalScope } from './rule-tools.ts';

/** What a back end is built from: rows of cells, `null` = any value. */
export interface MatchTable {
  readonly rows: readonly (readonly (Cell | null)[])[];
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
export type Matcher = (values: readonly unknown[], scope: LocalScope, inForce: InForce | null) => Match;

const NONE: readonly number[] = [];
export const NO_HIT: Match = { hits: NONE, undecided: -1, missing: NONE };

export function hitAt(row: number): Match {
  return { hits: [row], undecided: -1, missing: NONE };
}

/** Row by row. A row is a three-valued conjunction: any false cell decides it, whatever is missing. */
export function createLoopMatcher({ rows, nullable, nullsMiss, stopAtFirst }: MatchTable): Matcher {
  return (values, scope, inForce) => {
    const hits: number[] = [];
    const missing = new Set<number>();
    let undecided = -1;
    for (const [index, cells] of rows.entries()) {
      if (inForce !== null && inForce.rows[index] !== 1) continue;
      const open = openColumns(cells, { values, nullable, nullsMiss, scope });
      if (open === null) continue;
      if (open.length === 0) hits.push(index);
      else {
        if (undecided === -1) undecided = index;
        for (const column of open) missing.add(column);
      }
      // The first undecided row decides the answer: nothing after it may be reached past a missing value.
      if (stopAtFirst) break;
    }
    return { hits, undecided, missing: [...missing].sort((a, b) => a - b) };
  };
}

export interface Tested {
  readonly values: readonly unknown[];
  readonly nullable: readonly boolean[];
  readonly nullsMiss: boolean;
  readonly scope: LocalScope;
}

/** Columns that leave a row undecided; none: it hits; null: it does not. */
export function openColumns(cells: readonly (Cell | null)[], { values, nullable, nullsMiss, scope }: Tested): readonly number[] | null {
  let open: number[] | null = null;
  for (let column = 0; column < cells.length; column += 1) {
    const met = testCell(cells[column] ?? null, values[column], nullsMiss || nullable[column] === true, scope);
    if (met === false || (met === null && nullsMiss)) return null;
    if (met === null) (open ??= []).push(column);
  }
  return open ?? NONE;
}
