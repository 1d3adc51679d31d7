import type { Evaluated, NodeResult } from '../nodes/define-node.ts';
import type { Json } from '../schema/json.ts';
import { isLambda } from '../language/lambda.ts';
import { engineErrors } from './engine-errors.ts';
import type { Command } from './command.ts';
import { runNow } from './fire.ts';
import { draftOf, foldInPlace } from './fold.ts';
import { finish } from './outcome.ts';
import type { FlowPlan, NodePlan, Plan } from './plan-types.ts';
import type { RunEventBody } from './run-event.ts';
import { addCommon, contextAt, evaluateConfig, scopeAt, type Place } from './surroundings.ts';
import { momentOf } from './time.ts';
import { emit, placeOf, type Work } from './work.ts';

type Start = Extract<Command, { type: 'start' }>;
export type Started = Extract<RunEventBody, { type: 'run.started' }>;

/** @throws SCN_RUN_STARTED, SCN_RUN_FLOW, SCN_RUN_START, and whatever the start node refuses its input with */
export function decideStart(work: Work, command: Start): void {
  if (work.draft.phase !== 'new') throw engineErrors.SCN_RUN_STARTED({ run: work.draft.id });
  const node = startNode(work, command);
  const started = startedEvent(work.plan, command, node);
  if (node.type?.effect !== 'pure') {
    emit(work, started);
  } else {
    // The start node runs before `asOf` is known, because `asOf` may be computed from what it yields.
    const { place, result, asOf } = tryStart(work, node, started);
    emit(work, { ...started, asOf, ...captionAfter(work.plan, node, { ...started, asOf }, result.output, work.at) });
    const real = placeOf(work, place.path);
    if (real) finish(work, real, result);
  }
  work.dirty.add('');
}

function startNode(work: Work, command: Start): NodePlan {
  const flow: FlowPlan | undefined = Object.hasOwn(work.plan.flows, command.flow) ? work.plan.flows[command.flow] : undefined;
  if (!flow) throw engineErrors.SCN_RUN_FLOW({ flow: command.flow });
  const node = startOf(flow, command.start);
  if (!node) throw engineErrors.SCN_RUN_START({ flow: command.flow, start: command.start ?? flow.starts[0] ?? '' });
  return node;
}

/** The start node that is meant: the named one, else the first. */
export function startOf(flow: FlowPlan, start: string | undefined): NodePlan | undefined {
  const id = start ?? flow.starts[0] ?? '';
  return flow.starts.includes(id) ? flow.nodes[id] : undefined;
}

/** The first event of a run, its `asOf` still the moment of the command. */
export function startedEvent(plan: Plan, command: Start, node: NodePlan): Started {
  const calendar = command.calendar ?? plan.scenario.calendar;
  const version = plan.calendar(calendar)?.version;
  return {
    type: 'run.started',
    runId: command.runId,
    flow: command.flow,
    release: command.release,
    start: node.id,
    input: command.input,
    starter: command.starter,
    asOf: command.at,
    calendar,
    ...(version === undefined ? {} : { calendarVersion: version }),
  };
}

/** The moment whose rules count: what the start node's `asOf` gives, which may read what the node yields. */
export function asOfAfter(plan: Plan, node: NodePlan, evaluated: Evaluated, output: Json, at: string): string {
  const { language, scenario } = plan;
  const formula = evaluated['asOf'];
  const value = isLambda(formula) ? language.toJson(formula.call({ [node.id]: language.fromJson(output, node.output) })) : (formula ?? null);
  return typeof value === 'string' ? momentOf(value, scenario.zone) : at;
}

/** What the run is called by what its start node gave; evaluated once, with the parameters of `asOf` (E3.7). */
export function captionAfter(plan: Plan, node: NodePlan, { runId, starter, asOf, calendar = '' }: Started, output: Json, at: string): Pick<Started, 'caption'> {
  if (!node.caption) return {};
  const scope = addCommon({ [node.id]: plan.language.fromJson(output, node.output) }, plan, { id: runId, starter, startedAt: at, asOf, calendar }, at, 1);
  const caption = node.caption(scope);
  return caption ? { caption } : {};
}

/** Runs the start node on a scratch copy and reads `asOf`; nothing is decided yet, so a refusal leaves no trace. */
function tryStart(work: Work, node: NodePlan, started: Started): { readonly place: Place; readonly result: NodeResult; readonly asOf: string } {
  const scratch = draftOf(work.draft);
  foldInPlace(scratch, { seq: 1, at: work.at, ...started });
  const flow = scratch.flows[''];
  if (!flow || node.type?.effect !== 'pure') throw engineErrors.SCN_RUN_START({ flow: started.flow, start: node.id });
  const place: Place = { plan: work.plan, state: scratch, flow, node, path: node.id, at: work.at };
  const scope = scopeAt(place);
  const evaluated = evaluateConfig(place, scope);
  const result = runNow(place, node.type, contextAt(place, scope, evaluated, ''));
  return { place, result, asOf: asOfAfter(work.plan, node, evaluated, result.output, work.at) };
}
