import { isScenarioError } from '../errors.ts';
import { createMemoryWorld, type MemoryWorld, type MemoryWorldOptions } from '../host/in-memory-host.ts';
import type { CaseAnswer } from '../schema/case.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { commandOf, type CaseWait } from './case-moves.ts';
import { openExtension } from './clock-facts.ts';
import type { CommandBody, Effect } from './command.ts';
import { timersOf } from './decide-timers.ts';
import { drive, type DriveDeps } from './drive.ts';
import type { EffectHost } from './perform.ts';
import { pinNodes } from './pin-nodes.ts';
import type { Plan } from './plan-types.ts';
import type { RunError, RunEvent } from './run-event.ts';
import { toRunError } from './engine-errors.ts';
import { refusalOf } from './form-answer.ts';
import { isOpenSigner } from './signers.ts';
import { initialState, isEnded, type RunState, type WaitState } from './state.ts';
import { nodesOf } from './summary.ts';
import { addDuration, localDay } from './time.ts';

/** What happens to a simulated run, and in which world. */
export interface Script {
  readonly flow?: string;
  readonly at: string;
  readonly calendar?: string;
  readonly user?: JsonObject;
  readonly start: JsonObject;
  /** Rows by local dataset name. */
  readonly rows?: Readonly<Record<string, readonly JsonObject[]>>;
  /** Given in this order. One that says nothing but where and when only lets time pass. */
  readonly answers?: readonly CaseAnswer[];
  /** Values that replace the work of nodes of the flow. */
  readonly pins?: Readonly<Record<string, Json>>;
  /** Ports that pinned nodes are left by; the first one of a node that is not named. */
  readonly pinPorts?: Readonly<Record<string, readonly string[]>>;
  readonly http?: MemoryWorldOptions['http'];
  readonly script?: MemoryWorldOptions['script'];
  /** Replaces the in-memory world for effects, such as one that reads real data. */
  readonly hostFor?: (effect: Effect, world: MemoryWorld) => EffectHost;
  readonly signal?: AbortSignal;
  readonly turn?: DriveDeps['turn'];
}

export interface Simulation {
  readonly state: RunState;
  readonly events: readonly RunEvent[];
  readonly world: MemoryWorld;
  /** The last refused start or answer. */
  readonly refused?: { readonly node: string; readonly error: RunError; readonly fields: readonly string[] };
  /** Answers that found nobody waiting. */
  readonly unused: readonly CaseAnswer[];
}

interface Simulator {
  readonly plan: Plan;
  readonly world: MemoryWorld;
  readonly deps: DriveDeps;
  readonly events: RunEvent[];
  readonly unused: CaseAnswer[];
  state: RunState;
  now: string;
  refused?: NonNullable<Simulation['refused']>;
}

const RUN_ID = 'test-run';
/** Longest chain of retries and deadlines between two answers; a flow that needs more is waiting for nothing. */
const MAX_TIMERS = 1000;

/**
 * Runs a scenario without side effects and with its own clock: time passes only as answers say, deadlines and retries
 * fire when it passes them. Stops at the first wait without an answer, or lets time pass when only time is waited for.
 */
export async function simulate(plan: Plan, script: Script): Promise<Simulation> {
  const flow = script.flow ?? defaultFlow(plan);
  const simulator = createSimulator(pinNodes(plan, flow, script.pins ?? {}, script.pinPorts), script);
  const started = await attempt(simulator, plan.flows[flow]?.starts[0] ?? flow, {
    type: 'start', runId: RUN_ID, release: 'draft', flow, input: script.start, starter: script.user ?? { id: 'tester' },
    ...(script.calendar === undefined ? {} : { calendar: script.calendar }),
  });
  if (started) {
    await passRetries(simulator);
    for (const answer of script.answers ?? []) await giveAnswer(simulator, answer);
    await passIdleTime(simulator);
  }
  const { state, events, world, refused, unused } = simulator;
  return { state, events, world, unused, ...(refused ? { refused } : {}) };
}

/** `main`, or the only flow. */
export function defaultFlow(plan: Plan): string {
  return Object.hasOwn(plan.flows, 'main') ? 'main' : (Object.keys(plan.flows)[0] ?? 'main');
}

function createSimulator(plan: Plan, script: Script): Simulator {
  const { zone } = plan.scenario;
  const world = createMemoryWorld({
    definitions: plan.datasets,
    calendar: plan.calendar,
    dayOf: (moment) => localDay(moment, zone),
    ...(script.rows ? { rows: script.rows } : {}),
    ...(script.http ? { http: script.http } : {}),
    ...(script.script ? { script: script.script } : {}),
  });
  const events: RunEvent[] = [];
  const simulator: Simulator = { plan, world, events, unused: [], state: initialState(), now: new Date(script.at).toISOString(), deps: undefined as never };
  const deps: DriveDeps = {
    clock: () => simulator.now,
    random: () => 0,
    hostFor: (effect) => (script.hostFor ? script.hostFor(effect, world) : world.hostFor(effect)),
    commit: (batch) => {
      world.commit(batch.rows);
      events.push(...batch.events);
      return Promise.resolve();
    },
    load: () => Promise.resolve(events),
    ...(script.signal ? { signal: script.signal } : {}),
    ...(script.turn ? { turn: script.turn } : {}),
  };
  return Object.assign(simulator, { deps });
}

/** False when the command was refused. */
async function attempt(simulator: Simulator, node: string, body: CommandBody): Promise<boolean> {
  try {
    const driven = await drive(simulator.plan, simulator.state, { at: simulator.now, jitter: 0, ...body }, simulator.deps);
    simulator.state = driven.state;
    return true;
  } catch (error) {
    if (!isScenarioError(error)) throw error;
    simulator.refused = { node, error: toRunError(error), fields: (refusalOf(error)?.problems ?? []).map((problem) => problem.field) };
    return false;
  }
}

async function giveAnswer(simulator: Simulator, answer: CaseAnswer): Promise<void> {
  await passUntilWaiting(simulator, answer.node);
  const found = waitingAt(simulator, answer.node);
  if (!found) {
    simulator.unused.push(answer);
    return;
  }
  await passTime(simulator, addDuration(found.since, answer.after ?? 'PT0S', simulator.plan.scenario.zone));
  if (isEnded(simulator.state)) {
    if (Object.keys(answer).some((key) => key !== 'node' && key !== 'after')) simulator.unused.push(answer);
    return;
  }
  const command = commandOf(answer, waitingAt(simulator, answer.node) ?? found, (candidate) => personOf(simulator, candidate));
  if (command) await attempt(simulator, answer.node, command);
  await passRetries(simulator);
}

/** Without a name, the first candidate answers. */
function personOf(simulator: Simulator, candidate: string): string {
  if (candidate.startsWith('u:')) return candidate.slice(2);
  const starter = simulator.state.starter['id'];
  return candidate !== '' ? candidate : typeof starter === 'string' ? starter : 'tester';
}

function waitingAt(simulator: Simulator, node: string): CaseWait | null {
  const found = nodesOf(simulator.state).find(({ path, node: state }) => state.status === 'waiting' && (path === node || path.endsWith(`/${node}`)));
  const wait = found?.node.wait;
  if (!found || !wait) return null;
  const asked = openExtension(found.node);
  return { path: found.path, since: found.node.at, taskId: wait.taskId ?? '', outcome: wait.task?.outcomes[0]?.port ?? 'out', candidate: wait.task?.candidates[0] ?? '', ...(asked ? { asked } : {}), signers: signersOf(wait) };
}

function signersOf(wait: WaitState): CaseWait['signers'] {
  return (wait.signers ?? []).filter((signer) => isOpenSigner(wait, signer)).map(({ id, person }) => ({ id, person: typeof person['id'] === 'string' ? person['id'] : '' }));
}

async function fireNext(simulator: Simulator, until: string | null, retriesOnly: boolean): Promise<boolean> {
  const timer = isEnded(simulator.state) ? undefined : timersOf(simulator.state).find((one) => !retriesOnly || one.index === -1);
  if (!timer || (until !== null && Date.parse(timer.dueAt) > Date.parse(until))) return false;
  if (Date.parse(timer.dueAt) > Date.parse(simulator.now)) simulator.now = timer.dueAt;
  return attempt(simulator, timer.path, { type: 'timers' });
}

async function passTime(simulator: Simulator, until: string): Promise<void> {
  for (let count = 0; count < MAX_TIMERS && (await fireNext(simulator, until, false)); count += 1);
  if (Date.parse(until) > Date.parse(simulator.now)) simulator.now = until;
}

/** Retries happen by themselves; nobody has to answer. */
async function passRetries(simulator: Simulator): Promise<void> {
  for (let count = 0; count < MAX_TIMERS && (await fireNext(simulator, null, true)); count += 1);
}

async function passUntilWaiting(simulator: Simulator, node: string): Promise<void> {
  for (let count = 0; count < MAX_TIMERS && !waitingAt(simulator, node) && !hasOpenTask(simulator) && (await fireNext(simulator, null, false)); count += 1);
}

/** Nobody is asked anything any more: deadlines of pure waits are the only thing that can happen. */
async function passIdleTime(simulator: Simulator): Promise<void> {
  for (let count = 0; count < MAX_TIMERS && !hasOpenTask(simulator) && (await fireNext(simulator, null, false)); count += 1);
}

function hasOpenTask(simulator: Simulator): boolean {
  return nodesOf(simulator.state).some(({ node }) => node.status === 'waiting' && node.wait?.task !== undefined);
}
