import type { EventWaitRecord, NoticeRecord, Store, TimerRecord } from '../store.ts';
import { waitKey } from './commit-statement.ts';
import type { Database } from './database.ts';
import type { Presence } from './presence.ts';

/** So long a due timer is left to the server that took it; then another one may. */
const TAKEN_FOR = '15 seconds';

interface TimerRow {
  readonly run_id: string;
  readonly id: string;
  readonly due_text: string;
}

/**
 * Due timers. Whoever asks takes them for a while, and servers that ask at once pass each other by, so that each timer
 * is fired by one of them. That is thrift, not safety: firing twice changes nothing, because commits compare the seq.
 */
export function createTimers(database: Database, presence: Presence): Store['timers'] {
  return {
    due: async (now, limit) => {
      const found = await database.query<TimerRow>({
        name: 'timer-due',
        text: `UPDATE run_timer t SET taken_by = $1, taken_until = now() + interval '${TAKEN_FOR}' FROM (
            SELECT run_id, id FROM run_timer WHERE due_at <= $2 AND (taken_by IS NULL OR taken_by = $1 OR taken_until < now())
            ORDER BY due_at, run_id, id LIMIT $3 FOR UPDATE SKIP LOCKED) d
          WHERE t.run_id = d.run_id AND t.id = d.id RETURNING t.run_id, t.id, t.due_text`,
        values: [presence.id, now, limit],
      });
      const timers = found.map((row): TimerRecord => ({ runId: row.run_id, id: row.id, dueAt: row.due_text }));
      return timers.sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.runId === b.runId ? (a.id < b.id ? -1 : 1) : a.runId < b.runId ? -1 : 1));
    },
  };
}

export function createEventWaits(database: Database): Store['eventWaits'] {
  return {
    find: async (name, key) => {
      const found = await database.query<{ record: EventWaitRecord }>({ name: 'event-wait', text: 'SELECT record FROM event_wait WHERE name_key = $1 ORDER BY run_id, id', values: [waitKey(name, key)] });
      return found.map((row) => row.record);
    },
  };
}

export function createNotices(database: Database): Store['notices'] {
  return {
    list: async (to, limit) => {
      const found = await database.query<{ record: NoticeRecord; read_at: string | null }>({ name: 'notice-list', text: 'SELECT record, read_at FROM notice WHERE reader = $1 ORDER BY at DESC, id DESC LIMIT $2', values: [to, limit] });
      return found.map(({ record, read_at: readAt }) => ({ ...record, ...(readAt === null ? {} : { readAt }) }));
    },
    markRead: async (to, ids, at) => {
      await database.query({ name: 'notice-read', text: 'UPDATE notice SET read_at = $3 WHERE reader = $1 AND id = ANY($2) AND read_at IS NULL', values: [to, ids, at] });
    },
    before: async (at, limit) => {
      const [[total], items] = await Promise.all([
        database.query<{ count: number }>({ name: 'notice-before-count', text: 'SELECT count(*)::int AS count FROM notice WHERE at < $1', values: [at] }),
        database.query<{ to: string; id: string }>({ name: 'notice-before', text: 'SELECT reader AS to, id FROM notice WHERE at < $1 LIMIT $2', values: [at, limit] }),
      ]);
      return { count: total?.count ?? 0, items };
    },
    add: async ({ readAt, ...record }) => {
      await database.query({ name: 'notice-add', text: 'INSERT INTO notice (reader, id, at, read_at, record) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (reader, id) DO NOTHING', values: [record.to, record.id, record.at, readAt ?? null, JSON.stringify(record)] });
    },
  };
}
