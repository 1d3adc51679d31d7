import { DummyDriver, Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely';

/** Columns as queries built here see them; the whole schema is in `migrations/`. */
export interface Tables {
  readonly run: { readonly id: string; readonly scenario: string; readonly starter: string; readonly status: string; readonly started_at: string; readonly record: unknown };
  readonly task: {
    readonly id: string; readonly status: string; readonly candidates: readonly string[]; readonly done_by: string | null; readonly open_key: number;
    readonly closed_at: string | null; readonly claimed_by: string | null; readonly claimed_until: string | null; readonly copies: readonly string[] | null; readonly created_at: string | null; readonly record: unknown;
  };
}

/** Builds statements whose shape depends on the question; they are run by `Database`, which knows how to fail. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});
