import { randomUUID } from 'node:crypto';
import type { RunEvent, RunStatus } from '../../../runtime/engine/run-event.ts';
import { checkSequence, clientKeyOf } from '../core/run-index.ts';
import { noCounts } from '../core/run-tally.ts';
import { decodeCursor, encodeCursor } from '../core/sorted-list.ts';
import { storeError } from '../errors.ts';
import type { OutboxRecord, Page, RunCommit, RunRecord, Store } from '../store.ts';
import { batchedRead, byKey } from './batched-read.ts';
import { commitStatement } from './commit-statement.ts';
import type { Database } from './database.ts';
import { GroupCommit, isTaken, isThere } from './group-commit.ts';
import { GONE_AFTER, type Presence } from './presence.ts';
import type { RowWriter } from './row-writes.ts';
import { build } from './tables.ts';
import { readUsage } from './usage.ts';

export interface RunsParts {
  /** ISO date-time of what is written. */
  readonly now: () => string;
  readonly database: Database;
  /** For statements that find everything by key. */
  readonly hot: Database;
  readonly presence: Presence;
  readonly rows: RowWriter;
}

/** Ends a transaction whose compare-and-set did not hold. */
class NotHeld extends Error {}

/** The moment of a cursor, as the database reads it. @throws SCN_STORE_CURSOR */
export function momentOf(cursor: string): readonly [moment: string, id: string] {
  const [moment, id] = decodeCursor(cursor);
  if (typeof moment !== 'string' || Number.isNaN(Date.parse(moment))) throw storeError('SCN_STORE_CURSOR', {});
  return [moment, id];
}

export function createRuns({ now, database, hot, presence, rows }: RunsParts): Store['runs'] {
  const seqOf = async (id: string): Promise<number> => {
    const [found] = await database.query<{ seq: number }>({ name: 'run-seq', text: 'SELECT seq FROM run WHERE id = $1', values: [id] });
    return found?.seq ?? 0;
  };
  const readKey = batchedRead(async (keys: readonly (readonly [starter: string, key: string])[]) => {
    const found = await hot.query<{ starter: string; key: string; run_id: string }>({
      name: 'client-key', text: 'SELECT c.starter, c.key, c.run_id FROM unnest($1::text[], $2::text[]) AS g (starter, key) JOIN client_key c ON c.starter = g.starter AND c.key = g.key',
      values: [keys.map(([starter]) => starter), keys.map(([, key]) => key)],
    });
    return byKey(found, (row) => clientKeyOf(row.starter, row.key), keys.map(([starter, key]) => clientKeyOf(starter, key)), (row) => row?.run_id ?? null);
  });
  const byClientKey = (starter: string, key: string) => readKey([starter, key]);
  const readRun = batchedRead(async (ids: readonly string[]) => {
    const found = await hot.query<{ id: string; record: RunRecord }>({ name: 'run-get', text: 'SELECT id, record FROM run WHERE id = ANY($1)', values: [ids] });
    return byKey(found, (row) => row.id, ids, (row) => row?.record ?? null);
  });
  const readEvents = batchedRead(async (ids: readonly string[]) => {
    const found = await hot.query<{ run_id: string; body: readonly RunEvent[] }>({ name: 'run-events', text: 'SELECT run_id, body FROM run_event WHERE run_id = ANY($1) ORDER BY run_id, seq', values: [ids] });
    const events = new Map<string, RunEvent[]>();
    for (const { run_id: id, body } of found) events.set(id, [...(events.get(id) ?? []), ...body]);
    return ids.map((id) => events.get(id) ?? []);
  });

  /** @throws SCN_STORE_DUPLICATE, SCN_STORE_CONFLICT */
  const refuse = async ({ run, expectedSeq, clientKey, unseen }: RunCommit): Promise<never> => {
    const holder = clientKey ? await byClientKey(clientKey.starter, clientKey.key) : null;
    if (holder !== null && (holder !== run.id || unseen !== undefined)) throw storeError('SCN_STORE_DUPLICATE', { runId: holder });
    throw storeError('SCN_STORE_CONFLICT', { what: `run ${run.id}`, expected: expectedSeq, actual: await seqOf(run.id) });
  };

  const group = new GroupCommit(hot, presence.id);
  /** Answers whether the compare-and-set held. */
  const put = async (commit: RunCommit): Promise<boolean> => {
    const operations = commit.rows ?? [];
    if (operations.length === 0) return group.put(commit);
    const named = { commit, commitId: randomUUID() };
    return rows.transaction({ operations, writer: { at: now(), by: commit.run.starter, run: commit.run.id } }, async (run) => {
      const held = await run(commitStatement([named], presence.id));
      // Throwing takes the rows back.
      if (held.length === 0) throw new NotHeld();
      return true;
    }, () => isThere(database, named)).catch((error: unknown) => {
      if (error instanceof NotHeld) return false;
      throw error;
    });
  };

  return {
    commit: async (commit) => {
      checkSequence(commit);
      try {
        if (!(await put(commit))) await refuse(commit);
      } catch (error) {
        if (!isTaken(error) || !commit.clientKey) throw error;
        const holder = await byClientKey(commit.clientKey.starter, commit.clientKey.key);
        if (holder !== commit.run.id || commit.unseen !== undefined) await refuse(commit);
        const { clientKey: _, ...again } = commit;
        if (!(await put(again))) await refuse(commit);
      }
    },
    get: readRun,
    events: readEvents,
    list: (query) => listRuns(database, query),
    counts: async ({ scenario, since }) => {
      const found = await database.query<{ status: RunStatus; count: number }>({ name: 'run-counts', text: 'SELECT status, count(*)::int AS count FROM run WHERE scenario = $1 AND started_at >= $2 GROUP BY status', values: [scenario, since] });
      const counts = noCounts();
      for (const { status, count } of found) counts[status] = count;
      return counts;
    },
    usage: (query) => readUsage(database, query),
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
    ended: (query) => listEnded(database, query),
    countEnded: async ({ scenario, before }) => {
      const [found] = await database.query<{ count: number }>({ name: 'run-ended-count', text: `SELECT count(*)::int AS count FROM run WHERE scenario = $1 AND started_at < $2 AND updated_at < $2 AND status IN (${ENDED})`, values: [scenario, before] });
      return found?.count ?? 0;
    },
    byClientKey,
    rememberClientKey: async (starter, key, runId) => {
      await database.query({ text: 'INSERT INTO client_key (starter, key, run_id) VALUES ($1, $2, $3) ON CONFLICT (starter, key) DO UPDATE SET run_id = excluded.run_id', values: [starter, key, runId] });
    },
  };
}

const ENDED = "'completed', 'failed', 'cancelled', 'expired'";

/** Whatever ended before a moment began before it, which is how it is found. */
async function listEnded(database: Database, { scenario, before, cursor, limit }: Parameters<Store['runs']['ended']>[0]): Promise<Page<RunRecord>> {
  const after = cursor === undefined ? null : momentOf(cursor);
  const found = await database.query<{ record: RunRecord }>({
    name: `run-ended${after ? '-after' : ''}`,
    text: `SELECT record FROM run WHERE scenario = $1 AND started_at < $2 AND updated_at < $2 AND status IN (${ENDED})${after ? ' AND (started_at, id) > ($4, $5)' : ''} ORDER BY started_at, id LIMIT $3`,
    values: [scenario, before, limit + 1, ...(after ?? [])],
  });
  return pageFrom(found.map((row) => row.record), limit);
}

function pageFrom(found: readonly RunRecord[], limit: number): Page<RunRecord> {
  const items = found.slice(0, limit);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: encodeCursor([last.startedAt, last.id]) } : {}) };
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
  return pageFrom(found.map((row) => row.record), limit);
}
