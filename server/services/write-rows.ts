import type { JsonObject } from '../../runtime/schema/json.ts';
import { rowMaker } from '../stores/rows/row-maker.ts';
import type { DeliveryRecord, Loaded, RowOperation, Through } from '../stores/store.ts';
import type { Bell } from './triggers/bell.ts';
import { changedRows, isWatched, rowDeliveries } from './triggers/row-deliveries.ts';
import type { ChangedRow, RowBase } from './triggers/row-deliveries.ts';

export interface WriteBase extends RowBase {
  readonly bell: Bell;
}

/** More rows than a dataset may hold. */
const ALL = 10_000_000;

/** Writes rows outside of runs, with what they set off, in one transaction. Answers the version each operation made. */
export async function writeRows(base: WriteBase, operations: readonly RowOperation[], by: string, through?: Through): Promise<readonly number[]> {
  const changed = await changedRows(base, operations);
  let deliveries: readonly DeliveryRecord[] = [];
  const following = (versions: readonly number[]) => (deliveries = rowDeliveries(base, changed.map(({ place, ...row }) => ({ ...row, version: versions[place] ?? row.version })), 0));
  const versions = await base.store.datasets.write(operations, by, following, through);
  if (deliveries.length > 0) base.bell.ring();
  return versions;
}

/** Rows as often as they are asked for. */
export type Source = () => Iterable<NewRow> | AsyncIterable<NewRow>;

interface NewRow {
  readonly id: string;
  readonly data: JsonObject;
}

async function* dataOf(rows: Source): AsyncGenerator<JsonObject> {
  for await (const { data } of rows()) yield data;
}

/** Replaces all rows; a row whose id was there before is a changed one, others are new. */
export async function replaceRows(base: WriteBase, dataset: string, rows: Source, by: string, through?: Through): Promise<Loaded> {
  const changed = isWatched(base, dataset) ? await replacedRows(base, dataset, rows) : [];
  let deliveries: readonly DeliveryRecord[] = [];
  const following = (version: number) => (deliveries = rowDeliveries(base, changed.map((row) => ({ ...row, version })), 0));
  const loaded = await base.store.datasets.load(dataset, dataOf(rows), by, following, through);
  if (deliveries.length > 0) base.bell.ring();
  return loaded;
}

/** Rows of a replacement; their version is known once it is done. */
async function replacedRows(base: WriteBase, dataset: string, rows: Source): Promise<readonly Omit<ChangedRow, 'version'>[]> {
  const before = new Map((await base.store.datasets.query(dataset, { limit: ALL })).rows.map((row) => [row.id, row]));
  const definition = await base.store.datasets.get(dataset);
  const isKeyed = definition?.key !== undefined;
  const maker = definition ? rowMaker(definition) : undefined;
  // Without a key nobody knows which row was which: all are new.
  const changed: Omit<ChangedRow, 'version'>[] = [];
  for await (const { id, data: given } of rows()) {
    const data = maker?.complete(given) ?? given;
    const old = isKeyed ? before.get(id) : undefined;
    changed.push({ dataset, id: isKeyed ? id : String(changed.length + 1), data, ...(old ? { before: old } : {}) });
  }
  return changed;
}
