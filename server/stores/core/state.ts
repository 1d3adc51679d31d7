import type { Json } from '../../../runtime/schema/json.ts';
import type { EventWaitRecord, OutboxRecord, TimerRecord } from '../store.ts';
import { AuditChain } from './audit-chain.ts';
import { Catalog, floorOf } from './catalog.ts';
import { DeliveryIndex } from './delivery-index.ts';
import { DocumentTable } from './document-table.ts';
import { canonicalJson, undoAll, type CommitEntry, type Position, type SnapshotEntry, type Undo } from './journal.ts';
import { KeyedByRun } from './keyed-by-run.ts';
import { NoticeIndex } from './notice-index.ts';
import type { RowFiles } from './row-files.ts';
import { clientKeyOf, hasEnded, RunIndex } from './run-index.ts';
import { applyWipe } from './wipe.ts';
import { ListsByName, SortedList, type SortKey } from './sorted-list.ts';
import { TaskIndex } from './task-index.ts';

const timerKey = (timer: TimerRecord): SortKey => [Date.parse(timer.dueAt), `${timer.runId} ${timer.id}`];
const waitKey = (wait: EventWaitRecord): SortKey => [wait.runId, wait.id];
const waitName = (name: string, key: Json) => `${name} ${canonicalJson(key)}`;

/** Everything a store knows, in memory, with the lists it is asked by. */
export class State {
  readonly runs = new RunIndex();
  readonly tasks = new TaskIndex();
  readonly notices = new NoticeIndex();
  readonly deliveries = new DeliveryIndex();
  readonly documents = new DocumentTable();
  readonly audit = new AuditChain();
  readonly dueTimers = new SortedList(timerKey);
  readonly timers = new KeyedByRun<TimerRecord>((timer) => timer.id, this.dueTimers);
  readonly #waitsByName = new ListsByName(waitKey);
  readonly eventWaits = new KeyedByRun<EventWaitRecord>((wait) => wait.id, {
    add: (wait) => this.#waitsByName.add(waitName(wait.name, wait.key), wait),
    remove: (wait) => this.#waitsByName.remove(waitName(wait.name, wait.key), wait),
  });
  readonly outbox = new KeyedByRun<OutboxRecord>((record) => record.key);
  readonly catalog: Catalog;

  constructor(files: RowFiles | null) {
    this.catalog = new Catalog(files);
  }

  findWaits(name: string, key: Json): readonly EventWaitRecord[] {
    return [...this.#waitsByName.get(waitName(name, key)).items];
  }

  /** Applies a commit but for its rows, which are staged before. */
  applyCommit(entry: CommitEntry, keepEvents: boolean): Undo {
    const { run, tasks, timers, eventWaits, outbox, notices, deliveries } = entry;
    const steps = [this.runs.apply(entry, keepEvents)];
    for (const task of tasks ?? []) steps.push(this.tasks.set(task));
    if (timers) steps.push(this.timers.change(run.id, timers.set, timers.clear));
    if (eventWaits) steps.push(this.eventWaits.change(run.id, eventWaits.set, eventWaits.clear));
    if (outbox) steps.push(this.outbox.change(run.id, outbox.add, outbox.done));
    for (const notice of notices ?? []) steps.push(this.notices.set(notice));
    if (deliveries) steps.push(this.deliveries.setAll(deliveries));
    // An ended run waits for nothing.
    if (hasEnded(run.status)) steps.push(this.timers.clearRun(run.id), this.eventWaits.clearRun(run.id));
    return () => undoAll(steps);
  }

  /** Applies a line of a log or snapshot; `at` is its place. */
  replay(entry: SnapshotEntry, at: Position): void {
    (REPLAY[entry.t] as (state: State, entry: SnapshotEntry, at: Position) => void)(this, entry, at);
  }

  /** The state as lines, each of which may already be newer than the ones before. */
  *snapshot(): Generator<SnapshotEntry> {
    for (const { record, lines } of this.runs.byId.values()) yield { t: 'run', run: record, lines: [...lines] };
    for (const [name, runId] of this.runs.byClientKey) {
      const cut = name.indexOf('\n');
      yield { t: 'clientKey', starter: name.slice(0, cut), key: name.slice(cut + 1), runId };
    }
    for (const task of this.tasks.byId.values()) yield { t: 'task', task };
    for (const timer of this.timers.all()) yield { t: 'timer', timer };
    for (const wait of this.eventWaits.all()) yield { t: 'eventWait', wait };
    for (const record of this.outbox.all()) yield { t: 'outbox', record };
    for (const notice of this.notices.all()) yield { t: 'notice', notice };
    for (const delivery of this.deliveries.byId.values()) yield { t: 'delivery', delivery };
    for (const document of this.documents.all()) yield { t: 'document', kind: document.kind, id: document.id, document };
    for (const dataset of this.catalog.byId.values()) {
      const { definition, generation, bytes, fileLines, count } = dataset;
      yield { t: 'dataset', definition };
      yield { t: 'generation', dataset: definition.id, generation, bytes, lines: fileLines, count, floor: floorOf(dataset) };
    }
    yield* this.audit.snapshot();
  }
}

type ReplayTable = { readonly [T in SnapshotEntry['t']]: (state: State, entry: Extract<SnapshotEntry, { t: T }>, at: Position) => void };

const REPLAY: ReplayTable = {
  commit: (state, entry, at) => {
    state.applyCommit(entry, false);
    state.runs.settle(entry, at);
    if (entry.rows) state.catalog.replay(entry.rows);
  },
  task: (state, { task }) => state.tasks.set(task),
  clientKey: (state, { starter, key, runId }) => state.runs.byClientKey.set(clientKeyOf(starter, key), runId),
  read: (state, { to, ids, at }) => state.notices.markRead(to, ids, at),
  rows: (state, { rows, deliveries }) => {
    state.catalog.replay(rows);
    if (deliveries) state.deliveries.setAll(deliveries);
  },
  dataset: (state, { definition, floor = 0 }) => {
    state.catalog.define(definition);
    state.catalog.raiseFloor(definition.id, floor);
  },
  generation: (state, { dataset, generation, bytes, lines, count, floor = 0, deliveries }) => {
    state.catalog.setGeneration(dataset, { generation, bytes, count, floor: Math.max(state.catalog.state(dataset).floor, floor), fileLines: lines }, null);
    state.catalog.state(dataset).dirty = new Map();
    if (deliveries) state.deliveries.setAll(deliveries);
  },
  document: (state, { kind, id, document }) => state.documents.set(kind, id, document),
  audit: (state, { entry }, at) => {
    state.audit.apply(entry);
    state.audit.settle(entry, at);
  },
  run: (state, { run, lines }) => state.runs.restore(run, lines),
  timer: (state, { timer }) => state.timers.change(timer.runId, [timer], []),
  eventWait: (state, { wait }) => state.eventWaits.change(wait.runId, [wait], []),
  outbox: (state, { record }) => state.outbox.change(record.runId, [record], []),
  notice: (state, { notice }) => state.notices.set(notice),
  delivery: (state, { delivery }) => state.deliveries.set(delivery.id, delivery),
  delivered: (state, { id }) => state.deliveries.set(id, undefined),
  wipe: (state, entry, at) => {
    applyWipe(state, entry);
    if (entry.revised) state.runs.settleRevised(entry.revised, at);
    if (entry.rows) state.catalog.replay(entry.rows);
  },
  'audit-lines': (state, { from, lines, hash }) => state.audit.restore(from, lines, hash),
  'audit-subjects': (state, entry) => state.audit.subjects.restore(entry),
  end: () => undefined,
};

