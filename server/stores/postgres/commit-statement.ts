import type { Json } from '../../../runtime/schema/json.ts';
import { createHash } from 'node:crypto';
import { canonicalJson } from '../core/journal.ts';
import { hasEnded } from '../core/run-index.ts';
import { closedKey, openKey } from '../core/task-index.ts';
import type { RunCommit, TaskRecord } from '../store.ts';
import type { Statement } from './database.ts';

/** Text of what an event wait is found by. */
export function waitKey(name: string, key: Json): string {
  return createHash('sha256').update(`${name} ${canonicalJson(key)}`).digest('hex');
}

/** A part of the one statement: its name in the statement's name, and its text with the values it needs. */
interface Part {
  readonly name: string;
  readonly text: (value: (given: unknown) => string) => string;
}

const json = (value: unknown) => JSON.stringify(value);

const RUN_COLUMNS = 'id, scenario, starter, status, seq, started_at, updated_at, owner, commit_id, record';

function runPart({ run, expectedSeq }: RunCommit, owner: string, commitId: string): Part {
  const values = [run.id, run.scenario, run.starter, run.status, run.seq, run.startedAt, run.updatedAt, owner, commitId, json(run)];
  if (expectedSeq === 0) return { name: 'n', text: (value) => `INSERT INTO run (${RUN_COLUMNS}) VALUES (${values.map(value).join(', ')}) ON CONFLICT DO NOTHING RETURNING id` };
  return {
    name: 'u',
    text: (value) => {
      const [id, scenario, starter, status, seq, started, updated, by, commit, record] = values.map(value);
      return `UPDATE run SET scenario = ${scenario}, starter = ${starter}, status = ${status}, seq = ${seq}, started_at = ${started}, updated_at = ${updated}, owner = ${by}, commit_id = ${commit}, record = ${record}
        WHERE id = ${id} AND seq = ${value(expectedSeq)} RETURNING id`;
    },
  };
}

function eventsPart({ events, expectedSeq }: RunCommit, commitId: string): Part[] {
  if (events.length === 0) return [];
  return [{ name: 'e', text: (value) => `INSERT INTO run_event (run_id, seq, commit_id, body) SELECT id, ${value(expectedSeq + 1)}::int, ${value(commitId)}::uuid, ${value(json(events))}::json FROM r` }];
}

function clientKeyPart({ clientKey }: RunCommit): Part[] {
  if (!clientKey) return [];
  return [{ name: 'k', text: (value) => `INSERT INTO client_key (starter, key, run_id) SELECT ${value(clientKey.starter)}, ${value(clientKey.key)}, id FROM r` }];
}

function taskFacts(task: TaskRecord): readonly unknown[] {
  const { claimedBy, claimedUntil, ...record } = task;
  const closed = task.status === 'open' ? null : closedKey(task)[0];
  return [task.id, task.runId, task.status, json(task.candidates), task.doneBy ?? null, openKey(task)[0], closed, claimedBy ?? null, claimedUntil ?? null, json(record)];
}

/** Each task with its values: there are few, and an array of arrays would have to be parsed again. */
function taskParts({ tasks = [] }: RunCommit): Part[] {
  if (tasks.length === 0) return [];
  const types = ['text', 'text', 'text', 'json', 'text', 'bigint', 'timestamptz', 'text', 'text', 'json'];
  const row = (task: TaskRecord, value: (given: unknown) => string) => `(${taskFacts(task).map((fact, i) => `${value(fact)}::${types[i] ?? 'text'}`).join(', ')})`;
  return [{
    name: `t${tasks.length}`,
    text: (value) => `INSERT INTO task (id, run_id, status, candidates, done_by, open_key, closed_at, claimed_by, claimed_until, record)
      SELECT v.a, v.b, v.c, ARRAY(SELECT json_array_elements_text(v.d)), v.e, v.f, v.g, v.h, v.i, v.j
      FROM r, (VALUES ${tasks.map((task) => row(task, value)).join(', ')}) AS v (a, b, c, d, e, f, g, h, i, j)
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, candidates = excluded.candidates, done_by = excluded.done_by, open_key = excluded.open_key,
        closed_at = excluded.closed_at, claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until, record = excluded.record`,
  }];
}

/** What a run waits for: rows by run and id, set and cleared; all of it goes with a run that ends. */
function keyedParts(commit: RunCommit): Part[] {
  const { run, timers, eventWaits, outbox } = commit;
  const begins = commit.expectedSeq === 0;
  const ends = hasEnded(run.status);
  const clear = (table: string, key: string, name: string, ids: readonly string[], whole: boolean): Part[] => {
    if (begins || (ids.length === 0 && !whole)) return [];
    if (whole) return [{ name: `${name}a`, text: () => `DELETE FROM ${table} USING r WHERE run_id = r.id` }];
    return [{ name: `${name}c`, text: (value) => `DELETE FROM ${table} USING r WHERE run_id = r.id AND ${table}.${key} = ANY(${value(ids)}::text[])` }];
  };
  const set = <T>(table: string, columns: string, types: string, name: string, items: readonly T[], facts: (item: T) => unknown, update: string): Part[] => {
    if (items.length === 0) return [];
    return [{ name: `${name}s`, text: (value) => `INSERT INTO ${table} (run_id, ${columns}) SELECT r.id, ${columns.split(', ').map((column) => `g.${column}`).join(', ')} FROM r, json_to_recordset(${value(json(items.map(facts)))}::json) AS g (${types}) ON CONFLICT (run_id, ${columns.split(', ')[0] ?? 'id'}) DO UPDATE SET ${update}` }];
  };
  const gone = (set_: readonly { readonly id: string }[], ids: readonly string[]) => ids.filter((id) => !set_.some((item) => item.id === id));
  const setTimers = ends ? [] : (timers?.set ?? []);
  const setWaits = ends ? [] : (eventWaits?.set ?? []);
  return [
    ...clear('run_timer', 'id', 'd', gone(setTimers, timers?.clear ?? []), ends),
    ...clear('event_wait', 'id', 'w', gone(setWaits, eventWaits?.clear ?? []), ends),
    ...clear('outbox', 'key', 'o', outbox?.done ?? [], false),
    ...set('run_timer', 'id, due_at, due_text', 'id text, due_at timestamptz, due_text text', 'd', setTimers, ({ id, dueAt }) => ({ id, due_at: dueAt, due_text: dueAt }), 'due_at = excluded.due_at, due_text = excluded.due_text, taken_by = NULL, taken_until = NULL'),
    ...set('event_wait', 'id, name_key, record', 'id text, name_key text, record json', 'w', setWaits, (wait) => ({ id: wait.id, name_key: waitKey(wait.name, wait.key), record: wait }), 'name_key = excluded.name_key, record = excluded.record'),
    ...set('outbox', 'key, record', 'key text, record json', 'o', outbox?.add ?? [], (record) => ({ key: record.key, record }), 'record = excluded.record'),
  ];
}

function noticePart({ notices = [] }: RunCommit): Part[] {
  if (notices.length === 0) return [];
  const facts = notices.map(({ readAt, ...record }) => ({ reader: record.to, id: record.id, at: record.at, read_at: readAt ?? null, record }));
  return [{
    name: 'm',
    text: (value) => `INSERT INTO notice (reader, id, at, read_at, record) SELECT g.reader, g.id, g.at, g.read_at, g.record
      FROM r, json_to_recordset(${value(json(facts))}::json) AS g (reader text, id text, at timestamptz, read_at text, record json)
      ON CONFLICT (reader, id) DO UPDATE SET at = excluded.at, read_at = excluded.read_at, record = excluded.record`,
  }];
}

/**
 * A commit but for its rows, as one statement: the run by compare-and-set, and everything else only if that held.
 * It answers one row when it did. Its name says which parts it has, so that each kind is prepared once.
 */
export function commitStatement(commit: RunCommit, owner: string, commitId: string): Statement {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given)}`;
  const run = runPart(commit, owner, commitId);
  const parts = [...eventsPart(commit, commitId), ...clientKeyPart(commit), ...taskParts(commit), ...keyedParts(commit), ...noticePart(commit)];
  const texts = [`r AS (${run.text(value)})`, ...parts.map((part, i) => `p${i} AS (${part.text(value)})`)];
  const name = `commit-${[run, ...parts].map((part) => part.name).join('.')}`;
  return { ...(name.length < 60 && (commit.tasks?.length ?? 0) < 8 ? { name } : {}), text: `WITH ${texts.join(', ')} SELECT id FROM r`, values };
}
