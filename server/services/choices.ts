import type { Plan } from '../../runtime/engine/plan-types.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { createDatasetSource } from '../host/dataset-source.ts';
import { indexChoices } from './choice-index.ts';
import type { Choice, ChoiceIndex } from './choice-index.ts';
import type { Base } from './context.ts';
import { createRevisedCache } from './revised.ts';
import type { RevisedCache } from './revised.ts';
import { answerText } from './words.ts';

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

const KEPT_MS = 10 * 60_000;
const KEPT = 32;

export interface ChoiceBase extends Base {
  readonly choiceIndexes: RevisedCache<ChoiceIndex>;
}

export function createChoiceIndexes(): RevisedCache<ChoiceIndex> {
  return createRevisedCache({ kept: KEPT, ms: KEPT_MS });
}

/** Kept until the dataset changes. */
function indexOf(base: ChoiceBase, plan: Plan, options: DatasetOptions): Promise<ChoiceIndex> {
  const address = plan.datasets[options.dataset]?.id ?? options.dataset;
  const key = JSON.stringify([address, options.value, options.label ?? null, options.detail ?? null]);
  return base.choiceIndexes.get(base, key, [address], async () => {
    const rows = await createDatasetSource(base.store, plan).rows(options.dataset, { all: [] });
    return indexChoices(rows, (row) => asChoice(options, row.data));
  });
}

/** Rows of a dataset as choices, those first whose value or label begins with what was typed. `more` = not all fit. */
export async function datasetChoices(base: ChoiceBase, plan: Plan, options: DatasetOptions, typed: string): Promise<{ choices: Choice[]; more: boolean }> {
  return (await indexOf(base, plan, options)).find(typed, ANSWERS);
}

/** What a field of a form offers: all choices, or `lookup` when there are too many. */
export async function choicesOf(base: ChoiceBase, plan: Plan, node: string, field: FormField, locale: Locale): Promise<{ choices?: Choice[]; lookup?: boolean }> {
  const fixed = fixedChoices(plan, node, field, locale);
  if (fixed) return { choices: fixed };
  if (!field.options || !('dataset' in field.options)) return {};
  const { all } = await indexOf(base, plan, field.options);
  return all.length > INLINE ? { lookup: true } : { choices: [...all] };
}

/** The label of one chosen value of a looked-up field. */
export async function labelOf(base: ChoiceBase, plan: Plan, field: FormField, value: Json): Promise<string | undefined> {
  if (!field.options || !('dataset' in field.options) || value === null) return undefined;
  return (await indexOf(base, plan, field.options)).byValue(value)?.label;
}
