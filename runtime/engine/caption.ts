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
/** Of those that Unicode leaves for private use; they stand for values while a text is cut: two around the number of one, and one that is missing. */
const GIVEN = '\uE000';
const MISSING = '\uE001';
const BRACKETED = /[（(【[][^（(【[）)】\]]*[）)】\]]/gu;
const BETWEEN = /(\s*[·，,；;、|]\s*)/u;
const EDGES = /^[\s:：/–-]+|[\s:：/–-]+$/gu;
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
    if (formulas.length > 0 && [...values.values()].every(({ value }) => isNothing(value))) return undefined;
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

/** Nobody reads anything in it. */
function isNothing(value: Json): boolean {
  if (Array.isArray(value)) return (value as readonly Json[]).every(isNothing);
  return value === null || value === '' || (typeof value === 'object' && typeof (value as JsonObject)['name'] !== 'string');
}

function fill(text: string, values: ReadonlyMap<string, { readonly value: Json; readonly labelOf: LabelOf }>, place: Place): string {
  const given: string[] = [];
  const marked = text.replaceAll(/[\uE000\uE001]/gu, '').replaceAll(PLACEHOLDER, (all, source: string) => {
    const found = values.get(source.trim());
    if (found && isNothing(found.value)) return MISSING;
    return `${GIVEN}${given.push(found ? word(found.value, found.labelOf, place) : all) - 1}${GIVEN}`;
  });
  const filled = withoutGaps(marked).replaceAll(/\uE000(\d+)\uE000/gu, (_all, index: string) => given[Number(index)] ?? '');
  return shortened(filled.replaceAll(/\s+/gu, ' ').trim(), MOST);
}

/** Leaves out what has none of its values, between brackets or between two separators, and of the rest what is missing with the colon or line beside it. */
function withoutGaps(marked: string): string {
  if (!marked.includes(MISSING)) return marked;
  const isGap = (part: string): boolean => part.includes(MISSING) && !part.includes(GIVEN);
  const parts = marked.replaceAll(BRACKETED, (part) => (isGap(part) ? '' : part)).split(BETWEEN);
  let kept = '';
  for (let index = 0; index < parts.length; index += 2) {
    const part = parts[index] ?? '';
    if (isGap(part)) continue;
    kept += `${kept === '' ? '' : (parts[index - 1] ?? '')}${part.includes(MISSING) ? part.replaceAll(MISSING, '').replaceAll(EDGES, '') : part}`;
  }
  return kept;
}

/** In words; what is nothing is asked for by nobody. */
function word(value: Json, labelOf: LabelOf, place: Place): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return YES_NO[place.locale][value ? 0 : 1];
  if (typeof value === 'number' || typeof value === 'string') return shortened(labelOf(value, place.locale) ?? plain(String(value), place.zone), MOST_VALUE);
  if (Array.isArray(value)) return (value as readonly Json[]).filter((item) => !isNothing(item)).slice(0, MOST_ITEMS).map((item) => word(item, labelOf, place)).join(place.locale === 'en' ? ', ' : '、');
  const { name } = value as JsonObject;
  return typeof name === 'string' ? shortened(name, MOST_VALUE) : '';
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
