import { storeError } from '../errors.ts';
import type { DueRange, Page, RunCommit, Store, TaskOrder, TaskRecord } from '../store.ts';
import type { Undo } from './journal.ts';
import { ListsByName, pageOf, SortedList, sortedPage, type SortKey } from './sorted-list.ts';

/** No deadline is as late; tasks without one come from here on, oldest first. */
export const NO_DEADLINE = 8.64e15;

/** Open tasks: earliest deadline first, those without one last. */
export const openKey = (task: TaskRecord): SortKey => [task.dueAt === undefined ? NO_DEADLINE + createdMs(task) : Date.parse(task.dueAt), task.id];
/** Finished tasks by when they ended; read from the end. */
export const closedKey = (task: TaskRecord): SortKey => [task.doneAt ?? task.createdAt, task.id];
/** Tasks by when they appeared; copied ones are read from the end. */
export const copyKey = (task: TaskRecord): SortKey => [task.createdAt, task.id];

export const KEY_DIGITS = 17;
/** Open tasks by scenario, in it by deadline. Digits of one length, so that text sorts as numbers do. */
const appKey = (task: TaskRecord): SortKey => [`${task.scenario} ${String(openKey(task)[0]).padStart(KEY_DIGITS, '0')}`, task.id];

/** Where a task stands in an order that no list is kept in. */
export const ORDERS: Readonly<Record<Exclude<TaskOrder, 'due'>, { readonly keyOf: (task: TaskRecord) => SortKey; readonly reverse: boolean }>> = {
  newest: { keyOf: copyKey, reverse: true },
  oldest: { keyOf: copyKey, reverse: false },
  app: { keyOf: appKey, reverse: false },
};

const createdMs = (task: TaskRecord) => Date.parse(task.createdAt);

export interface TaskQuery {
  readonly candidates?: readonly string[];
  readonly doneBy?: string;
  readonly status: TaskRecord['status'];
  readonly due?: DueRange;
  readonly order?: TaskOrder;
  readonly cursor?: string;
  readonly limit: number;
}

/** @throws SCN_TASK_UNKNOWN, SCN_TASK_DONE */
export function demandOpen(task: TaskRecord | undefined, id: string): TaskRecord {
  if (!task) throw storeError('SCN_TASK_UNKNOWN', { task: id });
  if (task.status !== 'open') throw storeError('SCN_TASK_DONE', { task: id, by: task.doneBy ?? '', at: task.doneAt ?? '' });
  return task;
}

/** Whether it is someone else's; with `now`, a lease that has run out holds nothing. */
function isHeld({ claimedBy, claimedUntil }: TaskRecord, by: string, now?: string): boolean {
  if (claimedBy === undefined || claimedBy === by) return false;
  return now === undefined || (claimedUntil !== undefined && Date.parse(claimedUntil) > Date.parse(now));
}

/** Gives the task back unless someone else holds it; with `now`, a lease that has run out holds nothing. @throws SCN_TASK_CLAIMED */
export function refuseHeld(task: TaskRecord, by: string, now?: string): TaskRecord {
  const { id, claimedBy, claimedUntil } = task;
  if (isHeld(task, by, now)) throw storeError('SCN_TASK_CLAIMED', { task: id, by: claimedBy ?? '', until: claimedUntil ?? '' });
  return task;
}

/** A range of deadlines as one of keys. */
export function rangeOf(due: DueRange | undefined): { readonly from?: number; readonly to?: number } {
  if (due === 'none') return { from: NO_DEADLINE };
  return { ...(due?.from === undefined ? {} : { from: Date.parse(due.from) }), ...(due ? { to: due.to === undefined ? NO_DEADLINE : Date.parse(due.to) } : {}) };
}

/** Tasks by id, open ones by candidate, finished ones by who finished them. */
export class TaskIndex {
  readonly byId = new Map<string, TaskRecord>();
  readonly #open = new SortedList(openKey);
  readonly #openByCandidate = new ListsByName(openKey);
  readonly #closed = new ListsByName(closedKey);
  readonly #doneBy = new ListsByName(closedKey);
  readonly #copiedTo = new ListsByName(copyKey);

  set(task: TaskRecord): Undo {
    const before = this.byId.get(task.id);
    if (before) this.#unlist(before);
    this.byId.set(task.id, task);
    this.#list(task);
    return () => {
      this.#unlist(task);
      if (before) {
        this.byId.set(task.id, before);
        this.#list(before);
      } else this.byId.delete(task.id);
    };
  }

  remove(id: string): Undo {
    const before = this.byId.get(id);
    if (!before) return () => undefined;
    this.#unlist(before);
    this.byId.delete(id);
    return () => {
      this.byId.set(id, before);
      this.#list(before);
    };
  }

  list({ candidates, doneBy, status, due, order = 'due', cursor, limit }: TaskQuery): Page<TaskRecord> {
    if (status === 'open') {
      const lists = candidates ? candidates.map((name) => this.#openByCandidate.get(name)) : [this.#open];
      if (order !== 'due') return sortedPage({ lists, ...ORDERS[order], cursor, limit, ...rangeOf(due) });
      return pageOf({ lists, reverse: false, cursor, limit, ...rangeOf(due), ...(doneBy === undefined ? {} : { keep: (t) => t.doneBy === doneBy }) });
    }
    const wanted = candidates && new Set(candidates);
    const list = status === 'done' && doneBy !== undefined ? this.#doneBy.get(doneBy) : this.#closed.get(status);
    const keep = (task: TaskRecord) => task.status === status && (doneBy === undefined || task.doneBy === doneBy) && (!wanted || task.candidates.some((c) => wanted.has(c)));
    return pageOf({ lists: [list], reverse: true, cursor, limit, keep });
  }

  countOpen({ candidates, bounds, most }: Parameters<Store['tasks']['countOpen']>[0]): readonly number[] {
    const counts = Array.from({ length: bounds.length + 1 }, () => 0);
    const lists = candidates.map((name) => this.#openByCandidate.get(name).items);
    const seen = new Set<string>();
    for (const items of lists) {
      for (const task of items) {
        if (seen.size >= most) return counts;
        if (seen.has(task.id)) continue;
        seen.add(task.id);
        const [key] = openKey(task);
        const bucket = bounds.filter((bound) => Number(key) >= bound).length;
        counts[bucket] = (counts[bucket] ?? 0) + 1;
      }
    }
    return counts;
  }

  /** How many are open, and how many of these past their deadline. */
  counts(now: string): { readonly open: number; readonly overdue: number } {
    return { open: this.#open.items.length, overdue: this.#open.indexOf([Date.parse(now), '']) };
  }

  /** How many are past their deadline, by scenario. */
  overdue(now: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { scenario } of this.#open.items.slice(0, this.#open.indexOf([Date.parse(now), '']))) counts[scenario] = (counts[scenario] ?? 0) + 1;
    return counts;
  }

  copies({ to, cursor, limit }: { readonly to: readonly string[]; readonly cursor?: string; readonly limit: number }): Page<TaskRecord> {
    return pageOf({ lists: to.map((name) => this.#copiedTo.get(name)), reverse: true, cursor, limit });
  }

  /** The task with a claim of `by`. @throws SCN_TASK_UNKNOWN, SCN_TASK_DONE, SCN_TASK_CLAIMED */
  claimed(id: string, by: string, until: string, now: string): TaskRecord {
    const task = this.#openTask(id);
    refuseHeld(task, by, now);
    return { ...task, claimedBy: by, claimedUntil: until };
  }

  /** @throws SCN_STORE_CONFLICT when it is someone else's at that moment */
  checkFree({ task: id, by, at }: NonNullable<RunCommit['unseen']>): void {
    const task = this.byId.get(id);
    if (task && isHeld(task, by, at)) throw storeError('SCN_STORE_CONFLICT', { what: `task ${id}`, expected: by, actual: task.claimedBy ?? '' });
  }

  /** The task without its claim. @throws SCN_TASK_UNKNOWN, SCN_TASK_DONE, SCN_TASK_CLAIMED when it is someone else's */
  released(id: string, by: string): TaskRecord {
    const { claimedBy: _, claimedUntil: __, ...free } = refuseHeld(this.#openTask(id), by);
    return free;
  }

  #openTask(id: string): TaskRecord {
    return demandOpen(this.byId.get(id), id);
  }

  #list(task: TaskRecord): void {
    for (const name of new Set(task.copies)) this.#copiedTo.add(name, task);
    if (task.status === 'open') {
      this.#open.add(task);
      for (const name of new Set(task.candidates)) this.#openByCandidate.add(name, task);
      return;
    }
    this.#closed.add(task.status, task);
    if (task.status === 'done' && task.doneBy !== undefined) this.#doneBy.add(task.doneBy, task);
  }

  #unlist(task: TaskRecord): void {
    for (const name of new Set(task.copies)) this.#copiedTo.remove(name, task);
    if (task.status === 'open') {
      this.#open.remove(task);
      for (const name of new Set(task.candidates)) this.#openByCandidate.remove(name, task);
      return;
    }
    this.#closed.remove(task.status, task);
    if (task.status === 'done' && task.doneBy !== undefined) this.#doneBy.remove(task.doneBy, task);
  }
}
