import { graphlib, layout } from '@dagrejs/dagre';
import { groupBy } from './flow-graph.ts';
import { CARD_WIDTH, COLUMN_GAP, RANK_GAP, type Point } from './sizes.ts';

/** What the layout needs to know; plain data, so that it can cross to a worker. */
export interface ArrangeInput {
  /** `at`: where the card is now. */
  readonly nodes: readonly { readonly id: string; readonly height: number; readonly at: Point }[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

type Places = Readonly<Record<string, Point>>;

/** From this part of edges that run down a drawing is one that people know their way in. */
const KNOWN_FROM = 0.8;

const grid = (value: number): number => Math.round(value / 4) * 4;

function layered({ nodes, links }: ArrangeInput): Places {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: COLUMN_GAP, ranksep: RANK_GAP, edgesep: 40, marginx: 40, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) graph.setNode(node.id, { width: CARD_WIDTH, height: node.height });
  links.forEach((link, index) => graph.setEdge(link.source, link.target, {}, String(index)));
  layout(graph);
  return Object.fromEntries(
    nodes.map(({ id, height }) => {
      const spot = graph.node(id) as { readonly x: number; readonly y: number };
      return [id, { x: grid(spot.x - CARD_WIDTH / 2), y: grid(spot.y - height / 2) }];
    }),
  );
}

function isKnown({ nodes, links }: ArrangeInput): boolean {
  const at = new Map(nodes.map((node) => [node.id, node.at]));
  const down = links.filter(({ source, target }) => (at.get(target)?.y ?? 0) > (at.get(source)?.y ?? 0)).length;
  return links.length > 0 && down / links.length >= KNOWN_FROM;
}

/** Places of a row as near as can be to the wished ones, in their order and apart from each other: neighbours that are in each other's way share the move. */
export function apart(wishes: readonly number[], step: number): readonly number[] {
  const blocks: { sum: number; count: number }[] = [];
  wishes.forEach((wish, index) => {
    let block = { sum: wish - index * step, count: 1 };
    for (let before = blocks.at(-1); before !== undefined && before.sum / before.count > block.sum / block.count; before = blocks.at(-1)) {
      block = { sum: before.sum + block.sum, count: before.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count)).map((start, index) => start + index * step);
}

/** Rows as the layers say, cards of a row from left to right as they were and hardly moved. */
function keptColumns({ nodes }: ArrangeInput, places: Places): Places {
  const kept: Record<string, Point> = {};
  const rows = groupBy(nodes, ({ id, height }) => (places[id]?.y ?? 0) + height / 2);
  for (const row of rows.values()) {
    const order = [...row].sort((one, other) => one.at.x - other.at.x || one.id.localeCompare(other.id));
    const spots = apart(order.map(({ at }) => at.x), CARD_WIDTH + COLUMN_GAP / 2);
    order.forEach(({ id }, index) => {
      kept[id] = { x: grid(spots[index] ?? 0), y: places[id]?.y ?? 0 };
    });
  }
  return kept;
}

function middle(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Moves all by what leaves most cards where they were. */
function anchored({ nodes }: ArrangeInput, places: Places): Places {
  const by = (axis: 'x' | 'y'): number => grid(middle(nodes.map(({ id, at }) => at[axis] - (places[id]?.[axis] ?? 0))));
  const [x, y] = [by('x'), by('y')];
  return Object.fromEntries(Object.entries(places).map(([id, at]) => [id, { x: at.x + x, y: at.y + y }]));
}

/**
 * Top-down layers. A drawing that runs down already keeps its columns, so that a small change moves few cards; any
 * other is drawn anew. Answers the upper left corner of each node, on a grid of 4.
 */
export function arrange(input: ArrangeInput): Places {
  // Equal choices of the layout fall as the cards stand now.
  const nodes = [...input.nodes].sort((one, other) => one.at.y - other.at.y || one.at.x - other.at.x);
  const places = layered({ nodes, links: input.links });
  return anchored(input, isKnown(input) ? keptColumns(input, places) : places);
}
