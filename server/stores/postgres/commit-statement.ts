import { createHash } from 'node:crypto';
import type { Json } from '../../../runtime/schema/json.ts';
import { canonicalJson } from '../core/journal.ts';
import { hasEnded } from '../core/run-index.ts';
import { closedKey, openKey } from '../core/task-index.ts';
import type { RunCommit, TaskRecord } from '../store.ts';
import type { Statement } from './database.ts';
import { DELIVERY_COLUMNS, deliveryFacts } from './deliveries.ts';

/** A commit and the id it is found by when its answer was lost. */
export interface NamedCommit {
  readonly commit: RunCommit;
  readonly commitId: string;
}

/** Text of what an event wait is found by. */
export function waitKey(name: string, key: Json): string {
  return createHash('sha256').update(`${name} ${canonicalJson(key)}`).digest('hex');
}

type Facts = Readonly<Record<string, unknown>>;

/** One table's share of a statement: the facts of a commit, and the SQL over `g`, a set of such facts, and `r`, the runs that held. */
interface Part {
  readonly name: string;
  readonly columns: string;
  readonly facts: (named: NamedCommit, owner: string) => readonly Facts[];
  readonly text: (given: Given) => string;
}

/** How a part is given its facts. */
interface Given {
  /** SQL of `g`. */
  readonly g: string;
  /** SQL of a column that is a list of texts. */
  readonly list: (column: string) => string;
  /** Whether the statement takes client keys first, as `h`. */
  readonly keys: boolean;
}

const RUN = 'id text, scenario text, starter text, status text, seq int, started_at timestamptz, updated_at timestamptz, owner text, commit_id uuid, record json';
const RUN_COLUMNS = 'id, scenario, starter, status, seq, started_at, updated_at, owner, commit_id, record';
/** Nobody else holds the task of an answer that was given without a look. */
const FREE = 'NOT EXISTS (SELECT 1 FROM task WHERE task.id = g.task AND task.claimed_by <> g.answerer AND task.claimed_until::timestamptz > g.answered_at)';
const CHANGED = 'scenario, starter, status, seq, started_at, updated_at, owner, commit_id, record';
const SET = `(${CHANGED}) = ROW (${CHANGED.split(', ').map((column) => `g.${column}`).join(', ')})`;

function runFacts({ commit: { run, expectedSeq }, commitId }: NamedCommit, owner: string): Facts {
  return { id: run.id, scenario: run.scenario, starter: run.starter, status: run.status, seq: run.seq, started_at: run.startedAt, updated_at: run.updatedAt, owner, commit_id: commitId, record: run, expected: expectedSeq };
}

/**
 * The client keys of new runs, before the runs: one that is taken keeps its own run from being made and disturbs no
 * other. A run id is new, so a key that was free is never left without its run.
 */
const KEYS: Part = {
  name: 'h', columns: 'run_id text, starter text, key text',
  facts: ({ commit: { run, expectedSeq, clientKey } }) => (clientKey && expectedSeq === 0 ? [{ run_id: run.id, ...clientKey }] : []),
  text: ({ g }) => `INSERT INTO client_key (starter, key, run_id) SELECT g.starter, g.key, g.run_id FROM ${g} ON CONFLICT DO NOTHING RETURNING run_id`,
};

/** Runs by compare-and-set; everything else follows from these. */
const RUNS: readonly Part[] = [
  {
    name: 'n', columns: `${RUN}, keyed boolean`,
    facts: (named, owner) => (named.commit.expectedSeq === 0 ? [{ ...runFacts(named, owner), keyed: named.commit.clientKey !== undefined }] : []),
    text: ({ g, keys }) => `INSERT INTO run (${RUN_COLUMNS}) SELECT ${RUN_COLUMNS} FROM ${g} ${keys ? 'WHERE NOT g.keyed OR g.id IN (SELECT run_id FROM h)' : ''} ON CONFLICT DO NOTHING RETURNING id`,
  },
  {
    name: 'u', columns: `${RUN}, expected int`,
    facts: (named, owner) => (named.commit.expectedSeq === 0 || named.commit.unseen ? [] : [runFacts(named, owner)]),
    text: ({ g }) => `UPDATE run SET ${SET} FROM ${g} WHERE run.id = g.id AND run.seq = g.expected RETURNING run.id`,
  },
  {
    name: 'v', columns: `${RUN}, expected int, task text, answerer text, answered_at timestamptz`,
    facts: (named, owner) => {
      const { unseen } = named.commit;
      return unseen === undefined ? [] : [{ ...runFacts(named, owner), task: unseen.task, answerer: unseen.by, answered_at: unseen.at }];
    },
    text: ({ g }) => `UPDATE run SET ${SET} FROM ${g} WHERE run.id = g.id AND run.seq = g.expected AND ${FREE} RETURNING run.id`,
  },
];

/** Records of a run by its id and their own: set, cleared, and all cleared at its end. */
function keyed(name: string, table: string, key: string, columns: string, update: string, what: { set: (commit: RunCommit) => readonly Facts[]; clear: (commit: RunCommit) => readonly string[]; endsWithRun: boolean }): readonly Part[] {
  const names = columns.split(', ').map((column) => column.split(' ')[0] ?? '');
  const ends = ({ run }: RunCommit) => what.endsWithRun && hasEnded(run.status);
  const set = (commit: RunCommit) => (ends(commit) ? [] : what.set(commit));
  return [
    {
      name: `${name}a`, columns: 'run_id text',
      facts: ({ commit }) => (ends(commit) && commit.expectedSeq > 0 && commit.free !== true ? [{ run_id: commit.run.id }] : []),
      text: ({ g }) => `DELETE FROM ${table} t USING r JOIN ${g} ON g.run_id = r.id WHERE t.run_id = r.id`,
    },
    {
      name: `${name}c`, columns: `run_id text, ${key} text`,
      facts: ({ commit }) => (ends(commit) || commit.expectedSeq === 0 ? [] : what.clear(commit).filter((id) => !set(commit).some((item) => item[key] === id)).map((id) => ({ run_id: commit.run.id, [key]: id }))),
      text: ({ g }) => `DELETE FROM ${table} t USING r JOIN ${g} ON g.run_id = r.id WHERE t.run_id = r.id AND t.${key} = g.${key}`,
    },
    {
      name: `${name}s`, columns: `run_id text, ${columns}`,
      facts: ({ commit }) => set(commit).map((item) => ({ run_id: commit.run.id, ...item })),
      text: ({ g }) => `INSERT INTO ${table} (run_id, ${names.join(', ')}) SELECT r.id, ${names.map((column) => `g.${column}`).join(', ')} FROM r JOIN ${g} ON g.run_id = r.id ON CONFLICT (run_id, ${key}) DO UPDATE SET ${update}`,
    },
  ];
}

/** Columns a task is found by when it was copied to somebody. */
export function copyFacts({ copies, createdAt }: Pick<TaskRecord, 'copies' | 'createdAt'>): Facts {
  return copies === undefined ? {} : { copies, created_at: createdAt };
}
export const COPIES = 'CASE WHEN g.copies IS NULL THEN NULL ELSE ARRAY(SELECT json_array_elements_text(g.copies)) END';

const TASK = 'run_id text, id text, status text, candidates text[], done_by text, open_key bigint, closed_at timestamptz, claimed_by text, claimed_until text, copies text[], created_at timestamptz, record json';

function taskFacts({ run, tasks = [] }: RunCommit): readonly Facts[] {
  return tasks.map(({ claimedBy, claimedUntil, ...record }) => ({
    run_id: run.id, id: record.id, status: record.status, candidates: record.candidates, done_by: record.doneBy, open_key: openKey(record)[0],
    ...(record.status === 'open' ? {} : { closed_at: closedKey(record)[0] }), claimed_by: claimedBy, claimed_until: claimedUntil, ...copyFacts(record), record,
  }));
}

const insertTasks = ({ g, list }: Given) => `INSERT INTO task (id, run_id, status, candidates, done_by, open_key, closed_at, claimed_by, claimed_until, copies, created_at, record)
  SELECT g.id, r.id, g.status, ${list('candidates')}, g.done_by, g.open_key, g.closed_at, g.claimed_by, g.claimed_until, ${list('copies')}, g.created_at, g.record FROM r JOIN ${g} ON g.run_id = r.id`;

const PARTS: readonly Part[] = [
  {
    name: 'e', columns: 'run_id text, seq int, commit_id uuid, body json',
    facts: ({ commit: { run, events, expectedSeq }, commitId }) => (events.length > 0 ? [{ run_id: run.id, seq: expectedSeq + 1, commit_id: commitId, body: events }] : []),
    text: ({ g }) => `INSERT INTO run_event (run_id, seq, commit_id, body) SELECT r.id, g.seq, g.commit_id, g.body FROM r JOIN ${g} ON g.run_id = r.id`,
  },
  {
    name: 'k', columns: 'run_id text, starter text, key text',
    facts: ({ commit: { run, expectedSeq, clientKey } }) => (clientKey && expectedSeq > 0 ? [{ run_id: run.id, ...clientKey }] : []),
    text: ({ g }) => `INSERT INTO client_key (starter, key, run_id) SELECT g.starter, g.key, r.id FROM r JOIN ${g} ON g.run_id = r.id`,
  },
  // A new run has new tasks.
  { name: 'i', columns: TASK, facts: ({ commit }) => (commit.expectedSeq === 0 ? taskFacts(commit) : []), text: insertTasks },
  {
    name: 't', columns: TASK, facts: ({ commit }) => (commit.expectedSeq === 0 ? [] : taskFacts(commit)),
    text: (given) => `${insertTasks(given)}
      ON CONFLICT (id) DO UPDATE SET status = excluded.status, candidates = excluded.candidates, done_by = excluded.done_by, open_key = excluded.open_key,
        closed_at = excluded.closed_at, claimed_by = excluded.claimed_by, claimed_until = excluded.claimed_until, copies = excluded.copies, created_at = excluded.created_at, record = excluded.record`,
  },
  ...keyed('d', 'run_timer', 'id', 'id text, due_at timestamptz, due_text text', 'due_at = excluded.due_at, due_text = excluded.due_text, taken_by = NULL, taken_until = NULL', {
    set: ({ timers }) => (timers?.set ?? []).map(({ id, dueAt }) => ({ id, due_at: dueAt, due_text: dueAt })),
    clear: ({ timers }) => timers?.clear ?? [],
    endsWithRun: true,
  }),
  ...keyed('w', 'event_wait', 'id', 'id text, name_key text, record json', 'name_key = excluded.name_key, record = excluded.record', {
    set: ({ eventWaits }) => (eventWaits?.set ?? []).map((wait) => ({ id: wait.id, name_key: waitKey(wait.name, wait.key), record: wait })),
    clear: ({ eventWaits }) => eventWaits?.clear ?? [],
    endsWithRun: true,
  }),
  ...keyed('o', 'outbox', 'key', 'key text, record json', 'record = excluded.record', {
    set: ({ outbox }) => (outbox?.add ?? []).map((record) => ({ key: record.key, record })),
    clear: ({ outbox }) => outbox?.done ?? [],
    endsWithRun: false,
  }),
  {
    name: 'm', columns: 'run_id text, reader text, id text, at timestamptz, read_at text, record json',
    facts: ({ commit: { run, notices = [] } }) => notices.map(({ readAt, ...record }) => ({ run_id: run.id, reader: record.to, id: record.id, at: record.at, read_at: readAt, record })),
    text: ({ g }) => `INSERT INTO notice (reader, id, at, read_at, record) SELECT g.reader, g.id, g.at, g.read_at, g.record FROM r JOIN ${g} ON g.run_id = r.id
      ON CONFLICT (reader, id) DO UPDATE SET at = excluded.at, read_at = excluded.read_at, record = excluded.record`,
  },
  {
    name: 'f', columns: 'run_id text, id text, scenario text, status text, at text, due_at timestamptz, record json',
    facts: ({ commit: { run, deliveries = [] } }) => deliveries.map((record) => ({ run_id: run.id, ...deliveryFacts(record) })),
    text: ({ g }) => `INSERT INTO delivery (${DELIVERY_COLUMNS}) SELECT ${DELIVERY_COLUMNS.split(', ').map((column) => `g.${column}`).join(', ')} FROM r JOIN ${g} ON g.run_id = r.id ON CONFLICT DO NOTHING`,
  },
];

/** Facts of many commits in one value. */
function manyFacts(columns: string, facts: readonly Facts[], values: unknown[]): Omit<Given, 'keys'> {
  return {
    g: `json_to_recordset($${values.push(JSON.stringify(facts))}::json) AS g (${columns.replaceAll('text[]', 'json')})`,
    list: (column) => `CASE WHEN g.${column} IS NULL THEN NULL ELSE ARRAY(SELECT json_array_elements_text(g.${column})) END`,
  };
}

/** Facts as values of their own: the database has less to read, which counts where a statement carries one commit only. */
function oneFact(columns: string, fact: Facts, values: unknown[]): Omit<Given, 'keys'> {
  const cells = columns.split(', ').map((column) => {
    const [name = '', type = ''] = column.split(' ');
    const value = fact[name] ?? null;
    return `$${values.push(type === 'json' && value !== null ? JSON.stringify(value) : value)}::${type} AS ${name}`;
  });
  return { g: `(SELECT ${cells.join(', ')}) AS g`, list: (column) => `g.${column}` };
}

/**
 * Commits of different runs, but for their rows, as one statement. Each holds or fails by itself: it answers the ids
 * of the runs whose compare-and-set held, and only for these anything else is written. A client key that is taken
 * keeps a new run from being made, and fails the whole statement when it comes with a later command. Only the parts
 * some commit needs are in it; its name says which and how they are given, so that each kind is prepared once.
 */
export function commitStatement(commits: readonly NamedCommit[], owner: string): Statement {
  const values: unknown[] = [];
  let used = '';
  const textOf = (part: Part, keys = false): string | null => {
    const facts = commits.flatMap((named) => part.facts(named, owner));
    const [fact] = facts;
    if (!fact) return null;
    const alone = commits.length === 1 && facts.length === 1;
    used += alone ? `${part.name}1` : part.name;
    return part.text({ ...(alone ? oneFact(part.columns, fact, values) : manyFacts(part.columns, facts, values)), keys });
  };
  const keys = textOf(KEYS);
  const runs = RUNS.map((part) => ({ name: part.name, text: textOf(part, keys !== null) })).filter(({ text }) => text !== null);
  const parts = PARTS.map((part) => textOf(part)).filter((text) => text !== null);
  const heads = keys === null ? [] : [`h AS (${keys})`];
  if (runs.length === 1) heads.push(`r AS (${runs[0]?.text ?? ''})`);
  else heads.push(...runs.map(({ name, text }) => `${name} AS (${text})`), `r AS (${runs.map(({ name }) => `SELECT id FROM ${name}`).join(' UNION ALL ')})`);
  return { name: `commit-${used}`, text: `WITH ${[...heads, ...parts.map((text, i) => `p${i} AS (${text})`)].join(', ')} SELECT id FROM r`, values };
}
