import type { JsonObject } from '../../../runtime/schema/json.ts';
import type { RowPast, Through } from '../store.ts';
import { canonicalJson } from './journal.ts';

/** Changes of a row that are remembered; older ones are forgotten. */
export const PAST_OF_A_ROW = 20;
/** Deleted rows of a dataset that are remembered. */
export const GONE_ROWS = 1000;

/** Who writes, when and through what. */
export interface Writer extends Through {
  readonly at: string;
  readonly by: string;
  readonly run?: string;
}

/** What the columns were that differ now, null where there was nothing. */
export function changedFrom(before: JsonObject, after: JsonObject): JsonObject {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  // Most values are no lists or objects and the same as they were, which costs no text of each.
  const changed = [...names].filter((name) => before[name] !== after[name] && canonicalJson(before[name]) !== canonicalJson(after[name]));
  return Object.fromEntries(changed.map((name) => [name, before[name] ?? null]));
}

/** The newest change before the older ones, as far as they are remembered. */
export function withPast(newest: RowPast, older: readonly RowPast[] | undefined, most = PAST_OF_A_ROW): readonly RowPast[] {
  return [newest, ...(older ?? []).slice(0, most - 1)];
}
