import type { Flow } from '../../../../runtime/schema/flow.ts';
import type { NodeTrace, Trace } from '../../../../server/api/scenario.ts';

/** Steps of a run: each names the path of a node that was done. */
export function stepCount(trace: Trace): number {
  return trace.order.length;
}

/** The step after which a node is done, counted from 1; undefined when it never was. */
export function stepOf(trace: Trace, node: string): number | undefined {
  const at = trace.order.indexOf(node);
  return at < 0 ? undefined : at + 1;
}

/** How many steps come before the next breakpoint after `from` steps; all of them when none is left. */
export function nextStop(trace: Trace, breakpoints: ReadonlySet<string>, from: number): number {
  const at = trace.order.findIndex((path, index) => index > from && breakpoints.has(path));
  return at < 0 ? trace.order.length : at;
}

/** Where a run halts first: before the first node with a breakpoint. */
export function firstStop(trace: Trace, breakpoints: ReadonlySet<string>): number {
  const at = trace.order.findIndex((path) => breakpoints.has(path));
  return at < 0 ? trace.order.length : at;
}

/** Steps to show of a run begun at a node: up to the first breakpoint behind it; all where there is none or the node was not reached. */
export function stopFrom(trace: Trace, breakpoints: ReadonlySet<string>, node: string): number {
  const begun = trace.order.indexOf(node);
  return begun < 0 ? trace.order.length : nextStop(trace, breakpoints, begun);
}

/**
 * The run as it stood after so many steps: what was done later is not done, the node whose turn is next runs, and an
 * edge has passed its value when the node it leaves is done.
 */
export function afterSteps(trace: Trace, steps: number, flow: Flow | undefined): Trace {
  if (steps >= trace.order.length) return trace;
  const done = new Set(trace.order.slice(0, steps));
  const next = trace.order[steps];
  const nodes = Object.fromEntries(
    Object.entries(trace.nodes).map(([path, node]): [string, NodeTrace] => {
      if (done.has(path)) return [path, node];
      const standing = path === next ? { status: 'running', ...(node.input === undefined ? {} : { input: node.input }) } : { status: 'idle' };
      return [path, standing as NodeTrace];
    }),
  );
  const edges = Object.fromEntries(
    Object.entries(trace.edges).map(([id, edge]): [string, Trace['edges'][string]] => {
      const source = flow?.edges[id]?.[0].split('.')[0] ?? '';
      return [id, done.has(source) ? edge : { state: 'pending' }];
    }),
  );
  const { error: _later, waiting: _open, endedAt: _end, ms: _took, ...rest } = trace;
  return { ...rest, status: 'running', nodes, edges, order: trace.order.slice(0, steps) };
}

/** What a run from one node takes over from the last one: the outputs of all that was done and does not come after the node, and how it was left. */
export function takenOver(trace: Trace, flow: Flow, node: string): { readonly pins: Readonly<Record<string, unknown>>; readonly pinPorts: Readonly<Record<string, readonly string[]>> } {
  const after = new Set([node]);
  const queue = [node];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const [end, target] of Object.values(flow.edges)) {
      if (end.split('.')[0] !== id || after.has(target)) continue;
      after.add(target);
      queue.push(target);
    }
  }
  const kept = Object.entries(flow.nodes).flatMap(([id, { type }]) => {
    const done = trace.nodes[id];
    return after.has(id) || type.startsWith('start.') || done?.status !== 'done' || done.output === undefined ? [] : [[id, done] as const];
  });
  return { pins: Object.fromEntries(kept.map(([id, { output }]) => [id, output])), pinPorts: Object.fromEntries(kept.flatMap(([id, { ports }]) => (ports === undefined ? [] : [[id, ports]]))) };
}
