import { randomUUID } from 'node:crypto';
import { subjectsOf } from '../core/subject-index.ts';
import type { ArchiveEntry } from '../store.ts';
import { closedKey, openKey } from '../core/task-index.ts';
import { COPIES, copyFacts, waitKey } from './commit-statement.ts';
import type { Database, Run } from './database.ts';
import { DELIVERY_COLUMNS, deliveryFacts } from './deliveries.ts';
import { lockedTables, type DatasetTable } from './dataset-tables.ts';
import { defineDataset } from './datasets.ts';

type Kind = ArchiveEntry['t'];
type Of<K extends Kind> = Extract<ArchiveEntry, { t: K }>;
type Facts = Readonly<Record<string, unknown>>;

/** Entries in one transaction. */
const AT_ONCE = 500;

/** Entries of a kind as facts, and the statements over `g`, the set of these facts. */
interface Filling<K extends Kind> {
  readonly columns: string;
  readonly facts: (entry: Of<K>) => Facts;
  readonly texts: readonly ((given: string) => string)[];
}

const insert = (table: string, columns: string) => (g: string) => `INSERT INTO ${table} (${columns}) SELECT ${columns.split(', ').map((column) => `g.${column}`).join(', ')} FROM ${g} ON CONFLICT DO NOTHING`;

const FILLINGS: { readonly [K in Exclude<Kind, 'dataset' | 'row'>]: Filling<K> } = {
  document: {
    columns: 'kind text, id text, version int, updated_at text, updated_by text, body json',
    facts: ({ document }) => ({ kind: document.kind, id: document.id, version: document.version, updated_at: document.updatedAt, updated_by: document.updatedBy, body: document.body }),
    texts: [(g) => `INSERT INTO document (kind, id, version, updated_at, updated_by, body) SELECT g.kind, g.id, g.version, g.updated_at, g.updated_by, coalesce(g.body, 'null'::json) FROM ${g} ON CONFLICT DO NOTHING`],
  },
  run: {
    columns: 'id text, scenario text, starter text, status text, seq int, started_at timestamptz, updated_at timestamptz, owner text, commit_id uuid, record json, run_id text, body json',
    facts: ({ run, events }) => ({
      id: run.id, scenario: run.scenario, starter: run.starter, status: run.status, seq: run.seq, started_at: run.startedAt, updated_at: run.updatedAt, owner: '', commit_id: randomUUID(), record: run, run_id: run.id, body: events,
    }),
    texts: [
      insert('run', 'id, scenario, starter, status, seq, started_at, updated_at, owner, commit_id, record'),
      (g) => `INSERT INTO run_event (run_id, seq, commit_id, body) SELECT g.run_id, 1, g.commit_id, g.body FROM ${g} WHERE json_array_length(g.body) > 0 ON CONFLICT DO NOTHING`,
    ],
  },
  clientKey: { columns: 'starter text, key text, run_id text', facts: ({ starter, key, runId }) => ({ starter, key, run_id: runId }), texts: [insert('client_key', 'starter, key, run_id')] },
  task: {
    columns: 'id text, run_id text, status text, candidates json, done_by text, open_key bigint, closed_at timestamptz, claimed_by text, claimed_until text, copies json, created_at timestamptz, record json',
    facts: ({ task: { claimedBy, claimedUntil, ...record } }) => ({
      id: record.id, run_id: record.runId, status: record.status, candidates: record.candidates, done_by: record.doneBy, open_key: openKey(record)[0],
      ...(record.status === 'open' ? {} : { closed_at: closedKey(record)[0] }), claimed_by: claimedBy, claimed_until: claimedUntil, ...copyFacts(record), record,
    }),
    texts: [(g) => `INSERT INTO task (id, run_id, status, candidates, done_by, open_key, closed_at, claimed_by, claimed_until, copies, created_at, record)
      SELECT g.id, g.run_id, g.status, ARRAY(SELECT json_array_elements_text(g.candidates)), g.done_by, g.open_key, g.closed_at, g.claimed_by, g.claimed_until, ${COPIES}, g.created_at, g.record FROM ${g} ON CONFLICT DO NOTHING`],
  },
  timer: { columns: 'run_id text, id text, due_at timestamptz, due_text text', facts: ({ timer }) => ({ run_id: timer.runId, id: timer.id, due_at: timer.dueAt, due_text: timer.dueAt }), texts: [insert('run_timer', 'run_id, id, due_at, due_text')] },
  eventWait: { columns: 'run_id text, id text, name_key text, record json', facts: ({ wait }) => ({ run_id: wait.runId, id: wait.id, name_key: waitKey(wait.name, wait.key), record: wait }), texts: [insert('event_wait', 'run_id, id, name_key, record')] },
  outbox: { columns: 'run_id text, key text, record json', facts: ({ record }) => ({ run_id: record.runId, key: record.key, record }), texts: [insert('outbox', 'run_id, key, record')] },
  notice: {
    columns: 'reader text, id text, at timestamptz, read_at text, record json',
    facts: ({ notice: { readAt, ...record } }) => ({ reader: record.to, id: record.id, at: record.at, read_at: readAt, record }),
    texts: [insert('notice', 'reader, id, at, read_at, record')],
  },
  delivery: { columns: 'id text, scenario text, status text, at text, due_at timestamptz, record json', facts: ({ delivery }) => deliveryFacts(delivery), texts: [insert('delivery', DELIVERY_COLUMNS)] },
  audit: {
    columns: 'seq bigint, hash text, entry json, subjects json',
    facts: ({ entry: { hash, ...entry } }) => ({ seq: entry.seq, hash, entry, subjects: subjectsOf(entry) }),
    texts: [insert('audit', 'seq, hash, entry'), (g) => `INSERT INTO audit_subject (subject, seq) SELECT s.subject, g.seq FROM ${g}, json_array_elements_text(g.subjects) AS s (subject) ON CONFLICT DO NOTHING`, () => 'UPDATE audit_head SET (seq, hash) = (SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1)'],
  },
};

/** Puts entries in, some hundred of a kind per transaction; what is there already stays. */
export async function fillEntries(database: Database, entries: AsyncIterable<ArchiveEntry>): Promise<void> {
  let batch: ArchiveEntry[] = [];
  const flush = async () => {
    const now = batch;
    batch = [];
    if (now.length > 0) await database.transaction((run) => fillBatch(run, now));
  };
  for await (const entry of entries) {
    const [first] = batch;
    if (first && (batch.length >= AT_ONCE || !goTogether(first, entry))) await flush();
    batch.push(entry);
  }
  await flush();
}

function goTogether(a: ArchiveEntry, b: ArchiveEntry): boolean {
  return a.t === b.t && a.t !== 'dataset' && (a.t !== 'row' || b.t !== 'row' || a.dataset === b.dataset);
}

async function fillBatch(run: Run, batch: readonly ArchiveEntry[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  if (first.t === 'dataset') return fillDataset(run, first);
  if (first.t === 'row') return fillRows(run, first.dataset, batch as readonly Of<'row'>[]);
  const { columns, facts, texts } = FILLINGS[first.t] as Filling<Exclude<Kind, 'dataset' | 'row'>>;
  const values = [JSON.stringify(batch.map((entry) => facts(entry as never)))];
  for (const text of texts) {
    const statement = text(`json_to_recordset($1::json) AS g (${columns})`);
    await run({ text: statement, values: statement.includes('$1') ? values : [] });
  }
}

async function fillDataset(run: Run, { definition, floor = 0 }: Of<'dataset'>): Promise<void> {
  await defineDataset(run, definition, '');
  await run({ text: 'UPDATE dataset_count SET floor = greatest(floor, $2) WHERE dataset = $1 AND slot = 0', values: [definition.id, floor] });
}

async function fillRows(run: Run, dataset: string, rows: readonly Of<'row'>[]): Promise<void> {
  const { name } = (await lockedTables(run, [dataset])).get(dataset) as DatasetTable;
  const live = JSON.stringify(rows.filter((row) => row.data).map(({ id, version, data, past }) => ({ id, v: version, data, ...(past ? { past } : {}) })));
  const gone = JSON.stringify(rows.filter((row) => !row.data && row.past).map(({ id, past }) => ({ id, past })));
  const keys = JSON.stringify(rows.filter((row) => row.key !== undefined).map(({ id, key }) => ({ key, row_id: id })));
  const added = await run({ text: `INSERT INTO ${name} (id, v, data, past) SELECT e ->> 'id', (e ->> 'v')::int, e -> 'data', e -> 'past' FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o) ORDER BY o ON CONFLICT DO NOTHING RETURNING 1`, values: [live] });
  await run({ text: 'INSERT INTO dataset_key (dataset, key, row_id) SELECT $2, g.key, g.row_id FROM json_to_recordset($1::json) AS g (key text, row_id text) ON CONFLICT DO NOTHING', values: [keys, dataset] });
  await run({ text: "INSERT INTO row_gone (dataset, row_id, past) SELECT $2, e ->> 'id', e -> 'past' FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o) ORDER BY o ON CONFLICT DO NOTHING", values: [gone, dataset] });
  await run({ text: 'INSERT INTO dataset_count (dataset, slot, changes, rows) VALUES ($1, 0, $2, $2) ON CONFLICT (dataset, slot) DO UPDATE SET changes = dataset_count.changes + excluded.changes, rows = dataset_count.rows + excluded.rows', values: [dataset, added.length] });
}
