import type { WaitAnswer } from '../nodes/define-node.ts';
import type { Command } from './command.ts';
import { advance } from './advance.ts';
import { isHeld, stoppedSince } from './deadlines.ts';
import { resumeByItself } from './decide-clock.ts';
import { fire } from './fire.ts';
import { canonicalText } from '../schema/canonical-json.ts';
import type { RunState } from './state.ts';
import { roundOf } from './surroundings.ts';
import { answerWait } from './wait.ts';
import { emit, isOver, placeOf, type Work } from './work.ts';

/** Something that will happen by itself: an `until` entry of a waiting node (index ≥ 0), a retry (-1), or a clock that goes on by itself (-2). */
export interface DueTimer {
  readonly path: string;
  readonly round: number;
  readonly index: number;
  readonly dueAt: string;
}

/** Every timer a run has running, earliest first; of equal ones, by path and index. */
export function timersOf(state: RunState): readonly DueTimer[] {
  const timers: DueTimer[] = [];
  if (state.phase !== 'live') return timers;
  for (const [prefix, flow] of Object.entries(state.flows)) {
    for (const [id, node] of Object.entries(flow.nodes)) {
      const path = `${prefix}${id}`;
      if (node.status === 'retrying' && node.retryAt !== undefined) timers.push({ path, round: node.round, index: -1, dueAt: node.retryAt });
      const { wait } = node;
      if (node.status !== 'waiting' || !wait) continue;
      const stopped = stoppedSince(state, wait);
      const goesOn = wait.stops?.find((stop) => stop.to === undefined)?.until;
      if (goesOn !== undefined) timers.push({ path, round: node.round, index: -2, dueAt: goesOn });
      wait.until.forEach((entry, index) => {
        if (entry.dueAt === undefined || wait.fired.includes(index) || (stopped && isHeld(wait.until, index))) return;
        timers.push({ path, round: node.round, index, dueAt: entry.dueAt });
      });
    }
  }
  return timers.sort(compareTimers);
}

function compareTimers(a: DueTimer, b: DueTimer): number {
  return Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.index - b.index);
}

/** E10: everything due fires once, in due order; what one of them withdraws does not fire any more. */
export function decideTimers(work: Work): void {
  const now = Date.parse(work.at);
  while (!isOver(work)) {
    const [timer] = timersOf(work.draft);
    if (!timer || Date.parse(timer.dueAt) > now) return;
    const place = placeOf(work, timer.path);
    if (!place) return;
    if (timer.index === -2) resumeByItself(work, timer.path);
    else if (timer.index < 0) {
      fire(work, place);
      work.dirty.add(timer.path.slice(0, timer.path.length - place.node.id.length));
    } else {
      emit(work, { type: 'timer.fired', path: timer.path, round: timer.round, index: timer.index });
      leave(work, timer.path, timer.index, { kind: 'timer', at: work.at });
    }
    Array.from(advance(work));
  }
}

/** E10: an event from outside reaches every node that waits for it under this key, each once. */
export function decideEvent(work: Work, command: Extract<Command, { type: 'event' }>): void {
  const key = canonicalText(command.key);
  for (const [prefix, flow] of Object.entries(work.draft.flows)) {
    for (const [id, node] of Object.entries(flow.nodes)) {
      const path = `${prefix}${id}`;
      const index = (node.wait?.until ?? []).findIndex(({ on }, at) => on.kind === 'event' && on.name === command.name && canonicalText(on.key) === key && !node.wait?.fired.includes(at));
      if (node.status !== 'waiting' || index < 0 || !placeOf(work, path)) continue;
      emit(work, { type: 'event.received', path, round: roundOf(flow, id), index, name: command.name, payload: command.payload });
      leave(work, path, index, { kind: 'event', at: work.at, data: dataOf(command.payload) });
    }
  }
}

function dataOf(payload: Extract<Command, { type: 'event' }>['payload']): NonNullable<WaitAnswer['data']> {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload) ? (payload as NonNullable<WaitAnswer['data']>) : { value: payload };
}

/** Reminders, escalations and reassignments do not complete the node; only `leave` does. */
function leave(work: Work, path: string, index: number, answer: WaitAnswer): void {
  const place = placeOf(work, path);
  const entry = place?.flow.nodes[place.node.id]?.wait?.until[index];
  if (!place || entry?.do !== 'leave' || place.node.type?.effect !== 'wait') return;
  answerWait(work, place, place.node.type, { ...answer, port: entry.port ?? 'out', ...(entry.values ? { data: entry.values } : {}) });
}
