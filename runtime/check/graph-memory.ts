import { beforeOf, type Before } from '../engine/before.ts';
import { readGraph, type Graph } from '../engine/graph.ts';
import type { Flow } from '../schema/flow.ts';

interface Drawn {
  readonly ids: readonly string[];
  readonly graph: Graph;
  readonly before: Before;
}

/** The shape of a flow comes from its edges and from which nodes there are: both are seldom what was edited. */
export type GraphMemory = (flow: Flow) => Drawn;

export function createGraphMemory(): GraphMemory {
  const known = new WeakMap<Flow['edges'], Drawn>();
  return (flow) => {
    const ids = Object.keys(flow.nodes);
    const last = known.get(flow.edges);
    if (last !== undefined && last.ids.length === ids.length && ids.every((id, index) => id === last.ids[index])) return last;
    const graph = readGraph(flow);
    const drawn = { ids, graph, before: beforeOf(graph) };
    known.set(flow.edges, drawn);
    return drawn;
  };
}
