import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { JsonObject } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { PortalField, RecordView } from '../api/portal.ts';
import { fail } from '../errors.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import type { Base } from './context.ts';
import { textByKey, textOf } from './texts.ts';
import { valueText } from './words.ts';

/** Fields that may hold the reference a person opens, by convention of their name. */
const REFERENCE = /(_ref|_url|reference)$/;

interface Found {
  readonly local: string;
  readonly definition: DatasetDefinition;
  readonly data: JsonObject;
}

/** The row that carries the reference, in the datasets the scenario may read. */
async function findRecord(base: Base, plan: Plan, reference: string): Promise<Found | null> {
  const source = createDatasetSource(base.store, plan);
  for (const [local, definition] of Object.entries(plan.datasets)) {
    for (const field of definition.fields.filter((candidate) => candidate.type === 'string' && REFERENCE.test(candidate.id))) {
      const [row] = await source.rows(local, { all: [{ field: field.id, op: '=', value: reference }] });
      if (row) return { local, definition, data: row.data };
    }
  }
  return null;
}

function factsOf(plan: Plan, found: Found, locale: Locale): RecordView['facts'] {
  return found.definition.fields
    .filter((field) => !REFERENCE.test(field.id))
    .map((field) => ({
      label: field.title ? textOf(plan.scenario, field.title, locale) : (textByKey(plan.scenario, `${found.local}.${field.id}`, locale) ?? field.id),
      value: valueText(found.data[field.id], locale, plan.scenario.zone),
    }));
}

function titleOf(plan: Plan, found: Found, locale: Locale): string {
  return textByKey(plan.scenario, found.local, locale) ?? textOf(plan.scenario, found.definition.title, locale);
}

/** What a field of widget `open` offers to open. */
export async function openFacts(base: Base, plan: Plan, reference: string, locale: Locale): Promise<NonNullable<PortalField['open']>> {
  const found = await findRecord(base, plan, reference);
  return { reference, title: found ? titleOf(plan, found, locale) : reference, facts: found ? factsOf(plan, found, locale).slice(0, 6) : [] };
}

const NOTE: Readonly<Record<Locale, readonly [string, string]>> = {
  'zh-CN': ['说明', '合成数据：这份记录由程序生成，不对应任何真实的人或机构。'],
  en: ['Note', 'Synthetic data: this record was generated and belongs to no real person or institution.'],
};

/** The record behind a reference, for reading. @throws SCN_DATA_SYNTHETIC when no row carries it */
export async function recordView(base: Base, plan: Plan, reference: string, locale: Locale): Promise<RecordView> {
  const found = await findRecord(base, plan, reference);
  if (!found) throw fail('SCN_DATA_SYNTHETIC', { reference });
  const synthetic = found.definition.synthetic ?? plan.scenario.synthetic ?? false;
  const [title, text] = NOTE[locale];
  return { title: titleOf(plan, found, locale), synthetic, facts: factsOf(plan, found, locale), sections: synthetic ? [{ title, text }] : [] };
}
