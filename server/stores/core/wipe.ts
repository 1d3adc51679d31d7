import type { EventWaitRecord, OutboxRecord, TimerRecord } from '../store.ts';
import type { AuditChain } from './audit-chain.ts';
import type { DeliveryIndex } from './delivery-index.ts';
import { undoAll, type Undo, type WipeEntry } from './journal.ts';
import type { KeyedByRun } from './keyed-by-run.ts';
import type { NoticeIndex } from './notice-index.ts';
import type { RunIndex } from './run-index.ts';
import type { TaskIndex } from './task-index.ts';

/** The parts of a state that something can go from. */
export interface Wipeable {
  readonly runs: RunIndex;
  readonly tasks: TaskIndex;
  readonly notices: NoticeIndex;
  readonly deliveries: DeliveryIndex;
  readonly timers: KeyedByRun<TimerRecord>;
  readonly eventWaits: KeyedByRun<EventWaitRecord>;
  readonly outbox: KeyedByRun<OutboxRecord>;
  readonly audit: AuditChain;
}

/** Takes out of memory what an entry says is gone, but for rows, which are staged before. */
export function applyWipe(state: Wipeable, { runs = [], revised, notices = [], deliveries = [], audit }: WipeEntry): Undo {
  const steps: Undo[] = [];
  const gone = new Set(runs);
  if (gone.size > 0) {
    for (const { id, runId } of state.tasks.byId.values()) if (gone.has(runId)) steps.push(state.tasks.remove(id));
    for (const { to, id, runId } of state.notices.all()) if (runId !== undefined && gone.has(runId)) steps.push(state.notices.remove(to, id));
    for (const run of gone) steps.push(state.timers.clearRun(run), state.eventWaits.clearRun(run), state.outbox.clearRun(run));
    steps.push(state.runs.drop(gone));
  }
  if (revised) {
    steps.push(state.runs.revise(revised));
    for (const task of revised.tasks) steps.push(state.tasks.set(task));
  }
  for (const { to, id } of notices) steps.push(state.notices.remove(to, id));
  if (audit !== undefined) steps.push(state.audit.cut(audit));
  for (const id of deliveries) steps.push(state.deliveries.set(id, undefined));
  return () => undoAll(steps);
}
