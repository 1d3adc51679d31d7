import { sql, type Kysely, type Migration } from 'kysely';

/** The highest version that rows of a dataset had which went, beside its counts, so that a row that is inserted begins above. */
const STATEMENTS: readonly string[] = [
  'ALTER TABLE dataset_count ADD COLUMN floor integer NOT NULL DEFAULT 0',
  "UPDATE dataset_count c SET floor = g.v FROM (SELECT dataset, max((past -> 0 ->> 'v')::int) AS v FROM row_gone GROUP BY dataset) g WHERE g.dataset = c.dataset AND c.slot = 0 AND g.v > 0",
];

export const rowFloor: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
