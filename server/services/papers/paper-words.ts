import type { RunState } from '../../../runtime/engine/state.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../runtime/schema/text.ts';
import { answerText, fieldOf } from '../answer-words.ts';
import { pageInWords } from '../page-words.ts';
import { labelOfValue } from '../reasons/names.ts';
import { textOf } from '../texts.ts';
import { figureText, unitText, valueText } from '../words.ts';

export interface WordsWork {
  readonly scenario: Scenario;
  readonly state: RunState;
  readonly locale: Locale;
}

/** Stands where there is no value. */
export const NOTHING = '—';

const isNothing = (value: Json | undefined): value is null | undefined | '' => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** A value as it stands on paper: figures with their unit, codes as their words, answers as their form says them. */
export function paperValue({ scenario, state, locale }: WordsWork, source: string, value: Json, unit?: string): string {
  if (isNothing(value)) return NOTHING;
  if (unit !== undefined) return `${figureText(value, unit, locale, scenario.zone)} ${unitText(unit, locale) ?? ''}`.trim();
  const asked = fieldOf(scenario, source);
  if (asked) return answerText(scenario, asked.node, asked.field, value, locale);
  const at = { scenario, flow: state.flows['']?.flow ?? 'main', locale };
  const word = (one: Json) => labelOfValue(at, source, one) ?? valueText(one, locale, scenario.zone);
  return Array.isArray(value) ? (value as readonly Json[]).map(word).join(locale === 'en' ? ', ' : '、') : word(value);
}

/** Words of a document with the values they name; `own` are values of the part itself, in words already. */
export function paperText(work: WordsWork, reference: string, own: Readonly<Record<string, string>> = {}): string {
  const { scenario, locale } = work;
  const text = textOf(scenario, reference, locale);
  if (!text.includes('{')) return text;
  const known = Object.keys(own).length === 0 ? text : text.replaceAll(/\{([\p{L}_][\p{L}\p{N}_]*)\}/gu, (all, name: string) => (Object.hasOwn(own, name) ? mark(own[name] ?? '') : all));
  return unmark(pageInWords(work, { text: known }, locale).text ?? '');
}

/** Braces of a value are no placeholder: they are put aside while the text is filled in. */
const mark = (value: string): string => value.replaceAll('{', '\u{E000}').replaceAll('}', '\u{E001}');
const unmark = (value: string): string => value.replaceAll('\u{E000}', '{').replaceAll('\u{E001}', '}');
