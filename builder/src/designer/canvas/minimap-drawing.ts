import { CARD_HEIGHT, CARD_WIDTH, type Point } from './sizes.ts';

export interface Rect extends Point {
  readonly width: number;
  readonly height: number;
}

interface Block {
  readonly position: Point;
  readonly width?: number;
  readonly height?: number;
}

/** The smallest frame around all cards; undefined where there is none. */
export function boundsOf(blocks: readonly Block[]): Rect | undefined {
  if (blocks.length === 0) return undefined;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { position, width = CARD_WIDTH, height = CARD_HEIGHT } of blocks) {
    left = Math.min(left, position.x);
    top = Math.min(top, position.y);
    right = Math.max(right, position.x + width);
    bottom = Math.max(bottom, position.y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** All cards of one colour as one path. */
export function pathsOf<Item extends Block>(blocks: readonly Item[], colourOf: (block: Item) => string): ReadonlyMap<string, string> {
  const parts = new Map<string, string[]>();
  for (const block of blocks) {
    const { position, width = CARD_WIDTH, height = CARD_HEIGHT } = block;
    const colour = colourOf(block);
    const path = `M${position.x} ${position.y}h${width}v${height}h${-width}z`;
    const list = parts.get(colour);
    if (list === undefined) parts.set(colour, [path]);
    else list.push(path);
  }
  return new Map([...parts].map(([colour, list]) => [colour, list.join('')]));
}

/** Room around the drawing, as a part of its size. */
const ROOM = 0.04;

/** What the map shows: all cards and what is seen, in the proportions of the map. */
export function mapWindow(bounds: Rect | undefined, seen: Rect, proportion: number): Rect {
  const all = bounds ?? seen;
  const left = Math.min(all.x, seen.x);
  const top = Math.min(all.y, seen.y);
  const width = Math.max(all.x + all.width, seen.x + seen.width) - left;
  const height = Math.max(all.y + all.height, seen.y + seen.height) - top;
  const tall = Math.max(height, width / proportion, 1) * (1 + 2 * ROOM);
  const wide = tall * proportion;
  return { x: left - (wide - width) / 2, y: top - (tall - height) / 2, width: wide, height: tall };
}
