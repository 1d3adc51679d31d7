import { OUT, type NodeType } from '../nodes/define-node.ts';
import type { Json } from '../schema/json.ts';
import type { NodePlan, Plan } from './plan-types.ts';

/** A plan in which the named nodes of a flow do nothing and yield a fixed value, leaving by the ports that are named, else by their first. */
export function pinNodes(plan: Plan, flow: string, pins: Readonly<Record<string, Json>>, ports: Readonly<Record<string, readonly string[]>> = {}): Plan {
  const own = plan.flows[flow];
  if (!own || Object.keys(pins).length === 0) return plan;
  const order = own.order.map((node) => (Object.hasOwn(pins, node.id) ? pinned(node, pins[node.id] ?? null, Object.hasOwn(ports, node.id) ? ports[node.id] : undefined) : node));
  return { ...plan, decoded: new WeakMap(), flows: { ...plan.flows, [flow]: { ...own, order, nodes: Object.fromEntries(order.map((node) => [node.id, node])) } } };
}

function pinned(node: NodePlan, output: Json, ports: readonly string[] | undefined): NodePlan {
  if (!node.type) return node;
  // A port that is gone since leads nowhere.
  const known = ports?.filter((port) => node.ports.includes(port)) ?? [];
  const { type, version, category, title, summary, icon, config, example, output: schema } = node.type;
  const fixed: NodeType = { type, version, category, title, summary, icon, config, example, output: schema, effect: 'pure', run: () => ({ output, port: known.length > 0 ? known : (node.ports[0] ?? OUT.id) }) };
  return { ...node, type: fixed };
}
