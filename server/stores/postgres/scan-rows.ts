import type { JsonObject } from '../../../runtime/schema/json.ts';
import { canonicalJson } from '../core/journal.ts';
import { rowMaker } from '../rows/row-maker.ts';
import type { Row } from '../store.ts';
import type { Database, Run } from './database.ts';
import { lockedTables, type DatasetTables } from './dataset-tables.ts';
import { uniqueOr } from './row-load.ts';
import { addCounts } from './row-counts.ts';
import { demandAllTotals } from './totals.ts';

/** Rows in a piece. */
const PIECE = 500;

interface Found {
  readonly id: string;
  readonly v: number;
  readonly data: JsonObject;
}

/** Every row, in pieces, by id; a row that comes meanwhile may be among them. */
export async function* scanRows(database: Database, tables: DatasetTables, dataset: string): AsyncGenerator<readonly Row[]> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const found: readonly Found[] = await tables.read(dataset, ({ name }) => database.query<Found>({ name: `scan-${name}`, text: `SELECT id, v, data FROM ${name} WHERE id > $1 ORDER BY id LIMIT ${PIECE}`, values: [from] }));
    if (found.length > 0) yield found.map(({ id, v, data }) => ({ id, version: v, data }));
    after = found.length < PIECE ? undefined : found.at(-1)?.id;
  }
}

/** The rows after an id, with computed columns as the definition of this moment says; in one transaction. @throws SCN_DATA_UNIQUE */
async function recomputePiece(run: Run, dataset: string, after: string): Promise<{ readonly rows: number; readonly changed: number; readonly last?: string }> {
  const table = (await lockedTables(run, [dataset])).get(dataset);
  const maker = table && rowMaker(table.definition);
  if (!table || !maker) return { rows: 0, changed: 0 };
  const found = await run<Found>({ name: `recompute-read-${table.name}`, text: `SELECT id, v, data FROM ${table.name} WHERE id > $1 ORDER BY id LIMIT ${PIECE} FOR NO KEY UPDATE`, values: [after] });
  const next = found.map(({ id, data }) => ({ id, data: maker.complete(data), old: data })).filter(({ data, old }) => canonicalJson(data) !== canonicalJson(old));
  if (next.length > 0) {
    const facts = JSON.stringify(next.map(({ id, data }) => ({ id, data })));
    await uniqueOr(table.definition, [...maker.ids], () => run({ name: `recompute-${table.name}`, text: `UPDATE ${table.name} t SET data = g.data FROM (SELECT e ->> 'id' AS id, e -> 'data' AS data FROM jsonb_array_elements($1::jsonb) AS e) g WHERE t.id = g.id`, values: [facts] }));
    await addCounts(run, new Map([[dataset, { changes: next.length, rows: 0, floor: 0 }]]));
  }
  const last = found.length < PIECE ? undefined : found.at(-1)?.id;
  return { rows: found.length, changed: next.length, ...(last === undefined ? {} : { last }) };
}

/** Whoever does not hear whether it was done does it again: the second time nothing is left to change. */
const againIfDoubted = (): Promise<boolean> => Promise.resolve(false);

/** Works computed columns out anew. Rows keep their versions and their past: nobody changed them. */
export async function* recomputeRows(database: Database, dataset: string): AsyncGenerator<{ readonly rows: number; readonly changed: number }> {
  for (let after: string | undefined = ''; after !== undefined; ) {
    const from: string = after;
    const { rows, changed, last } = await database.transaction((run) => recomputePiece(run, dataset, from), againIfDoubted);
    yield { rows, changed };
    after = last;
  }
  await database.transaction(async (run) => {
    const table = (await lockedTables(run, [dataset])).get(dataset);
    if (table) await demandAllTotals(run, table);
  });
}
