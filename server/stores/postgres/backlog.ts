import type { Backlog } from '../store.ts';
import type { Database } from './database.ts';

interface Row {
  readonly open: number;
  readonly overdue: number;
  readonly late: Readonly<Record<string, number>>;
  readonly incidents: Readonly<Record<string, number>>;
  readonly timer: string | null;
  readonly outbox: number;
  readonly begun: string | null;
}

/** Every part is answered from an index of what is open, however many runs and tasks there were. */
export async function readBacklog(database: Database, now: string): Promise<Backlog> {
  const [found] = await database.query<Row>({
    name: 'backlog',
    text: `SELECT (SELECT count(*)::int FROM task WHERE status = 'open') AS open,
      (SELECT count(*)::int FROM task WHERE status = 'open' AND open_key < $1::bigint) AS overdue,
      (SELECT coalesce(json_object_agg(scenario, n), '{}') FROM (SELECT record ->> 'scenario' AS scenario, count(*)::int AS n FROM task WHERE status = 'open' AND open_key < $1::bigint GROUP BY 1) l) AS late,
      (SELECT coalesce(json_object_agg(scenario, n), '{}') FROM (SELECT scenario, count(*)::int AS n FROM run WHERE status = 'incident' GROUP BY scenario) i) AS incidents,
      (SELECT due_text FROM run_timer ORDER BY due_at, run_id, id LIMIT 1) AS timer,
      (SELECT count(*)::int FROM outbox) AS outbox, (SELECT min(record ->> 'startedAt') FROM outbox) AS begun`,
    values: [Date.parse(now)],
  });
  return {
    openTasks: found?.open ?? 0, overdueTasks: found?.overdue ?? 0, overdue: found?.late ?? {}, incidents: found?.incidents ?? {}, outbox: found?.outbox ?? 0,
    ...(found?.timer ? { oldestTimer: found.timer } : {}), ...(found?.begun ? { oldestOutbox: found.begun } : {}),
  };
}
