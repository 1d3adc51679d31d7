import type { CaseAnswer } from '../schema/case.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { CommandBody } from './command.ts';
import type { Extension } from './state.ts';

/** A waiting node of a simulated run. */
export interface CaseWait {
  readonly path: string;
  readonly since: string;
  readonly taskId: string;
  /** Taken when the case names none. */
  readonly outcome: string;
  readonly candidate: string;
  /** The open request for more time. */
  readonly asked?: Extension;
  /** Opinions that are asked for, by id of their task. */
  readonly signers: readonly { readonly id: string; readonly person: string }[];
}

/** What a line of a case does; null for one that only lets time pass. `personOf` names who acts for a candidate. */
export function commandOf(answer: CaseAnswer, found: CaseWait, personOf: (candidate: string) => string): CommandBody | null {
  const at = { path: found.path, taskId: found.taskId, by: { id: answer.by ?? personOf(found.candidate) } };
  if (answer.event) return { type: 'event', name: answer.event.name, key: answer.event.key as Json, payload: (answer.data ?? {}) as Json };
  if (answer.handOver) return { type: 'task.handed-over', ...at, to: { id: answer.handOver.to }, reason: answer.handOver.reason };
  if (answer.returnTo) return { type: 'task.returned', ...at, to: answer.returnTo.node, reason: answer.returnTo.reason };
  if (answer.sign) return { type: 'task.signers-added', ...at, where: answer.sign.where, people: answer.sign.people.map((id) => ({ id })), reason: answer.sign.reason };
  if (answer.opinion) return signed(answer.opinion, answer.by, found);
  if (answer.stop) return { type: 'clock.stop', ...at, reason: answer.stop.reason };
  if (answer.resume) return { type: 'clock.resume', ...at };
  if (answer.extend) return { type: 'extension.ask', ...at, ...answer.extend };
  if (answer.decide) return decided(answer.decide, answer.by, found, personOf);
  if (answer.outcome === undefined && !answer.data) return null;
  return { type: 'task.answered', ...at, outcome: answer.outcome ?? found.outcome, data: (answer.data ?? {}) as JsonObject };
}

function decided({ granted, days, comment }: NonNullable<CaseAnswer['decide']>, by: string | undefined, { path, taskId, asked }: CaseWait, personOf: (candidate: string) => string): CommandBody {
  const data = { ...(days === undefined ? {} : { days }), ...(comment === undefined ? {} : { comment }) };
  return { type: 'task.answered', path, taskId: asked?.id ?? `${taskId}.none`, by: { id: by ?? personOf(asked?.to[0] ?? '') }, outcome: granted ? 'approve' : 'reject', data };
}

/** Of somebody who was asked for none, the command is refused as the engine refuses it. */
function signed({ agrees, comment }: NonNullable<CaseAnswer['opinion']>, by: string | undefined, { path, taskId, signers }: CaseWait): CommandBody {
  const signer = signers.find(({ person }) => by === undefined || person === by);
  return { type: 'task.answered', path, taskId: signer?.id ?? `${taskId}.none`, by: { id: by ?? signer?.person ?? '' }, outcome: agrees ? 'agree' : 'disagree', data: comment === undefined ? {} : { comment } };
}
