import type { RunState } from '../../runtime/engine/state.ts';
import type { Condition, Explanation, Judgement } from '../../runtime/schema/explanation.ts';
import type { Json } from '../../runtime/schema/json.ts';
import type { Scenario } from '../../runtime/schema/scenario.ts';
import type { Locale } from '../../runtime/schema/text.ts';
import type { Reason } from '../api/portal.ts';
import { withParameters } from './parameter-words.ts';
import { basisLines } from './reason-bases.ts';
import { textByKey, textOf } from './texts.ts';
import { fillPlaceholders, nodeTitle, valueText } from './words.ts';

/**
 * The one place that makes sentences of recorded explanations: rule hit, values used, where they came from, and the
 * ground. Texts are those of the release the run is pinned to; nothing is evaluated again.
 */

export interface ReasonSource {
  readonly scenario: Scenario;
  readonly state: RunState;
  readonly locale: Locale;
  readonly releaseNumber: number | undefined;
}

interface TableShape {
  readonly inputs?: readonly { readonly id: string; readonly title?: string }[];
  readonly outputs?: readonly { readonly id: string; readonly title?: string }[];
  readonly rules?: readonly { readonly id: string; readonly title?: string; readonly basis?: readonly string[]; readonly lock?: string }[];
}

interface TableNode {
  readonly flow: string;
  readonly node: string;
  readonly config: TableShape;
}

function inputTitle(source: ReasonSource, table: TableNode, id: string): string {
  const title = table.config.inputs?.find((input) => input.id === id)?.title;
  return title ? textOf(source.scenario, title, source.locale) : (textByKey(source.scenario, `${table.node}.${id}`, source.locale) ?? id);
}

/** A value of a column in words: a text of its own (`judged.status.final`) before the value itself. */
function inputValue(source: ReasonSource, table: TableNode, input: string, value: Json): string {
  const own = typeof value === 'string' || typeof value === 'number' ? textByKey(source.scenario, `${table.node}.${input}.${value}`, source.locale) : undefined;
  return own ?? valueText(value, source.locale, source.scenario.zone);
}

/** Cells of a scenario in words: the same few are told with every run. */
const cellWords = new WeakMap<Scenario, Map<string, string>>();

/** A tested cell with the words of its column for every quoted value, and parameters by their values of the day. */
function inputTest(source: ReasonSource, table: TableNode, given: Condition): string {
  const condition = { ...given, test: withParameters(source.scenario, given.test, source.state.asOf, source.locale) };
  const known = cellWords.get(source.scenario) ?? new Map<string, string>();
  cellWords.set(source.scenario, known);
  const key = `${source.locale}\n${table.node}\n${condition.input}\n${condition.test}`;
  const words = known.get(key) ?? cellText(source, table, condition);
  known.set(key, words);
  return words;
}

function cellText(source: ReasonSource, table: TableNode, { input, test }: Condition): string {
  return testText(test.replaceAll(/"([^"\\]*)"/g, (quoted, value: string) => textByKey(source.scenario, `${table.node}.${input}.${value}`, source.locale) ?? quoted), source.locale);
}

/** A cell in words: quotes gone, truth as yes and no, `-` as any. */
function testText(test: string, locale: Locale): string {
  if (test === '-' || test.trim() === '') return locale === 'en' ? 'any' : '不限';
  const inverted = /^not\((.*)\)$/su.exec(test);
  const words = (inverted?.[1] ?? test).replaceAll('"', '').replaceAll('>=', '≥').replaceAll('<=', '≤').replaceAll(/\btrue\b/g, locale === 'en' ? 'yes' : '是').replaceAll(/\bfalse\b/g, locale === 'en' ? 'no' : '否').replaceAll(/\s*,\s*/g, locale === 'en' ? ' or ' : ' 或 ');
  return inverted ? `${locale === 'en' ? 'not ' : '不是 '}${words}` : words;
}

function sourceText(source: ReasonSource, table: TableNode, condition: Condition): string | undefined {
  const names = condition.sources.flatMap((part) => {
    if (part.kind === 'node' && part.node) return [nodeTitle(source.scenario, table.flow, part.node, source.locale)];
    if (part.kind === 'param' && part.path) {
      const name = part.path.split('.')[0] ?? part.path;
      return [textOf(source.scenario, source.scenario.parameters[name]?.title ?? name, source.locale)];
    }
    if (part.kind === 'user') return [source.locale === 'en' ? 'account' : '账号'];
    return [];
  });
  return names.length === 0 ? undefined : [...new Set(names)].join(source.locale === 'en' ? ', ' : '、');
}

function lineOf(source: ReasonSource, table: TableNode, condition: Condition): Reason['lines'][number] {
  const from = sourceText(source, table, condition);
  return {
    label: inputTitle(source, table, condition.input),
    value: inputValue(source, table, condition.input, condition.value as Json),
    ...(condition.test === '-' ? {} : { need: inputTest(source, table, condition) }),
    met: condition.met,
    ...(from ? { source: from } : {}),
  };
}

/** Values a sentence may name: helper values, results, and the outputs of earlier nodes. */
function placeholdersOf(source: ReasonSource, judgement: Judgement): Record<string, Json | undefined> {
  const nodes = Object.values(source.state.flows).flatMap((flow) => Object.entries(flow.nodes).map(([id, node]) => [id, node.output] as const));
  const outputs = typeof judgement.outputs === 'object' && judgement.outputs !== null ? (judgement.outputs as Record<string, Json>) : {};
  const inputs = Object.fromEntries(judgement.conditions.map((condition) => [condition.input, condition.value as Json]));
  return { ...Object.fromEntries(nodes), ...inputs, ...(judgement.lets as Record<string, Json>), ...outputs };
}

function ruleNumber(table: TableNode, rule: string): number {
  return (table.config.rules ?? []).findIndex((candidate) => candidate.id === rule) + 1;
}

function ruleSentence(source: ReasonSource, table: TableNode, judgement: Judgement, rule: string): string {
  const { scenario, locale } = source;
  const title = table.config.rules?.find((candidate) => candidate.id === rule)?.title;
  const own = textByKey(scenario, `${table.node}.${rule}`, locale) ?? (title ? textOf(scenario, title, locale) : undefined);
  if (own !== undefined) return fillPlaceholders(own, placeholdersOf(source, judgement), locale, scenario.zone);
  const number = ruleNumber(table, rule);
  const met = judgement.conditions.filter((condition) => condition.test !== '-').map((condition) => `${inputTitle(source, table, condition.input)} ${valueText(condition.value as Json, locale, scenario.zone)}`);
  if (locale === 'en') return `Rule ${number}${met.length > 0 ? `: ${met.join(', ')}` : ' applies'}`;
  return `因第 ${number} 条${met.length > 0 ? `：${met.join('，')}` : '适用'}`;
}

function incompleteSentence(source: ReasonSource, table: TableNode, missing: readonly string[]): string {
  const own = textByKey(source.scenario, `${table.node}.incomplete`, source.locale);
  const names = missing.map((id) => inputTitle(source, table, id)).join(source.locale === 'en' ? ', ' : '、');
  return own ?? (source.locale === 'en' ? `It cannot be decided, because ${names} is not known.` : `缺少“${names}”，不能判断，按没有结论处理。`);
}

function nearMiss(source: ReasonSource, table: TableNode, near: Judgement['nearMisses'][number]): Reason['nearMisses'][number] {
  const { failed, rule } = near;
  const label = inputTitle(source, table, failed.input);
  const value = inputValue(source, table, failed.input, failed.value as Json);
  const need = inputTest(source, table, failed);
  return { rule, sentence: source.locale === 'en' ? `Rule ${rule} does not apply: ${label} is ${value}, it needs ${need}.` : `没有适用 ${rule}：${label}是 ${value}，要求 ${need}。` };
}

function tableReason(source: ReasonSource, table: TableNode, title: string, explanation: Extract<Explanation, { kind: 'table' }>): Reason {
  const { scenario, locale } = source;
  const judgement = explanation.judgements.find((candidate) => candidate.index === (explanation.picked ?? 0)) ?? explanation.judgements[0];
  const rule = judgement?.rules[0];
  const definition = table.config.rules?.find((candidate) => candidate.id === rule);
  const node = scenario.flows[table.flow]?.nodes[table.node];
  const version = source.releaseNumber === undefined ? '' : locale === 'en' ? ` · release ${source.releaseNumber}` : ` · 第 ${source.releaseNumber} 版`;
  const empty = textByKey(scenario, `${table.node}.empty`, locale) ?? (locale === 'en' ? 'There was nothing to judge.' : '没有可以判断的记录。');
  const none = textByKey(scenario, `${table.node}.none`, locale) ?? (locale === 'en' ? 'No rule applies.' : '没有规则适用。');
  const sentence = !judgement ? empty : rule ? ruleSentence(source, table, judgement, rule) : judgement.incomplete?.length ? incompleteSentence(source, table, judgement.incomplete) : none;
  return {
    node: table.node,
    title,
    ...(rule ? { rule } : {}),
    sentence,
    ...(rule ? { place: locale === 'en' ? `rule ${ruleNumber(table, rule)} of ${explanation.total}${version}` : `${explanation.total} 条里命中第 ${ruleNumber(table, rule)} 条${version}` } : {}),
    prescribed: (definition?.lock ?? node?.lock) === 'prescribed',
    lines: judgement?.conditions.map((condition) => lineOf(source, table, condition)) ?? [],
    nearMisses: judgement?.nearMisses.map((near) => nearMiss(source, table, near)) ?? [],
    bases: basisLines(scenario, definition?.basis ?? node?.basis ?? [], source.state.asOf, locale),
  };
}

type ScorePart = Extract<Explanation, { kind: 'score' }>['parts'][number];

const twoDecimals = (points: number): string => String(Math.round(points * 100) / 100);

/** A factor without bands counts its value, times its weight: there is no band to name, and the points say it all. */
function scorePart(part: ScorePart, locale: Locale, zone: string): { readonly value: string; readonly need?: string } {
  if (part.test === '' && typeof part.value === 'number') return { value: twoDecimals(part.points) };
  const band = part.test === 'null' ? (locale === 'en' ? 'missing' : '缺值') : testText(part.test, locale);
  return { value: valueText(part.value as Json, locale, zone), need: `${band} → ${twoDecimals(part.points)}` };
}

function scoreReason(source: ReasonSource, flow: string, node: string, title: string, explanation: Extract<Explanation, { kind: 'score' }>): Reason {
  const { scenario, locale } = source;
  return {
    node,
    title,
    sentence: locale === 'en' ? `The score is ${twoDecimals(explanation.total)}.` : `总分 ${twoDecimals(explanation.total)} 分。`,
    prescribed: scenario.flows[flow]?.nodes[node]?.lock === 'prescribed',
    lines: explanation.parts.map((part) => ({ label: textByKey(scenario, `${node}.${part.id}`, locale) ?? part.id, ...scorePart(part, locale, scenario.zone) })),
    nearMisses: [],
    bases: basisLines(scenario, scenario.flows[flow]?.nodes[node]?.basis ?? [], source.state.asOf, locale),
  };
}

/** The reason of one finished node, or null when its explanation needs no telling. */
export function reasonOf(source: ReasonSource, flow: string, node: string, explanation: Explanation): Reason | null {
  const title = nodeTitle(source.scenario, flow, node, source.locale);
  const config = (source.scenario.flows[flow]?.nodes[node]?.config ?? {}) as TableShape;
  if (explanation.kind === 'table') return tableReason(source, { flow, node, config }, title, explanation);
  return explanation.kind === 'score' ? scoreReason(source, flow, node, title, explanation) : null;
}
