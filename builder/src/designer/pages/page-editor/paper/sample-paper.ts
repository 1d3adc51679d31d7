import { listed } from '../../../../text/listed.ts';
import type { DocumentPage, PaperPart } from '../../../../../../runtime/schema/paper.ts';
import type { Scenario } from '../../../../../../runtime/schema/scenario.ts';
import type { Locale } from '../../../../../../runtime/schema/text.ts';
import type { Paper, PaperBlock } from '../../../../../../server/api/paper.ts';
import { scenarioText } from '../../../document/scenario-text.ts';
import { spokenValue, titleOfPath, wordOfValue, type FormulaScope } from '../../../formula/formula-scope.ts';
import { evaluatorOf, scopeValues } from '../../../formula/try-formula.ts';

/** A document with the values of the last test run; what has none shows what will stand there, such as 〔姓名〕. */

export interface SampleFacts {
  readonly scenario: Scenario;
  readonly id: string;
  readonly locale: Locale;
  readonly scope: FormulaScope;
  readonly now: string;
  /** Where the portal is. */
  readonly origin: string;
}

const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;
const UNITS: Readonly<Record<string, readonly [zh: string, en: string]>> = { yuan: ['元', 'yuan'], percent: ['%', '%'], days: ['天', 'days'], count: ['件', ''], number: ['', ''] };
const SAMPLE_LINES = 3;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value);

const PATH = /^[\p{L}_][\p{L}\p{N}_]*(\.[\p{L}\p{N}_]+)*$/u;

/** What stands for a value that is not known yet: the name of the field, or what the document calls a formula. */
function placeholder({ scope, locale }: SampleFacts, source: string, called: string): string {
  return `〔${PATH.test(source) ? (titleOfPath(scope, source, locale) ?? source) : called}〕`;
}

function words(facts: SampleFacts, source: string, value: unknown, called: string, unit?: string): string {
  const { scope, locale } = facts;
  if (value === null || value === undefined || value === '') return placeholder(facts, source, called);
  if (unit !== undefined) {
    const number = Number(value);
    const figure = unit === 'yuan' ? number.toFixed(2) : unit === 'percent' ? String(Math.round(number * 10_000) / 100) : String(Math.round(number * 100) / 100);
    return `${figure} ${UNITS[unit]?.[locale === 'en' ? 1 : 0] ?? ''}`.trim();
  }
  if (Array.isArray(value)) return listed((value as unknown[]).map((one) => words(facts, source, one, called)), locale);
  if (isRecord(value)) return typeof value['name'] === 'string' ? value['name'] : placeholder(facts, source, called);
  const day = typeof value === 'string' ? DAY.exec(value) : null;
  if (day && locale !== 'en') return `${Number(day[1])}年${Number(day[2])}月${Number(day[3])}日`;
  return (typeof value === 'string' ? wordOfValue(scope, source, value) : undefined) ?? spokenValue(value, locale);
}

interface Sampler {
  readonly value: (source: string, row?: unknown) => unknown;
}

function samplerOf({ scope, now, scenario }: SampleFacts): Sampler {
  const surroundings = { now, zone: scenario.zone };
  const values = scopeValues(scope, {});
  return {
    value: (source, row) => {
      try {
        const formula = evaluatorOf(source, 'expression', row === undefined ? scope : { ...scope, names: { ...scope.names, row: {} } }, surroundings);
        return formula.toJson(formula.evaluate(row === undefined ? values : { ...values, row }));
      } catch {
        return null;
      }
    },
  };
}

function textOf(facts: SampleFacts, sampler: Sampler, reference: string | undefined, own: Readonly<Record<string, string>> = {}): string {
  const text = scenarioText(facts.scenario, reference, facts.locale) ?? reference ?? '';
  return text.replaceAll(/\{([\p{L}_][\p{L}\p{N}_.]*)\}/gu, (_all, path: string) => {
    const source = Object.hasOwn(own, path) ? (own[path] ?? 'null') : path;
    return words(facts, source, sampler.value(source), path);
  });
}

function listOf(facts: SampleFacts, sampler: Sampler, part: Extract<PaperPart, { readonly block: 'list' }>): PaperBlock {
  const found = sampler.value(part.rows);
  const items = Array.isArray(found) && found.length > 0 ? (found as unknown[]).slice(0, 20) : undefined;
  const titles = part.columns.map(({ title }) => textOf(facts, sampler, title));
  const rows = items ? items.map((row) => part.columns.map(({ value, unit }, at) => words(facts, value, sampler.value(value, row), titles[at] ?? '', unit))) : Array.from({ length: SAMPLE_LINES }, () => titles.map((title) => `〔${title}〕`));
  return { block: 'list', ...(part.title === undefined ? {} : { title: textOf(facts, sampler, part.title) }), columns: part.columns.map(({ width, unit }, at) => ({ title: titles[at] ?? '', width: width ?? 1, figures: unit !== undefined })), rows };
}

function blockOf(facts: SampleFacts, sampler: Sampler, part: PaperPart): PaperBlock {
  const text = (reference: string | undefined, own?: Readonly<Record<string, string>>) => textOf(facts, sampler, reference, own);
  const title = 'title' in part && part.title !== undefined ? { title: text(part.title) } : {};
  if (part.block === 'heading' || part.block === 'text') return { block: part.block, text: text(part.text, part.values), ...(part.align === undefined ? {} : { align: part.align }) };
  if (part.block === 'fields') return { block: 'fields', ...title, pairs: part.pairs ?? 1, rows: part.rows.map((row) => ({ label: text(row.title), value: words(facts, row.value, sampler.value(row.value), text(row.title), row.unit) })) };
  if (part.block === 'list') return listOf(facts, sampler, part);
  if (part.block === 'picture') return { block: 'picture', ...title, width: part.width ?? 60 };
  if (part.block === 'seal') return { block: 'seal', text: text(part.text), ...(part.date === undefined ? {} : { date: words(facts, part.date, sampler.value(part.date), facts.locale === 'en' ? 'day' : '日期') }) };
  if (part.block === 'qr') return { block: 'qr', value: part.value === undefined ? `${facts.origin}/portal/verify` : words(facts, part.value, sampler.value(part.value), part.value), width: part.width ?? 30, ...(part.text === undefined ? {} : { text: text(part.text) }) };
  if (part.block === 'basis') return { block: 'basis', ...title, items: part.bases.map((key) => { const basis = facts.scenario.bases[key]; return basis === undefined ? key : `${scenarioText(facts.scenario, basis.title, facts.locale) ?? key}${basis.article === undefined ? '' : ` ${basis.article}`}`; }) };
  return { block: 'break' };
}

export function samplePaper(facts: SampleFacts, page: DocumentPage): Paper {
  const sampler = samplerOf(facts);
  const { scenario, locale, id } = facts;
  return {
    id, title: scenarioText(scenario, page.title, locale) ?? id, app: scenarioText(scenario, scenario.title, locale) ?? scenario.id, locale, size: page.size ?? 'A4', landscape: page.landscape ?? false, numbers: page.numbers ?? true, synthetic: scenario.synthetic ?? false,
    ...(page.header === undefined ? {} : { header: textOf(facts, sampler, page.header) }),
    ...(page.footer === undefined ? {} : { footer: textOf(facts, sampler, page.footer) }),
    blocks: page.parts.map((part) => blockOf(facts, sampler, part)),
    number: '00000000-XXXXXXXX', code: 'XXXXXXXXXX', digest: '0'.repeat(64), issuedAt: facts.now, verify: '',
  };
}
