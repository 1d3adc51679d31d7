import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import { fail } from '../errors.ts';
import { canonicalJson } from '../stores/core/journal.ts';
import type { Base } from './context.ts';
import { SCENARIO } from './drafts.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The scenario whose own dataset this is, by what its draft says; undefined for one of the catalogue. */
export function keeperOf(scenarios: readonly { readonly id: string; readonly body: JsonObject }[], dataset: string): string | undefined {
  return scenarios.find(({ id, body: { datasets } }) => {
    if (!dataset.startsWith(`${id}/`) || !isObject(datasets)) return false;
    const name = dataset.slice(id.length + 1);
    const entry = Object.hasOwn(datasets, name) ? datasets[name] : undefined;
    return isObject(entry) && 'own' in entry;
  })?.id;
}

/** What a release puts in place of whatever was there: columns with their types and formulas, keys and indexes. */
function structureOf({ fields, key, unique, index, dated }: DatasetDefinition): string {
  const columns = fields.map(({ id, type, optional, enum: choices, ref, compute }) => ({ id, type, optional: optional === true, choices: choices ?? null, ref: ref ?? null, compute: compute ?? null }));
  return canonicalJson({ columns, key: key ?? null, unique: unique ?? null, index: index ?? null, dated: dated === true });
}

/** The structure of a dataset a scenario keeps is changed in that scenario: the next release would overwrite it here. @throws SCN_DATA_KEPT */
export async function refuseKept(base: Base, wanted: DatasetDefinition): Promise<void> {
  const known = await base.store.datasets.get(wanted.id);
  if (!known || structureOf(known) === structureOf(wanted)) return;
  const scenario = wanted.id.split('/')[0] ?? '';
  const draft = await base.store.documents.get<JsonObject>(SCENARIO, scenario);
  if (draft && keeperOf([draft], wanted.id) !== undefined) throw fail('SCN_DATA_KEPT', { dataset: wanted.id, scenario });
}
