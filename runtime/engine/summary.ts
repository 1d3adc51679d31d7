import type { TaskSpec } from '../nodes/wait-spec.ts';
import type { Json } from '../schema/json.ts';
import type { LocalText } from '../schema/text.ts';
import type { Plan } from './plan-types.ts';
import { splitPath } from './path.ts';
import { clockFacts, extensionTask, openExtension, type ClockFacts } from './clock-facts.ts';
import type { RunError, RunStatus } from './run-event.ts';
import type { Extension, FlowState, NodeState, RunState, WaitState } from './state.ts';
import { isOpenSigner, isResting, signTask, voterOf } from './signers.ts';
import { starterId } from './surroundings.ts';

/** One run in one line, as lists show it. Texts are references of the scenario, not yet resolved. */
export interface RunSummary {
  readonly id: string;
  readonly scenario: string;
  readonly release: string;
  readonly flow: string;
  readonly status: RunStatus;
  readonly seq: number;
  readonly starter: string;
  readonly startedAt: string;
  readonly updatedAt: string;
  readonly endedAt?: string;
  /** Path of the node the run ended in or stands at. */
  readonly at?: string;
  readonly stage?: string;
  /** What it is called: as its author says, else the first text or number it was started with, such as an order number. */
  readonly subject?: string | LocalText;
  readonly error?: { readonly [key: string]: Json };
}

/** A task of a run that is open now. */
export interface OpenTask {
  readonly id: string;
  readonly path: string;
  readonly round: number;
  readonly task: TaskSpec;
  readonly createdAt: string;
  readonly clock: ClockFacts;
  /** It is about more time for the task at `path`. */
  readonly asked?: Extension;
  /** People who answered already, for tasks that every candidate answers. */
  readonly answeredBy: readonly string[];
  /** Others are asked to sign first; nobody can answer meanwhile. */
  readonly resting?: true;
  /** Tokens of people who got a copy. */
  readonly copies?: readonly string[];
}

/** Running while an effect or retry is under way, else an incident if there is one, else waiting. */
export function runStatus(state: RunState): RunStatus {
  if (state.phase !== 'live') return state.phase === 'new' ? 'running' : state.phase;
  const statuses = new Set(nodesOf(state).map(({ node }) => node.status));
  if (statuses.has('running') || statuses.has('retrying')) return 'running';
  if (statuses.has('incident')) return 'incident';
  return statuses.has('waiting') ? 'waiting' : 'running';
}

export function summarize(plan: Plan, state: RunState): RunSummary {
  const at = standsAt(plan, state);
  const stage = at === undefined ? undefined : stageAt(plan, state, at);
  const subject = state.caption ?? subjectOf(state);
  const error = state.error ?? (state.phase === 'live' ? nodesOf(state).find(({ node }) => node.status === 'incident')?.node.error : undefined);
  const summary: Draft<RunSummary> = {
    id: state.id,
    scenario: plan.scenario.id,
    release: state.release,
    flow: state.flows['']?.flow ?? '',
    status: runStatus(state),
    seq: state.seq,
    starter: textOf(starterId(state.starter)) ?? '',
    startedAt: state.startedAt,
    updatedAt: state.updatedAt,
  };
  if (state.endedAt !== undefined) summary.endedAt = state.endedAt;
  if (at !== undefined) summary.at = at;
  if (stage !== undefined) summary.stage = stage;
  if (subject !== undefined) summary.subject = subject;
  if (error) summary.error = errorJson(error);
  return summary;
}

type Draft<T> = { -readonly [Key in keyof T]: T[Key] };

export function openTasks(state: RunState): readonly OpenTask[] {
  if (state.phase !== 'live') return [];
  const open: OpenTask[] = [];
  for (const { path, node } of nodesOf(state)) {
    const { wait, status } = node;
    if (status === 'waiting' && wait?.taskId !== undefined && wait.task) open.push(...tasksOf(state, path, node, { wait, taskId: wait.taskId, task: wait.task }));
  }
  return open;
}

interface Waiting {
  readonly wait: WaitState;
  readonly taskId: string;
  readonly task: TaskSpec;
}

/** The task of a node, those of its signers, and the question whether it gets more time. Most have only their own, and are asked for at every event. */
function tasksOf(state: RunState, path: string, node: NodeState, { wait, taskId, task }: Waiting): readonly OpenTask[] {
  const clock = clockFacts(state, path, wait);
  const { round } = node;
  const plain: OpenTask = { id: taskId, path, round, task, createdAt: node.at, clock, answeredBy: wait.answers.map((answer) => voterOf(answer.by)) };
  const resting = isResting(wait);
  const own = resting || wait.copies ? { ...plain, ...(resting ? { resting: true as const } : {}), ...(wait.copies ? { copies: wait.copies } : {}) } : plain;
  const asked = openExtension(node);
  if (!wait.signers && !asked) return [own];
  const { dueAt, dueWorkingDays } = clock;
  const common = { path, round, answeredBy: [], clock: { ...(dueAt === undefined ? {} : { dueAt }), ...(dueWorkingDays ? { dueWorkingDays } : {}) } };
  const signing = (wait.signers ?? []).filter((signer) => isOpenSigner(wait, signer)).map((signer): OpenTask => ({ ...common, id: signer.id, task: calledLike(task, signTask(task, signer)), createdAt: wait.held && signer.where === 'after' ? wait.held.at : signer.at }));
  const deciding: readonly OpenTask[] = asked ? [{ ...common, id: asked.id, task: calledLike(task, extensionTask(asked, wait.clock?.extension?.maxDays ?? asked.days)), createdAt: asked.at, asked }] : [];
  return [own, ...signing, ...deciding];
}

/** What others are asked about a task is called as the task is. */
function calledLike({ caption }: TaskSpec, asked: TaskSpec): TaskSpec {
  return caption ? { ...asked, caption } : asked;
}

/** Events from outside that nodes of the run wait for. */
export function openEventWaits(state: RunState): readonly { readonly path: string; readonly round: number; readonly index: number; readonly name: string; readonly key: Json }[] {
  if (state.phase !== 'live') return [];
  return nodesOf(state).flatMap(({ path, node }) => {
    const { wait } = node;
    if (node.status !== 'waiting' || !wait) return [];
    return wait.until.flatMap(({ on }, index) => (on.kind === 'event' && !wait.fired.includes(index) ? [{ path, round: node.round, index, name: on.name, key: on.key }] : []));
  });
}

export function nodesOf(state: RunState): readonly { readonly path: string; readonly flow: FlowState; readonly node: NodeState }[] {
  const found: { readonly path: string; readonly flow: FlowState; readonly node: NodeState }[] = [];
  for (const prefix of Object.keys(state.flows)) {
    const flow = state.flows[prefix];
    if (!flow) continue;
    for (const id of Object.keys(flow.nodes)) {
      const node = flow.nodes[id];
      if (node) found.push({ path: prefix === '' ? id : `${prefix}${id}`, flow, node });
    }
  }
  return found;
}

const URGENCY: readonly NodeState['status'][] = ['incident', 'waiting', 'retrying', 'running'];

/** The end node; while it lives, the node that most needs attention, the furthest of several. */
function standsAt(plan: Plan, state: RunState): string | undefined {
  if (state.end) return state.end.at(-1);
  const nodes = nodesOf(state);
  for (const status of URGENCY) {
    const found = nodes.filter(({ node, path }) => node.status === status && !path.includes('/'));
    const furthest = found.sort((a, b) => rankOf(plan, state, b.path) - rankOf(plan, state, a.path))[0];
    if (furthest) return furthest.path;
  }
  return undefined;
}

function rankOf(plan: Plan, state: RunState, path: string): number {
  const { prefix, node } = splitPath(path);
  return plan.flows[state.flows[prefix]?.flow ?? '']?.nodes[node]?.rank ?? -1;
}

/** The stage written at the node, else of the nearest finished node before it. */
function stageAt(plan: Plan, state: RunState, path: string): string | undefined {
  const { prefix, node } = splitPath(path);
  const flow = state.flows[prefix];
  const nodes = plan.flows[flow?.flow ?? '']?.nodes;
  const own = nodes?.[node];
  if (own?.definition.stage !== undefined) return own.definition.stage;
  const before = own?.ancestors.findLast((id) => nodes?.[id]?.definition.stage !== undefined && flow?.nodes[id]?.status === 'done');
  return before === undefined ? undefined : nodes?.[before]?.definition.stage;
}

/** The first answer; of a message from outside, the first thing it says before the id it came under. */
function subjectOf(state: RunState): string | undefined {
  const input = state.flows['']?.input ?? {};
  const { body } = input;
  const said = 'delivery' in input && typeof body === 'object' && body !== null ? firstText(body) : undefined;
  return said ?? firstText(input);
}

function firstText(values: object): string | undefined {
  for (const key in values) {
    const text = textOf((values as { readonly [key: string]: Json })[key] ?? null);
    if (text !== undefined && text !== '') return text;
  }
  return undefined;
}

function textOf(value: Json): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

function errorJson(error: RunError): { readonly [key: string]: Json } {
  return { code: error.code, message: error.message, ...(error.details ? { details: error.details } : {}) };
}
