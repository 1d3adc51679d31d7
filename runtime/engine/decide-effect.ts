import type { Command } from './command.ts';
import { fail, finish, openIncident } from './outcome.ts';
import { roundOf, type Place } from './surroundings.ts';
import { emit, placeOf, type Work } from './work.ts';

type Completed = Extract<Command, { type: 'effect.completed' }>;
type Failed = Extract<Command, { type: 'effect.failed' }>;

export function decideEffectCompleted(work: Work, command: Completed): void {
  const place = runningPlace(work, command);
  if (place) finish(work, place, command.result, { ...(command.input === undefined ? {} : { input: command.input }), ...(command.ms === undefined ? {} : { ms: command.ms }) });
}

export function decideEffectFailed(work: Work, command: Failed): void {
  const place = runningPlace(work, command);
  if (!place) return;
  if (command.mayHaveHappened !== true) {
    fail(work, place, command.error);
    return;
  }
  // Neither the error port nor a retry is right for something that may have been done: a person decides (E6).
  const attempt = place.flow.nodes[place.node.id]?.attempt ?? 1;
  emit(work, { type: 'node.failed', path: place.path, round: command.round, attempt, error: command.error });
  openIncident(work, place, command.error, true);
}

/** The effect a report is about; null when it was withdrawn, finished or belongs to an older round (E4). */
function runningPlace(work: Work, command: Completed | Failed): Place | null {
  const place = placeOf(work, command.path);
  const state = place?.flow.nodes[place.node.id];
  const current = place && state?.status === 'running' && roundOf(place.flow, place.node.id) === command.round && state.effectKey === command.key;
  return current ? place : null;
}
