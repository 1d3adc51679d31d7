import { nodeErrors } from '../nodes/node-errors.ts';
import type { NodeResult, WaitAnswer, WaitNode } from '../nodes/define-node.ts';
import type { TaskSpec } from '../nodes/wait-spec.ts';
import { isScenarioError } from '../errors.ts';
import type { Json } from '../schema/json.ts';
import type { Command } from './command.ts';
import { decideExtension, extensionAt } from './decide-extension.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { fail, finish } from './outcome.ts';
import type { RunError } from './run-event.ts';
import { splitPath } from './path.ts';
import { AGREE, DISAGREE, hasOpenSigner, isOpenSigner, personOf, refuseWhileSigning, voterOf } from './signers.ts';
import type { RunState, Signer, WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { taskDone } from './task-at.ts';
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
  if (!place || state?.status !== 'waiting' || place.node.type?.effect !== 'wait' || !state.wait) throw taskDone(command.taskId, state);
  const { wait } = state;
  const asked = extensionAt(wait, command.taskId);
  if (asked) return decideExtension(work, place, asked, command);
  const signer = wait.signers?.find(({ id }) => id === command.taskId);
  if (signer) return decideSigned(work, place, { wait, signer, command });
  if (wait.taskId !== command.taskId) throw taskDone(command.taskId, state);
  refuseWhileSigning(wait);
  checkAnswer(command, wait);
  const answer: WaitAnswer = { kind: 'task', port: command.outcome, by: command.by, at: work.at, data: command.data };
  const judged = judge(place, place.node.type, answer);
  const given = { path: place.path, round: roundOf(place.flow, place.node.id), by: command.by, port: command.outcome, data: command.data };
  // E13.3: an answer that would end the wait is held until those asked to sign after it agree.
  if ('result' in judged && judged.result !== 'still-waiting' && hasOpenSigner(wait, 'after')) {
    emit(work, { type: 'task.held', ...given });
    return;
  }
  emit(work, { type: 'node.answered', ...given });
  if ('failed' in judged) fail(work, place, judged.failed);
  else if (judged.result !== 'still-waiting') finish(work, place, judged.result);
}

interface Signing {
  readonly wait: WaitState;
  readonly signer: Signer;
  readonly command: Answered;
}

/**
 * E13.3: a signer gives an opinion. When the last one after a held answer agrees, that answer counts; one who does
 * not agree gives the task back. @throws SCN_TASK_DONE, SCN_FORM_OUTCOME, SCN_FORM_REQUIRED
 */
function decideSigned(work: Work, place: Place, { wait, signer, command }: Signing): void {
  if (signer.opinion) throw engineErrors.SCN_TASK_DONE({ task: command.taskId, by: signer.opinion.by, at: signer.opinion.at });
  if (!isOpenSigner(wait, signer)) throw taskDone(command.taskId, undefined);
  if (command.outcome !== AGREE && command.outcome !== DISAGREE) throw nodeErrors.SCN_FORM_OUTCOME({ outcome: command.outcome, allowed: [AGREE, DISAGREE] });
  const agrees = command.outcome === AGREE;
  const comment = textOf(command.data['comment']);
  if (!agrees && comment === null) throw nodeErrors.SCN_FORM_REQUIRED({ outcome: command.outcome, require: 'comment != null', problems: [{ field: 'comment', kind: 'required', zh: '请写明意见', en: 'Give a comment' }] });
  emit(work, { type: 'task.signed', path: place.path, round: roundOf(place.flow, place.node.id), signer: signer.id, by: command.by, agrees, comment });
  const now = placeOf(work, place.path);
  const after = now?.flow.nodes[place.node.id]?.wait;
  if (!now || after?.held === undefined || hasOpenSigner(after, 'after') || now.node.type?.effect !== 'wait') return;
  const { held } = after;
  const judged = judge(now, now.node.type, { kind: 'task', ...held });
  emit(work, { type: 'node.answered', path: place.path, round: roundOf(now.flow, now.node.id), by: held.by, port: held.port, data: held.data });
  if ('failed' in judged) fail(work, now, judged.failed);
  else if (judged.result !== 'still-waiting') finish(work, now, judged.result);
}

function textOf(value: Json | undefined): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
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
  const barred = [personOf(command.by), voterOf(command.by)].find((id) => task?.excluded?.includes(`u:${id}`));
  if (barred !== undefined) throw nodeErrors.SCN_FORM_NOT_ALLOWED({ user: barred });
  const voter = voterOf(command.by);
  const before = wait.answers.find((answer) => voterOf(answer.by) === voter);
  if (task?.answers === 'each-candidate' && before) throw engineErrors.SCN_TASK_DONE({ task: command.taskId, by: before.by, at: before.at });
}

/**
 * The run is over: whoever answers a task that somebody finished is told so, rather than that the run ended. A run
 * that completed has no open task left, also where the child flow the task belonged to is gone. @throws SCN_TASK_DONE
 */
export function refuseSecondAnswer(state: RunState, command: Answered): void {
  const { prefix, node } = splitPath(command.path);
  const found = state.flows[prefix]?.nodes[node];
  if (state.phase === 'completed' || found?.task?.id === command.taskId) throw taskDone(command.taskId, found);
}
