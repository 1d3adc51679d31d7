import type { TSchema } from 'typebox';
import { ScenarioError } from '../errors.ts';
import type { Evaluated, RunContext, RunFacts } from '../nodes/define-node.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import { parameterOn, parameterSchema } from '../schema/parameter.ts';
import { BOUNDS } from './bounds.ts';
import { SURROUNDINGS, type Scope } from './formula.ts';
import type { NodePlan, Plan } from './plan-types.ts';
import type { FlowState, NodeState, RunState } from './state.ts';
import { inZone, localDay } from './time.ts';

/** Where in a run something is evaluated. */
export interface Place {
  readonly plan: Plan;
  readonly state: RunState;
  readonly flow: FlowState;
  readonly node: NodePlan;
  /** Path of the node. */
  readonly path: string;
  /** The moment formulas call now. */
  readonly at: string;
}

/** Everything a node may read, without the outside world. */
export type PureContext = Omit<RunContext<never>, 'host' | 'signal' | 'config'> & { readonly config: never };

export function roundOf(flow: FlowState, node: string): number {
  return flow.nodes[node]?.round ?? flow.round;
}

/** E3: outputs of the nodes before this one by id, a dead one as null; then `param`, `run`, `user`. */
export function scopeAt(place: Place): Scope {
  const { plan, state, flow, node } = place;
  const scope: Record<string | symbol, unknown> = {};
  for (const before of node.ancestors) scope[before] = decodedOutput(plan, flow.flow, before, flow.nodes[before]);
  return addCommon(scope, plan, state, place.at, roundOf(flow, node.id));
}

/** What every node of a run gave, those that were not reached as null, for formulas that look at it from outside. */
export function scopeOfRun(plan: Plan, state: RunState, at: string): Scope {
  const flow = state.flows[''];
  const scope: Record<string | symbol, unknown> = {};
  for (const { id } of plan.flows[flow?.flow ?? '']?.order ?? []) scope[id] = flow ? decodedOutput(plan, flow.flow, id, flow.nodes[id]) : null;
  addCommon(scope, plan, state, at, flow?.round ?? 1);
  // Whoever looks does so beside the run: what ends a formula of one is none of the other's business.
  scope[SURROUNDINGS] = makeSurroundings(plan, at, state.calendar);
  return scope;
}

/** To be asked before anything rests on what formulas of `scope` gave. @throws the code of the limit that ended one of them */
export function refuseStopped({ language }: Plan, scope: Scope): void {
  const stop = language.takeStop?.(scope[SURROUNDINGS]);
  if (stop) throw new ScenarioError(stop.code, `${stop.message['zh-CN']} / ${stop.message.en}`, stop.details);
}

/** As `scopeAt`, for work that takes a while: what ends a formula of another run meanwhile is none of its business. */
export function scopeOfEffect(place: Place): Scope {
  return { ...scopeAt(place), [SURROUNDINGS]: makeSurroundings(place.plan, place.at, place.state.calendar) };
}

/** Facts of a run that formulas read. */
export type RunWords = Pick<RunState, 'id' | 'starter' | 'startedAt' | 'asOf' | 'calendar'>;

/** The names every formula has besides the nodes before it. */
export function addCommon(scope: Record<string | symbol, unknown>, plan: Plan, run: RunWords, at: string, round: number): Scope {
  scope['param'] = parametersAt(plan, run.asOf);
  scope['run'] = new RunFactsScope(plan, run, round);
  scope['user'] = personOf(plan, run.starter);
  scope[SURROUNDINGS] = surroundingsAt(plan, at, run.calendar);
  plan.language.takeStop?.(scope[SURROUNDINGS]);
  return scope;
}

/**
 * What formulas call `run`. Few ask when it began, and reading a moment costs more than many a node, so that is read when
 * asked. One getter for all runs, because one written into a literal is another each time: V8 then makes a hidden class
 * for every run, among the old objects, which keeps alive whatever the getter can see.
 */
class RunFactsScope {
  readonly id: string;
  readonly starter: Json;
  readonly round: number;
  readonly #plan: Plan;
  readonly #startedAt: string;

  constructor(plan: Plan, { id, starter, startedAt }: RunWords, round: number) {
    this.id = id;
    this.starter = starterId(starter);
    this.round = round;
    this.#plan = plan;
    this.#startedAt = startedAt;
    // An own property, because formulas read no others.
    Object.defineProperty(this, 'startedAt', RunFactsScope.#STARTED_AT);
  }

  static readonly #STARTED_AT: PropertyDescriptor & ThisType<RunFactsScope> = {
    enumerable: true,
    get() {
      return startOf(this.#plan, this.#startedAt);
    },
  };
}

/** Made once per moment: a step asks for it at every node, and every evaluation begins with a fresh budget. */
function surroundingsAt(plan: Plan, at: string, calendarId: string): unknown {
  const { now } = plan.moments;
  if (now?.at === at && now.calendar === calendarId) return now.value;
  const value = makeSurroundings(plan, at, calendarId, { maxStepsInAll: BOUNDS.nodeSteps });
  plan.moments.now = { at, calendar: calendarId, value };
  return value;
}

function makeSurroundings(plan: Plan, at: string, calendarId: string, more: { readonly maxStepsInAll?: number } = {}): unknown {
  const calendar = plan.calendar(calendarId);
  return plan.language.context({ now: at, zone: plan.scenario.zone, ...(calendar ? { calendar } : {}), ...more });
}

function startOf(plan: Plan, at: string): unknown {
  const { start } = plan.moments;
  if (start?.at === at) return start.value;
  const value = plan.language.fromJson(inZone(at, plan.scenario.zone), DATE_TIME);
  plan.moments.start = { at, value };
  return value;
}

function personOf(plan: Plan, person: JsonObject): unknown {
  if (plan.people.has(person)) return plan.people.get(person);
  const value = plan.language.fromJson(person, ANY);
  plan.people.set(person, value);
  return value;
}

const DATE_TIME = { type: 'string', format: 'date-time' } as unknown as TSchema;
const ANY = {} as TSchema;

/** `run.starter` is the id of the person, as used in assignments; `user` holds the rest. */
export function starterId(starter: JsonObject): Json {
  return starter['id'] ?? null;
}

function decodedOutput(plan: Plan, flow: string, id: string, state: NodeState | undefined): unknown {
  if (state?.status !== 'done') return null;
  if (plan.decoded.has(state)) return plan.decoded.get(state);
  const value = plan.language.fromJson(state.output ?? null, plan.flows[flow]?.nodes[id]?.output ?? ANY);
  plan.decoded.set(state, value);
  return value;
}

const REMEMBERED = 256;

/** Parameters in force on the day of `asOf` in the scenario's zone; one without a value that day is null. */
function parametersAt(plan: Plan, asOf: string): unknown {
  const { parameters } = plan.moments;
  const minute = minuteOf(asOf);
  if (parameters?.minute === minute) return parameters.values;
  const values = parametersOn(plan, localDay(asOf, plan.scenario.zone));
  plan.moments.parameters = { minute, values };
  return values;
}

/** Every zone is whole minutes from UTC since 1972, so no day begins within one of this century; any other moment is its own. */
function minuteOf(at: string): string {
  return at.length === UTC_LETTERS && at.startsWith('20') && at.endsWith('Z') ? at.slice(0, MINUTE_LETTERS) : at;
}

const UTC_LETTERS = 'YYYY-MM-DDThh:mm:ss.sssZ'.length;
const MINUTE_LETTERS = 'YYYY-MM-DDThh:mm'.length;

function parametersOn(plan: Plan, day: string): unknown {
  const known = plan.parameters.get(day);
  if (known !== undefined) return known;
  const values: Record<string, unknown> = {};
  for (const [id, parameter] of Object.entries(plan.scenario.parameters)) {
    values[id] = plan.language.fromJson(parameterOn(parameter, day), parameterSchema(parameter));
  }
  if (plan.parameters.size >= REMEMBERED) plan.parameters.clear();
  plan.parameters.set(day, values);
  return values;
}

export function factsAt(place: Place, key: string): RunFacts {
  const { state, flow, plan } = place;
  return {
    id: state.id,
    starter: state.starter,
    startedAt: state.startedAt,
    now: place.at,
    asOf: state.asOf,
    zone: plan.scenario.zone,
    round: roundOf(flow, place.node.id),
    startInput: flow.input,
    effectKey: key,
  };
}

/** The evaluated configuration; an operator's edit replaces parts of it. */
export function evaluateConfig(place: Place, scope: Scope): Evaluated {
  const input = place.node.config(scope);
  const override = place.flow.nodes[place.node.id]?.override;
  return override ? { ...input, ...override } : input;
}

export function contextAt(place: Place, scope: Scope, input: Evaluated, key: string): PureContext {
  return {
    config: place.node.definition.config as never,
    input,
    compiled: place.node.compiled,
    scope,
    run: factsAt(place, key),
    env: place.node.env,
    log: () => {},
  };
}
