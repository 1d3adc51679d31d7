import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { Scenario } from '../../../../runtime/schema/scenario.ts';
import { flowOrder, groupBy, linksOf } from './flow-graph.ts';
import { CARD_HEIGHT, CARD_WIDTH, COLUMN_GAP, RANK_GAP, roomOf, type Point } from './sizes.ts';

/** A simple layered drawing for nodes without a place: fast enough to run while rendering. */
export function roughPlaces(flow: Flow): Readonly<Record<string, Point>> {
  const into = groupBy(linksOf(flow).filter((link) => !link.back), (link) => link.target);
  const rank = new Map<string, number>();
  for (const id of flowOrder(flow)) {
    const above = (into.get(id) ?? []).map((link) => rank.get(link.source) ?? -1);
    rank.set(id, Math.max(-1, ...above) + 1);
  }
  const rows = groupBy([...rank.keys()], (id) => rank.get(id) ?? 0);
  const places: Record<string, Point> = {};
  let y = 20;
  for (const [, ids] of [...rows].sort(([one], [other]) => one - other)) {
    ids.forEach((id, index) => {
      places[id] = { x: (index - (ids.length - 1) / 2) * (CARD_WIDTH + COLUMN_GAP), y };
    });
    y += Math.max(...ids.map((id) => roomOf(flow.nodes[id]?.type ?? ''))) + RANK_GAP;
  }
  return places;
}

/** The place of every node: as stored, else a rough one. */
export function placesOf(scenario: Scenario, flowId: string): Readonly<Record<string, Point>> {
  const flow = scenario.flows[flowId];
  if (flow === undefined) return {};
  const stored = Object.hasOwn(scenario.layout, flowId) ? scenario.layout[flowId] : undefined;
  const ids = Object.keys(flow.nodes);
  if (stored !== undefined && ids.every((id) => Object.hasOwn(stored, id))) return stored;
  const rough = roughPlaces(flow);
  return Object.fromEntries(ids.map((id) => [id, (stored !== undefined && Object.hasOwn(stored, id) ? stored[id] : undefined) ?? rough[id] ?? { x: 0, y: 0 }]));
}

function isFree(places: Iterable<Point>, at: Point): boolean {
  for (const spot of places) {
    if (Math.abs(spot.x - at.x) < CARD_WIDTH + 16 && Math.abs(spot.y - at.y) < CARD_HEIGHT + 16) return false;
  }
  return true;
}

/** Moved once more as often as a card would come to lie exactly on another: a second paste of the same stays beside the first. */
export function besideOthers(places: Readonly<Record<string, Point>>, spots: readonly Point[], by: Point, step: Point): Point {
  const taken = new Set(Object.values(places).map(({ x, y }) => `${x} ${y}`));
  let moved = by;
  while (spots.some(({ x, y }) => taken.has(`${x + moved.x} ${y + moved.y}`))) moved = { x: moved.x + step.x, y: moved.y + step.y };
  return moved;
}

const AROUND = [-4, -3, -2, -1, 0, 1, 2, 3, 4];

/** Half cards to the side and rows up or down, nearest first; at equal distance right before left, below before above. */
const STEPS: readonly Point[] = AROUND.flatMap((column) => AROUND.map((row) => ({ x: (column * (CARD_WIDTH + COLUMN_GAP)) / 2, y: row * (CARD_HEIGHT + RANK_GAP) })))
  .sort((one, other) => Math.hypot(one.x, one.y) - Math.hypot(other.x, other.y) || other.x - one.x || other.y - one.y);

/** The free place nearest to the wished one, on a grid of 4; the wished one itself where all around is full. */
export function freePlace(places: Readonly<Record<string, Point>>, wish: Point): Point {
  const spots = Object.values(places);
  const at = { x: Math.round(wish.x / 4) * 4, y: Math.round(wish.y / 4) * 4 };
  const step = STEPS.find((by) => isFree(spots, { x: at.x + by.x, y: at.y + by.y })) ?? { x: 0, y: 0 };
  return { x: at.x + step.x, y: at.y + step.y };
}
