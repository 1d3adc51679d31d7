import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import type { Base } from './context.ts';
import { answerText } from './words.ts';

export interface Choice {
  readonly value: Json;
  readonly label: string;
  readonly detail?: string;
}

/** Lists up to this long are sent with the form; longer ones are looked up while typing. */
const INLINE = 50;
const ANSWERS = 20;

/** Choices that the scenario itself holds: a list, or an enum. */
export function fixedChoices(plan: Plan, node: string, field: FormField, locale: Locale): Choice[] | undefined {
  const { scenario } = plan;
  const values = field.options && 'list' in field.options ? scenario.lists[field.options.list]?.items : field.enum;
  return values?.map((value) => ({ value, label: answerText(scenario, node, field, value, locale) }));
}

type DatasetOptions = Extract<NonNullable<FormField['options']>, { dataset: string }>;

function asChoice(options: DatasetOptions, data: { readonly [key: string]: Json }): Choice {
  const text = (field: string | undefined) => (field === undefined ? undefined : data[field]);
  const label = text(options.label) ?? data[options.value] ?? null;
  const detail = text(options.detail);
  return { value: data[options.value] ?? null, label: typeof label === 'string' ? label : JSON.stringify(label), ...(detail === undefined || detail === null ? {} : { detail: typeof detail === 'string' ? detail : JSON.stringify(detail) }) };
}

/** Rows of a dataset as choices, those first whose value or label begins with what was typed. `more` = not all fit. */
export async function datasetChoices(base: Base, plan: Plan, options: DatasetOptions, query: string, limit = ANSWERS): Promise<{ choices: Choice[]; more: boolean }> {
  const rows = await createDatasetSource(base.store, plan).rows(options.dataset, { all: [] });
  const wanted = query.trim().toLowerCase();
  const seen = new Set<string>();
  const starting: Choice[] = [];
  const holding: Choice[] = [];
  for (const row of rows) {
    const choice = asChoice(options, row.data);
    const key = JSON.stringify(choice.value);
    if (seen.has(key)) continue;
    seen.add(key);
    const words = [choice.label, typeof choice.value === 'string' ? choice.value : key].map((word) => word.toLowerCase());
    if (words.some((word) => word.startsWith(wanted))) starting.push(choice);
    else if (words.some((word) => word.includes(wanted))) holding.push(choice);
    if (starting.length > limit) break;
  }
  const found = [...starting, ...holding];
  return { choices: found.slice(0, limit), more: found.length > limit };
}

/** What a field of a form offers: all choices, or `lookup` when there are too many. */
export async function choicesOf(base: Base, plan: Plan, node: string, field: FormField, locale: Locale): Promise<{ choices?: Choice[]; lookup?: boolean }> {
  const fixed = fixedChoices(plan, node, field, locale);
  if (fixed) return { choices: fixed };
  if (!field.options || !('dataset' in field.options)) return {};
  const { choices, more } = await datasetChoices(base, plan, field.options, '', INLINE);
  return more ? { lookup: true } : { choices };
}

/** The label of one chosen value of a looked-up field. */
export async function labelOf(base: Base, plan: Plan, field: FormField, value: Json): Promise<string | undefined> {
  if (!field.options || !('dataset' in field.options) || value === null) return undefined;
  const { options } = field;
  const rows = await createDatasetSource(base.store, plan).rows(field.options.dataset, { all: [{ field: field.options.value, op: '=', value }] });
  return rows[0] ? asChoice(options, rows[0].data).label : undefined;
}
