import { randomUUID } from 'node:crypto';
import type { RunEvent, RunStatus } from '../../../runtime/engine/run-event.ts';
import { isScenarioError } from '../../../runtime/errors.ts';
import { checkSequence } from '../core/run-index.ts';
import { decodeCursor, encodeCursor } from '../core/sorted-list.ts';
import { storeError } from '../errors.ts';
import type { OutboxRecord, Page, RunCommit, RunRecord, Store } from '../store.ts';
import { commitStatement } from './commit-statement.ts';
import { codeOf, UNIQUE_VIOLATION } from './database-error.ts';
import type { Database } from './database.ts';
import { GONE_AFTER, type Presence } from './presence.ts';
import type { RowWriter } from './row-writes.ts';
import { build } from './tables.ts';

const TRIES = 3;

export interface RunsParts {
  readonly database: Database;
  readonly presence: Presence;
  readonly rows: RowWriter;
}

/** The moment of a cursor, as the database reads it. @throws SCN_STORE_CURSOR */
export function momentOf(cursor: string): readonly [moment: string, id: string] {
  const [moment, id] = decodeCursor(cursor);
  if (typeof moment !== 'string' || Number.isNaN(Date.parse(moment))) throw storeError('SCN_STORE_CURSOR', {});
  return [moment, id];
}

export function createRuns({ database, presence, rows }: RunsParts): Store['runs'] {
  const seqOf = async (id: string): Promise<number> => {
    const [found] = await database.query<{ seq: number }>({ name: 'run-seq', text: 'SELECT seq FROM run WHERE id = $1', values: [id] });
    return found?.seq ?? 0;
  };
  const byClientKey = async (starter: string, key: string): Promise<string | null> => {
    const [found] = await database.query<{ run_id: string }>({ name: 'client-key', text: 'SELECT run_id FROM client_key WHERE starter = $1 AND key = $2', values: [starter, key] });
    return found?.run_id ?? null;
  };

  /** @throws SCN_STORE_DUPLICATE, SCN_STORE_CONFLICT */
  const refuse = async ({ run, expectedSeq, clientKey }: RunCommit): Promise<never> => {
    const holder = clientKey ? await byClientKey(clientKey.starter, clientKey.key) : null;
    if (holder !== null && holder !== run.id) throw storeError('SCN_STORE_DUPLICATE', { runId: holder });
    throw storeError('SCN_STORE_CONFLICT', { what: `run ${run.id}`, expected: expectedSeq, actual: await seqOf(run.id) });
  };

  /** Whether a commit whose answer was lost is there. */
  const isThere = async ({ run, expectedSeq, events }: RunCommit, commitId: string): Promise<boolean> => {
    const found = await database.query(events.length > 0
      ? { text: 'SELECT 1 FROM run_event WHERE run_id = $1 AND seq = $2 AND commit_id = $3', values: [run.id, expectedSeq + 1, commitId] }
      : { text: 'SELECT 1 FROM run WHERE id = $1 AND commit_id = $2', values: [run.id, commitId] });
    return found.length > 0;
  };

  /** Answers whether the compare-and-set held. */
  const put = async (commit: RunCommit): Promise<boolean> => {
    const commitId = randomUUID();
    const statement = commitStatement(commit, presence.id, commitId);
    const operations = commit.rows ?? [];
    if (operations.length > 0) return rows.transaction(operations, async (run) => (await run(statement)).length === 1, () => isThere(commit, commitId));
    for (let attempt = 1; ; attempt += 1) {
      try {
        return (await database.once(statement)).length === 1;
      } catch (error) {
        // The line broke on the way: only the database knows whether it is done.
        if (!isScenarioError(error, 'SCN_STORE_DOWN')) throw error;
        if (await isThere(commit, commitId)) return true;
        if (attempt === TRIES) throw error;
      }
    }
  };

  return {
    commit: async (commit) => {
      checkSequence(commit);
      try {
        if (!(await put(commit))) await refuse(commit);
      } catch (error) {
        if (codeOf(isScenarioError(error) ? error.cause : error) !== UNIQUE_VIOLATION || !commit.clientKey) throw error;
        const holder = await byClientKey(commit.clientKey.starter, commit.clientKey.key);
        if (holder !== commit.run.id) await refuse(commit);
        const { clientKey: _, ...again } = commit;
        if (!(await put(again))) await refuse(commit);
      }
    },
    get: async (id) => {
      const [found] = await database.query<{ record: RunRecord }>({ name: 'run-get', text: 'SELECT record FROM run WHERE id = $1', values: [id] });
      return found?.record ?? null;
    },
    events: async (id) => {
      const found = await database.query<{ body: readonly RunEvent[] }>({ name: 'run-events', text: 'SELECT body FROM run_event WHERE run_id = $1 ORDER BY seq', values: [id] });
      return found.flatMap((row) => row.body);
    },
    list: (query) => listRuns(database, query),
    counts: async ({ scenario, since }) => {
      const found = await database.query<{ status: RunStatus; count: number }>({ name: 'run-counts', text: 'SELECT status, count(*)::int AS count FROM run WHERE scenario = $1 AND started_at >= $2 GROUP BY status', values: [scenario, since] });
      const counts: Record<RunStatus, number> = { running: 0, waiting: 0, incident: 0, completed: 0, failed: 0, cancelled: 0, expired: 0 };
      for (const { status, count } of found) counts[status] = count;
      return counts;
    },
    stale: async (before, limit) => {
      const found = await database.query<{ id: string }>({
        name: 'run-stale',
        text: `UPDATE run SET owner = $1 WHERE id IN (
          SELECT id FROM run r WHERE status = 'running'
            AND (CASE WHEN owner = $1 THEN updated_at < $2 ELSE NOT EXISTS (SELECT 1 FROM server s WHERE s.id = r.owner AND s.seen_at > now() - interval '${GONE_AFTER}') END)
          ORDER BY updated_at LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
        values: [presence.id, before, limit],
      });
      return found.map((row) => row.id);
    },
    outbox: async (runId) => {
      const found = await database.query<{ record: OutboxRecord }>({ name: 'run-outbox', text: 'SELECT record FROM outbox WHERE run_id = $1 ORDER BY key', values: [runId] });
      return found.map((row) => row.record);
    },
    byClientKey,
    rememberClientKey: async (starter, key, runId) => {
      await database.query({ text: 'INSERT INTO client_key (starter, key, run_id) VALUES ($1, $2, $3) ON CONFLICT (starter, key) DO UPDATE SET run_id = excluded.run_id', values: [starter, key, runId] });
    },
  };
}

async function listRuns(database: Database, { scenario, starter, status, cursor, limit }: Parameters<Store['runs']['list']>[0]): Promise<Page<RunRecord>> {
  let query = build.selectFrom('run').select('record').orderBy('started_at', 'desc').orderBy('id', 'desc').limit(limit + 1);
  if (scenario !== undefined) query = query.where('scenario', '=', scenario);
  if (starter !== undefined) query = query.where('starter', '=', starter);
  if (status !== undefined) query = query.where('status', '=', status);
  if (cursor !== undefined) {
    const [moment, id] = momentOf(cursor);
    query = query.where((eb) => eb(eb.refTuple('started_at', 'id'), '<', eb.tuple(moment, id)));
  }
  const { sql: text, parameters: values } = query.compile();
  const found = await database.query<{ record: RunRecord }>({ text, values });
  const items = found.slice(0, limit).map((row) => row.record);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: encodeCursor([last.startedAt, last.id]) } : {}) };
}
