import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { Writer } from '../core/row-past.ts';
import type { RowOperation } from '../store.ts';
import type { Run } from './database.ts';
import type { DatasetTable } from './dataset-tables.ts';
import type { Touched } from './references.ts';
import { pastText } from './row-past.ts';

type Insert = Extract<RowOperation, { kind: 'insert' }>;

/** Where rows are written, and by whom. */
export interface Place {
  readonly table: DatasetTable;
  readonly writer: Writer;
  /** Collects rows as they are now and as they were, for the totals. */
  readonly written: JsonObject[];
  /** Collects the same for references. */
  readonly touched: Touched;
  /** The highest version of rows that went before in the same transaction. */
  readonly floor: number;
}

export const noteOf = (node: string | undefined) => (node === undefined ? {} : { node });

const GIVEN = "g AS (SELECT e ->> 'id' AS id, e -> 'data' AS data, e -> 'note' AS note, e ->> 'key' AS key, o FROM jsonb_array_elements($1::jsonb) WITH ORDINALITY AS j (e, o))";
const USED = 'k AS (INSERT INTO dataset_key (dataset, key, row_id) SELECT $2, key, id FROM g WHERE key IS NOT NULL ON CONFLICT DO NOTHING RETURNING key)';
const BACK = 'b AS (DELETE FROM row_gone r USING f WHERE r.dataset = $2 AND r.row_id = f.id RETURNING r.row_id, r.past)';
const FLOOR = '(SELECT coalesce(max(floor), 0) FROM dataset_count WHERE dataset = $2)';

/**
 * The version each row begins at; 0 for one whose key was used before, which is there already, or was. With a key the id is of
 * one effect and was never another row's: such a row is above what is remembered of its id, which is mostly nothing.
 */
export async function insertRows(run: Run, { table, writer, written, touched, floor }: Place, operations: readonly Insert[]): Promise<readonly number[]> {
  if (table.definition.totals) for (const { data } of operations) written.push(data);
  const first = new Set<string>();
  const fresh = operations.filter(({ key }) => key === undefined || (!first.has(key) && first.add(key)));
  const facts = JSON.stringify(fresh.map(({ id, data, key, node }) => ({ id, data, note: noteOf(node), ...(key === undefined ? {} : { key }) })));
  const isKeyed = first.size > 0;
  const isBare = first.size < fresh.length;
  const left = `f AS (SELECT * FROM g${isKeyed ? ' WHERE key IS NULL OR key IN (SELECT key FROM k)' : ''})`;
  const above = isBare ? `CASE WHEN f.key IS NULL THEN greatest($4::int, ${FLOOR}) ELSE 0 END` : '0';
  const added = await run<{ id: string; v: number }>({
    name: `insert-${table.name}-${isKeyed ? 'k' : ''}${isBare ? 'b' : ''}`,
    text: `WITH ${GIVEN}, ${isKeyed ? `${USED}, ` : ''}${left}, ${BACK} INSERT INTO ${table.name} (id, v, data, past)
      SELECT f.id, s.v, f.data, ${pastText("$3::jsonb || f.note || jsonb_build_object('v', s.v)", 'b.past')} FROM f LEFT JOIN b ON b.row_id = f.id
        CROSS JOIN LATERAL (SELECT greatest(${above}, coalesce((b.past -> 0 ->> 'v')::int, 0)) + 1 AS v) s ORDER BY f.o RETURNING id, v`,
    values: [facts, table.id, JSON.stringify(writer), ...(isBare ? [floor] : [])],
  });
  const versions = new Map(added.map(({ id, v }) => [id, v]));
  const bare = fresh.flatMap(({ id, key }) => (key === undefined ? [id] : []));
  for (const { id, v } of isBare ? await raised(run, table, bare) : []) versions.set(id, v);
  for (const { id, data } of fresh) if ((versions.get(id) ?? 0) > 0) touched.write(id, data, null);
  const isFresh = new Set(fresh);
  return operations.map((operation) => (isFresh.has(operation) ? (versions.get(operation.id) ?? 0) : 0));
}

/**
 * Rows that begin higher, because the statement that inserted them had to wait for one that deleted the same ids: it saw the
 * dataset as it was before. Now that the ids are taken, nobody else can be at them.
 */
async function raised(run: Run, table: DatasetTable, ids: readonly string[]): Promise<readonly { readonly id: string; readonly v: number }[]> {
  return run<{ id: string; v: number }>({
    name: `insert-above-${table.name}`,
    text: `WITH h AS MATERIALIZED (SELECT coalesce(max(floor), 0) AS floor FROM dataset_count WHERE dataset = $2),
        low AS MATERIALIZED (SELECT t.id, h.floor + 1 AS v FROM h, ${table.name} t WHERE h.floor > 0 AND t.id = ANY($1) AND t.v <= h.floor),
        b AS (DELETE FROM row_gone r USING low WHERE r.dataset = $2 AND r.row_id = low.id RETURNING r.row_id, r.past)
      UPDATE ${table.name} t SET v = low.v, past = ${pastText("(t.past -> 0) || jsonb_build_object('v', low.v)", "coalesce(b.past, t.past - 0)")}
      FROM low LEFT JOIN b ON b.row_id = low.id WHERE t.id = low.id RETURNING t.id, t.v`,
    values: [ids, table.id],
  });
}
