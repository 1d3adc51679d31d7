import { sql } from 'kysely';
import { decodeCursor, encodeCursor } from '../core/sorted-list.ts';
import { closedKey, copyKey, demandOpen, KEY_DIGITS, openKey, ORDERS, refuseHeld, rangeOf } from '../core/task-index.ts';
import { storeError } from '../errors.ts';
import type { Page, Store, TaskRecord } from '../store.ts';
import { batchedRead, byKey } from './batched-read.ts';
import type { Database } from './database.ts';
import { momentOf } from './runs.ts';
import { build } from './tables.ts';

interface TaskRow {
  readonly record: TaskRecord;
  readonly claimed_by: string | null;
  readonly claimed_until: string | null;
}

const COLUMNS = ['record', 'claimed_by', 'claimed_until'] as const;
const TRIES = 5;

function asTask({ record, claimed_by: by, claimed_until: until }: TaskRow): TaskRecord {
  return { ...record, ...(by === null ? {} : { claimedBy: by }), ...(until === null ? {} : { claimedUntil: until }) };
}

/** @param hot for statements that find everything by key */
export function createTasks(database: Database, hot: Database): Store['tasks'] {
  const get = batchedRead(async (ids: readonly string[]) => {
    const found = await hot.query<TaskRow & { id: string }>({ name: 'task-get', text: `SELECT id, ${COLUMNS.join(', ')} FROM task WHERE id = ANY($1)`, values: [ids] });
    return byKey(found, (row) => row.id, ids, (row) => (row ? asTask(row) : null));
  });
  const getForAnswer = batchedRead(async (asked: readonly (readonly [id: string, starter: string, key: string])[]) => {
    const found = await hot.query<TaskRow & { n: number; id: string | null; answered: string | null }>({
      name: 'task-for-answer',
      text: `SELECT g.n::int, t.id, ${COLUMNS.map((column) => `t.${column}`).join(', ')}, c.run_id AS answered
        FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS g (id, starter, key, n) LEFT JOIN task t ON t.id = g.id LEFT JOIN client_key c ON c.starter = g.starter AND c.key = g.key`,
      values: [asked.map(([id]) => id), asked.map(([, starter]) => starter), asked.map(([, , key]) => key)],
    });
    return byKey(found, (row) => String(row.n), asked.map((_, i) => String(i + 1)), (row) => ({ task: row && row.id !== null ? asTask(row) : null, answered: row?.answered ?? null }));
  });
  const CLAIM = `UPDATE task SET claimed_by = $2, claimed_until = $3 WHERE id = $1 AND status = 'open'
    AND (claimed_by IS NULL OR claimed_by = $2 OR claimed_until IS NULL OR claimed_until::timestamptz <= $4::timestamptz) RETURNING ${COLUMNS.join(', ')}`;
  const RELEASE = `UPDATE task SET claimed_by = NULL, claimed_until = NULL WHERE id = $1 AND status = 'open' AND (claimed_by IS NULL OR claimed_by = $2) RETURNING ${COLUMNS.join(', ')}`;

  /** What was changed, else why not; asks again when the reason is gone by the time it is looked for. */
  const change = async (id: string, name: string, text: string, values: readonly unknown[], reason: (task: TaskRecord) => void): Promise<TaskRecord> => {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const [row] = await database.query<TaskRow>({ name, text, values });
      if (row) return asTask(row);
      reason(demandOpen((await get(id)) ?? undefined, id));
    }
    throw storeError('SCN_STORE_BUSY', { database: database.name, reason: id });
  };
  return {
    get,
    getForAnswer: (id, { starter, key }) => getForAnswer([id, starter, key]),
    copies: (query) => listCopies(database, query),
    countOpen: (query) => countOpen(database, query),
    list: (query) => (query.status === 'open' ? listOpen(database, query) : listClosed(database, query)),
    claim: (id, by, until, now) => change(id, 'task-claim', CLAIM, [id, by, until, now], (task) => refuseHeld(task, by, now)),
    release: (id, by) => change(id, 'task-release', RELEASE, [id, by], (task) => refuseHeld(task, by)),
  };
}

type TaskQuery = Parameters<Store['tasks']['list']>[0];

const sharesOne = (candidates: readonly string[]) => sql<boolean>`candidates && ${[...candidates]}::text[]`;

const selection = () => build.selectFrom('task').select(COLUMNS);

async function pageOf(database: Database, query: { compile: () => { sql: string; parameters: readonly unknown[] } }, limit: number, cursorOf: (task: TaskRecord) => string): Promise<Page<TaskRecord>> {
  const { sql: text, parameters: values } = query.compile();
  const found = await database.query<TaskRow>({ text, values });
  const items = found.slice(0, limit).map(asTask);
  const last = items.at(-1);
  return { items, ...(found.length > limit && last ? { next: cursorOf(last) } : {}) };
}

async function countOpen(database: Database, { candidates, bounds, most }: Parameters<Store['tasks']['countOpen']>[0]): Promise<readonly number[]> {
  const found = await database.query<{ bucket: number; count: string }>({
    name: 'task-count',
    text: `SELECT width_bucket(open_key, $2::bigint[]) AS bucket, count(*) AS count
      FROM (SELECT open_key FROM task WHERE status = 'open' AND candidates && $1::text[] ORDER BY open_key, id LIMIT $3) t GROUP BY 1`,
    values: [[...candidates], [...bounds], most],
  });
  return Array.from({ length: bounds.length + 1 }, (_, bucket) => Number(found.find((row) => row.bucket === bucket)?.count ?? 0));
}

/** What tasks are ordered by, as text; one moment is always written in one way. */
const APPEARED = sql<string>`(record->>'createdAt') COLLATE "C"`;
const BY_TEXT = { newest: APPEARED, oldest: APPEARED, app: sql<string>`((record->>'scenario') || ' ' || lpad(open_key::text, ${sql.lit(KEY_DIGITS)}, '0')) COLLATE "C"` };

function openTasks({ candidates, doneBy, due, limit }: TaskQuery) {
  let query = selection().where('status', '=', 'open').limit(limit + 1);
  if (candidates) query = query.where(sharesOne(candidates));
  if (doneBy !== undefined) query = query.where('done_by', '=', doneBy);
  const { from, to } = rangeOf(due);
  if (from !== undefined) query = query.where('open_key', '>=', from);
  if (to !== undefined) query = query.where('open_key', '<', to);
  return query;
}

async function listInOrder(database: Database, query: TaskQuery, order: keyof typeof BY_TEXT): Promise<Page<TaskRecord>> {
  const { keyOf, reverse } = ORDERS[order];
  const way = reverse ? 'desc' : 'asc';
  let found = openTasks(query).orderBy(BY_TEXT[order], way).orderBy('id', way);
  if (query.cursor !== undefined) {
    const [key, id] = decodeCursor(query.cursor);
    if (typeof key !== 'string') throw storeError('SCN_STORE_CURSOR', {});
    found = found.where(sql<boolean>`(${BY_TEXT[order]}, id) ${sql.raw(reverse ? '<' : '>')} (${key}, ${id})`);
  }
  return pageOf(database, found, query.limit, (task) => encodeCursor(keyOf(task)));
}

async function listOpen(database: Database, asked: TaskQuery): Promise<Page<TaskRecord>> {
  const { order = 'due', cursor, limit } = asked;
  if (order !== 'due') return listInOrder(database, asked, order);
  let query = openTasks(asked).orderBy('open_key').orderBy('id');
  if (cursor !== undefined) {
    const [key, id] = decodeCursor(cursor);
    if (typeof key !== 'number' || !Number.isSafeInteger(key)) throw storeError('SCN_STORE_CURSOR', {});
    query = query.where((eb) => eb(eb.refTuple('open_key', 'id'), '>', eb.tuple(key, id)));
  }
  return pageOf(database, query, limit, (task) => encodeCursor(openKey(task)));
}

async function listClosed(database: Database, { candidates, doneBy, status, cursor, limit }: TaskQuery): Promise<Page<TaskRecord>> {
  let query = selection().where('status', '=', status).orderBy('closed_at', 'desc').orderBy('id', 'desc').limit(limit + 1);
  if (candidates) query = query.where(sharesOne(candidates));
  if (doneBy !== undefined) query = query.where('done_by', '=', doneBy);
  if (cursor !== undefined) {
    const [moment, id] = momentOf(cursor);
    query = query.where((eb) => eb(eb.refTuple('closed_at', 'id'), '<', eb.tuple(moment, id)));
  }
  return pageOf(database, query, limit, (task) => encodeCursor(closedKey(task)));
}

async function listCopies(database: Database, { to, cursor, limit }: Parameters<Store['tasks']['copies']>[0]): Promise<Page<TaskRecord>> {
  let query = selection().where(sql<boolean>`copies && ${[...to]}::text[]`).orderBy('created_at', 'desc').orderBy('id', 'desc').limit(limit + 1);
  if (cursor !== undefined) {
    const [moment, id] = momentOf(cursor);
    query = query.where((eb) => eb(eb.refTuple('created_at', 'id'), '<', eb.tuple(moment, id)));
  }
  return pageOf(database, query, limit, (task) => encodeCursor(copyKey(task)));
}
