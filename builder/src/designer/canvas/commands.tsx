import { createContext, useContext } from 'react';
import type { Alignment } from './align.ts';
import type { Point } from './sizes.ts';

/** Where a new node comes from and goes to. */
export interface QuickAddWish {
  /** In the window, for the list. */
  readonly at: Point;
  /** In the flow, for the card; where the list is when absent. */
  readonly place?: Point;
  readonly from?: { readonly node: string; readonly port: string };
  readonly edge?: string;
  readonly category?: string;
  /** What was typed to ask for it. */
  readonly typed?: string;
  /** Enter was pressed behind it already. */
  readonly entered?: boolean;
}

/** What can be done on the canvas, by mouse, key, menu or palette alike. Stable, so that cards need not render again. */
export interface Commands {
  readonly readOnly: boolean;
  readonly quickAdd: (wish?: QuickAddWish) => void;
  /** The same by the first letter of what is wanted. */
  readonly quickAddTyped: (typed: string, entered?: boolean) => void;
  readonly insertAt: (edge: string, at: Point) => void;
  /** Whether a card may be put into an edge: it is loose, takes something in and goes on. */
  readonly fitsEdges: (node: string) => boolean;
  /** Puts a loose card into an edge. */
  readonly splice: (node: string, edge: string) => void;
  /** Adds a node of a type at once; answers its id. */
  readonly add: (type: string, wish: QuickAddWish) => string | undefined;
  readonly connect: (source: string, port: string, target: string) => void;
  readonly removeSelected: () => void;
  readonly copy: (cut: boolean) => void;
  /** What the clipboard gave: its text, and how many files. */
  readonly paste: (given: { readonly text: string; readonly files: number }) => void;
  readonly duplicate: () => void;
  readonly undo: () => void;
  readonly redo: () => void;
  /** Puts a note into the middle of what is seen and writes in it. */
  readonly note: () => void;
  /** A frame around the selected nodes, or the end of the frames they are in. */
  readonly group: (together: boolean) => void;
  /** The selected nodes, or all when fewer than two are. */
  readonly arrange: () => void;
  /** Lines the selected nodes up, or spaces them out. */
  readonly align: (how: Alignment) => void;
  /** Shows the flow that a node runs, by default the selected one. */
  readonly openSubFlow: (node?: string) => void;
  /** Selects the edges that leave the selected node one after the other. */
  readonly nextEdge: () => void;
  readonly nudge: (dx: number, dy: number) => void;
  /** Selects a node, brings it into view and puts the focus on it. */
  readonly goTo: (node: string) => void;
  readonly nextProblem: () => void;
  readonly say: (words: string) => void;
}

const nothing = (): undefined => undefined;

export const NO_COMMANDS: Commands = {
  readOnly: true, quickAdd: nothing, quickAddTyped: nothing, insertAt: nothing, fitsEdges: () => false, splice: nothing, add: nothing, connect: nothing, removeSelected: nothing, copy: nothing, paste: nothing, duplicate: nothing,
  undo: nothing, redo: nothing, note: nothing, group: nothing, arrange: nothing, align: nothing, openSubFlow: nothing, nextEdge: nothing, nudge: nothing, goTo: nothing, nextProblem: nothing, say: nothing,
};

export const CommandsContext = createContext<Commands>(NO_COMMANDS);

export function useCommands(): Commands {
  return useContext(CommandsContext);
}
