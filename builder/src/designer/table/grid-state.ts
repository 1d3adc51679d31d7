import { createContext, useContext } from 'react';
import type { GridSelection } from './grid-selection.ts';

/** What is open in the active cell. `typed`: arrows leave it, as in a spreadsheet. */
export interface CellEditing {
  readonly how: 'typed' | 'opened';
}

export interface GridControls {
  readonly selection: GridSelection;
  readonly editing: CellEditing | undefined;
  readonly select: (selection: GridSelection) => void;
  readonly startEditing: (how: CellEditing['how'], text?: string) => void;
  /** Leaves the cell: moves on, or stays. */
  readonly stopEditing: (move?: { readonly down: number; readonly across: number }) => void;
  /** The text being typed, for the formula line. */
  readonly setDraft: (text: string) => void;
  readonly draft: string | undefined;
  readonly openColumn: (id: string) => void;
  readonly commitCell: (row: number, column: number, text: string) => void;
  readonly rowAction: (action: RowAction, row: number) => void;
}

export type RowAction = 'insertAbove' | 'insertBelow' | 'duplicate' | 'remove' | 'moveUp' | 'moveDown';

export const GridContext = createContext<GridControls | undefined>(undefined);

export function useGrid(): GridControls {
  const grid = useContext(GridContext);
  if (grid === undefined) throw new Error('useGrid outside of a table');
  return grid;
}

export function cellId(row: number, column: number): string {
  return `cell-${row}-${column}`;
}
