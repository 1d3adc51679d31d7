import { getViewportForBounds, type FitViewOptions, type Viewport } from 'reactflow';
import { CARD_WIDTH, type Point } from './sizes.ts';

/** Below this nobody can read a card. */
const READABLE = 0.5;
/** What a flow opens at that would be unreadable as a whole. */
const OPEN_AT = 0.75;
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

/**
 * What a flow opens at: the whole of it, or its beginning where the whole cannot be read and need not be shown; the key
 * for the whole is the reader's. Worked out before a card is drawn, so that none is drawn twice. Undefined: there is
 * nothing to see, or nowhere.
 */
export function openView(cards: readonly Drawn[], { width, height }: Pane, options: FitViewOptions & { readonly padding: NonNullable<FitViewOptions['padding']> }, whole: boolean): Viewport | undefined {
  const [first] = cards;
  if (first === undefined || width === 0 || height === 0) return undefined;
  const [left, top] = [Math.min(...cards.map(({ at }) => at.x)), Math.min(...cards.map(({ at }) => at.y))];
  const bounds = { x: left, y: top, width: Math.max(...cards.map(({ at }) => at.x)) + CARD_WIDTH - left, height: Math.max(...cards.map(({ at, data }) => at.y + data.height)) - top };
  const all = getViewportForBounds(bounds, width, height, MIN_ZOOM, options.maxZoom ?? 1, options.padding);
  if (whole || all.zoom >= READABLE) return all;
  return { x: width / 2 - (first.at.x + CARD_WIDTH / 2) * OPEN_AT, y: ABOVE - first.at.y * OPEN_AT, zoom: OPEN_AT };
}
