/** Sizes of the canvas in flow units (pixels at 100 %), from the visual target. */
export const CARD_WIDTH = 200;
export const CARD_HEIGHT = 56;
/** A decision table shows its hit rule in a second row after a run; the layout keeps room for it. */
export const CARD_TALL = 88;
export const RANK_GAP = 46;
export const COLUMN_GAP = 70;
/** The panel beside the canvas, in pixels of the screen; canvas.css gives it this width. */
export const PANEL_WIDTH = 344;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export function roomOf(type: string): number {
  return type === 'rule.table' ? CARD_TALL : CARD_HEIGHT;
}

/** Places of `count` ports along a side, as parts of its length. */
export function portPart(index: number, count: number): number {
  return (index + 0.5) / count;
}
