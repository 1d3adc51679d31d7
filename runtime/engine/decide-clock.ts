import type { JsonObject } from '../schema/json.ts';
import type { Command } from './command.ts';
import { engineErrors, toRunError } from './engine-errors.ts';
import { clockOf, emitMoving } from './move-dues.ts';
import { fail } from './outcome.ts';
import type { WaitState } from './state.ts';
import { roundOf, type Place } from './surroundings.ts';
import { demandReason, openTaskAt } from './task-at.ts';
import { emit, isOver, placeOf, type Work } from './work.ts';
import { addWorkingDays } from './working-time.ts';

type Of<Type extends Command['type']> = Extract<Command, { type: Type }>;

/** A person stops the clock of a task. @throws SCN_TASK_DONE, SCN_TASK_ACTION, SCN_TASK_STOPPED, SCN_TASK_REASON */
export function decideClockStop(work: Work, command: Of<'clock.stop'>): void {
  const { place, wait } = openTaskAt(work, command);
  const allowed = wait.clock?.pause;
  if (!allowed) throw engineErrors.SCN_TASK_ACTION({ action: 'stop-clock' });
  if (openStop(wait)) throw engineErrors.SCN_TASK_STOPPED({ path: place.path });
  const reason = demandReason(command.reason, 'stop-clock');
  const until = allowed.maxDays === undefined ? {} : { until: addWorkingDays(work.at, allowed.maxDays, clockOf(work.plan, work.draft)) };
  emit(work, { type: 'clock.stopped', path: place.path, round: roundOf(place.flow, place.node.id), by: command.by, reason, ...until });
}

/** The clock goes on; the time it stood still does not count. @throws SCN_TASK_DONE, SCN_TASK_RUNNING, SCN_RUN_CALENDAR */
export function decideClockResume(work: Work, command: Of<'clock.resume'>): void {
  const { place, wait } = openTaskAt(work, command);
  if (!openStop(wait)) throw engineErrors.SCN_TASK_RUNNING({ path: place.path });
  resume(work, place, command.by);
}

/** The longest a person may stop a clock is over. */
export function resumeByItself(work: Work, path: string): void {
  const place = placeOf(work, path);
  if (place) resume(work, place);
}

function resume(work: Work, place: Place, by?: JsonObject): void {
  const broken = emitMoving(work, { type: 'clock.resumed', path: place.path, round: roundOf(place.flow, place.node.id), ...(by ? { by } : {}) }, { onBroken: by ? 'throw' : 'keep' });
  failBroken(work, broken);
}

/** The calendar is another one: what is still to come is computed again. A year it does not know leaves things as they are. */
export function decideCalendarChanged(work: Work): void {
  const { calendar } = work.draft;
  const version = work.plan.calendar(calendar)?.version ?? '';
  emitMoving(work, { type: 'deadlines.moved', calendar, calendarVersion: version }, { onBroken: 'keep' });
}

/** A step that waited for the applicant does not wait any more: the clocks it held go on. */
export function settleStops(work: Work): void {
  for (const stop of work.draft.stops ?? []) {
    if (stop.to !== undefined || isOver(work)) continue;
    const place = placeOf(work, stop.path);
    const state = place?.flow.nodes[place.node.id];
    if (state?.status === 'waiting' && state.wait?.clock?.stops === true && state.at === stop.from) continue;
    failBroken(work, emitMoving(work, { type: 'clock.resumed', path: stop.path, round: state?.round ?? 1, whole: true }, { onBroken: 'keep' }));
  }
}

/** A deadline that cannot be computed any more is an incident, never a guess. */
function failBroken(work: Work, broken: ReadonlyMap<string, unknown>): void {
  for (const [path, error] of broken) {
    const place = placeOf(work, path);
    if (place) fail(work, place, toRunError(error));
  }
}

function openStop(wait: WaitState): boolean {
  return (wait.stops ?? []).some((stop) => stop.to === undefined);
}
