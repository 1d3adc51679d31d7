import type { Scenario } from '../../../../runtime/schema/scenario.ts';

/** The flow that a node runs as its own: a call, a for-each, a script that calls one. */
export function subFlowOf(scenario: Scenario, flow: string, node: string | undefined): string | undefined {
  const wanted = node === undefined ? undefined : scenario.flows[flow]?.nodes[node]?.config['flow'];
  return typeof wanted === 'string' && wanted !== flow && Object.hasOwn(scenario.flows, wanted) ? wanted : undefined;
}

/** The flows that lead to one, outermost first: each runs the next by one of its nodes. The shortest way from a flow that nobody runs. */
export function flowTrail(scenario: Scenario, to: string): readonly string[] {
  const callers = new Map<string, string[]>();
  for (const [flow, body] of Object.entries(scenario.flows)) {
    for (const node of Object.keys(body.nodes)) {
      const inner = subFlowOf(scenario, flow, node);
      if (inner !== undefined) callers.set(inner, [...(callers.get(inner) ?? []), flow]);
    }
  }
  const queue: (readonly string[])[] = [[to]];
  const seen = new Set([to]);
  let longest: readonly string[] = [to];
  for (let trail = queue.shift(); trail !== undefined; trail = queue.shift()) {
    const outer = (callers.get(trail[0] ?? '') ?? []).filter((flow) => !seen.has(flow));
    if (outer.length === 0) return trail;
    longest = trail;
    for (const flow of outer) {
      seen.add(flow);
      queue.push([flow, ...trail]);
    }
  }
  return longest;
}
