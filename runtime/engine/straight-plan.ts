import type { WorkNode } from '../nodes/define-node.ts';
import type { Json } from '../schema/json.ts';
import { inputAsJson } from './input-hash.ts';
import type { FlowPlan, NodePlan } from './plan-types.ts';

/** A node of a straight flow. */
export interface StraightNode {
  readonly node: NodePlan;
  readonly type: WorkNode;
  /** Place of the source in `StraightFlow.nodes`, and the port the edge leaves by. */
  readonly incoming: readonly { readonly from: number; readonly port: string }[];
  /** Its input as JSON, when that is the same in every run. */
  readonly fixedInput: Json | undefined;
}

/** A flow in which nothing waits, reads or writes: from its start it runs to its end in one go. */
export interface StraightFlow {
  /** Topological, as `FlowPlan.order`. */
  readonly nodes: readonly StraightNode[];
  readonly start: number;
}

const known = new WeakMap<FlowPlan, Map<string, StraightFlow | null>>();

/** The flow as seen from one of its starts; null when some node of it is not pure. */
export function straightFlow(flow: FlowPlan, start: string): StraightFlow | null {
  let byStart = known.get(flow);
  if (!byStart) known.set(flow, (byStart = new Map<string, StraightFlow | null>()));
  const found = byStart.get(start);
  if (found !== undefined) return found;
  const made = makeStraight(flow, start);
  byStart.set(start, made);
  return made;
}

function makeStraight(flow: FlowPlan, start: string): StraightFlow | null {
  const places = new Map(flow.order.map((node, index) => [node.id, index]));
  const nodes: StraightNode[] = [];
  for (const node of flow.order) {
    const { type } = node;
    if (type?.effect !== 'pure' || node.leadsBack) return null;
    nodes.push({ node, type, incoming: node.incoming.map((edge) => ({ from: places.get(edge.source) ?? -1, port: edge.port })), fixedInput: node.config.fixed ? inputAsJson(node.config({})) : undefined });
  }
  const first = places.get(start);
  return first === undefined ? null : { nodes, start: first };
}
