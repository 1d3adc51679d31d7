import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { CheckAnswer } from '../../../../server/api/scenario.ts';
import { member } from './pointer.ts';

/** Nodes that a node comes after along forward edges, first things first. */
export function nodesBefore(flow: Flow, node: string): readonly string[] {
  const into = new Map<string, string[]>();
  for (const [end, target, back] of Object.values(flow.edges)) {
    if (back === 'back') continue;
    const source = end.split('.')[0] ?? end;
    const list = into.get(target);
    if (list === undefined) into.set(target, [source]);
    else list.push(source);
  }
  const seen = new Set([node]);
  const order: string[] = [];
  // Depth first, without recursion: a flow may be a thousand nodes long.
  const stack: { readonly id: string; next: number }[] = [{ id: node, next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const source = into.get(top.id)?.[top.next];
    top.next += 1;
    if (source === undefined) {
      stack.pop();
      if (top.id !== node) order.push(top.id);
    } else if (!seen.has(source) && Object.hasOwn(flow.nodes, source)) {
      seen.add(source);
      stack.push({ id: source, next: 0 });
    }
  }
  return order;
}

/** What the formulas of a node may use, by name: outputs of the nodes before it and what every formula may use. */
export function namesInScope(answer: CheckAnswer, flow: Flow | undefined, flowId: string, node: string): Readonly<Record<string, unknown>> {
  const known = member(answer.nodes, flowId);
  if (flow === undefined || member(known, node) === undefined) return {};
  return { ...Object.fromEntries(nodesBefore(flow, node).map((id) => [id, member(member(known, id), 'output') ?? {}])), ...answer.common };
}
