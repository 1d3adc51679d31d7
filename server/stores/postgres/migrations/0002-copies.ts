import { sql, type Kysely, type Migration } from 'kysely';

/** Tasks are found by whom they were copied to, newest first. Null where nobody got a copy, so that most tasks cost nothing. */
export const copies: Migration = {
  up: async (db: Kysely<unknown>) => {
    await sql.raw('ALTER TABLE task ADD COLUMN copies text[], ADD COLUMN created_at timestamptz').execute(db);
    await sql.raw('CREATE INDEX task_copies ON task USING gin (copies) WITH (fastupdate = off) WHERE copies IS NOT NULL').execute(db);
  },
};
