import type { Explanation } from '../schema/explanation.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { explanationsOf } from './explained.ts';
import { foldAll } from './fold.ts';
import type { Plan } from './plan-types.ts';
import type { RunError, RunEvent } from './run-event.ts';
import { shortValue } from './short-value.ts';
import { edgeState, standingsOf } from './standing.ts';
import type { NodeState, RunState } from './state.ts';
import { nodesOf, summarize, type RunSummary } from './summary.ts';

export interface NodeTrace {
  readonly status: 'idle' | 'running' | 'done' | 'waiting' | 'error' | 'dead';
  readonly ports?: readonly string[];
  readonly input?: Json;
  readonly output?: Json;
  readonly explanation?: Explanation;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly ms?: number;
  readonly round?: number;
  readonly error?: { readonly code: string; readonly message: string };
  readonly waiting?: Json;
  readonly pinned?: boolean;
}

/** A run drawn on the canvas: what the server's `TraceSchema` describes. */
export interface Trace {
  readonly runId: string;
  readonly scenario: string;
  readonly release: string;
  readonly flow: string;
  readonly status: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly ms?: number;
  readonly starter: JsonObject;
  readonly subject?: RunSummary['subject'];
  /** By path; nodes of child flows too. */
  readonly nodes: Readonly<Record<string, NodeTrace>>;
  /** Edges of the run's own flow by id. */
  readonly edges: Readonly<Record<string, { readonly state: 'delivered' | 'dead' | 'pending'; readonly value?: string }>>;
  readonly order: readonly string[];
  /** Output of the node the run ended in. */
  readonly result?: Json;
  readonly error?: { readonly code: string; readonly message: string };
  readonly waiting: readonly Json[];
}

type Draft = { -readonly [Key in keyof NodeTrace]: NodeTrace[Key] };

/** Reads a trace out of the events of a run; nothing is decided again. */
export function traceOf(plan: Plan, events: readonly RunEvent[], pinned: readonly string[] = []): Trace {
  const state = foldAll(events);
  const summary = summarize(plan, state);
  const nodes: Record<string, Draft> = {};
  const order: string[] = [];
  for (const event of events) note(nodes, order, event);
  for (const [path, explanation] of explanationsOf(plan, events)) if (nodes[path]) nodes[path].explanation = explanation;
  closeNodes(plan, state, nodes);
  for (const id of pinned) if (nodes[id]) nodes[id].pinned = true;
  const error = state.error ?? firstError(state);
  const last = state.end?.at(-1);
  return {
    runId: state.id,
    scenario: plan.scenario.id,
    release: state.release,
    flow: summary.flow,
    status: summary.status,
    startedAt: state.startedAt,
    ...(state.endedAt === undefined ? {} : { endedAt: state.endedAt, ms: Date.parse(state.endedAt) - Date.parse(state.startedAt) }),
    starter: state.starter,
    ...(summary.subject === undefined ? {} : { subject: summary.subject }),
    nodes,
    edges: edgesOf(plan, state),
    order,
    ...(last === undefined ? {} : { result: state.flows['']?.nodes[last]?.output ?? null }),
    ...(error ? { error: brief(error) } : {}),
    waiting: waitingOf(state),
  };
}

type Noted = { readonly [Type in 'node.started' | 'node.waiting' | 'node.completed' | 'node.failed' | 'incident.opened']: (before: Draft | undefined, event: Extract<RunEvent, { type: Type }>) => Draft };

const noted: Noted = {
  'node.started': (_before, event) => ({ status: 'running', round: event.round, startedAt: event.at }),
  'node.waiting': (_before, event) => ({ status: 'waiting', round: event.round, startedAt: event.at, ...(event.input === undefined ? {} : { input: event.input }) }),
  'node.completed': (before, event) => ({
    ...(before?.round === event.round ? before : {}),
    status: event.ports[0] === 'error' ? 'error' : 'done',
    round: event.round,
    ports: event.ports,
    output: event.output,
    startedAt: before?.round === event.round ? (before.startedAt ?? event.at) : event.at,
    endedAt: event.at,
    ...(event.input === undefined ? {} : { input: event.input }),
    ...(event.ms === undefined ? {} : { ms: event.ms }),
  }),
  'node.failed': (before, event) => ({ ...before, status: event.retryAt === undefined ? 'error' : 'running', round: event.round, error: brief(event.error) }),
  'incident.opened': (before, event) => ({ ...before, status: 'error', round: event.round, error: brief(event.error) }),
};

function note(nodes: Record<string, Draft>, order: string[], event: RunEvent): void {
  if (!('path' in event) || !Object.hasOwn(noted, event.type)) return;
  const make = noted[event.type as keyof Noted] as (before: Draft | undefined, event: RunEvent) => Draft;
  nodes[event.path] = make(nodes[event.path], event);
  if (event.type === 'node.completed') order.push(event.path);
}

/** What a later reset or the end of the run says about nodes the events left open; dead nodes have no events. */
function closeNodes(plan: Plan, state: RunState, nodes: Record<string, Draft>): void {
  for (const [prefix, flow] of Object.entries(state.flows)) {
    const flowPlan = plan.flows[flow.flow];
    if (!flowPlan) continue;
    const standings = standingsOf(flowPlan, flow);
    for (const { id } of flowPlan.order) {
      const path = `${prefix}${id}`;
      const node = flow.nodes[id];
      if (standings[id] === 'dead') nodes[path] = { status: 'dead' };
      else if (!node || node.status === 'idle') nodes[path] = { status: 'idle', ...(node ? { round: node.round } : {}) };
      else if (state.phase !== 'live' && (node.status === 'waiting' || node.status === 'running')) nodes[path] = { ...nodes[path], status: 'idle' };
    }
  }
}

function edgesOf(plan: Plan, state: RunState): Trace['edges'] {
  const flow = state.flows[''];
  const flowPlan = flow && plan.flows[flow.flow];
  if (!flow || !flowPlan) return {};
  const standings = standingsOf(flowPlan, flow);
  const edges: Record<string, Trace['edges'][string]> = {};
  for (const node of flowPlan.order) {
    for (const edge of node.outgoing) {
      const passed = edgeState(flow, edge, standings[node.id]);
      edges[edge.id] = { state: passed, ...(passed === 'delivered' ? { value: shortValue(flow.nodes[node.id]?.output ?? null) } : {}) };
    }
  }
  return edges;
}

/** The waiting nodes with what they wait for: a form, deadlines, child flows. */
function waitingOf(state: RunState): readonly Json[] {
  if (state.phase !== 'live') return [];
  return nodesOf(state).filter(({ node }) => node.status === 'waiting').map(({ path, node }) => ({ path, since: node.at, round: node.round, ...waitJson(node) }));
}

function waitJson({ wait }: NodeState): JsonObject {
  if (!wait) return {};
  const { taskId, task, until, children } = wait;
  return {
    ...(taskId === undefined ? {} : { taskId }),
    ...(task ? { task: task as unknown as Json } : {}),
    until: until as unknown as Json,
    ...(children ? { children: { flow: children.flow, count: children.items.length } } : {}),
  };
}

function firstError(state: RunState): RunError | undefined {
  return nodesOf(state).find(({ node }) => node.status === 'incident')?.node.error;
}

function brief(error: RunError): { readonly code: string; readonly message: string } {
  return { code: error.code, message: error.message };
}
