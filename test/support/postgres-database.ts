import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

export interface TestDatabase {
  readonly url: string;
  /** Runs a statement as the owner of everything. */
  readonly query: (text: string, values?: readonly unknown[]) => Promise<readonly Record<string, unknown>[]>;
  /** Takes everything out again, which is much quicker than another database. No store may be open on it. */
  readonly empty: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

const EMPTY = `DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename ~ '^row_[0-9]' LOOP EXECUTE 'DROP TABLE ' || name; END LOOP;
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename !~ '^(schema_migration|audit_head)' LOOP EXECUTE 'TRUNCATE ' || name || ' RESTART IDENTITY'; END LOOP;
  UPDATE audit_head SET seq = 0, hash = repeat('0', 64);
END $$`;

async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** The database with the newest schema that the set-up makes; copying it is quicker than migrating each time. */
export const TEMPLATE = 'studio_template';

/** A fresh database on a server; from a template = with its schema. */
export async function freshDatabase(server: string, template?: string, name = `t_${randomUUID().replaceAll('-', '')}`): Promise<TestDatabase> {
  await withClient(server, (client) => client.query(`CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template}`}`));
  const url = databaseUrl(server, name);
  return {
    url,
    query: async (text, values = []) => withClient(url, async (client) => (await client.query<Record<string, unknown>>(text, [...values])).rows),
    empty: async () => {
      await withClient(url, (client) => client.query(EMPTY));
    },
    remove: async () => {
      await withClient(server, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
    },
  };
}
