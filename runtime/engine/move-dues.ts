import { factsOf, dueTimes, type DeadlineFacts } from './deadlines.ts';
import { draftOf, foldInPlace } from './fold.ts';
import type { Plan } from './plan-types.ts';
import type { Dues, RunEventBody, UntilState } from './run-event.ts';
import type { RunState } from './state.ts';
import { nodesOf } from './summary.ts';
import { emit, type Work } from './work.ts';
import type { WorkingClock } from './working-time.ts';

type Moving = Extract<RunEventBody, { readonly dues: Dues }>;
type Still = Moving extends infer Body ? (Body extends Moving ? Omit<Body, 'dues'> : never) : never;

export interface Moved {
  readonly dues: Dues;
  /** Waits whose deadlines could not be computed, such as in a year the calendar does not know. */
  readonly broken: ReadonlyMap<string, unknown>;
}

/** Decides an event that moves deadlines, with the moments they have after it. */
export function emitMoving(work: Work, body: Still, options: { readonly again?: string; readonly onBroken: 'throw' | 'keep' }): Moved['broken'] {
  const after = draftOf(work.draft);
  foldInPlace(after, { seq: work.draft.seq + 1, at: work.at, ...body, dues: {} });
  const { dues, broken } = movedDues(work.plan, after, work.at, options.again);
  const [first] = broken.values();
  if (broken.size > 0 && options.onBroken === 'throw') throw first;
  if (body.type !== 'deadlines.moved' || Object.keys(dues).length > 0) emit(work, { ...body, dues });
  return broken;
}

/** The moments that differ from what the state says. Of what has happened, only entries of `again` may come once more. */
function movedDues(plan: Plan, state: RunState, at: string, again: string | undefined): Moved {
  const dues: Record<string, Record<string, string>> = {};
  const broken = new Map<string, unknown>();
  const clock = clockOf(plan, state);
  for (const { path, node } of nodesOf(state)) {
    if (node.status !== 'waiting' || !node.wait || node.wait.until.length === 0) continue;
    const { wait } = node;
    try {
      const moments = dueTimes(wait.until, factsOf(state, path, wait, node, clock));
      const changed = moments.flatMap((moment, index) => (moment !== undefined && isMoved(wait.until[index], moment, at, wait.fired.includes(index), path === again) ? [[String(index), moment] as const] : []));
      if (changed.length > 0) dues[path] = Object.fromEntries(changed);
    } catch (error) {
      broken.set(path, error);
    }
  }
  return { dues, broken };
}

function isMoved(entry: UntilState | undefined, moment: string, at: string, fired: boolean, again: boolean): boolean {
  if (!entry || entry.dueAt === moment) return false;
  const ahead = Date.parse(moment) > Date.parse(at);
  if (fired) return again && ahead;
  // A reminder that was left out because its moment had passed stays out unless it lies ahead now.
  return entry.dueAt !== undefined || ahead;
}

export function clockOf(plan: Plan, state: Pick<RunState, 'calendar'>): WorkingClock {
  return { zone: plan.scenario.zone, calendar: plan.calendar(state.calendar), calendarId: state.calendar };
}

/** The entries of a wait that begins now. A reminder whose moment has passed already is left without one. */
export function firstDues(until: readonly UntilState[], facts: DeadlineFacts): readonly UntilState[] {
  const moments = dueTimes(until, facts);
  return until.map((entry, index) => {
    const dueAt = moments[index];
    const isLate = dueAt !== undefined && Date.parse(dueAt) <= Date.parse(facts.begin);
    return dueAt === undefined || (isLate && entry.do === 'remind') ? entry : { ...entry, dueAt };
  });
}
