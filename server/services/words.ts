import { readDuration } from '../../runtime/language/reading/reading.ts';
import { isFileFact } from '../../runtime/nodes/file-answer.ts';
import type { Json, JsonObject } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { FileView } from '../api/people.ts';
import { textByKey, textOf } from './texts.ts';

/** Values as people read them. */

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;
const EMPTY: Readonly<Record<Locale, string>> = { 'zh-CN': '（空）', en: '(empty)' };
const YES_NO: Readonly<Record<Locale, readonly [string, string]>> = { 'zh-CN': ['是', '否'], en: ['yes', 'no'] };

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Made once: making one costs a hundred times what using it does, and a search puts every row into words. */
function clockOf(locale: Locale, zone: string): Intl.DateTimeFormat {
  const key = `${locale} ${zone}`;
  const known = clocks.get(key) ?? new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : 'zh-CN', { timeZone: zone, year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  clocks.set(key, known);
  return known;
}

function moment(value: string, locale: Locale, zone: string): string {
  const parsed = new Date(value);
  return Number.isNaN(parsed.getTime()) ? value : clockOf(locale, zone).format(parsed);
}

const ENGLISH_DAY = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' });

function day(value: string, locale: Locale): string {
  const [year, month, date] = value.split('-').map(Number);
  return locale === 'en' ? ENGLISH_DAY.format(new Date(`${value}T00:00:00Z`)) : `${year}年${month}月${date}日`;
}

/** Members of the answers that have a name: a region, a person or unit, a location. */
const NAMED: ReadonlySet<string> = new Set(['code,name', 'id,name', 'accuracy,lat,lng,name']);

function groupText(value: Json): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { name, lng, lat } = value as JsonObject;
  if (typeof name !== 'string' || !NAMED.has(Object.keys(value).sort().join())) return undefined;
  return typeof lng === 'number' && typeof lat === 'number' ? `${name}（${lng}, ${lat}）` : name;
}

export function valueText(value: Json | undefined, locale: Locale, zone: string): string {
  if (value === null || value === undefined || value === '') return EMPTY[locale];
  if (typeof value === 'boolean') return YES_NO[locale][value ? 0 : 1];
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return DAY.test(value) ? day(value, locale) : MOMENT.test(value) ? moment(value, locale, zone) : (readDuration(value, locale) ?? value);
  if (isFileFact(value)) return value.name;
  const named = groupText(value);
  if (named !== undefined) return named;
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => valueText(item, locale, zone)).join(locale === 'en' ? ', ' : '、');
  return Object.entries(value).map(([key, inner]) => `${key}: ${valueText(inner, locale, zone)}`).join(locale === 'en' ? '; ' : '；');
}

/** The files in a value, to be opened; nothing when it holds none. */
export function filesIn(value: Json | undefined): { files?: FileView[] } {
  const found = (Array.isArray(value) ? (value as readonly Json[]) : []).filter(isFileFact);
  return found.length === 0 ? {} : { files: found.map(({ id, name, type, bytes }) => ({ id, name, type, bytes })) };
}

/** The name of a node for people: its title, else a text of its own, else its id. */
export function nodeTitle(scenario: Scenario, flow: string, node: string, locale: Locale): string {
  const definition = scenario.flows[flow]?.nodes[node];
  return definition?.title ? textOf(scenario, definition.title, locale) : (textByKey(scenario, node, locale) ?? node);
}

const UNITS: Readonly<Record<string, readonly [zh: string, en: string]>> = { yuan: ['元', 'yuan'], percent: ['%', '%'], days: ['天', 'days'], count: ['件', ''] };

export function unitText(unit: string | null | undefined, locale: Locale): string | undefined {
  const pair = unit ? UNITS[unit] : undefined;
  return pair ? pair[locale === 'en' ? 1 : 0] || undefined : undefined;
}

/** Money with two decimals, shares as percent, everything else as it is. */
export function figureText(value: Json, unit: string | null | undefined, locale: Locale, zone: string): string {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : null;
  if (number === null) return valueText(value, locale, zone);
  if (unit === 'yuan') return number.toFixed(2);
  if (unit === 'percent') return String(Math.round(number * 10_000) / 100);
  return String(Math.round(number * 100) / 100);
}

/** The label of a coded value at a path, if it has one. */
export type LabelOf = (path: string, value: string | number) => string | undefined;

type Piece = string | { readonly path: string; readonly steps: readonly string[] };

const KEPT_TEMPLATES = 2000;
const templates = new Map<string, readonly Piece[]>();

/** A text cut at its placeholders. Remembered: the texts of published scenarios are filled in again with every run. */
function piecesOf(template: string): readonly Piece[] {
  const known = templates.get(template);
  if (known) return known;
  const made = template.split(/\{([\p{L}_][\p{L}\p{N}_.]*)\}/u).map((part, index): Piece => (index % 2 === 0 ? part : { path: part, steps: part.split('.') }));
  if (templates.size >= KEPT_TEMPLATES) templates.clear();
  templates.set(template, made);
  return made;
}

type Values = Readonly<Record<string, Json | undefined>>;

function valueAt(values: Values, steps: readonly string[]): Json | undefined {
  let at: Json | undefined = values as { readonly [key: string]: Json };
  for (const step of steps) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, step)) return undefined;
    at = (at as { readonly [key: string]: Json })[step];
  }
  return at;
}

/** Fills `{path}` from nested values; codes read as their labels, and what is missing as a dash. */
export function fillPlaceholders(template: string, values: Values, locale: Locale, zone: string, labelOf: LabelOf): string {
  if (!template.includes('{')) return template;
  const word = (path: string, value: Json): string => (typeof value === 'string' || typeof value === 'number' ? labelOf(path, value) : undefined) ?? valueText(value, locale, zone);
  let text = '';
  for (const piece of piecesOf(template)) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const found = valueAt(values, piece.steps);
    if (found === undefined || found === null) text += '—';
    else text += Array.isArray(found) ? (found as readonly Json[]).map((item) => word(piece.path, item)).join(locale === 'en' ? ', ' : '、') : word(piece.path, found);
  }
  return text;
}
