import { readTests, type ReadingNames } from '../../../runtime/language/reading/reading.ts';
import { readSimpleCell } from '../../../runtime/rules/simple-cell.ts';
import type { Condition } from '../../../runtime/schema/explanation.ts';
import type { Json } from '../../../runtime/schema/json.ts';
import type { Scenario } from '../../../runtime/schema/scenario.ts';
import { textByKey, textOf } from '../texts.ts';
import { nodeTitle, valueText } from '../words.ts';
import { codedNeed } from './coded-need.ts';
import { labelOfValue, titleOfPath } from './names.ts';
import { lookupWords, parameterWords } from './parameters.ts';
import type { ReasonSource, TableNode } from './source.ts';
import { unitInTitle, withUnit } from './units.ts';

/** What a person calls one tested value: its name, the value, what was asked of it, and where it came from. */
export interface ConditionWords {
  readonly label: string;
  readonly value: string;
  /** The test as a phrase that follows the name: 不超过 30 天. Undefined when the cell takes anything. */
  readonly need?: string;
  readonly source?: string;
  /** The value is a text, number or day that the test itself says. */
  readonly isSaid: boolean;
  /** The value stands on a scale, so that it can miss by little; codes do not. */
  readonly isMeasured: boolean;
}

function plainPath(expr: string | undefined): string | undefined {
  return expr !== undefined && /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)*$/u.test(expr) ? expr : undefined;
}

/** The title of an input column and its unit: its own, else the text `<node>.<input>`, else that of the value it reads, else its id. */
export function columnTitle(source: ReasonSource, table: TableNode, id: string): ReturnType<typeof unitInTitle> {
  const { scenario, locale } = source;
  const column = table.config.inputs?.find((input) => input.id === id);
  const path = plainPath(column?.expr);
  const own = column?.title === undefined ? textByKey(scenario, `${table.node}.${id}`, locale) : textOf(scenario, column.title, locale);
  return unitInTitle(own ?? (path === undefined ? undefined : titleOfPath({ scenario, flow: table.flow, locale }, path)) ?? id);
}

function labelOf(source: ReasonSource, table: TableNode, input: string, value: Json): string | undefined {
  const { scenario, locale } = source;
  const own = typeof value === 'object' ? undefined : textByKey(scenario, `${table.node}.${input}.${value}`, locale);
  if (own !== undefined) return own;
  const path = plainPath(table.config.inputs?.find((column) => column.id === input)?.expr);
  return path === undefined ? undefined : labelOfValue({ scenario, flow: table.flow, locale }, path, value);
}

/** A value of a column: its label before the value itself; numbers with the unit of their column. */
export function columnValue(source: ReasonSource, table: TableNode, input: string, value: Json): string {
  const label = labelOf(source, table, input, value);
  if (label !== undefined) return label;
  const words = valueText(value, source.locale, source.scenario.zone);
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value)) ? withUnit(words, columnTitle(source, table, input).unit, source.locale) : words;
}

function readingNames(source: ReasonSource, table: TableNode, { input, value }: Condition): ReadingNames {
  const { scenario, locale, state } = source;
  const { unit } = columnTitle(source, table, input);
  const moment = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value);
  return {
    titleOf: (path) => (path.startsWith('param.') ? parameterWords(scenario, path.slice('param.'.length), state.asOf, locale) : undefined) ?? titleOfPath({ scenario, flow: table.flow, locale }, path),
    labelOf: (literal) => labelOf(source, table, input, literal),
    isMoment: (path) => path === '?' && moment,
    sayNumber: (text) => withUnit(text, unit, locale),
    sayMoment: (text) => valueText(text, locale, scenario.zone),
  };
}

/** Undefined when the reading says no more than the formula itself. */
function plainNeed(source: ReasonSource, table: TableNode, condition: Condition): string | undefined {
  const coded = codedNeed(source.scenario, `${table.node}.${condition.input}`, condition.test, source.locale);
  if (coded !== undefined) return coded;
  const read = readTests(condition.test, source.locale, readingNames(source, table, condition));
  return read === condition.test || read?.includes('?') === true ? undefined : read;
}

/** Cells of a scenario in words: the same few are told with every run. */
const knownCells = new WeakMap<Scenario, Map<string, string>>();

/** What a cell asks, with labels, units and the parameters of the day: 不超过 30 天. */
function needWords(source: ReasonSource, table: TableNode, condition: Condition): string {
  const { locale } = source;
  const known = knownCells.get(source.scenario) ?? new Map<string, string>();
  knownCells.set(source.scenario, known);
  const day = condition.test.includes('param.') ? source.state.asOf : '';
  const key = [locale, table.flow, table.node, condition.input, typeof condition.value, day, condition.test].join('\n');
  const words = known.get(key) ?? plainNeed(source, table, condition) ?? (locale === 'en' ? `meets “${condition.test}”` : `满足“${condition.test}”`);
  if (day === '') known.set(key, words);
  return words;
}

/** Nodes, parameters and accounts that a value was taken from. */
function sourceWords({ scenario, state, locale }: ReasonSource, table: TableNode, condition: Condition): string | undefined {
  const names = condition.sources.flatMap((part) => {
    if (part.kind === 'node' && part.node) return [nodeTitle(scenario, table.flow, part.node, locale)];
    if (part.kind === 'param' && part.path) {
      const name = part.path.split('.')[0] ?? part.path;
      const title = textOf(scenario, scenario.parameters[name]?.title ?? name, locale);
      const entry = part.key === undefined ? undefined : lookupWords(scenario, name, part.key, state.asOf, locale);
      return [entry === undefined ? title : locale === 'en' ? `${title} (${entry})` : `${title}（${entry}）`];
    }
    if (part.kind === 'user') return [locale === 'en' ? 'account' : '账号'];
    return [];
  });
  return names.length === 0 ? undefined : [...new Set(names)].join(locale === 'en' ? ', ' : '、');
}

export function conditionWords(source: ReasonSource, table: TableNode, condition: Condition): ConditionWords {
  const cell = readSimpleCell(condition.test);
  const single = cell !== null && !cell.any && !cell.negated && cell.intervals.length === 1 ? cell.intervals[0] : undefined;
  const from = sourceWords(source, table, condition);
  const asks = condition.test !== '-' && condition.test.trim() !== '';
  return {
    label: columnTitle(source, table, condition.input).label,
    value: columnValue(source, table, condition.input, condition.value as Json),
    ...(asks ? { need: needWords(source, table, condition) } : {}),
    ...(from === undefined ? {} : { source: from }),
    isSaid: condition.met === true && ((single !== undefined && single.low !== null && single.low === single.high) || condition.test.trim() === 'null'),
    isMeasured: labelOf(source, table, condition.input, condition.value as Json) === undefined && (typeof condition.value === 'number' || (typeof condition.value === 'string' && /^(?:-?\d+(?:\.\d+)?$|\d{4}-\d{2}-\d{2}|-?P)/.test(condition.value))),
  };
}
