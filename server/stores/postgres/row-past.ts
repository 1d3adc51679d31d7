import { GONE_ROWS, PAST_OF_A_ROW } from '../core/row-past.ts';
import type { RowPast } from '../store.ts';
import type { Database, Run } from './database.ts';

/** Expression: the columns of the row `old` that are others in `next`, with what they were. */
export const changedText = (old: string, next: string) =>
  `(SELECT coalesce(jsonb_object_agg(k, coalesce(${old} -> k, 'null')), '{}') FROM jsonb_object_keys(${old} || ${next}) AS k WHERE coalesce(${old} -> k, 'null') IS DISTINCT FROM coalesce(${next} -> k, 'null'))`;

/** Expression: a change before the older ones, as far as they are remembered. */
export const pastText = (newest: string, older: string) => `jsonb_path_query_array(jsonb_build_array(${newest}) || coalesce(${older}, '[]'), '$[0 to ${PAST_OF_A_ROW - 1}]')`;

export async function readPast(database: Database, dataset: string, table: string, id: string): Promise<readonly RowPast[]> {
  const [found] = await database.query<{ past: readonly RowPast[] | null }>({ name: `past-${table}`, text: `SELECT past FROM ${table} WHERE id = $2 UNION ALL SELECT past FROM row_gone WHERE dataset = $1 AND row_id = $2`, values: [dataset, id] });
  return found?.past ?? [];
}

export async function readPasts(database: Database, dataset: string, table: string, ids: readonly string[]): Promise<ReadonlyMap<string, readonly RowPast[]>> {
  const found = await database.query<{ id: string; past: readonly RowPast[] }>({ name: `pasts-${table}`, text: `SELECT id, past FROM ${table} WHERE id = ANY($2) AND past IS NOT NULL UNION ALL SELECT row_id, past FROM row_gone WHERE dataset = $1 AND row_id = ANY($2)`, values: [dataset, ids] });
  return new Map(found.map(({ id, past }) => [id, past]));
}

export async function readGone(database: Database, dataset: string, limit: number): Promise<readonly { readonly id: string; readonly past: readonly RowPast[] }[]> {
  return database.query<{ id: string; past: readonly RowPast[] }>({ name: 'row-gone', text: 'SELECT row_id AS id, past FROM row_gone WHERE dataset = $1 ORDER BY n DESC LIMIT $2', values: [dataset, limit] });
}

/** Forgets deleted rows but the latest. */
export async function forgetGone(run: Run, dataset: string): Promise<void> {
  await run({ name: 'row-gone-forget', text: `DELETE FROM row_gone WHERE dataset = $1 AND n <= (SELECT n FROM row_gone WHERE dataset = $1 ORDER BY n DESC OFFSET ${GONE_ROWS} LIMIT 1)`, values: [dataset] });
}
