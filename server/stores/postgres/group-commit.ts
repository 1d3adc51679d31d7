import { randomUUID } from 'node:crypto';
import { isScenarioError } from '../../../runtime/errors.ts';
import { storeError } from '../errors.ts';
import type { RunCommit } from '../store.ts';
import { commitStatement, type NamedCommit } from './commit-statement.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import type { Database } from './database.ts';

/** Statements under way at once; what comes meanwhile goes together in the next. */
const UNDER_WAY = 4;
/** Commits in one statement, at most. */
const MOST = 64;
/** So many go together even when there is room for a statement each: a statement costs the database as much as two commits. */
const FEW = 4;
const TRIES = 3;
/** A commit that could not be sent for so long is refused, and one that failed is not tried again. */
const PATIENCE_MS = 15_000;

interface Waiting extends NamedCommit {
  readonly since: number;
  readonly resolve: (held: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/** Whether a commit whose answer was lost is there. */
export async function isThere(database: Database, { commit: { run, expectedSeq, events }, commitId }: NamedCommit): Promise<boolean> {
  const found = await database.query(events.length > 0
    ? { text: 'SELECT 1 FROM run_event WHERE run_id = $1 AND seq = $2 AND commit_id = $3', values: [run.id, expectedSeq + 1, commitId] }
    : { text: 'SELECT 1 FROM run WHERE id = $1 AND commit_id = $2', values: [run.id, commitId] });
  return found.length > 0;
}

/**
 * Group commit: commits of different runs that wait at the same time share statements, syncs of the disk and ways to
 * the database and back. Alone, a commit goes at once. Many are dealt out to all statements there is room for: in a
 * single one all callers would be answered at the same moment and come again together, so that the database would rest
 * while this process works, and the other way round.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #owner: string;
  #queue: Waiting[] = [];
  #underWay = 0;

  constructor(database: Database, owner: string) {
    this.#database = database;
    this.#owner = owner;
  }

  /** Whether the compare-and-set held. A client key that is taken rejects with the error of the database. */
  put(commit: RunCommit): Promise<boolean> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ commit, commitId: randomUUID(), since: performance.now(), resolve, reject });
      // After all that has arrived by now was dealt with: what is committed because of it goes together.
      if (this.#queue.length === 1) setImmediate(() => this.#next());
    });
  }

  #next(): void {
    while (this.#underWay < UNDER_WAY && this.#queue.length > 0) {
      const share = Math.ceil(this.#queue.length / (UNDER_WAY - this.#underWay));
      const group = this.#take(Math.min(MOST, Math.max(FEW, share)));
      if (group.length === 0) return;
      this.#underWay += 1;
      void this.#write(group).finally(() => {
        this.#underWay -= 1;
        setImmediate(() => this.#next());
      });
    }
  }

  /** At most one commit of a run: the second may rest on the first. One that has waited too long is refused, never sent. */
  #take(most: number): readonly Waiting[] {
    const group = new Map<string, Waiting>();
    const rest: Waiting[] = [];
    const now = performance.now();
    for (const waiting of this.#queue) {
      const { id } = waiting.commit.run;
      if (now - waiting.since > PATIENCE_MS) waiting.reject(storeError('SCN_STORE_DOWN', { database: this.#database.name, reason: 'others wait for it too' }));
      else if (group.size < most && !group.has(id)) group.set(id, waiting);
      else rest.push(waiting);
    }
    this.#queue = rest;
    return [...group.values()];
  }

  async #write(group: readonly Waiting[]): Promise<void> {
    try {
      const held = await this.#database.once<{ id: string }>(commitStatement(group, this.#owner));
      const ids = new Set(held.map((row) => row.id));
      for (const waiting of group) waiting.resolve(ids.has(waiting.commit.run.id));
    } catch (error) {
      await Promise.all(group.map((waiting) => this.#alone(waiting, error, group.length === 1)));
    }
  }

  /** After a failure each commit answers for itself. */
  async #alone(waiting: Waiting, failure: unknown, wasAlone: boolean): Promise<void> {
    let error = failure;
    try {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const isDown = isScenarioError(error, 'SCN_STORE_DOWN');
        // The line broke on the way: only the database knows whether it is done.
        if (isDown && (await isThere(this.#database, waiting))) return waiting.resolve(true);
        if ((!isDown && (wasAlone || attempt > 1)) || performance.now() - waiting.since > PATIENCE_MS) break;
        try {
          const held = await this.#database.once(commitStatement([waiting], this.#owner));
          return waiting.resolve(held.length === 1);
        } catch (again) {
          error = again;
        }
      }
    } catch (unanswered) {
      error = unanswered;
    }
    return waiting.reject(error);
  }
}

export function isTaken(error: unknown): boolean {
  return codeOf(isScenarioError(error) ? error.cause : error) === UNIQUE_VIOLATION;
}
