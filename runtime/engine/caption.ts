import type { TSchema } from 'typebox';
import { resolveText } from '../nodes/render-text.ts';
import { shortened } from '../schema/cut-text.ts';
import type { FormField } from '../schema/field.ts';
import type { FlowNode } from '../schema/flow.ts';
import type { Json, JsonObject } from '../schema/json.ts';
import type { Scenario } from '../schema/scenario.ts';
import { LOCALES, type Locale, type LocalText } from '../schema/text.ts';
import { compileFormula, SURROUNDINGS, type EngineFormula, type FormulaLanguage, type FormulaProblem, type Scope } from './formula.ts';
import { inZone } from './time.ts';

/** Longest caption, and longest value in one, in UTF-16 units. */
const MOST = 120;
const MOST_VALUE = 60;
const MOST_ITEMS = 5;
const PLACEHOLDER = /\{([^{}]+)\}/gu;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const YES_NO: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] };

/** The formulas in braces of a caption, in whatever language, each once. */
export function captionFormulas(caption: string, texts: Scenario['texts']): readonly string[] {
  const found = LOCALES.flatMap((locale) => [...resolveText(caption, texts, locale).matchAll(PLACEHOLDER)].map(([, source = '']) => source.trim()));
  return [...new Set(found)].filter((source) => source !== '');
}

/** What a caption may read besides the names before its node: a start node has nothing before it and tells of its own output. */
export function captionLocals(id: string, isStart: boolean, output: TSchema): Readonly<Record<string, TSchema>> {
  return isStart ? { [id]: output } : {};
}

/** A caption made ready: what its formulas give, in both languages. Undefined when none of them gives anything. */
export type CaptionPlan = (scope: Scope) => LocalText | undefined;

interface CaptionWork {
  readonly definition: Pick<FlowNode, 'caption'>;
  readonly scenario: Scenario;
  readonly flow: string;
  readonly names: Readonly<Record<string, TSchema>>;
  readonly language: FormulaLanguage;
}

export function planCaption({ definition, scenario, flow, names, language }: CaptionWork, problems: FormulaProblem[]): CaptionPlan | undefined {
  const { caption = '' } = definition;
  if (caption.trim() === '') return undefined;
  const formulas = captionFormulas(caption, scenario.texts).map((source) => ({ source, code: compileFormula(language, source, names, 'expression', problems), labelOf: labelsOf(scenario, flow, source) }));
  const texts = LOCALES.map((locale) => [locale, resolveText(caption, scenario.texts, locale)] as const);
  return (scope) => {
    const values = new Map(formulas.map(({ source, code, labelOf }) => [source, { value: valueOf(code, scope), labelOf }] as const));
    // What a limit ended reads as nothing; it is no reason to stop the run.
    language.takeStop?.(scope[SURROUNDINGS]);
    if (formulas.length > 0 && [...values.values()].every(({ value }) => value === null)) return undefined;
    return Object.fromEntries(texts.map(([locale, text]) => [locale, fill(text, values, { locale, zone: scenario.zone })])) as unknown as LocalText;
  };
}

type LabelOf = (value: string | number, locale: Locale) => string | undefined;
interface Place {
  readonly locale: Locale;
  readonly zone: string;
}

function valueOf(code: EngineFormula | null, scope: Scope): Json {
  return code === null ? null : code.toJson(code.evaluate(scope));
}

function fill(text: string, values: ReadonlyMap<string, { readonly value: Json; readonly labelOf: LabelOf }>, place: Place): string {
  const filled = text.replaceAll(PLACEHOLDER, (all, source: string) => {
    const found = values.get(source.trim());
    return found ? word(found.value, found.labelOf, place) : all;
  });
  return shortened(filled.replaceAll(/\s+/gu, ' ').trim(), MOST);
}

function word(value: Json, labelOf: LabelOf, place: Place): string {
  if (value === null || value === '') return '—';
  if (typeof value === 'boolean') return YES_NO[place.locale][value ? 0 : 1];
  if (typeof value === 'number' || typeof value === 'string') return shortened(labelOf(value, place.locale) ?? plain(String(value), place.zone), MOST_VALUE);
  if (Array.isArray(value)) return (value as readonly Json[]).slice(0, MOST_ITEMS).map((item) => word(item, labelOf, place)).join(place.locale === 'en' ? ', ' : '、') || '—';
  const { name } = value as JsonObject;
  return typeof name === 'string' ? shortened(name, MOST_VALUE) : '—';
}

function plain(text: string, zone: string): string {
  return MOMENT.test(text) && Number.isFinite(Date.parse(text)) ? inZone(text, zone).slice(0, 16).replace('T', ' ') : text;
}

/** A choice of a form reads as it was offered: by the texts of its list, else by its own. */
function labelsOf({ flows, texts }: Scenario, flow: string, source: string): LabelOf {
  const [node = '', id, ...deeper] = source.split('.');
  const fields = id === undefined || deeper.length > 0 ? undefined : flows[flow]?.nodes[node]?.config['fields'];
  const field = Array.isArray(fields) ? (fields as readonly FormField[]).find((one) => one.id === id) : undefined;
  if (!field) return () => undefined;
  const owner = field.options && 'list' in field.options ? field.options.list : `${node}.${field.id}`;
  return (value, locale) => {
    const key = `${owner}.${value}`;
    return Object.hasOwn(texts, key) ? resolveText(`@${key}`, texts, locale) : undefined;
  };
}
