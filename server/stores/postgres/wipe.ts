import { DatabaseError, type Client } from 'pg';
import type { JsonObject } from '../../../runtime/schema/json.ts';
import { storeError } from '../errors.ts';
import { copyKey } from '../core/task-index.ts';
import { rowMaker } from '../rows/row-maker.ts';
import type { RowWipe, TaskRecord, Wipe, Wiped } from '../store.ts';
import { openSlowLine, type Database, type Run } from './database.ts';
import { codeOf, databaseError, NO_TABLE, UNIQUE_VIOLATION } from './database-error.ts';
import { indexesOf, lockedTables, type DatasetTable } from './dataset-tables.ts';
import { addCounts, NO_COUNTS, type RowCounts } from './row-counts.ts';
import { demandTotals } from './totals.ts';

const AT_REST = "status IN ('completed', 'failed', 'cancelled', 'expired') AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.run_id = run.id)";
/** By the run they belong to; none of these is looked for by it otherwise, so that no index has to be paid for by every run. */
const OF_RUN: readonly string[] = [
  'DELETE FROM run_event WHERE run_id = ANY($1)',
  'DELETE FROM client_key WHERE run_id = ANY($1)',
  'DELETE FROM task WHERE run_id = ANY($1)',
  'DELETE FROM run_timer WHERE run_id = ANY($1)',
  'DELETE FROM event_wait WHERE run_id = ANY($1)',
  "DELETE FROM notice WHERE record ->> 'runId' = ANY($1)",
];
const TABLES = ['run', 'run_event', 'client_key', 'task', 'run_timer', 'event_wait', 'outbox', 'notice', 'delivery', 'document', 'row_gone', 'dataset_key'];

/** Whether the process stops is looked at so often. */
const LOOK_MS = 500;

async function wipeRuns(run: Run, ids: readonly string[]): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  const gone = (await run<{ id: string }>({ text: `DELETE FROM run WHERE id = ANY($1) AND ${AT_REST} RETURNING id`, values: [ids] })).map(({ id }) => id);
  if (gone.length > 0) for (const text of OF_RUN) await run({ text, values: [gone] });
  return gone;
}

async function putTask(run: Run, { claimedBy: _by, claimedUntil: _until, ...record }: TaskRecord): Promise<void> {
  await run({ text: 'UPDATE task SET candidates = $2, copies = $3, created_at = $4, record = $5, done_by = $6 WHERE id = $1', values: [record.id, record.candidates, record.copies ?? null, record.copies ? copyKey(record)[0] : null, JSON.stringify(record), record.doneBy ?? null] });
}

/** One history in place of another; answers the run when it is still what it was. */
async function revise(run: Run, revised: Wipe['revised']): Promise<readonly string[]> {
  if (!revised) return [];
  const { run: record, events, tasks } = revised;
  const held = await run({ text: `UPDATE run SET record = $3, starter = $4 WHERE id = $1 AND seq = $2 AND ${AT_REST} RETURNING id`, values: [record.id, record.seq, JSON.stringify(record), record.starter] });
  if (held.length === 0) return [];
  await run({ text: 'DELETE FROM run_event WHERE run_id = $1', values: [record.id] });
  await run({ text: 'INSERT INTO run_event (run_id, seq, commit_id, body) VALUES ($1, 1, gen_random_uuid(), $2)', values: [record.id, JSON.stringify(events)] });
  for (const task of tasks) await putTask(run, task);
  return [record.id];
}

/** @throws SCN_DATA_UNIQUE when a row would break a unique key as it is left */
async function uniqueOr(table: DatasetTable, { id, data }: { readonly id: string; readonly data: JsonObject }, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    const broken = error instanceof DatabaseError ? error.constraint : undefined;
    const fields = indexesOf(table).find(({ name }) => name === broken)?.fields ?? [];
    throw storeError('SCN_DATA_UNIQUE', { dataset: table.id, fields: [...fields], values: fields.map((field) => data[field] ?? null), row: id }, error);
  }
}

async function wipeRow(run: Run, table: DatasetTable, { id, version, left: given }: RowWipe, written: JsonObject[]): Promise<{ readonly changed: number; readonly gone: number; readonly floor?: number }> {
  // What is worked out of values that go goes with them.
  const left = given?.data ? { ...given, data: rowMaker(table.definition)?.complete(given.data) ?? given.data } : given;
  const [found] = await run<{ v: number; data: JsonObject }>({ name: `wipe-find-${table.name}`, text: `SELECT v, data FROM ${table.name} WHERE id = $1 FOR UPDATE`, values: [id] });
  if (found?.v !== version) return { changed: 0, gone: 0 };
  if (!found) {
    const text = left ? 'UPDATE row_gone SET past = $3 WHERE dataset = $1 AND row_id = $2 RETURNING 1' : 'DELETE FROM row_gone WHERE dataset = $1 AND row_id = $2 RETURNING 1';
    return { changed: (await run({ text, values: [table.id, id, ...(left ? [JSON.stringify(left.past)] : [])] })).length, gone: 0 };
  }
  if (table.definition.totals) written.push(found.data, ...(left?.data ? [left.data] : []));
  if (left) {
    const data = left.data ?? found.data;
    const put = () => run({ text: `UPDATE ${table.name} SET past = $2, data = $3, v = v + $4 WHERE id = $1`, values: [id, JSON.stringify(left.past), JSON.stringify(data), left.data ? 1 : 0] });
    await uniqueOr(table, { id, data }, put);
    return { changed: 1, gone: 0 };
  }
  await run({ name: `wipe-${table.name}`, text: `DELETE FROM ${table.name} WHERE id = $1`, values: [id] });
  return { changed: 1, gone: 1, floor: found.v };
}

async function wipeRows(run: Run, rows: readonly RowWipe[]): Promise<number> {
  if (rows.length === 0) return 0;
  const tables = await lockedTables(run, [...new Set(rows.map(({ dataset }) => dataset))].sort());
  const written = new Map([...tables.values()].map((table) => [table, [] as JsonObject[]] as const));
  const counts = new Map<string, RowCounts>();
  let done = 0;
  for (const row of rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const table = tables.get(row.dataset) as DatasetTable;
    const { changed, gone, floor = 0 } = await wipeRow(run, table, row, written.get(table) ?? []);
    const count = counts.get(row.dataset) ?? NO_COUNTS;
    counts.set(row.dataset, { changes: count.changes + changed, rows: count.rows - gone, floor: Math.max(count.floor, floor) });
    done += changed;
  }
  await demandTotals(run, written);
  await addCounts(run, counts);
  return done;
}

/** The entries with whose data they are about, found by the entries, so that nothing is read that stays. */
const CUT = `WITH d AS (DELETE FROM audit WHERE seq <= $1 AND seq < (SELECT seq FROM audit_head) RETURNING seq, entry),
  s AS (DELETE FROM audit_subject s USING (SELECT d.seq, json_array_elements_text(CASE WHEN json_typeof(d.entry -> 'details' -> 'subjects') = 'array' THEN d.entry -> 'details' -> 'subjects' ELSE '[]' END) AS subject FROM d) g WHERE s.subject = g.subject AND s.seq = g.seq)
  SELECT count(*)::int AS n FROM d`;

/** The one way entries leave: the rule that none is ever removed rests for this transaction only. */
async function cutAudit(run: Run, to: number | undefined): Promise<number> {
  if (to === undefined) return 0;
  await run({ text: 'ALTER TABLE audit DISABLE TRIGGER audit_append_only', values: [] });
  const [found] = await run<{ n: number }>({ text: CUT, values: [to] });
  await run({ text: 'ALTER TABLE audit ENABLE TRIGGER audit_append_only', values: [] });
  return found?.n ?? 0;
}

/** All or none. May be repeated: what is gone is passed over. */
export function wipeDatabase(database: Database, { runs = [], revised, rows = [], notices = [], deliveries = [], audit }: Wipe): Promise<Wiped> {
  return database.transaction(async (run) => {
    const gone = await wipeRuns(run, runs);
    const other = await revise(run, revised);
    const wiped = await wipeRows(run, rows);
    const told = notices.length === 0 ? [] : await run({ text: 'DELETE FROM notice n USING unnest($1::text[], $2::text[]) AS g (reader, id) WHERE n.reader = g.reader AND n.id = g.id RETURNING 1', values: [notices.map(({ to }) => to), notices.map(({ id }) => id)] });
    const due = deliveries.length === 0 ? [] : await run({ text: 'DELETE FROM delivery WHERE id = ANY($1) RETURNING 1', values: [deliveries] });
    return { runs: [...gone, ...other], rows: wiped, notices: told.length, deliveries: due.length, audit: await cutAudit(run, audit) };
  }, async () => false);
}

/** One table after another; one that a load has replaced meanwhile is gone with all that was in it. */
async function vacuumEach(line: Client, tables: readonly string[], isStopping: () => boolean): Promise<void> {
  for (const table of tables) {
    if (isStopping()) return;
    try {
      await line.query(`VACUUM ${table}`);
    } catch (error) {
      if (isStopping()) return;
      if (codeOf(error) !== NO_TABLE) throw error;
    }
  }
}

/** Gives back the room of what is gone, which the database then writes over in its time. Of a large table that takes longer than any other statement may. */
export async function vacuum(database: Database, url: string, isStopping: () => boolean = () => false): Promise<void> {
  const rows = await database.query<{ name: string }>({ text: "SELECT 'row_' || number || '_' || generation AS name FROM dataset", values: [] });
  try {
    const line = await openSlowLine(url);
    // A line that is ended gives its statement up.
    const stop = setInterval(() => isStopping() && void line.end(), LOOK_MS);
    try {
      await vacuumEach(line, [...TABLES, ...rows.map(({ name }) => name)], isStopping);
    } finally {
      clearInterval(stop);
      await line.end();
    }
  } catch (error) {
    throw databaseError(error, database.name);
  }
}
