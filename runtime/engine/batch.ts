import type { Json, JsonObject } from '../schema/json.ts';
import { canonicalText } from '../schema/canonical-json.ts';
import { timersOf } from './decide-timers.ts';
import type { Plan } from './plan-types.ts';
import { splitPath } from './path.ts';
import type { RunEvent } from './run-event.ts';
import type { RunState } from './state.ts';
import { openEventWaits, summarize, type RunSummary } from './summary.ts';
import { changedTasks, type TaskRecord } from './task-records.ts';

export interface TimerRecord {
  readonly runId: string;
  /** `<path>#<round>#<index>`; index -1 is a retry. */
  readonly id: string;
  readonly dueAt: string;
}

export interface EventWaitRecord {
  readonly runId: string;
  readonly id: string;
  readonly name: string;
  readonly key: Json;
}

export interface OutboxRecord {
  readonly key: string;
  readonly runId: string;
  readonly path: string;
  readonly round: number;
  readonly startedAt: string;
}

/** `node`: the path of the step that writes. */
export type RowOperation = { readonly dataset: string; readonly id: string; readonly node?: string } & (
  | { readonly kind: 'insert'; readonly data: JsonObject; readonly key?: string }
  | { readonly kind: 'update'; readonly expectedVersion: number; readonly data: JsonObject }
  | { readonly kind: 'delete'; readonly expectedVersion: number }
);

export interface NoticeRecord {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly body: string;
  readonly runId?: string;
  readonly at: string;
}

/** An event a node sends to whoever waits for it; `id` is the key of its effect. */
export interface SentEvent {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly key: Json;
  readonly payload: Json;
}

/** A deadline that reminds, escalates or reassigns; the server tells the people. */
export interface Reminder {
  readonly path: string;
  readonly round: number;
  readonly index: number;
  readonly do: 'remind' | 'escalate' | 'reassign' | 'mark';
  readonly to: readonly string[];
  readonly title: string;
}

/** Everything a stretch of a run changes; must be committed all or nothing (E6). The store's commit fits it. */
export interface Batch {
  readonly run: RunSummary;
  readonly expectedSeq: number;
  readonly events: readonly RunEvent[];
  readonly tasks: readonly TaskRecord[];
  readonly timers: { readonly set: readonly TimerRecord[]; readonly clear: readonly string[] };
  readonly eventWaits: { readonly set: readonly EventWaitRecord[]; readonly clear: readonly string[] };
  readonly outbox: { readonly add: readonly OutboxRecord[]; readonly done: readonly string[] };
  readonly rows: readonly RowOperation[];
  readonly notices: readonly NoticeRecord[];
  readonly sent: readonly SentEvent[];
  readonly reminders: readonly Reminder[];
}

export type BatchExtras = Pick<Batch, 'outbox' | 'rows' | 'notices' | 'sent'>;

export function batchOf(plan: Plan, base: RunState, state: RunState, events: readonly RunEvent[], extras: BatchExtras): Batch {
  const run = summarize(plan, state);
  return {
    run,
    expectedSeq: base.seq,
    events,
    tasks: changedTasks(plan, base, events, run),
    timers: difference(timerRecords(base), timerRecords(state)),
    eventWaits: difference(eventWaitRecords(base), eventWaitRecords(state)),
    reminders: remindersOf(plan, state, events),
    ...extras,
  };
}

function timerRecords(state: RunState): readonly TimerRecord[] {
  return timersOf(state).map((timer) => ({ runId: state.id, id: `${timer.path}#${timer.round}#${timer.index}`, dueAt: timer.dueAt }));
}

function eventWaitRecords(state: RunState): readonly EventWaitRecord[] {
  return openEventWaits(state).map((wait) => ({ runId: state.id, id: `${wait.path}#${wait.round}#${wait.index}`, name: wait.name, key: wait.key }));
}

function difference<Item extends { readonly id: string }>(before: readonly Item[], after: readonly Item[]): { readonly set: readonly Item[]; readonly clear: readonly string[] } {
  const old = new Map(before.map((item) => [item.id, canonicalText(item as unknown as Json)]));
  const left = new Set(after.map((item) => item.id));
  return { set: after.filter((item) => old.get(item.id) !== canonicalText(item as unknown as Json)), clear: before.filter((item) => !left.has(item.id)).map((item) => item.id) };
}

/** Read from the state after the events: an entry is still there unless its node moved on in the same batch. */
function remindersOf(plan: Plan, state: RunState, events: readonly RunEvent[]): readonly Reminder[] {
  return events.flatMap((event) => {
    if (event.type !== 'timer.fired' && event.type !== 'event.received') return [];
    const { prefix, node } = splitPath(event.path);
    const flow = state.flows[prefix];
    const wait = flow?.nodes[node]?.wait;
    const entry = wait?.until[event.index];
    if (!flow || !wait || !entry || entry.do === 'leave') return [];
    const title = plan.flows[flow.flow]?.nodes[node]?.definition.title ?? node;
    return [{ path: event.path, round: event.round, index: event.index, do: entry.do, to: entry.to ?? wait.task?.candidates ?? [], title }];
  });
}
