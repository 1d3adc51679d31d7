import type { EventWaitRecord, NoticeRecord as EngineNotice, OutboxRecord, RowOperation, TimerRecord } from '../../runtime/engine/batch.ts';
import type { RunEvent, RunStatus } from '../../runtime/engine/run-event.ts';
import type { RunSummary } from '../../runtime/engine/summary.ts';
import type { TaskRecord as EngineTask } from '../../runtime/engine/task-records.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Change, News } from './change.ts';

export type { EventWaitRecord, OutboxRecord, RowOperation, TimerRecord };

/** A versioned JSON document: scenario drafts, releases, users, settings, sessions… */
export interface StoredDocument<Body = Json> {
  readonly kind: string;
  readonly id: string;
  /** 1 for the first write, +1 per write. */
  readonly version: number;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly body: Body;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Opaque; absent on the last page. */
  readonly next?: string;
}

/** One run in one line, as lists show it. */
export type RunRecord = RunSummary;

/** A task with its lease. Candidates: `u:<user>`, `r:<role>`, `r:<role>@<unit>`. */
export interface TaskRecord extends EngineTask {
  readonly claimedBy?: string;
  readonly claimedUntil?: string;
}

/** Deadlines from a moment on and before another; `none`: tasks that have no deadline now. */
export type DueRange = 'none' | { readonly from?: string; readonly to?: string };

/** How open tasks are listed: by deadline, by when they appeared, or by scenario and then by deadline. */
export type TaskOrder = 'due' | 'newest' | 'oldest' | 'app';

export interface Row {
  readonly id: string;
  readonly version: number;
  readonly data: JsonObject;
}

/** Through what rows were written outside of runs. */
export interface Through {
  /** The import they came with. */
  readonly import?: string;
}

/** One change of a row. The row before it is the row after it with the values of `before`. */
export interface RowPast extends Through {
  /** The version it made. */
  readonly v: number;
  readonly at: string;
  readonly by: string;
  /** The run that wrote it, and the step by its path. */
  readonly run?: string;
  readonly node?: string;
  /** What the changed columns were, null where there was nothing; absent when the row was new. */
  readonly before?: JsonObject;
  /** The row was deleted; `before` is all of it. */
  readonly gone?: true;
}

/** What a load put in place. */
export interface Loaded {
  readonly rows: number;
  /** The one version all of them have. */
  readonly version: number;
}

/**
 * Everything one step changes; committed in one transaction (E6). `expectedSeq` is the last seq the caller saw
 * (0 for a new run).
 */
export interface RunCommit {
  readonly run: RunRecord;
  readonly expectedSeq: number;
  readonly events: readonly RunEvent[];
  readonly tasks?: readonly TaskRecord[];
  readonly timers?: { readonly set: readonly TimerRecord[]; readonly clear: readonly string[] };
  readonly eventWaits?: { readonly set: readonly EventWaitRecord[]; readonly clear: readonly string[] };
  readonly outbox?: { readonly add: readonly OutboxRecord[]; readonly done: readonly string[] };
  readonly rows?: readonly RowOperation[];
  readonly notices?: readonly NoticeRecord[];
  readonly deliveries?: readonly DeliveryRecord[];
  /** Remembered with the commit, so that a repeated start finds this run even after a crash. */
  readonly clientKey?: { readonly starter: string; readonly key: string };
  /** The run waits for no time and no event, so that at its end there is nothing of that kind to clear. */
  readonly free?: true;
  /** For an answer to a task that was not looked at before. Nothing is committed when somebody else holds it at that moment, or when the client key was used before. */
  readonly unseen?: { readonly task: string; readonly by: string; readonly at: string };
}

/**
 * Something that has to happen because something else did, and that is committed with it: a run that a trigger starts, an
 * event for runs that wait, a message to somebody. It goes when it is done.
 */
export interface DeliveryRecord {
  readonly id: string;
  readonly kind: 'run' | 'event' | 'message';
  /** `failed` waits for a person: it was tried in vain, or must not be tried by itself. */
  readonly status: 'waiting' | 'failed';
  readonly scenario: string;
  /** `<flow>/<node>` it comes from or goes to. */
  readonly source: string;
  readonly at: string;
  readonly dueAt: string;
  readonly attempts: number;
  readonly payload: JsonObject;
  /** Why the last try failed. */
  readonly error?: { readonly code: string; readonly details: JsonObject };
}

/** Runs that were started in a time, of one scenario. */
export interface RunUsage {
  /** Started from one bound to the next; the last one is open. */
  readonly days: readonly number[];
  readonly counts: Readonly<Record<RunStatus, number>>;
  /** From the start to the result, in the middle, of those among the newest thousand that have one. */
  readonly medianMs?: number;
}

export interface Backlog {
  readonly openTasks: number;
  readonly overdueTasks: number;
  /** Tasks past their deadline, by scenario. */
  readonly overdue: Readonly<Record<string, number>>;
  /** Runs that stopped at an error, by scenario. */
  readonly incidents: Readonly<Record<string, number>>;
  /** When the earliest timer is or was due. */
  readonly oldestTimer?: string;
  /** Writes that have begun outside and are not known to be done, and since when the oldest has. */
  readonly outbox: number;
  readonly oldestOutbox?: string;
}

export interface NoticeRecord extends EngineNotice {
  readonly readAt?: string;
}

/** A row that goes with its past, or with `left` stays as this. A row that has another version than `version` by now is passed over; without one it is what is left of a deleted row, and a live one of the same id is passed over. */
export interface RowWipe {
  readonly dataset: string;
  readonly id: string;
  readonly version?: number;
  readonly left?: { readonly data?: JsonObject; readonly past: readonly RowPast[] };
}

/**
 * What leaves a store for good, in one transaction and with no note of what it was. Runs must have ended and may have no
 * writes under way, whatever is asked: others are passed over.
 */
export interface Wipe {
  /** With history, tasks, notices and client keys. */
  readonly runs?: readonly string[];
  /** An ended run whose history says something else from now on; its seq stays. */
  readonly revised?: { readonly run: RunRecord; readonly events: readonly RunEvent[]; readonly tasks: readonly TaskRecord[] };
  readonly rows?: readonly RowWipe[];
  readonly notices?: readonly { readonly to: string; readonly id: string }[];
  readonly deliveries?: readonly string[];
  /** Entries of the audit up to this one; the newest stays, so that the chain goes on. */
  readonly audit?: number;
}

/** What a wipe found and took. */
export interface Wiped {
  readonly runs: readonly string[];
  readonly rows: number;
  readonly notices: number;
  readonly deliveries: number;
  readonly audit: number;
}

/** Equality, range and null tests a store may answer itself; whatever it cannot is filtered by the caller. */
export interface RowFilter {
  readonly all: readonly {
    readonly field: string;
    /** `contains`: a text that holds another, whatever the case of its Latin letters. */
    readonly op: '=' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'null' | 'not-null' | 'contains';
    readonly value?: Json;
    readonly values?: readonly Json[];
  }[];
}

export interface RowQuery {
  readonly filter?: RowFilter;
  readonly residual?: (row: Row) => boolean;
  readonly orderBy?: readonly (readonly [string, 'asc' | 'desc'])[];
  readonly offset?: number;
  readonly limit: number;
}

export type RowsFound = { readonly rows: readonly Row[]; readonly count: number };

export interface AuditEntry {
  readonly seq: number;
  readonly at: string;
  readonly by: string;
  readonly action: string;
  readonly target: string;
  readonly details?: JsonObject;
  readonly hash: string;
}

/** One thing a store holds, as every store can give it and take it. */
export type ArchiveEntry =
  | { readonly t: 'document'; readonly document: StoredDocument }
  | { readonly t: 'run'; readonly run: RunRecord; readonly events: readonly RunEvent[] }
  | { readonly t: 'clientKey'; readonly starter: string; readonly key: string; readonly runId: string }
  | { readonly t: 'task'; readonly task: TaskRecord }
  | { readonly t: 'timer'; readonly timer: TimerRecord }
  | { readonly t: 'eventWait'; readonly wait: EventWaitRecord }
  | { readonly t: 'outbox'; readonly record: OutboxRecord }
  | { readonly t: 'notice'; readonly notice: NoticeRecord }
  | { readonly t: 'delivery'; readonly delivery: DeliveryRecord }
  /** `floor`: the highest version that rows had which went. */
  | { readonly t: 'dataset'; readonly definition: DatasetDefinition; readonly floor?: number }
  /** A row, after its dataset. Without data: the insert key of a row that is gone, which still counts as used, or with `past` what a row was that is gone. */
  | { readonly t: 'row'; readonly dataset: string; readonly id: string; readonly version: number; readonly data?: JsonObject; readonly key?: string; readonly past?: readonly RowPast[] }
  | { readonly t: 'audit'; readonly entry: AuditEntry };

/** Everything in a store, out and in. */
export interface StoreArchive {
  /** All of it as it is at one moment, also while the store is at work. The rows of a dataset follow it. */
  dump(): AsyncIterable<ArchiveEntry>;
  /** Puts entries in as they are; what is there already stays. For a store nobody works with. */
  fill(entries: AsyncIterable<ArchiveEntry>): Promise<void>;
  /** Whether another server is at work on it. */
  inUse(): Promise<boolean>;
}

/**
 * Where the studio keeps everything. Two rules every adapter obeys: a promise that resolves is on disk
 * (or in the adapter's own promise of memory), and a commit is all or nothing.
 */
export interface Store {
  readonly documents: {
    /** Null when there is none. */
    get<Body = Json>(kind: string, id: string): Promise<StoredDocument<Body> | null>;
    /** What `get` would answer, when that is known without waiting; undefined when it must be asked. */
    atHand<Body = Json>(kind: string, id: string): StoredDocument<Body> | null | undefined;
    /** @throws SCN_STORE_CONFLICT when the stored version is not `expectedVersion` (0 = must not exist). */
    put<Body = Json>(kind: string, id: string, body: Body, options: { expectedVersion: number; by: string }): Promise<StoredDocument<Body>>;
    delete(kind: string, id: string, options: { expectedVersion: number; by: string }): Promise<void>;
    list<Body = Json>(kind: string, options?: { prefix?: string }): Promise<readonly StoredDocument<Body>[]>;
  };
  readonly runs: {
    /**
     * @throws SCN_STORE_CONFLICT when someone else committed first, or holds the `unseen` task; SCN_STORE_DUPLICATE when the
     * client key started another run (`details.runId`), or came with an `unseen` task before; SCN_DATA_UNIQUE for a row whose key is taken; SCN_DATA_CONFLICT for a row changed meanwhile.
     */
    commit(commit: RunCommit): Promise<void>;
    get(id: string): Promise<RunRecord | null>;
    events(id: string): Promise<readonly RunEvent[]>;
    list(query: { scenario?: string; starter?: string; status?: RunStatus; cursor?: string; limit: number }): Promise<Page<RunRecord>>;
    /** Counts by status of a scenario's runs started on or after `since`. */
    counts(query: { scenario: string; since: string }): Promise<Readonly<Record<RunStatus, number>>>;
    /** How much scenarios were run since the first of `bounds`, which are whole hours in ascending order. Costs nothing by the runs before it. */
    usage(query: { scenarios: readonly string[]; bounds: readonly string[] }): Promise<ReadonlyMap<string, RunUsage>>;
    /**
     * Runs marked `running` that nobody drives: not touched since `before`, or left by a server that is gone. They are given
     * to this server; another one is not told of them. */
    stale(before: string, limit: number): Promise<readonly string[]>;
    outbox(runId: string): Promise<readonly OutboxRecord[]>;
    /** Runs of a scenario that ended before a moment, those that began first coming first. */
    ended(query: { scenario: string; before: string; cursor?: string; limit: number }): Promise<Page<RunRecord>>;
    countEnded(query: { scenario: string; before: string }): Promise<number>;
    /** The run a client key already started, so that a repeat gets the same answer. */
    byClientKey(starter: string, key: string): Promise<string | null>;
    rememberClientKey(starter: string, key: string, runId: string): Promise<void>;
  };
  readonly tasks: {
    get(id: string): Promise<TaskRecord | null>;
    /** What whoever answers a task must know, in one look: the task, and the run this client key was sent to before. */
    getForAnswer(id: string, clientKey: { readonly starter: string; readonly key: string }): Promise<{ readonly task: TaskRecord | null; readonly answered: string | null }>;
    /**
     * Open ones: earliest deadline first, then oldest, unless `order` says otherwise. Others: newest first. A task matches
     * if any candidate does; a cursor fits the order it came from.
     */
    list(query: { candidates?: readonly string[]; doneBy?: string; status: TaskRecord['status']; due?: DueRange; order?: TaskOrder; cursor?: string; limit: number }): Promise<Page<TaskRecord>>;
    /** How many open tasks are due before the first of `bounds` (milliseconds, ascending), before the next, and so on; those without a deadline are last. Counts no more than `most`. */
    countOpen(query: { candidates: readonly string[]; bounds: readonly number[]; most: number }): Promise<readonly number[]>;
    /** Tasks of any status that were copied to one of these tokens, newest first. */
    copies(query: { to: readonly string[]; cursor?: string; limit: number }): Promise<Page<TaskRecord>>;
    /** A 10-minute lease. @throws SCN_TASK_CLAIMED with who and until when. */
    claim(id: string, by: string, until: string, now: string): Promise<TaskRecord>;
    release(id: string, by: string): Promise<TaskRecord>;
  };
  readonly timers: { due(now: string, limit: number): Promise<readonly TimerRecord[]> };
  readonly eventWaits: { find(name: string, key: Json): Promise<readonly EventWaitRecord[]> };
  readonly notices: {
    list(to: string, limit: number): Promise<readonly NoticeRecord[]>;
    markRead(to: string, ids: readonly string[], at: string): Promise<void>;
    /** One that no run gave rise to. */
    add(notice: NoticeRecord): Promise<void>;
    /** How many of anybody are from before a moment, and some of these. */
    before(at: string, limit: number): Promise<{ readonly count: number; readonly items: readonly { readonly to: string; readonly id: string }[] }>;
  };
  /** Computed columns are worked out here, with every row that is written, by the definition of that moment. */
  readonly datasets: {
    define(definition: DatasetDefinition): Promise<void>;
    get(id: string): Promise<DatasetDefinition | null>;
    list(): Promise<readonly (DatasetDefinition & { readonly rows: number })[]>;
    /** Another text whenever the rows or the definition may have changed: the key of whatever is computed from them. @throws SCN_DATA_UNKNOWN */
    revision(dataset: string): Promise<string>;
    row(dataset: string, id: string): Promise<Row | null>;
    query(dataset: string, query: RowQuery): Promise<RowsFound>;
    /** The same without waiting, for who only reads: the rows that are kept, not copies. Null where one has to wait; absent in a store that keeps none in memory. */
    atOnce?(dataset: string, query: RowQuery): RowsFound | null;
    /**
     * Outside runs (imports, hand edits); one transaction per call, with what follows from it. Answers the version that each
     * operation made, in their order. A row that is inserted begins above every version that deleted or replaced rows had, so that
     * a change by whoever read another row under its id is refused; with a key, whose id is of one effect and used once, at 1.
     */
    write(operations: readonly RowOperation[], by: string, following?: (versions: readonly number[]) => readonly DeliveryRecord[], through?: Through): Promise<readonly number[]>;
    /** What became of a row, newest first: its latest changes, kept in the commit that made them; of a deleted one too, as long as it is among the latest. */
    past(dataset: string, id: string): Promise<readonly RowPast[]>;
    /** The same of many rows at once; one of which nothing is remembered is left out. */
    pasts(dataset: string, ids: readonly string[]): Promise<ReadonlyMap<string, readonly RowPast[]>>;
    /** The latest deleted rows, newest first. */
    gone(dataset: string, limit: number): Promise<readonly { readonly id: string; readonly past: readonly RowPast[] }[]>;
    /**
     * Replaces every row; row ids are the key values joined by `|` (with `valid_from` if dated), else 1, 2, 3…
     * All or nothing; streams, so 300,000 rows stay responsive. What follows from it is committed with it. All rows have one
     * version afterwards, higher than any row there was, so that a change by whoever read an older one is refused. In a dataset with
     * a key, rows that become others and rows that go keep their past; rows that are new get one when it is said through what they come. */
    load(dataset: string, rows: AsyncIterable<JsonObject> | Iterable<JsonObject>, by: string, following?: (version: number) => readonly DeliveryRecord[], through?: Through): Promise<Loaded>;
    /** Every row, in pieces, however many there are. @throws SCN_DATA_UNKNOWN */
    scan(dataset: string): AsyncIterable<readonly Row[]>;
    /**
     * Works the computed columns of every row out anew, piece by piece, after a formula has become another. What is written
     * meanwhile is right already. Rows keep their versions and their past: nobody changed them. Begun anew, it costs only reading.
     * @throws SCN_DATA_UNKNOWN; SCN_DATA_UNIQUE, and at the end SCN_DATA_TOTAL, when the new values break what must hold
     */
    recompute(dataset: string): AsyncIterable<{ readonly rows: number; readonly changed: number }>;
  };
  readonly deliveries: {
    /** New ones; an id that is there stays as it is. */
    add(deliveries: readonly DeliveryRecord[]): Promise<void>;
    get(id: string): Promise<DeliveryRecord | null>;
    /** Waiting ones whose time has come, earliest first. They are left to this server for a while. */
    due(now: string, limit: number): Promise<readonly DeliveryRecord[]>;
    /** Puts the next state in place of `from`, or with null takes it out. False when it has changed or gone meanwhile. */
    settle(from: DeliveryRecord, next: DeliveryRecord | null): Promise<boolean>;
    /** Newest first. */
    list(query: { scenario?: string; status?: DeliveryRecord['status']; cursor?: string; limit: number }): Promise<Page<DeliveryRecord>>;
    /** How many there are, and how long the oldest that is due has waited. */
    counts(): Promise<{ readonly waiting: number; readonly failed: number; readonly oldestDue?: string }>;
  };
  /** What is left to do, for operators and metrics. */
  backlog(now: string): Promise<Backlog>;
  readonly audit: {
    append(entry: { by: string; action: string; target: string; details?: JsonObject; at: string }): Promise<void>;
    /** Newest first. With `subject`, only entries whose `details.subjects` hold that mark: found by an index, however many there are. */
    list(query: { subject?: string; cursor?: string; limit: number }): Promise<Page<AuditEntry>>;
  };
  /** Takes things out for good. @throws SCN_DATA_TOTAL when a total would not hold without a row */
  wipe(wipe: Wipe): Promise<Wiped>;
  /** Rewrites what lies on disk, so that nothing of what was wiped is left in files of the store. May take minutes, and ends early once the process stops; the store goes on working. */
  shred(isStopping?: () => boolean): Promise<void>;
  /** Everything out and in: for backups and moves to another store. */
  readonly archive: StoreArchive;
  /** The time that all servers on the store share. Absent when there can be one server only, which has its own. */
  now?(): Date;
  /** Tells of changes other servers make, for what is kept in memory. Absent when there can be no other server. */
  watch?(listener: (change: Change) => void): void;
  /**
   * Tells the other servers of a run that moved, soon and together with others; `make` is called only if there is one.
   * May be lost with the process: whoever listens also looks by himself now and then.
   */
  tell?(make: () => News): void;
  /** Reads ahead what the first who asks after a start would wait for. Absent when nobody would. */
  warm?(): Promise<void>;
  /** Facts for `/health` and limits: rows, bytes, warnings at 80 %. */
  status(): Promise<{ readonly kind: string; readonly rows: number; readonly bytes: number; readonly warnings: readonly string[] }>;
  close(): Promise<void>;
}
