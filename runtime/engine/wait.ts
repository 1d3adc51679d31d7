import type { NodeResult, WaitAnswer, WaitNode } from '../nodes/define-node.ts';
import type { TaskSpec, WaitSpec } from '../nodes/wait-spec.ts';
import type { Json } from '../schema/json.ts';
import { checkChildren, startChildren } from './children.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import type { Scope } from './formula.ts';
import { inputAsJson } from './input-hash.ts';
import { clockOf, firstDues } from './move-dues.ts';
import { fail, finish } from './outcome.ts';
import { withOwners } from './owners.ts';
import type { UntilState } from './run-event.ts';
import type { WaitState } from './state.ts';
import { contextAt, evaluateConfig, refuseStopped, roundOf, scopeAt, type Place, type PureContext } from './surroundings.ts';
import { emit, placeOf, type Work } from './work.ts';

/** A waiting node is reached: what it asks for is recorded; one that asks for nothing completes at once. */
export function beginWait(work: Work, place: Place, type: WaitNode): void {
  const waiting = waitContext(place);
  const { context, input } = waiting;
  try {
    const spec = type.begin(context);
    refuseStopped(place.plan, context.scope);
    if (isEmpty(spec)) {
      const answer: WaitAnswer = spec.children ? { kind: 'children', at: work.at, children: [] } : { kind: 'timer', at: work.at };
      answerWait(work, place, type, answer, input);
      return;
    }
    openWait(work, place, spec, waiting);
  } catch (error) {
    fail(work, place, toRunError(error));
    return;
  }
  try {
    startChildren(work, place.path);
  } catch (error) {
    const now = placeOf(work, place.path);
    if (now) fail(work, now, toRunError(error));
  }
}

function isEmpty(spec: WaitSpec): boolean {
  return spec.task === undefined && (spec.until ?? []).length === 0 && (spec.children?.items.length ?? 0) === 0;
}

/** E13.9 */
function called(task: TaskSpec, { node }: Place, scope: Scope): TaskSpec {
  const caption = node.caption?.(scope);
  return caption ? { ...task, caption } : task;
}

function openWait(work: Work, place: Place, spec: WaitSpec, { input, context: { scope } }: ReturnType<typeof waitContext>): void {
  const task = spec.task && withOwners(called(spec.task, place, scope), { starter: work.draft.starter, people: work.people }, place.path);
  if (spec.children) checkChildren(work, place, spec.children.flow, spec.children.items.length);
  const until = untilOf(work, place, spec);
  const round = roundOf(place.flow, place.node.id);
  emit(work, {
    type: 'node.waiting',
    path: place.path,
    round,
    // Unique within the run and the same whenever this step is decided again from the same state.
    ...(task ? { taskId: `${work.draft.id}.${work.draft.seq + 1}`, task } : {}),
    until,
    ...(spec.children ? { children: spec.children } : {}),
    ...(spec.clock && Object.keys(spec.clock).length > 0 ? { clock: spec.clock } : {}),
    input,
  });
  if (spec.clock?.stops) emit(work, { type: 'clock.stopped', path: place.path, round, whole: true });
}

/** E10: deadlines are known when the wait begins; stops, extensions and another calendar move them. */
function untilOf(work: Work, place: Place, spec: WaitSpec): readonly UntilState[] {
  if (!spec.until || spec.until.length === 0) return [];
  const { draft } = work;
  const round = roundOf(place.flow, place.node.id);
  const stops = spec.task && spec.clock?.stops !== true ? (draft.stops ?? []) : [];
  const until = firstDues(spec.until, { clock: clockOf(work.plan, draft), begin: work.at, stops, grants: draft.granted?.[place.path] ?? [], round, forTask: spec.task !== undefined });
  const late = until.find((entry) => entry.on.kind === 'at' && entry.do === 'leave' && entry.dueAt !== undefined && Date.parse(entry.dueAt) <= Date.parse(work.at));
  if (spec.task && late) throw engineErrors.SCN_RUN_DUE_PAST({ path: place.path, due: late.dueAt ?? '' });
  return until;
}

export function waitContext(place: Place): { readonly context: PureContext; readonly input: Json } {
  const scope = scopeAt(place);
  const evaluated = evaluateConfig(place, scope);
  return { context: contextAt(place, scope, evaluated, ''), input: inputAsJson(evaluated) };
}

/** What the node makes of an answer. Throws what the node throws. */
export function judgeAnswer(place: Place, type: WaitNode, answer: WaitAnswer): NodeResult | 'still-waiting' {
  const wait = place.flow.nodes[place.node.id]?.wait;
  const answers = [...(wait ? earlierAnswers(wait) : []), answer];
  const { context } = waitContext(place);
  const result = type.complete({ ...context, answers, answer, ...(wait?.task ? { task: wait.task } : {}) });
  refuseStopped(place.plan, context.scope);
  return result;
}

function earlierAnswers(wait: WaitState): readonly WaitAnswer[] {
  return wait.answers.map((given) => ({ kind: 'task', port: given.port, by: given.by, at: given.at, data: given.data }));
}

/** Gives the answer to the node and lets it leave, fail or go on waiting. */
export function answerWait(work: Work, place: Place, type: WaitNode, answer: WaitAnswer, input?: Json): void {
  let result: NodeResult | 'still-waiting';
  try {
    result = judgeAnswer(place, type, answer);
  } catch (error) {
    fail(work, place, toRunError(error));
    return;
  }
  if (result !== 'still-waiting') finish(work, place, result, input === undefined ? {} : { input });
  else if (answer.kind !== 'task' && answer.port !== undefined) finish(work, place, leaving(answer));
}

/** E10: a deadline whose `do` is `leave` always leaves, even when the node would rather wait on. */
function leaving(answer: WaitAnswer): NodeResult {
  return { output: { outcome: answer.port ?? 'out', at: answer.at }, port: answer.port ?? 'out' };
}
