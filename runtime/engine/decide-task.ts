import { nodeErrors } from '../nodes/node-errors.ts';
import type { NodeResult, WaitAnswer, WaitNode } from '../nodes/define-node.ts';
import type { TaskSpec } from '../nodes/wait-spec.ts';
import { isScenarioError } from '../errors.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Command } from './command.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { fail, finish } from './outcome.ts';
import type { RunError } from './run-event.ts';
import { splitPath } from './path.ts';
import type { NodeState, RunState, WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { judgeAnswer } from './wait.ts';
import { emit, placeOf, type Work } from './work.ts';

type Answered = Extract<Command, { type: 'task.answered' }>;

/**
 * A person answers. Refused answers throw and leave no trace; the node goes on waiting.
 * @throws SCN_TASK_DONE (details: by, at) when someone was first, SCN_FORM_OUTCOME, SCN_FORM_NOT_ALLOWED, SCN_FORM_*
 */
export function decideTaskAnswered(work: Work, command: Answered): void {
  const place = placeOf(work, command.path);
  const state = place?.flow.nodes[place.node.id];
  if (!place || state?.status !== 'waiting' || state.wait?.taskId !== command.taskId || place.node.type?.effect !== 'wait') throw taskDone(command, state);
  checkAnswer(command, state.wait);
  const answer: WaitAnswer = { kind: 'task', port: command.outcome, by: command.by, at: work.at, data: command.data };
  const judged = judge(place, place.node.type, answer);
  emit(work, { type: 'node.answered', path: place.path, round: roundOf(place.flow, place.node.id), by: command.by, port: command.outcome, data: command.data });
  if ('failed' in judged) fail(work, place, judged.failed);
  else if (judged.result !== 'still-waiting') finish(work, place, judged.result);
}

/** An answer the node wants mended is refused before anything is recorded. */
function judge(place: Place, type: WaitNode, answer: WaitAnswer): { readonly result: NodeResult | 'still-waiting' } | { readonly failed: RunError } {
  try {
    return { result: judgeAnswer(place, type, answer) };
  } catch (error) {
    if (isScenarioError(error) && error.code.startsWith('SCN_FORM_')) throw error;
    return { failed: toRunError(error) };
  }
}

function checkAnswer(command: Answered, wait: WaitState): void {
  const task: TaskSpec | undefined = wait.task;
  const allowed = (task?.outcomes ?? []).map((outcome) => outcome.port);
  if (allowed.length > 0 && !allowed.includes(command.outcome)) throw nodeErrors.SCN_FORM_OUTCOME({ outcome: command.outcome, allowed });
  const person = personOf(command.by);
  if (task?.excluded?.includes(`u:${person}`)) throw nodeErrors.SCN_FORM_NOT_ALLOWED({ user: person });
  const before = wait.answers.find((answer) => personOf(answer.by) === person);
  if (task?.answers === 'each-candidate' && before) throw engineErrors.SCN_TASK_DONE({ task: command.taskId, by: before.by, at: before.at });
}

function personOf(by: JsonObject): string {
  const id = by['id'];
  return typeof id === 'string' || typeof id === 'number' ? String(id) : '';
}

/**
 * The run is over: whoever answers a task that somebody finished is told so, rather than that the run ended. A run
 * that completed has no open task left, also where the child flow the task belonged to is gone. @throws SCN_TASK_DONE
 */
export function refuseSecondAnswer(state: RunState, command: Answered): void {
  const { prefix, node } = splitPath(command.path);
  const found = state.flows[prefix]?.nodes[node];
  if (state.phase === 'completed' || found?.task?.id === command.taskId) throw taskDone(command, found);
}

function taskDone(command: Answered, state: NodeState | undefined): Error {
  const done = state?.task?.id === command.taskId ? state.task : undefined;
  return engineErrors.SCN_TASK_DONE({ task: command.taskId, ...(done ? { by: done.by, at: done.at } : {}) });
}
