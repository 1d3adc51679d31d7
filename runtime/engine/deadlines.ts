import type { UntilSpec } from '../nodes/wait-spec.ts';
import type { UntilState } from './run-event.ts';
import type { Grant, RunState, Stop, WaitState } from './state.ts';
import { addDuration, DAY_MS, fromWall, isoOf, momentOf, parseInstant, toWall } from './time.ts';
import { addOfficeTime, addWorkingDays, countWorkingDays, officeTimeBetween, type WorkingClock } from './working-time.ts';

const HOUR_MS = 3_600_000;

/** Everything the deadlines of one wait depend on, apart from the entries themselves. */
export interface DeadlineFacts {
  readonly clock: WorkingClock;
  /** When the wait began. */
  readonly begin: string;
  /** Times that do not count, over ones only. */
  readonly stops: readonly Stop[];
  readonly grants: readonly Grant[];
  readonly round: number;
  /** A bare day is over for a task at its end; another wait is over when it begins. */
  readonly forTask: boolean;
}

/** When each entry falls due; undefined for events, and for what is counted from a deadline that is not there. */
export function dueTimes(until: readonly UntilSpec[], facts: DeadlineFacts): readonly (string | undefined)[] {
  const own = until.map((entry) => (isRelative(entry) || entry.on.kind === 'event' ? undefined : ownDue(entry, facts)));
  const main = deadlineIndex(until.map((entry, index) => ({ ...entry, ...(own[index] === undefined ? {} : { dueAt: own[index] }) })));
  const dueAt = main === undefined ? undefined : own[main];
  return until.map((entry, index) => {
    if (!isRelative(entry)) return own[index];
    return dueAt === undefined ? undefined : moved(dueAt, entry, entry.due === 'before' ? -1 : 1, facts.clock);
  });
}

/** The entry that is the deadline of the task: the one that says so, else the earliest that leaves, else the earliest that does more than remind. */
export function deadlineIndex(until: readonly UntilState[]): number | undefined {
  const timed = until.flatMap((entry, index) => (entry.dueAt === undefined || isRelative(entry) ? [] : [{ entry, index, at: Date.parse(entry.dueAt) }]));
  const ranks = [timed.filter(({ entry }) => entry.due === 'this'), timed.filter(({ entry }) => entry.do === 'leave'), timed.filter(({ entry }) => entry.do !== 'remind')];
  return ranks.find((rank) => rank.length > 0)?.reduce((a, b) => (b.at < a.at ? b : a)).index;
}

/** Whether stopping the clock holds the entry: a date of the case comes whatever happens. */
export function isHeld(until: readonly UntilState[], index: number): boolean {
  const entry = until[index];
  if (!entry || entry.on.kind === 'event') return false;
  const main = isRelative(entry) ? deadlineIndex(until) : index;
  return main !== undefined && until[main]?.on.kind === 'after';
}

/** What a deadline depends on, read from the state of a run. */
export function factsOf(state: Pick<RunState, 'stops' | 'granted'>, path: string, wait: WaitState, node: { readonly at: string; readonly round: number }, clock: WorkingClock): DeadlineFacts {
  const shared = wait.task && wait.clock?.stops !== true ? (state.stops ?? []) : [];
  return { clock, begin: node.at, round: node.round, stops: [...shared, ...(wait.stops ?? [])], grants: state.granted?.[path] ?? [], forTask: wait.task !== undefined };
}

/** A wait whose clock stands still now, and since when; undefined when it goes. */
export function stoppedSince(state: Pick<RunState, 'stops'>, wait: WaitState): Stop | undefined {
  const shared = wait.task && wait.clock?.stops !== true ? (state.stops ?? []) : [];
  const isOpen = (stop: Stop) => stop.to === undefined;
  return wait.stops?.find(isOpen) ?? shared.find(isOpen);
}

function isRelative(entry: UntilSpec): boolean {
  return entry.due === 'before' || entry.due === 'after';
}

function ownDue(entry: UntilSpec, facts: DeadlineFacts): string {
  const { clock } = facts;
  if (entry.on.kind === 'at') return facts.grants.filter((grant) => grant.round === facts.round).reduce((due, grant) => granted(due, grant, clock), dateOf(entry.on.at, facts));
  const base = entry.since === undefined ? facts.begin : momentOf(entry.since, clock.zone);
  const grants = facts.grants.filter((grant) => entry.since !== undefined || grant.round === facts.round);
  const changes = [
    ...gapsAfter(base, facts.stops).map((gap) => ({ at: gap.from, move: (due: string) => (gap.from < Date.parse(due) ? pushed(due, entry, gap, clock) : due) })),
    ...grants.map((grant) => ({ at: Date.parse(grant.at), move: (due: string) => granted(due, grant, clock) })),
  ].sort((a, b) => a.at - b.at);
  return changes.reduce((due, change) => change.move(due), moved(base, entry, 1, clock));
}

const DAY_MS_LESS_ONE = DAY_MS - 1;

function dateOf(at: string, { clock, forTask }: DeadlineFacts): string {
  const isDay = !at.includes('T');
  const first = parseInstant(momentOf(at, clock.zone));
  return isoOf(isDay && forTask ? fromWall(toWall(first, clock.zone) + DAY_MS_LESS_ONE, clock.zone) : first, at);
}

/** The moment an amount of the entry's own time away. */
function moved(from: string, { on }: UntilSpec, direction: 1 | -1, clock: WorkingClock): string {
  if (on.kind !== 'after') return from;
  if (on.workingDays !== undefined) return addWorkingDays(from, direction * on.workingDays, clock);
  if (on.workingHours !== undefined) return addOfficeTime(from, direction * on.workingHours * HOUR_MS, clock);
  return addDuration(from, direction < 0 ? negated(on.duration) : on.duration, clock.zone);
}

function negated(duration: string): string {
  return duration.startsWith('-') ? duration.slice(1) : `-${duration}`;
}

interface Gap {
  readonly from: number;
  readonly to: number;
}

/** The due moment when the clock stood still for a while before it. */
function pushed(due: string, { on }: UntilSpec, gap: Gap, clock: WorkingClock): string {
  if (on.kind !== 'after') return due;
  const [from, to] = [new Date(gap.from).toISOString(), new Date(gap.to).toISOString()];
  if (on.workingDays !== undefined) return addWorkingDays(due, countWorkingDays(from, to, clock), clock);
  if (on.workingHours !== undefined) return addOfficeTime(due, officeTimeBetween(from, to, clock), clock);
  return isoOf(Date.parse(due) + gap.to - gap.from, due);
}

function granted(due: string, { days, working }: Grant, clock: WorkingClock): string {
  return working ? addWorkingDays(due, days, clock) : addDuration(due, `P${days}D`, clock.zone);
}

/** Stops that are over, without overlaps, as far as they lie after `base`. */
function gapsAfter(base: string, stops: readonly Stop[]): readonly Gap[] {
  const start = parseInstant(base);
  const gaps: { from: number; to: number }[] = [];
  for (const stop of stops.filter((one) => one.to !== undefined).toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from))) {
    const gap = { from: Math.max(Date.parse(stop.from), start), to: Date.parse(stop.to ?? stop.from) };
    const last = gaps.at(-1);
    if (gap.to <= gap.from) continue;
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to);
    else gaps.push(gap);
  }
  return gaps;
}
