import type { Circle, TaskRights, TaskSpec } from '../nodes/wait-spec.ts';
import type { JsonObject } from '../schema/json.ts';
import type { Command } from './command.ts';
import { extensionAt } from './decide-extension.ts';
import { taskDone } from './task-at.ts';
import { engineErrors } from './engine-errors.ts';
import { openIncident } from './outcome.ts';
import { ownersOf } from './owners.ts';
import { toRunError } from './engine-errors.ts';
import { nodeErrors } from '../nodes/node-errors.ts';
import { nameOf, personOf, refuseWhileSigning, voterOf } from './signers.ts';
import type { Extension, Signer, WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { emit, placeOf, type Work } from './work.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** What a task allows that was opened before there were rights. */
const OLD: TaskRights = { handOver: 'candidates', addSigner: 'nobody', copy: 'nobody', comment: true, returnTo: [] };

export interface AtTask {
  readonly place: Place;
  readonly wait: WaitState;
  readonly task: TaskSpec;
  readonly rights: TaskRights;
}

/** @throws SCN_TASK_DONE */
export function atTask(work: Work, command: { readonly path: string; readonly taskId: string }): AtTask {
  const place = placeOf(work, command.path);
  const state = place?.flow.nodes[place.node.id];
  if (!place || state?.status !== 'waiting' || state.wait?.taskId !== command.taskId || !state.wait.task) throw taskDone(command.taskId, state);
  const { wait } = state;
  return { place, wait, task: state.wait.task, rights: state.wait.task.rights ?? OLD };
}

function place(at: AtTask): { readonly path: string; readonly round: number } {
  return { path: at.place.path, round: roundOf(at.place.flow, at.place.node.id) };
}

/** @throws SCN_TASK_ACTION */
function demandCircle(circle: Circle, action: string): void {
  if (circle === 'nobody') throw engineErrors.SCN_TASK_ACTION({ action });
}

/** @throws SCN_TASK_REASON */
export function demandReason(reason: string, action: string): void {
  if (reason.trim() === '') throw engineErrors.SCN_TASK_REASON({ action });
}

/** Who answered already, is barred, or is asked anyway cannot be chosen. @throws SCN_TASK_PERSON */
function demandPerson({ task, wait }: AtTask, person: JsonObject, asked: readonly string[]): void {
  const id = personOf(person);
  const why = id === '' ? 'unknown' : task.excluded?.includes(`u:${id}`) === true ? 'excluded' : wait.answers.some((answer) => voterOf(answer.by) === id) ? 'answered' : asked.includes(`u:${id}`) ? 'asked' : null;
  if (why !== null) throw engineErrors.SCN_TASK_PERSON({ person: nameOf(person), why });
}

/** E13.2: the task goes to one named person; of several who have to answer, only the own part does. */
export function decideHandedOver(work: Work, command: Of<'task.handed-over'>): void {
  const at = atTask(work, command);
  demandCircle(at.rights.handOver, 'hand-over');
  demandReason(command.reason, 'hand-over');
  refuseWhileSigning(at.wait);
  const own = `u:${voterOf(command.by)}`;
  const each = at.task.answers === 'each-candidate';
  demandPerson(at, command.to, [own, ...(each ? at.task.candidates : [])]);
  const next = `u:${personOf(command.to)}`;
  const from = each ? [own] : at.task.candidates;
  const candidates = each ? at.task.candidates.map((token) => (token === own ? next : token)) : [next];
  emit(work, { type: 'task.assigned', ...place(at), why: 'hand-over', from, candidates, by: command.by, to: [command.to], reason: command.reason });
}

/** E13.3: others are asked to sign before the answer or after it; where several answer, they join them. */
export function decideSignersAdded(work: Work, command: Of<'task.signers-added'>): void {
  const at = atTask(work, command);
  demandCircle(at.rights.addSigner, 'add-signer');
  demandReason(command.reason, 'add-signer');
  const { where, by, reason, people } = command;
  const each = at.task.answers === 'each-candidate';
  const asked = each ? at.task.candidates : [`u:${personOf(by)}`, ...(at.wait.signers ?? []).filter(({ opinion }) => !opinion).map(({ person }) => `u:${personOf(person)}`)];
  for (const person of people) demandPerson(at, person, asked);
  const tokens = [...new Set(people.map((person) => `u:${personOf(person)}`))];
  if (tokens.length === 0) throw engineErrors.SCN_TASK_PERSON({ person: '', why: 'unknown' });
  if (each) {
    const own = at.task.candidates.indexOf(`u:${voterOf(by)}`);
    const index = own < 0 ? at.task.candidates.length : own + (where === 'after' ? 1 : 0);
    emit(work, { type: 'task.assigned', ...place(at), why: 'signer', from: [], candidates: [...at.task.candidates.slice(0, index), ...tokens, ...at.task.candidates.slice(index)], by, to: people, reason });
    return;
  }
  if (at.wait.held) refuseWhileSigning(at.wait);
  const next = work.draft.seq + 1;
  const chosen = people.filter((person, index) => people.findIndex((other) => personOf(other) === personOf(person)) === index);
  emit(work, { type: 'task.signers', ...place(at), where, by, reason, signers: chosen.map((person, index) => ({ id: `${work.draft.id}.${next}.${index + 1}`, person })) });
}

/** E13.4: others see the task without having to do anything. */
export function decideCopied(work: Work, command: Of<'task.copied'>): void {
  const at = atTask(work, command);
  demandCircle(at.rights.copy, 'copy');
  if (command.people.length === 0 || command.people.some((person) => personOf(person) === '')) throw engineErrors.SCN_TASK_PERSON({ person: '', why: 'unknown' });
  emit(work, { type: 'task.copied', ...place(at), by: command.by, to: command.people, ...(command.reason === undefined ? {} : { reason: command.reason }) });
}

/** E13.4: a remark is history, and changes nothing. */
export function decideCommented(work: Work, command: Of<'task.commented'>): void {
  const found = placeOf(work, command.path);
  const rights = found?.flow.nodes[found.node.id]?.wait?.task?.rights;
  if (rights?.comment === false) throw engineErrors.SCN_TASK_ACTION({ action: 'comment' });
  if (command.text.trim() === '' && (command.files ?? []).length === 0) throw engineErrors.SCN_TASK_REASON({ action: 'comment' });
  emit(work, { type: 'task.commented', path: command.path, by: command.by, text: command.text, ...(command.files && command.files.length > 0 ? { files: command.files } : {}) });
}

/** E13.1: somebody left. Whoever stands in has the task from now on; when nobody does, the node is an incident. */
export function decideReowned(work: Work, command: Of<'task.reowned'>): void {
  const found = placeOf(work, command.path);
  const wait = found?.flow.nodes[found.node.id]?.wait;
  const signer = wait?.signers?.find(({ id }) => id === command.taskId);
  const asked = extensionAt(wait, command.taskId);
  if (found && asked) reownExtension(work, found, asked, command.by);
  else if (found && wait && signer) reownSigner(work, { place: found, wait }, signer, command.by);
  else reownTask(work, command);
}

/** An opinion is asked of the person who stands in, or of the first head of the unit. */
function reownSigner(work: Work, at: Pick<AtTask, 'place' | 'wait'>, signer: Signer, by: JsonObject): void {
  const people = work.people;
  if (!people || signer.opinion) return;
  const from = [`u:${personOf(signer.person)}`];
  const { tokens, why } = ownersOf(from, {}, { starter: work.draft.starter, people });
  if (why === null) return;
  const [next] = tokens.flatMap((token) => people.members(token));
  if (next === undefined) openIncident(work, at.place, toRunError(nodeErrors.SCN_TASK_NOBODY({ assign: from.join(', ') })), false);
  else emit(work, { type: 'task.assigned', path: at.place.path, round: roundOf(at.place.flow, at.place.node.id), why, from, candidates: [`u:${next}`], by, signer: signer.id });
}

/** A request for more time is decided by whoever stands in; not by who asks. Where nobody does, it waits as it is: the deadline goes on. */
function reownExtension(work: Work, at: Place, asked: Extension, by: JsonObject): void {
  if (asked.decided) return;
  const { tokens, why } = ownersOf(asked.to, { excluded: [`u:${personOf(asked.by)}`] }, { starter: work.draft.starter, people: work.people });
  if (why !== null && tokens.length > 0) emit(work, { type: 'task.assigned', path: at.path, round: roundOf(at.flow, at.node.id), why, from: asked.to, candidates: tokens, by, extension: asked.id });
}

function reownTask(work: Work, command: Of<'task.reowned'>): void {
  const at = atTask(work, command);
  const found = ownersOf(at.task.candidates, at.task, { starter: work.draft.starter, people: work.people });
  if (found.why === null) return;
  if (found.tokens.length === 0) {
    openIncident(work, at.place, toRunError(nodeErrors.SCN_TASK_NOBODY({ assign: at.task.candidates.join(', ') })), false);
    return;
  }
  emit(work, { type: 'task.assigned', ...place(at), why: found.why, from: at.task.candidates, candidates: found.tokens, by: command.by });
}
