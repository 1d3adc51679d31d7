import type { CheckedNode } from './check-context.ts';

/** Flows that other flows call: they begin with what the caller gives and end where nothing follows. */
export function calledFlows(nodes: readonly CheckedNode[]): ReadonlySet<string> {
  return new Set(nodes.flatMap(({ node }) => {
    const to = node.type === 'flow.call' || node.type === 'flow.each' ? node.config['flow'] : undefined;
    return typeof to === 'string' ? [to] : [];
  }));
}
