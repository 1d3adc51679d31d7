import { openTasks, runStatus } from '../../runtime/engine/summary.ts';
import type { FlowPlan, NodePlan } from '../../runtime/engine/plan-types.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Static } from 'typebox';
import type { DecisionAnswerSchema, Reason } from '../api/portal.ts';
import { tokensOf } from './people.ts';
import type { Reader } from './portal.ts';
import { switchReasons } from './reasons/switch.ts';
import { reasonsOf } from './run-view.ts';
import { pageInWords } from './page-words.ts';
import type { PageOutput } from './page-words.ts';
import type { KnownRun, RunBase } from './runs.ts';

export type DecisionAnswer = Static<typeof DecisionAnswerSchema>;

/** Node types whose output says what was decided; queries and forms hold other people's data and stay inside. */
const TOLD = /^(rule|output)\./;

/** A result page in the caller's language, as the portal shows it. */
function told(run: KnownRun, page: Json | undefined, { locale }: Reader): Json {
  return { ...pageInWords(run, (page ?? {}) as PageOutput, locale) } as Json;
}

/** Why, for a program: every table and scorecard, then the switches on the way. */
function whole(run: KnownRun, locale: Reader['locale'], releaseNumber: number | undefined): Reason[] {
  const source = { scenario: run.scenario, state: run.state, locale, releaseNumber };
  return [...reasonsOf({ run, locale, releaseNumber }, undefined), ...switchReasons(source, run.state.flows['']?.flow ?? 'main')];
}

const toldNodes = new WeakMap<FlowPlan, readonly NodePlan[]>();

/** The nodes of a flow that are told, found once per release. */
function toldOf(flow: FlowPlan): readonly NodePlan[] {
  const known = toldNodes.get(flow);
  if (known) return known;
  const found = flow.order.filter((node) => TOLD.test(node.definition.type));
  toldNodes.set(flow, found);
  return found;
}

/** A run for a program: what was decided, with `explain` also why, and what it waits for from the caller. */
export function decisionAnswer(base: RunBase, run: KnownRun, reader: Reader, explain: boolean): DecisionAnswer {
  const { state, plan, scenario } = run;
  const main = state.flows[''];
  const flow = main && plan.flows[main.flow];
  const outputs: Record<string, Json> = {};
  for (const node of flow ? toldOf(flow) : []) {
    const done = main?.nodes[node.id];
    if (done?.status === 'done') outputs[node.id] = node.definition.type === 'output.page' ? told(run, done.output, reader) : (done.output ?? null);
  }
  const mine = state.phase === 'live' ? openTasks(state).filter(({ task, resting }) => resting !== true && task.candidates.some((token) => tokensOf(reader.user).includes(token))) : [];
  const end = state.end?.at(-1);
  return {
    runId: state.id,
    release: state.release,
    status: runStatus(state),
    ...(end ? { end } : {}),
    outputs,
    ...(explain ? { reasons: whole(run, reader.locale, base.live.get(scenario.id)?.release.number) } : {}),
    ...(mine.length > 0 ? { waiting: mine.map(({ id, path, task }) => ({ taskId: id, node: path, outcomes: task.outcomes.map((outcome) => outcome.port) })) } : {}),
  };
}
