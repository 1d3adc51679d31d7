import type { Json } from '../../../runtime/schema/json.ts';
import type { Backlog, RunCommit, Store, StoreArchive, StoredDocument } from '../store.ts';
import { isSame } from './delivery-index.ts';
import { checkVersion, nextDocument } from './document-table.ts';
import { undoAll, type CommitEntry, type Journal, type JournalEntry } from './journal.ts';
import { replaceRows } from './replace-rows.ts';
import { recomputeRows, scanRows } from './scan-rows.ts';
import { asKept, queryTable } from './row-query.ts';
import type { State } from './state.ts';
import { asRow } from './table.ts';
import { wipeStore } from './wipe-store.ts';

export interface CoreStoreParts {
  readonly state: State;
  readonly journal: Journal;
  /** ISO date-time for `updatedAt` of documents. */
  readonly now: () => string;
  readonly documents?: Store['documents'];
  readonly archive: StoreArchive;
  readonly status: Store['status'];
  /** @default nothing lies on a disk */
  readonly shred?: Store['shred'];
  readonly close: Store['close'];
}

/**
 * The store over a state and a journal. Every write is checked and applied in memory in one go, without a pause,
 * and then made durable; when that fails the journal takes it back. So writers see each other at once and the
 * order in the log is the order in memory.
 */
export function createCoreStore(parts: CoreStoreParts): Store {
  const { state, journal } = parts;
  return {
    documents: parts.documents ?? tableDocuments(parts),
    runs: runsOf(parts),
    tasks: tasksOf(state, journal),
    timers: {
      due: async (now, limit) => {
        const { items } = state.dueTimers;
        return items.slice(0, Math.min(limit, state.dueTimers.indexOf([Date.parse(now) + 1, ''])));
      },
    },
    eventWaits: { find: async (name, key) => state.findWaits(name, key) },
    notices: {
      list: async (to, limit) => state.notices.list(to, limit),
      markRead: async (to, ids, at) => {
        await journal.append({ t: 'read', to, ids, at }, { undo: state.notices.markRead(to, ids, at) });
      },
      add: async (notice) => {
        await journal.append({ t: 'notice', notice }, { undo: state.notices.set(notice) });
      },
      before: async (at, limit) => noticesBefore(state, at, limit),
    },
    datasets: datasetsOf(parts),
    deliveries: deliveriesOf(state, journal),
    audit: {
      append: async (input) => {
        const entry = state.audit.next(input);
        await journal.append({ t: 'audit', entry }, { undo: state.audit.apply(entry), durable: (at) => state.audit.settle(entry, at) });
      },
      list: (query) => state.audit.list(query, journal),
    },
    backlog: async (now) => backlogOf(state, now),
    wipe: (wipe) => wipeStore(state, journal, wipe),
    shred: parts.shred ?? (async () => undefined),
    archive: parts.archive,
    warm: () => state.catalog.warm(),
    status: parts.status,
    close: parts.close,
  };
}

/** Documents in the log: one compare-and-set and one line per write. */
export function tableDocuments({ state, journal, now }: Pick<CoreStoreParts, 'state' | 'journal' | 'now'>): Store['documents'] {
  const write = (kind: string, id: string, document: StoredDocument | null) =>
    journal.append({ t: 'document', kind, id, document }, { undo: state.documents.set(kind, id, document) });
  return {
    get: async <Body = Json>(kind: string, id: string) => state.documents.get(kind, id) as StoredDocument<Body> | null,
    atHand: <Body = Json>(kind: string, id: string) => state.documents.get(kind, id) as StoredDocument<Body> | null,
    put: async <Body = Json>(kind: string, id: string, body: Body, options: { expectedVersion: number; by: string }) => {
      const document = nextDocument(state.documents.get(kind, id), kind, id, body, options, now());
      await write(kind, id, document);
      return document as StoredDocument<Body>;
    },
    delete: async (kind, id, { expectedVersion }) => {
      checkVersion(state.documents.get(kind, id), kind, id, expectedVersion);
      await write(kind, id, null);
    },
    list: async <Body = Json>(kind: string, options?: { prefix?: string }) => state.documents.list(kind, options?.prefix) as readonly StoredDocument<Body>[],
  };
}

/** Resolves when all that is known of a run is durable, or was taken back. */
async function settled({ runs }: State, id: string | null): Promise<void> {
  if (id === null) return;
  for (let wait = runs.unsettled(id); wait; wait = runs.unsettled(id)) await wait;
}

/** Applied when it returns, durable when it resolves: the usual commit costs no turn of waiting but that for the disk. */
function commitNow({ state, journal, now }: CoreStoreParts, commit: RunCommit): Promise<void> {
  const { runs, catalog } = state;
  try {
    runs.check(commit);
    if (commit.unseen) state.tasks.checkFree(commit.unseen);
    const rows = commit.rows === undefined ? NO_ROWS : catalog.stage(commit.rows, { at: now(), by: commit.run.starter, run: commit.run.id });
    const deliveries = commit.deliveries === undefined ? [] : state.deliveries.fresh(commit.deliveries);
    const entry = entryOf(commit, rows.changes, deliveries);
    const undoRun = state.applyCommit(entry, true);
    const durable = journal.append(entry, {
      undo: () => {
        undoRun();
        rows.undo();
      },
      durable: (at) => {
        runs.settle(entry, at);
        catalog.settle(rows.changes);
      },
    });
    runs.follow(commit.run.id, durable);
    return deliveries.length === 0 ? durable : state.deliveries.follow(deliveries, durable);
  } catch (error) {
    return Promise.reject(error);
  }
}

const NO_ROWS = { changes: [], undo: () => undefined } as const;

type Changed<Part extends 'rows' | 'deliveries'> = NonNullable<CommitEntry[Part]>;

const ALWAYS: Readonly<Partial<Record<keyof RunCommit, true>>> = { run: true, expectedSeq: true, events: true };

function isBare(commit: RunCommit): boolean {
  for (const part in commit) if (ALWAYS[part as keyof RunCommit] !== true) return false;
  return true;
}

/** What is empty is left out. */
function entryOf(commit: RunCommit, rows: Changed<'rows'>, deliveries: Changed<'deliveries'>): CommitEntry {
  const { run, events } = commit;
  // Where there is nothing beside the run and its events, which is the usual case, nothing is looked for.
  if (isBare(commit) && deliveries.length === 0 && rows.length === 0) return { t: 'commit', run, events };
  const { expectedSeq: _, rows: __, deliveries: ___, unseen: ____, free: _____, ...rest } = commit;
  return { t: 'commit', ...rest, ...(deliveries.length > 0 ? { deliveries } : {}), ...(rows.length > 0 ? { rows } : {}) };
}

function runsOf(parts: CoreStoreParts): Store['runs'] {
  const { state, journal } = parts;
  const { runs } = state;
  /** What a commit has to wait for: rows that are not there yet, and a run that may hold its client key. */
  const notReady = (commit: RunCommit): Promise<unknown> | null => {
    const holder = runs.holderOf(commit.clientKey);
    return state.catalog.notReady(commit.rows ?? []) ?? (holder === null || holder === commit.run.id ? null : runs.unsettled(holder));
  };
  const commitAfter = async (wait: Promise<unknown>, commit: RunCommit): Promise<void> => {
    for (let next: Promise<unknown> | null = wait; next; next = notReady(commit)) await next;
    return commitNow(parts, commit);
  };
  return {
    commit: (commit) => {
      const wait = notReady(commit);
      return wait ? commitAfter(wait, commit) : commitNow(parts, commit);
    },
    get: async (id) => {
      await settled(state, id);
      return runs.byId.get(id)?.record ?? null;
    },
    events: async (id) => {
      await settled(state, id);
      return runs.events(id, journal);
    },
    list: async (query) => runs.list(query),
    counts: async ({ scenario, since }) => runs.counts(scenario, since),
    usage: async ({ scenarios, bounds }) => new Map(scenarios.map((scenario) => [scenario, runs.usage(scenario, bounds)])),
    stale: async (before, limit) => runs.stale(before, limit),
    outbox: async (runId) => state.outbox.ofRun(runId),
    ended: async (query) => runs.ended(query),
    countEnded: async ({ scenario, before }) => runs.countEnded(scenario, before),
    byClientKey: async (starter, key) => {
      await settled(state, runs.clientKey(starter, key));
      return runs.clientKey(starter, key);
    },
    rememberClientKey: async (starter, key, runId) => {
      await journal.append({ t: 'clientKey', starter, key, runId }, { undo: runs.remember(starter, key, runId) });
    },
  };
}

function tasksOf(state: State, journal: Journal): Store['tasks'] {
  const save = async (task: Extract<JournalEntry, { t: 'task' }>['task']) => {
    await journal.append({ t: 'task', task }, { undo: state.tasks.set(task) });
    return task;
  };
  return {
    get: async (id) => {
      await settled(state, state.tasks.byId.get(id)?.runId ?? null);
      return state.tasks.byId.get(id) ?? null;
    },
    getForAnswer: async (id, { starter, key }) => {
      const answered = state.runs.clientKey(starter, key);
      await Promise.all([settled(state, state.tasks.byId.get(id)?.runId ?? null), settled(state, answered)]);
      return { task: state.tasks.byId.get(id) ?? null, answered: state.runs.clientKey(starter, key) };
    },
    list: async (query) => state.tasks.list(query),
    copies: async (query) => state.tasks.copies(query),
    countOpen: async (query) => state.tasks.countOpen(query),
    claim: async (id, by, until, now) => save(state.tasks.claimed(id, by, until, now)),
    release: async (id, by) => save(state.tasks.released(id, by)),
  };
}

function datasetsOf({ state, journal, now }: CoreStoreParts): Store['datasets'] {
  const { catalog } = state;
  return {
    define: async (definition) => {
      for (let wait = catalog.notDefinable(definition); wait; wait = catalog.notDefinable(definition)) await wait;
      await journal.append({ t: 'dataset', definition }, { undo: catalog.define(definition) });
    },
    get: async (id) => catalog.byId.get(id)?.definition ?? null,
    list: async () => [...catalog.byId.values()].map(({ definition, count }) => ({ ...definition, rows: count })),
    revision: (dataset) => catalog.revision(dataset),
    row: async (dataset, id) => {
      const row = (await catalog.table(dataset)).rows.get(id);
      return row ? asRow(row) : null;
    },
    query: async (dataset, query) => queryTable(catalog.loaded(dataset) ?? (await catalog.table(dataset)), query),
    atOnce: (dataset, query) => {
      const table = catalog.loaded(dataset);
      return table && queryTable(table, query, asKept);
    },
    past: async (dataset, id) => (await catalog.table(dataset)).pastOf(id),
    pasts: async (dataset, ids) => {
      const table = await catalog.table(dataset);
      return new Map(ids.map((id) => [id, table.pastOf(id)] as const).filter(([, past]) => past.length > 0));
    },
    gone: async (dataset, limit) => [...(await catalog.table(dataset)).gone].slice(-limit).reverse().map(([id, past]) => ({ id, past })),
    write: async (operations, by, following = () => [], through = {}) => {
      for (let wait = catalog.notReady(operations); wait; wait = catalog.notReady(operations)) await wait;
      const { changes, versions, undo } = catalog.stage(operations, { at: now(), by, ...through });
      const deliveries = state.deliveries.fresh(following(versions));
      if (changes.length === 0 && deliveries.length === 0) return versions;
      const steps = [undo, state.deliveries.setAll(deliveries)];
      await state.deliveries.follow(deliveries, journal.append({ t: 'rows', rows: changes, by, ...(deliveries.length > 0 ? { deliveries } : {}) }, { undo: () => undoAll(steps), durable: () => catalog.settle(changes) }));
      return versions;
    },
    load: (dataset, rows, by, following = () => [], through = {}) => replaceRows(catalog, journal, { id: dataset, rows, writer: { at: now(), by, ...through } }, (version) => {
      const deliveries = state.deliveries.fresh(following(version));
      return { deliveries, undo: state.deliveries.setAll(deliveries) };
    }),
    scan: (dataset) => scanRows(catalog, dataset),
    recompute: (dataset) => recomputeRows(catalog, journal, dataset),
  };
}

function noticesBefore(state: State, at: string, limit: number): Awaited<ReturnType<Store['notices']['before']>> {
  const items: { to: string; id: string }[] = [];
  let count = 0;
  for (const notice of state.notices.all()) {
    if (notice.at >= at) continue;
    count += 1;
    if (items.length < limit) items.push({ to: notice.to, id: notice.id });
  }
  return { count, items };
}

function backlogOf(state: State, now: string): Backlog {
  const { open, overdue } = state.tasks.counts(now);
  const begun = [...state.outbox.all()].map((record) => record.startedAt).sort();
  const timer = state.dueTimers.items[0];
  return { openTasks: open, overdueTasks: overdue, overdue: state.tasks.overdue(now), incidents: state.runs.incidents(), outbox: begun.length, ...(timer ? { oldestTimer: timer.dueAt } : {}), ...(begun[0] ? { oldestOutbox: begun[0] } : {}) };
}

function deliveriesOf(state: State, journal: Journal): Store['deliveries'] {
  const { deliveries } = state;
  return {
    add: async (wanted) => {
      await Promise.all(deliveries.fresh(wanted).map((delivery) => deliveries.follow([delivery], journal.append({ t: 'delivery', delivery }, { undo: deliveries.set(delivery.id, delivery) }))));
    },
    get: async (id) => deliveries.byId.get(id) ?? null,
    due: async (now, limit) => deliveries.due(now, limit),
    settle: async (from, next) => {
      if (!isSame(deliveries.byId.get(from.id), from)) return false;
      await journal.append(next ? { t: 'delivery', delivery: next } : { t: 'delivered', id: from.id }, { undo: deliveries.set(from.id, next ?? undefined) });
      return true;
    },
    list: async (query) => deliveries.list(query),
    counts: async () => deliveries.counts(),
  };
}
