import { sql, type Kysely, type Migration } from 'kysely';

/** Whose data each entry of the audit is about, so that "who read this person's data" is one look into an index, however long the audit is. */
const STATEMENTS: readonly string[] = [
  'CREATE TABLE audit_subject (subject text COLLATE "C" NOT NULL, seq bigint NOT NULL, PRIMARY KEY (subject, seq))',
  `INSERT INTO audit_subject (subject, seq) SELECT DISTINCT s.subject, a.seq FROM audit a,
    json_array_elements_text(CASE WHEN json_typeof(a.entry -> 'details' -> 'subjects') = 'array' THEN a.entry -> 'details' -> 'subjects' ELSE '[]'::json END) AS s (subject)`,
];

export const auditSubjects: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
