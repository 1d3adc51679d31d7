import type { Mask } from '../../schema/field.ts';
import type { Json } from '../../schema/json.ts';
import { matchesFilter, type FilterTest, type RowFilter, type StoredRow } from '../row-filter.ts';
import { maskValue } from '../../schema/mask.ts';
import type { DatasetReads } from './query-reads.ts';

/** How a column may be read: as it is, masked, or in groups and measures only. */
export type FieldAccess = { readonly as: 'whole' } | { readonly as: 'masked'; readonly mask: Mask } | { readonly as: 'counted' };

/** What a scenario may read of a dataset of another unit. */
export interface DatasetAccess {
  readonly fields: ReadonlyMap<string, FieldAccess>;
  /** Tests the store answers, and the whole rule for the rows it gives; both over what is stored. */
  readonly rows?: { readonly filter: RowFilter; readonly holds: (row: StoredRow) => boolean };
  /** Ids as they may be known, when the stored ones are made of columns that may not; the same row always has the same. */
  readonly idOf?: (id: string) => string;
  /** Groups of fewer rows are not shown when columns are read that may be counted only. */
  readonly smallest: number;
}

/** Columns a read needs and may not have. */
export interface Refused {
  /** Not granted at all. */
  readonly missing: readonly string[];
  /** Granted for counting only, but tested or shown. */
  readonly counted: readonly string[];
}

/** What keeps a read from being lawful; null when nothing does. `all` are the columns the scenario knows of. */
export function refusedFields(access: DatasetAccess, reads: DatasetReads, all: readonly string[]): Refused | null {
  const tested = reads.whole ? new Set([...reads.tested, ...all]) : reads.tested;
  const missing = [...new Set([...tested, ...reads.given])].filter((field) => !access.fields.has(field));
  const isCounted = (field: string) => access.fields.get(field)?.as === 'counted';
  const counted = [...new Set([...[...tested].filter(isCounted), ...(reads.grouped ? tellingKeys(access, reads) : [...reads.given].filter(isCounted))])];
  return missing.length === 0 && counted.length === 0 ? null : { missing, counted };
}

/**
 * Columns that may be counted only and would tell of single rows by the groups they make: a group says the value of all
 * its rows, so that nothing else may be known of them but other columns that may be counted only.
 */
function tellingKeys({ fields }: DatasetAccess, { keys, measured, mixed }: DatasetReads): readonly string[] {
  const isCounted = (field: string) => fields.get(field)?.as === 'counted';
  const counted = [...(keys ?? [])].filter(isCounted);
  return mixed === true || [...(measured ?? [])].some((field) => !isCounted(field)) ? counted : [];
}

/** Whether the groups of a read are made by a column that may be counted only: then who is in which is a secret, too. */
export function isGroupedByCounted({ fields }: DatasetAccess, { keys }: DatasetReads): boolean {
  return [...(keys ?? [])].some((field) => fields.get(field)?.as === 'counted');
}

/** How few rows a group must not have; 0 when groups may be of any size. */
export function smallestGroup(access: DatasetAccess, reads: DatasetReads): number {
  return reads.grouped && [...reads.given].some((field) => access.fields.get(field)?.as === 'counted') ? access.smallest : 0;
}

/** Tests for the store, and those that must wait until the values are masked: nothing may be learnt about a masked value by asking for it. */
export function splitFilter(access: DatasetAccess, filter: RowFilter): { readonly stored: RowFilter; readonly after: RowFilter } {
  const isMasked = ({ field }: FilterTest) => access.fields.get(field)?.as === 'masked';
  return { stored: { all: [...filter.all.filter((test) => !isMasked(test)), ...(access.rows?.filter.all ?? [])] }, after: { all: filter.all.filter(isMasked) } };
}

/** Rows as the scenario may know them: those of the row rule only, without columns that were not granted, masked where they are to be. */
export function accessibleRows(access: DatasetAccess, rows: readonly StoredRow[], after: RowFilter): readonly StoredRow[] {
  const { rows: rule } = access;
  const seen = (rule ? rows.filter(rule.holds) : rows).map((row) => seenRow(access, row));
  return after.all.length === 0 ? seen : seen.filter((row) => matchesFilter(row, after));
}

/** One row as `accessibleRows` gives it, of which nobody has asked yet whether the rule for the rows holds; null when it does not. */
export function accessibleRow(access: DatasetAccess, row: StoredRow): StoredRow | null {
  const { rows: rule } = access;
  return rule && !(matchesFilter(row, rule.filter) && rule.holds(row)) ? null : seenRow(access, row);
}

/** Under a symbol, so that no answer, no JSON and no copy between threads carries it. */
const SOURCE = Symbol('source');

interface SeenRow extends StoredRow {
  readonly [SOURCE]?: StoredRow;
}

/** The row as it is stored, of one that somebody may see a part of: for the record of whose data it is, never for an answer. */
export function sourceRow(row: StoredRow): StoredRow {
  return (row as SeenRow)[SOURCE] ?? row;
}

function seenRow({ fields, idOf }: DatasetAccess, row: StoredRow): StoredRow {
  const { version, data } = row;
  const id = idOf ? idOf(row.id) : row.id;
  const seen: Record<string, Json> = {};
  for (const [field, access] of fields) {
    if (!Object.hasOwn(data, field)) continue;
    const value = data[field] as Json;
    seen[field] = access.as === 'masked' ? maskValue(access.mask, value) : value;
  }
  const made: SeenRow = { id, version, data: seen, [SOURCE]: row };
  return made;
}
