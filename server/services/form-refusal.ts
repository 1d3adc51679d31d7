import { isScenarioError, ScenarioError } from '../../runtime/errors.ts';
import type { FormColumn, FormField } from '../../runtime/schema/field.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import { columnTitle, fieldTitle } from './field-words.ts';
import { textByKey, textOf } from './texts.ts';

interface FormPlace {
  readonly scenario: Scenario;
  readonly node: string;
  readonly fields: readonly FormField[];
}

/** Nodes name a field by its id in these marks. */
const MARKS: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['“', '”'], en: ['"', '"'] };

function ownText({ scenario, node }: FormPlace, field: FormField, locale: Locale): string | undefined {
  return field.error ? textOf(scenario, field.error, locale) : textByKey(scenario, `${node}.${field.id}.error`, locale);
}

/** The sentence for people: the field's own, else the node's with the title in place of the id and without the formula. */
function sentence(place: FormPlace, field: FormField, kind: string, given: string, locale: Locale): string {
  const own = ownText(place, field, locale);
  if (own !== undefined) return own;
  const [before, after] = MARKS[locale];
  const named = given.replace(`${before}${field.id}${after}`, () => `${before}${fieldTitle(place.scenario, place.node, field, locale)}${after}`);
  const formula = field.check === undefined ? '' : `${locale === 'en' ? ': ' : '：'}${field.check}`;
  return kind === 'check' && formula !== '' && named.endsWith(formula) ? named.slice(0, -formula.length) : named;
}

/** A fault of one cell: the question, its row and its column are named, even where the field has a sentence of its own. */
function cellSentence({ scenario, node }: FormPlace, field: FormField, column: FormColumn, given: string, locale: Locale): string {
  const [before, after] = MARKS[locale];
  const word = (text: string, id: string, title: string) => text.replace(`${before}${id}${after}`, () => `${before}${title}${after}`);
  const at = given.search(/[：:]/u) + 1;
  const [where, fault] = [given.slice(0, at), given.slice(at)];
  return word(where, field.id, fieldTitle(scenario, node, field, locale)) + word(fault, column.id, columnTitle(scenario, node, field, column, locale));
}

/** Why a form was refused in one language: a sentence per field. Undefined for any other error. */
export function refusalText(error: { readonly code: string; readonly details?: JsonObject }, place: FormPlace, locale: Locale): string | undefined {
  const problems = error.details?.['problems'];
  if (error.code !== 'SCN_FORM_INVALID' || !Array.isArray(problems)) return undefined;
  return (problems as readonly JsonObject[]).map((problem) => inWords(problem, place)[locale === 'en' ? 'en' : 'zh']).join(locale === 'en' ? '; ' : '；');
}

interface ProblemWords {
  readonly zh: string;
  readonly en: string;
}

function inWords(problem: JsonObject, place: FormPlace): ProblemWords {
  const { field: id, kind, zh, en, column: cell } = problem as { field: string; kind: string; zh: string; en: string; column?: string };
  const field = place.fields.find((candidate) => candidate.id === id);
  const column = cell === undefined ? undefined : field?.columns?.find((one) => one.id === cell);
  if (field && column) return { zh: cellSentence(place, field, column, zh, 'zh-CN'), en: cellSentence(place, field, column, en, 'en') };
  return field ? { zh: sentence(place, field, kind, zh, 'zh-CN'), en: sentence(place, field, kind, en, 'en') } : { zh, en };
}

/** A refused form in the words of its fields; any other error as it is. */
export function inFieldWords(error: unknown, place: FormPlace): unknown {
  if (!isScenarioError(error, 'SCN_FORM_INVALID') || !Array.isArray(error.details['problems'])) return error;
  const problems = (error.details['problems'] as readonly JsonObject[]).map((problem): Json => ({ ...problem, ...inWords(problem, place) }));
  return new ScenarioError(error.code, error.message, { ...error.details, problems }, error);
}
