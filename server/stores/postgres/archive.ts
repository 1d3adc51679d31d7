import type { ClientBase, PoolClient } from 'pg';
import type { RunEvent } from '../../../runtime/engine/run-event.ts';
import type { DatasetDefinition } from '../../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { ArchiveEntry, DeliveryRecord, EventWaitRecord, NoticeRecord, OutboxRecord, RowPast, RunRecord, StoreArchive, TaskRecord } from '../store.ts';
import { fillEntries } from './archive-fill.ts';
import type { Database } from './database.ts';
import { databaseError } from './database-error.ts';
import type { DatasetTables } from './dataset-tables.ts';
import { GONE_AFTER, type Presence } from './presence.ts';

/** Rows fetched at once. */
const FETCH = 500;

export function createPostgresArchive(database: Database, presence: Presence, tables: DatasetTables): StoreArchive {
  return {
    dump: () => dump(database),
    fill: async (entries) => {
      await fillEntries(database, entries);
      tables.forgetAll();
    },
    inUse: async () => (await database.query({ text: `SELECT 1 FROM server WHERE id <> $1 AND seen_at > now() - interval '${GONE_AFTER}'`, values: [presence.id] })).length > 0,
  };
}

/** All in one snapshot of the database, which goes on working meanwhile. */
async function* dump(database: Database): AsyncGenerator<ArchiveEntry> {
  const client = await database.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query("SET LOCAL idle_in_transaction_session_timeout = '10min'");
    yield* entriesOf(client);
    await client.query('COMMIT');
  } catch (error) {
    throw databaseError(error, database.name);
  } finally {
    // Also when the reader stopped half-way, a transaction still open goes with its connection.
    client.release(true);
  }
}

/** The rows of a query, some hundred at a time; within a transaction. */
export async function* rowsOf<Row>(client: ClientBase, text: string): AsyncGenerator<Row> {
  await client.query(`DECLARE archive NO SCROLL CURSOR FOR ${text}`);
  for (;;) {
    const { rows } = await client.query(`FETCH ${FETCH} FROM archive`);
    yield* rows as Row[];
    if (rows.length < FETCH) break;
  }
  await client.query('CLOSE archive');
}

async function* entriesOf(client: PoolClient): AsyncGenerator<ArchiveEntry> {
  for await (const row of rowsOf<{ kind: string; id: string; version: number; updated_at: string; updated_by: string; body: JsonObject }>(client, 'SELECT kind, id, version, updated_at, updated_by, body FROM document ORDER BY kind, id')) {
    yield { t: 'document', document: { kind: row.kind, id: row.id, version: row.version, updatedAt: row.updated_at, updatedBy: row.updated_by, body: row.body } };
  }
  for await (const { record, events } of rowsOf<{ record: RunRecord; events: readonly (readonly RunEvent[])[] }>(client, 'SELECT record, (SELECT coalesce(json_agg(body ORDER BY seq), \'[]\') FROM run_event e WHERE e.run_id = run.id) AS events FROM run ORDER BY id')) {
    yield { t: 'run', run: record, events: events.flat() };
  }
  for await (const row of rowsOf<{ starter: string; key: string; run_id: string }>(client, 'SELECT starter, key, run_id FROM client_key ORDER BY starter, key')) yield { t: 'clientKey', starter: row.starter, key: row.key, runId: row.run_id };
  for await (const { record, claimed_by: by, claimed_until: until } of rowsOf<{ record: TaskRecord; claimed_by: string | null; claimed_until: string | null }>(client, 'SELECT record, claimed_by, claimed_until FROM task ORDER BY id')) {
    yield { t: 'task', task: { ...record, ...(by === null ? {} : { claimedBy: by }), ...(until === null ? {} : { claimedUntil: until }) } };
  }
  for await (const row of rowsOf<{ run_id: string; id: string; due_text: string }>(client, 'SELECT run_id, id, due_text FROM run_timer ORDER BY run_id, id')) yield { t: 'timer', timer: { runId: row.run_id, id: row.id, dueAt: row.due_text } };
  for await (const { record } of rowsOf<{ record: EventWaitRecord }>(client, 'SELECT record FROM event_wait ORDER BY run_id, id')) yield { t: 'eventWait', wait: record };
  for await (const { record } of rowsOf<{ record: OutboxRecord }>(client, 'SELECT record FROM outbox ORDER BY run_id, key')) yield { t: 'outbox', record };
  for await (const { record, read_at: readAt } of rowsOf<{ record: NoticeRecord; read_at: string | null }>(client, 'SELECT record, read_at FROM notice ORDER BY reader, id')) yield { t: 'notice', notice: { ...record, ...(readAt === null ? {} : { readAt }) } };
  for await (const { record } of rowsOf<{ record: DeliveryRecord }>(client, 'SELECT record FROM delivery ORDER BY id')) yield { t: 'delivery', delivery: record };
  yield* datasetEntries(client);
  for await (const { hash, entry } of rowsOf<{ hash: string; entry: JsonObject }>(client, 'SELECT hash, entry FROM audit ORDER BY seq')) yield { t: 'audit', entry: { ...entry, hash } as never };
}

async function* datasetEntries(client: PoolClient): AsyncGenerator<ArchiveEntry> {
  const { rows: datasets } = await client.query<{ id: string; name: string; definition: DatasetDefinition; floor: number }>("SELECT id, 'row_' || number || '_' || generation AS name, definition, (SELECT coalesce(max(floor), 0) FROM dataset_count c WHERE c.dataset = d.id) AS floor FROM dataset d ORDER BY number");
  for (const { id: dataset, name, definition, floor } of datasets) {
    yield { t: 'dataset', definition, floor };
    const literal = client.escapeLiteral(dataset);
    for await (const row of rowsOf<{ id: string; v: number; data: JsonObject; past: readonly RowPast[] | null; key: string | null }>(client, `SELECT t.id, t.v, t.data, t.past, k.key FROM ${name} t LEFT JOIN dataset_key k ON k.dataset = ${literal} AND k.row_id = t.id ORDER BY t.n`)) {
      yield { t: 'row', dataset, id: row.id, version: row.v, data: row.data, ...(row.key === null ? {} : { key: row.key }), ...(row.past === null ? {} : { past: row.past }) };
    }
    for await (const { key } of rowsOf<{ key: string }>(client, `SELECT k.key FROM dataset_key k LEFT JOIN ${name} t ON t.id = k.row_id WHERE k.dataset = ${literal} AND t.id IS NULL ORDER BY k.key`)) {
      yield { t: 'row', dataset, id: `gone ${key}`, version: 0, key };
    }
    for await (const { id, past } of rowsOf<{ id: string; past: readonly RowPast[] }>(client, `SELECT row_id AS id, past FROM row_gone WHERE dataset = ${literal} ORDER BY n`)) {
      yield { t: 'row', dataset, id, version: 0, past };
    }
  }
}
