import type { Json } from '../schema/json.ts';
import { inputAsJson } from './input-hash.ts';
import { splitPath } from './path.ts';
import type { Plan } from './plan-types.ts';
import type { RunState } from './state.ts';
import { evaluateConfig, scopeAt } from './surroundings.ts';

/** What a stopped node would work with now, and the ports it may be left by; null when no incident is open there. */
export function stoppedInput(plan: Plan, state: RunState, path: string, at: string): { readonly input: Json; readonly ports: readonly string[] } | null {
  const { prefix, node: id } = splitPath(path);
  const flow = state.flows[prefix];
  const node = flow && plan.flows[flow.flow]?.nodes[id];
  if (!flow || !node || flow.nodes[id]?.status !== 'incident') return null;
  const place = { plan, state, flow, node, path, at };
  return { input: inputAsJson(evaluateConfig(place, scopeAt(place))), ports: node.ports };
}
