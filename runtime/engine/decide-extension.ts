import { nodeErrors } from '../nodes/node-errors.ts';
import { textStart } from '../schema/cut-text.ts';
import type { Command } from './command.ts';
import { deadlineIndex } from './deadlines.ts';
import { engineErrors } from './engine-errors.ts';
import { emitMoving } from './move-dues.ts';
import { ownersOf } from './owners.ts';
import type { Extension, WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { demandReason, openTaskAt } from './task-at.ts';
import { emit, type Work } from './work.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;
const MAX_COMMENT = 2000;

/** More time is asked for. @throws SCN_TASK_DONE, SCN_TASK_EXTENSION, SCN_TASK_EXTENSION_OPEN, SCN_TASK_EXTENSION_TIMES, SCN_TASK_EXTENSION_DAYS, SCN_TASK_REASON, SCN_TASK_NOBODY */
export function decideExtensionAsk(work: Work, command: Of<'extension.ask'>): void {
  const { place, state, wait } = openTaskAt(work, command);
  const allowed = wait.clock?.extension;
  const main = deadlineIndex(wait.until);
  if (!allowed || main === undefined) throw engineErrors.SCN_TASK_EXTENSION({ path: place.path });
  if ((wait.extensions ?? []).some((one) => !one.decided)) throw engineErrors.SCN_TASK_EXTENSION_OPEN({ path: place.path });
  const given = (work.draft.granted?.[place.path] ?? []).length;
  if (given >= allowed.maxTimes) throw engineErrors.SCN_TASK_EXTENSION_TIMES({ path: place.path, limit: allowed.maxTimes });
  if (!isDays(command.days, allowed.maxDays)) throw engineErrors.SCN_TASK_EXTENSION_DAYS({ days: command.days, limit: allowed.maxDays });
  const asker = command.by['id'];
  // Whoever should decide may have left meanwhile.
  const { tokens: to } = ownersOf(allowed.to, typeof asker === 'string' ? { excluded: [`u:${asker}`] } : {}, { starter: work.draft.starter, people: work.people });
  if (to.length === 0) throw nodeErrors.SCN_TASK_NOBODY({ assign: place.path });
  const { on } = wait.until[main] ?? {};
  const working = on?.kind === 'after' ? on.workingDays !== undefined || on.workingHours !== undefined : false;
  emit(work, {
    type: 'extension.asked', path: place.path, round: state.round, id: `${work.draft.id}.${work.draft.seq + 1}`,
    by: command.by, days: command.days, working, reason: demandReason(command.reason, 'extend'), to,
  });
}

/** The request an answer is about, if it is about one. */
export function extensionAt(wait: WaitState | undefined, id: string): Extension | undefined {
  return wait?.extensions?.find((one) => one.id === id);
}

/** Somebody decides about more time. @throws SCN_TASK_DONE, SCN_FORM_OUTCOME, SCN_FORM_NOT_ALLOWED, SCN_FORM_INVALID, SCN_RUN_CALENDAR */
export function decideExtension(work: Work, place: Place, asked: Extension, command: Of<'task.answered'>): void {
  if (asked.decided) throw engineErrors.SCN_TASK_DONE({ task: asked.id, by: asked.decided.by, at: asked.decided.at });
  if (command.outcome !== 'approve' && command.outcome !== 'reject') throw nodeErrors.SCN_FORM_OUTCOME({ outcome: command.outcome, allowed: ['approve', 'reject'] });
  const user = command.by['id'];
  if (typeof user === 'string' && user === asked.by['id']) throw nodeErrors.SCN_FORM_NOT_ALLOWED({ user });
  const limit = place.flow.nodes[place.node.id]?.wait?.clock?.extension?.maxDays ?? asked.days;
  const days = command.data['days'] ?? asked.days;
  if (!isDays(days, limit)) throw nodeErrors.SCN_FORM_INVALID({ problems: [{ field: 'days', kind: 'range', zh: `天数要是 1 到 ${limit} 的整数`, en: `Give a whole number from 1 to ${limit}` }] });
  const comment = command.data['comment'];
  const body = { type: 'extension.decided', path: place.path, round: roundOf(place.flow, place.node.id), id: asked.id, by: command.by, granted: command.outcome === 'approve', days, working: asked.working, ...(typeof comment === 'string' && comment.trim() !== '' ? { comment: textStart(comment.trim(), MAX_COMMENT) } : {}) } as const;
  emitMoving(work, body, { again: place.path, onBroken: 'throw' });
}

function isDays(days: unknown, limit: number): days is number {
  return typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= limit;
}
