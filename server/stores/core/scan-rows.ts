import { setImmediate } from 'node:timers/promises';
import { storeError } from '../errors.ts';
import type { Row } from '../store.ts';
import type { Catalog } from './catalog.ts';
import { canonicalJson, undoAll, type Journal, type RowChange, type Undo } from './journal.ts';
import { asRow, type Table } from './table.ts';

/** Rows in a piece: some milliseconds of work, so that requests are answered in between. */
const PIECE = 250;

/** Ids of the rows there are now, in pieces; the server breathes after each. */
async function* pieces(table: Table): AsyncGenerator<readonly string[]> {
  const ids = [...table.rows.keys()];
  for (let from = 0; from < ids.length; from += PIECE) {
    yield ids.slice(from, from + PIECE);
    await setImmediate();
  }
}

/** The rows, whoever replaces or reads them at present. @throws SCN_DATA_UNKNOWN */
async function readyTable(catalog: Catalog, id: string): Promise<Table> {
  for (let wait = catalog.state(id).replacing; wait; wait = catalog.state(id).replacing) await wait.catch(() => undefined);
  return catalog.table(id);
}

/** Every row that was there at the beginning and still is, in pieces. */
export async function* scanRows(catalog: Catalog, id: string): AsyncGenerator<readonly Row[]> {
  for await (const ids of pieces(await readyTable(catalog, id))) {
    const table = await readyTable(catalog, id);
    yield ids.flatMap((row) => table.rows.get(row) ?? []).map(asRow);
  }
}

/** Rows of the piece whose computed columns become others, changed in memory; all or none. @throws SCN_DATA_UNIQUE */
function recomputePiece(table: Table, dataset: string, ids: readonly string[]): { readonly changes: readonly RowChange[]; readonly undo: Undo } {
  const changes: RowChange[] = [];
  const steps: Undo[] = [];
  try {
    for (const id of ids) {
      const row = table.rows.get(id);
      if (!row) continue;
      const data = table.filled(row.data);
      if (canonicalJson(data) === canonicalJson(row.data)) continue;
      steps.push(table.put({ ...row, data }, true));
      changes.push({ dataset, ...row, data, count: table.rows.size });
    }
  } catch (error) {
    undoAll(steps);
    throw error;
  }
  return { changes, undo: () => undoAll(steps) };
}

/** Works computed columns out anew. Rows keep their versions and their past: nobody changed them. */
export async function* recomputeRows(catalog: Catalog, journal: Journal, id: string): AsyncGenerator<{ readonly rows: number; readonly changed: number }> {
  for await (const ids of pieces(await readyTable(catalog, id))) {
    const table = await readyTable(catalog, id);
    const { changes, undo } = recomputePiece(table, id, ids);
    if (changes.length > 0) await journal.append({ t: 'rows', rows: changes, by: 'system' }, { undo, durable: () => catalog.settle(changes) });
    yield { rows: ids.length, changed: changes.length };
  }
  const broken = (await readyTable(catalog, id)).brokenTotal();
  if (broken) throw storeError('SCN_DATA_TOTAL', broken);
}
