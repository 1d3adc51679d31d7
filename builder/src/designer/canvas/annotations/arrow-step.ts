import type { KeyboardEvent } from 'react';
import type { Point } from '../sizes.ts';

const WAYS: Readonly<Record<string, Point>> = { ArrowUp: { x: 0, y: -1 }, ArrowDown: { x: 0, y: 1 }, ArrowLeft: { x: -1, y: 0 }, ArrowRight: { x: 1, y: 0 } };

/** How far an arrow key moves: 4 units, 20 with Shift, as for cards; undefined for other keys. */
export function arrowStep(event: KeyboardEvent): Point | undefined {
  const way = Object.hasOwn(WAYS, event.key) ? WAYS[event.key] : undefined;
  const far = event.shiftKey ? 20 : 4;
  return way === undefined ? undefined : { x: way.x * far, y: way.y * far };
}
