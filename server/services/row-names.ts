import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { DatasetField } from '../../runtime/schema/field.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import { noteRows } from './disclosures.ts';
import type { DisclosureBase, DisclosureTo } from './disclosures.ts';
import { textByKey } from './texts.ts';

/** Columns that name what a row is about, in this order. */
const NAMING = ['name', 'title'];

export interface NamedRow {
  /** Local name of the dataset the row belongs to. */
  readonly local: string;
  readonly fields: readonly DatasetField[];
  readonly data: JsonObject;
  readonly locale: Locale;
  readonly to: DisclosureTo;
}

/** The dataset a column refers to, if the scenario may read it and its rows have a name. */
function target(plan: Plan, ref: string): { readonly local: string; readonly key: string; readonly name: string } | undefined {
  const found = Object.entries(plan.datasets).find((entry): entry is [string, DatasetDefinition] => entry[1]?.id === ref);
  const [key] = found?.[1].key ?? [];
  const name = NAMING.find((id) => found?.[1].fields.some((field) => field.id === id));
  return found && key !== undefined && name !== undefined && found[1].key?.length === 1 ? { local: found[0], key, name } : undefined;
}

/**
 * Codes of a row in words, by column: a value of a list by the text `<dataset>.<column>.<value>`, a key of another
 * dataset by the name of its row. Columns that say themselves are absent.
 */
export async function rowNames(base: DisclosureBase, plan: Plan, { local, fields, data, locale, to }: NamedRow): Promise<ReadonlyMap<string, string>> {
  const source = createDatasetSource(base, plan);
  const names = new Map<string, string>();
  for (const field of fields) {
    const value = data[field.id];
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const own = textByKey(plan.scenario, `${local}.${field.id}.${value}`, locale);
    const other = own === undefined && field.ref !== undefined ? target(plan, field.ref) : undefined;
    if (own !== undefined) names.set(field.id, own);
    if (!other || source.shown(other.local, [other.key, other.name]).length < 2) continue;
    const rows = (await source.rows(other.local, { all: [{ field: other.key, op: '=', value }] })).filter((row) => row.data[other.key] === value).slice(0, 1);
    const name = rows[0]?.data[other.name];
    if (typeof name !== 'string') continue;
    await noteRows(base, plan, to, { local: other.local, fields: [other.name], rows });
    names.set(field.id, name);
  }
  return names;
}
