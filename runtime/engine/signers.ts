import { idsOf } from '../nodes/assign.ts';
import type { TaskSpec } from '../nodes/wait-spec.ts';
import type { JsonObject } from '../schema/json.ts';
import { engineErrors } from './engine-errors.ts';
import type { Signer, WaitState } from './state.ts';

export const AGREE = 'agree';
export const DISAGREE = 'disagree';

export function personOf(by: JsonObject): string {
  return idsOf(by['id'])[0] ?? '';
}

/** Whose answer it is: of somebody who acts for another, the other's. */
export function voterOf(by: JsonObject): string {
  const other = by['onBehalfOf'];
  return idsOf(other)[0] ?? personOf(by);
}

/** E13.3: those before the answer are asked at once, those after it when there is an answer to sign. */
export function isOpenSigner(wait: WaitState, signer: Signer): boolean {
  return signer.opinion === undefined && (signer.where === 'before' || wait.held !== undefined);
}

export function hasOpenSigner(wait: WaitState, where: Signer['where']): boolean {
  return (wait.signers ?? []).some((signer) => signer.where === where && signer.opinion === undefined);
}

/** While others are asked to sign, the task itself rests. */
export function isResting(wait: WaitState): boolean {
  return wait.held !== undefined || hasOpenSigner(wait, 'before');
}

/** @throws SCN_TASK_SIGNING */
export function refuseWhileSigning(wait: WaitState): void {
  if (!isResting(wait)) return;
  throw engineErrors.SCN_TASK_SIGNING({ people: (wait.signers ?? []).filter((signer) => isOpenSigner(wait, signer)).map(({ person }) => nameOf(person)) });
}

export function nameOf(person: JsonObject): string {
  const { name } = person;
  return typeof name === 'string' && name !== '' ? name : personOf(person);
}

/** What a signer is asked: the same facts, an opinion, no form. */
export function signTask(task: TaskSpec, signer: Signer): TaskSpec {
  return {
    candidates: [`u:${personOf(signer.person)}`],
    kind: 'sign',
    mode: 'task',
    fields: [{ id: 'comment', type: 'string', widget: 'textarea', optional: true, maxLength: 2000 }],
    shown: task.shown,
    values: {},
    outcomes: [{ port: AGREE, preselect: false }, { port: DISAGREE, preselect: false }],
    answers: 'one',
  };
}
