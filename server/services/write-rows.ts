import type { JsonObject } from '../../runtime/schema/json.ts';
import type { DeliveryRecord, Loaded, RowOperation, Through } from '../stores/store.ts';
import type { Bell } from './triggers/bell.ts';
import { comingRows, type Source } from './triggers/replaced-rows.ts';
import { changedRows, rowDeliveries, setOff } from './triggers/row-deliveries.ts';
import type { RowBase } from './triggers/row-deliveries.ts';

export interface WriteBase extends RowBase {
  readonly bell: Bell;
}

/** Writes rows outside of runs, with what they set off, in one transaction. Answers the version each operation made. */
export async function writeRows(base: WriteBase, operations: readonly RowOperation[], by: string, through?: Through): Promise<readonly number[]> {
  const changed = await changedRows(base, operations);
  let deliveries: readonly DeliveryRecord[] = [];
  const following = (versions: readonly number[]) => (deliveries = rowDeliveries(base, changed.map(({ place, ...row }) => ({ ...row, version: versions[place] ?? row.version })), 0));
  const versions = await base.store.datasets.write(operations, by, following, through);
  if (deliveries.length > 0) base.bell.ring();
  return versions;
}

async function* dataOf(rows: Source): AsyncGenerator<JsonObject> {
  for await (const { data } of rows()) yield data;
}

/** Replaces all rows; a row whose id was there before is a changed one, others are new. */
export async function replaceRows(base: WriteBase, dataset: string, rows: Source, by: string, through?: Through): Promise<Loaded> {
  const coming = await comingRows(base, dataset, rows);
  let deliveries: readonly DeliveryRecord[] = [];
  const following = (version: number) => (deliveries = coming.flatMap((one) => setOff(base, { ...one, rows: one.rows.map((row) => ({ ...row, version })) }, 0)));
  const loaded = await base.store.datasets.load(dataset, dataOf(rows), by, following, through);
  if (deliveries.length > 0) base.bell.ring();
  return loaded;
}
