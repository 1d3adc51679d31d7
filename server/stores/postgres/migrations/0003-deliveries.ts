import { sql, type Kysely, type Migration } from 'kysely';

/** What has to happen because something else did. */
const TABLES: readonly string[] = [
  `CREATE TABLE delivery (
    id text COLLATE "C" PRIMARY KEY, scenario text COLLATE "C" NOT NULL, status text NOT NULL, at text COLLATE "C" NOT NULL, due_at timestamptz NOT NULL,
    taken_by text, taken_until timestamptz, record json NOT NULL) WITH (fillfactor = 70)`,
  "CREATE INDEX delivery_due ON delivery (due_at, id) WHERE status = 'waiting'",
  'CREATE INDEX delivery_newest ON delivery (at, id)',
];

export const deliveries: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of TABLES) await sql.raw(statement).execute(db);
  },
};
