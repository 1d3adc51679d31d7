import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { DatasetDefinition } from '../../runtime/schema/dataset.ts';
import type { StoredRow } from '../../runtime/host/row-filter.ts';
import { titleIn } from '../../runtime/schema/dataset-words.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { User } from '../api/account.ts';
import type { PortalField, RecordView } from '../api/portal.ts';
import { fail } from '../errors.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import { noteRows } from './disclosures.ts';
import type { DisclosureBase, DisclosureTo } from './disclosures.ts';
import { rowNames } from './row-names.ts';
import { textByKey, textOf } from './texts.ts';
import { valueText } from './words.ts';

/** Lines of a record beside the button that opens it. */
const FIRST_FACTS = 6;

/** Fields that may hold the reference a person opens, by convention of their name. */
const REFERENCE = /(_ref|_url|reference)$/;

interface Found {
  readonly local: string;
  readonly definition: DatasetDefinition;
  readonly row: StoredRow;
}

/** The row that carries the reference, in the datasets the scenario may read. */
async function findRecord(base: DisclosureBase, plan: Plan, reference: string): Promise<Found | null> {
  const source = createDatasetSource(base, plan);
  for (const [local, definition] of Object.entries(plan.datasets)) {
    for (const field of definition.fields.filter((candidate) => candidate.type === 'string' && REFERENCE.test(candidate.id) && source.shown(local, [candidate.id]).length > 0)) {
      const [row] = await source.rows(local, { all: [{ field: field.id, op: '=', value: reference }] });
      if (row) return { local, definition, row };
    }
  }
  return null;
}

const shownFields = ({ definition }: Found) => definition.fields.filter((field) => !REFERENCE.test(field.id));

/** The record line by line, codes in words; what is shown of a person is on record first. */
async function factsOf(base: DisclosureBase, plan: Plan, found: Found, locale: Locale, shown: { readonly to: DisclosureTo; readonly most: number }): Promise<RecordView['facts']> {
  const seen = new Set(createDatasetSource(base, plan).shown(found.local, found.definition.fields.map(({ id }) => id)));
  const fields = shownFields(found).filter(({ id }) => seen.has(id)).slice(0, shown.most);
  await noteRows(base, plan, shown.to, { local: found.local, fields: fields.map((field) => field.id), rows: [found.row] });
  const names = await rowNames(base, plan, { local: found.local, fields, data: found.row.data, locale, to: shown.to });
  return fields.map((field) => ({
    label: textByKey(plan.scenario, `${found.local}.${field.id}`, locale) ?? textOf(plan.scenario, titleIn(field, locale) ?? field.id, locale),
    value: names.get(field.id) ?? valueText(found.row.data[field.id], locale, plan.scenario.zone),
  }));
}

function titleOf(plan: Plan, found: Found, locale: Locale): string {
  return textByKey(plan.scenario, found.local, locale) ?? textOf(plan.scenario, titleIn(found.definition, locale), locale);
}

/** What a field of widget `open` offers to open. */
export async function openFacts(base: DisclosureBase, plan: Plan, reference: string, locale: Locale, to: DisclosureTo): Promise<NonNullable<PortalField['open']>> {
  const found = await findRecord(base, plan, reference);
  return { reference, title: found ? titleOf(plan, found, locale) : reference, facts: found ? await factsOf(base, plan, found, locale, { to, most: FIRST_FACTS }) : [] };
}

const NOTE: Readonly<Record<Locale, readonly [string, string]>> = {
  'zh-CN': ['说明', '合成数据：这份记录由程序生成，不对应任何真实的人或机构。'],
  en: ['Note', 'Synthetic data: this record was generated and belongs to no real person or institution.'],
};

interface RecordReader {
  readonly user: User;
  readonly locale: Locale;
}

/** The record behind a reference, for reading. @throws SCN_DATA_SYNTHETIC when no row carries it */
export async function recordView(base: DisclosureBase, plan: Plan, reference: string, { user, locale }: RecordReader): Promise<RecordView> {
  const found = await findRecord(base, plan, reference);
  if (!found) throw fail('SCN_DATA_SYNTHETIC', { reference });
  const synthetic = found.definition.synthetic ?? plan.scenario.synthetic ?? false;
  const [title, text] = NOTE[locale];
  return { title: titleOf(plan, found, locale), synthetic, facts: await factsOf(base, plan, found, locale, { to: { by: user.id, scenario: plan.scenario.id, use: 'record' }, most: Number.POSITIVE_INFINITY }), sections: synthetic ? [{ title, text }] : [] };
}
