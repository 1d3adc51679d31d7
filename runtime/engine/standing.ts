import type { Edge } from './graph.ts';
import type { FlowPlan, NodePlan } from './plan-types.ts';
import type { FlowState, NodeState } from './state.ts';

/** Where a node stands for the nodes after it (E1). */
export type Standing = 'done' | 'dead' | 'open';
export type EdgeState = 'delivered' | 'dead' | 'pending';

/**
 * How a node stands, given the standing of the nodes before it: `ready` when it should fire now.
 * Death is derived, never recorded: a dead node needs no event.
 */
export function standingOf(flow: FlowState, node: NodePlan, before: Readonly<Record<string, Standing>>): Standing | 'ready' {
  const state = flow.nodes[node.id];
  if (state && state.status !== 'idle') return settledStanding(state);
  if (node.id === flow.start) return 'ready';
  let delivered = false;
  for (const edge of node.incoming) {
    const arrived = edgeState(flow, edge, before[edge.source]);
    if (arrived === 'pending') return 'open';
    delivered ||= arrived === 'delivered';
  }
  return delivered ? 'ready' : 'dead';
}

export function settledStanding(state: NodeState | undefined): Standing {
  return state?.status === 'done' ? 'done' : 'open';
}

/** Delivered when the source completed on this port, dead when it completed on another or is dead itself. */
export function edgeState(flow: FlowState, edge: Edge, source: Standing | undefined): EdgeState {
  if (source === 'dead') return 'dead';
  if (source !== 'done') return 'pending';
  return flow.nodes[edge.source]?.ports?.includes(edge.port) === true ? 'delivered' : 'dead';
}

/** Standing of every node of a scope, for traces and summaries. A node that is ready counts as open. */
export function standingsOf(plan: FlowPlan, flow: FlowState): Readonly<Record<string, Standing>> {
  const standings: Record<string, Standing> = {};
  for (const node of plan.order) {
    const standing = standingOf(flow, node, standings);
    standings[node.id] = standing === 'ready' ? 'open' : standing;
  }
  return standings;
}

/** The nodes a scope ended in: completed ones from which nothing was delivered further. */
export function endsOf(plan: FlowPlan, flow: FlowState): readonly string[] {
  return plan.order
    .filter((node) => {
      const state = flow.nodes[node.id];
      return state?.status === 'done' && !node.outgoing.some((edge) => state.ports?.includes(edge.port));
    })
    .map((node) => node.id);
}
