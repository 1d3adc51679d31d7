import { isScenarioError, ScenarioError } from '../runtime/errors.ts';
import type { Json, JsonObject } from '../runtime/schema/json.ts';
import type { Locale } from '../runtime/schema/text.ts';
import { problemTexts } from './problems.ts';
import type { ProblemCode, ProblemText } from './problems.ts';
import { STORE_ERRORS, storeWords } from './stores/errors.ts';
import type { StoreErrorCode } from './stores/errors.ts';
import { reasonInChinese } from './stores/rows/reason-words.ts';

/** Replaces `{name}` by `details.name`; an absent detail reads as `?`. */
export function fillText(template: string, details: JsonObject): string {
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value: Json | undefined = details[name];
    return value === undefined || value === null ? '?' : typeof value === 'object' ? JSON.stringify(value) : String(value);
  });
}

/** The error of one code of `problems.ts`, ready to throw. */
export function fail(code: ProblemCode, details: JsonObject = {}, cause?: unknown): ScenarioError {
  return new ScenarioError(code, fillText(problemTexts[code].title.en, details), details, cause);
}

/** As `fail`, with the sentence in both languages: for what a run keeps and people of either language read later. */
export function failInRun(code: ProblemCode, details: JsonObject = {}): ScenarioError {
  const { title } = problemTexts[code];
  return new ScenarioError(code, `${fillText(title['zh-CN'], details)} / ${fillText(title.en, details)}`, details);
}

/** One wrong field: JSON pointer, optional code, the sentence to show beside it, and of a formula which characters it is about. */
export interface FieldProblem {
  readonly path: string;
  readonly code?: string;
  readonly message: string;
  readonly from?: number;
  readonly to?: number;
}

/** An error that also names the fields it is about. */
export class FieldsError extends ScenarioError {
  readonly fields: readonly FieldProblem[];
  constructor(code: ProblemCode, fields: readonly FieldProblem[]) {
    super(code, fillText(problemTexts[code].title.en, { count: fields.length }), { count: fields.length });
    this.fields = fields;
  }
}

function textsOf(code: string): ProblemText | undefined {
  return Object.hasOwn(problemTexts, code) ? problemTexts[code as ProblemCode] : undefined;
}

const MOMENTS = /(?<![\w"'])\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})(?![\w"'])/g;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/;
const clock = (locale: string, year?: 'numeric') => new Intl.DateTimeFormat(locale, { timeZone: 'Asia/Shanghai', ...(year ? { year } : {}), month: locale === 'en-GB' ? 'short' : 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const clocks = (locale: string) => ({ thisYear: clock(locale), other: clock(locale, 'numeric') });
const TAGS = { 'zh-CN': 'zh-CN', en: 'en-GB' } as const;
/** Made when first asked for: they would be a part of every start. */
const made: Partial<Record<Locale, ReturnType<typeof clocks>>> = {};

/** With the year when it is not this year. */
function sayMoment(at: Date, locale: Locale): string {
  const { thisYear, other } = (made[locale] ??= clocks(TAGS[locale]));
  return (at.getFullYear() === new Date().getFullYear() ? thisYear : other).format(at);
}

/** Moments as people say them, in the country's one civil time; programs find them as they are in `details`. */
function sayable(details: JsonObject, locale: Locale): JsonObject {
  return Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'string' && MOMENT.test(value) && !Number.isNaN(Date.parse(value)) ? sayMoment(new Date(value), locale) : value]));
}

/** What libraries say of a reason is English. */
function inWords(details: JsonObject, locale: Locale): JsonObject {
  const { reason } = details;
  return locale === 'zh-CN' && typeof reason === 'string' ? { ...details, reason: reasonInChinese(reason) } : details;
}

/** What happened and what to do, in the reader's language. Codes without a text in a table speak for themselves. */
export function describe(error: ScenarioError, locale: Locale): { detail: string; hint?: string } {
  const texts = textsOf(error.code);
  const details = inWords(sayable(error.details, locale), locale);
  if (texts) return { detail: fillText(texts.title[locale], details), hint: fillText(texts.hint[locale], details) };
  if (Object.hasOwn(STORE_ERRORS, error.code)) return { detail: fillText(STORE_ERRORS[error.code as StoreErrorCode][locale], { ...details, ...storeWords(error.code, details)[locale] }) };
  return { detail: inLanguage(error.message, locale) };
}

/** One line for whoever reads a terminal: the code, what happened and what to do in both languages, or the message of what has no code. */
export function sayBoth(error: unknown): string {
  if (isScenarioError(error)) {
    const [zh, en] = [describe(error, 'zh-CN'), describe(error, 'en')];
    return `${error.code}: ${zh.detail}${zh.hint ?? ''} / ${en.detail}${en.hint === undefined ? '' : ` ${en.hint}`}`;
  }
  return String(error instanceof Error ? error.message : error);
}

/** Engine and nodes write "Chinese / English" in one message; the reader gets one of them, its moments as people say them. */
export function inLanguage(message: string, locale: Locale): string {
  const at = message.indexOf(' / ');
  const said = at < 0 || !/\p{Script=Han}/u.test(message.slice(0, at)) ? message : locale === 'en' ? message.slice(at + 3) : message.slice(0, at);
  return said.replaceAll(MOMENTS, (moment) => sayMoment(new Date(moment), locale));
}

export function isCoded(error: unknown, code: ProblemCode): error is ScenarioError {
  return isScenarioError(error, code);
}
