import { returnsOf } from '../../nodes/task-config.ts';
import type { Before } from '../../engine/before.ts';
import { forward, regionOf, type Edge, type Graph } from '../../engine/graph.ts';
import type { Diagnostic } from '../../schema/diagnostic.ts';
import { toPointer } from '../../schema/pointer.ts';
import { calledFlows } from '../called-flows.ts';
import type { CheckedNode, CheckContext, CheckRule } from '../check-context.ts';
import { problem } from '../problem.ts';

interface FlowView {
  readonly flow: string;
  readonly graph: Graph;
  readonly before: Before;
  readonly nodes: ReadonlyMap<string, CheckedNode>;
  readonly called: boolean;
}

const edgePath = (flow: string, edge: string) => toPointer(['flows', flow, 'edges', edge]);
const removeEdge = (flow: string, edge: string) => ({ title: { 'zh-CN': '删掉这条线', en: 'Delete the edge' }, edits: [{ path: edgePath(flow, edge) }] });

function* edgeEnds({ flow, graph, nodes }: FlowView): Iterable<Diagnostic> {
  for (const edge of graph.loose) {
    const code = nodes.has(edge.source) ? 'SCN_NODE_EDGE_TARGET' : 'SCN_NODE_EDGE_SOURCE';
    yield problem(code, { flow, path: edgePath(flow, edge.id) }, { edge: edge.id, node: nodes.has(edge.source) ? edge.target : edge.source }, removeEdge(flow, edge.id));
  }
  const seen = new Map<string, string>();
  for (const edge of graph.edges) {
    const key = `${edge.source}.${edge.port}>${edge.target}`;
    const other = seen.get(key);
    if (other !== undefined) yield problem('SCN_NODE_EDGE_DUPLICATE', { flow, path: edgePath(flow, edge.id) }, { edge: edge.id, other }, removeEdge(flow, edge.id));
    seen.set(key, edge.id);
    const target = nodes.get(edge.target);
    if (target?.type?.category === 'start') yield problem('SCN_NODE_START_ENTERED', { flow, node: edge.target, path: edgePath(flow, edge.id) }, { edge: edge.id, node: edge.target }, removeEdge(flow, edge.id));
  }
}

function* ports({ flow, graph, nodes, called }: FlowView): Iterable<Diagnostic> {
  for (const node of nodes.values()) {
    if (node.type === undefined || !node.sound) continue;
    const ids = [...node.ports.map((port) => port.id), 'error'];
    const out = graph.outgoing[node.id] ?? [];
    for (const edge of out) {
      if (!ids.includes(edge.port)) yield problem('SCN_NODE_PORT_UNKNOWN', { flow, node: node.id, path: edgePath(flow, edge.id) }, { node: node.id, port: edge.port }, removeEdge(flow, edge.id));
    }
    if (node.type.category === 'output' || (called && out.length === 0 && node.ports.some((port) => port.id === 'out'))) continue;
    for (const port of node.ports) {
      if (port.id !== 'error' && port.spare !== true && !out.some((edge) => edge.port === port.id)) yield problem('SCN_NODE_PORT_OPEN', { flow, node: node.id, path: toPointer(['flows', flow, 'nodes', node.id]) }, { node: node.id, port: port.title['zh-CN'] });
    }
  }
}

function reachable(graph: Graph, starts: readonly string[]): ReadonlySet<string> {
  const seen = new Set(starts);
  for (const id of seen) for (const edge of graph.outgoing[id] ?? []) seen.add(edge.target);
  return seen;
}

function* startsAndEnds({ flow, graph, nodes }: FlowView): Iterable<Diagnostic> {
  const path = toPointer(['flows', flow]);
  if (nodes.size === 0) return;
  const list = [...nodes.values()];
  const starts = list.filter((node) => node.type?.category === 'start').map((node) => node.id);
  if (starts.length === 0) yield problem('SCN_NODE_START_MISSING', { flow, path }, { flow });
  else {
    const seen = reachable(graph, starts);
    for (const node of list) if (!seen.has(node.id)) yield problem('SCN_NODE_UNREACHABLE', { flow, node: node.id, path: toPointer(['flows', flow, 'nodes', node.id]) }, { node: node.id });
  }
  if (flow === 'main' && !list.some((node) => node.type?.category === 'output')) yield problem('SCN_NODE_END_MISSING', { flow, path }, { flow });
}

/** One loop through the nodes that topological order could not place. */
function loopOf(graph: Graph): readonly string[] {
  const inCycle = new Set(graph.cycle);
  const path: string[] = [];
  let at = graph.cycle[0];
  while (at !== undefined && !path.includes(at)) {
    path.push(at);
    at = forward(graph.outgoing[at] ?? []).find((edge) => inCycle.has(edge.target))?.target ?? forward(graph.incoming[at] ?? []).find((edge) => inCycle.has(edge.source))?.source;
  }
  return at === undefined ? path : [...path.slice(path.indexOf(at)), at];
}

function* back(view: FlowView): Iterable<Diagnostic> {
  const { flow, graph, before, nodes } = view;
  for (const edge of graph.edges.filter((one: Edge) => one.back)) {
    const at = { flow, node: edge.source, path: edgePath(flow, edge.id) };
    const source = nodes.get(edge.source);
    if (source?.type !== undefined && source.type.category !== 'human') yield problem('SCN_NODE_BACK_SOURCE', at, { edge: edge.id, node: edge.source });
    if (!before.has(edge.source, edge.target)) yield problem('SCN_NODE_BACK_TARGET', at, { edge: edge.id, node: edge.source, target: edge.target });
    yield* repeatedWrites(view, edge.target);
  }
}

/** What is done again must say what a repeated write does. */
function* repeatedWrites({ flow, graph, nodes }: FlowView, target: string): Iterable<Diagnostic> {
  for (const id of regionOf(graph, target)) {
    const node = nodes.get(id);
    if (node?.type?.effect === 'write' && node.node.onRework === undefined) {
      const path = toPointer(['flows', flow, 'nodes', id, 'onRework']);
      yield problem('SCN_NODE_REWORK_WRITE', { flow, node: id, path }, { node: id }, { title: { 'zh-CN': '重做时改写自己那一行', en: 'Write again, replacing its own row' }, edits: [{ path, value: 'again' }] });
    }
  }
}

/** Steps a person may send a task back to. */
function* returns(view: FlowView): Iterable<Diagnostic> {
  const { flow, before, nodes } = view;
  const targets = new Set<string>();
  for (const node of nodes.values()) {
    if (node.type?.category !== 'human') continue;
    const allowed = returnsOf(node.node.config);
    const isStep = (id: string) => nodes.get(id)?.type?.category === 'human';
    for (const target of allowed === 'any' ? before.of(node.id).filter(isStep) : allowed) {
      if (isStep(target) && before.has(node.id, target)) targets.add(target);
      else yield problem('SCN_NODE_RETURN_TARGET', { flow, node: node.id, path: toPointer(['flows', flow, 'nodes', node.id, 'config', 'allow', 'returnTo']) }, { node: node.id, target });
    }
  }
  for (const target of targets) yield* repeatedWrites(view, target);
}

/** Without a node there is nothing to run; pages of data alone make an application when somebody may open them. */
function* emptiness({ scenario, nodes }: CheckContext): Iterable<Diagnostic> {
  if (nodes.length === 0 && !Object.values(scenario.pages).some((page) => page.type !== 'document' && (page.roles ?? []).length > 0)) {
    yield problem('SCN_NODE_NONE', { path: '/flows' });
    return;
  }
  for (const [flow, content] of Object.entries(scenario.flows)) {
    if (Object.keys(content.nodes).length === 0) yield problem('SCN_NODE_FLOW_EMPTY', { flow, path: toPointer(['flows', flow]) }, { flow });
  }
}

/** Flows hold together: edges have ends, ports exist, nothing loops except rework. */
export const graph: CheckRule = function* graph(context) {
  yield* emptiness(context);
  const called = calledFlows(context.nodes);
  for (const [flow, shape] of Object.entries(context.graphs)) {
    const before = context.before[flow];
    if (before === undefined) continue;
    const view: FlowView = { flow, graph: shape, before, nodes: new Map(context.nodes.filter((node) => node.flow === flow).map((node) => [node.id, node])), called: called.has(flow) };
    yield* edgeEnds(view);
    yield* ports(view);
    yield* startsAndEnds(view);
    if (shape.cycle.length > 0) yield problem('SCN_NODE_CYCLE', { flow, node: loopOf(shape)[0] ?? '', path: toPointer(['flows', flow]) }, { path: loopOf(shape).join(' → ') });
    yield* back(view);
    yield* returns(view);
  }
};

