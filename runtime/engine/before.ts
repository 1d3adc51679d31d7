import { forward, type Graph } from './graph.ts';

/** Which nodes lie on some path before which, back edges not counted (E3). Nodes of a forbidden cycle have none before them. */
export interface Before {
  readonly has: (id: string, earlier: string) => boolean;
  /** In topological order. */
  readonly of: (id: string) => readonly string[];
}

const WORD = 32;

/** A bit for each node by rank: a flow of two thousand nodes has two million pairs. */
export function beforeOf(graph: Graph): Before {
  const { order } = graph;
  const rank = new Map(order.map((id, index) => [id, index]));
  const words = Math.ceil(order.length / WORD);
  const bits = new Uint32Array(words * order.length);
  for (const [at, id] of order.entries()) {
    for (const { source } of forward(graph.incoming[id] ?? [])) {
      const from = rank.get(source);
      if (from === undefined) continue;
      for (let word = 0; word < words; word += 1) bits[at * words + word] = (bits[at * words + word] ?? 0) | (bits[from * words + word] ?? 0);
      const own = at * words + Math.floor(from / WORD);
      bits[own] = (bits[own] ?? 0) | (1 << (from % WORD));
    }
  }
  const isSet = (at: number, from: number) => ((bits[at * words + Math.floor(from / WORD)] ?? 0) & (1 << (from % WORD))) !== 0;
  return {
    has: (id, earlier) => {
      const [at, from] = [rank.get(id), rank.get(earlier)];
      return at !== undefined && from !== undefined && isSet(at, from);
    },
    of: (id) => {
      const at = rank.get(id);
      return at === undefined ? [] : order.slice(0, at).filter((_earlier, from) => isSet(at, from));
    },
  };
}

/** Ids before each node, in topological order. */
export function ancestorsOf(graph: Graph): Readonly<Record<string, readonly string[]>> {
  const before = beforeOf(graph);
  return Object.fromEntries([...graph.order, ...graph.cycle].map((id) => [id, before.of(id)]));
}
