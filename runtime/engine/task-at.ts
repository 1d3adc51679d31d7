import { textStart } from '../schema/cut-text.ts';
import type { Command } from './command.ts';
import { engineErrors } from './engine-errors.ts';
import type { NodeState, WaitState } from './state.ts';
import type { Place } from './surroundings.ts';
import { placeOf, type Work } from './work.ts';

const MAX_REASON = 2000;

export interface TaskAt {
  readonly place: Place;
  readonly state: NodeState;
  readonly wait: WaitState;
}

/** The open task a command is about. @throws SCN_TASK_DONE */
export function openTaskAt(work: Work, command: Extract<Command, { readonly taskId: string }>): TaskAt {
  const place = placeOf(work, command.path);
  const state = place?.flow.nodes[place.node.id];
  if (!place || state?.status !== 'waiting' || state.wait?.taskId !== command.taskId) throw taskDone(command.taskId, state);
  return { place, state, wait: state.wait };
}

/** Tells who was first, where that is known. */
export function taskDone(taskId: string, state: NodeState | undefined): Error {
  const done = state?.task?.id === taskId ? state.task : undefined;
  return engineErrors.SCN_TASK_DONE({ task: taskId, ...(done ? { by: done.by, at: done.at } : {}) });
}

/** @throws SCN_TASK_REASON */
export function demandReason(reason: string, action: string): string {
  const text = reason.trim();
  if (text === '') throw engineErrors.SCN_TASK_REASON({ action });
  return textStart(text, MAX_REASON);
}
