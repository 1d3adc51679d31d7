import type { Condition, Explanation, Judgement } from '../../../runtime/schema/explanation.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Reason } from '../../api/portal.ts';
import { textByKey, textOf } from '../texts.ts';
import { nodeTitle, valueText } from '../words.ts';
import { basisLines } from './bases.ts';
import { close } from './close.ts';
import { columnTitle, conditionWords } from './column-words.ts';
import { labelOfValue } from './names.ts';
import { SENTENCES } from './sentences.ts';
import { rowName } from './row-name.ts';
import type { ReasonSource, TableNode } from './source.ts';
import { fillSentence } from './placeholders.ts';
import { unitInTitle, withUnit } from './units.ts';

type TableExplanation = Extract<Explanation, { kind: 'table' }>;

interface Told {
  readonly source: ReasonSource;
  readonly table: TableNode;
  readonly explanation: TableExplanation;
  readonly judgement: Judgement | undefined;
}

const asks = (condition: Condition): boolean => condition.test !== '-' && condition.test.trim() !== '';

function numberOf(table: TableNode, rule: string): number {
  return (table.config.rules ?? []).findIndex((candidate) => candidate.id === rule) + 1;
}

/** The number sentences count a rule by; rows of a dataset have none. */
function numbered(table: TableNode, rule: string): { readonly number?: number } {
  const number = numberOf(table, rule);
  return number > 0 ? { number } : {};
}

function ruleName({ source, table, explanation }: Told, rule: string): string {
  return rowName(source, table, explanation, rule) ?? SENTENCES[source.locale].rule(numberOf(table, rule), rule);
}

/** Why one rule applies: its conditions with the values behind them. */
function because(told: Told, rule: string, conditions: readonly Condition[]): string {
  const { source, table } = told;
  const words = SENTENCES[source.locale];
  const asked = conditions.filter(asks);
  if (asked.length === 0) return words.otherwise(ruleName(told, rule), numberOf(table, rule) === 1);
  return words.because(ruleName(told, rule), asked.map((condition) => words.clause(conditionWords(source, table, condition))));
}

/** Titles that only repeat the word the sentence begins with: 结论：结论为…. */
const SAYS_RESULT = /^(?:结论|结果|result|answer|outcome|conclusion)$/i;

/** What came out, column by column; a single column needs no name, nor does a first one that is called the result. */
function results({ source, table, judgement }: Told): readonly string[] {
  const { scenario, locale } = source;
  const outputs = typeof judgement?.outputs === 'object' && judgement.outputs !== null ? (judgement.outputs as Readonly<Record<string, Json>>) : {};
  const columns = (table.config.outputs ?? []).filter(({ id }) => outputs[id] !== undefined && outputs[id] !== null && outputs[id] !== '');
  return columns.map(({ id, title }, index) => {
    const value = outputs[id] ?? null;
    const { label, unit } = unitInTitle(title === undefined ? (textByKey(scenario, `${table.node}.${id}`, locale) ?? id) : textOf(scenario, title, locale));
    const said = labelOfValue({ scenario, flow: table.flow, locale }, `${table.node}.${id}`, value) ?? valueText(value, locale, scenario.zone);
    const full = typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) ? withUnit(said, unit, locale) : said;
    const isNameless = typeof value === 'string' && (columns.length === 1 || (index === 0 && SAYS_RESULT.test(label)));
    return isNameless ? full : SENTENCES[locale].part(label, full);
  });
}

function missSentence(told: Told, { rule, failed }: Judgement['nearMisses'][number]): string {
  const words = SENTENCES[told.source.locale];
  const condition = conditionWords(told.source, told.table, failed);
  if (failed.met === null) return words.undecided(ruleName(told, rule), condition.label);
  return condition.isMeasured ? words.nearly(ruleName(told, rule), condition) : words.notThis(ruleName(told, rule), condition);
}

function titleOfRule({ source, table }: Told, rule: string): string | undefined {
  const title = table.config.rules?.find((candidate) => candidate.id === rule)?.title;
  return textByKey(source.scenario, `${table.node}.${rule}`, source.locale) ?? (title ? textOf(source.scenario, title, source.locale) : undefined);
}

/** The words the designer wrote for the rule that hit, or for the case without one. */
function ownSentence(told: Told): string | undefined {
  const { source, table, judgement } = told;
  const rule = judgement?.rules[0];
  const own = rule === undefined ? textByKey(source.scenario, `${table.node}.${!judgement ? 'empty' : judgement.incomplete?.length ? 'incomplete' : 'none'}`, source.locale) : titleOfRule(told, rule);
  return own === undefined ? undefined : fillSentence(source, table, judgement, own);
}

function missingLabels({ source, table }: Told, missing: readonly string[]): readonly string[] {
  return missing.map((id) => columnTitle(source, table, id).label);
}

/** Every hit of a collecting table with its own conditions; all others have one. */
function hitsOf(told: Told, judgement: Judgement): readonly string[] {
  const words = SENTENCES[told.source.locale];
  const [first] = judgement.rules;
  if (first === undefined) return [];
  const lines = [because(told, first, judgement.conditions), ...(judgement.others ?? []).map(({ rule, conditions }) => because(told, rule, conditions))];
  return judgement.rules.length === 1 ? lines : [words.several(judgement.rules.map((rule) => ruleName(told, rule))), ...lines];
}

function grounds(bases: Reason['bases'], source: ReasonSource): readonly string[] {
  const said = bases.map(({ title, article, flag }) => `${title}${article === undefined ? '' : source.locale === 'en' ? `, ${article}` : article}${flag === undefined ? '' : source.locale === 'en' ? ` (${flag})` : `（${flag}）`}`);
  return said.length === 0 ? [] : [SENTENCES[source.locale].basis(said)];
}

/** The whole reason in sentences, in the order in which they are read aloud. */
function toldSentences(told: Told, bases: Reason['bases']): { readonly main: string; readonly all: readonly string[] } {
  const { source, explanation, judgement } = told;
  const words = SENTENCES[source.locale];
  if (!judgement) return { main: words.empty, all: [words.empty] };
  const picked = explanation.picked === undefined || explanation.judgements.length < 2 ? [] : [words.picked(explanation.judgements.length, judgement.index + 1)];
  const parts = results(told);
  const missing = judgement.incomplete ?? [];
  const decided = judgement.rules.length > 0 ? hitsOf(told, judgement) : [missing.length > 0 ? words.missing(missingLabels(told, missing), parts.length > 0) : words.none(explanation.total)];
  const outcome = parts.length === 0 ? [] : [judgement.rules.length > 0 ? words.result(parts) : words.fallback(parts, missing.length > 0)];
  return { main: decided[0] ?? words.empty, all: [...picked, ...decided, ...outcome, ...grounds(bases, source)] };
}

function lineOf(source: ReasonSource, table: TableNode, condition: Condition): Reason['lines'][number] {
  const { label, value, need, source: from } = conditionWords(source, table, condition);
  return { label, value, ...(need === undefined ? {} : { need: source.locale === 'en' ? need.replace(/^is (?!empty)/, '') : close(need) }), met: condition.met, ...(from === undefined ? {} : { source: from }) };
}

/** 7 条里命中第 7 条 · 第 1 版 */
function placeOf({ source, table, explanation }: Told, rule: string): string {
  const { locale, releaseNumber } = source;
  const version = releaseNumber === undefined ? '' : locale === 'en' ? ` · release ${releaseNumber}` : ` · 第 ${releaseNumber} 版`;
  if (explanation.dataset !== undefined) return locale === 'en' ? `one of ${explanation.total} rows${version}` : `${explanation.total} 行里命中一行${version}`;
  return locale === 'en' ? `rule ${numberOf(table, rule)} of ${explanation.total}${version}` : `${explanation.total} 条里命中第 ${numberOf(table, rule)} 条${version}`;
}

export function tableReason(source: ReasonSource, table: TableNode, explanation: TableExplanation): Reason {
  const { scenario, locale } = source;
  const judgement = explanation.judgements.find((candidate) => candidate.index === (explanation.picked ?? 0)) ?? explanation.judgements[0];
  const told: Told = { source, table, explanation, judgement };
  const rule = judgement?.rules[0];
  const definition = table.config.rules?.find((candidate) => candidate.id === rule);
  const node = scenario.flows[table.flow]?.nodes[table.node];
  const bases = basisLines(scenario, definition?.basis ?? node?.basis ?? [], source.state.asOf, locale);
  const { main, all } = toldSentences(told, bases);
  return {
    node: table.node,
    title: nodeTitle(scenario, table.flow, table.node, locale),
    ...(rule === undefined ? {} : { rule, ...numbered(table, rule) }),
    sentence: ownSentence(told) ?? main,
    told: [...all],
    ...(rule === undefined ? {} : { place: placeOf(told, rule) }),
    prescribed: (definition?.lock ?? node?.lock) === 'prescribed',
    lines: judgement?.conditions.map((condition) => lineOf(source, table, condition)) ?? [],
    nearMisses: judgement?.nearMisses.map((near) => ({ rule: near.rule, ...numbered(table, near.rule), sentence: missSentence(told, near) })) ?? [],
    bases,
  };
}
