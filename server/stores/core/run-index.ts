import type { RunEvent, RunStatus } from '../../../runtime/engine/run-event.ts';
import { storeError } from '../errors.ts';
import type { Page, RunCommit, RunRecord, RunUsage } from '../store.ts';
import type { CommitEntry, Journal, Position, RunLine, Undo, WipeEntry } from './journal.ts';
import { medianOf, MOST_TIMED, noCounts, RunTally } from './run-tally.ts';
import { ListsByName, pageOf, type SortedList, type SortKey } from './sorted-list.ts';

const ENDED: ReadonlySet<RunStatus> = new Set<RunStatus>(['completed', 'failed', 'cancelled', 'expired']);

export const hasEnded = (status: RunStatus): boolean => ENDED.has(status);

/**
 * A run in memory: its record, where its commit lines are, and its newest events. Events below `tailFrom`
 * are read from the lines; once a run has ended and all is durable, its events are only there.
 */
export interface RunEntry {
  record: RunRecord;
  tail: RunEvent[];
  tailFrom: number;
  lines: RunLine[];
  /** Commits applied but not durable yet. */
  pending: number;
  /** The newest of them, on its way to the disk. */
  underWay: Promise<unknown> | null;
}

const keyOf = (entry: RunEntry): SortKey => [entry.record.startedAt, entry.record.id];

/** Runs by id, and newest first by scenario, starter and status. */
export class RunIndex {
  readonly byId = new Map<string, RunEntry>();
  readonly byClientKey = new Map<string, string>();
  readonly #all = new ListsByName<RunEntry>(keyOf);
  readonly #byScenario = new ListsByName<RunEntry>(keyOf);
  readonly #byStarter = new ListsByName<RunEntry>(keyOf);
  readonly #byStatus = new ListsByName<RunEntry>(keyOf);
  readonly #tally = new RunTally();

  /** To be told of a commit that was applied and is on its way to the disk. */
  follow(id: string, durable: Promise<unknown>): void {
    const entry = this.byId.get(id);
    if (entry && entry.pending > 0) entry.underWay = durable;
  }

  /**
   * Null when all that is known of a run is durable; else what to wait for before asking again. Whoever was shown more
   * would tell people of what may yet be taken back, or lost with the process.
   */
  unsettled(id: string): Promise<unknown> | null {
    return this.byId.get(id)?.underWay?.catch(() => undefined) ?? null;
  }

  /** The run that holds a client key. */
  holderOf(clientKey: RunCommit['clientKey']): string | null {
    return clientKey ? this.clientKey(clientKey.starter, clientKey.key) : null;
  }

  /** @throws SCN_STORE_CONFLICT, SCN_STORE_SEQUENCE, SCN_STORE_DUPLICATE */
  check(commit: RunCommit): void {
    const { run, expectedSeq, clientKey, unseen } = commit;
    const actual = this.byId.get(run.id)?.record.seq ?? 0;
    if (clientKey) {
      const holder = this.byClientKey.get(clientKeyOf(clientKey.starter, clientKey.key));
      if (holder !== undefined && (holder !== run.id || unseen !== undefined)) throw storeError('SCN_STORE_DUPLICATE', { runId: holder });
    }
    if (actual !== expectedSeq) throw storeError('SCN_STORE_CONFLICT', { what: `run ${run.id}`, expected: expectedSeq, actual });
    checkSequence(commit);
  }

  /** `keepEvents` false while reading the log: events stay on disk until someone asks. */
  apply({ run, events, clientKey }: CommitEntry, keepEvents: boolean): Undo {
    const forget = clientKey ? this.remember(clientKey.starter, clientKey.key, run.id) : undefined;
    const known = this.byId.get(run.id);
    if (!known) {
      const entry: RunEntry = { record: run, tail: keepEvents ? [...events] : [], tailFrom: keepEvents ? 1 : run.seq + 1, lines: [], pending: keepEvents ? 1 : 0, underWay: null };
      this.#insert(entry);
      return () => {
        this.#remove(entry);
        forget?.();
      };
    }
    const before = known.record;
    const tailLength = known.tail.length;
    this.#setRecord(known, run);
    if (keepEvents) {
      known.tail.push(...events);
      known.pending += 1;
    } else known.tailFrom = Math.max(known.tailFrom, run.seq + 1);
    return () => {
      known.tail.length = tailLength;
      lessPending(known);
      this.#setRecord(known, before);
      forget?.();
    };
  }

  /** Marks a commit as durable at its place in the log. */
  settle({ run, events }: CommitEntry, at: Position | null): void {
    const entry = this.byId.get(run.id);
    const first = events[0];
    if (!entry) return;
    lessPending(entry);
    if (!at) return;
    if (first) addLine(entry, [first.seq, ...at]);
    if (hasEnded(entry.record.status) && entry.pending === 0) {
      entry.tail = [];
      entry.tailFrom = entry.record.seq + 1;
    }
  }

  /** A run as a snapshot tells it. */
  restore(record: RunRecord, lines: readonly RunLine[]): void {
    this.#insert({ record, tail: [], tailFrom: record.seq + 1, lines: [...lines], pending: 0, underWay: null });
  }

  remember(starter: string, key: string, runId: string): Undo {
    const name = clientKeyOf(starter, key);
    const before = this.byClientKey.get(name);
    this.byClientKey.set(name, runId);
    return () => {
      if (before === undefined) this.byClientKey.delete(name);
      else this.byClientKey.set(name, before);
    };
  }

  clientKey(starter: string, key: string): string | null {
    return this.byClientKey.get(clientKeyOf(starter, key)) ?? null;
  }

  /** Whether a run ended and all of it is durable. */
  isAtRest(id: string): boolean {
    const entry = this.byId.get(id);
    return entry !== undefined && entry.pending === 0 && hasEnded(entry.record.status);
  }

  /** Takes runs out, with the keys that started them. */
  drop(ids: ReadonlySet<string>): Undo {
    const entries = [...ids].flatMap((id) => this.byId.get(id) ?? []);
    const keys = [...this.byClientKey].filter(([, run]) => ids.has(run));
    for (const entry of entries) this.#remove(entry);
    for (const [name] of keys) this.byClientKey.delete(name);
    return () => {
      for (const entry of entries) this.#insert(entry);
      for (const [name, run] of keys) this.byClientKey.set(name, run);
    };
  }

  /** Another history in place of all of a run's. */
  revise({ run, events }: NonNullable<WipeEntry['revised']>): Undo {
    const known = this.byId.get(run.id);
    if (!known) return () => undefined;
    const { record, tail, tailFrom, lines } = known;
    this.#setRecord(known, run);
    Object.assign(known, { tail: [...events], tailFrom: 1, lines: [] });
    return () => {
      Object.assign(known, { tail, tailFrom, lines });
      this.#setRecord(known, record);
    };
  }

  /** Where the history lies that a run was given. */
  settleRevised({ run }: NonNullable<WipeEntry['revised']>, at: Position | null): void {
    const known = this.byId.get(run.id);
    if (known && at) Object.assign(known, { tail: [], tailFrom: run.seq + 1, lines: [[1, ...at]] });
  }

  async events(id: string, journal: Journal): Promise<readonly RunEvent[]> {
    const entry = this.byId.get(id);
    return entry ? eventsOf(entry, journal) : [];
  }

  list(query: { scenario?: string; starter?: string; status?: RunStatus; cursor?: string; limit: number }): Page<RunRecord> {
    const { scenario, starter, status } = query;
    const candidates: SortedList<RunEntry>[] = [
      ...(scenario === undefined ? [] : [this.#byScenario.get(scenario)]),
      ...(starter === undefined ? [] : [this.#byStarter.get(starter)]),
      ...(status === undefined ? [] : [this.#byStatus.get(status)]),
    ];
    // The shortest list that must hold every answer; the rest is a filter.
    const list = candidates.length > 0 ? candidates.reduce((a, b) => (b.items.length < a.items.length ? b : a)) : this.#all.get('');
    const keep = ({ record }: RunEntry) =>
      (scenario === undefined || record.scenario === scenario) && (starter === undefined || record.starter === starter) && (status === undefined || record.status === status);
    const page = pageOf({ lists: [list], reverse: true, cursor: query.cursor, limit: query.limit, keep });
    return { ...page, items: page.items.map((entry) => entry.record) };
  }

  counts(scenario: string, since: string): Record<RunStatus, number> {
    const counts = noCounts();
    const list = this.#byScenario.get(scenario);
    for (let i = list.indexOf([since, '']); i < list.items.length; i += 1) {
      const record = list.items[i]?.record;
      if (record) counts[record.status] += 1;
    }
    return counts;
  }

  usage(scenario: string, bounds: readonly string[]): RunUsage {
    const { items } = this.#byScenario.get(scenario);
    const usage = this.#tally.usage(scenario, bounds, items.at(-1)?.record.startedAt);
    const since = bounds[0] ?? '';
    const took: number[] = [];
    for (let i = items.length - 1; i >= Math.max(0, items.length - MOST_TIMED); i -= 1) {
      const record = items[i]?.record;
      if (!record || record.startedAt < since) break;
      if (record.status === 'completed') took.push(Date.parse(record.updatedAt) - Date.parse(record.startedAt));
    }
    const medianMs = medianOf(took);
    return { ...usage, ...(medianMs === undefined ? {} : { medianMs }) };
  }

  ended({ scenario, before, cursor, limit }: { scenario: string; before: string; cursor?: string; limit: number }): Page<RunRecord> {
    const keep = ({ record }: RunEntry) => hasEnded(record.status) && record.updatedAt < before;
    const page = pageOf({ lists: [this.#byScenario.get(scenario)], reverse: false, cursor, limit, keep });
    return { ...page, items: page.items.map(({ record }) => record) };
  }

  countEnded(scenario: string, before: string): number {
    let count = 0;
    for (const { record } of this.#byScenario.get(scenario).items) if (hasEnded(record.status) && record.updatedAt < before) count += 1;
    return count;
  }

  /** Runs that stopped at an error, by scenario. */
  incidents(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { record } of this.#byStatus.get('incident').items) counts[record.scenario] = (counts[record.scenario] ?? 0) + 1;
    return counts;
  }

  stale(before: string, limit: number): readonly string[] {
    const found: string[] = [];
    for (const { record } of this.#byStatus.get('running').items) {
      if (record.updatedAt < before) found.push(record.id);
      if (found.length >= limit) break;
    }
    return found;
  }

  #insert(entry: RunEntry): void {
    this.byId.set(entry.record.id, entry);
    this.#all.add('', entry);
    this.#byScenario.add(entry.record.scenario, entry);
    this.#byStarter.add(entry.record.starter, entry);
    this.#byStatus.add(entry.record.status, entry);
    this.#tally.add(entry.record);
  }

  #remove(entry: RunEntry): void {
    this.byId.delete(entry.record.id);
    this.#all.remove('', entry);
    this.#byScenario.remove(entry.record.scenario, entry);
    this.#byStarter.remove(entry.record.starter, entry);
    this.#byStatus.remove(entry.record.status, entry);
    this.#tally.remove(entry.record);
  }

  #setRecord(entry: RunEntry, record: RunRecord): void {
    const before = entry.record;
    const samePlace = before.status === record.status && before.startedAt === record.startedAt && before.scenario === record.scenario && before.starter === record.starter;
    if (samePlace) {
      entry.record = record;
      return;
    }
    this.#remove(entry);
    entry.record = record;
    this.#insert(entry);
  }
}

/** @throws SCN_STORE_SEQUENCE unless the events follow `expectedSeq` without a gap and the run ends with the last */
export function checkSequence({ run, expectedSeq, events }: RunCommit): void {
  let expected = expectedSeq;
  for (const { seq } of events) {
    expected += 1;
    if (seq !== expected) throw storeError('SCN_STORE_SEQUENCE', { run: run.id, expected, actual: seq });
  }
  if (run.seq !== expectedSeq + events.length) throw storeError('SCN_STORE_SEQUENCE', { run: run.id, expected: expectedSeq + events.length, actual: run.seq });
}

export function clientKeyOf(starter: string, key: string): string {
  return `${starter}\n${key}`;
}

/** Events of a run as it is now, also when it goes on while its lines are read. */
export async function eventsOf({ lines, tail, tailFrom }: Pick<RunEntry, 'tailFrom'> & { readonly lines: readonly RunLine[]; readonly tail: readonly RunEvent[] }, journal: Journal): Promise<RunEvent[]> {
  const newest = [...tail];
  const events: RunEvent[] = [];
  for (const [, ...at] of lines.filter((line) => line[0] < tailFrom)) {
    const line = await journal.read(at);
    if (line.t === 'commit') events.push(...line.events);
    if (line.t === 'wipe' && line.revised) events.push(...line.revised.events);
  }
  const next = (events.at(-1)?.seq ?? 0) + 1;
  return [...events, ...newest.filter((event) => event.seq >= next)];
}

function lessPending(entry: RunEntry): void {
  entry.pending = Math.max(0, entry.pending - 1);
  if (entry.pending === 0) entry.underWay = null;
}

/** Lines stay in order of their events; a line read twice is kept once. */
function addLine(entry: RunEntry, line: RunLine): void {
  const last = entry.lines.at(-1);
  if (!last || last[0] < line[0]) entry.lines.push(line);
}
