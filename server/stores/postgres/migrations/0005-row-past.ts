import { sql, type Kysely, type Migration } from 'kysely';

/** What became of rows: beside each one, and of the latest deleted ones in a table of their own. */
const STATEMENTS: readonly string[] = [
  `DO $$ DECLARE d record; BEGIN FOR d IN SELECT number, generation FROM dataset LOOP
    EXECUTE format('ALTER TABLE row_%s_%s ADD COLUMN past jsonb', d.number, d.generation); END LOOP; END $$`,
  'CREATE TABLE row_gone (dataset text COLLATE "C" NOT NULL, row_id text COLLATE "C" NOT NULL, n bigint GENERATED ALWAYS AS IDENTITY, past jsonb NOT NULL, PRIMARY KEY (dataset, row_id))',
  'CREATE INDEX row_gone_latest ON row_gone (dataset, n)',
];

export const rowPast: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
  },
};
