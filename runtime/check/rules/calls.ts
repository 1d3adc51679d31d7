import { toPointer } from '../../schema/pointer.ts';
import type { CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

/** Deepest nesting of called flows (E8). */
const MAX_DEPTH = 8;

/** Called flows exist and never call themselves in a circle. */
export const calls: CheckRule = function* calls({ scenario, nodes }) {
  const targets = new Map<string, { to: string; node: string }[]>();
  for (const { flow, id, node } of nodes) {
    if (node.type !== 'flow.call' && node.type !== 'flow.each') continue;
    const to = node.config['flow'];
    if (typeof to !== 'string') continue;
    if (!Object.hasOwn(scenario.flows, to)) yield problem('SCN_NODE_FLOW_UNKNOWN', { flow, node: id, path: toPointer(['flows', flow, 'nodes', id, 'config', 'flow']) }, { flow: to });
    else targets.set(flow, [...(targets.get(flow) ?? []), { to, node: id }]);
  }
  const place = (flow: string, node: string) => ({ flow, node, path: toPointer(['flows', flow, 'nodes', node]) });
  const reported = new Set<string>();
  const stack: { path: readonly string[]; flow: string }[] = Object.keys(scenario.flows).map((flow) => ({ path: [flow], flow }));
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    for (const { to, node } of targets.get(next.flow) ?? []) {
      const path = [...next.path, to];
      const key = [...new Set(path)].sort().join();
      if (reported.has(key)) continue;
      if (next.path.includes(to)) {
        reported.add(key);
        yield problem('SCN_NODE_CALL_CYCLE', place(next.flow, node), { path: path.join(' → ') });
      } else if (path.length - 1 > MAX_DEPTH) {
        reported.add(key);
        yield problem('SCN_NODE_CALL_DEPTH', place(next.flow, node), { depth: path.length - 1, limit: MAX_DEPTH });
      } else stack.push({ path, flow: to });
    }
  }
};
