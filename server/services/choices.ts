import type { Plan } from '../../runtime/engine/plan-types.ts';
import { answerKind, isYesNo } from '../../runtime/schema/answer-kind.ts';
import { choicesOf as choicesIn } from '../../runtime/nodes/plain-form.ts';
import type { Evaluated } from '../../runtime/nodes/define-node.ts';
import type { FormField } from '../../runtime/schema/field.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { sourceRow } from '../../runtime/host/sharing/access.ts';
import { createDatasetSource, demandShown } from '../host/dataset-source.ts';
import { indexChoices } from './choice-index.ts';
import type { Choice, ChoiceIndex } from './choice-index.ts';
import { noteDisclosure } from './disclosures.ts';
import type { DisclosureBase, DisclosureTo } from './disclosures.ts';
import { createRevisedCache } from './revised.ts';
import type { RevisedCache } from './revised.ts';
import { subjectField } from './subjects.ts';
import { answerText } from './answer-words.ts';
import { valueText } from './words.ts';

/** Lists up to this long are sent with the form; longer ones are looked up while typing. */
const INLINE = 50;
const ANSWERS = 20;

type FixedField = Pick<ChoiceField, 'plan' | 'node' | 'field' | 'locale' | 'part'>;

/** Choices that the scenario itself holds: a list, or an enum; `part` is the field with its formulas worked out. */
export function fixedChoices({ plan, node, field, locale, part }: FixedField): Choice[] | undefined {
  const { scenario } = plan;
  const values = isYesNo(field) ? [true, false] : choicesIn(field, scenario.lists, part);
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

export interface ChoiceBase extends DisclosureBase {
  readonly choiceIndexes: RevisedCache<ChoiceIndex>;
}

export function createChoiceIndexes(): RevisedCache<ChoiceIndex> {
  return createRevisedCache({ kept: KEPT, ms: KEPT_MS });
}

/** Columns that a choice shows. */
const fieldsOf = (options: DatasetOptions): string[] => [...new Set([options.value, options.label, ...(options.detail === undefined ? [] : [options.detail])])];

/** Kept until the dataset changes. */
export async function choiceIndexOf(base: ChoiceBase, plan: Plan, options: DatasetOptions): Promise<ChoiceIndex> {
  const address = plan.datasets[options.dataset]?.id ?? options.dataset;
  const source = createDatasetSource(base, plan);
  await demandShown(source, options.dataset, fieldsOf(options));
  // What another scenario may see of the same rows is kept apart.
  const seenAs = base.sharing.reading(plan, options.dataset).kind === 'own' ? null : [plan.scenario.id, base.sharing.version()];
  const key = JSON.stringify([address, options.value, options.label ?? null, options.detail ?? null, seenAs]);
  return base.choiceIndexes.get(base, key, [address], async () => {
    const rows = await source.rows(options.dataset, { all: [] });
    const subject = subjectField(plan, options.dataset);
    return indexChoices(rows, (row) => asChoice(options, row.data), subject === undefined ? undefined : (row) => sourceRow(row).data[subject]);
  });
}

/** A field of a form, whose choices somebody is shown. */
export interface ChoiceField {
  readonly plan: Plan;
  readonly node: string;
  readonly field: FormField;
  readonly locale: Locale;
  readonly to: DisclosureTo;
  /** The field with its formulas worked out, for who looks at it. */
  readonly part?: Evaluated | undefined;
}

/** Choices about persons are on record before they are shown. */
async function noteChoices(base: ChoiceBase, { plan, node, to }: ChoiceField, options: DatasetOptions, index: ChoiceIndex, choices: readonly Choice[]): Promise<void> {
  const definition = plan.datasets[options.dataset];
  const subjects = choices.flatMap((choice) => index.subjectOf(choice) ?? []);
  if (!definition || subjects.length === 0) return;
  const reading = base.sharing.reading(plan, options.dataset);
  const grant = reading.kind === 'shared' ? reading.grant?.id : undefined;
  await noteDisclosure(base, to, { dataset: definition.id, fields: fieldsOf(options), node, subjects, ...(grant === undefined ? {} : { grant }) });
}

/** Rows of a dataset as choices, those first whose value or label begins with what was typed. `more` = not all fit. */
export async function datasetChoices(base: ChoiceBase, place: ChoiceField, options: DatasetOptions, typed: string): Promise<{ choices: Choice[]; more: boolean }> {
  const index = await choiceIndexOf(base, place.plan, options);
  const found = index.find(typed, ANSWERS);
  await noteChoices(base, place, options, index, found.choices);
  return found;
}

/** Accounts and units of this server are looked up. */
const isMember = (field: FormField): boolean => field.options === undefined && ['person', 'unit'].includes(answerKind(field));

/** What a field of a form offers: all choices, or `lookup` when there are too many. */
export async function choicesOf(base: ChoiceBase, place: ChoiceField): Promise<{ choices?: Choice[]; lookup?: boolean }> {
  const { plan, field } = place;
  const fixed = fixedChoices(place);
  if (fixed) return { choices: fixed };
  if (isMember(field)) return { lookup: true };
  if (!field.options || !('dataset' in field.options)) return {};
  if (answerKind(field) === 'region') return {};
  const index = await choiceIndexOf(base, plan, field.options);
  if (index.all.length > INLINE) return { lookup: true };
  await noteChoices(base, place, field.options, index, index.all);
  return { choices: [...index.all] };
}

function nameIn(value: Json): string | undefined {
  const name = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as { readonly [key: string]: Json })['name'] : undefined;
  return typeof name === 'string' ? name : undefined;
}

/** The label of each of several chosen values; undefined when the field chooses from none or none of them is known. */
export async function labelsOf(base: ChoiceBase, place: ChoiceField, values: readonly Json[]): Promise<string[] | undefined> {
  const { plan, node, field, locale } = place;
  const { options } = field;
  if (field.enum || (options && 'list' in options)) return values.map((one) => answerText(plan.scenario, node, field, one, locale));
  if (!options) return undefined;
  const index = await choiceIndexOf(base, plan, options);
  const found = values.map((one) => index.byValue(one));
  await noteChoices(base, place, options, index, found.filter((choice) => choice !== undefined));
  if (found.every((choice) => choice === undefined)) return undefined;
  return found.map((choice, at) => choice?.label ?? valueText(values[at], locale, plan.scenario.zone));
}

/** The label of what is chosen in a field whose choices come from a dataset. */
export async function labelOf(base: ChoiceBase, place: ChoiceField, value: Json): Promise<string | undefined> {
  const { options } = place.field;
  const kind = answerKind(place.field);
  if (kind !== 'plain' && kind !== 'choices') return nameIn(value);
  if (!options || !('dataset' in options) || value === null) return undefined;
  const labels = await labelsOf(base, place, Array.isArray(value) ? (value as readonly Json[]) : [value]);
  return labels?.join(place.locale === 'en' ? ', ' : '、');
}
