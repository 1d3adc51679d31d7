import { createContext, useContext } from 'react';
import type { GridSelection } from './grid-selection.ts';

/** What is open in the active cell. `typed`: arrows leave it, as in a spreadsheet. */
export interface CellEditing {
  readonly how: 'typed' | 'opened';
}

export type RowAction = 'insertAbove' | 'insertBelow' | 'duplicate' | 'remove' | 'moveUp' | 'moveDown';
export type ColumnAction = 'insertLeft' | 'insertRight' | 'duplicate' | 'remove' | 'moveLeft' | 'moveRight' | 'freeze' | 'unfreeze';

/** A menu that hangs at an element of the grid. */
export type GridMenu = { readonly kind: 'row'; readonly row: number; readonly anchor: Element } | { readonly kind: 'column'; readonly column: number; readonly anchor: Element };

/** Ways around the sheet that never change, for parts that need not follow the selection. */
export interface GridGuide {
  /** Goes to a cell and gives the sheet the focus. */
  readonly goTo: (row: number, column: number) => void;
  readonly activeRow: () => number;
}

export interface GridControls {
  readonly selection: GridSelection;
  readonly editing: CellEditing | undefined;
  readonly select: (selection: GridSelection) => void;
  readonly startEditing: (how: CellEditing['how']) => void;
  /** Leaves the cell: moves on, or stays. */
  readonly stopEditing: (move?: { readonly down: number; readonly across: number }) => void;
  /** The text being typed, for the formula line. */
  readonly setDraft: (text: string) => void;
  readonly draft: string | undefined;
  readonly openColumn: (id: string) => void;
  readonly commitCell: (row: number, column: number, text: string) => void;
  readonly rowAction: (action: RowAction, row: number) => void;
  readonly columnAction: (action: ColumnAction, column: number) => void;
  /** Columns that stay in sight, counted from the left. */
  readonly frozen: number;
  readonly goTo: GridGuide['goTo'];
}

export const GridContext = createContext<GridControls | undefined>(undefined);

export function useGrid(): GridControls {
  const grid = useContext(GridContext);
  if (grid === undefined) throw new Error('useGrid outside of a table');
  return grid;
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
