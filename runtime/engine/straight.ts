import type { Evaluated, NodeResult, RunFacts } from '../nodes/define-node.ts';
import type { Json } from '../schema/json.ts';
import type { Batch } from './batch.ts';
import { BOUNDS } from './bounds.ts';
import type { Command } from './command.ts';
import { asOfAfter, captionAfter, startedEvent, startOf } from './decide-start.ts';
import type { Scope } from './formula.ts';
import { inputAsJson, roughBytes } from './input-hash.ts';
import type { FlowPlan, Plan } from './plan-types.ts';
import { pureHost } from './pure-host.ts';
import type { RunEvent } from './run-event.ts';
import { STATE_VERSION, type NodeState, type RunState } from './state.ts';
import { straightFlow, type StraightFlow, type StraightNode } from './straight-plan.ts';
import { summarize } from './summary.ts';
import { addCommon, refuseStopped } from './surroundings.ts';
import { ENDLESS, type Turn } from './turn.ts';

type Start = Extract<Command, { type: 'start' }>;

/** A run that began and ended in one go. */
export interface StraightRun {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly batch: Batch;
}

/**
 * The short way for a flow in which nothing waits, reads or writes: the same nodes in the same order as `step`, the
 * same events and the same state, without a decision per event. Null when the flow is not like that, or when anything
 * happens that is not a plain completion (a refused form, a failing node, a bound, a turn that gets long): then `step` decides, and since
 * all of it is pure, nothing has happened yet. A property test holds both ways equal.
 */
export function runStraight(plan: Plan, command: Start, turn: Turn = ENDLESS): StraightRun | null {
  const flow = Object.hasOwn(plan.flows, command.flow) ? plan.flows[command.flow] : undefined;
  const first = flow && startOf(flow, command.start);
  const straight = first ? straightFlow(flow, first.id) : null;
  if (!flow || !straight) return null;
  try {
    return walk(plan, flow, straight, command, turn);
  } catch {
    return null;
  }
}

/** What the walk passes from node to node. */
interface Walk {
  readonly plan: Plan;
  readonly at: string;
  /** Grows with every node; a formula only names nodes before its own, so it sees what it may. */
  readonly scope: Record<string | symbol, unknown>;
  readonly facts: RunFacts;
  readonly events: RunEvent[];
  readonly states: Record<string, NodeState>;
  /** Ports by place; null for a dead node. */
  readonly ports: (readonly string[] | null)[];
  bytes: number;
}

function walk(plan: Plan, flow: FlowPlan, straight: StraightFlow, command: Start, turn: Turn): StraightRun | null {
  const first = straight.nodes[straight.start];
  if (!first) return null;
  const { at, runId, starter } = command;
  const given = startedEvent(plan, command, first.node);
  const words = { id: runId, starter, startedAt: at, asOf: at, calendar: given.calendar ?? '' };
  const facts: RunFacts = { id: runId, starter, startedAt: at, now: at, asOf: at, zone: plan.scenario.zone, round: 1, startInput: command.input, effectKey: '' };
  const scope = addCommon({}, plan, words, at, 1) as Walk['scope'];
  const input = first.node.config(scope);
  const result = runOf(plan, first, scope, input, facts);
  if (!result) return null;
  const asOf = asOfAfter(plan, first.node, input, result.output, at);
  const later = asOf !== at;
  const started: RunEvent = { seq: 1, at, ...given, asOf, ...captionAfter(plan, first.node, { ...given, asOf }, result.output, at) };
  const walking: Walk = {
    plan, at,
    scope: later ? addCommon({}, plan, { ...words, asOf }, at, 1) : scope,
    facts: later ? { ...facts, asOf } : facts,
    events: [started], states: {}, ports: straight.nodes.map(() => null), bytes: 0,
  };
  if (!complete(walking, straight.start, first, result, undefined)) return null;
  for (let place = 0; place < straight.nodes.length; place += 1) {
    const node = straight.nodes[place];
    if (turn.isLong()) return null;
    if (node && place !== straight.start && !visit(walking, place, node)) return null;
  }
  return walking.bytes > BOUNDS.stateBytes ? null : finished(walking, flow, straight, started);
}

function visit(walking: Walk, place: number, node: StraightNode): boolean {
  if (!isReached(walking, node)) {
    walking.scope[node.node.id] = null;
    return true;
  }
  const input = node.node.config(walking.scope);
  const result = runOf(walking.plan, node, walking.scope, input, walking.facts);
  return result !== null && complete(walking, place, node, result, node.type.category === 'start' ? undefined : (node.fixedInput ?? inputAsJson(input)));
}

function isReached({ ports }: Walk, { incoming }: StraightNode): boolean {
  for (const { from, port } of incoming) if (ports[from]?.includes(port) === true) return true;
  return false;
}

/** Null for a node that answers later, which a pure one may not. */
function runOf(plan: Plan, { node, type }: StraightNode, scope: Scope, input: Evaluated, run: RunFacts): NodeResult | null {
  const { host, signal } = pureHost(type.type, plan);
  const result = type.run({ config: node.definition.config, input, compiled: node.compiled, scope, host, run, env: node.env, signal, log: noLog });
  refuseStopped(plan, scope);
  if (!(result instanceof Promise)) return result;
  result.catch(() => undefined);
  return null;
}

const noLog = (): void => undefined;
const OUT: readonly string[] = ['out'];

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };
type Completed = Draft<Extract<RunEvent, { type: 'node.completed' }>>;

function complete(walking: Walk, place: number, { node }: StraightNode, result: NodeResult, input: Json | undefined): boolean {
  const ports = result.port === undefined ? OUT : typeof result.port === 'string' ? [result.port] : result.port;
  for (const port of ports) if (!node.ports.includes(port)) return false;
  const { at, events } = walking;
  const { output, explanation } = result;
  const event: Completed = { seq: events.length + 1, at, type: 'node.completed', path: node.id, round: 1, ports, output };
  if (input !== undefined) event.input = input;
  if (explanation !== undefined) event.explanation = explanation;
  events.push(event);
  const state: NodeState = { status: 'done', ports, output, round: 1, at };
  walking.states[node.id] = state;
  walking.ports[place] = ports;
  walking.bytes += roughBytes(state as unknown as Json);
  if (node.outgoing.length > 0) walking.scope[node.id] = walking.plan.language.fromJson(output, node.output);
  return true;
}

const NOTHING: Pick<Batch, 'tasks' | 'timers' | 'eventWaits' | 'outbox' | 'rows' | 'notices' | 'sent' | 'reminders'> = {
  tasks: [], timers: { set: [], clear: [] }, eventWaits: { set: [], clear: [] }, outbox: { add: [], done: [] }, rows: [], notices: [], sent: [], reminders: [],
};

function finished(walking: Walk, flow: FlowPlan, straight: StraightFlow, started: Extract<RunEvent, { type: 'run.started' }>): StraightRun {
  const { at, events, states, ports } = walking;
  const end: string[] = [];
  for (let place = 0; place < ports.length; place += 1) {
    const node = straight.nodes[place]?.node;
    const left = ports[place];
    if (node && left && !node.outgoing.some((edge) => left.includes(edge.port))) end.push(node.id);
  }
  const steps = events.length - 1;
  events.push({ seq: events.length + 1, at, type: 'run.completed', end });
  const state: RunState = {
    version: STATE_VERSION, seq: events.length, phase: 'completed', id: started.runId, release: started.release, starter: started.starter, startedAt: at, asOf: started.asOf,
    calendar: started.calendar ?? '', updatedAt: at, endedAt: at, steps, end,
    ...(started.caption ? { caption: started.caption } : {}),
    flows: { '': { flow: flow.id, start: started.start, input: started.input, round: 1, nodes: states, resets: {} } },
  };
  return { state, events, batch: { run: summarize(walking.plan, state), expectedSeq: 0, events, ...NOTHING } };
}
