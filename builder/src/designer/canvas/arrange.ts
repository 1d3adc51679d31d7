import { graphlib, layout } from '@dagrejs/dagre';
import { CARD_WIDTH, COLUMN_GAP, RANK_GAP, type Point } from './sizes.ts';

/** What the layout needs to know; plain data, so that it can cross to a worker. */
export interface ArrangeInput {
  readonly nodes: readonly { readonly id: string; readonly height: number }[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
}

/** Top-down layers. Answers the upper left corner of each node, on a grid of 4. */
export function arrange(input: ArrangeInput): Readonly<Record<string, Point>> {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: COLUMN_GAP, ranksep: RANK_GAP, edgesep: 40, marginx: 40, marginy: 20 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of input.nodes) graph.setNode(node.id, { width: CARD_WIDTH, height: node.height });
  input.links.forEach((link, index) => graph.setEdge(link.source, link.target, {}, String(index)));
  layout(graph);
  const grid = (value: number): number => Math.round(value / 4) * 4;
  return Object.fromEntries(
    input.nodes.map(({ id, height }) => {
      const spot = graph.node(id) as { readonly x: number; readonly y: number };
      return [id, { x: grid(spot.x - CARD_WIDTH / 2), y: grid(spot.y - height / 2) }];
    }),
  );
}
