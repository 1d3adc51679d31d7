import { decodeCursor, encodeCursor } from '../core/sorted-list.ts';
import type { DeliveryRecord, Store } from '../store.ts';
import type { Database, Statement } from './database.ts';
import type { Presence } from './presence.ts';

/** So long a due delivery is left to the server that took it; then another one may. */
const TAKEN_FOR = '90 seconds';

export const DELIVERY_COLUMNS = 'id, scenario, status, at, due_at, record';

export function deliveryFacts(record: DeliveryRecord): Readonly<Record<string, unknown>> {
  return { id: record.id, scenario: record.scenario, status: record.status, at: record.at, due_at: record.dueAt, record };
}

/** Puts deliveries in; one that is there stays as it is. */
export function addDeliveries(records: readonly DeliveryRecord[]): Statement {
  return {
    name: 'delivery-add',
    text: `INSERT INTO delivery (${DELIVERY_COLUMNS}) SELECT ${DELIVERY_COLUMNS} FROM json_to_recordset($1::json) AS g (id text, scenario text, status text, at text, due_at timestamptz, record json) ON CONFLICT DO NOTHING`,
    values: [JSON.stringify(records.map(deliveryFacts))],
  };
}

export function createDeliveries(database: Database, presence: Presence): Store['deliveries'] {
  return {
    add: async (records) => {
      if (records.length > 0) await database.query(addDeliveries(records));
    },
    get: async (id) => (await database.query<{ record: DeliveryRecord }>({ name: 'delivery-get', text: 'SELECT record FROM delivery WHERE id = $1', values: [id] }))[0]?.record ?? null,
    due: async (now, limit) => {
      const found = await database.query<{ record: DeliveryRecord }>({
        name: 'delivery-due',
        text: `UPDATE delivery t SET taken_by = $1, taken_until = now() + interval '${TAKEN_FOR}' FROM (
            SELECT id FROM delivery WHERE status = 'waiting' AND due_at <= $2 AND (taken_by IS NULL OR taken_by = $1 OR taken_until < now())
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED) d
          WHERE t.id = d.id RETURNING t.record`,
        values: [presence.id, now, limit],
      });
      return found.map((row) => row.record).sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt) || (a.id < b.id ? -1 : 1));
    },
    settle: async (from, next) => {
      const held = JSON.stringify(from);
      const found = next
        ? await database.query({
            name: 'delivery-settle',
            text: 'UPDATE delivery SET status = $3, due_at = $4, record = $5, taken_by = NULL, taken_until = NULL WHERE id = $1 AND (record::jsonb = $2::jsonb OR record::jsonb = $5::jsonb) RETURNING 1',
            values: [from.id, held, next.status, next.dueAt, JSON.stringify(next)],
          })
        : await database.query({ name: 'delivery-done', text: 'DELETE FROM delivery WHERE id = $1 AND record::jsonb = $2::jsonb RETURNING 1', values: [from.id, held] });
      return found.length > 0;
    },
    list: (query) => listDeliveries(database, query),
    counts: async () => {
      const [found] = await database.query<{ waiting: number; failed: number; oldest: string | null }>({
        name: 'delivery-counts',
        text: `SELECT count(*) FILTER (WHERE status = 'waiting')::int AS waiting, count(*) FILTER (WHERE status <> 'waiting')::int AS failed,
          (SELECT record ->> 'dueAt' FROM delivery WHERE status = 'waiting' ORDER BY due_at, id LIMIT 1) AS oldest FROM delivery`,
        values: [],
      });
      return { waiting: found?.waiting ?? 0, failed: found?.failed ?? 0, ...(found?.oldest ? { oldestDue: found.oldest } : {}) };
    },
  };
}

async function listDeliveries(database: Database, { scenario, status, cursor, limit }: Parameters<Store['deliveries']['list']>[0]): ReturnType<Store['deliveries']['list']> {
  const [at, id] = cursor === undefined ? [null, null] : decodeCursor(cursor);
  const found = await database.query<{ record: DeliveryRecord }>({
    name: 'delivery-list',
    text: `SELECT record FROM delivery WHERE ($1::text IS NULL OR scenario = $1) AND ($2::text IS NULL OR status = $2) AND ($3::text IS NULL OR (at, id) < ($3, $4::text))
      ORDER BY at DESC, id DESC LIMIT $5`,
    values: [scenario ?? null, status ?? null, at, id, limit + 1],
  });
  const items = found.slice(0, limit).map((row) => row.record);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: encodeCursor([last.at, last.id]) } : {}) };
}
