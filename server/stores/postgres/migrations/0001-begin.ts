import { sql, type Kysely, type Migration } from 'kysely';

/**
 * The first schema. What lists are sorted or searched by is a column; the record itself is JSON text, given back as it
 * came. Ids are compared byte by byte, as the other stores do. A commit keeps its events as one row.
 */
const TABLES: readonly string[] = [
  `CREATE TABLE document (
    kind text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, version integer NOT NULL,
    updated_at text NOT NULL, updated_by text NOT NULL, body json NOT NULL, PRIMARY KEY (kind, id))`,

  `CREATE TABLE run (
    id text COLLATE "C" PRIMARY KEY, scenario text COLLATE "C" NOT NULL, starter text COLLATE "C" NOT NULL, status text NOT NULL,
    seq integer NOT NULL, started_at timestamptz NOT NULL, updated_at timestamptz NOT NULL,
    owner text NOT NULL, commit_id uuid NOT NULL, record json NOT NULL) WITH (fillfactor = 80)`,
  'CREATE INDEX run_all ON run (started_at, id)',
  'CREATE INDEX run_scenario ON run (scenario, started_at, id)',
  'CREATE INDEX run_starter ON run (starter, started_at, id)',
  "CREATE INDEX run_live ON run (status, updated_at) WHERE status IN ('running', 'waiting', 'incident')",
  `CREATE TABLE run_event (
    run_id text COLLATE "C" NOT NULL, seq integer NOT NULL, commit_id uuid NOT NULL, body json NOT NULL, PRIMARY KEY (run_id, seq))`,
  `CREATE TABLE client_key (
    starter text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, run_id text COLLATE "C" NOT NULL, PRIMARY KEY (starter, key))`,

  `CREATE TABLE task (
    id text COLLATE "C" PRIMARY KEY, run_id text COLLATE "C" NOT NULL, status text NOT NULL, candidates text[] NOT NULL, done_by text COLLATE "C",
    open_key bigint NOT NULL, closed_at timestamptz, claimed_by text, claimed_until text, record json NOT NULL) WITH (fillfactor = 80)`,
  "CREATE INDEX task_open ON task (open_key, id) WHERE status = 'open'",
  "CREATE INDEX task_candidates ON task USING gin (candidates) WITH (fastupdate = off) WHERE status = 'open'",
  "CREATE INDEX task_done_by ON task (done_by, closed_at, id) WHERE status = 'done'",
  "CREATE INDEX task_closed ON task (status, closed_at, id) WHERE status <> 'open'",

  `CREATE TABLE run_timer (
    run_id text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, due_at timestamptz NOT NULL, due_text text NOT NULL,
    taken_by text, taken_until timestamptz, PRIMARY KEY (run_id, id))`,
  'CREATE INDEX run_timer_due ON run_timer (due_at, run_id, id)',
  `CREATE TABLE event_wait (
    run_id text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, name_key text COLLATE "C" NOT NULL, record json NOT NULL, PRIMARY KEY (run_id, id))`,
  'CREATE INDEX event_wait_name ON event_wait (name_key)',
  `CREATE TABLE outbox (
    run_id text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, record json NOT NULL, PRIMARY KEY (run_id, key))`,
  `CREATE TABLE notice (
    reader text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL, at timestamptz NOT NULL, read_at text, record json NOT NULL, PRIMARY KEY (reader, id))`,
  'CREATE INDEX notice_newest ON notice (reader, at, id)',

  `CREATE TABLE dataset (
    id text COLLATE "C" PRIMARY KEY, number integer GENERATED ALWAYS AS IDENTITY, generation integer NOT NULL, definition json NOT NULL)`,
  `CREATE TABLE dataset_count (
    dataset text COLLATE "C" NOT NULL, slot integer NOT NULL, changes bigint NOT NULL, rows bigint NOT NULL, PRIMARY KEY (dataset, slot)) WITH (fillfactor = 50)`,
  `CREATE TABLE dataset_key (
    dataset text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, row_id text COLLATE "C" NOT NULL, PRIMARY KEY (dataset, key))`,

  'CREATE TABLE audit (seq bigint PRIMARY KEY, hash text NOT NULL, entry json NOT NULL)',
  'CREATE TABLE audit_head (one boolean PRIMARY KEY DEFAULT true CHECK (one), seq bigint NOT NULL, hash text NOT NULL)',
  `INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64))`,

  'CREATE TABLE server (id text PRIMARY KEY, started_at timestamptz NOT NULL, seen_at timestamptz NOT NULL)',
];

/** Values of rows as formulas compare them. All depend on their argument only, so
 * indexes may rest on them, and none calls another: while an index is made, only built-in names are found. */
const FUNCTIONS: readonly string[] = [
  `CREATE FUNCTION studio_number(value jsonb) RETURNS numeric LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE jsonb_typeof(value)
      WHEN 'number' THEN (value #>> '{}')::numeric
      WHEN 'string' THEN CASE WHEN (value #>> '{}') ~ '^[+-]?[0-9]+(\\.[0-9]+)?$' THEN (value #>> '{}')::numeric END
    END $$`,
  `CREATE FUNCTION studio_text(value jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE jsonb_typeof(value) WHEN 'string' THEN (value #>> '{}') WHEN 'null' THEN NULL ELSE '~' || value::text END COLLATE "C" $$`,
  // A moment with its zone, whatever the zone; anything else is compared as text.
  `CREATE FUNCTION studio_moment(value jsonb) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
    DECLARE given text := CASE jsonb_typeof(value) WHEN 'string' THEN value #>> '{}' WHEN 'null' THEN NULL ELSE '~' || value::text END;
    BEGIN
      IF given ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}.*(Z|[+-][0-9]{2}:[0-9]{2})$' THEN
        RETURN 't' || trim_scale(trunc(extract(epoch FROM given::timestamptz) * 1000))::text;
      END IF;
      RETURN 's' || given;
    EXCEPTION WHEN OTHERS THEN RETURN 's' || given;
    END $$`,
  `CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'audit entries are never changed or removed'; END $$`,
  'CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()',
];

export const begin: Migration = {
  up: async (db: Kysely<unknown>) => {
    for (const statement of [...TABLES, ...FUNCTIONS]) await sql.raw(statement).execute(db);
  },
};
