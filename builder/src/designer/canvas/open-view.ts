import { getViewportForBounds, type FitViewOptions, type Viewport } from 'reactflow';
import { CARD_WIDTH, type Point } from './sizes.ts';

/** The least zoom a flow opens at: titles of cards are 12 pixels high then. Where all of it would be smaller, only a part is shown. */
const READABLE = 0.9;
/** Room above the first card. */
const ABOVE = 96;
/** As far away as the canvas goes. */
export const MIN_ZOOM = 0.08;

export interface Pane {
  readonly width: number;
  readonly height: number;
}

interface Drawn {
  readonly at: Point;
  readonly data: { readonly height: number };
}

interface Asked {
  /** Everything, however small: for whoever may only look. */
  readonly whole: boolean;
  /** The card somebody came for. */
  readonly chosen?: Drawn | undefined;
}

/** Where a length begins in a room: in its middle where it fits, else so that `point` of it is. */
function startOf(room: number, from: number, length: number, point: number): number {
  return room / 2 - (length * READABLE <= room ? from + length / 2 : point) * READABLE;
}

/**
 * What a flow opens at: the whole of it where that can be read, else the card somebody came for in the middle, else its
 * beginning; the map tells the rest, and the key for the whole is the reader's. Worked out before a card is drawn, so
 * that none is drawn twice. Undefined: there is nothing to see, or nowhere.
 */
export function openView(cards: readonly Drawn[], { width, height }: Pane, options: FitViewOptions & { readonly padding: NonNullable<FitViewOptions['padding']> }, { whole, chosen }: Asked): Viewport | undefined {
  const [first] = cards;
  if (first === undefined || width === 0 || height === 0) return undefined;
  const [left, top] = [Math.min(...cards.map(({ at }) => at.x)), Math.min(...cards.map(({ at }) => at.y))];
  const bounds = { x: left, y: top, width: Math.max(...cards.map(({ at }) => at.x)) + CARD_WIDTH - left, height: Math.max(...cards.map(({ at, data }) => at.y + data.height)) - top };
  const all = getViewportForBounds(bounds, width, height, MIN_ZOOM, options.maxZoom ?? 1, options.padding);
  if (whole || all.zoom >= READABLE) return all;
  const { at, data } = chosen ?? first;
  const y = chosen === undefined ? ABOVE - at.y * READABLE : height / 2 - (at.y + data.height / 2) * READABLE;
  return { x: startOf(width, bounds.x, bounds.width, at.x + CARD_WIDTH / 2), y, zoom: READABLE };
}
