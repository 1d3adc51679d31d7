import type { Effect } from './command.ts';
import type { Plan } from './plan-types.ts';
import type { RunState } from './state.ts';
import { nodesOf } from './summary.ts';

/** Effects that were started and not completed, as `step` gave them. */
export function interrupted(plan: Plan, state: RunState): readonly Effect[] {
  return nodesOf(state).flatMap(({ path, flow, node }) => {
    const id = path.slice(path.lastIndexOf('/') + 1);
    const type = plan.flows[flow.flow]?.nodes[id]?.type;
    if (node.status !== 'running' || !type || type.effect === 'wait') return [];
    const repeat = type.repeat ?? 'ask';
    return [{ kind: type.effect === 'write' ? 'write' as const : 'read' as const, path, round: node.round, attempt: node.attempt ?? 1, key: node.effectKey ?? '', node: id, nodeType: type.type, repeat, ...(node.previous ? { previous: node.previous.output } : {}) }];
  });
}
