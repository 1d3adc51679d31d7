import type { CellRange } from './table-edits.ts';

/** A place in the grid: row -1 is the header, row `rules` the line for a new rule. */
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

export interface GridSelection {
  readonly active: GridPlace;
  /** The other corner of the range; the active cell itself when only one is chosen. */
  readonly anchor: GridPlace;
}

export interface GridSize {
  readonly rules: number;
  readonly columns: number;
}

export const START: GridSelection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

export function at(row: number, column: number): GridSelection {
  return { active: { row, column }, anchor: { row, column } };
}

/** Keeps a selection inside a table that has shrunk. */
export function within(selection: GridSelection, size: GridSize): GridSelection {
  const fit = ({ row, column }: GridPlace): GridPlace => ({ row: Math.min(Math.max(row, -1), size.rules), column: Math.min(Math.max(column, 0), size.columns - 1) });
  const active = fit(selection.active);
  const anchor = fit(selection.anchor);
  return active.row === selection.active.row && active.column === selection.active.column && anchor.row === selection.anchor.row && anchor.column === selection.anchor.column ? selection : { active, anchor };
}

/** Moves the active cell; with `extend` the anchor stays and a range is chosen. */
export function move(selection: GridSelection, down: number, across: number, size: GridSize, extend = false): GridSelection {
  const active = { row: selection.active.row + down, column: selection.active.column + across };
  return within({ active, anchor: extend ? selection.anchor : active }, size);
}

/** The next cell in reading order, or undefined past either end. */
export function step(selection: GridSelection, back: boolean, size: GridSize): GridSelection | undefined {
  const { row, column } = selection.active;
  const next = column + (back ? -1 : 1);
  if (next >= 0 && next < size.columns) return at(row, next);
  const line = row + (back ? -1 : 1);
  return line < -1 || line > size.rules ? undefined : at(line, back ? size.columns - 1 : 0);
}

/** The chosen cells, without the header; the line for a new rule counts only when it alone is chosen. */
export function rangeOf({ active, anchor }: GridSelection, size: GridSize): CellRange {
  const top = Math.max(0, Math.min(active.row, anchor.row));
  const bottom = Math.max(active.row, anchor.row);
  return { top, bottom: top === bottom ? bottom : Math.min(bottom, size.rules - 1), left: Math.min(active.column, anchor.column), right: Math.max(active.column, anchor.column) };
}

export function contains(range: CellRange, row: number, column: number): boolean {
  return row >= range.top && row <= range.bottom && column >= range.left && column <= range.right;
}
