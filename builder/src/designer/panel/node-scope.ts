import type { Locale } from '../../../../runtime/schema/text.ts';
import { isTable, keyOf, keysOf as keysOfTable } from '../../../../runtime/schema/parameter.ts';
import type { Parameter, Scenario } from '../../../../runtime/schema/scenario.ts';
import type { NodeInfo, Trace } from '../../../../server/api/scenario.ts';
import { isRecord } from '../document/pointer.ts';
import { nodeTitle, scenarioText } from '../document/scenario-text.ts';
import type { FormulaScope } from '../formula/formula-scope.ts';
import type { DatasetColumn } from './dataset-columns.ts';

/** The newest value of each key. */
function lastValues(parameter: Parameter): Readonly<Record<string, unknown>> {
  return Object.fromEntries(keysOfTable(parameter).map((key) => [key, parameter.values.findLast((value) => keyOf(value) === key)?.value]));
}

/** What every name was in the last test run: outputs of nodes, parameters as they stand now. */
export function traceSamples(scenario: Scenario, trace: Trace | undefined): Readonly<Record<string, unknown>> {
  const nodes = Object.entries(trace?.nodes ?? {}).filter(([, node]) => node.output !== undefined).map(([id, node]) => [id, node.output] as const);
  const parameters = Object.entries(scenario.parameters).map(([id, parameter]) => [id, isTable(parameter) ? lastValues(parameter) : parameter.values.at(-1)?.value] as const);
  return { ...Object.fromEntries(nodes), param: Object.fromEntries(parameters), ...(trace?.starter ? { user: trace.starter } : {}) };
}

/** Parts of a node that carry titles of what it gives: questions of a form, results of a table, values of formulas. */
const TITLED = ['fields', 'outputs', 'values'] as const;

function partTitles(scenario: Scenario, id: string, config: Readonly<Record<string, unknown>>, locale: Locale): Readonly<Record<string, string>> {
  const parts = TITLED.flatMap((key) => (Array.isArray(config[key]) ? (config[key] as unknown[]) : []));
  return Object.fromEntries(parts.flatMap((part) => {
    if (!isRecord(part) || typeof part['id'] !== 'string' || typeof part['title'] !== 'string') return [];
    const words = scenarioText(scenario, part['title'], locale);
    return words === undefined || words === '' ? [] : [[`${id}.${part['id']}`, words] as const];
  }));
}

/** Words of what a person may choose in a form or task: `<node>.<question>.<value>` of a list of choices, `<node>.outcome.<port>` of a decision. */
function choiceTitles(scenario: Scenario, id: string, config: Readonly<Record<string, unknown>>, locale: Locale): Readonly<Record<string, string>> {
  const records = (key: string) => (Array.isArray(config[key]) ? (config[key] as unknown[]).filter(isRecord) : []);
  const listed = records('fields').flatMap(({ id: field, options }) => {
    const list = isRecord(options) ? options['list'] : undefined;
    return typeof field === 'string' && typeof list === 'string' ? (Object.hasOwn(scenario.lists, list) ? (scenario.lists[list]?.items ?? []) : []).map((item) => [`${id}.${field}.${item}`, scenarioText(scenario, `@${list}.${item}`, locale)] as const) : [];
  });
  const outcomes = records('outcomes').flatMap(({ port, title }) => (typeof port === 'string' ? [[`${id}.outcome.${port}`, scenarioText(scenario, typeof title === 'string' ? title : `@${id}.${port}`, locale)] as const] : []));
  return Object.fromEntries([...listed, ...outcomes].flatMap(([key, words]) => (words === undefined || words === '' ? [] : [[key, words]])));
}

/** What every formula may use, as people call it. */
const COMMON: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  'zh-CN': { param: '参数', run: '这次办理', 'run.id': '办件编号', 'run.starter': '发起人', 'run.startedAt': '开始时间', 'run.round': '第几轮', user: '正在办的人', form: '本表单的答案', row: '这一行' },
  en: { param: 'Parameters', run: 'This run', 'run.id': 'Number of the run', 'run.starter': 'Who began it', 'run.startedAt': 'When it began', 'run.round': 'Round', user: 'Whoever acts', form: 'Answers of this form', row: 'This row' },
};

/** Titles of the names in scope as the scenario gives them. */
function scopeTitles(scenario: Scenario, flow: string, locale: Locale, columnsOf: ColumnsOf): Readonly<Record<string, string>> {
  const nodes = Object.keys(scenario.flows[flow]?.nodes ?? {}).map((id) => [id, nodeTitle(scenario, flow, id, locale)] as const);
  const parameters = Object.entries(scenario.parameters).flatMap(([id, parameter]) => {
    const title = scenarioText(scenario, parameter.title, locale);
    return title === undefined ? [] : [[`param.${id}`, title] as const];
  });
  const texts = Object.keys(scenario.texts).flatMap((key) => {
    const title = scenarioText(scenario, `@${key}`, locale);
    return title === undefined || title.includes('{') ? [] : [[key, title] as const];
  });
  const read = Object.entries(scenario.flows[flow]?.nodes ?? {}).map(([id, { config }]) => (typeof config['dataset'] === 'string' ? rowTitles(scenario, columnsOf(config['dataset']), locale, [`${id}.row`, `${id}.rows`]) : { ...choiceTitles(scenario, id, config, locale), ...partTitles(scenario, id, config, locale) }));
  return { ...COMMON[locale], ...Object.assign({}, ...read), ...Object.fromEntries(texts), ...Object.fromEntries(nodes.filter(([id, title]) => id !== title)), ...Object.fromEntries(parameters) };
}

/** The scope of a node's formulas, before any local names of one property. */
export function nodeScope(scenario: Scenario, flow: string, names: Readonly<Record<string, unknown>>, trace: Trace | undefined, locale: Locale, columnsOf: ColumnsOf = () => []): FormulaScope {
  return { names, samples: traceSamples(scenario, trace), titles: scopeTitles(scenario, flow, locale, columnsOf) };
}

/** The columns of a dataset by its local name. */
export type ColumnsOf = (dataset: string) => readonly DatasetColumn[];

/** What people call the columns of each row a node reads: `row.pid` → 患者; with `owners` under each of those paths instead. */
export function rowTitles(scenario: Scenario, columns: readonly DatasetColumn[], locale: Locale, owners: readonly string[] = ['row']): Readonly<Record<string, string>> {
  return Object.fromEntries(columns.flatMap(({ id, title }) => {
    const words = scenarioText(scenario, title, locale);
    return words === undefined ? [] : owners.map((owner) => [`${owner}.${id}`, words] as const);
  }));
}

/** The place itself, then the same place with `*` for its innermost list position. */
function keysOf(path: readonly (string | number)[]): readonly string[] {
  const at = path.findLastIndex((step) => typeof step === 'number');
  return [path.join('/'), path.map((step, index) => (index === at ? '*' : step)).join('/')];
}

/** Extra names of the property at `path`: the closest prefix the checker described, else those of the whole node. */
export function localNames(info: Pick<NodeInfo, 'locals'> | undefined, path: readonly (string | number)[]): Readonly<Record<string, unknown>> {
  const all = info?.locals ?? {};
  for (let length = path.length; length >= 0; length -= 1) {
    const key = keysOf(path.slice(0, length)).find((candidate) => Object.hasOwn(all, candidate));
    if (key !== undefined) return all[key] ?? {};
  }
  return {};
}

/** Scopes of per-row formulas, one object per place, because checks are remembered by scope. */
export function rowScopes(scope: FormulaScope, info: NodeInfo | undefined): (path: readonly (string | number)[]) => FormulaScope {
  const made = new Map<string, FormulaScope>();
  return (path) => {
    const key = path.join('/');
    const known = made.get(key) ?? { ...scope, names: { ...scope.names, ...localNames(info, path) } };
    made.set(key, known);
    return known;
  };
}
