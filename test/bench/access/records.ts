import { Client } from 'pg';
import type { SubjectMark } from '../../../server/services/subjects.ts';
import type { Store } from '../../../server/stores/store.ts';

/** Records of reading data about 100,000 persons; one of them, the first, is in every hundredth. */
export const PERSONS = 100_000;
const BUSY_EVERY = 100;
export const DATASET = 'health/report';
const READERS = 50;
const FIRST_DAY = Date.parse('2026-01-01T00:00:00Z');

export const person = (n: number): string => `3301061990${String(n).padStart(8, '0')}`;
/** Whose data the record with this number is about. */
const subjectOf = (seq: number): number => (seq % BUSY_EVERY === 0 ? 0 : seq % PERSONS);

/** Numbers of the newest records about a person, counted rather than looked up. */
export function newestOf(n: number, records: number, limit: number): readonly number[] {
  const found: number[] = [];
  for (let seq = records; seq > 0 && found.length < limit; seq -= 1) if (subjectOf(seq) === n) found.push(seq);
  return found;
}

function record(seq: number, mark: SubjectMark) {
  return { by: `reader-${seq % READERS}`, action: 'data.disclose', target: DATASET, at: new Date(FIRST_DAY + seq * 1000).toISOString(), details: { fields: ['no', 'name'], node: 'main/found', scenario: 'asking', run: `run-${seq}`, grant: 'grant-1', purpose: '核对驾驶人健康状况', subjects: [mark(person(subjectOf(seq)))] } };
}

const TOGETHER = 5000;

/** As a server writes them: chained and durable, many at once. */
export async function writeRecords(store: Store, records: number, mark: SubjectMark): Promise<void> {
  for (let from = 1; from <= records; from += TOGETHER) {
    await Promise.all(Array.from({ length: Math.min(TOGETHER, records - from + 1) }, (_each, i) => store.audit.append(record(from + i, mark))));
  }
}

const AT_ONCE = 500_000;

/**
 * Made by the database itself, in the tables and indexes of the product; their hashes are no chain, because ten
 * million of them one after the other would take longer than everything else, and no question about a person looks at them.
 */
export async function fillDatabase(url: string, records: number, mark: SubjectMark): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('CREATE UNLOGGED TABLE bench_person (n int PRIMARY KEY, mark text NOT NULL)');
    await client.query('INSERT INTO bench_person SELECT ordinality - 1, value FROM json_array_elements_text($1::json) WITH ORDINALITY', [JSON.stringify(Array.from({ length: PERSONS }, (_each, n) => mark(person(n))))]);
    await client.query('ALTER TABLE audit_subject DROP CONSTRAINT audit_subject_pkey');
    const subject = `CASE WHEN s % ${BUSY_EVERY} = 0 THEN 0 ELSE s % ${PERSONS} END`;
    const entry = `json_build_object('seq', s, 'by', 'reader-' || s % ${READERS}, 'action', 'data.disclose', 'target', '${DATASET}', 'at', to_char(to_timestamp(${FIRST_DAY / 1000} + s) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS".000Z"'),
      'details', json_build_object('fields', json_build_array('no', 'name'), 'node', 'main/found', 'scenario', 'asking', 'run', 'run-' || s, 'grant', 'grant-1', 'purpose', '核对驾驶人健康状况', 'subjects', json_build_array(p.mark)))`;
    for (let from = 1; from <= records; from += AT_ONCE) {
      const to = Math.min(records, from + AT_ONCE - 1);
      await client.query(`INSERT INTO audit (seq, hash, entry) SELECT s, md5(s::text) || md5((-s)::text), ${entry} FROM generate_series(${from}, ${to}) s JOIN bench_person p ON p.n = ${subject}`);
      await client.query(`INSERT INTO audit_subject (subject, seq) SELECT p.mark, s FROM generate_series(${from}, ${to}) s JOIN bench_person p ON p.n = ${subject}`);
    }
    await client.query('ALTER TABLE audit_subject ADD PRIMARY KEY (subject, seq)');
    await client.query("UPDATE audit_head SET seq = $1, hash = (SELECT hash FROM audit WHERE seq = $1)", [records]);
    await client.query('DROP TABLE bench_person; ANALYZE audit; ANALYZE audit_subject');
  } finally {
    await client.end();
  }
}
