import { canonicalText } from '../../../runtime/schema/canonical-json.ts';
import type { Json, JsonObject } from '../../../runtime/schema/json.ts';
import { rowMaker } from '../../stores/rows/row-maker.ts';
import type { DeliveryRecord, RowOperation } from '../../stores/store.ts';
import { newId } from '../context.ts';
import type { Base } from '../context.ts';
import type { LiveReleases } from '../releases.ts';
import { liveTriggers } from './trigger-book.ts';
import type { Trigger } from './trigger-book.ts';

/** A chain of runs that cause one another by what they write is no longer than this. */
const MOST_LINKS = 5;
/** One file or one step begins at most so many runs of a trigger by itself. */
export const MOST_AT_ONCE = 1000;

export interface RowBase extends Base {
  readonly live: LiveReleases;
}

/** A row that came or changed. */
export interface ChangedRow {
  readonly dataset: string;
  readonly id: string;
  readonly version: number;
  readonly data: JsonObject;
  /** Absent for a new row. */
  readonly before?: { readonly version: number; readonly data: JsonObject };
}

const differs = (a: Json | undefined, b: Json | undefined): boolean => a !== b && canonicalText(a ?? null) !== canonicalText(b ?? null);

/** Whether a change is one the trigger looks at; its condition is asked when it begins. */
export function concerns({ config }: Trigger, { data, before }: Pick<ChangedRow, 'data' | 'before'>): boolean {
  const on = config['on'] ?? 'inserted';
  if (!before) return on !== 'changed';
  if (on === 'inserted') return false;
  const listed = Array.isArray(config['fields']) ? (config['fields'] as readonly string[]) : [];
  const fields = listed.length > 0 ? listed : [...new Set([...Object.keys(data), ...Object.keys(before.data)])];
  return fields.some((field) => differs(data[field], before.data[field]));
}

/** What looks at a dataset. */
export function watchersOf(base: RowBase, dataset: string): readonly Trigger[] {
  return liveTriggers(base.live).filter((trigger) => trigger.dataset === dataset);
}

/** Whether anything looks at a dataset; before the work of finding out what changed. */
function isWatched(base: RowBase, dataset: string): boolean {
  return liveTriggers(base.live).some((trigger) => trigger.dataset === dataset);
}

function delivery(base: RowBase, trigger: Trigger, payload: JsonObject, error?: DeliveryRecord['error']): DeliveryRecord {
  const at = base.now().toISOString();
  return { id: newId(base.now()), kind: 'run', status: error ? 'failed' : 'waiting', scenario: trigger.scenario, source: `${trigger.flow}/${trigger.node}`, at, dueAt: at, attempts: 0, payload, ...(error ? { error } : {}) };
}

function rowPayload({ dataset, id, version, data, before }: ChangedRow, links: number): JsonObject {
  return { trigger: 'row', dataset, id, change: before ? 'changed' : 'inserted', row: { ...data, _id: id, _version: version }, ...(before ? { before: { ...before.data, _id: id, _version: before.version } } : {}), links };
}

/** What a trigger has to look at: how many rows, and which; more than begin runs by themselves need not be there. */
export interface Concerned {
  readonly trigger: Trigger;
  readonly count: number;
  readonly rows: readonly ChangedRow[];
}

/** What rows set off that a trigger looks at. @param links how long the chain of causes is already */
export function setOff(base: RowBase, { trigger, count, rows }: Concerned, links: number): readonly DeliveryRecord[] {
  if (count > MOST_AT_ONCE) return [delivery(base, trigger, { trigger: 'row', dataset: trigger.dataset ?? '', count }, { code: 'SCN_TRIGGER_TOO_MANY', details: { count, limit: MOST_AT_ONCE } })];
  const error = links >= MOST_LINKS ? { code: 'SCN_TRIGGER_LOOP', details: { links } } : undefined;
  return rows.map((row) => delivery(base, trigger, rowPayload(row, links + 1), error));
}

/** What changed rows set off, to be committed with them. @param links how long the chain of causes is already */
export function rowDeliveries(base: RowBase, changed: readonly ChangedRow[], links: number): readonly DeliveryRecord[] {
  return liveTriggers(base.live).flatMap((trigger) => {
    const rows = changed.filter((row) => row.dataset === trigger.dataset && concerns(trigger, row));
    return setOff(base, { trigger, count: rows.length, rows }, links);
  });
}

/** A changed row with the place of its operation; its version holds for a row that is inserted with a key or changed, of others the store says it. */
type PlacedRow = ChangedRow & { readonly place: number };

/** Row operations as changes, with their computed columns; of those that change a row, what it was. A row that is no longer as expected is refused by the store. */
export async function changedRows(base: RowBase, operations: readonly RowOperation[]): Promise<readonly PlacedRow[]> {
  const changed: PlacedRow[] = [];
  for (const [place, operation] of operations.entries()) {
    if (operation.kind === 'delete' || !isWatched(base, operation.dataset)) continue;
    const { dataset, id } = operation;
    const definition = await base.store.datasets.get(dataset);
    const data = (definition && rowMaker(definition)?.complete(operation.data)) ?? operation.data;
    if (operation.kind === 'insert') {
      // A keyed insert that was done before changes nothing, and must not set off anything either.
      const isDone = operation.key !== undefined && (await base.store.datasets.row(dataset, id)) !== null;
      if (!isDone) changed.push({ dataset, id, version: 1, data, place });
      continue;
    }
    const before = await base.store.datasets.row(dataset, id);
    if (before) changed.push({ dataset, id, version: operation.expectedVersion + 1, data, before, place });
  }
  return changed;
}
