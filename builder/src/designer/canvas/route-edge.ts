import { CARD_WIDTH, type Point } from './sizes.ts';

/** A card in the way of edges. */
export interface Obstacle {
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** Room between a port and the first bend. */
export const STUB = 20;
const CLEAR = 22;
const RADIUS = 10;

interface Run {
  readonly left: number;
  right: number;
}

/** The parts of the x axis that are not free between two heights, in order and without overlap; their ends are free. */
function blockedRuns(cards: readonly Obstacle[], top: number, bottom: number): readonly Run[] {
  const runs: Run[] = [];
  for (const card of cards.filter(({ y, height }) => y < bottom && y + height > top).sort((one, other) => one.x - other.x)) {
    const last = runs.at(-1);
    const right = card.x + CARD_WIDTH + 12;
    if (last === undefined || card.x - 12 >= last.right) runs.push({ left: card.x - 12, right });
    else last.right = Math.max(last.right, right);
  }
  return runs;
}

function isFree(runs: readonly Run[], x: number): boolean {
  let low = 0;
  let high = runs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((runs[middle]?.left ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const before = runs[low - 1];
  return before === undefined || x >= before.right;
}

/**
 * The x on which a long edge runs down past the cards between its ends, or undefined when it needs no lane of its own
 * (its ends are neighbours). The lane nearest to both ends wins.
 */
export function laneOf(from: Point, to: Point, cards: readonly Obstacle[]): number | undefined {
  const top = Math.min(from.y, to.y) + 8;
  const bottom = Math.max(from.y, to.y) - 8;
  if (to.y > from.y && bottom - top < 90) return undefined;
  const near = cards.filter((card) => card.y < bottom + STUB && card.y + card.height > top - STUB);
  const runs = blockedRuns(near, top, bottom);
  const free = [to.x, from.x].find((x) => isFree(runs, x));
  if (free !== undefined) return free;
  const cost = (x: number): number => Math.abs(x - from.x) + Math.abs(x - to.x);
  let best: number | undefined;
  // Of two lanes as long as each other the left one, whatever the order of the cards.
  const isBetter = (x: number): boolean => best === undefined || cost(x) < cost(best) || (cost(x) === cost(best) && x < best);
  for (const card of near) for (const x of [card.x - CLEAR, card.x + CARD_WIDTH + CLEAR]) if (isBetter(x) && isFree(runs, x)) best = x;
  return best;
}

function corner(before: Point, at: Point, after: Point): string {
  const reach = (end: Point): number => Math.min(RADIUS, (Math.abs(end.x - at.x) + Math.abs(end.y - at.y)) / 2);
  const size = Math.min(reach(before), reach(after));
  const toward = (end: Point): string => `${at.x + Math.sign(end.x - at.x) * size} ${at.y + Math.sign(end.y - at.y) * size}`;
  return size < 1 ? `L${at.x} ${at.y}` : `L${toward(before)}Q${at.x} ${at.y} ${toward(after)}`;
}

/** Bends of an edge, ends included; all runs are level or upright. */
export function bendsOf(from: Point, to: Point, lane: number | undefined): readonly Point[] {
  if (lane === undefined && to.y > from.y) {
    if (Math.abs(from.x - to.x) < 1) return [from, to];
    const level = from.y + (to.y - from.y) / 2;
    return [from, { x: from.x, y: level }, { x: to.x, y: level }, to];
  }
  const x = lane ?? Math.max(from.x, to.x) + CARD_WIDTH / 2 + CLEAR;
  const leave = { x: from.x, y: from.y + STUB };
  const arrive = { x: to.x, y: to.y - STUB };
  const points = [from, leave, { x, y: leave.y }, { x, y: arrive.y }, arrive, to];
  return points.filter((point, index) => {
    const before = points[index - 1];
    return before === undefined || before.x !== point.x || before.y !== point.y;
  });
}

export function pathOf(bends: readonly Point[]): string {
  return bends
    .map((at, index) => {
      const before = bends[index - 1];
      const after = bends[index + 1];
      if (before === undefined) return `M${at.x} ${at.y}`;
      return after === undefined ? `L${at.x} ${at.y}` : corner(before, at, after);
    })
    .join('');
}

/** Where a label reads best: the middle of the longest level run near the source, else the middle of the first run. */
export function labelSpot(bends: readonly Point[], width: number): Point & { readonly level: boolean } {
  const [first, second, third] = bends;
  if (first === undefined || second === undefined) return { x: 0, y: 0, level: false };
  if (third !== undefined && Math.abs(third.x - second.x) > width + 24) return { x: (second.x + third.x) / 2, y: second.y, level: true };
  const end = third === undefined ? second : { x: second.x, y: Math.max(second.y, first.y + 23) };
  return { x: first.x, y: third === undefined ? (first.y + end.y) / 2 : Math.min(end.y, first.y + 23), level: false };
}

/** The middle of the whole edge, for the insert button. */
export function middleSpot(bends: readonly Point[]): Point {
  const lengths = bends.slice(1).map((point, index) => Math.abs(point.x - (bends[index]?.x ?? 0)) + Math.abs(point.y - (bends[index]?.y ?? 0)));
  let rest = lengths.reduce((sum, length) => sum + length, 0) / 2;
  for (const [index, length] of lengths.entries()) {
    const from = bends[index];
    const to = bends[index + 1];
    if (from === undefined || to === undefined) break;
    if (rest <= length && length > 0) return { x: from.x + ((to.x - from.x) * rest) / length, y: from.y + ((to.y - from.y) * rest) / length };
    rest -= length;
  }
  return bends[0] ?? { x: 0, y: 0 };
}
