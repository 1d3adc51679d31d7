import type { Flow, FlowEdge } from '../schema/flow.ts';

/** An edge taken apart: `["source.port", "target"]` plus its id and whether it is a rework edge. */
export interface Edge {
  readonly id: string;
  readonly source: string;
  readonly port: string;
  readonly target: string;
  readonly back: boolean;
}

/** Shape of a flow, without knowing any node type. Orders are stable: by rank, then by the order of the document. */
export interface Graph {
  readonly nodes: readonly string[];
  readonly edges: readonly Edge[];
  readonly incoming: Readonly<Record<string, readonly Edge[]>>;
  readonly outgoing: Readonly<Record<string, readonly Edge[]>>;
  /** Topological; nodes of a forbidden cycle are missing here and listed in `cycle`. */
  readonly order: readonly string[];
  readonly cycle: readonly string[];
  /** Edges whose source or target does not exist. */
  readonly loose: readonly Edge[];
}

/** A port id has no dot and neither has a node id, so the last dot divides them. */
export function parseEdge(id: string, edge: FlowEdge): Edge {
  const from = edge[0];
  const dot = from.lastIndexOf('.');
  return { id, source: dot < 0 ? from : from.slice(0, dot), port: dot < 0 ? 'out' : from.slice(dot + 1), target: edge[1], back: edge[2] === 'back' };
}

export function readGraph(flow: Flow): Graph {
  const nodes = Object.keys(flow.nodes);
  const all = Object.entries(flow.edges).map(([id, edge]) => parseEdge(id, edge));
  const known = new Set(nodes);
  const isWhole = (edge: Edge) => known.has(edge.source) && known.has(edge.target);
  const edges = all.filter(isWhole);
  const incoming = group(nodes, edges, (edge) => edge.target);
  const outgoing = group(nodes, edges, (edge) => edge.source);
  const order = sort(nodes, incoming, outgoing);
  const placed = new Set(order);
  return { nodes, edges, incoming, outgoing, order, cycle: nodes.filter((id) => !placed.has(id)), loose: all.filter((edge) => !isWhole(edge)) };
}

function group(nodes: readonly string[], edges: readonly Edge[], key: (edge: Edge) => string): Record<string, Edge[]> {
  const groups: Record<string, Edge[]> = Object.fromEntries(nodes.map((id) => [id, []]));
  for (const edge of edges) groups[key(edge)]?.push(edge);
  return groups;
}

/** Kahn's algorithm over forward edges. */
function sort(nodes: readonly string[], incoming: Record<string, Edge[]>, outgoing: Record<string, Edge[]>): string[] {
  const open = new Map(nodes.map((id) => [id, forward(incoming[id] ?? []).length]));
  const order = nodes.filter((id) => open.get(id) === 0);
  for (let at = 0; at < order.length; at += 1) {
    for (const edge of forward(outgoing[order[at] ?? ''] ?? [])) {
      const left = (open.get(edge.target) ?? 0) - 1;
      open.set(edge.target, left);
      if (left === 0) order.push(edge.target);
    }
  }
  return order;
}

export function forward(edges: readonly Edge[]): readonly Edge[] {
  return edges.filter((edge) => !edge.back);
}

/** The node and everything after it along forward edges: what a rework edge to it resets (E4). */
export function regionOf(graph: Graph, target: string): readonly string[] {
  const seen = new Set([target]);
  for (const id of graph.order) {
    if (!seen.has(id)) continue;
    for (const edge of forward(graph.outgoing[id] ?? [])) seen.add(edge.target);
  }
  return [target, ...graph.order.filter((id) => id !== target && seen.has(id))];
}
